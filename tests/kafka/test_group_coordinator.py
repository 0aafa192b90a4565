"""The broker that coordinates the nodes' group is killed: the group is away for half a minute, and owners go on."""
import functools
import os
import pathlib
import sys
import threading
import time
import unittest
import uuid

import stock_consumer

stock_consumer.brokers()  # skips where there is no Kafka
FOLDER = pathlib.Path(os.environ["CARNET_KAFKA_FOLDER"] + "-of-three")
REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(REPOSITORY / "tests" / "faults"))  # its own "support" is not meant
from cluster.brokers import Brokers  # noqa: E402  pylint: disable=wrong-import-position
from cluster.ground import Loopback  # noqa: E402  pylint: disable=wrong-import-position

BROKERS = Brokers(Loopback().place("brokers"), FOLDER)
unittest.addModuleCleanup(BROKERS.close)
BROKERS.start()
os.environ["CARNET_KAFKA_FOLDER"] = str(FOLDER)
import test_nodes  # noqa: E402  pylint: disable=wrong-import-position

PARTITIONS = 8
# The brokers take one for dead after 9 s, and until then nothing that needs two copies gets in. Without owners that go
# on, the group's half a minute comes on top.
GAP_SECONDS_MAX = 18
BACK_SECONDS_MAX = 90


class Load(threading.Thread):
    """Creates in one project without a break; the longest time from one that worked to the next."""

    def __init__(self, create):
        super().__init__()
        self.create, self.over, self.gap_s = create, threading.Event(), 0.0

    def run(self):
        last = time.monotonic()
        while not self.over.is_set():
            self.create()
            now = time.monotonic()
            self.gap_s, last = max(self.gap_s, now - last), now
            time.sleep(0.1)

    def end(self):
        self.over.set()
        self.join()


class GroupCoordinator(test_nodes.NodesCase):
    partitions = PARTITIONS

    def test_owners_go_on_while_the_group_is_away(self):
        self.node()
        self.await_spread(*self.nodes)
        loads = [Load(functools.partial(self.create_once, key)) for key in self.keys().values()]
        for load in loads:
            load.start()
        time.sleep(2)
        BROKERS.kill(BROKERS.group_coordinator(f"{self.prefix}.nodes"))
        time.sleep(GAP_SECONDS_MAX)  # whatever stands still after that has stood still too long
        self.await_spread(*self.nodes, seconds=BACK_SECONDS_MAX)
        for load in loads:
            load.end()
        gaps = [round(load.gap_s, 1) for load in loads]
        print(f"longest wait in each partition: {gaps} s")
        self.assertLess(max(gaps), GAP_SECONDS_MAX)

    def create_once(self, key):
        self.create_somewhere(self.nodes, key, uuid.uuid4().hex, BACK_SECONDS_MAX)


if __name__ == "__main__":
    unittest.main()
