"""Several servers on one log: partitions spread, ownership moves when a node dies, stops or is stopped."""
import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
import unittest
import uuid

import requests

from support.server import Server

import stock_consumer

BROKERS = stock_consumer.brokers()
PARTITIONS = 4
CREATE_SECONDS_MAX = 60  # of a slow machine; the figures are the fault suite's
SESSION_SECONDS = 6
SPREAD_SECONDS_MAX = 60


class Node(Server):
    def metric(self, name: str) -> dict[int, float]:
        page = requests.get(self.url + "/metrics", timeout=5).text
        found = re.findall(rf'^{name}{{partition="(\d+)"}} (\S+)$', page, re.MULTILINE)
        return {int(partition): float(value) for partition, value in found}

    def owned(self) -> set[int]:
        return {id for id, value in self.metric("carnet_partition_owned").items() if value == 1}

    def digests(self) -> dict[int, str]:
        return {one["partition"]: (one["sequence"], one["digest"])
                for one in self.admin("digest")["partitions"]}


class NodesCase(unittest.TestCase):
    """Nodes on topics of their own."""
    partitions = PARTITIONS

    def setUp(self):
        self.nodes = []
        self.prefix = f"nodes-{uuid.uuid4().hex[:12]}"
        self.first = self.node()

    def node(self) -> Node:
        node = Node()
        self.addCleanup(node.close)
        if not self.nodes:
            self.key_file = os.path.join(node.folder, "master.key")
            subprocess.run([node.binary, "keygen", self.key_file], check=True,
                           stdout=subprocess.DEVNULL)
            self.secret = os.path.join(node.folder, "cluster.secret")
            with open(os.path.join(self.secret), "w", encoding="utf-8") as file:
                file.write(uuid.uuid4().hex + uuid.uuid4().hex)
            os.chmod(self.secret, 0o600)
        node.flags = ("--log", f"kafka://{BROKERS}", "--topic-prefix", self.prefix,
                      "--partitions", str(self.partitions), "--master-key-file", self.key_file,
                      "--cluster-secret-file", self.secret)
        self.nodes.append(node)
        node.start()
        if len(self.nodes) > 1:  # the first one founded the deployment and its token
            shutil.copy(os.path.join(self.nodes[0].data, "admin.token"), node.data)
        return node

    def await_spread(self, *nodes: Node, seconds: float = SPREAD_SECONDS_MAX):
        """Until these own every partition, each one of them once."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            owned = [node.owned() for node in nodes]
            if sum(map(len, owned)) == self.partitions + 1 and \
                    set().union(*owned) == set(range(self.partitions + 1)) and all(owned):
                return
            time.sleep(0.05)
        self.fail(f"not spread: {[sorted(node.owned()) for node in nodes]}\n" +
                  "\n".join(node.log() for node in nodes))

    def keys(self) -> dict[int, object]:
        """A key for each partition: a new project goes to the lowest of those with the fewest."""
        control = next(node for node in self.nodes if 0 in node.owned())
        keys = {}
        while len(keys) < self.partitions:
            keys[len(keys) + 1] = control.admin("create-key", "--org", "Org", "--project",
                                                uuid.uuid4().hex, "--plan", "enterprise")
        return keys

    def create(self, node: Node, key: dict, idempotency: str) -> requests.Response:
        return requests.post(node.url + "/v1/identities", json={"ttlHours": 1}, timeout=10, headers={
            "Authorization": f"Bearer {key['apiKey']}", "X-Org-Id": key["organizationId"],
            "X-Project-Id": key["projectId"], "Idempotency-Key": idempotency})

    def create_somewhere(self, nodes, key: dict, idempotency: str, seconds: float) -> float:
        """Asks the nodes in turn with one idempotency key until one has made it; how long that took."""
        began = time.monotonic()
        last = None
        while time.monotonic() < began + seconds:
            for node in nodes:
                with contextlib.suppress(requests.RequestException):
                    last = self.create(node, key, idempotency)
                    if last.status_code == 200:
                        return time.monotonic() - began
            time.sleep(0.05)
        self.fail(f"nobody made it: {last.status_code if last is not None else 'no answer'} "
                  f"{last.text if last is not None else ''}")


class Nodes(NodesCase):
    def test_partitions_spread_and_follow_a_planned_stop(self):
        self.await_spread(self.first)
        second = self.node()
        self.await_spread(self.first, second)
        keys = self.keys()
        for key in keys.values():
            self.create_somewhere(self.nodes, key, uuid.uuid4().hex, CREATE_SECONDS_MAX)
        began = time.monotonic()
        second.stop()
        print(f"planned stop: {time.monotonic() - began:.1f} s")
        self.await_spread(self.first)
        for key in keys.values():
            self.create_somewhere([self.first], key, uuid.uuid4().hex, CREATE_SECONDS_MAX)

    def test_a_killed_owner_is_replaced(self):
        second = self.node()
        self.await_spread(self.first, second)
        keys = self.keys()
        made = {partition: uuid.uuid4().hex for partition in keys}
        for partition, key in keys.items():
            self.create_somewhere(self.nodes, key, made[partition], CREATE_SECONDS_MAX)
        second.kill()
        began = time.monotonic()
        for partition, key in keys.items():
            self.create_somewhere([self.first], key, uuid.uuid4().hex, CREATE_SECONDS_MAX)
            # What was acknowledged is there, and told again.
            self.create_somewhere([self.first], key, made[partition], CREATE_SECONDS_MAX)
        print(f"take-over after a kill: {time.monotonic() - began:.1f} s")

    def test_a_resumed_zombie_gets_nothing_in_and_answers_nothing_stale(self):
        second = self.node()
        self.await_spread(self.first, second)
        keys = self.keys()
        victim = next(partition for partition in second.owned() if partition != 0)
        key = keys[victim]
        self.create_somewhere([second], key, uuid.uuid4().hex, CREATE_SECONDS_MAX)
        second.process.send_signal(signal.SIGSTOP)
        self.create_somewhere([self.first], key, uuid.uuid4().hex, CREATE_SECONDS_MAX)
        time.sleep(SESSION_SECONDS)
        second.process.send_signal(signal.SIGCONT)
        statuses = set()
        end = time.monotonic() + 3
        while time.monotonic() < end:
            with contextlib.suppress(requests.RequestException):
                statuses.add(self.create(second, key, uuid.uuid4().hex).status_code)
            if victim in second.owned() and victim in self.first.owned():
                self.fail("two nodes answer for one partition")
        self.await_spread(self.first, second)
        print(f"a zombie's answers: {statuses}")

    def test_a_node_whose_state_is_gone_is_rebuilt_by_following(self):
        second = self.node()
        self.await_spread(self.first, second)
        for key in self.keys().values():
            for _ in range(5):
                self.create_somewhere(self.nodes, key, uuid.uuid4().hex, CREATE_SECONDS_MAX)
        second.restart(drop_state=True)
        self.await_spread(self.first, second)


if __name__ == "__main__":
    unittest.main()
