"""Idempotency-Key: the first answer again, byte for byte, whatever happened to the server since."""
import threading
import unittest
import uuid

from support.cases import ServerCase


def fresh() -> str:
    return uuid.uuid4().hex


class Idempotency(ServerCase):
    def same(self, first, second):
        """The second answer repeats the first."""
        self.assertEqual((second.status_code, second.content),
                         (first.status_code, first.content), second.text[:300])
        self.assertEqual(second.headers.get("X-Idempotent-Replay"), "true")
        self.assertNotIn("X-Idempotent-Replay", first.headers)
        self.assertEqual(second.headers["X-Carnet-Position"], first.headers["X-Carnet-Position"])
        self.assertNotEqual(second.headers["X-Request-Id"], first.headers["X-Request-Id"])

    def test_every_mutation_replays(self):
        client = self.client()
        made = client.create(tags=["t"])
        below = f"/v1/identities/{made['id']}"
        for method, path, body in (
                ("POST", "/v1/identities", {"aliasTemplate": "a"}),
                ("POST", "/v1/identities", {"label": "a"}),
                ("POST", "/v1/identities/bulk", {"count": 3}),
                ("POST", below + "/children", {"eventBudget": 3}),
                ("POST", below + "/extend", {"ttlHours": 2}),
                ("POST", below + "/revoke-children", None),
                ("POST", below + "/squash", None),
                ("POST", "/v1/identities/bulk-squash", {"confirmAll": True})):
            with self.subTest(path, body=body):
                key = fresh()
                first = client.send(method, path, body, idempotency=key)
                self.fine(first)
                self.same(first, client.send(method, path, body, idempotency=key))
        listed = self.fine(client.get("/v1/identities"))
        self.assertEqual(listed["meta"]["total"], 1 + 1 + 1 + 3 + 1)

    def test_children_delete_replays(self):
        client = self.client()
        made = client.create()
        client.post(f"/v1/identities/{made['id']}/children", {})
        key = fresh()
        path = f"/v1/identities/{made['id']}/children"
        first = client.send("DELETE", path, idempotency=key)
        self.assertEqual(self.fine(first)["revoked_count"], 1)
        self.same(first, client.send("DELETE", path, idempotency=key))

    def test_missing_or_malformed_key(self):
        client = self.client()
        answer = client.post("/v1/identities", {}, idempotency=None)
        self.refused(answer, 400, "missing_idempotency_key")
        self.fine(client.post("/v1/identities", {}, idempotency="k" * 255))
        for bad in ("k" * 256, "with space", "café".encode().decode("latin-1")):
            answer = client.post("/v1/identities", {}, idempotency=bad)
            self.refused(answer, 400, "invalid_request", "Idempotency-Key")

    def test_other_request_under_the_same_key(self):
        client = self.client()
        key = fresh()
        made = self.fine(client.post("/v1/identities", {"tags": ["a"]}, idempotency=key))
        other = [("/v1/identities", {"tags": ["b"]}), ("/v1/identities", b'{"tags": ["a"] }'),
                 ("/v1/identities/bulk", {"count": 1}),
                 (f"/v1/identities/{made['id']}/squash", None)]
        for path, body in other:
            answer = client.post(path, body, idempotency=key)
            self.refused(answer, 422, "idempotency_key_reused")

    def test_rejections_are_decided_anew(self):
        client = self.client(plan="starter")
        key = fresh()
        made = [client.create()["id"] for _ in range(10)]
        self.refused(client.post("/v1/identities", {}, idempotency=key), 403, "quota_exceeded")
        self.fine(client.post(f"/v1/identities/{made[0]}/squash"))
        answer = client.post("/v1/identities", {"tags": ["other body"]}, idempotency=key)
        self.fine(answer)
        self.assertNotIn("X-Idempotent-Replay", answer.headers)

    def test_key_belongs_to_the_api_key(self):
        first = self.client(project="shared-of-two-keys")
        second = self.client(project="shared-of-two-keys")
        self.assertEqual(first.key.project, second.key.project)
        key = fresh()
        one = self.fine(first.post("/v1/identities", {}, idempotency=key))
        two = self.fine(second.post("/v1/identities", {}, idempotency=key))
        self.assertNotEqual(one["id"], two["id"])

    def test_credentials_are_checked_first(self):
        client = self.client()
        reader = self.client(project="scoped", scopes="identities:read")
        answer = client.post("/v1/identities", {}, idempotency=None, drop=("Authorization",))
        self.refused(answer, 401, "unauthorized")
        self.refused(reader.post("/v1/identities", {}, idempotency=None), 403, "forbidden")

    def test_in_flight(self):
        client = self.client()
        key = fresh()
        answers = []

        def call():
            mine = self.server.client(client.key)
            answers.append(mine.post("/v1/identities/bulk", {"count": 500}, idempotency=key))

        threads = [threading.Thread(target=call) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual({answer.status_code for answer in answers}, {200})
        self.assertEqual(len({answer.content for answer in answers}), 1)
        replays = [answer for answer in answers if "X-Idempotent-Replay" in answer.headers]
        self.assertEqual(len(replays), 3)
        self.assertEqual(client.get("/v1/identities?limit=1").json()["meta"]["total"], 500)

    def test_across_restart_kill_and_rebuild(self):
        client = self.client()
        body = {"aliasTemplate": "again", "tags": ["é✓"]}
        key, bulk_key = fresh(), fresh()
        first = client.post("/v1/identities", body, idempotency=key)
        bulk = client.post("/v1/identities/bulk", {"count": 50}, idempotency=bulk_key)
        for change in (self.server.restart, lambda: self.server.restart(drop_state=True),
                       self.kill_and_start):
            change()
            self.same(first, client.post("/v1/identities", body, idempotency=key))
            self.same(bulk, client.post("/v1/identities/bulk", {"count": 50},
                                        idempotency=bulk_key))

    def kill_and_start(self):
        self.server.kill()
        self.server.start()

    def test_kept_for_a_day_and_not_for_three(self):
        client = self.client()
        key = fresh()
        first = client.post("/v1/identities", {}, idempotency=key)
        self.server.travel(hours=23.9)
        self.same(first, client.post("/v1/identities", {}, idempotency=key))
        self.server.travel(hours=48.2)
        answer = client.post("/v1/identities", {}, idempotency=key)
        if answer.status_code == 200:
            self.assertNotEqual(answer.json()["id"], first.json()["id"])
        else:
            self.refused(answer, 422, "idempotency_key_reused")

    def test_no_answer_outlives_two_days_on_an_idle_server(self):
        client = self.client(project="idle")
        for _ in range(30):
            client.create()
        key = fresh()
        self.fine(client.post("/v1/identities", {}, idempotency=key))
        self.server.travel(hours=48.2)
        answer = client.post("/v1/identities", {}, idempotency=key)
        self.refused(answer, 422, "idempotency_key_reused")


if __name__ == "__main__":
    unittest.main()
