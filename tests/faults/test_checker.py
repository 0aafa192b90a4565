"""The checker of the cluster faults can tell: a sound history passes it, and each kind of damage does not."""
import copy
import json
import unittest

from cluster import checker
from cluster.history import History, Mail, Operation
from cluster.log_view import Frame, Record

PROJECT = "proj_a"


def answer(identity, status="PROVISIONED", expires="2030-01-01T00:00:00Z"):
    return json.dumps({"id": identity, "status": status, "expiresAt": expires})


def operation(kind, key, began, ended, position, text):
    return Operation("w", PROJECT, kind, "/v1/identities", {}, key, began, ended, text, position)


def record(sequence, *events, epoch=1):
    return Record(1, sequence, epoch, f"c{sequence}", PROJECT if sequence > 1 else "", list(events))


def claim(epoch, node="a"):
    return {"type": "owner_claimed", "node": node, "epoch": epoch}


class Checker(unittest.TestCase):
    def setUp(self):
        """Two owners one after the other; create, extend and squash; one mail."""
        self.history = History()
        self.history.operations = [
            operation("create", "k1", 0, 1, "1:2", answer("i1")),
            operation("extend", "k2", 2, 3, "1:3", answer("i1", "ACTIVE", "2031-01-01T00:00:00Z")),
            operation("create", "k3", 2, 4, "1:5", json.dumps({"items": [json.loads(answer(i)) for i in ("i2", "i3")]})),
            operation("squash", "k4", 5, 6, "1:6", answer("i2", "SQUASHED"))]
        self.history.operations[0].repeats = [[answer("i1"), "1:2"]]
        self.history.mails = [Mail("s", PROJECT, "i3", "<m1>", 5, 6)]
        self.log = [
            record(1, claim(1)),
            record(2, {"type": "identities_provisioned", "identities": ["i1"]}),
            record(3, {"type": "identity_extended", "identityId": "i1", "expiresAt": "2031-01-01T00:00:00Z"}),
            record(4, claim(2, "b"), epoch=2),
            record(5, {"type": "identities_provisioned", "identities": ["i2", "i3"]}, epoch=2),
            record(6, {"type": "identities_squashed", "identities": ["i2"]}, epoch=2),
            record(7, {"type": "mail_received", "identityId": "i3"}, epoch=2)]

    def complaints(self):
        return checker.check(self.history, self.log)

    def assert_tells(self, what):
        self.assertTrue(any(what in one for one in self.complaints()), self.complaints())

    def renumber(self):
        for sequence, one in enumerate(self.log, 1):
            one.sequence = sequence

    def test_nothing_is_wrong_with_a_sound_history(self):
        self.assertEqual(self.complaints(), [])

    def test_an_operation_lost(self):
        del self.log[2]
        self.assert_tells("lost")

    def test_an_operation_lost_without_a_gap(self):
        del self.log[2]
        self.renumber()
        self.assert_tells("lost")

    def test_the_last_operation_lost(self):
        del self.log[5:]
        self.assert_tells("lost")
        self.assert_tells("mails lost")

    def test_a_gap(self):
        for one in self.log[3:]:
            one.sequence += 1
        self.assert_tells("gap or repeat")

    def test_an_operation_done_twice(self):
        self.log.append(record(8, self.log[2].events[0], epoch=2))
        self.assert_tells("doubled or invented")

    def test_a_command_committed_twice(self):
        self.log[5].command = self.log[4].command
        self.assert_tells("a command committed twice")

    def test_an_operation_invented(self):
        self.log.append(record(8, {"type": "identities_provisioned", "identities": ["i9"]}, epoch=2))
        self.assert_tells("doubled or invented")

    def test_a_mail_stored_twice(self):
        self.log.append(record(8, self.log[6].events[0], epoch=2))
        self.assert_tells("mails doubled")

    def test_a_write_of_an_owner_that_was_fenced(self):
        self.log[4].epoch = 1
        self.assert_tells("two owners")

    def test_two_nodes_with_one_epoch(self):
        self.log.append(record(8, claim(2, "c"), epoch=2))
        self.assert_tells("two owners")

    def test_an_owner_without_a_claim(self):
        self.log[3].events = []
        self.assert_tells("without a claim")

    def test_two_answers_for_one_position(self):
        again = copy.deepcopy(self.history.operations[0])
        again.key = "k9"
        self.history.operations.append(again)
        self.assert_tells("both at 1:2")

    def test_an_answer_of_another_project(self):
        self.log[1].project = "proj_b"
        self.assert_tells("lost")

    def test_operations_that_changed_places(self):
        first, second = self.history.operations[:2]
        first.position, second.position = second.position, first.position
        self.log[1].events, self.log[2].events = self.log[2].events, self.log[1].events
        self.assert_tells("reordered")

    def test_another_reply_to_the_same_key(self):
        self.history.operations[0].repeats.append([answer("i1", "ACTIVE"), "1:2"])
        self.assert_tells("another reply")

    def test_the_same_reply_from_another_position(self):
        self.history.operations[0].repeats.append([answer("i1"), "1:6"])
        self.assert_tells("another reply")

    def test_an_answer_nobody_may_get(self):
        self.history.complain("500")
        self.assert_tells("unexpected answer")


class Others(unittest.TestCase):
    def test_frames_of_a_fenced_writer(self):
        sound = [Frame(1, 1, 0, True, 1), Frame(1, 2, 0, False, 2), Frame(1, 2, 1, True, 2)]
        self.assertEqual(checker.frames_of_one_writer(sound), [])
        for wrong in (sound + [Frame(1, 3, 0, True, 1)], sound + [sound[-1]], sound[:1] + sound[2:]):
            self.assertNotEqual(checker.frames_of_one_writer(wrong), [])

    def test_mails_in_the_listings(self):
        history = History()
        history.mails = [Mail("s", PROJECT, "i", "<m>", 0, 1)]
        self.assertEqual(checker.mails_listed(history, {"i": ["<m>"]}), [])
        for wrong in ({"i": []}, {"i": ["<m>", "<m>"]}, {"i": ["<m>", "<n>"]}):
            self.assertNotEqual(checker.mails_listed(history, wrong), [])

    def test_deliveries(self):
        sound = [("e1", "a"), ("e2", "b")]
        self.assertEqual(checker.delivered("x", {"a", "b"}, sound, once=True), [])
        self.assertEqual(checker.delivered("x", {"a", "b"}, sound + sound[:1], once=False), [])
        self.assertNotEqual(checker.delivered("x", {"a", "b"}, sound + sound[:1], once=True), [])
        self.assertNotEqual(checker.delivered("x", {"a", "b", "c"}, sound, once=False), [])
        self.assertNotEqual(checker.delivered("x", {"a", "b"}, sound + [("e3", "a")], once=False), [])

    def test_digests(self):
        self.assertEqual(checker.digests_equal({"a": {0: (1, "x")}, "b": {0: (1, "x")}}), [])
        self.assertNotEqual(checker.digests_equal({"a": {0: (1, "x")}, "b": {0: (1, "y")}}), [])
        self.assertNotEqual(checker.digests_equal({"a": {0: (1, "x")}, "b": {}}), [])


if __name__ == "__main__":
    unittest.main()
