"""Many at once: all or nothing, the plan's batch sizes, and the counts of a bulk squash."""
import unittest

from support.cases import ServerCase

OLDER = "2026-04-04"


class Bulk(ServerCase):
    def squash(self, client, **members) -> dict:
        return self.fine(client.post("/v1/identities/bulk-squash", members))

    def test_ten_thousand(self):
        client = self.client()
        body = {"count": 10_000, "aliasTemplate": "load", "tags": ["load"], "ttlHours": 12}
        made = self.fine(client.post("/v1/identities/bulk", body))
        self.assertEqual((made["count"], len(made["items"])), (10_000, 10_000))
        self.assertEqual(len({item["id"] for item in made["items"]}), 10_000)
        self.assertEqual(len({item["emailAddress"] for item in made["items"]}), 10_000)
        self.assertEqual(client.get("/v1/identities?limit=1").json()["meta"]["total"], 10_000)
        over = client.post("/v1/identities/bulk", {"count": 10_001})
        self.refused(over, 400, "invalid_request", "/count")
        self.assertEqual(self.fine(client.one(made["items"][9_999]["id"])), made["items"][9_999])
        ended = self.squash(client, tags=["load"], limit=10_000)
        self.assertEqual((ended["matchedCount"], ended["squashedCount"], ended["skippedCount"]),
                         (10_000, 10_000, 0))
        self.assertEqual(client.get("/v1/identities?status=squashed").json()["total"], 10_000)

    def test_ten_thousand_of_the_older_revision(self):
        client = self.client()
        wanted = [{"label": f"test-{n}", "ttl_hours": 24, "metadata": {"n": n}}
                  for n in range(10_000)]
        made = self.fine(client.post("/v1/identities/bulk", {"identities": wanted}))
        self.assertEqual(made["count"], 10_000)
        self.assertEqual([item["label"] for item in made["items"]],
                         [one["label"] for one in wanted])
        self.assertEqual(made["items"][77]["metadata"], {"n": 77})
        over = client.post("/v1/identities/bulk", {"identities": [{"label": "x"}] * 10_001})
        self.refused(over, 400, "invalid_request", "/identities")
        ids = [item["id"] for item in made["items"]]
        ended = self.fine(client.post("/v1/identities/bulk-squash", {"identity_ids": ids}))
        self.assertEqual(ended["squashedCount"], 10_000)

    def test_body_of_sixteen_mebibytes(self):
        client = self.client()
        start = b'{"count":2,"x":"'
        body = start + b"a" * (16 * 1024 * 1024 - len(start) - 2) + b'"}'
        answer = client.post("/v1/identities/bulk", body)
        self.assertEqual((self.fine(answer)["count"], answer.headers["X-Ignored-Fields"]),
                         (2, "/x"))
        answer = client.post("/v1/identities/bulk", body + b" ")
        self.refused(answer, 413, "payload_too_large")

    def test_policy_reaches_every_member(self):
        client = self.client()
        policy = {"receiveMode": "EDGE_ACCEPT", "allowWebhooks": False,
                  "extractionTypes": ["otp"], "minConfidence": 0.75}
        made = self.fine(client.post("/v1/identities/bulk",
                                     {"count": 3, "policy": policy, "ttlHours": 12}))
        for item in made["items"]:
            self.assertEqual(item["policy"], {**policy, "ttlHours": 12})
        plain = self.fine(client.post("/v1/identities/bulk", {"count": 1}))["items"][0]
        self.assertEqual(plain["policy"], {
            "receiveMode": "EDGE_ACCEPT", "allowWebhooks": True, "ttlHours": 24,
            "extractionTypes": ["otp", "link"], "minConfidence": 0.5})

    def test_bad_members_are_named(self):
        client = self.client()
        for body, param in (
                ({"count": 0}, "/count"), ({"count": "3"}, "/count"), ({}, "/count"),
                ({"identities": []}, "/identities"), ({"identities": [{}]}, "/identities/0/label"),
                ({"identities": [{"label": "a"}, {"label": "b", "ttl_hours": 999}]},
                 "/identities/1/ttl_hours"), ({"identities": [1]}, "/identities/0")):
            answer = client.post("/v1/identities/bulk", body)
            self.refused(answer, 400, "invalid_request", param)
        self.assertEqual(client.get("/v1/identities").json()["meta"]["total"], 0)

    def test_all_or_nothing(self):
        client = self.client(plan="starter")
        for _ in range(7):
            client.create()
        self.refused(client.post("/v1/identities/bulk", {"count": 4}), 403, "quota_exceeded")
        self.assertEqual(client.get("/v1/identities").json()["meta"]["total"], 7)
        self.fine(client.post("/v1/identities/bulk", {"count": 3}))

    def test_batch_sizes_of_the_plans(self):
        for plan, create in (("starter", 5), ("growth", 20), ("pro", 50), ("business", 200),
                             ("scale", 1000)):
            with self.subTest(plan):
                client = self.client(plan=plan)
                answer = client.post("/v1/identities/bulk", {"count": create + 1})
                self.refused(answer, 403, "quota_exceeded")
                self.fine(client.post("/v1/identities/bulk", {"count": create}))
        free = self.client(plan="free")
        self.refused(free.post("/v1/identities/bulk", {"count": 1}), 403, "feature_disabled")
        self.refused(free.post("/v1/identities/bulk-squash", {"confirmAll": True}), 403,
                     "feature_disabled")
        self.refused(free.post("/v1/identities/bulk-squash", {"identity_ids": []}), 403,
                     "feature_disabled")

    def test_squash_limit_is_clamped_to_the_plan(self):
        client = self.client(plan="growth")
        made = []
        for _ in range(2):
            made += self.fine(client.post("/v1/identities/bulk", {"count": 20}))["items"]
        made += self.fine(client.post("/v1/identities/bulk", {"count": 10}))["items"]
        for one in made[:10]:
            client.post(f"/v1/identities/{one['id']}/squash")
        made += self.fine(client.post("/v1/identities/bulk", {"count": 10}))["items"]
        ended = self.squash(client, confirmAll=True, onlyActive=False, limit=1000)
        self.assertEqual((ended["requestedLimit"], ended["matchedCount"]), (1000, 60))
        self.assertEqual((ended["squashedCount"], ended["skippedCount"]), (40, 10))

    def test_ids_over_the_plan(self):
        client = self.client(plan="starter")
        ids = [client.create()["id"] for _ in range(10)]
        answer = client.post("/v1/identities/bulk-squash", {"identity_ids": [*ids, ids[0]]})
        self.refused(answer, 403, "quota_exceeded")
        ended = self.fine(client.post("/v1/identities/bulk-squash", {"identity_ids": ids}))
        self.assertEqual(ended["squashedCount"], 10)

    def test_squash_by_tags(self):
        client = self.client()
        both = [client.create(tags=["a", "b"])["id"] for _ in range(3)]
        client.create(tags=["a"])
        client.create()
        ended = self.squash(client, tags=["b", "a"], limit=2)
        self.assertEqual(ended, {
            "scope": "project", "requestedLimit": 2, "matchedCount": 3, "squashedCount": 2,
            "skippedCount": 0, "tags": ["b", "a"], "identityIds": both[:2]})
        again = self.squash(client, tags=["a", "b"])
        self.assertEqual((again["requestedLimit"], again["matchedCount"], again["identityIds"]),
                         (1000, 1, both[2:]))
        none = self.squash(client, tags=["nowhere"])
        self.assertEqual((none["matchedCount"], none["squashedCount"]), (0, 0))

    def test_only_active(self):
        client = self.client()
        ids = [client.create(tags=["t"])["id"] for _ in range(4)]
        client.post(f"/v1/identities/{ids[1]}/squash")
        ended = self.squash(client, tags=["t"], onlyActive=False, limit=3)
        self.assertEqual((ended["matchedCount"], ended["squashedCount"], ended["skippedCount"]),
                         (4, 2, 1))
        self.assertEqual(ended["identityIds"], [ids[0], ids[2]])

    def test_all_needs_to_be_said(self):
        client = self.client()
        made = client.create()
        for body in ({}, {"tags": []}, {"confirmAll": False}, None):
            answer = client.post("/v1/identities/bulk-squash", body)
            self.refused(answer, 400, "invalid_request", "/confirmAll")
        for limit in (0, 10_001):
            answer = client.post("/v1/identities/bulk-squash", {"confirmAll": True, "limit": limit})
            self.refused(answer, 400, "invalid_request", "/limit")
        self.assertEqual(self.squash(client, confirmAll=True)["identityIds"], [made["id"]])

    def test_squash_by_ids(self):
        client, other = self.client(), self.client()
        one, two, ended = client.create(), client.create(), client.create()
        foreign = other.create()
        client.post(f"/v1/identities/{ended['id']}/squash")
        ids = [one["id"], ended["id"], foreign["id"], "ident_aaaaaaaaaaaa", "nonsense", two["id"]]
        answer = self.fine(client.post("/v1/identities/bulk-squash", {"identity_ids": ids}))
        self.assertEqual((answer["squashedCount"], answer["skippedCount"]), (2, 4))
        self.assertEqual(answer["identityIds"], [one["id"], two["id"]])
        self.assertEqual(other.one(foreign["id"]).json()["status"], "PROVISIONED")
        answer = client.post("/v1/identities/bulk-squash", {"identity_ids": [1]})
        self.refused(answer, 400, "invalid_request", "/identity_ids/0")


if __name__ == "__main__":
    unittest.main()
