"""Limits that an admin sets for one project in place of its plan's."""
import json
import unittest

import requests

from support import mail
from support.cases import ServerCase


class ProjectLimits(ServerCase):
    def set_limits(self, client, *flags):
        self.server.admin("set-limits", "--project-id", client.key.project, *flags)

    def listed(self, client) -> dict:
        found = [one for one in self.server.admin("list")["projects"]
                 if one["projectId"] == client.key.project]
        return found[0]["limits"]

    def ask(self, body: dict) -> requests.Response:
        """set-limits over its route, as the admin's own programs may call it."""
        with open(self.server.data + "/admin.token", encoding="utf-8") as file:
            token = file.read().strip()
        answer = requests.post(self.server.url + "/v1/admin/set-limits", json=body, timeout=30,
                               headers={"Authorization": "Bearer " + token})
        self.server.contract.check("POST", "/v1/admin/set-limits", answer)
        return answer

    def test_requests_a_minute(self):
        client = self.client()
        self.assertEqual(client.get("/v1/identities").headers["X-RateLimit-Limit"], "1000000")
        self.set_limits(client, "--requests-per-minute", "4")
        first = client.get("/v1/identities")
        self.assertEqual((first.headers["X-RateLimit-Limit"], first.headers["X-RateLimit-Remaining"]),
                         ("4", "2"))  # those of the last minute count, whichever limit held then
        for _ in range(2):
            self.fine(client.get("/v1/identities"))
        self.refused(client.get("/v1/identities"), 429, "rate_limited")
        self.set_limits(client, "--requests-per-minute", "unlimited")
        answer = client.get("/v1/identities")
        self.fine(answer)
        self.assertEqual(answer.headers["X-RateLimit-Limit"], "1000000")

    def test_a_smaller_plan_with_more(self):
        client = self.client(plan="free")
        self.set_limits(client, "--requests-per-minute", "500", "--burst", "20",
                        "--live-identities", "12", "--bulk-create", "10", "--ttl-hours", "48")
        answer = client.post("/v1/identities/bulk", {"count": 10, "ttlHours": 48})
        self.fine(answer)
        self.assertEqual(answer.headers["X-RateLimit-Limit"], "500")
        self.refused(client.post("/v1/identities/bulk", {"count": 11}), 403, "quota_exceeded")
        client.create(ttlHours=48)
        self.refused(client.post("/v1/identities", {"ttlHours": 49}), 403, "quota_exceeded")
        client.create()
        self.refused(client.post("/v1/identities", {}), 403, "quota_exceeded")

    def test_bulk_squash(self):
        client = self.client()
        client.post("/v1/identities/bulk", {"count": 9})
        self.set_limits(client, "--bulk-squash", "4")
        wish = {"confirmAll": True, "limit": 100}
        done = self.fine(client.post("/v1/identities/bulk-squash", wish))
        self.assertEqual((done["matchedCount"], done["squashedCount"]), (9, 4))
        self.set_limits(client, "--bulk-squash", "0")
        self.refused(client.post("/v1/identities/bulk-squash", wish), 403, "feature_disabled")

    def test_other_projects_are_left_alone(self):
        limited, other = self.client(), self.client()
        self.set_limits(limited, "--live-identities", "0")
        self.refused(limited.post("/v1/identities", {}), 403, "quota_exceeded")
        other.create()

    def test_mail_over_the_limit_of_requests_waits(self):
        client = self.client()
        made = client.create()
        self.set_limits(client, "--requests-per-minute", "1")
        to = [made["emailAddress"]]
        outcomes = [mail.deliver(self.server, mail.code_message(to[0], f"48392{n}"), to)
                    for n in range(3)]
        codes = [code for refused in outcomes for code, _ in refused.values()]
        self.assertIn(452, codes)

    def test_back_to_the_plan(self):
        client = self.client(plan="starter")
        self.set_limits(client, "--requests-per-minute", "7", "--burst", "unlimited")
        self.assertEqual(self.listed(client), {"requestsPerMinute": 7, "burst": -1})
        self.server.admin("set-plan", "--project-id", client.key.project, "--plan", "growth")
        self.assertEqual(client.get("/v1/identities").headers["X-RateLimit-Limit"], "7")
        self.set_limits(client, "--requests-per-minute", "plan")
        self.assertEqual(self.listed(client), {"burst": -1})
        self.assertEqual(client.get("/v1/identities").headers["X-RateLimit-Limit"], "300")
        self.set_limits(client, "--burst", "plan")
        self.assertEqual(self.listed(client), {})

    def test_survives_a_rebuild_and_shows_in_the_dump(self):
        client = self.client()
        self.set_limits(client, "--live-identities", "3")
        self.server.restart(drop_state=True)
        self.assertEqual(self.listed(client), {"liveIdentities": 3})
        for _ in range(3):
            client.create()
        self.refused(client.post("/v1/identities", {}), 403, "quota_exceeded")
        self.server.stop()
        dump = self.server.offline("log", "dump", "--json")
        self.server.start()
        kinds = [event["type"] for line in dump.splitlines()
                 for event in json.loads(line).get("events", [])]
        self.assertIn("project_limits_changed", kinds)

    def test_mistakes_are_named(self):
        project = {"projectId": self.client().key.project}
        for limits, param in (({"burst": 0}, "/limits/burst"), ({"burst": -2}, "/limits/burst"),
                              ({"ttlHours": -1}, "/limits/ttlHours"),
                              ({"bulkCreate": 10_001}, "/limits/bulkCreate"),
                              ({"burst": "5"}, "/limits/burst"), ({}, "/limits")):
            self.refused(self.ask({**project, "limits": limits}), 400, "invalid_request", param)
        self.refused(self.ask({**project, "reset": ["nothing"]}), 400, "invalid_request", "/reset")
        self.refused(self.ask({"limits": {"burst": 3}}), 400, "invalid_request", "/projectId")
        self.refused(self.ask({"projectId": "proj_aaaaaaaaaaaa", "limits": {"burst": 3}}), 404,
                     "not_found")
        self.assertEqual(self.ask({**project, "limits": {"burst": 3}}).json(), {})


