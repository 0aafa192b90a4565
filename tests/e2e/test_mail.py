"""Mail over SMTP and over HTTP: what is stored once, what is masked everywhere, what is refused."""
import email
import email.message
import unittest

import requests

from support import mail
from support.cases import ServerCase
from support.server import INBOUND_SECRET

UNKNOWN = "nobody-aaaaaaaaaaaa@inbox.test"


class Mail(ServerCase):
    def setUp(self):
        self.api = self.client()

    def events(self, identity: dict) -> list:
        return self.fine(self.api.one(identity["id"], "/events"))["items"]

    def arrived(self, identity: dict, count: int) -> list:
        return self.eventually(lambda: len(self.events(identity)) >= count
                               and self.events(identity))

    def send(self, identity: dict, what, **how) -> dict:
        return mail.deliver(self.server, what, [identity["emailAddress"]], **how)

    def test_event_members(self):
        made = self.api.create()
        what = mail.message(made["emailAddress"], "A note", "no code here", message_id="<m1@x.y>")
        self.assertEqual(self.send(made, what, sender="bounce@mta.example"), {})
        event = self.arrived(made, 1)[0]
        self.assertEqual((event["sender"], event["subject"], event["messageId"]),
                         ("noreply@shop.example", "A note", "<m1@x.y>"))
        self.assertEqual(event["storageKey"], f"blob://{event['id']}")
        latest = self.fine(self.api.one(made["id"], "/latest"))
        self.assertEqual((latest["eventId"], latest["extraction"]), (event["id"], None))
        self.refused(self.api.one(made["id"], "/latest-extraction"), 404, "not_found")

    def test_missing_headers(self):
        made = self.api.create()
        self.send(made, b"Subject: bare\r\n\r\nhello\r\n", sender="env@mta.example")
        event = self.arrived(made, 1)[0]
        self.assertEqual((event["sender"], event["messageId"]), ("env@mta.example", ""))

    def test_html_with_attachment_and_encoded_subject(self):
        made = self.api.create()
        what = mail.message(made["emailAddress"], "Grüße — Ihr Bestätigungscode", "siehe HTML",
                            html="<p>Ihr Bestätigungscode lautet <b>664 193</b>.</p>")
        what.add_attachment(bytes(range(256)) * 64, maintype="application",
                            subtype="octet-stream", filename="beleg 111222.bin")
        self.send(made, what)
        found = self.fine(self.api.one(made["id"], "/latest-extraction?wait=20"))
        secret = self.fine(self.api.one(made["id"], f"/events/{found['eventId']}/secret"))
        self.assertEqual(secret["value"].replace(" ", ""), "664193")
        self.assertEqual(self.events(made)[0]["subject"], "Grüße — Ihr Bestätigungscode")

    def test_several_recipients(self):
        one, two, three = self.api.create(), self.api.create(), self.client().create()
        to = [each["emailAddress"] for each in (one, two, three)]
        refused = mail.deliver(self.server, mail.code_message(to[0]), [*to, UNKNOWN])
        self.assertEqual({address: code for address, (code, _) in refused.items()}, {UNKNOWN: 550})
        first, second = self.arrived(one, 1), self.arrived(two, 1)
        self.assertNotEqual(first[0]["id"], second[0]["id"])
        self.assertEqual(first[0]["messageId"], second[0]["messageId"])

    def test_recipient_named_twice(self):
        made = self.api.create()
        to = made["emailAddress"]
        self.assertEqual(mail.deliver(self.server, mail.code_message(to), [to, to.upper()]), {})
        mail.deliver(self.server, mail.message(to, "last", "last"), [to])
        self.assertEqual(len(self.arrived(made, 2)), 2)

    def test_same_mail_twice_is_one_event(self):
        made = self.api.create()
        what = mail.code_message(made["emailAddress"])
        for _ in range(2):
            self.assertEqual(self.send(made, what), {})
        other = mail.code_message(made["emailAddress"], "999321")
        self.send(made, other)
        self.assertEqual(len(self.arrived(made, 2)), 2)
        self.server.restart()
        self.assertEqual(self.send(made, what), {})
        self.send(made, mail.message(made["emailAddress"], "last", "last"))
        self.assertEqual(len(self.arrived(made, 3)), 3)

    def test_address_is_taken_whatever_its_case(self):
        made = self.api.create(aliasTemplate="Mixed.Case_1")
        self.assertEqual(mail.deliver(self.server, mail.code_message("x@y.example"),
                                      [made["emailAddress"].upper()]), {})
        self.arrived(made, 1)

    def test_refused_recipients(self):
        made = self.api.create()
        self.api.post(f"/v1/identities/{made['id']}/squash")
        random_part = self.api.create(aliasTemplate="a")["emailAddress"].split("-")[1]
        for address in (UNKNOWN, made["emailAddress"], "aaaaaaaaaaaa@inbox.test", f"b-{random_part}"):
            refused = mail.deliver(self.server, mail.code_message(address), [address])
            (code, text), = refused.values()
            self.assertEqual((code, b"5.1.1" in text), (550, True), address)
        refused = mail.deliver(self.server, mail.code_message("a@b.c"), ["user@elsewhere.example"])
        self.assertIn(next(iter(refused.values()))[0], (550, 551, 554))

    def test_code_is_masked_in_every_subject(self):
        made = self.api.create()
        self.deliver_code(self.api, made, code="835127")
        below = f"/v1/identities/{made['id']}"
        for path in ("/v1/identities/events/recent", below + "/events", below + "/latest",
                     below + "/events?offset=0", below + "/latest-extraction",
                     below + "/extractions/latest", below + "/events/latest", below,
                     "/v1/identities"):
            text = self.api.get(path).text
            self.assertNotIn("835127", text, path)
        self.assertEqual(self.events(made)[0]["subject"], "*** is your verification code")

    def test_code_in_the_subject_with_separators(self):
        made = self.api.create()
        what = mail.message(made["emailAddress"], "Your login code: 835-127",
                            "Your login code is 835-127. It expires in ten minutes.")
        self.send(made, what)
        self.fine(self.api.one(made["id"], "/latest-extraction?wait=20"))
        subject = self.events(made)[0]["subject"]
        self.assertNotIn("835", subject)
        self.assertNotIn("127", subject)

    def test_code_spelled_otherwise_in_the_subject(self):
        for subject, text, shown in (
                ("Dein Code 48 39 20", "Dein Bestätigungscode lautet 483920", "Dein Code ***"),
                ("Your code: 483-920!", "Your code is 483 920.", "Your code: ***!"),
                ("Code 483\u00a0920", "Your verification code is 483920", "Code ***"),
                ("7kq2-m9 is your code", "Your verification code is 7KQ2M9", "*** is your code")):
            made = self.api.create()
            self.send(made, mail.message(made["emailAddress"], subject, text))
            self.fine(self.api.one(made["id"], "/latest-extraction?wait=20"))
            self.assertEqual(self.events(made)[0]["subject"], shown)

    def test_policy_limits_what_is_looked_for(self):
        for types in ([], ["link"]):
            made = self.api.create(policy={"extractionTypes": types})
            self.send(made, mail.code_message(made["emailAddress"], "771204"))
            self.arrived(made, 1)
            self.refused(self.api.one(made["id"], "/latest-extraction"), 404, "not_found")
        made = self.api.create(policy={"minConfidence": 1})
        self.send(made, mail.code_message(made["emailAddress"]))
        self.arrived(made, 1)
        answer = self.api.one(made["id"], "/latest-extraction")
        if answer.status_code == 200:
            self.assertEqual(answer.json()["confidence"], 1)

    def test_two_codes_are_one_extraction(self):
        made = self.api.create()
        self.send(made, mail.message(
            made["emailAddress"], "Your sign-in code", "Your sign-in code is 418206.\n\n"
            "Order number: 99817263\nCall us: +1 202 555 0143\n"))
        found = self.fine(self.api.one(made["id"], "/latest-extraction?wait=20"))
        secret = self.fine(self.api.one(made["id"], f"/events/{found['eventId']}/secret"))
        self.assertEqual(secret["value"], "418206")
        older = self.fine(self.api.one(made["id"], "/events?offset=0"))["items"]
        self.assertEqual([event["type"] for event in older].count("extraction.completed"), 1)


