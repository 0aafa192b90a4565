"""OCSF: every kind of event in every version, pulled, streamed and exported, without gap, repeat or secret."""
import json
import os
import threading
import time
import unittest
import uuid

import requests
from support import mail, ocsf
from support.cases import ServerCase
from support.sse import Stream

ROUTE = "/v1/exports/ocsf"
COLLECTOR = "https://collector.example/here"
SINK_TOKEN = "B5A79AAD-D822-46CC-80D1-819F80D7BFB0"
HOOK = "https://hooks.example/marker-of-the-url"
# What a running server does not do on request, or that no project's stream holds.
UNSEEN = {"webhook.disabled", "webhook.deliveries_requeued", "content.shredded", "identity.expired",
          "identity.outlived", "identity.descendants_revoked"}


def codes(events: list[dict]) -> list[str]:
    return [event["metadata"]["event_code"] for event in events]


def mapped_codes(*streams: str) -> set[str]:
    """The codes that docs/ocsf.md lists for these streams."""
    import pathlib
    text = (pathlib.Path(__file__).parents[2] / "schemas" / "ocsf" / "mapping.json").read_text()
    return {one["code"] for one in json.loads(text)["events"] if one["stream"] in streams}


class OcsfCase(ServerCase):
    def live(self) -> tuple:
        """A project in which something of every kind has happened; gives its client and its secrets."""
        name = f"p-{uuid.uuid4().hex[:12]}"
        api = self.client(project=name)
        project = api.key.project
        made = api.create(aliasTemplate="shop", tags=["marker-of-a-tag"])
        child = self.fine(api.post(f"/v1/identities/{made['id']}/children", {}))
        found = self.deliver_code(api, made)
        self.fine(api.post(f"/v1/identities/{made['id']}/extend", {"ttlHours": 2}))
        plain = mail.message(made["emailAddress"], "Hello", "Nothing to see in here.\n", sender="o'brien@shop.example")
        mail.deliver(self.server, plain, [made["emailAddress"]])
        self.eventually(lambda: api.one(made["id"], "/events").json()["meta"]["total"] == 2)
        self.fine(api.one(made["id"], f"/events/{found['eventId']}/secret"))
        hook = self.fine(api.post("/v1/webhooks", {"url": HOOK, "eventTypes": ["identity.expired"]}))
        rotated = self.fine(api.post(f"/v1/webhooks/{hook['id']}/rotate-secret"))
        self.fine(api.send("PATCH", f"/v1/webhooks/{hook['id']}", {"enabled": False}))
        self.assertIn(api.send("DELETE", f"/v1/webhooks/{hook['id']}").status_code, (200, 204))
        self.fine(api.post("/v1/exports/events", {"limit": 10}))
        self.fine(api.post("/v1/exports/bulk", {}), 202)
        sink = self.fine(api.post("/v1/sinks", {"kind": "splunk_hec", "url": COLLECTOR, "token": SINK_TOKEN}))
        self.fine(api.send("DELETE", f"/v1/sinks/{sink['id']}"))
        self.fine(api.post(f"/v1/identities/{made['id']}/revoke-children"))
        self.fine(api.post(f"/v1/identities/{made['id']}/squash"))
        self.server.admin("set-limits", "--project-id", project, "--burst", "50")
        for plan in ("starter", "enterprise"):
            self.server.admin("set-plan", "--project-id", project, "--plan", plan)
        other = self.server.admin("create-key", "--org", "Org", "--project", name,
                                  "--scopes", "identities:read")
        self.server.admin("revoke-key", "--id", other["apiKeyId"])
        self.assertIsNotNone(child)
        secrets = [mail.CODE, hook["secret"], rotated["secret"], other["apiKey"], api.key.token, HOOK,
                   COLLECTOR, SINK_TOKEN, "marker-of-"]
        return api, secrets


