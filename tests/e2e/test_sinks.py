"""Sinks: a project's events pushed in OCSF to a Splunk collector and to an HTTPS address, with nothing lost."""
import json
import time
import unittest

from support import mail
from support.cases import ServerCase
from support.hec import Collector
from support.sink import Sink

TOKEN = "B5A79AAD-D822-46CC-80D1-819F80D7BFB0"


class SinkCase(ServerCase):
    flags = ("--allow-private-targets",)

    def setUp(self):
        self.api = self.client()

    def collector(self, **how) -> Collector:
        made = Collector(TOKEN, **how)
        self.addCleanup(made.close)
        return made

    def register(self, url: str, **members) -> dict:
        wish = {"kind": "splunk_hec", "url": url, "token": TOKEN, "batchDelayMs": 50, **members}
        return self.fine(self.api.post("/v1/sinks", wish))

    def shown(self, sink: dict) -> dict:
        return self.fine(self.api.get(f"/v1/sinks/{sink['id']}"))

    def await_all(self, sink: dict, seconds: float = 20) -> dict:
        return self.eventually(lambda: (now := self.shown(sink)) and now["streams"]["events"]["behind"] == 0
                               and now["lagSeconds"] == 0 and now, seconds)

    def codes(self, events: list[dict]) -> list[str]:
        """What the events tell, in order. Sinks begin with the event that made them."""
        return [event["metadata"]["event_code"] for event in events]

    def sequences(self, collector) -> list[int]:
        return [one["event"]["metadata"]["sequence"] for one in collector.events]


class Splunk(SinkCase):
    def test_every_event_arrives_once_in_order(self):
        collector = self.collector()
        sink = self.register(collector.base(), batchEvents=10)
        self.fine(self.api.post("/v1/identities/bulk", {"count": 35}))
        made = self.api.create()
        self.deliver_code(self.api, made)
        shown = self.await_all(sink)
        count = shown["streams"]["events"]["end"] - sink["streams"]["events"]["taken"]
        self.assertGreaterEqual(count, 38)
        uids = collector.uids()
        self.assertEqual((len(uids), len(set(uids)), shown["delivered"]), (count, count, count))
        self.assertEqual(self.sequences(collector), sorted(self.sequences(collector)))
        self.assertEqual(collector.complaints, [])
        self.assertGreaterEqual(len(collector.all()), 4, "in batches of ten")
        one = collector.events[-1]
        self.assertEqual((one["sourcetype"], one["event"]["metadata"]["version"]), ("ocsf", "1.8.0"))
        self.assertAlmostEqual(one["time"], time.time(), delta=60)
        self.assertNotIn(mail.CODE, json.dumps(collector.events))

    def test_the_version_is_pinned(self):
        collector = self.collector()
        sink = self.register(collector.base(), ocsfVersion="1.1.0")
        self.api.create()
        self.await_all(sink)
        self.assertEqual({one["event"]["metadata"]["version"] for one in collector.events}, {"1.1.0"})

    def test_from_the_start(self):
        self.api.create()
        collector = self.collector()
        sink = self.register(collector.base(), **{"from": "start"})
        self.await_all(sink)
        self.assertEqual(self.sequences(collector)[0], 1)

    def test_acknowledgements_are_asked_for(self):
        collector = self.collector(acknowledges=True)
        collector.indexing = False
        sink = self.register(collector.base(), acknowledged=True)
        self.api.create()
        self.eventually(lambda: collector.events)
        time.sleep(1.5)
        self.assertEqual(self.shown(sink)["delivered"], 0, "received is not indexed")
        collector.indexed.update(range(100))
        self.assertEqual(self.await_all(sink)["delivered"], 2)
        self.assertEqual(self.codes(one["event"] for one in collector.events),
                         ["sink.configured", "identity.provisioned"])
        self.assertEqual(collector.complaints, [])

    def test_a_failing_collector_shows_and_gets_everything_later(self):
        collector = self.collector()
        collector.broken = 2
        sink = self.register(collector.base())
        self.api.create()
        failing = self.eventually(lambda: (now := self.shown(sink)) and now["status"] == "failing" and now)
        self.assertEqual(failing["lastError"]["message"], "The endpoint answered 503.")
        self.assertIn("Server is busy", failing["lastError"]["answer"])
        self.assertGreater(failing["lagSeconds"], 0)
        shown = self.await_all(sink)
        self.assertEqual((shown["status"], shown["failuresInARow"], len(collector.events)), ("ok", 0, 2))

    def test_a_wrong_token_is_told_and_can_be_changed(self):
        collector = self.collector()
        sink = self.register(collector.base(), token="wrong")
        self.api.create()
        failing = self.eventually(lambda: (now := self.shown(sink)) and now["status"] == "failing" and now)
        self.assertIn("Invalid token", failing["lastError"]["answer"])
        self.fine(self.api.send("PATCH", f"/v1/sinks/{sink['id']}", {"token": TOKEN}))
        self.await_all(sink)
        self.assertEqual(self.codes(one["event"] for one in collector.events),
                         ["sink.configured", "identity.provisioned", "sink.configured"])

    def test_nothing_is_lost_when_the_server_is_killed(self):
        collector = self.collector()
        sink = self.register(collector.base(), batchEvents=5, batchDelayMs=0)
        for _ in range(6):
            self.fine(self.api.post("/v1/identities/bulk", {"count": 20}))
            self.server.kill()
            self.server.start(self.server.offset_s)
        shown = self.await_all(sink, 40)
        begin, end = sink["streams"]["events"]["taken"], shown["streams"]["events"]["end"]
        by_sequence = {}
        for one in collector.events:
            meta = one["event"]["metadata"]
            self.assertEqual(by_sequence.setdefault(meta["sequence"], meta["uid"]), meta["uid"])
        self.assertEqual(sorted(by_sequence), list(range(begin + 1, end + 1)))


