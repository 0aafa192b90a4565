#!/usr/bin/python3
"""Does a million identities change anything? Create rate, GET latency and time to ready against the
first ten thousand.

Usage: CARNET_BIN=... million.py [--identities N] [--batch 10000]. Prints one JSON line. Takes some
minutes; the figures are shares of each other on one machine, so run it on a quiet one.

A random identity of a million is two rows that nobody has read before. They are read as the machine
left them, and again (other identities) with the files in the kernel's page cache: kernels that give
cold pages back (DAMON) otherwise make it a measurement of the disk.
"""
import argparse
import json
import pathlib
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "faults"))
from support.client import Client  # noqa: E402
from support.node import Node      # noqa: E402

CLIENTS = 4
SINGLES = 10_000
READS = 10_000
ROUNDS = 5  # of reads, whose median counts


def in_parallel(work, count):
    """Runs work(client number, how many) on CLIENTS threads; gives the seconds."""
    threads = [threading.Thread(target=work, args=(number, count // CLIENTS))
               for number in range(CLIENTS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - began


def create_singles(node, headers, ids):
    """Creates SINGLES identities one by one; gives the rate."""
    def work(_, count):
        client = Client(node.http, headers)
        for _ in range(count):
            answer = client.post("/v1/identities", {"ttlHours": 700})
            assert answer.status == 200, answer.body
            ids.append(answer.json()["id"])
    return SINGLES / in_parallel(work, SINGLES)


def read_latency(node, headers, ids):
    """GETs random identities from one client; gives p50 and p99 in microseconds, each the median
    over the rounds."""
    client = Client(node.http, headers)
    rounds = [read_round(client, ids) for _ in range(ROUNDS)]
    return tuple(statistics.median(one) for one in zip(*rounds))


def read_round(client, ids):
    took = []
    for _ in range(READS):
        path = "/v1/identities/" + random.choice(ids)
        began = time.perf_counter()
        answer = client.get(path)
        took.append(time.perf_counter() - began)
        assert answer.status == 200, answer.body
    took.sort()
    return took[READS // 2] * 1e6, took[READS * 99 // 100] * 1e6


def size_of(directory):
    """Bytes of the files below a directory."""
    return sum(file.stat().st_size for file in directory.rglob("*") if file.is_file())


def read_files(directory):
    """Has the kernel read them all once."""
    for file in directory.rglob("*"):
        if file.is_file():
            file.read_bytes()


def fill(node, headers, ids, wanted, batch):
    """Creates identities in bulk up to `wanted`; gives the rate."""
    client, began, first = Client(node.http, headers), time.monotonic(), len(ids)
    while len(ids) < wanted:
        count = min(batch, wanted - len(ids))
        answer = client.post("/v1/identities/bulk", {"count": count, "ttlHours": 700})
        assert answer.status == 200, answer.body[:300]
        ids.extend(one["id"] for one in answer.json()["items"])
    return (len(ids) - first) / (time.monotonic() - began)


def measure(node, wanted, batch):
    node.start()
    headers, ids = node.tenant(project="million"), []
    out = {"create_per_s_first": create_singles(node, headers, ids)}
    out["get_p50_us_first"], out["get_p99_us_first"] = read_latency(node, headers, ids)
    log_small, state_small = size_of(node.data / "log"), size_of(node.data / "state")
    out["bulk_per_s"] = fill(node, headers, ids, wanted - SINGLES, batch)
    out["create_per_s_last"] = create_singles(node, headers, ids)
    out["get_p50_us_last"], out["get_p99_us_last"] = read_latency(node, headers, ids)
    read_files(node.data)
    out["get_p50_us_cached"], out["get_p99_us_cached"] = read_latency(node, headers, ids)
    out["log_bytes_each"] = (size_of(node.data / "log") - log_small) / (len(ids) - SINGLES)
    out["state_bytes_each"] = (size_of(node.data / "state") - state_small) / (len(ids) - SINGLES)
    node.kill()
    out["ready_s_after_kill"] = node.start()
    total = Client(node.http, headers).get("/v1/identities?limit=1").json()["meta"]["total"]
    assert total == len(ids), (total, len(ids))
    out["identities"] = total
    out["create_share"] = out["create_per_s_last"] / out["create_per_s_first"]
    out["get_p99_ratio"] = out["get_p99_us_last"] / out["get_p99_us_first"]
    out["get_p99_ratio_cached"] = out["get_p99_us_cached"] / out["get_p99_us_first"]
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--identities", type=int, default=1_000_000)
    parser.add_argument("--batch", type=int, default=10_000)
    given = parser.parse_args()
    room = pathlib.Path(tempfile.mkdtemp(prefix="carnet-million-"))
    node = Node(room / "data")
    try:
        figures = measure(node, given.identities, given.batch)
    finally:
        node.close()
        shutil.rmtree(room)
    print(json.dumps({name: round(value, 2) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
