"""An event of every kind, in every version, against validators that nobody here wrote; and what must not pass."""
import copy
import json
import os
import subprocess
import unittest

from support import ocsf


def samples() -> list[dict]:
    printed = subprocess.run([os.environ["CARNET_OCSF_SAMPLES"]], check=True, capture_output=True, text=True)
    lines = [json.loads(line) for line in printed.stdout.splitlines()]
    for line in lines:
        assert line["event"]["metadata"]["version"] == line["version"]
    return [line["event"] for line in lines]


def broken(event: dict):
    """The event with one thing wrong, by what is wrong."""
    for name, change in {
        "a member nobody knows": lambda e: e.update(nobody_knows=1),
        "no product": lambda e: e["metadata"].pop("product"),
        "an activity that is none": lambda e: e.update(activity_id=77),
        "time as text": lambda e: e.update(time="2026-11-21T10:00:00Z"),
    }.items():
        spoilt = copy.deepcopy(event)
        change(spoilt)
        yield name, spoilt


class Samples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.events = samples()

    def test_every_kind_is_there_in_every_version(self):
        kinds = {event["metadata"]["event_code"] for event in self.events}
        for version in ocsf.VERSIONS:
            self.assertEqual(kinds, {event["metadata"]["event_code"] for event in self.events
                                     if event["metadata"]["version"] == version})

    def check_all(self, complaints_of):
        checked = 0
        for event in self.events:
            complaints = complaints_of(event)
            if complaints is None:
                continue
            checked += 1
            self.assertEqual(complaints, [], json.dumps(event, indent=1))
        self.assertGreater(checked, 100)
        event = next(e for e in self.events if complaints_of(e) == [])
        return event

    def test_the_schemas_take_them(self):
        if ocsf.schemas() is None:
            self.skipTest("CARNET_CONFORMANCE leads to no OCSF schemas")
        event = self.check_all(ocsf.published_complaints)
        for name, spoilt in broken(event):
            self.assertNotEqual(ocsf.published_complaints(spoilt), [], name)

    def test_a_validator_of_others_takes_them(self):
        if ocsf.library() is None:
            self.skipTest(f"{ocsf.LIBRARY} can not be had")
        event = self.check_all(ocsf.foreign_complaints)
        for name, spoilt in broken(event):
            self.assertNotEqual(ocsf.foreign_complaints(spoilt), [], name)


if __name__ == "__main__":
    unittest.main()
