"""What follows when a delivery fails: retries, order, pauses, ends, replays."""
import collections
import socket
import subprocess
import time
import unittest

from support.cases import to_unix
from support.hooks import WebhookCase


UNNAMED = "no.such.name.invalid"


class Switch:
    """An answer that a test changes while it runs."""

    def __init__(self, status: int = 500, headers: dict | None = None, text: str = ""):
        self.now = (status, headers or {}, text)

    def __call__(self, _):
        return self.now


def resolver_refuses(name: str) -> bool:
    """Whether this machine says at once that there is no such name."""
    try:
        return subprocess.run(["getent", "ahosts", name], stdout=subprocess.DEVNULL, timeout=3,
                              check=False).returncode == 2
    except subprocess.TimeoutExpired:
        return False


class Retries(WebhookCase):
    def test_a_retry_repeats_id_and_bytes_and_holds_only_its_identity(self):
        client = self.client()
        failing = []

        def answer(received):
            if not failing:
                failing.append(received.event["data"]["identity_id"])
                return 500, {}, "the first failure\xff"
            return 204, {}, ""

        sink = self.sink(answer)
        hook = self.hook(client, sink)
        one = client.create()
        self.eventually(sink.all)
        self.fine(client.post(f"/v1/identities/{one['id']}/squash"))
        other = client.create()
        came = self.eventually(lambda: len(sink.all()) >= 4 and sink.all(), 20)
        self.assertEqual([e.event["data"]["identity_id"] for e in came],
                         [one["id"], other["id"], one["id"], one["id"]])
        self.assertEqual([e.event["type"].split(".")[1] for e in came],
                         ["provisioned", "provisioned", "provisioned", "squashed"])
        self.assertEqual((came[0].body, came[0].id, came[0].headers["x-carnet-delivery"]),
                         (came[2].body, came[2].id, came[2].headers["x-carnet-delivery"]))
        self.assertNotEqual(came[0].headers["x-timestamp"], came[2].headers["x-timestamp"])
        self.assertTrue(4.9 < came[2].at - came[0].at < 8, came[2].at - came[0].at)
        first = self.await_settled(client, hook, 3)[-1]
        self.assertEqual((first["status"], first["attemptCount"]), ("delivered", 2))
        self.assertEqual([a["statusCode"] for a in first["attempts"]], [500, 204])
        self.assertTrue(first["firstFailure"].startswith("the first failure"))
        self.assertEqual(first["deliveryId"], came[0].headers["x-carnet-delivery"])

    def test_a_redirect_is_a_failure_and_not_followed(self):
        client = self.client()
        aim = self.sink()
        sink = self.sink(Switch(302, {"Location": aim.url()}))
        hook = self.hook(client, sink)
        client.create()
        only = self.await_settled(client, hook, 1)[0]
        self.assertEqual((only["status"], only["attempts"][0]["statusCode"]), ("retrying", 302))
        self.assertEqual(aim.all(), [])

    def test_what_breaks_off_or_is_nowhere_is_a_failure(self):
        client = self.client()
        breaking = self.hook(client, self.sink(Switch(0)))
        deaf = socket.socket()  # keeps the port from others, and never listens
        self.addCleanup(deaf.close)
        deaf.bind(("127.0.0.1", 0))
        nowhere = self.fine(client.post(
            "/v1/webhooks", {"url": f"http://127.0.0.1:{deaf.getsockname()[1]}/"}))
        expected = [(breaking, "ended before"), (nowhere, "No connection")]
        if resolver_refuses(UNNAMED):
            unnamed = self.fine(client.post("/v1/webhooks", {"url": f"https://{UNNAMED}/"}))
            expected.append((unnamed, "no address"))
        else:
            print(f"left out: a resolver that does not refuse {UNNAMED} at once", flush=True)
        client.create()
        for hook, text in expected:
            only = self.await_settled(client, hook, 1)[0]
            self.assertIn(text, only["attempts"][0]["error"])
            self.assertEqual((only["status"], only["attempts"][0]["statusCode"]),
                             ("retrying", None))

    def test_410_disables_and_enabling_delivers_what_was_pending(self):
        client, switch = self.client(), Switch(410)
        sink = self.sink(switch)
        hook = self.hook(client, sink)
        made = client.create()
        path = f"/v1/webhooks/{hook['id']}"
        gone = self.eventually(lambda: (h := self.fine(client.get(path)))["status"] == "disabled" and h)
        self.assertEqual(gone["disabledReason"], "gone")
        held = self.deliveries(client, hook)[0]
        self.assertEqual((held["status"], held["nextAttemptAt"]), ("retrying", None), held)
        client.create()
        switch.now = (200, {}, "")
        self.fine(client.send("PATCH", path, {"enabled": True}))
        came = self.eventually(lambda: len(sink.all()) == 2 and sink.all(), 20)
        self.assertEqual({e.event["data"]["identity_id"] for e in came}, {made["id"]})

    def test_retry_after_pauses_the_whole_endpoint(self):
        client, switch = self.client(), Switch(503, {"Retry-After": "8"})
        sink = self.sink(switch)
        self.hook(client, sink)
        client.create()
        first = self.eventually(sink.all)[0]
        time.sleep(0.3)
        switch.now = (200, {}, "")
        client.create()
        came = self.eventually(lambda: len(sink.all()) == 3 and sink.all(), 20)
        self.assertGreater(min(e.at for e in came[1:]) - first.at, 7.5)

    def test_a_pause_is_lifted_by_trying_again_and_by_off_and_on(self):
        client, switch = self.client(), Switch(503, {"Retry-After": "3600"})
        sink = self.sink(switch)
        hook = self.hook(client, sink)
        path = f"/v1/webhooks/{hook['id']}"
        made = client.create()
        self.await_settled(client, hook, 1)
        time.sleep(0.3)
        switch.now = (200, {}, "")
        done = self.fine(client.post(f"{path}/replay-failed", {"since": made["createdAt"]}))
        self.assertEqual((done["requeuedCount"], done["hasMore"]), (1, False))
        self.eventually(lambda: self.deliveries(client, hook)[0]["status"] == "delivered")
        again = self.fine(client.post(f"{path}/replay-failed", {"since": made["createdAt"]}))
        self.assertEqual(again["requeuedCount"], 0)
        switch.now = (503, {"Retry-After": "3600"}, "")
        client.create()
        self.await_settled(client, hook, 2)
        switch.now = (200, {}, "")
        self.fine(client.send("PATCH", path, {"enabled": False}))
        self.fine(client.send("PATCH", path, {"enabled": True}))
        late = client.create()
        self.eventually(lambda: sink.all()[-1].event["data"]["identity_id"] == late["id"])
        self.server.digests()

    def test_a_failing_endpoint_is_asked_for_its_head_only(self):
        client, switch = self.client(), Switch(500)
        sink = self.sink(switch)
        hook = self.hook(client, sink, maxConcurrency=8)
        self.fine(client.post("/v1/identities/bulk", {"count": 200}))
        self.eventually(lambda: len(sink.all()) >= 8)
        time.sleep(6.5)
        self.assertLess(len(sink.all()), 20)
        shown = self.fine(client.get(f"/v1/webhooks/{hook['id']}"))
        self.assertIsNotNone(shown["failingSince"])
        self.assertGreater(shown["pendingEvents"], 150)
        switch.now = (200, {}, "")
        self.fine(client.post(f"/v1/webhooks/{hook['id']}/test"))
        self.await_delivered(sink, 200)

    def await_delivered(self, sink, count: int):
        self.eventually(lambda: len({e.id for e in sink.all() if e.event["type"] !=
                                     "webhook.test"}) == count, 30)

    def test_an_endpoint_that_hangs_holds_up_nobody(self):
        client, other = self.client(), self.client()
        hanging = self.sink(lambda _: (time.sleep(20), (200, {}, ""))[1])
        slow = self.hook(client, hanging)
        fast, foreign = self.sink(), self.sink()
        self.hook(client, fast)
        self.hook(other, foreign)
        self.fine(client.post("/v1/identities/bulk", {"count": 100}))
        started = time.monotonic()
        self.fine(other.post("/v1/identities/bulk", {"count": 100}))
        self.eventually(lambda: len(fast.all()) == 100 and len(foreign.all()) == 100, 10)
        self.assertLess(time.monotonic() - started, 5)
        listed = self.eventually(lambda: self.deliveries(client, slow), 25)
        self.assertIn("in time", listed[0]["attempts"][0]["error"])
        self.assertGreaterEqual(listed[0]["attempts"][0]["latencyMs"], 14_900)


