"""What an identity allows and expects of its mail, and why an extraction came out as it did."""
import unittest

import requests

from support import mail
from support.cases import ServerCase

TOKEN = "9f8e7d6c5b4a39281706f5e4d3c2b1a0"


class ExtractionCase(ServerCase):
    def setUp(self):
        self.api = self.client()

    def send(self, identity: dict, what) -> None:
        address = identity.get("emailAddress") or identity["email"]
        self.assertEqual(mail.deliver(self.server, what, [address]), {})

    def address(self, identity: dict) -> str:
        return identity.get("emailAddress") or identity["email"]

    def secret_of(self, identity: dict, what) -> str | None:
        """Delivers a mail and gives what was extracted from it, None for nothing."""
        headers = {"X_API_Version": "2026-04-29"}
        before = len(self.fine(self.api.one(identity["id"], "/events", **headers))["items"])
        self.send(identity, what)
        event = self.eventually(
            lambda: (items := self.api.one(identity["id"], "/events", **headers).json()["items"])
            and len(items) > before and items[0])
        found = self.fine(self.api.one(identity["id"], f"/events/{event['id']}/extraction"))
        if found["extraction"] is None:
            return None
        return self.fine(self.api.one(identity["id"], f"/events/{event['id']}/secret"))["value"]


class Explanation(ExtractionCase):
    def arrived(self, text: str = "Your verification code is 551204."):
        made = self.api.create()
        self.send(made, mail.message(made["emailAddress"], "Hello", text))
        event = self.eventually(lambda: self.api.one(made["id"], "/events").json()["items"])[0]
        return made, f"/events/{event['id']}/extraction"

    def test_redacted_without_explain(self):
        made, path = self.arrived()
        for query in ("", "?explain=false"):
            answer = self.api.one(made["id"], path + query)
            self.assertEqual(self.fine(answer)["extraction"]["redacted_value"], "***")
            self.assertNotIn("551204", answer.text)
            self.assertNotIn("explanation", answer.json())

    def test_explain_tells_candidates_and_reasons(self):
        made, path = self.arrived("Your verification code is 551204.\n\nOrder number: 88120934\n")
        answer = self.api.one(made["id"], path + "?explain=true")
        told = self.fine(answer)["explanation"]
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertTrue(told["asRecorded"])
        best = told["candidates"][told["primary"]]
        self.assertEqual((best["type"], best["value"], best["place"]), ("otp", "551204", "text"))
        self.assertEqual(best["confidence"], max(c["confidence"] for c in told["candidates"]))
        recorded = answer.json()["extraction"]
        self.assertAlmostEqual(best["confidence"], recorded["confidence"], places=3)
        self.assertEqual(told["parserVersion"], recorded["parserVersion"])
        names = {reason["name"]: reason["weight"] for reason in best["reasons"]}
        self.assertGreater(names["strong_cue_before"], 1)
        order = next(c for c in told["candidates"] if c["value"] == "88120934")
        self.assertIn("identifier_label", [reason["name"] for reason in order["reasons"]])

    def test_explain_of_a_mail_that_holds_nothing(self):
        made, path = self.arrived("Lunch at noon, table 4712?")
        found = self.fine(self.api.one(made["id"], path + "?explain=true"))
        self.assertIsNone(found["extraction"])
        self.assertIsNone(found["explanation"]["primary"])

    def test_explain_needs_the_scope_for_secrets(self):
        self.api = self.client(project="told")
        made, path = self.arrived()
        reader = self.client(project="told", scopes="identities:read")
        self.fine(reader.one(made["id"], path))
        answer = self.refused(reader.one(made["id"], path + "?explain=true"), 403, "forbidden")
        self.assertIn("secrets:read", answer.json()["message"])
        self.refused(reader.one(made["id"], path + "?explain=yes"), 400, "invalid_request",
                     "explain")

    def test_each_explanation_is_an_event_on_the_log(self):
        made, path = self.arrived()
        digest = self.server.digests()
        self.fine(self.api.one(made["id"], path))
        self.assertEqual(self.server.digests(), digest)
        self.fine(self.api.one(made["id"], path + "?explain=true"))
        self.assertNotEqual(self.server.digests(), digest)

    def test_only_what_is_there(self):
        made, path = self.arrived()
        other = self.api.create()
        self.refused(self.api.one(other["id"], path), 404, "not_found")
        self.refused(self.api.one(made["id"], "/events/evt_aaaaaaaaaaaa/extraction"), 404,
                     "not_found")
        head = requests.head(f"{self.server.url}/v1/identities/{made['id']}{path}",
                             headers=self.api.headers(), timeout=30)
        self.assertEqual(head.status_code, 405)


