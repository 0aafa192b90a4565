"""Realtime streams: frames as published, resuming without gap or repeat, limits, orderly ends."""
import os
import random
import threading
import time
import unittest

import requests
from support import mail
from support.cases import ServerCase
from support.server import INBOUND_SECRET
from support.sse import Stream

EVENTS, ALL = "/v1/realtime/events", "/v1/realtime/stream"


class Streams(ServerCase):
    def setUp(self):
        self.api = self.client()

    def open(self, path=EVENTS, api=None, **how) -> Stream:
        stream = Stream(api or self.api, path, **how)
        self.addCleanup(stream.close)
        return stream.until(lambda s: s.opening or s.status not in (0, 200))

    def mail_to(self, address: str, code: str = mail.CODE):
        answer = requests.post(
            f"{self.server.url}/v1/inbound/raw", params={"from": mail.SENDER, "to": address},
            data=mail.wire_bytes(mail.code_message(address, code)), timeout=30,
            headers={"Authorization": f"Bearer {INBOUND_SECRET}", "Content-Type": "message/rfc822"})
        self.assertEqual(answer.status_code, 200, answer.text)

    def test_mail_comes_as_published(self):
        made = self.api.create()
        stream = self.open()
        self.assertEqual(stream.headers["content-type"], "text/event-stream")
        self.assertEqual(stream.headers["cache-control"], "no-cache")
        self.assertEqual(stream.headers["connection"], "keep-alive")
        self.assertEqual(stream.opening.split("\n")[0], "retry: 3000")
        found = self.deliver_code(self.api, made, code=mail.CODE)
        frame = stream.events(1)[0]
        self.assertEqual((frame.id, frame.event), (found["eventId"], "inbound_event"))
        self.assertEqual(list(frame.data), ["cursor", "eventId", "identityId", "sender", "subject",
                                            "messageId", "receivedAt"])
        recent = self.fine(self.api.get("/v1/identities/events/recent"))["items"][0]
        for name in ("identityId", "sender", "subject", "messageId", "receivedAt"):
            self.assertEqual(frame.data[name], recent[name])
        self.assertEqual(frame.data["eventId"], recent["id"])
        self.assertNotIn(mail.CODE, str(frame))

    def test_keep_alive(self):
        stream = self.open()
        begun = time.monotonic()
        stream.until(lambda s: s.comments)
        self.assertTrue(14 < time.monotonic() - begun < 18)

    def test_resumes_behind_an_id_or_a_cursor(self):
        made = self.api.create()
        opening = self.open().last_id
        for n in range(5):
            self.deliver_code(self.api, made, code=f"48392{n}")
        all_of_them = self.open(Last_Event_ID=opening).events(5)
        for n, frame in enumerate(all_of_them[:4]):
            rest = all_of_them[n + 1:]
            for how in ({"Last_Event_ID": frame.id}, {"Last_Event_ID": frame.data["cursor"]},
                        {"path": f"{EVENTS}?cursor={frame.data['cursor']}&limit=1"}):
                self.assertEqual(self.open(**how).events(len(rest)), rest)
        path = f"{EVENTS}?cursor={all_of_them[0].data['cursor']}"
        got = self.open(path, Last_Event_ID=all_of_them[3].id).events(1)
        self.assertEqual(got, all_of_them[4:])

    def test_positions_that_are_none(self):
        other = self.client()
        stranger = self.deliver_code(other, other.create())["eventId"]
        cursor = self.open(api=other).last_id
        for bad in (stranger, "evt_aaaaaaaaaaaaaaa", cursor, cursor[:-1], "x", "évt"):
            answer = self.api.get(EVENTS, Last_Event_ID=bad.encode())
            self.refused(answer, 400, "invalid_cursor", "Last-Event-ID")
        self.refused(self.api.get(f"{EVENTS}?cursor={cursor}"), 400, "invalid_cursor", "cursor")
        for query in ("limit=0", "limit=101", "limit=x"):
            self.refused(self.api.get(f"{EVENTS}?{query}"), 400, "invalid_request", "limit")
        self.refused(self.api.get(f"{ALL}?type=mail"), 400, "invalid_request", "type")
        self.refused(self.api.get(f"{ALL}?identityId=me"), 400, "invalid_request", "identityId")

    def test_every_public_event(self):
        start = self.open(ALL).last_id
        made = self.api.create(ttlHours=24)
        found = self.deliver_code(self.api, made)
        self.api.post(f"/v1/identities/{made['id']}/extend", {"ttlHours": 48})
        bulk = self.fine(self.api.post("/v1/identities/bulk", {"count": 3, "ttlHours": 1}))
        self.api.post(f"/v1/identities/{made['id']}/squash")
        frames = self.open(ALL, Last_Event_ID=start).events(8)
        self.assertEqual([frame.event for frame in frames],
                         ["identity.provisioned", "email.received", "extraction.completed",
                          "identity.extended", *["identity.provisioned"] * 3, "identity.squashed"])
        for frame in frames:
            self.assertEqual(list(frame.data), ["cursor", "id", "type", "timestamp", "data"])
            self.assertEqual((frame.id, frame.event), (frame.data["id"], frame.data["type"]))
        self.assertEqual(len({frame.id for frame in frames}), 8)
        data = [frame.data["data"] for frame in frames]
        self.assertEqual(data[0], {"identity_id": made["id"], "email": made["emailAddress"],
                                   "status": "provisioned", "expires_at": made["expiresAt"],
                                   "parent_identity_id": None})
        self.assertEqual(list(data[1]), ["identity_id", "from", "subject", "message_id",
                                         "received_at"])
        self.assertEqual(frames[1].id, found["eventId"])
        self.assertEqual(data[2]["extraction"], {"type": "otp", "has_secret": True,
                                                 "redacted_value": "***",
                                                 "confidence": found["confidence"]})
        self.assertEqual({one["identity_id"] for one in data[4:7]},
                         {item["id"] for item in bulk["items"]})
        self.assertEqual((data[3]["status"], data[7]["status"]), ("active", "squashed"))

        mails = self.open(ALL + "?type=email.received&type=identity.extended", Last_Event_ID=start)
        self.assertEqual([frame.id for frame in mails.events(2)], [frames[1].id, frames[3].id])
        third = bulk["items"][2]["id"]
        one = self.open(f"{ALL}?identityId={third}", Last_Event_ID=start).events(1)
        self.assertEqual(one[0].data["data"]["identity_id"], third)
        again = self.open(ALL, Last_Event_ID=frames[5].id).events(2)
        self.assertEqual(again, frames[6:], "from amid a bulk creation")

    def test_a_long_history_in_small_steps(self):
        start = self.open(ALL).last_id
        for _ in range(3):
            self.fine(self.api.post("/v1/identities/bulk", {"count": 2000, "ttlHours": 1}))
        for limit in (100, 7):
            frames = self.open(f"{ALL}?limit={limit}", Last_Event_ID=start).events(6000)
            self.assertEqual(len({frame.id for frame in frames}), 6000)
        made = self.api.create()
        self.deliver_code(self.api, made)
        self.assertEqual(len(self.open(EVENTS, Last_Event_ID=start).events(1)), 1)

    def test_plans_without_streams(self):
        for plan in ("free", "starter"):
            self.refused(self.client(plan=plan).get(EVENTS), 403, "feature_disabled")
        self.refused(self.client(scopes="webhooks:read").get(ALL), 403, "forbidden")

    def test_as_many_streams_as_the_burst(self):
        api = self.client(plan="growth")
        streams = [self.open(api=api) for _ in range(50)]
        refused = self.refused(api.get(EVENTS), 429, "rate_limited")
        self.assertGreaterEqual(int(refused.headers["Retry-After"]), 1)
        self.fine(api.get("/v1/identities"))  # streams are not in flight
        streams.pop().close()
        self.eventually(lambda: self.open(api=api).status == 200)

    def test_head_opens_nothing(self):
        answer = self.api.send("HEAD", EVENTS)
        self.assertEqual((answer.status_code, answer.content), (200, b""))
        self.assertEqual(answer.headers["Content-Type"], "text/event-stream")
        self.fine(self.api.get("/v1/identities"))

    def test_http_1_0(self):
        made = self.api.create()
        stream = self.open(version="1.0")
        self.assertNotIn("transfer-encoding", stream.headers)
        self.assertEqual(stream.headers["connection"], "close")
        self.deliver_code(self.api, made)
        self.assertEqual(len(stream.events(1)), 1)

    def test_a_revoked_key_hears_no_more(self):
        made, stream = self.api.create(), self.open()
        self.server.admin("revoke-key", "--id", self.api.key.id)
        self.mail_to(made["emailAddress"])
        self.assertEqual(stream.to_end(), [])
        self.assertTrue(stream.ended)

    def test_a_slow_reader_gets_all_in_the_end(self):
        start = self.open(ALL).last_id
        slow = self.open(ALL, Last_Event_ID=start, receive_buffer=4096)
        for _ in range(5):
            self.fine(self.api.post("/v1/identities/bulk", {"count": 2000, "ttlHours": 1}))
        time.sleep(0.5)
        self.assertEqual(len({frame.id for frame in slow.events(10000)}), 10000)