class Https(SinkCase):
    def test_an_array_with_a_bearer_token(self):
        receiver = Sink()
        self.addCleanup(receiver.close)
        sink = self.register(receiver.url("/ocsf"), kind="https")
        self.api.create()
        self.await_all(sink)
        one = receiver.all()[0]
        self.assertEqual((one.path, one.headers["authorization"]), ("/ocsf", f"Bearer {TOKEN}"))
        came = [event for one in receiver.all() for event in one.event]
        self.assertEqual(self.codes(came), ["sink.configured", "identity.provisioned"])

    def test_what_is_switched_off_waits(self):
        receiver = Sink()
        self.addCleanup(receiver.close)
        sink = self.register(receiver.url(), kind="https", enabled=False)
        self.api.create()
        time.sleep(1.5)
        self.assertEqual((receiver.all(), self.shown(sink)["status"]), ([], "disabled"))
        self.fine(self.api.send("PATCH", f"/v1/sinks/{sink['id']}", {"enabled": True}))
        self.assertEqual(self.await_all(sink)["status"], "ok")

    def test_removed_is_gone(self):
        receiver = Sink()
        self.addCleanup(receiver.close)
        sink = self.register(receiver.url(), kind="https")
        self.assertEqual(self.fine(self.api.send("DELETE", f"/v1/sinks/{sink['id']}")),
                         {"id": sink["id"], "deleted": True})
        self.refused(self.api.get(f"/v1/sinks/{sink['id']}"), 404, "not_found")
        self.api.create()
        time.sleep(1.5)
        came = [event for one in receiver.all() for event in one.event]
        self.assertLessEqual(set(self.codes(came)), {"sink.configured"}, "what was before it may have gone out")
        self.assertEqual(self.fine(self.api.get("/v1/sinks"))["items"], [])


class Wishes(SinkCase):
    def test_bad_ones_are_named(self):
        good = {"kind": "https", "url": "https://siem.example/in"}
        for change, param in (({"kind": "syslog"}, "/kind"), ({"kind": None}, "/kind"), ({"url": "x"}, "/url"),
                              ({"url": "https://169.254.169.254/"}, "/url"), ({"token": "a b"}, "/token"),
                              ({"ocsfVersion": "1.2.0"}, "/ocsfVersion"), ({"acknowledged": True}, "/acknowledged"),
                              ({"batchEvents": 0}, "/batchEvents"), ({"batchEvents": 2001}, "/batchEvents"),
                              ({"batchDelayMs": 60_001}, "/batchDelayMs"), ({"from": "never"}, "/from")):
            self.refused(self.api.post("/v1/sinks", {**good, **change}), 400, "invalid_request", param)
        self.refused(self.client(scopes="sinks:read").post("/v1/sinks", good), 403, "forbidden")
        self.refused(self.client(plan="free").post("/v1/sinks", good), 403, "feature_disabled")
        made = self.fine(self.api.post("/v1/sinks", good))
        self.assertNotIn("token", made)
        self.refused(self.client().get(f"/v1/sinks/{made['id']}"), 404, "not_found")
        for _ in range(7):
            self.fine(self.api.post("/v1/sinks", good))
        self.refused(self.api.post("/v1/sinks", good), 403, "quota_exceeded")


if __name__ == "__main__":
    unittest.main()