class Ends(WebhookCase):
    """Days pass by restarts under a shifted clock."""

    def test_a_delivery_is_given_up_after_ten_attempts_and_can_be_had_again(self):
        client, switch = self.client(), Switch(500, text="no")
        sink = self.sink(switch)
        hook = self.hook(client, sink)
        made = client.create()
        since = made["createdAt"]
        self.await_attempts(client, hook, 1)
        for attempts, hours in enumerate((0.002, 0.1, 0.6, 2.3, 5.6, 11.1, 15.5, 22.1, 26.5), 2):
            self.server.travel(hours)
            self.await_attempts(client, hook, attempts)
        # The identity has expired meanwhile, which is an event of its own.
        oldest = self.deliveries(client, hook)[-1]
        self.assertEqual((oldest["status"], oldest["nextAttemptAt"]), ("exhausted", None), oldest)
        self.assertEqual(len({e.body for e in sink.all() if e.id == oldest["eventId"]}), 1)
        switch.now = (200, {}, "")
        path = f"/v1/webhooks/{hook['id']}/replay-failed"
        self.refused(client.post(path, {"since": "yesterday"}), 400, "invalid_request", "/since")
        failed = len(self.deliveries(client, hook))
        done = self.fine(client.post(path, {"since": since}))
        self.assertEqual((done["requeuedCount"], done["hasMore"]), (failed, False))
        self.eventually(lambda: self.deliveries(client, hook)[-1]["status"] == "delivered")
        again = self.fine(client.post(path, {"since": since}))
        self.assertEqual(again["requeuedCount"], 0)

    def await_attempts(self, client, hook, count: int):
        return self.eventually(lambda: (found := self.deliveries(client, hook)) and
                               found[-1]["attemptCount"] == count, 20)

    def test_five_days_of_nothing_but_failures_disable(self):
        client = self.client()
        sink = self.sink(Switch(500))
        hook = self.hook(client, sink)
        client.create()
        self.await_attempts(client, hook, 1)
        self.server.travel(119)
        self.await_attempts(client, hook, 2)
        path = f"/v1/webhooks/{hook['id']}"
        self.assertEqual(self.fine(client.get(path))["status"], "active")
        self.server.travel(2)
        self.await_attempts(client, hook, 3)
        ended = self.eventually(lambda: (h := self.fine(client.get(path)))["status"] == "disabled" and h)
        self.assertEqual(ended["disabledReason"], "failing")
        self.assertGreater(to_unix(ended["lastFailureAt"]) - to_unix(ended["failingSince"]),
                           5 * 86400 - 1)


