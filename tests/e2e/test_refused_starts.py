"""What a server says that does not start, and that it leaves nothing behind."""
import os
import subprocess
import tempfile
import unittest


class RefusedStarts(unittest.TestCase):
    def test_a_log_on_kafka_wants_a_key_before_anything_is_made_there(self):
        # Nobody listens there: a start that asked would say so.
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([os.environ["CARNET_BIN"], "serve", "--data", folder, "--http", "127.0.0.1:0",
                                   "--smtp", "127.0.0.1:0", "--log", "kafka://127.0.0.1:1"],
                                  capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("--master-key-file must be given", done.stderr)
        self.assertNotIn("broker", done.stderr)


if __name__ == "__main__":
    unittest.main()
