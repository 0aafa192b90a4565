"""The test case that the end-to-end tests derive from: one server per file, one project per test."""
import datetime
import os
import time
import unittest

from support import mail
from support.server import Server


def to_unix(text: str) -> float:
    """Seconds of an ISO 8601 time as the API writes it."""
    moment = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
    return moment.replace(tzinfo=datetime.timezone.utc).timestamp()


def to_iso(unix: float) -> str:
    moment = datetime.datetime.fromtimestamp(unix, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class ServerCase(unittest.TestCase):
    """Starts one server for its tests. `flags` are added to the command line."""
    flags: tuple[str, ...] = ()

    @classmethod
    def setUpClass(cls):
        cls.server = Server(*cls.flags)
        cls.addClassCleanup(cls.server.close)
        cls.server.start()

    def client(self, **how):
        return self.server.client(**how)

    def refused(self, answer, status: int, code: str, param: str | None = None):
        """Asserts the status, the code and, where given, the param of an error."""
        self.assertEqual((answer.status_code, answer.json().get("code")), (status, code),
                         answer.text[:500])
        if param is not None:
            self.assertEqual(answer.json().get("param"), param, answer.text[:500])
        return answer

    def fine(self, answer, status: int = 200):
        self.assertEqual(answer.status_code, status, answer.text[:500])
        return answer.json()

    def deliver_code(self, client, identity: dict, code: str = mail.CODE, **how) -> dict:
        """Sends a code to an identity and returns its latest extraction once there is one."""
        address = identity.get("emailAddress") or identity["email"]
        refused = mail.deliver(self.server, mail.code_message(address, code, **how), [address])
        self.assertEqual(refused, {})
        return self.fine(client.one(identity["id"], "/latest-extraction?wait=20"))

    def eventually(self, look, seconds: float = 10.0, pause: float = 0.05):
        """Polls until `look` gives something true and returns it. CARNET_E2E_PATIENCE multiplies the
        time, for a machine that is busy."""
        deadline = time.monotonic() + seconds * float(os.environ.get("CARNET_E2E_PATIENCE", "1"))
        while not (found := look()):
            self.assertLess(time.monotonic(), deadline, "it did not come in time")
            time.sleep(pause)
        return found
