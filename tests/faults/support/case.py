"""A test case with servers on directories that go away with it."""
import pathlib
import shutil
import tempfile
import time
import unittest

from .client import CODE, Client, Mailer, code_mail
from .node import Node

SETTLE_S = 15


class NodeCase(unittest.TestCase):
    """Gives each test a room for data directories, and ends every server that it started."""

    def setUp(self):
        self.room = pathlib.Path(tempfile.mkdtemp(prefix="carnet-faults-"))
        self.addCleanup(shutil.rmtree, self.room, ignore_errors=True)

    def node(self, *flags, name="data"):
        made = Node(self.room / name, *flags)
        self.addCleanup(made.close)
        return made

    def started(self, *flags):
        """A running server, a tenant's client of it, and an identity with one delivered code."""
        node = self.node(*flags)
        node.start()
        self.headers = node.tenant()
        self.client = Client(node.http, self.headers)
        self.identity = self.client.post("/v1/identities", {"ttlHours": 100, "tags": ["t"]}).json()
        self.event = self.deliver(node, self.identity, "first")
        return node

    def deliver(self, node, identity, marker):
        """Sends a mail with a code and waits for its extraction; gives the event's id."""
        client = Client(node.http, self.headers)
        mailer = Mailer(node.smtp)
        code, text = mailer.send(identity["emailAddress"], code_mail(marker))
        mailer.close()
        self.assertEqual(code, 250, text)
        wanted = f"<{marker}@example.test>"
        return self.eventually(lambda: next(
            (one["id"] for one in client.get(f"/v1/identities/{identity['id']}/events").json()["items"]
             if one["messageId"] == wanted), None))

    def eventually(self, question, pause=0.02):
        """Asks until the answer is true; gives it."""
        deadline = time.monotonic() + SETTLE_S
        while not (answer := question()):
            self.assertLess(time.monotonic(), deadline, "did not happen in time")
            time.sleep(pause)
        return answer

    def read_code(self, node, event=None):
        """The status and body of the secret route."""
        path = f"/v1/identities/{self.identity['id']}/events/{event or self.event}/secret"
        got = Client(node.http, self.headers).get(path)
        return got.status, got.json()

    def assert_code_reads(self, node, event=None):
        status, body = self.read_code(node, event)
        self.assertEqual((status, body.get("value")), (200, CODE))
