"""Waiting reads: they come back with what arrives, and end with the identity."""
import concurrent.futures
import time
import unittest

from support import mail
from support.cases import ServerCase, to_iso

WAITING = ("/latest-extraction", "/latest", "/events/latest", "/extractions/latest")


class Waits(ServerCase):
    def setUp(self):
        self.pool = concurrent.futures.ThreadPoolExecutor(16)
        self.addCleanup(self.pool.shutdown)
        self.api = self.client()

    def later(self, identity: dict, path: str):
        """A read on a connection of its own, already under way."""
        call = self.pool.submit(self.server.client(self.api.key).one, identity["id"], path)
        return call

    def waiting(self) -> float:
        """Those that ended by their limit are counted until their identity changes."""
        return self.server.metric("carnet_waiting_reads")

    def send(self, identity: dict, code: str = mail.CODE):
        mail.deliver(self.server, mail.code_message(identity["emailAddress"], code),
                     [identity["emailAddress"]])

    def test_waiting_before_the_mail(self):
        made = self.api.create()
        start = to_iso(time.time() - 1)
        time.sleep(1.1)
        start = to_iso(time.time())
        calls = {what: self.later(made, f"{what}?wait=30&after={start}") for what in WAITING}
        time.sleep(0.5)
        for what, call in calls.items():
            self.assertFalse(call.done(), what)
        begun = time.monotonic()
        self.send(made)
        for what, call in calls.items():
            self.fine(call.result())
        self.assertLess(time.monotonic() - begun, 5)

    def test_squash_ends_the_wait(self):
        made = self.api.create()
        calls = [self.later(made, f"{what}?wait=30") for what in
                 ("/latest-extraction", "/latest", "/extractions/latest")]
        time.sleep(0.4)
        begun = time.monotonic()
        self.fine(self.api.post(f"/v1/identities/{made['id']}/squash"))
        for call in calls:
            self.assertTrue(self.refused(call.result(), 404, "not_found").json()["retryable"])
        self.assertLess(time.monotonic() - begun, 3)

    def test_other_ends_end_the_wait(self):
        root = self.api.create()
        for end in ("bulk", "revoke"):
            made = self.fine(self.api.post(f"/v1/identities/{root['id']}/children", {"tags": ["t"]}))
            call = self.later(made, "/latest?wait=30")
            time.sleep(0.3)
            begun = time.monotonic()
            if end == "bulk":
                self.api.post("/v1/identities/bulk-squash", {"tags": ["t"]})
            else:
                self.api.post(f"/v1/identities/{root['id']}/revoke-children")
            self.refused(call.result(), 404, "not_found")
            self.assertLess(time.monotonic() - begun, 3, end)

    def test_every_public_event_wakes_the_event_reader(self):
        made = self.api.create()
        below = f"/v1/identities/{made['id']}"
        for what, body, expected in (("extend", {"ttlHours": 1}, "identity.extended"),
                                     ("squash", None, "identity.squashed")):
            last = self.fine(self.api.one(made["id"], "/events/latest"))["id"]
            call = self.later(made, f"/events/latest?wait=30&after={last}")
            time.sleep(0.3)
            self.assertFalse(call.done())
            begun = time.monotonic()
            self.fine(self.api.post(f"{below}/{what}", body))
            self.assertEqual(self.fine(call.result())["type"], expected)
            self.assertLess(time.monotonic() - begun, 3)

    def test_stop_answers_those_who_wait(self):
        made = self.api.create()
        call = self.later(made, "/latest?wait=30")
        time.sleep(0.4)
        begun = time.monotonic()
        self.server.stop()
        self.assertLess(time.monotonic() - begun, 10)
        self.server.start()
        try:
            self.assertIn(call.result().status_code, (404, 503))
        except OSError:
            pass  # the connection may end with the process

    def test_nothing_comes(self):
        made = self.api.create()
        begun = time.monotonic()
        answer = self.refused(self.api.one(made["id"], "/latest?wait=1"), 404, "not_found")
        self.assertTrue(0.9 <= time.monotonic() - begun < 4)
        self.assertTrue(answer.json()["retryable"])
        begun = time.monotonic()
        for what in ("/latest", "/latest-extraction?wait=0", "/extractions/latest"):
            answer = self.refused(self.api.one(made["id"], what), 404, "not_found")
            self.assertTrue(answer.json()["retryable"])
        self.assertLess(time.monotonic() - begun, 2)

    def test_terminal_does_not_wait(self):
        made = self.api.create()
        self.api.post(f"/v1/identities/{made['id']}/squash")
        begun = time.monotonic()
        for what in ("/latest?wait=20", "/latest-extraction?wait=20"):
            self.refused(self.api.one(made["id"], what), 404, "not_found")
        self.assertLess(time.monotonic() - begun, 3)

    def test_after_an_event(self):
        made = self.api.create()
        first = self.deliver_code(self.api, made, code="551001")
        for what in WAITING:
            answer = self.api.one(made["id"], f"{what}?after={first['eventId']}")
            if what == "/events/latest":  # its extraction is an event after the mail
                self.assertEqual(self.fine(answer)["type"], "extraction.completed")
            else:
                self.refused(answer, 404, "not_found")
        call = self.later(made, f"/latest-extraction?wait=30&after={first['eventId']}")
        time.sleep(0.3)
        self.assertFalse(call.done())
        self.send(made, "551002")
        self.assertNotEqual(self.fine(call.result())["eventId"], first["eventId"])

    def test_after_any_public_event(self):
        made = self.api.create()
        self.deliver_code(self.api, made)
        events = self.fine(self.api.one(made["id"], "/events?offset=0"))["items"]
        self.assertEqual(len(events), 3)
        newest, mail_event, oldest = (event["id"] for event in events)
        self.refused(self.api.one(made["id"], f"/events/latest?after={newest}"), 404, "not_found")
        for before in (mail_event, oldest):
            latest = self.fine(self.api.one(made["id"], f"/events/latest?after={before}"))
            self.assertEqual(latest["id"], newest)
        self.fine(self.api.one(made["id"], f"/latest?after={oldest}"))
        self.refused(self.api.one(made["id"], f"/latest?after={newest}"), 404, "not_found")

    def test_after_a_foreign_event(self):
        made, other = self.api.create(), self.api.create()
        found = self.deliver_code(self.api, other)
        answer = self.api.one(made["id"], f"/latest?after={found['eventId']}")
        self.refused(answer, 400, "invalid_request", "after")

    def test_after_a_time(self):
        made = self.api.create()
        self.deliver_code(self.api, made)
        self.fine(self.api.one(made["id"], "/latest?after=" + to_iso(time.time() - 60)))
        for form in (to_iso(time.time() + 60), to_iso(time.time() + 7260).replace("Z", "%2B01:00"),
                     to_iso(time.time() + 60).replace("Z", ".25Z")):
            self.refused(self.api.one(made["id"], f"/latest?after={form}"), 404, "not_found")

    def test_parked_places_of_a_project(self):
        self.api = self.client(plan="starter")
        made = self.api.create()
        before, calls = self.waiting(), []
        for n in range(1, 11):
            calls.append(self.later(made, "/latest?wait=20"))
            self.eventually(lambda: self.waiting() == before + n)
        self.assertFalse(any(call.done() for call in calls))
        answer = self.refused(self.api.one(made["id"], "/latest?wait=20"), 429, "rate_limited")
        self.assertIn("Retry-After", answer.headers)
        self.send(made)
        for call in calls:
            self.fine(call.result())
        self.fine(self.api.one(made["id"], "/latest?wait=1"))


if __name__ == "__main__":
    unittest.main()