class Content(OcsfCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        case = cls("test_every_kind_is_told")
        cls.api, cls.secrets = case.live()

    def test_every_kind_is_told(self):
        told = set(codes(ocsf.pulled(self.api, "1.8.0")))
        self.assertEqual(mapped_codes("events", "access") - UNSEEN - told, set())
        self.assertEqual(told - mapped_codes("events", "access"), set())

    def test_sequences_have_no_gap_and_uids_stay(self):
        newest = ocsf.pulled(self.api, "1.8.0")
        for stream in ("events", "access"):
            own = [e["metadata"]["sequence"] for e in newest if e["metadata"]["log_name"] == stream]
            self.assertEqual(own, list(range(1, len(own) + 1)))
            self.assertEqual(own, [e["metadata"]["sequence"]
                                   for e in ocsf.pulled(self.api, "1.8.0", stream=stream)])
        uids = [e["metadata"]["uid"] for e in newest]
        self.assertEqual(len(set(uids)), len(uids))
        for version in ocsf.VERSIONS:
            self.assertEqual([e["metadata"]["uid"] for e in ocsf.pulled(self.api, version)], uids)
        for event in newest:
            self.assertRegex(event["unmapped"]["log_position"], r"^\d+:\d+$")
            self.assertNotIn("downgraded", event["unmapped"])

    def test_who_did_what(self):
        by_code = {e["metadata"]["event_code"]: e for e in ocsf.pulled(self.api, "1.8.0")}
        key = self.api.key.id
        self.assertEqual(by_code["identity.squashed"]["actor"]["user"]["uid"], key)
        self.assertEqual(by_code["identity.squashed"]["status_detail"], "asked for")
        self.assertEqual(by_code["secret.read"]["actor"]["user"]["uid"], key)
        self.assertEqual(by_code["secret.read"]["resources"][0]["uid"],
                         by_code["extraction.completed"]["metadata"]["correlation_uid"])
        self.assertEqual(by_code["api_key.revoked"]["privileges"], ["identities:read"])
        self.assertEqual(by_code["project.limits_changed"]["unmapped"]["burst"], 50)
        self.assertEqual(by_code["export.created"]["unmapped"]["records"], 2)
        self.assertEqual(by_code["export.bulk_requested"]["table"]["name"], "emails")
        self.assertIs(by_code["sink.configured"]["unmapped"]["enabled"], True)

    def test_a_validator_of_others_looks_at_the_whole_suite(self):
        """Every server's events go through it at its end; here it is shown that it would tell."""
        if not os.environ.get(ocsf.LIBRARY_FOLDER):
            self.skipTest(f"{ocsf.LIBRARY_FOLDER} does not lead to {ocsf.LIBRARY}")
        self.api.create()
        event = ocsf.pulled(self.api, "1.5.0")[0]
        self.assertEqual(ocsf.outside_complaints(event), [])
        self.assertNotEqual(ocsf.outside_complaints({**event, "activity_id": 77}), [])

    def test_all_versions_are_valid(self):
        if ocsf.schemas() is None:
            self.skipTest("CARNET_CONFORMANCE leads to no OCSF schemas")
        for version in ocsf.VERSIONS:
            for event in ocsf.pulled(self.api, version):
                self.assertIn(ocsf.published_complaints(event), ([], None), event)

    def test_a_validator_of_others_takes_them(self):
        if ocsf.library() is None:
            self.skipTest(f"{ocsf.LIBRARY} can not be had")
        for version in ocsf.VERSIONS:
            for event in ocsf.pulled(self.api, version):
                self.assertEqual(ocsf.foreign_complaints(event), [], event)

    def test_no_secret_is_told(self):
        for version in ocsf.VERSIONS:
            text = json.dumps(ocsf.pulled(self.api, version))
            for secret in self.secrets:
                self.assertNotIn(secret, text)

    def test_a_rebuilt_state_tells_the_same(self):
        before = ocsf.pulled(self.api, "1.5.0")
        self.server.restart(drop_state=True)
        self.assertEqual(ocsf.pulled(self.api, "1.5.0"), before)


class Pull(OcsfCase):
    def page(self, api, query: str) -> dict:
        return self.fine(api.get(f"{ROUTE}?{query}"))

    def test_pages_have_no_gap_and_no_repeat(self):
        api = self.client()
        for _ in range(7):
            api.create()
        self.fine(api.post("/v1/identities/bulk", {"count": 9}))
        whole = ocsf.pulled(api, "1.8.0")
        for limit in (1, 3, 5):
            events, cursor = [], ""
            while True:
                page = self.page(api, f"limit={limit}&cursor={cursor}")
                self.assertLessEqual(len(page["items"]), limit)
                events += page["items"]
                cursor = page["meta"]["cursor"]
                if not page["meta"]["hasMore"]:
                    break
            self.assertEqual(events, whole)
        self.assertEqual(self.page(api, f"cursor={cursor}")["items"], [])
        api.create()
        self.assertEqual(codes(self.page(api, f"cursor={cursor}")["items"]), ["identity.provisioned"])

    def test_a_version_is_pinned_by_query_or_header(self):
        api = self.client()
        for version in ocsf.VERSIONS:
            for answer in (api.get(f"{ROUTE}?version={version}"), api.get(ROUTE, X_OCSF_Version=version),
                           api.get(f"{ROUTE}?version={version}", X_OCSF_Version="1.8.0")):
                page = self.fine(answer)
                self.assertEqual(page["meta"]["version"], version)
                self.assertEqual({e["metadata"]["version"] for e in page["items"]}, {version})

    def test_what_is_refused(self):
        api, other = self.client(), self.client()
        cursor = self.page(other, "limit=1")["meta"]["cursor"]
        for query, param in ((f"cursor={cursor}", "cursor"), ("cursor=nonsense", "cursor")):
            self.refused(api.get(f"{ROUTE}?{query}"), 400, "invalid_cursor", param)
        for query, param in (("version=1.2.0", "version"), ("stream=control", "stream"), ("limit=0", "limit"),
                             ("limit=1001", "limit"), ("wait=61", "wait")):
            self.refused(api.get(f"{ROUTE}?{query}"), 400, "invalid_request", param)
        self.refused(api.get(ROUTE, X_OCSF_Version="2"), 400, "invalid_request", "X-OCSF-Version")
        self.refused(api.post("/v1/exports/events", {"format": "ocsf"}, X_OCSF_Version="2"), 400,
                     "invalid_request", "X-OCSF-Version")
        self.refused(self.client(scopes="identities:read").get(ROUTE), 403, "forbidden")

    def test_a_read_that_waits(self):
        api = self.client()
        cursor = self.page(api, "limit=1000")["meta"]["cursor"]
        begun = time.monotonic()
        self.assertEqual(self.page(api, f"cursor={cursor}&wait=1")["items"], [])
        self.assertGreater(time.monotonic() - begun, 0.9)
        threading.Timer(0.5, lambda: self.client(key=api.key).create()).start()
        begun = time.monotonic()
        page = self.page(api, f"cursor={cursor}&wait=30")
        self.assertLess(time.monotonic() - begun, 20)
        self.assertEqual(codes(page["items"]), ["identity.provisioned"])
        threading.Timer(0.5, lambda: self.server.admin(
            "set-limits", "--project-id", api.key.project, "--burst", "40")).start()
        page = self.page(api, f"cursor={page['meta']['cursor']}&wait=30&stream=access")
        self.assertEqual(codes(page["items"]), ["project.limits_changed"])

    def test_projects_see_only_their_own(self):
        one, other = self.client(), self.client()
        made = one.create()
        self.assertNotIn(made["id"], json.dumps(ocsf.pulled(other, "1.8.0")))
        for event in ocsf.pulled(one, "1.8.0"):
            self.assertEqual(event["metadata"]["tenant_uid"], one.key.project)


class Streamed(OcsfCase):
    def test_a_stream_says_what_a_pull_says_and_resumes(self):
        api = self.client()
        path = "/v1/realtime/stream?format=ocsf&version=1.3.0"
        with Stream(api, path) as stream:
            stream.until(lambda s: s.opening)
            for _ in range(4):
                api.create()
            first = list(stream.events(2))[:2]
        with Stream(api, path, Last_Event_ID=first[1].id) as stream:
            rest = list(stream.events(2))[:2]
        told = [frame.data for frame in first + rest]
        self.assertEqual(told, ocsf.pulled(api, "1.3.0", stream="events")[-4:])
        self.assertEqual({frame.event for frame in first + rest}, {"ocsf"})

    def test_the_access_stream(self):
        api = self.client()
        with Stream(api, "/v1/realtime/stream?format=ocsf&stream=access") as stream:
            stream.until(lambda s: s.opening)
            self.server.admin("set-plan", "--project-id", api.key.project, "--plan", "starter")
            frame = stream.events(1)[0]
        self.assertEqual(frame.data["metadata"]["event_code"], "project.plan_changed")

    def test_what_is_refused(self):
        api = self.client()
        for query, param in (("format=cef", "format"), ("format=ocsf&version=9", "version"),
                             ("format=ocsf&stream=x", "stream"), ("format=ocsf&type=email.received", "type")):
            self.refused(api.get(f"/v1/realtime/stream?{query}"), 400, "invalid_request", param)
        reader = self.client(scopes="identities:read")
        self.refused(reader.get("/v1/realtime/stream?format=ocsf"), 403, "forbidden")


class Exported(OcsfCase):
    def lines(self, api, **members) -> list[dict]:
        made = self.fine(api.post("/v1/exports/events", {"format": "ocsf", **members}))
        self.assertEqual(made["format"], "ocsf")
        answer = requests.get(made["downloadUrl"], timeout=60)
        self.server.contract.check("GET", made["downloadUrl"][len(self.server.url):].split("?")[0], answer)
        self.assertEqual(answer.headers["X-Export-Record-Count"], str(made["recordCount"]))
        lines = [json.loads(line) for line in answer.text.splitlines()]
        self.assertEqual(len(lines), made["recordCount"])
        return lines

    def test_an_export_holds_the_stream(self):
        api = self.client()
        made = [api.create()["id"] for _ in range(3)]
        self.fine(api.post("/v1/identities/bulk", {"count": 5}))
        for version in ocsf.VERSIONS:
            # The exports themselves are events behind those they hold.
            before = ocsf.pulled(api, version, stream="events")
            self.assertEqual(self.lines(api, version=version), before[::-1])
            self.assertEqual(self.lines(api, version=version, limit=2),
                             ocsf.pulled(api, version, stream="events")[-2:-4:-1])
        only = self.lines(api, identityId=made[1])
        self.assertEqual([e["entity"]["uid"] for e in only], [made[1]])
        self.refused(api.post("/v1/exports/events", {"format": "ocsf", "version": "1.2.0"}), 400,
                     "invalid_request", "/version")


if __name__ == "__main__":
    unittest.main()