class Secrets(ServerCase):
    def test_secret_and_raw(self):
        api = self.client()
        made = api.create()
        what = mail.code_message(made["emailAddress"], "205518")
        mail.deliver(self.server, what, [made["emailAddress"]])
        found = self.fine(api.one(made["id"], "/latest-extraction?wait=20"))
        below = f"/events/{found['eventId']}"
        secret = api.one(made["id"], below + "/secret")
        self.assertEqual(self.fine(secret)["type"], "otp")
        self.assertEqual(secret.json()["value"], "205518")
        self.assertIn("no-store", secret.headers["Cache-Control"])
        raw = api.one(made["id"], below + "/raw")
        self.assertEqual(raw.headers["Content-Type"], "message/rfc822")
        self.assertIn("no-store", raw.headers["Cache-Control"])
        parsed = email.message_from_bytes(raw.content)
        self.assertEqual(parsed["Message-ID"], what["Message-ID"])
        self.assertIn("205518", parsed.get_payload())
        reader = self.client(project="p", scopes="identities:read,secrets:read")
        self.refused(reader.one(made["id"], below + "/secret"), 404, "identity_not_found")

    def test_each_reading_is_an_event_on_the_log(self):
        api = self.client()
        made = api.create()
        found = self.deliver_code(api, made)
        before = self.server.digests()
        self.fine(api.one(made["id"], f"/events/{found['eventId']}/secret"))
        self.assertNotEqual(self.server.digests(), before)

    def test_only_what_is_there(self):
        api = self.client()
        made, other = api.create(), api.create()
        found = self.deliver_code(api, made)
        mail.deliver(self.server, mail.message(other["emailAddress"], "note", "plain"),
                     [other["emailAddress"]])
        plain = self.eventually(lambda: api.one(other["id"], "/events").json()["items"])[0]["id"]
        self.refused(api.one(other["id"], f"/events/{plain}/secret"), 404, "not_found")
        self.fine_raw(api.one(other["id"], f"/events/{plain}/raw"))
        self.refused(api.one(other["id"], f"/events/{found['eventId']}/secret"), 404, "not_found")
        for part in ("secret", "raw"):
            answer = api.one(made["id"], f"/events/evt_aaaaaaaaaaaa/{part}")
            self.refused(answer, 404, "not_found")

    def fine_raw(self, answer):
        self.assertEqual(answer.status_code, 200)

    def test_secret_survives_rebuild(self):
        api = self.client()
        made = api.create()
        found = self.deliver_code(api, made, code="660318")
        self.server.restart(drop_state=True)
        secret = self.fine(api.one(made["id"], f"/events/{found['eventId']}/secret"))
        self.assertEqual(secret["value"], "660318")


