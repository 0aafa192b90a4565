"""Children: depth, number, lifetimes, event budgets, revocation and the tree they form."""
import unittest

from support import mail
from support.cases import ServerCase, to_unix

OLDER = "2026-04-04"


class Lineage(ServerCase):
    def child(self, client, parent: dict, **members) -> dict:
        return self.fine(client.post(f"/v1/identities/{parent['id']}/children", members))

    def test_child_names_its_parent(self):
        client = self.client()
        root = client.create()
        made = self.child(client, root, aliasTemplate="recovery", tags=["r"], ttlHours=3)
        self.assertEqual((made["parentIdentityId"], made["status"], made["tags"]),
                         (root["id"], "PROVISIONED", ["r"]))
        self.assertRegex(made["emailAddress"], r"^recovery-[a-z2-7]{12}@")
        self.assertIsNone(client.one(root["id"]).json()["parentIdentityId"])

    def test_lifetimes(self):
        client = self.client()
        root = client.create(ttlHours=48)
        day = self.child(client, root)
        self.assertEqual(to_unix(day["expiresAt"]) - to_unix(day["createdAt"]), 24 * 3600)
        clamped = self.child(client, root, ttlHours=100)
        self.assertEqual(clamped["expiresAt"], root["expiresAt"])
        older = self.child(client, root, label="older")
        self.assertEqual(older["expires_at"], root["expiresAt"])
        older = self.child(client, root, label="older", ttl_hours=5)
        self.assertEqual(to_unix(older["expires_at"]) - to_unix(older["created_at"]), 5 * 3600)
        longer = self.fine(client.post(f"/v1/identities/{day['id']}/extend", {"ttlHours": 700}))
        self.assertEqual(longer["expiresAt"], root["expiresAt"])
        self.fine(client.post(f"/v1/identities/{root['id']}/extend", {"ttlHours": 10}))
        self.assertEqual(client.one(day["id"]).json()["expiresAt"], root["expiresAt"])

    def test_depth(self):
        client = self.client()
        last = client.create()
        for _ in range(8):
            last = self.child(client, last)
        answer = client.post(f"/v1/identities/{last['id']}/children", {})
        self.refused(answer, 403, "quota_exceeded")
        nodes = self.fine(client.one(last["id"], "/lineage"))["nodes"]
        self.assertEqual([node["depth"] for node in nodes], list(range(9)))

    def test_number_of_children(self):
        client = self.client()
        root = client.create()
        path = f"/v1/identities/{root['id']}/children"
        client.server.contract.check, kept = lambda *_: None, client.server.contract.check
        try:
            for _ in range(999):
                self.assertEqual(client.post(path, {}).status_code, 200)
        finally:
            client.server.contract.check = kept
        self.child(client, root)
        self.refused(client.post(path, {}), 403, "quota_exceeded")
        self.refused(client.post(path, {"label": "c"}), 403, "quota_exceeded")
        self.assertEqual(len(self.fine(client.one(root["id"], "/lineage"))["nodes"]), 1001)
        revoked = self.fine(client.post(f"/v1/identities/{root['id']}/revoke-children"))
        self.assertEqual(revoked["revokedCount"], 1000)

    def test_tree_from_any_member(self):
        client = self.client()
        root = client.create()
        one, two = self.child(client, root), self.child(client, root)
        leaf = self.child(client, one)
        trees = [self.fine(client.one(each["id"], "/lineage")) for each in (root, one, two, leaf)]
        self.assertEqual(trees, [trees[0]] * 4)
        tree = trees[0]
        self.assertEqual(tree["rootIdentityId"], root["id"])
        self.assertEqual({(node["identityId"], node["parentIdentityId"], node["depth"])
                          for node in tree["nodes"]},
                         {(root["id"], None, 0), (one["id"], root["id"], 1),
                          (two["id"], root["id"], 1), (leaf["id"], one["id"], 2)})
        self.assertEqual({(edge["parentIdentityId"], edge["childIdentityId"])
                          for edge in tree["edges"]},
                         {(root["id"], one["id"]), (root["id"], two["id"]), (one["id"], leaf["id"])})

    def test_event_budget(self):
        client = self.client()
        made = self.child(client, client.create(), eventBudget=2)
        first = self.deliver_code(client, made, code="771001")
        self.assertEqual(client.one(made["id"]).json()["status"], "ACTIVE")
        mail.deliver(self.server, mail.code_message(made["emailAddress"], "771002"),
                     [made["emailAddress"]])
        path = f"/latest-extraction?wait=20&after={first['eventId']}"
        self.eventually(lambda: client.one(made["id"], path).status_code == 200)
        last = self.fine(client.one(made["id"], path))
        secret = self.fine(client.one(made["id"], f"/events/{last['eventId']}/secret"))
        self.assertEqual(secret["value"], "771002")
        self.assertEqual(client.one(made["id"]).json()["status"], "SQUASHED")
        refused = mail.deliver(self.server, mail.code_message(made["emailAddress"]),
                               [made["emailAddress"]])
        self.assertEqual([code for code, _ in refused.values()], [550])

    def test_budget_bounds(self):
        client = self.client()
        root = client.create()
        for budget in (1, 1_000_000):
            self.child(client, root, eventBudget=budget)
        for budget in (0, 1_000_001, "3", 1.5):
            answer = client.post(f"/v1/identities/{root['id']}/children", {"eventBudget": budget})
            self.refused(answer, 400, "invalid_request", "/eventBudget")
        answer = client.post("/v1/identities", {"eventBudget": 3})
        self.assertEqual(answer.headers["X-Ignored-Fields"], "/eventBudget")

    def test_squash_of_the_parent_leaves_children_alone(self):
        client = self.client()
        root = client.create()
        one = self.child(client, root)
        leaf = self.child(client, one)
        client.post(f"/v1/identities/{root['id']}/squash")
        self.assertEqual(client.one(one["id"]).json()["status"], "PROVISIONED")
        revoked = self.fine(client.post(f"/v1/identities/{root['id']}/revoke-children"))
        self.assertEqual(revoked["parentIdentityId"], root["id"])
        self.assertEqual(revoked["revokedCount"], 2)
        self.assertEqual(set(revoked["revokedIdentityIds"]), {one["id"], leaf["id"]})
        for each in (one, leaf):
            self.assertEqual(client.one(each["id"]).json()["status"], "SQUASHED")
        again = self.fine(client.post(f"/v1/identities/{root['id']}/revoke-children"))
        self.assertEqual((again["revokedCount"], again["revokedIdentityIds"]), (0, []))

    def test_revoke_takes_only_what_lives_below(self):
        client = self.client()
        root = client.create()
        one, two = self.child(client, root), self.child(client, root)
        below, beside = self.child(client, one), self.child(client, two)
        client.post(f"/v1/identities/{below['id']}/squash")
        last = self.child(client, one)
        revoked = self.fine(client.send("DELETE", f"/v1/identities/{one['id']}/children"))
        self.assertEqual(revoked, {"parent_identity_id": one["id"], "revoked_count": 1,
                                   "revoked_identity_ids": [last["id"]]})
        for each in (root, one, two, beside):
            self.assertEqual(client.one(each["id"]).json()["status"], "PROVISIONED")
        answer = client.post("/v1/identities/ident_aaaaaaaaaaaa/revoke-children")
        self.refused(answer, 404, "identity_not_found")

    def test_children_count_in_the_quota(self):
        client = self.client(plan="starter")
        root = client.create()
        for _ in range(9):
            self.child(client, root)
        answer = client.post(f"/v1/identities/{root['id']}/children", {})
        self.refused(answer, 403, "quota_exceeded")


if __name__ == "__main__":
    unittest.main()
