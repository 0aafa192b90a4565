"""Exports: files of mails as published, filters, plan limits, tokens, spreadsheets' formulas."""
import csv
import io
import json
import time
import unittest

import requests
from support import mail
from support.cases import ServerCase, to_iso, to_unix
from support.server import INBOUND_SECRET

ROUTE = "/v1/exports/events"
COLUMNS = ["id", "identityId", "identityEmailAddress", "sender", "subject", "messageId",
           "storageKey", "receivedAt"]
EXTRACTED = ["extractionType", "extractionConfidence", "extractionCreatedAt"]


class ExportCase(ServerCase):
    def setUp(self):
        self.api = self.client()

    def mail_to(self, made: dict, what):
        answer = requests.post(
            f"{self.server.url}/v1/inbound/raw", data=mail.wire_bytes(what), timeout=30,
            params={"from": mail.SENDER, "to": made["emailAddress"]},
            headers={"Authorization": f"Bearer {INBOUND_SECRET}", "Content-Type": "message/rfc822"})
        self.assertEqual(answer.status_code, 200, answer.text)

    def fill(self, api, count: int) -> dict:
        """An identity with `count` mails, all of them released."""
        made = api.create()
        for n in range(count):
            self.mail_to(made, mail.code_message(made["emailAddress"], f"QX{n:04}"))
        self.eventually(lambda: api.one(made["id"], "/events").json()["meta"]["total"] == count)
        return made

    def export(self, api=None, **members) -> dict:
        return self.fine((api or self.api).post(ROUTE, members))

    def fetch(self, made: dict) -> requests.Response:
        answer = requests.get(made["downloadUrl"], timeout=60)
        path = "/v1/" + made["downloadUrl"].split("/v1/")[1].split("?")[0]
        self.server.contract.check("GET", path, answer)
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assertEqual(answer.headers["X-Export-Record-Count"], str(made["recordCount"]))
        self.assertEqual(answer.headers["Cache-Control"], "private, no-store, max-age=0")
        self.assertEqual(answer.headers["Content-Disposition"],
                         f'attachment; filename="export.{made["format"]}"')
        return answer

    def lines(self, made: dict) -> list[dict]:
        text = self.fetch(made).content.decode()
        self.assertTrue(text == "" or text.endswith("\n"))
        return [json.loads(line) for line in text.splitlines()]

    def rows(self, made: dict) -> list[list[str]]:
        text = self.fetch(made).content.decode()
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))


