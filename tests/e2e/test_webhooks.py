"""Webhook endpoints from registration to deletion, and deliveries to a real receiver, also over TLS."""
import json
import unittest

from support.hooks import WebhookCase
from support.mail import CODE
from support.sink import make_certificate, scratch, verify_published

ALL_TYPES = ["identity.provisioned", "email.received", "extraction.completed", "identity.extended",
             "identity.squashed"]


class Delivery(WebhookCase):
    def test_every_kind_of_event_arrives_signed_and_in_order(self):
        client, sink = self.client(), self.sink()
        hook = self.hook(client, sink)
        made = client.create(tags=["a"])
        found = self.deliver_code(client, made)
        self.fine(client.post(f"/v1/identities/{made['id']}/extend", {"ttlHours": 1}))
        self.fine(client.post(f"/v1/identities/{made['id']}/squash"))
        came = self.eventually(lambda: len(sink.all()) == 5 and sink.all())
        self.assertEqual([one.event["type"] for one in came], ALL_TYPES)
        self.assertEqual([one.headers["x-carnet-sequence"] for one in came], list("12345"))
        for one in came:
            self.assertTrue(verify_published(one, hook["secret"]))
            self.assertEqual(one.headers["content-type"], "application/json")
            self.assertEqual(one.id, one.event["id"])
            self.assertEqual(one.body.decode(), json.dumps(one.event, separators=(",", ":"),
                                                           ensure_ascii=False))
            self.assertNotIn(CODE.encode(), one.body)
        provisioned, mail, extraction, extended, squashed = (one.event["data"] for one in came)
        self.assertEqual(provisioned, {
            "identity_id": made["id"], "email": made["emailAddress"], "status": "provisioned",
            "expires_at": made["expiresAt"], "parent_identity_id": None})
        self.assertEqual(set(mail), {"identity_id", "from", "subject", "message_id", "received_at"})
        self.assertEqual(mail["subject"], "*** is your verification code")
        self.assertEqual(came[1].event["id"], found["eventId"])
        self.assertEqual(extraction["extraction"], {
            "type": "otp", "has_secret": True, "redacted_value": "***",
            "confidence": found["confidence"]})
        self.assertEqual((extended["status"], squashed["status"]), ("active", "squashed"))
        self.assertNotEqual(extended["expires_at"], made["expiresAt"])
        listed = self.await_settled(client, hook, 5)
        self.assertEqual([one["eventType"] for one in listed], ALL_TYPES[::-1])
        self.assertEqual({one["status"] for one in listed}, {"delivered"})
        self.assertEqual(listed[0]["attempts"][0]["statusCode"], 200)
        of = f"/v1/webhooks/{hook['id']}/deliveries?status="
        self.assertEqual(self.fine(client.get(of + "delivered"))["items"], listed)
        self.assertEqual(self.fine(client.get(of + "exhausted"))["items"], [])
        pages, path = [], of + "delivered&limit=2"
        while path:
            page = self.fine(client.get(path))
            pages += page["items"]
            path = page["meta"]["cursor"] and f"{of}delivered&limit=2&cursor={page['meta']['cursor']}"
        self.assertEqual(pages, listed)
        self.refused(client.get(of + "lost"), 400, "invalid_request", "status")
        self.assertGreaterEqual(self.server.metric("carnet_webhook_delivery_seconds_count"), 5)

    def test_over_tls_with_a_trusted_certificate_only(self):
        with scratch() as folder, scratch() as other:
            trusted, stranger = make_certificate(folder, "127.0.0.1"), make_certificate(other, "127.0.0.1")
            server = type(self.server)(*self.flags, "--webhook-ca-file", trusted[0])
            self.addCleanup(server.close)
            server.start()
            client = server.client()
            good, bad = self.sink(tls=trusted), self.sink(tls=stranger)
            good_hook, bad_hook = self.hook(client, good), self.hook(client, bad)
            client.create()
            self.eventually(lambda: len(good.all()) == 1)
            refused = self.await_settled(client, bad_hook, 1)[0]
            self.assertIn("TLS", refused["attempts"][0]["error"])
            self.assertEqual((refused["status"], bad.all()), ("retrying", []))
            self.assertTrue(verify_published(good.all()[0], good_hook["secret"]))

    def test_types_and_tags_choose(self):
        client = self.client()
        ends, tagged = self.sink(), self.sink()
        self.hook(client, ends, eventTypes=["identity.squashed"])
        self.hook(client, tagged, tags=["red", "big"])
        both = client.create(tags=["red", "big", "old"])
        one = client.create(tags=["red"])
        for made in (one, both):
            self.fine(client.post(f"/v1/identities/{made['id']}/squash"))
        self.eventually(lambda: len(ends.all()) == 2 and len(tagged.all()) == 2)
        self.assertEqual({e.event["data"]["identity_id"] for e in tagged.all()}, {both["id"]})
        self.assertEqual(ends.types(), ["identity.squashed"] * 2)

    def test_an_identity_may_want_none(self):
        client, sink = self.client(), self.sink()
        self.hook(client, sink)
        client.create(policy={"allowWebhooks": False})
        loud = client.create()
        came = self.eventually(sink.all)
        self.assertEqual([one.event["data"]["identity_id"] for one in came], [loud["id"]])

    def test_a_change_holds_from_its_place_on(self):
        client, sink = self.client(), self.sink()
        hook = self.hook(client, sink)
        first = client.create()
        self.eventually(sink.all)
        off = self.fine(client.send("PATCH", f"/v1/webhooks/{hook['id']}", {"enabled": False}))
        self.assertEqual((off["status"], off["disabledReason"]), ("disabled", "request"))
        client.create()
        on = self.fine(client.send("PATCH", f"/v1/webhooks/{hook['id']}", {"enabled": True}))
        self.assertEqual((on["status"], on["disabledReason"]), ("active", None))
        last = client.create()
        came = self.eventually(lambda: len(sink.all()) >= 2 and sink.all())
        self.assertEqual([one.event["data"]["identity_id"] for one in came],
                         [first["id"], last["id"]])

    def test_bulk_reaches_the_endpoint_whole(self):
        client, sink = self.client(), self.sink()
        self.hook(client, sink)
        made = self.fine(client.post("/v1/identities/bulk", {"count": 300}))["items"]
        came = self.eventually(lambda: len(sink.all()) >= 300 and sink.all(), 30)
        self.assertEqual(len({one.id for one in came}), 300)
        self.assertEqual({one.event["data"]["identity_id"] for one in came},
                         {one["id"] for one in made})


