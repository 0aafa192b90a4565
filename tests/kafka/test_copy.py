"""`carnet log copy`: a log grows out of its machine onto Kafka and back, and is the same on every way."""
import collections
import concurrent.futures
import itertools
import json
import os
import subprocess
import unittest
import uuid

from support.cases import ServerCase
from support.server import Server

import stock_consumer


BROKERS = stock_consumer.brokers()


def carnet(*arguments) -> subprocess.CompletedProcess:
    return subprocess.run([os.environ["CARNET_BIN"], *map(str, arguments)], capture_output=True,
                          text=True, timeout=120, check=False)


class Copy(ServerCase):
    flags = ("--partitions", "2")

    def setUp(self):
        self.prefix = f"copy-{uuid.uuid4().hex[:12]}"
        self.place = ("--log", f"kafka://{BROKERS}", "--topic-prefix", self.prefix)

    def copy(self, source, target):
        return carnet("log", "copy", "--from", source, "--to", target, "--topic-prefix", self.prefix)

    def to_kafka(self):
        done = self.copy(self.server.data, f"kafka://{BROKERS}")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def dump(self, *place) -> str:
        done = carnet("log", "dump", *place)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def on_kafka(self) -> Server:
        """A server on the copy, with the same master key and a data directory of its own."""
        server = Server(*self.place, "--master-key-file", os.path.join(self.server.data, "master.key"))
        self.addCleanup(server.close)
        return server.start()

    def filled(self):
        """Some records, one of them of several frames, some with data keys; then the server stops."""
        client = self.client()
        identity = client.create()
        self.deliver_code(client, identity, "190526")
        self.deliver_code(client, identity, "730184", html=f"<p>730184</p><!-- {os.urandom(700_000).hex()} -->")
        return client, identity

    def test_there_and_back(self):
        client, identity = self.filled()
        self.server.stop()
        self.addCleanup(self.server.start)
        before = self.dump("--data", self.server.data)
        self.to_kafka()
        self.assertEqual(self.dump(*self.place), before)
        self.seen_by_an_outsider(before)

        moved = self.on_kafka()
        there = moved.client(client.key)
        secret = self.fine(there.one(identity["id"], "/latest-extraction"))
        self.assertEqual(secret["type"], "otp")
        there.create()
        moved.stop()

        back = os.path.join(self.server.folder, "back")
        done = self.copy(f"kafka://{BROKERS}", back)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.dump("--data", back), self.dump(*self.place))
        self.assertTrue(self.dump("--data", back).startswith(before.split("\n", 1)[0]))

    def seen_by_an_outsider(self, dump: str):
        """Each record's frames once, in order, nothing else: aborted ones are none of them."""
        expected = {}
        for line in dump.splitlines():
            record = json.loads(line)
            expected[tuple(map(int, record["position"].split(":")))] = record["bytes"]
        found = collections.defaultdict(int)
        last = collections.defaultdict(lambda: (0, 0, True))
        for topic in ("control", "events"):
            records = sum((partition == 0) == (topic == "control") for partition, _ in expected)
            for message in stock_consumer.messages(BROKERS, f"{self.prefix}.{topic}", records):
                partition, sequence, index, ends, size = stock_consumer.position(message)
                previous, previous_index, ended = last[partition]
                follows = (previous + 1, 0) if ended else (previous, previous_index + 1)
                self.assertEqual((sequence, index), follows)
                last[partition] = (sequence, index, ends)
                found[partition, sequence] += size
        self.assertEqual(dict(found), expected)

    def test_goes_on_where_it_ended(self):
        self.filled()
        self.server.stop()
        self.to_kafka()
        self.server.start()
        self.filled()
        self.server.stop()
        self.addCleanup(self.server.start)
        self.assertIn("records were there", self.to_kafka().stdout)
        self.assertEqual(self.dump(*self.place), self.dump("--data", self.server.data))

    def large(self):
        """Enough that a copy takes a while: many small records, some of several frames."""
        client = self.client()
        for _ in range(10):
            self.fine(client.post("/v1/identities/bulk", {"count": 500}))
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: client.create(), range(800)))
        identity = client.create()
        for code in range(190526, 190530):
            self.deliver_code(client, identity, str(code), html=f"<p>{code}</p><!-- {os.urandom(900_000).hex()} -->")
        self.server.stop()
        self.addCleanup(self.server.start)

    def copy_killed_again_and_again(self, source, target) -> int:
        """Repeats a copy that is killed later every time, until one comes to its end; how many were killed."""
        for kills in itertools.count():
            copying = subprocess.Popen(
                [os.environ["CARNET_BIN"], "log", "copy", "--from", source, "--to", target, "--topic-prefix", self.prefix],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            try:
                _, said = copying.communicate(timeout=0.15 * 1.4 ** kills)
                self.assertEqual(copying.returncode, 0, said)
                return kills
            except subprocess.TimeoutExpired:
                copying.kill()
                copying.communicate()

    def test_killed_in_the_middle_and_repeated_both_ways(self):
        self.large()
        before = self.dump("--data", self.server.data)
        kafka = f"kafka://{BROKERS}"
        self.assertGreater(self.copy_killed_again_and_again(self.server.data, kafka), 1)
        self.assertEqual(self.dump(*self.place), before)
        self.seen_by_an_outsider(before)
        back = os.path.join(self.server.folder, "back")
        self.assertGreater(self.copy_killed_again_and_again(kafka, back), 1)
        self.assertEqual(self.dump("--data", back), before)

    def test_refuses_another_log(self):
        self.filled()
        self.server.stop()
        self.addCleanup(self.server.start)
        other = Server(*self.flags)
        self.addCleanup(other.close)
        other.start().stop()
        done = self.copy(other.data, f"kafka://{BROKERS}")
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.copy(self.server.data, f"kafka://{BROKERS}")
        self.assertEqual(done.returncode, 1)
        self.assertIn("the target holds another log", done.stderr)


if __name__ == "__main__":
    unittest.main()
