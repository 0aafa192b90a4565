"""The example clients of this folder, run as their readers would: a shell, Python, Node."""
import os
import re
import subprocess
import sys
import threading
import unittest

from support import mail
from support.cases import ServerCase

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "examples")
CODE = "914720"


class Examples(ServerCase):
    def run_example(self, *command: str) -> str:
        """Runs one example under a key of its own; mails a code to the address it prints."""
        client = self.client()
        key = client.key
        environment = {**os.environ, "CARNET_URL": self.server.url, "CARNET_KEY": key.token,
                       "CARNET_ORG": key.organization, "CARNET_PROJECT": key.project}
        process = subprocess.Popen(command, cwd=FOLDER, env=environment, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        watchdog = threading.Timer(60, process.kill)
        watchdog.start()
        said = ""
        with process.stdout:
            for line in process.stdout:
                said += line
                if found := re.match(r"address (\S+)", line):
                    mail.deliver(self.server, mail.code_message(found[1], CODE), [found[1]])
        code = process.wait()
        watchdog.cancel()
        self.assertEqual(code, 0, said)
        return said

    def test_shell_of_the_newer_revision(self):
        said = self.run_example("sh", "curl_newer.sh")
        self.assertEqual(said.count(" ok\n"), 12, said)

    def test_shell_of_the_older_revision(self):
        said = self.run_example("sh", "curl_older.sh")
        self.assertEqual(said.count(" ok\n"), 11, said)

    def test_python(self):
        said = self.run_example(sys.executable, "-B", "python_flow.py")
        self.assertIn(f"code {CODE}\n", said)
        self.assertTrue(said.endswith("done\n"), said)

    def test_node(self):
        said = self.run_example("node", "node_flow.mjs")
        self.assertIn(f"code {CODE}\n", said)
        self.assertTrue(said.endswith("done\n"), said)


if __name__ == "__main__":
    unittest.main()