class Policy(ExtractionCase):
    def test_types_are_left_out_before_ranking(self):
        url = f"https://shop.example/verify?token={TOKEN}"
        text = f"Your verification code is 551204.\nOr confirm your address here: {url}\n"
        for types, value in ((["otp", "link"], "551204"), (["otp"], "551204"), (["link"], url),
                             ([], None)):
            made = self.api.create(policy={"extractionTypes": types})
            self.assertEqual(made["policy"]["extractionTypes"], types)
            what = mail.message(made["emailAddress"], "Confirm your address", text)
            self.assertEqual(self.secret_of(made, what), value, types)

    def test_minimum_confidence(self):
        weak = "Reference for your visit to the harbor: 48291"
        for least, value in ((0, "48291"), (1, None)):
            made = self.api.create(policy={"minConfidence": least})
            what = mail.message(made["emailAddress"], "Hello", weak)
            self.assertEqual(self.secret_of(made, what), value, least)


class Expect(ExtractionCase):
    def code_from(self, identity: dict, sender: str):
        return self.secret_of(identity, mail.code_message(self.address(identity), "551204",
                                                          sender=sender))

    def test_sender(self):
        made = self.api.create(expect={"sender": "NoReply@Shop.example"})
        self.assertEqual(made["expect"], {"sender": "noreply@shop.example", "host": None})
        self.assertEqual(self.fine(self.api.one(made["id"]))["expect"], made["expect"])
        self.assertEqual(self.code_from(made, "noreply@SHOP.example"), "551204")
        for stranger in ("other@shop.example", "noreply@shop.example.evil.example",
                         "noreply@evil.example"):
            self.assertIsNone(self.code_from(made, stranger), stranger)

    def test_host(self):
        made = self.api.create(expect={"host": "shop.example"})
        for sender in ("a@shop.example", "b@mail.shop.example"):
            self.assertEqual(self.code_from(made, sender), "551204", sender)
        for stranger in ("a@myshop.example", "a@shop.example.evil.example"):
            self.assertIsNone(self.code_from(made, stranger), stranger)

    def test_links_lead_to_the_host(self):
        made = self.api.create(expect={"host": "shop.example"})
        for host, wanted in (("shop.example", True), ("id.shop.example", True),
                             ("evil.example", False)):
            url = f"https://{host}/verify?token={TOKEN}"
            found = self.secret_of(made, mail.link_message(made["emailAddress"], url))
            self.assertEqual(found, url if wanted else None)

    def test_children_bulk_and_both_revisions(self):
        parent = self.api.create()
        below = f"/v1/identities/{parent['id']}/children"
        child = self.fine(self.api.post(below, {"expect": {"host": "shop.example"}}))
        many = self.fine(self.api.post("/v1/identities/bulk",
                                       {"count": 2, "expect": {"sender": "a@shop.example"}}))
        older = self.api.create(label="x", expect={"host": "shop.example"})
        olders = self.fine(self.api.post("/v1/identities/bulk", {"identities": [
            {"label": "y", "expect": {"host": "shop.example"}}, {"label": "z"}]}))
        self.assertNotIn("expect", parent)
        self.assertNotIn("expect", olders["items"][1])
        self.assertEqual(many["items"][1]["expect"], {"sender": "a@shop.example", "host": None})
        for made in (child, older, olders["items"][0]):
            self.assertEqual(made["expect"], {"sender": None, "host": "shop.example"})
            self.assertIsNone(self.code_from(made, "a@evil.example"))

    def test_survives_a_rebuild(self):
        made = self.api.create(expect={"host": "shop.example"})
        self.server.restart(drop_state=True)
        self.assertEqual(self.fine(self.api.one(made["id"]))["expect"], made["expect"])
        self.assertIsNone(self.code_from(made, "a@evil.example"))

    def test_bad_values_are_named(self):
        for wish, param in (
                ({}, "/expect"), ({"sender": None}, "/expect"), ("shop.example", "/expect"),
                ({"sender": "shop.example"}, "/expect/sender"), ({"sender": 7}, "/expect/sender"),
                ({"sender": "The Shop <a@shop.example>"}, "/expect/sender"),
                ({"sender": "a@b@shop.example"}, "/expect/sender"),
                ({"sender": "@shop.example"}, "/expect/sender"),
                ({"host": "https://shop.example"}, "/expect/host"),
                ({"host": "example"}, "/expect/host"), ({"host": ""}, "/expect/host"),
                ({"host": "-a.example"}, "/expect/host"), ({"host": "a..example"}, "/expect/host"),
                ({"host": "bücher.example"}, "/expect/host"),
                ({"host": ".".join(["a" * 60] * 5)}, "/expect/host"),
                ({"sender": "a@shop.example", "host": "a b.example"}, "/expect/host")):
            answer = self.api.post("/v1/identities", {"expect": wish})
            self.refused(answer, 400, "invalid_request", param)
        answer = self.api.post("/v1/identities/bulk", {"identities": [
            {"label": "a"}, {"label": "b", "expect": {"host": "example"}}]})
        self.refused(answer, 400, "invalid_request", "/identities/1/expect/host")


if __name__ == "__main__":
    unittest.main()