class ByHand(WebhookCase):
    def test_replay(self):
        client, switch = self.client(), Switch(200)
        sink = self.sink(switch)
        hook = self.hook(client, sink)
        client.create()
        came = self.eventually(sink.all)[0]
        self.await_settled(client, hook, 1)
        path = f"/v1/webhooks/{hook['id']}/replay"
        done = self.fine(client.post(path, {"eventId": came.id}, idempotency="once"))
        self.assertEqual((done["status"], done["lastError"], done["attemptCount"]),
                         ("delivered", None, 2))
        self.assertEqual(done["deliveryId"], came.headers["x-carnet-delivery"])
        self.assertEqual(sink.all()[1].body, came.body)
        again = client.post(path, {"eventId": came.id}, idempotency="once")
        self.assertEqual((self.fine(again), again.headers["X-Idempotent-Replay"]), (done, "true"))
        self.refused(client.post(path, {"eventId": "evt_x"}, idempotency="once"), 422,
                     "idempotency_key_reused")
        self.assertEqual(len(sink.all()), 2)
        switch.now = (500, {}, "")
        failed = self.fine(client.post(path, {"eventId": came.id}))
        self.assertEqual((failed["status"], failed["lastError"]),
                         ("failed", "The endpoint answered 500."))
        self.refused(client.post(path, {"eventId": "evt_aaaaaaaaaaaaaaa"}), 404, "not_found")
        self.refused(client.post(path, {}), 400, "invalid_request", "/eventId")
        listed = self.deliveries(client, hook)
        self.assertEqual((len(listed), listed[0]["status"]), (1, "delivered"))
        self.assertEqual(listed[0]["attemptCount"], 3)
        self.assertEqual([a["statusCode"] for a in listed[0]["attempts"]], [200, 200, 500])

    def test_replays_before_its_turn_are_listed_and_numbered(self):
        client, switch = self.client(), Switch(503, {"Retry-After": "3600"})
        sink = self.sink(switch)
        hook = self.hook(client, sink)
        healthy = self.sink()
        self.hook(client, healthy)
        made = client.create()
        self.await_settled(client, hook, 1)
        self.fine(client.post(f"/v1/identities/{made['id']}/squash"))
        waiting = self.eventually(lambda: len(healthy.all()) == 2 and healthy.all())[1]
        switch.now = (500, {}, "")
        path = f"/v1/webhooks/{hook['id']}/replay"
        for count in (1, 2, 3):
            done = self.fine(client.post(path, {"eventId": waiting.id}))
            self.assertEqual((done["status"], done["attemptCount"]), ("failed", count))
        newest = self.deliveries(client, hook)[0]
        self.assertEqual((newest["eventId"], newest["status"], newest["attemptCount"]),
                         (waiting.id, "retrying", 3))
        self.assertEqual(newest["nextAttemptAt"], None)
        switch.now = (200, {}, "")
        # By hand: its own second attempt is an hour away, and holds the identity's next event.
        self.fine(client.post(path, {"eventId": healthy.all()[0].id}))
        self.eventually(lambda: {d["status"] for d in self.deliveries(client, hook)} ==
                        {"delivered"}, 20)
        newest = self.deliveries(client, hook)[0]
        self.assertEqual([a["statusCode"] for a in newest["attempts"]], [500, 500, 500, 200])
        self.server.digests()

    def test_a_replay_takes_no_attempt_from_the_schedule(self):
        client, switch = self.client(), Switch(500)
        sink = self.sink(switch)
        hook = self.hook(client, sink)
        client.create()
        came = self.await_settled(client, hook, 1)[0]
        self.fine(client.post(f"/v1/webhooks/{hook['id']}/replay", {"eventId": came["eventId"]}))
        switch.now = (200, {}, "")
        self.eventually(lambda: self.deliveries(client, hook)[0]["status"] == "delivered", 20)
        self.assertEqual([a["statusCode"] for a in self.deliveries(client, hook)[0]["attempts"]],
                         [500, 500, 200])

    def test_one_of_many_created_at_once_is_replayed_by_its_own_id(self):
        client, sink = self.client(), self.sink()
        hook = self.hook(client, sink)
        self.fine(client.post("/v1/identities/bulk", {"count": 50}))
        came = self.eventually(lambda: len(sink.all()) == 50 and sink.all())
        wanted = came[31]
        self.fine(client.post(f"/v1/webhooks/{hook['id']}/replay", {"eventId": wanted.id}))
        self.assertEqual(sink.all()[-1].body, wanted.body)

    def test_a_test_event(self):
        client, sink = self.client(), self.sink()
        hook = self.hook(client, sink)
        done = self.fine(client.post(f"/v1/webhooks/{hook['id']}/test"))
        self.assertEqual(done["status"], "delivered")
        event = sink.all()[0].event
        self.assertEqual((event["type"], event["data"]), ("webhook.test", {"webhook_id": hook["id"]}))
        self.assertEqual(self.deliveries(client, hook), [])

    def test_a_rebuild_knows_what_was_delivered(self):
        client, switch = self.client(), Switch(200)
        sink = self.sink(switch)
        hook = self.hook(client, sink)
        self.fine(client.post("/v1/identities/bulk", {"count": 20}))
        before = self.await_settled(client, hook, 20)
        switch.now = (500, {}, "broken")
        client.create()
        before = self.await_settled(client, hook, 21)
        self.server.stop()
        switch.now = (200, {}, "")
        # However long the stop took: the second attempt, or the third if that one failed as well.
        self.server.restart(self.server.offset_s + 360, drop_state=True)
        after = self.deliveries(client, hook)
        self.assertEqual([one["deliveryId"] for one in after], [one["deliveryId"] for one in before])
        self.assertEqual(after[1:], before[1:])
        self.eventually(lambda: self.deliveries(client, hook)[0]["status"] == "delivered", 15)
        attempts = self.deliveries(client, hook)[0]["attemptCount"]
        times = collections.Counter(one.id for one in sink.all())
        failed = times.pop(sink.all()[-1].id)
        self.assertEqual(list(times.values()), [1] * 20)
        self.assertGreaterEqual(failed, attempts, "one that a stop cut off is not counted")
        self.assertGreater(attempts, 1)
        self.server.digests()


if __name__ == "__main__":
    unittest.main()
