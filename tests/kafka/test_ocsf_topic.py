"""What happens told on a topic of the log's Kafka: kcat reads every event of every project once, in order, through
kills, take-overs and a broker that stands still."""
import collections
import concurrent.futures
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import unittest
import uuid

import requests

from support import kafka_topic, ocsf
from support.server import Server

import stock_consumer

BROKERS = stock_consumer.brokers()
if kafka_topic.kcat() is None:
    print("kcat is not installed")
    sys.exit(77)

VERSION = "1.5.0"
PARTITIONS = 2


class OcsfTopicCase(unittest.TestCase):
    def setUp(self):
        self.nodes = []
        self.prefix = f"ocsf-{uuid.uuid4().hex[:12]}"

    def node(self, clustered: bool = False) -> Server:
        """A server on the common log."""
        node = Server()
        self.addCleanup(node.close)
        if not self.nodes:
            self.key_file = os.path.join(node.folder, "master.key")
            subprocess.run([node.binary, "keygen", self.key_file], check=True, stdout=subprocess.DEVNULL)
            self.secret = os.path.join(node.folder, "cluster.secret")
            with open(os.open(self.secret, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
                file.write(uuid.uuid4().hex + uuid.uuid4().hex)
        node.flags = ("--log", f"kafka://{BROKERS}", "--topic-prefix", self.prefix, "--partitions",
                      str(PARTITIONS), "--master-key-file", self.key_file, "--ocsf-topic", VERSION)
        if clustered:
            node.flags += ("--cluster-secret-file", self.secret)
        node.start()
        if self.nodes:  # the first one founded the deployment and its token
            shutil.copy(os.path.join(self.nodes[0].data, "admin.token"), node.data)
        self.nodes.append(node)
        return node

    def told(self) -> dict[tuple[str, str], list[dict]]:
        """The events on the topic by project and stream."""
        found = collections.defaultdict(list)
        for key, _, event in kafka_topic.events(BROKERS, f"{self.prefix}.ocsf"):
            self.assertEqual(key, event["metadata"]["tenant_uid"])
            found[key, event["metadata"]["log_name"]].append(event)
        return found

    def wanted(self, client) -> dict[tuple[str, str], list[dict]]:
        """The same as the project's own pull tells it."""
        found = collections.defaultdict(list)
        for event in ocsf.pulled(client, VERSION, 100_000):
            found[event["metadata"]["tenant_uid"], event["metadata"]["log_name"]].append(event)
        return found

    def await_all(self, *clients, seconds: float = 60):
        """Until the topic has what the projects tell: each event once, in order, byte for byte the same JSON."""
        deadline = time.monotonic() + seconds
        while True:
            told, wanted = self.told(), {}
            for client in clients:
                wanted.update(self.wanted(client))
            if all(len(told[stream]) >= len(events) for stream, events in wanted.items()):
                break
            self.assertLess(time.monotonic(), deadline, "not everything came: " + str(
                {stream: (len(told[stream]), len(events)) for stream, events in wanted.items()}))
            time.sleep(0.2)
        for stream, events in wanted.items():
            self.assertEqual([e["metadata"]["sequence"] for e in told[stream]], list(range(1, len(events) + 1)))
            self.assertEqual(told[stream], events)
        return told

    def metric(self, node, name: str) -> float:
        page = requests.get(node.url + "/metrics", timeout=5).text
        return float(re.search(rf"^{name} (\S+)$", page, re.MULTILINE)[1])


class OcsfTopic(OcsfTopicCase):
    def test_everything_of_every_project_is_told(self):
        node = self.node()
        clients = [node.client() for _ in range(4)]
        for client in clients:
            client.create()
            client.post("/v1/identities/bulk", {"count": 30})
        told = self.await_all(*clients)
        self.assertEqual({stream for _, stream in told}, {"events", "access"})
        for events in told.values():
            for event in events:
                self.assertEqual(event["metadata"]["version"], VERSION)
                self.assertIn(ocsf.published_complaints(event) if ocsf.schemas() else None, ([], None))
        places = collections.defaultdict(set)
        for key, partition, _ in kafka_topic.events(BROKERS, f"{self.prefix}.ocsf"):
            places[key].add(partition)
        self.assertEqual({len(partitions) for partitions in places.values()}, {1}, "a project has one partition")
        self.assertEqual(self.metric(node, "carnet_ocsf_topic_lag_seconds"), 0)
        self.assertGreaterEqual(self.metric(node, "carnet_ocsf_topic_events_total"), 4 * 31)

    def test_kills_leave_no_gap_and_no_repeat(self):
        node = self.node()
        clients = [node.client() for _ in range(3)]
        ended = threading.Event()

        def work(client):
            while not ended.is_set():
                with contextlib.suppress(requests.RequestException, AssertionError):
                    client.post("/v1/identities/bulk", {"count": 5})

        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            working = [pool.submit(work, client) for client in clients]
            for _ in range(4):
                time.sleep(2)
                node.kill()
                node.start()
            ended.set()
            for one in working:
                one.result(60)
        told = self.await_all(*clients)
        self.assertGreater(sum(map(len, told.values())), 100)

    def test_a_node_that_dies_is_succeeded_without_a_gap(self):
        first, second = self.node(clustered=True), self.node(clustered=True)
        clients = [first.client() for _ in range(4)]
        for client in clients:
            client.post("/v1/identities/bulk", {"count": 40})
        second.kill()
        made, deadline = 0, time.monotonic() + 60
        while made < len(clients):
            self.assertLess(time.monotonic(), deadline, "the partitions came to nobody")
            with contextlib.suppress(requests.RequestException):
                made += clients[made].post("/v1/identities/bulk", {"count": 10}).status_code == 200
        second.start()
        for client in clients:
            client.post("/v1/identities/bulk", {"count": 10})
        self.await_all(*clients)

    def test_projects_of_a_new_partition_are_told(self):
        node = self.node()
        clients = [node.client() for _ in range(PARTITIONS)]
        grown = node.admin("add-partitions", "1")["partitions"]
        clients.append(node.client())  # a new project goes to where there are fewest
        for client in clients:
            client.post("/v1/identities/bulk", {"count": 10})
        self.await_all(*clients)
        self.assertEqual(grown, PARTITIONS + 1)
        self.assertGreater(self.records(node)[grown], 1, "nothing was done on the new partition")

    def records(self, node) -> dict[int, int]:
        return {one["partition"]: one["sequence"] for one in node.admin("digest")["partitions"]}

    def test_a_topic_that_can_not_be_used_holds_up_nothing_else(self):
        topic = f"{self.prefix}.ocsf"
        tool = ["java", "-XX:TieredStopAtLevel=1", "-cp", stock_consumer.jars()]
        subprocess.run([*tool, "org.apache.kafka.tools.TopicCommand", "--bootstrap-server", BROKERS, "--create",
                        "--topic", topic, "--config", "cleanup.policy=compact"], check=True, capture_output=True,
                       timeout=120)
        node = self.node()
        client = node.client()
        for _ in range(5):
            client.create()
        deadline = time.monotonic() + 30
        while self.metric(node, "carnet_ocsf_topic_failures_total") < 2:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.2)
        self.assertGreater(self.metric(node, "carnet_ocsf_topic_lag_seconds"), 0)
        self.assertIn("cleanup.policy must be delete", node.log())
        self.assertEqual(kafka_topic.events(BROKERS, topic), [])
        subprocess.run([*tool, "kafka.admin.ConfigCommand", "--bootstrap-server", BROKERS, "--alter", "--entity-type",
                        "topics", "--entity-name", topic, "--add-config", "cleanup.policy=delete"], check=True,
                       capture_output=True, timeout=120)
        self.await_all(client, seconds=90)

    def test_it_is_off_unless_asked_for(self):
        node = self.node()
        node.flags = tuple(flag for flag in node.flags if flag not in ("--ocsf-topic", VERSION))
        node.restart()
        self.assertNotIn("carnet_ocsf_topic", requests.get(node.url + "/metrics", timeout=5).text)

    def test_a_flag_that_can_not_work_is_named(self):
        for flags, why in ((("--ocsf-topic", "1.2.0", "--log", f"kafka://{BROKERS}"), "1.1.0"),
                           (("--ocsf-topic", "1.5.0"), "--log")):
            done = subprocess.run([os.environ["CARNET_BIN"], "serve", "--data", "/nonexistent", *flags],
                                  capture_output=True, text=True, timeout=30)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("--ocsf-topic", done.stderr)
            self.assertIn(why, done.stderr)


class OcsfTopicOutage(OcsfTopicCase):
    """Pauses the broker that the others use."""

    def create(self, client):
        """Creates, as soon as the partition answers again."""
        deadline = time.monotonic() + 60
        while client.post("/v1/identities", {"ttlHours": 1}).status_code != 200:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.2)

    def test_after_a_broker_stood_still_everything_comes(self):
        node = self.node()
        client = node.client()
        client.create()
        self.await_all(client)
        folder = os.environ["CARNET_KAFKA_FOLDER"]
        with open(os.path.join(folder, "node-1", "pid"), encoding="ascii") as file:
            broker = int(file.read())
        os.kill(broker, signal.SIGSTOP)
        try:
            time.sleep(4)
        finally:
            os.kill(broker, signal.SIGCONT)
        self.create(client)
        self.await_all(client)


if __name__ == "__main__":
    unittest.main()
