"""The server's own log: one JSON object a line, whatever the messages hold."""
import json
import os
import subprocess
import tempfile
import unittest

ODD = 'a"b\\c\nd\te\x01 \u00fc\u2028'


class JsonLog(unittest.TestCase):
    def lines_of(self, key_file, *flags) -> list[dict]:
        """Starts a server that does not find its key; gives what it logged, read as JSON."""
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([os.environ["CARNET_BIN"], "serve", "--data", folder + "/store",
                                   "--http", "127.0.0.1:0", "--smtp", "127.0.0.1:0",
                                   "--master-key-file", key_file, "--log-json", *flags],
                                  capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 1, done.stderr)
        return [json.loads(line) for line in done.stderr.decode("utf-8").split("\n")[:-1]]

    def test_quotes_line_breaks_and_control_characters(self):
        said = self.lines_of(ODD)
        self.assertEqual(said[-1]["level"], "critical")
        self.assertTrue(said[-1]["msg"].endswith(f"file {ODD}: No such file or directory"), said[-1])

    def test_bytes_that_are_no_text(self):
        said = self.lines_of(b"a\xffb")
        self.assertIn("file a\ufffdb: ", said[-1]["msg"])

    def test_members(self):
        said = self.lines_of("nowhere", "--clock-offset", "5")
        for line in said:
            self.assertEqual(set(line), {"time", "level", "thread", "msg"})
            self.assertRegex(line["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        self.assertIn("warning", [line["level"] for line in said])


if __name__ == "__main__":
    unittest.main()