class InboundRaw(ServerCase):
    def post(self, query: str, raw: bytes, secret: str = INBOUND_SECRET, **headers):
        answer = requests.post(
            self.server.url + "/v1/inbound/raw" + query, data=raw, timeout=60,
            headers={"Authorization": f"Bearer {secret}", "Content-Type": "message/rfc822",
                     **{name.replace("_", "-"): value for name, value in headers.items()}})
        self.server.contract.check("POST", "/v1/inbound/raw", answer)
        return answer

    def test_delivers(self):
        api = self.client()
        one, two = api.create(), api.create()
        raw = mail.wire_bytes(mail.code_message(one["emailAddress"], "730114"))
        query = f"?from=a@b.example&to={one['emailAddress']}&to={two['emailAddress']}"
        self.assertEqual(self.fine(self.post(query, raw)), {"status": "stored", "recipients": 2})
        for each in (one, two):
            self.fine(api.one(each["id"], "/latest-extraction?wait=20"))
        self.fine(self.post(query, raw))
        mail.deliver(self.server, raw, [one["emailAddress"]], sender="a@b.example")
        self.assertEqual(len(api.one(one["id"], "/events").json()["items"]), 1)

    def test_refusals(self):
        api = self.client()
        made = api.create()
        raw = mail.wire_bytes(mail.code_message(made["emailAddress"]))
        to = f"?from=a@b.example&to={made['emailAddress']}"
        self.refused(self.post(to, raw, secret="wrong"), 401, "unauthorized")
        self.refused(self.post(to, raw, secret=""), 401, "unauthorized")
        self.refused(self.post("?from=a@b.example", raw), 400, "invalid_request", "to")
        self.refused(self.post(to, b""), 400, "invalid_request")
        self.refused(self.post(to + f"&to={UNKNOWN}", raw), 404, "not_found", "to")
        self.assertEqual(api.one(made["id"], "/events").json()["items"], [])
        for name, value in (("from", "a%40b.c%3E%0D%0ASubject:%20inj"), ("from", "%00"),
                            ("from", "nobody"), ("to", "%3Ca@inbox.test%3E"), ("to", "")):
            self.refused(self.post(f"{to}&{name}={value}", raw), 400, "invalid_request", name)
        line = b"x" * (64 * 1024 - 2)
        self.refused(self.post(to, raw + line + b"x\r\n"), 400, "invalid_request")
        for kind in ("application/json", "text/plain"):
            self.refused(self.post(to, raw, Content_Type=kind), 415, "unsupported_media_type")
        self.assertEqual(api.one(made["id"], "/events").json()["items"], [])
        self.fine(self.post(to, raw + line + b"\r\n", Content_Type="message/global"))
        many = "?from=a@b.example" + "".join(f"&to=a{n}@inbox.test" for n in range(101))
        self.refused(self.post(many, raw), 400, "invalid_request", "to")


if __name__ == "__main__":
    unittest.main()