class Endpoints(WebhookCase):
    def test_register_list_get_update_delete(self):
        client, sink = self.client(), self.sink()
        made = self.hook(client, sink, description="mine", eventTypes=["email.received"],
                         tags=["x"], maxConcurrency=3, maxPerSecond=50)
        self.assertRegex(made["secret"], r"^whsec_[A-Za-z0-9+/]{43}=$")
        shown = {name: value for name, value in made.items() if name != "secret"}
        self.assertEqual(self.fine(client.get(f"/v1/webhooks/{made['id']}")), shown)
        listed = self.fine(client.get("/v1/webhooks"))
        self.assertEqual((listed["items"], listed["meta"]),
                         ([shown], {"cursor": None, "hasMore": False, "total": 1}))
        changed = self.fine(client.send("PATCH", f"/v1/webhooks/{made['id']}", {
            "eventTypes": ["*"], "description": "", "url": sink.url("/other")}))
        self.assertEqual((changed["eventTypes"], changed["description"], changed["tags"],
                          changed["url"]), (["*"], "", ["x"], sink.url("/other")))
        gone = self.fine(client.send("DELETE", f"/v1/webhooks/{made['id']}"))
        self.assertEqual(gone, {"id": made["id"], "deleted": True})
        self.refused(client.get(f"/v1/webhooks/{made['id']}"), 404, "not_found")
        self.refused(client.send("DELETE", f"/v1/webhooks/{made['id']}"), 404, "not_found")
        self.assertEqual(self.fine(client.get("/v1/webhooks"))["meta"]["total"], 0)

    def test_pages(self):
        client, sink = self.client(), self.sink()
        made = [self.hook(client, sink)["id"] for _ in range(5)]
        seen, cursor = [], ""
        while True:
            page = self.fine(client.get(f"/v1/webhooks?limit=2{cursor}"))
            seen += [one["id"] for one in page["items"]]
            if not page["meta"]["hasMore"]:
                break
            cursor = "&cursor=" + page["meta"]["cursor"]
        self.assertEqual(seen, made[::-1])

    def test_bad_wishes_are_named(self):
        client, sink = self.client(), self.sink()
        for body, param in (({}, "/url"), ({"url": "ftp://a.example/"}, "/url"),
                            ({"url": "https://a.example/#x"}, "/url"),
                            ({"url": "https://u:p@a.example/"}, "/url"),
                            ({"url": "http://169.254.169.254/"}, "/url"),
                            ({"url": sink.url(), "eventTypes": ["email.sent"]}, "/eventTypes"),
                            ({"url": sink.url(), "eventTypes": []}, "/eventTypes"),
                            ({"url": sink.url(), "maxConcurrency": 65}, "/maxConcurrency"),
                            ({"url": sink.url(), "enabled": False}, "/enabled")):
            self.refused(client.post("/v1/webhooks", body), 400, "invalid_request", param)
        self.refused(client.post("/v1/webhooks/wh_aaaaaaaaaaaa/replay", {"eventId": "evt_x"}), 404,
                     "not_found")

    def test_plans_and_scopes(self):
        sink = self.sink()
        self.refused(self.client(plan="free").post("/v1/webhooks", {"url": sink.url()}), 403,
                     "feature_disabled")
        starter = self.client(plan="starter")
        for _ in range(2):
            self.hook(starter, sink)
        self.refused(starter.post("/v1/webhooks", {"url": sink.url()}), 403, "quota_exceeded")
        reader = self.client(scopes="webhooks:read")
        self.fine(reader.get("/v1/webhooks"))
        self.refused(reader.post("/v1/webhooks", {"url": sink.url()}), 403, "forbidden")

    def test_projects_do_not_see_each_other(self):
        mine, other, sink = self.client(), self.client(), self.sink()
        hook = self.hook(mine, sink)
        self.refused(other.get(f"/v1/webhooks/{hook['id']}"), 404, "not_found")
        self.refused(other.send("PATCH", f"/v1/webhooks/{hook['id']}", {"enabled": False}), 404,
                     "not_found")
        self.refused(other.send("DELETE", f"/v1/webhooks/{hook['id']}"), 404, "not_found")
        other.create()
        mine.create()
        self.eventually(sink.all)
        self.assertEqual(len(sink.all()), 1)

    def test_rotation_at_once_and_with_overlap(self):
        client, sink = self.client(), self.sink()
        hook = self.hook(client, sink)
        path = f"/v1/webhooks/{hook['id']}/rotate-secret"
        second = self.fine(client.post(path))
        self.assertEqual((second["endpointId"], second["signatureVersion"]), (hook["id"], "v1"))
        client.create()
        one = self.eventually(sink.all)[0]
        self.assertTrue(verify_published(one, second["secret"]))
        self.assertFalse(verify_published(one, hook["secret"]))
        third = self.fine(client.post(path + "?overlap=3600"))
        client.create()
        two = self.eventually(lambda: len(sink.all()) == 2 and sink.all())[1]
        self.assertTrue(verify_published(two, second["secret"]))
        self.assertFalse(verify_published(two, third["secret"]))
        self.assertEqual(len(two.headers["webhook-signature"].split()), 2)
        self.refused(client.post(path + "?overlap=604801"), 400, "invalid_request", "overlap")


if __name__ == "__main__":
    unittest.main()
