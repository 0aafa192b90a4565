"""Two servers on one log: whoever came last owns it, the other one ends without a word of its own on it."""
import concurrent.futures
import os
import subprocess
import unittest
import uuid

import requests

from support.server import Server

import stock_consumer

BROKERS = stock_consumer.brokers()
FENCED_EXIT_CODE = 70


class Takeover(unittest.TestCase):
    def setUp(self):
        self.key_file = None
        self.prefix = f"takeover-{uuid.uuid4().hex[:12]}"

    def node(self) -> Server:
        """A server on the common log, with a data directory of its own."""
        server = Server()
        self.addCleanup(server.close)
        if self.key_file is None:
            self.key_file = os.path.join(server.folder, "master.key")
            subprocess.run([server.binary, "keygen", self.key_file], check=True, stdout=subprocess.DEVNULL)
        server.flags = ("--log", f"kafka://{BROKERS}", "--topic-prefix", self.prefix,
                        "--master-key-file", self.key_file)
        return server.start()

    def identities(self, client) -> set[str]:
        return {one["id"] for one in client.get("/v1/identities?limit=100").json()["items"]}

    def test_the_one_before_gets_nothing_in(self):
        first = self.node()
        client = first.client()
        made = client.create()["id"]
        second = self.node()
        try:
            answer = client.post("/v1/identities", {"ttlHours": 1})
            self.assertEqual(answer.status_code, 503, answer.text)
        except requests.ConnectionError:
            pass  # ended before it could answer
        self.assertEqual(first.process.wait(30), FENCED_EXIT_CODE, first.log())
        there = second.client(client.key)
        self.assertEqual(self.identities(there), {made})
        there.create()

    def test_what_was_acknowledged_before_a_kill_is_there_after_it(self):
        first = self.node()
        client = first.client()
        made = set()

        def create_until_killed():
            while True:
                try:
                    made.add(client.create()["id"])
                except (requests.RequestException, AssertionError):
                    return

        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            creating = pool.submit(create_until_killed)
            while len(made) < 10:
                self.assertFalse(creating.done())
            first.kill()
            creating.result(30)
        second = self.node()
        self.assertLessEqual(made, self.identities(second.client(client.key)))


if __name__ == "__main__":
    unittest.main()
