"""Processes killed while partitions are added: whatever is left of it, the same command completes it."""
import contextlib
import json
import threading
import time
import unittest

import requests

from support.growth import GrowthCase

ADDED = 2
KILLED_AFTER_S = {"embedded": (0.0, 0.01, 0.03, 0.06, 0.1, 0.2, 0.4), "kafka": (0.1, 0.3, 0.6)}


class GrowthCutOff(GrowthCase):
    def recorded(self) -> int:
        """What control says, of a server that is not there."""
        dump = (json.loads(line) for line in self.server.offline("log", "dump").splitlines())
        totals = [event["partitions"] for record in dump for event in record["events"]
                  if event["type"] == "partitions_added"]
        return totals[-1] if totals else 0

    def cut_off(self, after_s: float):
        def ask():
            with contextlib.suppress(requests.RequestException):
                self.ask_for_more(count=ADDED)
        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(after_s)
        self.server.kill()
        asking.join()

    def test_the_same_command_completes_it(self):
        expected = self.partitions()
        left = {}  # seconds: partitions on the log that were not recorded
        for after_s in KILLED_AFTER_S["kafka" if self.server.log_place else "embedded"]:
            with self.subTest(after_s=after_s):
                self.cut_off(after_s)
                expected += ADDED
                complete = self.recorded() == expected
                self.server.start()
                if not complete:
                    left[after_s] = self.partitions() - expected + ADDED
                    self.assertEqual(self.server.admin("add-partitions", str(ADDED)),
                                     {"partitions": expected})
                self.assertEqual(self.partitions(), expected)
        print(f"cut off, and left that many partitions: {left}")
        for client in self.each_has_a_project():
            self.works(client)


if __name__ == "__main__":
    unittest.main()
