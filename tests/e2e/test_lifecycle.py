"""The life of an identity under a clock that the test moves: extension, expiry, the terminal states."""
import time
import unittest

from support import mail
from support.cases import ServerCase, to_unix

OLDER = "2026-04-04"


class Lifecycle(ServerCase):
    def status(self, client, identity: dict) -> str:
        return self.fine(client.one(identity["id"]))["status"]

    def terminal(self, client, identity: dict, code: str):
        """Asserts what holds for every terminal identity."""
        below = f"/v1/identities/{identity['id']}"
        for path in ("", "/events", "/lineage", "/events/latest"):
            self.fine(client.get(below + path))
        for what, body in (("extend", {"ttlHours": 1}), ("squash", None), ("children", {}),
                           ("extend", {"additional_hours": 1}), ("children", {"label": "c"})):
            self.refused(client.post(f"{below}/{what}", body), 409, code)
        self.fine(client.post(below + "/revoke-children"))
        refused = mail.deliver(self.server, mail.code_message(identity["emailAddress"]),
                               [identity["emailAddress"]])
        self.assertEqual([(code, b"5.1.1" in text) for code, text in refused.values()],
                         [(550, True)])

    def test_expiry(self):
        client = self.client()
        short, long = client.create(ttlHours=1), client.create(ttlHours=2)
        self.deliver_code(client, short)
        self.server.travel(hours=1.01)
        self.assertEqual(self.status(client, short), "EXPIRED")
        self.assertEqual(self.status(client, long), "PROVISIONED")
        self.terminal(client, short, "identity_expired")
        self.fine(client.one(short["id"], "/latest-extraction"))
        self.eventually(lambda: client.get("/v1/identities?status=expired").json()["total"] == 1)
        latest = self.fine(client.one(short["id"], "/events/latest"))
        self.assertEqual(latest["type"], "identity.expired")
        self.assertLess(abs(to_unix(latest["created_at"]) - self.server.now()), 60)
        shown = self.fine(client.one(short["id"], X_API_Version=OLDER))
        self.assertEqual(shown["status"], "expired")

    def test_expiry_is_an_event_within_a_second(self):
        client = self.client()
        made = client.create(ttlHours=1)
        shown = to_unix(made["expiresAt"])  # without the fraction of a second that it really has
        self.server.travel_to(shown, 4)
        self.assertEqual(self.status(client, made), "PROVISIONED")
        self.eventually(lambda: self.fine(client.get("/v1/identities?status=expired"))["total"] == 1,
                        max(shown - self.server.now(), 0) + 4)
        self.assertGreaterEqual(self.server.now(), shown)

    def test_expiry_ends_a_wait(self):
        client = self.client()
        made = client.create(ttlHours=1)
        self.server.travel_to(to_unix(made["expiresAt"]), 3)
        begun = time.monotonic()
        self.refused(client.one(made["id"], "/latest?wait=30"), 404, "not_found")
        self.assertTrue(0.5 < time.monotonic() - begun < 6)

    def test_extended_beyond_the_original_ttl(self):
        client = self.client()
        made = client.create(ttlHours=2)
        longer = self.fine(client.post(f"/v1/identities/{made['id']}/extend", {"ttlHours": 5}))
        self.assertEqual(longer["status"], "ACTIVE")
        self.assertEqual(self.status(client, made), "ACTIVE")
        self.server.travel(hours=2.01)
        self.assertEqual(self.status(client, made), "EXTENDED")
        self.eventually(lambda: client.get("/v1/identities?status=extended").json()["total"] == 1)
        again = self.fine(client.post(f"/v1/identities/{made['id']}/extend", {"ttlHours": 1}))
        self.assertEqual(again["status"], "ACTIVE")
        self.assertEqual(to_unix(again["expiresAt"]) - to_unix(made["expiresAt"]), 6 * 3600)
        self.assertEqual(self.status(client, made), "EXTENDED")
        self.deliver_code(client, made)
        self.assertEqual(self.status(client, made), "EXTENDED")
        self.server.travel(hours=6)
        self.assertEqual(self.status(client, made), "EXPIRED")

    def test_first_mail_activates(self):
        client = self.client()
        made = client.create()
        self.assertEqual(self.status(client, made), "PROVISIONED")
        self.deliver_code(client, made)
        self.assertEqual(self.status(client, made), "ACTIVE")

    def test_squash(self):
        client = self.client()
        made = client.create()
        before = self.deliver_code(client, made)
        ended = self.fine(client.post(f"/v1/identities/{made['id']}/squash"))
        self.assertEqual(ended["status"], "SQUASHED")
        self.terminal(client, made, "identity_already_squashed")
        self.assertEqual(self.fine(client.one(made["id"], "/latest-extraction")), before)

    def test_terminal_states_survive_a_rebuild(self):
        client = self.client()
        one, two = client.create(ttlHours=1), client.create()
        client.post(f"/v1/identities/{two['id']}/squash")
        self.server.travel(hours=1.01)
        self.eventually(lambda: client.get("/v1/identities?status=expired").json()["total"] == 1)
        before = client.get("/v1/identities").json()
        self.server.restart(drop_state=True)
        self.assertEqual(client.get("/v1/identities").json(), before)
        self.assertEqual(self.status(client, one), "EXPIRED")

    def test_lifetime_over_the_plan(self):
        client = self.client(plan="starter")
        made = client.create(ttlHours=720)
        path = f"/v1/identities/{made['id']}/extend"
        self.refused(client.post(path, {"ttlHours": 1}), 403, "quota_exceeded")
        short = client.create(ttlHours=700)
        self.fine(client.post(f"/v1/identities/{short['id']}/extend", {"ttlHours": 20}))
        answer = client.post(f"/v1/identities/{short['id']}/extend", {"ttlHours": 1})
        self.refused(answer, 403, "quota_exceeded")
        year = self.client(plan="enterprise")
        made = year.create(ttlHours=720)
        path = f"/v1/identities/{made['id']}/extend"
        for _ in range(11):
            self.fine(year.post(path, {"ttlHours": 720}))
        self.refused(year.post(path, {"ttlHours": 720}), 403, "quota_exceeded")
        self.fine(year.post(path, {"ttlHours": 8760 - 12 * 720}))

    def test_expiry_frees_the_quota(self):
        client = self.client(plan="starter")
        for _ in range(10):
            client.create(ttlHours=1)
        self.refused(client.post("/v1/identities", {}), 403, "quota_exceeded")
        self.server.travel(hours=1.01)
        self.eventually(lambda: client.get("/v1/identities?status=expired").json()["total"] == 10)
        self.fine(client.post("/v1/identities", {}))


if __name__ == "__main__":
    unittest.main()
