"""One run's cluster, clients and clock: what faults act on, and what is noted while they do."""
import contextlib
import pathlib
import random
import time

from .brokers import Brokers
from .fleet import Fleet, Node
from .history import History

PROGRESS_S = 240
PROGRESS_OPERATIONS = 2
IN_FLIGHT_S = 0.3  # an answer that the killed node had given may arrive that much later


class World:
    def __init__(self, ground, brokers: Brokers, fleet: Fleet, prefix: str, partitions: int, seed, folder):
        self.ground, self.brokers, self.fleet, self.prefix, self.partitions = ground, brokers, fleet, prefix, partitions
        self.random, self.history, self.workers = random.Random(seed), History(), []
        self.folder, self.slow_file = folder, None
        self.takeovers, self.planned_failures = [], []

    def any_node(self) -> Node:
        return self.random.choice(self.fleet.up())

    def wait(self, least: float, most: float):
        time.sleep(self.random.uniform(least, most))

    def await_progress(self, seconds=PROGRESS_S):
        """Until every client was answered again."""
        wanted = {worker: worker.done + PROGRESS_OPERATIONS for worker in self.workers}
        deadline = time.monotonic() + seconds
        while any(worker.done < count for worker, count in wanted.items()):
            if time.monotonic() > deadline:
                stuck = [worker.name for worker, count in wanted.items() if worker.done < count]
                raise AssertionError(f"no progress within {seconds} s: {stuck}")
            time.sleep(0.05)

    @contextlib.contextmanager
    def takeover(self, node: Node):
        """Notes when a node went away, for the time until its partitions take writes again."""
        before = self.history.now()
        yield
        self.takeovers.append((before, node.number))

    @contextlib.contextmanager
    def planned(self, settled=True):
        """Notes the requests that fail while something planned goes on; with `settled`, once what went on before has
        come to rest."""
        if settled:
            self.fleet.await_settled()
        since = self.history.now()
        yield
        self.await_progress()
        self.planned_failures += self.history.failed_tries(since, self.history.now())

    def orderly_stop(self, node: Node):
        code = node.stop()
        if code != 0:
            self.history.complain(f"node {node.number} ended with {code} after SIGTERM: {node.said()[-300:]}")

    def orderly_restart(self, node: Node):
        self.orderly_stop(node)
        node.start()
        node.await_ready()

    def slow_disk(self, environment: dict, milliseconds: int):
        """The programs with this environment write slowly for a while."""
        pathlib.Path(environment["CARNET_SLOW_DISK"]).write_text(str(milliseconds), encoding="ascii")
        self.wait(5, 15)
        pathlib.Path(environment["CARNET_SLOW_DISK"]).write_text("0", encoding="ascii")


def takeover_times(world: World, log) -> list[float]:
    """Of each kill the seconds until the last of the partitions that changed hands took a write again."""
    epochs = {record.position: record.epoch for record in log}
    found = []
    for killed, _ in world.takeovers:
        waits = [wait for partition in range(1, world.partitions + 1)
                 if (wait := changed_hands(world.history, epochs, partition, killed)) is not None]
        if waits:
            found.append(round(max(waits), 2))
    return found


def changed_hands(history: History, epochs: dict, partition: int, moment: float) -> float | None:
    """The wait for the first write of another epoch after a moment; none if the epoch stayed."""
    ones = [one for one in history.operations if one.acknowledged and not one.replayed
            and one.position.startswith(f"{partition}:")]
    before = max((epochs.get(one.position, 0) for one in ones if one.ended <= moment), default=0)
    after = min((one for one in ones if one.ended > moment + IN_FLIGHT_S), key=lambda one: one.ended, default=None)
    if after is None or epochs.get(after.position, 0) <= before:
        return None
    return after.ended - moment