class Ends(ServerCase):
    """Streams that end while their client stays, on a server that lets them live three seconds."""
    flags = ("--stream-seconds", "3")

    def test_renewal_leaves_no_gap(self):
        api = self.client()
        made, seen, last = api.create(), [], None
        for round_ in range(3):
            how = {"Last_Event_ID": last} if last else {}
            begun = time.monotonic()
            with Stream(api, EVENTS, **how) as stream:
                stream.until(lambda s: s.opening)
                self.deliver_code(api, made, code=f"48392{round_}")
                seen += stream.to_end()
                self.assertTrue(stream.ended)
                self.assertTrue(2.5 < time.monotonic() - begun < 6)
                last = stream.last_id
            self.deliver_code(api, made, code=f"58392{round_}")
        with Stream(api, EVENTS, Last_Event_ID=last) as stream:
            seen += stream.events(1)
        events = self.fine(api.one(made["id"], "/events"))["items"]
        self.assertEqual([frame.id for frame in seen], [event["id"] for event in reversed(events)])

    def test_a_stop_ends_streams_and_a_start_goes_on(self):
        api = self.client()
        made = api.create()
        for drop in (False, True):
            with Stream(api, EVENTS) as stream:
                stream.until(lambda s: s.opening)
                self.deliver_code(api, made)
                stream.events(1)
                begun = time.monotonic()
                self.server.stop()
                self.assertLess(time.monotonic() - begun, 8)
                self.server.restart(drop_state=drop)
                stream.to_end()
                self.assertTrue(stream.ended)
            mail.deliver(self.server, mail.code_message(made["emailAddress"]),
                         [made["emailAddress"]])
            with Stream(api, EVENTS, Last_Event_ID=stream.last_id) as after:
                self.assertNotEqual(after.events(1)[0].id, stream.last_id)
                self.assertEqual(len(after.frames), 1)


