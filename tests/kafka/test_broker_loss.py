"""A broker is killed. Where it coordinated the nodes' group, owners go on for as long as the group is away."""
import concurrent.futures
import os
import pathlib
import sys
import time
import unittest
import uuid

import stock_consumer

stock_consumer.brokers()  # skips where there is no Kafka
FOLDER = pathlib.Path(os.environ["CARNET_KAFKA_FOLDER"] + "-of-three")
REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(REPOSITORY / "tests" / "faults"))  # its own "support" is not meant
from cluster.brokers import COORDINATOR_PARTITIONS, Brokers  # noqa: E402  pylint: disable=wrong-import-position
from cluster.ground import Loopback  # noqa: E402  pylint: disable=wrong-import-position

BROKERS = Brokers(Loopback().place("brokers"), FOLDER)
unittest.addModuleCleanup(BROKERS.close)
BROKERS.start()
# The group's place has one copy: it is away until its broker is back, and not for as long as the others take to load it.
BROKERS.tool("TopicCommand", "--create", "--topic", "__consumer_offsets", "--partitions", COORDINATOR_PARTITIONS,
             "--replication-factor", 1, "--config", "cleanup.policy=compact", "--config", "min.insync.replicas=1")
os.environ["CARNET_KAFKA_FOLDER"] = str(FOLDER)
import test_nodes  # noqa: E402  pylint: disable=wrong-import-position

PARTITIONS = 8
LOST_SECONDS_MAX = 60
CREATE_SECONDS_MAX = 90
BACK_SECONDS_MAX = 90


class BrokerLoss(test_nodes.NodesCase):
    partitions = PARTITIONS

    def test_a_node_starts_while_a_dead_broker_is_taken_for_alive(self):
        coordinator = BROKERS.group_coordinator(f"{self.prefix}.nodes")
        BROKERS.kill(next(number for number in BROKERS.numbers() if number != coordinator))
        self.addCleanup(BROKERS.start)
        self.node()
        self.await_spread(*self.nodes, seconds=BACK_SECONDS_MAX)

    def test_owners_go_on_while_the_group_is_away(self):
        self.node()
        self.await_spread(*self.nodes)
        keys = self.keys().values()
        BROKERS.kill(BROKERS.group_coordinator(f"{self.prefix}.nodes"))
        waits = self.create_in_each(keys)
        print(f"each partition's first write after the kill took {[round(wait, 1) for wait in waits]} s")
        self.await_lost()
        self.create_in_each(keys)
        self.assertFalse(self.granted(), "the group was back: nothing was shown")
        BROKERS.start()
        self.await_spread(*self.nodes, seconds=BACK_SECONDS_MAX)
        self.create_in_each(keys)

    def create_in_each(self, keys) -> list[float]:
        with concurrent.futures.ThreadPoolExecutor(PARTITIONS) as pool:
            return list(pool.map(lambda key: self.create_somewhere(
                self.nodes, key, uuid.uuid4().hex, CREATE_SECONDS_MAX), keys))

    def granted(self) -> list[int]:
        return [id for node in self.nodes for id, value in node.metric("carnet_partition_granted").items() if value]

    def await_lost(self):
        deadline = time.monotonic() + LOST_SECONDS_MAX
        while self.granted():
            self.assertLess(time.monotonic(), deadline, "the nodes still have what the group gave")
            time.sleep(0.05)


if __name__ == "__main__":
    unittest.main()