class Administration(ServerCase):
    def refused_plan(self, verb: str, plan: str) -> str:
        with self.assertRaises(Exception) as refused:
            self.server.admin(verb, "--org", "Plans", "--project", "kept", "--plan", plan)
        return str(refused.exception) + str(getattr(refused.exception, "stderr", ""))

    def plan(self) -> str:
        return [one["plan"] for one in self.server.admin("list")["projects"]
                if one["name"] == "kept"][0]

    def test_making_what_is_missing_leaves_a_plan_alone(self):
        self.key = self.server.key(plan="pro", project="kept", organization="Plans")
        for plan in ("pro", ""):
            again = self.server.key(plan=plan, project="kept", organization="Plans")
            self.assertEqual(again.project, self.key.project)
        for verb in ("create-key", "create-project"):
            self.assertIn("set-plan", self.refused_plan(verb, "starter"))
            self.assertEqual(self.plan(), "pro")
        self.server.admin("set-plan", "--project-id", self.key.project, "--plan", "starter")
        self.assertEqual(self.plan(), "starter")

    def test_tokens_are_listed_without_what_they_are(self):
        def listed():
            return {one["adminTokenId"]: one for one in self.server.admin("list")["adminTokens"]}
        before = listed()
        made = self.server.admin("create-token")
        self.assertEqual(set(listed()) - set(before), {made["adminTokenId"]})
        self.assertFalse(listed()[made["adminTokenId"]]["revoked"])
        self.assertNotIn(made["adminToken"], str(listed()))
        self.server.admin("revoke-token", "--id", made["adminTokenId"])
        self.assertTrue(listed()[made["adminTokenId"]]["revoked"])


if __name__ == "__main__":
    unittest.main()
