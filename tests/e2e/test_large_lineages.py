"""Trees and choices larger than one command: all of it is done, counted exactly, and done once."""
import concurrent.futures
import unittest
import uuid

import requests

from support.cases import ServerCase

CLIENTS = 8


class LargeLineages(ServerCase):
    def setUp(self):
        self.pool = concurrent.futures.ThreadPoolExecutor(CLIENTS)
        self.addCleanup(self.pool.shutdown)
        self.api = self.client()

    def grow(self, parents: list[str], count: int) -> list[str]:
        """`count` children for each parent."""
        session = requests.Session()
        session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=CLIENTS))

        def one(parent):
            headers = {**self.api.headers(), "Idempotency-Key": uuid.uuid4().hex}
            answer = session.post(f"{self.server.url}/v1/identities/{parent}/children",
                                  headers=headers, timeout=60)
            assert answer.status_code == 200, answer.text
            return answer.json()["id"]

        with session:
            return list(self.pool.map(one, [parent for parent in parents for _ in range(count)]))

    def tree(self, arms: int, leaves: int) -> tuple[str, list[str]]:
        """A root with `arms` children of `leaves` children each; gives it and all below it."""
        root = self.api.create()["id"]
        arms = self.grow([root], arms)
        return root, arms + self.grow(arms, leaves)

    def revoke(self, root: str, key: str, method: str = "POST"):
        path = "revoke-children" if method == "POST" else "children"
        return self.api.send(method, f"/v1/identities/{root}/{path}", idempotency=key)

    def squashed(self) -> int:
        return self.api.get("/v1/identities?status=squashed&limit=1").json()["total"]

    def pages(self, root: str, limit: int) -> tuple[list, list]:
        nodes, edges, cursor = [], [], ""
        while True:
            page = self.fine(self.api.one(root, f"/lineage?limit={limit}{cursor}"))
            nodes += page["nodes"]
            edges += page["edges"]
            self.assertEqual(page["meta"]["hasMore"], page["meta"]["cursor"] is not None)
            if not page["meta"]["hasMore"]:
                return nodes, edges
            self.assertEqual(len(page["nodes"]), limit)
            cursor = "&cursor=" + page["meta"]["cursor"]

    def test_more_than_ten_thousand(self):
        root, below = self.tree(12, 900)
        whole = self.fine(self.api.one(below[-1], "/lineage"))
        self.assertEqual(len(whole["nodes"]), 10_000)
        self.assertTrue(whole["meta"]["hasMore"])
        rest = self.fine(self.api.one(root, "/lineage?cursor=" + whole["meta"]["cursor"]))
        self.assertEqual(rest["meta"], {"cursor": None, "hasMore": False})
        ids = [node["identityId"] for node in whole["nodes"] + rest["nodes"]]
        self.assertEqual((ids[0], set(ids), len(ids)), (root, {root, *below}, 10_813))
        self.assertEqual(len(whole["edges"] + rest["edges"]), 10_812)
        answer = self.revoke(root, "large")
        done = self.fine(answer)
        self.assertEqual((done["parentIdentityId"], done["revokedCount"]), (root, 10_812))
        self.assertEqual(set(done["revokedIdentityIds"]), set(below))
        self.assertEqual(len(done["revokedIdentityIds"]), 10_812)
        self.assertEqual(self.squashed(), 10_812)
        again = self.revoke(root, "large")
        self.assertEqual((again.content, again.headers["X-Idempotent-Replay"]),
                         (answer.content, "true"))
        self.assertEqual(self.revoke(root, "other").json()["revokedCount"], 0)
        self.assertEqual(self.api.one(root).json()["status"], "PROVISIONED")
        self.server.restart(drop_state=True)
        self.assertEqual(self.revoke(root, "large").content, answer.content)

    def test_same_key_twice_at_once(self):
        root, below = self.tree(2, 700)
        calls = [self.pool.submit(self.server.client(self.api.key).send, "DELETE",
                                  f"/v1/identities/{root}/children", idempotency="twice")
                 for _ in range(6)]
        answers = [call.result() for call in calls]
        self.assertEqual({answer.status_code for answer in answers}, {200})
        self.assertEqual(len({answer.content for answer in answers}), 1)
        self.assertEqual(answers[0].json()["revoked_count"], len(below))
        self.assertEqual(self.squashed(), len(below))

    def test_a_crash_in_the_middle(self):
        for attempt in range(6):
            if self.crashed_in_the_middle(f"crash-{attempt}"):
                return
        self.fail("every revocation was over before the server was killed")

    def crashed_in_the_middle(self, key: str) -> bool:
        """Whether the kill came before the answer; the outcome must be whole either way."""
        root, below = self.tree(8, 900)
        base = self.squashed()
        call = self.pool.submit(self.revoke, root, key)
        self.eventually(lambda: base + 8 < self.squashed(), pause=0.001)  # the arms are the first step
        self.server.kill()
        hit = isinstance(call.exception(), requests.ConnectionError)
        self.server.start()
        self.assertTrue(base + 8 < self.squashed())
        done = self.fine(self.revoke(root, key))
        self.assertEqual(done["revokedCount"], len(below))
        self.assertEqual(set(done["revokedIdentityIds"]), set(below))
        self.assertEqual(self.squashed(), base + len(below))
        return hit

    def test_the_key_belongs_to_its_request(self):
        root, below = self.tree(2, 400)
        self.assertEqual(self.fine(self.revoke(root, "mine"))["revokedCount"], len(below))
        self.refused(self.revoke(below[0], "mine"), 422, "idempotency_key_reused")

    def test_others_are_served_in_between(self):
        for attempt in range(6):
            if self.served_in_between(f"long-{attempt}"):
                return
        self.fail("nobody was served between the steps of a revocation")

    def served_in_between(self, key: str) -> bool:
        """Whether somebody was answered while some of the leaves were squashed, and others were not."""
        root, below = self.tree(8, 900)
        base, others, between = self.squashed(), self.client(), False
        call = self.pool.submit(self.revoke, root, key)
        while not call.done():
            begun = self.squashed() > base + 8  # the arms are a step of their own
            others.create()
            between |= begun and self.squashed() < base + len(below)
        self.assertEqual(self.fine(call.result())["revokedCount"], len(below))
        return between

    def test_pages_of_a_tree(self):
        root, below = self.tree(5, 30)
        plain = self.fine(self.api.one(root, "/lineage"))
        self.assertEqual(set(plain), {"rootIdentityId", "nodes", "edges"})
        for limit in (1, 7, 155, 156, 157):
            nodes, edges = self.pages(root, limit)
            self.assertEqual((nodes, edges), (plain["nodes"], plain["edges"]))
        seen = set()
        for node in plain["nodes"]:
            self.assertTrue(node["parentIdentityId"] is None or node["parentIdentityId"] in seen)
            seen.add(node["identityId"])
        other = self.api.create()["id"]
        cursor = self.api.one(root, "/lineage?limit=3").json()["meta"]["cursor"]
        self.refused(self.api.one(other, "/lineage?cursor=" + cursor), 400, "invalid_cursor", "cursor")
        self.fine(self.api.one(below[0], "/lineage?cursor=" + cursor))
        for limit in ("0", "10001", "x"):
            answer = self.api.one(root, "/lineage?limit=" + limit)
            self.refused(answer, 400, "invalid_request", "limit")

    def test_bulk_squash_in_steps(self):
        for n in range(2):
            self.fine(self.api.post("/v1/identities/bulk", {"count": 1_300, "tags": ["all", f"t{n}"]}))
        wish = {"tags": ["all"], "limit": 2_000}
        answer = self.api.post("/v1/identities/bulk-squash", wish, idempotency="bulk")
        done = self.fine(answer)
        self.assertEqual((done["matchedCount"], done["squashedCount"], done["skippedCount"]),
                         (2_600, 2_000, 0))
        self.assertEqual(len(set(done["identityIds"])), 2_000)
        again = self.api.post("/v1/identities/bulk-squash", wish, idempotency="bulk")
        self.assertEqual(again.content, answer.content)
        other = {**wish, "limit": 1_999}
        self.refused(self.api.post("/v1/identities/bulk-squash", other, idempotency="bulk"), 422,
                     "idempotency_key_reused")
        rest = self.fine(self.api.post("/v1/identities/bulk-squash",
                                       {"tags": ["all"], "onlyActive": False, "limit": 10_000}))
        self.assertEqual((rest["matchedCount"], rest["squashedCount"], rest["skippedCount"]),
                         (2_600, 600, 2_000))


if __name__ == "__main__":
    unittest.main()
