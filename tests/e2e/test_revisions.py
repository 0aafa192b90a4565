"""Which of the two published revisions answers: by header, by the key's pin, by what only one has."""
import unittest

from support.cases import ServerCase

OLDER, NEWER = "2026-04-04", "2026-04-29"
OLDER_ONLY = {"label": "a", "ttl_hours": 5}


class Revisions(ServerCase):
    def spoken(self, answer) -> str:
        return answer.headers["X-API-Version"]

    def test_header_decides(self):
        client = self.client()
        made = client.create()
        for revision, mark in ((OLDER, "email"), (NEWER, "emailAddress")):
            answer = client.one(made["id"], X_API_Version=revision)
            self.assertEqual(self.spoken(answer), revision)
            self.assertIn(mark, answer.json())

    def test_unknown_revision_is_refused(self):
        for value in ("2026-04-05", "v1", "2026-04-29 ", ","):
            answer = self.client().get("/v1/identities", X_API_Version=value)
            if value.strip() == NEWER:
                self.fine(answer)  # HTTP strips spaces around a header's value
            else:
                self.refused(answer, 400, "invalid_request", "X-API-Version")

    def test_pinned_key(self):
        older = self.client(api_version=OLDER)
        answer = older.get("/v1/identities")
        self.assertEqual(self.spoken(answer), OLDER)
        self.assertIn("offset", answer.json())
        self.assertEqual(self.spoken(older.get("/v1/identities", X_API_Version=NEWER)), NEWER)
        self.refused(older.post("/v1/identities", {}), 400, "invalid_request", "/label")

    def test_refusals_name_it(self):
        older = self.client(api_version=OLDER)
        below = f"/v1/identities/{older.post('/v1/identities', OLDER_ONLY).json()['id']}"
        for what, revision, answer in (
                ("no key", NEWER, older.get("/v1/identities", drop=("Authorization",))),
                ("asked for", OLDER, older.get("/v1/identities", drop=("Authorization",),
                                               X_API_Version=OLDER)),
                ("no such revision", NEWER, older.get("/nowhere", X_API_Version="x")),
                ("no such path", NEWER, older.get("/nowhere")),
                ("no such method", NEWER, older.send("PUT", below)),
                ("another tenant", OLDER, older.get(below, X_Org_Id="org_x")),
                ("no idempotency key", OLDER, older.post(below + "/squash",
                                                         drop=("Idempotency-Key",)))):
            with self.subTest(what):
                self.assertGreaterEqual(answer.status_code, 400)
                self.assertEqual(self.spoken(answer), revision)

    def test_pin_of_the_newer_one_beats_detection(self):
        client = self.client(api_version=NEWER)
        answer = client.post("/v1/identities", OLDER_ONLY)
        self.assertEqual(self.spoken(answer), NEWER)
        self.assertEqual(answer.headers["X-Ignored-Fields"], "/label, /ttl_hours")
        self.refused(client.get("/v1/identities?limit=101"), 400, "invalid_request", "limit")

    def test_detection_by_members(self):
        client = self.client()
        self.assertEqual(self.spoken(client.post("/v1/identities", {})), NEWER)
        self.assertEqual(self.spoken(client.post("/v1/identities", OLDER_ONLY)), OLDER)
        made = client.create()
        below = f"/v1/identities/{made['id']}"
        self.assertEqual(self.spoken(client.post(below + "/extend", {"additional_hours": 1})), OLDER)
        self.assertEqual(self.spoken(client.post(below + "/children", {"label": "c"})), OLDER)
        bulk = client.post("/v1/identities/bulk", {"identities": [{"label": "x"}]})
        self.assertEqual(self.spoken(bulk), OLDER)
        ended = client.post("/v1/identities/bulk-squash", {"identity_ids": [made["id"]]})
        self.assertEqual(self.spoken(ended), OLDER)

    def test_detection_by_query_and_path(self):
        client = self.client()
        made = client.create()
        below = f"/v1/identities/{made['id']}"
        for path, revision in (
                ("/v1/identities", NEWER), ("/v1/identities?limit=100", NEWER),
                ("/v1/identities?limit=101", OLDER), ("/v1/identities?limit=200", OLDER),
                ("/v1/identities?offset=0", OLDER), ("/v1/identities?status=active", OLDER),
                (below + "/events", NEWER), (below + "/events?offset=0", OLDER),
                (below + "/events?limit=150", OLDER), (below + "/latest", NEWER),
                (below + "/latest-extraction", NEWER), (below + "/events/latest", OLDER),
                (below + "/extractions/latest", OLDER), (below + "/lineage", NEWER)):
            with self.subTest(path):
                self.assertEqual(self.spoken(client.get(path)), revision)
        self.refused(client.get("/v1/identities?limit=201"), 400, "invalid_request", "limit")
        self.assertEqual(self.spoken(client.send("DELETE", below + "/children")), OLDER)
        self.assertEqual(self.spoken(client.post(below + "/revoke-children")), NEWER)

    def test_revocation_speaks_what_was_asked_for(self):
        client = self.client()
        newer, older = "revokedIdentityIds", "revoked_identity_ids"
        for how, revision, member in (("POST", OLDER, older), ("DELETE", NEWER, newer),
                                      ("POST", None, newer), ("DELETE", None, older)):
            root = client.create()["id"]
            child = self.fine(client.post(f"/v1/identities/{root}/children", {}))["id"]
            path = f"/v1/identities/{root}/" + ("children" if how == "DELETE" else "revoke-children")
            asked = {"X_API_Version": revision} if revision else {}
            answer = client.send(how, path, **asked)
            self.assertEqual(self.fine(answer)[member], [child])
            self.assertEqual(self.spoken(answer), OLDER if member == older else NEWER)
        pinned = self.client(api_version=NEWER)
        root = pinned.create()["id"]
        answer = pinned.send("DELETE", f"/v1/identities/{root}/children")
        self.assertEqual((self.spoken(answer), self.fine(answer)[newer]), (NEWER, []))

    def test_members_of_both_are_refused_by_name(self):
        client = self.client()
        answer = client.post("/v1/identities", {"label": "a", "ttlHours": 3})
        self.refused(answer, 400, "invalid_request", "/label")
        self.assertIn("ttlHours", answer.json()["message"])
        mixed = client.post("/v1/identities/bulk", {"identities": [], "count": 3})
        self.refused(mixed, 400, "invalid_request", "/identities")
        within = {"identities": [{"label": "a"}, {"label": "b", "tags": ["t"]}]}
        mixed = client.post("/v1/identities/bulk", within)
        self.refused(mixed, 400, "invalid_request", "/identities/1/label")
        self.refused(client.post("/v1/identities", {"ttl_hours": 3}), 400, "invalid_request",
                     "/label")

    def test_one_record_in_both_shapes(self):
        client = self.client()
        old = client.create(label="both", metadata={"k": [1, {"deep": None}]})
        new = client.create(aliasTemplate="both", tags=["t"], policy={"extractionTypes": ["otp"]})
        shown = client.one(old["id"], X_API_Version=NEWER).json()
        self.assertEqual((shown["emailAddress"], shown["tags"]), (old["email"], []))
        shown = client.one(new["id"], X_API_Version=OLDER).json()
        self.assertEqual((shown["email"], shown["label"], shown["metadata"]),
                         (new["emailAddress"], None, {}))
        again = client.one(new["id"]).json()
        self.assertEqual((again["tags"], again["policy"]["extractionTypes"]), (["t"], ["otp"]))
        self.assertEqual(client.one(old["id"], X_API_Version=OLDER).json()["metadata"],
                         {"k": [1, {"deep": None}]})

    def test_errors_name_the_revision_too(self):
        client = self.client()
        answer = client.get("/v1/identities/ident_aaaaaaaaaaaa", X_API_Version=OLDER)
        self.refused(answer, 404, "identity_not_found")
        self.assertEqual(self.spoken(answer), OLDER)


if __name__ == "__main__":
    unittest.main()
