"""Stock clients of server-sent events, unchanged, resuming a stream that keeps ending."""
import os
import subprocess
import sys
import threading
import unittest

from support import mail, stock
from support.cases import ServerCase

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "examples")
MAILS = 8


class Stock(ServerCase):
    flags = ("--stream-seconds", "2")

    def hears_everything(self, modules: str, *command: str):
        client = self.client()
        key = client.key
        made = client.create()
        environment = {**os.environ, "CARNET_URL": self.server.url, "CARNET_KEY": key.token,
                       "CARNET_ORG": key.organization, "CARNET_PROJECT": key.project,
                       "MODULES": modules, "COUNT": str(MAILS)}
        process = subprocess.Popen(command, cwd=FOLDER, env=environment, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        watchdog = threading.Timer(90, process.kill)
        watchdog.start()
        said, opened = [], 0
        with process.stdout:
            for line in process.stdout:
                said.append(line.strip())
                if line != "open\n":
                    continue
                opened += 1
                # Two while the stream is open, one of them perhaps while nobody listens.
                for n in range(2 if opened * 2 <= MAILS else 0):
                    mail.deliver(self.server, mail.code_message(made["emailAddress"],
                                                                f"4839{opened}{n}"),
                                 [made["emailAddress"]])
        code = process.wait()
        watchdog.cancel()
        self.assertEqual(code, 0, said)
        events = self.fine(client.one(made["id"], "/events"))["items"]
        self.assertEqual([line for line in said if line != "open"],
                         [event["id"] for event in reversed(events)])
        self.assertEqual(len(events), MAILS)
        self.assertGreater(opened, 2)

    def test_eventsource_of_npm(self):
        modules = stock.needed(self, stock.NPM, "eventsource@4.1.0")
        self.hears_everything(modules, "node", "stream_node.mjs")

    def test_sseclient_of_pypi(self):
        modules = stock.needed(self, stock.PIP, "sseclient-py==1.8.0")
        self.hears_everything(modules, sys.executable, "-B", "stream_python.py")


if __name__ == "__main__":
    unittest.main()
