#!/usr/bin/python3
"""Breaks a cluster of brokers and nodes again and again while clients use it, and asks afterwards whether every
acknowledged operation is on the log exactly once, in order, and nothing else is.

    CARNET_BIN=… cluster_faults.py [--runs 1] [--minutes 3] [--nodes 3] [--seed N] [--only FAULT,FAULT]
        [--keep DIR] [--kafka DIR] [--loopback] [--upgrade-from PROGRAM]

Each run has topics of its own on the same brokers. Prints one JSON line a run; ends with 1 at the first run that
broke a promise, and leaves its folder: history, log, and what the nodes said.
"""
import argparse
import collections
import concurrent.futures
import itertools
import json
import os
import pathlib
import random
import shutil
import sys
import tempfile
import time
import traceback

from cluster import brokers as broker_tools
from cluster import checker, faults, ground, log_view
from cluster.brokers import Brokers
from cluster.fleet import Fleet
from cluster.load import Load
from cluster.slow_disk import slow_disk_environment
from cluster.world import World, takeover_times

PARTITIONS = 4
WARM_UP_S = 3
STILL_S = 30


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--nodes", type=int, default=3)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", default="", help="these faults and no others")
    parser.add_argument("--keep", default="", help="where folders of runs are made and left")
    parser.add_argument("--kafka", default="", help="the folder of brokers that run already; implies --loopback")
    parser.add_argument("--loopback", action="store_true", help="no networks of their own: no cuts, no delays")
    parser.add_argument("--upgrade-from", default="", help="an older program, with which the nodes begin")
    given = parser.parse_args()
    given.loopback = given.loopback or bool(given.kafka)
    return given


def break_things(world: World, given, counts):
    """Fault after fault until the time is over."""
    names = given.only.split(",") if given.only else faults.possible(world)
    bag = []
    end = time.monotonic() + 60 * given.minutes
    time.sleep(WARM_UP_S)
    if given.upgrade_from:
        break_one(world, faults.nodes_upgraded_in_turn, counts)
    while time.monotonic() < end:
        bag = bag or world.random.sample(names, len(names))  # each once before any comes again
        break_one(world, faults.FAULTS[bag.pop()], counts)


def break_one(world: World, fault, counts):
    name, began = fault.__name__, world.history.now()
    say(f"{began:6.1f} s {name}")
    fault(world)
    world.await_progress()
    counts[name] += 1
    say(f"{world.history.now():6.1f} s all is well after {world.history.now() - began:.1f} s")
    world.wait(0.5, 3)


def still(fleet: Fleet) -> dict:
    """Digests of all nodes once nothing more is written."""
    deadline = time.monotonic() + STILL_S
    before = None
    while True:
        now = {f"node {node.number}": node.digests() for node in fleet.up()}
        if now == before or time.monotonic() > deadline:
            return now
        before = now
        time.sleep(1)


def check_digests(fleet: Fleet) -> list[str]:
    """The live ones against each other, and against what the log yields at the same places."""
    live = still(fleet)
    fleet.stop()
    first = next(iter(live.values()))
    replayed = {}
    for partition, (sequence, _) in first.items():
        replayed[partition] = fleet.replayed(f"{partition}:{sequence}")[partition]
    return checker.digests_equal({**live, "the log": replayed})


def check(world: World, load: Load) -> tuple[list[str], list]:
    found = load.check_listeners() + load.check_inboxes() + check_digests(world.fleet)
    dump = world.fleet.dump()
    (world.folder / "log.jsonl").write_text(dump, encoding="utf-8")
    log = log_view.records(dump)
    world.history.inboxes = load.inboxes
    found += checker.check(world.history, log)
    with concurrent.futures.ThreadPoolExecutor() as both:
        found += itertools.chain(*both.map(lambda topic: check_outside(world, log, topic), ("control", "events")))
    return found, log


def check_outside(world: World, log, topic: str) -> list[str]:
    wanted = sum((record.partition == 0) == (topic == "control") for record in log)
    frames = world.brokers.frames(f"{world.prefix}.{topic}", wanted)
    found = checker.frames_of_one_writer(frames)
    counted = sum(frame.last for frame in frames)
    if counted != wanted:
        found.append(f"an outside consumer sees {counted} records on {topic}, the log has {wanted}")
    return found


def run_once(given, land, brokers, seed: int, folder: pathlib.Path) -> dict:
    prefix = f"faults-{os.getpid()}-{seed}"
    say(f"run with seed {seed} in {folder}")
    fleet = Fleet(land, folder, brokers.addresses, prefix, given.nodes, PARTITIONS)
    world = World(land, brokers, fleet, prefix, PARTITIONS, seed, folder)
    counts, load, log = collections.Counter(), None, []
    try:
        for node in fleet.nodes:
            node.program = given.upgrade_from or node.program
        fleet.start()
        load = Load(world, land.sink_host)
        load.start()
        try:
            break_things(world, given, counts)
            found = []
        except Exception:  # pylint: disable=broad-exception-caught
            found = [traceback.format_exc()]
        land.mend()
        brokers.start()
        load.stop()
        fleet.await_ready()
        more, log = check(world, load)
        found += more
    finally:
        world.history.save(folder / "history.jsonl")
        fleet.close()
        if load:
            load.close()
    return summary(world, seed, counts, found, log)


def summary(world: World, seed, counts, found, log) -> dict:
    history = world.history
    acknowledged = [one for one in (*history.operations, *history.mails) if one.ended is not None]
    tries = collections.Counter(one[2].split(":")[0] for some in (*history.operations, *history.mails)
                                for one in some.tries)
    return {"seed": seed, "nodes": len(world.fleet.nodes), "minutes": round(history.now() / 60, 1),
            "faults": dict(counts), "acknowledged": len(acknowledged), "mails": len(history.mails),
            "records": len(log), "tries": dict(tries.most_common(12)),
            "takeover_s": takeover_times(world, log),
            "planned_failures": [one[1:] for one in world.planned_failures][:20],
            "ends": [code for node in world.fleet.nodes for code in node.ends],
            "violations": found}


def say(what: str):
    print(what, file=sys.stderr, flush=True)


def main() -> int:
    given = arguments()
    broker_tools.install()
    if not given.loopback:
        if not ground.can_separate():
            raise SystemExit("this machine makes no namespaces: --loopback does without")
        ground.step_inside()
    keep = pathlib.Path(given.keep or tempfile.mkdtemp(prefix="carnet-cluster-"))
    land = ground.Loopback() if given.loopback else ground.Namespaces()
    keep.mkdir(parents=True, exist_ok=True)
    brokers = Brokers(land.place("brokers"), given.kafka or keep / "brokers", slow_disk_environment(keep, "brokers"))
    failed = 0
    try:
        brokers.start()
        seeds = random.Random(given.seed)
        for _ in range(given.runs):
            seed = seeds.randrange(1 << 30)
            folder = keep / f"run-{seed}"
            folder.mkdir()
            result = run_once(given, land, brokers, seed, folder)
            print(json.dumps(result), flush=True)
            if result["violations"]:
                failed = 1
                break
            if not given.keep:
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        brokers.close()
        land.close()
        if not failed and not given.keep:
            shutil.rmtree(keep, ignore_errors=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