class Cuts(ServerCase):
    """A client that is cut off at random bytes, through kills of the server, and counts."""
    cuts = int(os.environ.get("CARNET_STREAM_CUTS", "1000"))

    def read_on(self, api, path, last, rng) -> tuple[list, str]:
        """One connection, cut after a random number of bytes."""
        left = rng.choice((rng.randrange(1, 1200), rng.randrange(1, 6000), rng.randrange(1, 60000)))
        frames = []
        try:
            with Stream(api, path, timeout=0.25, Last_Event_ID=last) as stream:
                try:
                    while left > 0 and (got := stream.read(left)):
                        left -= got
                finally:
                    frames, last = stream.frames, stream.last_id or last
        except OSError:
            pass  # nothing more for now, or the server is away
        return frames, last

    def test_no_gap_and_no_repeat(self):
        api, rng = self.client(), random.Random(20261121)
        with Stream(api, ALL) as stream:
            start = stream.until(lambda s: s.opening).last_id
        made = api.create()
        done = threading.Event()

        def write():
            client = self.server.client(api.key)
            while not done.is_set():
                try:
                    client.post("/v1/identities/bulk", {"count": rng.choice((1, 3, 40)),
                                                        "ttlHours": 1})
                    mail.deliver(self.server, mail.code_message(made["emailAddress"]),
                                 [made["emailAddress"]])
                except (OSError, requests.RequestException):
                    time.sleep(0.05)

        writer = threading.Thread(target=write)
        writer.start()
        seen, last = [], start
        try:
            for cut in range(self.cuts):
                frames, last = self.read_on(api, ALL, last, rng)
                seen += [frame.id for frame in frames]
                if cut % 400 == 300:
                    self.server.kill()
                    self.server.start()
        finally:
            done.set()
            writer.join()
        self.assertEqual(len(seen), len(set(seen)), "repeats")
        with Stream(api, ALL, Last_Event_ID=start) as stream:
            whole = [frame.id for frame in stream.events(len(seen))]
        self.assertEqual(seen, whole[:len(seen)], "gaps")
        self.assertGreater(len(seen), self.cuts)


if __name__ == "__main__":
    unittest.main()
