"""The way an agent goes: an identity, a mail, the code; in both revisions, and across a kill."""
import unittest

from support import mail
from support.cases import ServerCase, to_unix

OLDER, NEWER = "2026-04-04", "2026-04-29"


class MainFlows(ServerCase):
    def test_newer_revision_from_creation_to_squash(self):
        client = self.client()
        made = client.create(aliasTemplate="Signup Bot!", ttlHours=24, tags=["onboarding", "test"])
        self.assertEqual(made["status"], "PROVISIONED")
        self.assertRegex(made["emailAddress"], r"^signup-bot-+[a-z2-7]{12}@inbox\.test$")
        accents = client.create(aliasTemplate="Jos\u00e9 \U0001f600")
        self.assertRegex(accents["emailAddress"], r"^jos----[a-z2-7]{12}@inbox\.test$")
        self.assertEqual(made["projectId"], client.key.project)
        self.assertEqual(made["tags"], ["onboarding", "test"])
        self.assertEqual(made["policy"], {
            "receiveMode": "EDGE_ACCEPT", "allowWebhooks": True, "ttlHours": 24,
            "extractionTypes": ["otp", "link"], "minConfidence": 0.5})
        self.assertEqual(to_unix(made["expiresAt"]) - to_unix(made["createdAt"]), 24 * 3600)
        found = self.deliver_code(client, made)
        self.assertEqual((found["type"], found["redacted_value"]), ("otp", "***"))
        self.assertIsNone(found["primaryActionUrl"])
        secret = self.fine(client.one(made["id"], f"/events/{found['eventId']}/secret"))
        self.assertEqual(secret["value"], mail.CODE)
        self.assertEqual(self.fine(client.one(made["id"]))["status"], "ACTIVE")
        longer = self.fine(client.post(f"/v1/identities/{made['id']}/extend", {"ttlHours": 48}))
        self.assertEqual(to_unix(longer["expiresAt"]) - to_unix(made["expiresAt"]), 48 * 3600)
        self.assertEqual(longer["status"], "ACTIVE")
        self.assertEqual(longer["policy"]["ttlHours"], 24)
        ended = self.fine(client.post(f"/v1/identities/{made['id']}/squash"))
        self.assertEqual(ended["status"], "SQUASHED")

    def test_older_revision_from_creation_to_squash(self):
        client = self.client()
        made = client.create(label="signup-test", ttl_hours=48, metadata={"agent": "bot", "n": 1})
        self.assertEqual(made["status"], "provisioned")
        self.assertEqual(made["metadata"], {"agent": "bot", "n": 1})
        self.assertEqual(to_unix(made["expires_at"]) - to_unix(made["created_at"]), 48 * 3600)
        self.deliver_code(client, made)
        found = self.fine(client.one(made["id"], "/extractions/latest"))
        self.assertEqual((found["identity_id"], found["type"]), (made["id"], "otp"))
        listed = self.fine(client.get("/v1/identities?status=active&limit=10"))
        self.assertEqual([item["id"] for item in listed["items"]], [made["id"]])
        longer = self.fine(client.post(f"/v1/identities/{made['id']}/extend",
                                       {"additional_hours": 24}))
        self.assertEqual(to_unix(longer["expires_at"]) - to_unix(made["expires_at"]), 24 * 3600)
        ended = self.fine(client.post(f"/v1/identities/{made['id']}/squash", X_API_Version=OLDER))
        self.assertEqual(ended["status"], "squashed")

    def test_every_acknowledged_thing_survives_a_kill(self):
        client = self.client()
        made = client.create(tags=["kept"])
        before = self.deliver_code(client, made)
        self.server.kill()
        self.server.start()
        self.assertEqual(self.fine(client.one(made["id"], "/latest-extraction")), before)
        self.assertEqual(self.fine(client.one(made["id"]))["tags"], ["kept"])

    def test_link(self):
        client = self.client()
        made = client.create()
        url = "https://shop.example/verify?token=8f14e45fceea167a5a36dedd4bea2543"
        mail.deliver(self.server, mail.link_message(made["emailAddress"], url),
                     [made["emailAddress"]])
        found = self.fine(client.one(made["id"], "/latest-extraction?wait=20"))
        self.assertEqual((found["type"], found["primaryActionUrl"]), ("link", None))
        secret = client.one(made["id"], f"/events/{found['eventId']}/secret")
        self.assertEqual(secret.json()["value"], url)


class MainFlowsOverPartitions(MainFlows):
    flags = ("--partitions", "4", "--smtp-threads", "2")

    def test_projects_spread(self):
        positions = {self.client().post("/v1/identities", {}).headers["X-Carnet-Position"]
                     .split(":")[0] for _ in range(8)}
        self.assertEqual(len(positions), 4)


if __name__ == "__main__":
    unittest.main()