class Exports(ExportCase):
    def test_lines_are_the_items_of_recent_mail(self):
        self.fill(self.api, 4)
        recent = self.fine(self.api.get("/v1/identities/events/recent"))["items"]
        made = self.export()
        self.assertEqual((made["format"], made["recordCount"], made["createdAfter"]),
                         ("jsonl", 4, None))
        self.assertEqual(self.lines(made), recent)
        for item in recent:
            del item["extraction"]
        self.assertEqual(self.lines(self.export(includeExtraction=False)), recent)

    def test_filters(self):
        one, two = self.fill(self.api, 3), self.fill(self.api, 2)
        recent = self.fine(self.api.get("/v1/identities/events/recent"))["items"]

        def exported(**members):
            made = self.export(**members)
            lines = self.lines(made)
            self.assertEqual(len(lines), made["recordCount"])
            return lines

        self.assertEqual(exported(identityId=one["id"]), recent[2:])
        self.assertEqual(exported(identityId=two["id"], limit=1), recent[:1])
        self.assertEqual(exported(limit=4), recent[:4], "the newest")
        times = sorted({to_unix(item["receivedAt"]) for item in recent})
        self.assertEqual(exported(createdAfter=to_iso(times[0])), recent, "inclusive")
        self.assertEqual(exported(createdBefore=to_iso(times[0])), [], "exclusive")
        middle = to_iso(times[-1] + 1)
        self.assertEqual(exported(createdAfter=middle), [])
        self.assertEqual(exported(createdBefore=middle), recent)
        answer = self.fine(self.api.post(ROUTE, {"createdAfter": middle, "format": "csv"}))
        self.assertEqual((answer["createdAfter"], answer["createdBefore"]), (middle, None))

    def test_a_snapshot(self):
        identity = self.fill(self.api, 2)
        made = self.export()
        before = self.lines(made)
        self.mail_to(identity, mail.code_message(identity["emailAddress"], "991144"))
        self.eventually(lambda: self.export()["recordCount"] == 3)
        self.assertEqual(self.lines(made), before)

    def test_bad_bodies(self):
        for members, param in (({"format": "xml"}, "/format"), ({"limit": 0}, "/limit"),
                               ({"limit": 5001}, "/limit"), ({"createdAfter": "x"}, "/createdAfter"),
                               ({"includeExtraction": 1}, "/includeExtraction"),
                               ({"createdBefore": 5}, "/createdBefore")):
            self.refused(self.api.post(ROUTE, members), 400, "invalid_request", param)
        for stranger in (self.client().create()["id"], "ident_x", "x"):
            self.refused(self.api.post(ROUTE, {"identityId": stranger}), 404, "identity_not_found")
        self.refused(self.api.post(ROUTE, {}, idempotency=None), 400, "missing_idempotency_key")
        self.refused(self.client(scopes="identities:read").post(ROUTE, {}), 403, "forbidden")

    def test_plans(self):
        self.refused(self.client(plan="free").post(ROUTE, {}), 403, "feature_disabled")
        api = self.client()
        self.fill(api, 12)
        self.server.admin("set-limits", "--project-id", api.key.project,
                          "--export-records", "10")
        self.assertEqual(self.export(api)["recordCount"], 10)

    def test_a_repeated_request_gets_the_first_answer(self):
        self.fill(self.api, 1)
        first = self.api.post(ROUTE, {}, idempotency="once")
        self.fill(self.api, 1)
        again = self.api.post(ROUTE, {}, idempotency="once")
        self.assertEqual(again.content, first.content)
        self.assertEqual(again.headers["X-Idempotent-Replay"], "true")
        self.refused(self.api.post(ROUTE, {"limit": 1}, idempotency="once"), 422,
                     "idempotency_key_reused")

    def test_csv_is_safe_in_a_spreadsheet(self):
        made = self.api.create()
        subjects = ["=cmd|'/C calc'!A0", "+1", "-2+3", "@SUM(A1)", '  =1+1', 'quo"ted, and comma',
                    "plain"]
        for subject in subjects:
            self.mail_to(made, mail.message(made["emailAddress"], subject, "nothing in it"))
        self.mail_to(made, mail.code_message(made["emailAddress"]))
        count = len(subjects) + 1
        self.eventually(lambda: self.api.one(made["id"], "/events").json()["meta"]["total"] == count)
        export = self.export(format="csv")
        answer = self.fetch(export)
        self.assertTrue(answer.headers["Content-Type"].startswith("text/csv"))
        self.assertEqual(answer.content.count(b"\r\n"), count + 1)
        header, *rows = self.rows(export)
        self.assertEqual(header, COLUMNS + EXTRACTED)
        recent = self.fine(self.api.get("/v1/identities/events/recent"))["items"]
        for row, item in zip(rows, recent, strict=True):
            shown = dict(zip(header, row, strict=True))
            subject = item["subject"]
            if subject.strip()[0] in "=+-@":
                subject = "'" + subject
            self.assertEqual(shown["subject"], subject)
            for name in ("id", "identityId", "identityEmailAddress", "sender", "messageId",
                         "storageKey", "receivedAt"):
                self.assertEqual(shown[name], item[name])
            found = item["extraction"] or {"type": "", "confidence": "", "createdAt": ""}
            self.assertEqual([shown[name] for name in EXTRACTED],
                             [found["type"], str(found["confidence"]), found["createdAt"]])
        plain = self.rows(self.export(format="csv", includeExtraction=False))
        self.assertEqual((plain[0], len(plain)), (COLUMNS, count + 1))

    def test_nothing_to_export(self):
        self.assertEqual(self.fetch(self.export()).content, b"")
        self.assertEqual(self.rows(self.export(format="csv")), [COLUMNS + EXTRACTED])

    def test_head_of_a_download(self):
        self.fill(self.api, 1)
        made = self.export()
        answer = requests.head(made["downloadUrl"], timeout=30)
        self.assertEqual((answer.status_code, answer.headers["X-Export-Record-Count"]), (200, "1"))

    def test_many_records_come_whole(self):
        self.fill(self.api, 350)
        begun = time.monotonic()
        lines = self.lines(self.export(limit=5000))
        self.assertEqual(len({line["id"] for line in lines}), 350)
        self.assertLess(time.monotonic() - begun, 20)


class Tokens(ExportCase):
    def test_an_hour_of_a_token(self):
        self.fill(self.api, 1)
        made = self.export()
        self.assertLess(abs(to_unix(made["expiresAt"]) - self.server.now() - 3600), 5)
        host, path = made["downloadUrl"].split("/v1/")
        self.assertIn(host, self.server.urls)
        self.assertTrue(path.startswith(f"exports/{made['exportId']}/download?token="))
        other = self.export()
        base, token = made["downloadUrl"].split("?token=")
        for url, status, code in (
                (base, 400, "invalid_request"), (base + "?token=short", 400, "invalid_request"),
                (base + "?token=" + "x" * 40, 403, "forbidden"),
                (f"{base}?token={token[:-1]}{'A' if token[-1] != 'A' else 'B'}", 403, "forbidden"),
                (other["downloadUrl"].split("?")[0] + f"?token={token}", 403, "forbidden"),
                (base.replace(made["exportId"], "exp_x") + f"?token={token}", 403, "forbidden")):
            self.refused(requests.get(url, timeout=30), status, code)
        self.server.restart(drop_state=True)
        url = made["downloadUrl"].replace(made["downloadUrl"].split("/v1/")[0], self.server.url)
        self.assertEqual(requests.get(url, timeout=30).status_code, 200, "after a rebuild, too")
        self.server.travel(hours=0.9)
        url = url.replace(url.split("/v1/")[0], self.server.url)
        self.assertEqual(requests.get(url, timeout=30).status_code, 200)
        self.server.travel(hours=0.2)
        url = url.replace(url.split("/v1/")[0], self.server.url)
        self.refused(requests.get(url, timeout=30), 403, "forbidden")


class PublicUrl(ServerCase):
    flags = ("--public-url", "https://carnet.example")

    def test_downloads_are_where_the_deployment_says(self):
        made = self.fine(self.client().post(ROUTE, {}))
        self.assertTrue(made["downloadUrl"].startswith("https://carnet.example/v1/exports/exp_"))


if __name__ == "__main__":
    unittest.main()
