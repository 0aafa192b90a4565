"""Rate limits, bursts and quotas of every plan, as the published tables give them."""
import concurrent.futures
import contextlib
import socket
import time
import unittest

from support.cases import ServerCase

# plan: requests a minute, burst, live identities, longest lifetime in hours
PLANS = {"free": (10, 3, 1, 24), "starter": (60, 10, 10, 720), "growth": (300, 50, 50, 2160),
         "pro": (1000, 100, 200, 4320), "business": (3000, 200, 500, 8760),
         "scale": (10000, 500, 2000, 8760)}


class Limits(ServerCase):
    def test_rate_headers_of_every_plan(self):
        for plan, (per_minute, *_) in PLANS.items():
            client = self.client(plan=plan)
            now = time.time()
            first, second = client.get("/v1/identities"), client.get("/v1/identities")
            self.assertEqual(first.headers["X-RateLimit-Limit"], str(per_minute))
            self.assertEqual(first.headers["X-RateLimit-Remaining"], str(per_minute - 1))
            self.assertEqual(second.headers["X-RateLimit-Remaining"], str(per_minute - 2))
            self.assertLess(abs(int(second.headers["X-RateLimit-Reset"]) - now - 60), 5)
        unlimited = self.client().get("/v1/identities")
        self.assertEqual(unlimited.headers["X-RateLimit-Limit"], "1000000")

    def test_sixty_a_minute(self):
        client = self.client(plan="starter")
        answers = [client.get("/v1/identities?limit=1") for _ in range(60)]
        self.assertEqual({answer.status_code for answer in answers}, {200})
        self.assertEqual(answers[-1].headers["X-RateLimit-Remaining"], "0")
        answer = self.refused(client.get("/v1/identities"), 429, "rate_limited")
        self.assertTrue(answer.json()["retryable"])
        wait = int(answer.headers["Retry-After"])
        self.assertTrue(1 <= wait <= 60)
        self.assertEqual(answer.headers["X-RateLimit-Remaining"], "0")
        self.assertLessEqual(abs(int(answer.headers["X-RateLimit-Reset"]) - time.time() - wait), 2)
        self.fine(self.client(plan="").get("/v1/identities"))
        again = self.refused(client.post("/v1/identities", {}), 429, "rate_limited")
        self.assertEqual(again.headers["X-RateLimit-Limit"], "60")

    def test_window_belongs_to_the_key(self):
        one = self.client(plan="free", project="two-keys")
        two = self.client(plan="", project="two-keys")
        for _ in range(10):
            self.fine(one.get("/v1/identities"))
        self.refused(one.get("/v1/identities"), 429, "rate_limited")
        self.fine(two.get("/v1/identities"))

    def test_window_slides(self):
        client = self.client(plan="free")
        for _ in range(10):
            self.fine(client.get("/v1/identities"))
        wait = int(self.refused(client.get("/v1/identities"), 429, "rate_limited")
                   .headers["Retry-After"])
        time.sleep(wait + 1)
        self.fine(client.get("/v1/identities"))

    def test_burst_leaves_parked_reads_out(self):
        client = self.client(plan="free")
        made = client.create()
        path = f"/v1/identities/{made['id']}/latest-extraction?wait=2"
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            calls = [pool.submit(self.server.client(client.key).get, path) for _ in range(6)]
            answers = [call.result() for call in calls]
        # Arriving together, some may meet the burst of three; a parked one gives its place back.
        statuses = [answer.status_code for answer in answers]
        self.assertGreaterEqual(statuses.count(404), 3, statuses)
        self.assertLessEqual(set(statuses), {404, 429})

    def flood(self, client, count: int) -> list:
        """Sends `count` creations at once, each whole and on its own connection; gives the answers
        as bytes."""
        host, port = self.server.url[len("http://"):].split(":")
        head = ["POST /v1/identities HTTP/1.1", f"Host: {host}", "Content-Length: 0",
                "Connection: close", *(f"{name}: {value}" for name, value in
                                       client.headers().items())]
        with contextlib.ExitStack() as stack:
            lines = [stack.enter_context(socket.create_connection((host, int(port))))
                     for _ in range(count)]
            for n, line in enumerate(lines):
                line.sendall("\r\n".join([*head, f"Idempotency-Key: k{n}", "", ""]).encode())
            answers = []
            for line in lines:
                line.settimeout(30)
                answers.append(b"".join(iter(lambda line=line: line.recv(65536), b"")))
        return answers

    def test_burst(self):
        for _ in range(8):  # a quick disk may answer some floods before ten are in flight
            answers = self.flood(self.client(plan="starter"), 50)
            self.assertEqual({answer.split()[1] for answer in answers} - {b"200", b"403", b"429"},
                             set())
            refused = [answer for answer in answers if answer.split()[1] == b"429"]
            if refused:
                break
        self.assertTrue(refused)
        for answer in refused:
            self.assertIn(b"in flight", answer)
            self.assertRegex(answer, rb"(?i)retry-after: [1-9]")

    def test_quota_holds_under_concurrency(self):
        client = self.client(plan="growth")

        def create(_):
            return self.server.client(client.key).post("/v1/identities", {}).status_code

        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            statuses = list(pool.map(create, range(80)))
        self.assertEqual((statuses.count(200), statuses.count(403)), (50, 30))
        self.assertEqual(client.get("/v1/identities").json()["meta"]["total"], 50)

    def test_live_identities_of_every_plan(self):
        for plan in ("free", "starter", "growth"):
            live = PLANS[plan][2]
            client = self.client(plan="enterprise")
            self.server.admin("set-plan", "--project-id", client.key.project, "--plan", "enterprise")
            if live > 1:
                self.fine(client.post("/v1/identities/bulk", {"count": live - 1}))
            self.server.admin("set-plan", "--project-id", client.key.project, "--plan", plan)
            last = client.create(ttlHours=24)
            self.refused(client.post("/v1/identities", {}), 403, "quota_exceeded")
            self.refused(client.post("/v1/identities", {"label": "x"}), 403, "quota_exceeded")
            self.fine(client.post(f"/v1/identities/{last['id']}/squash"))
            client.create(ttlHours=24)

    def test_live_identities_of_the_larger_plans(self):
        for plan in ("pro", "business", "scale"):
            live = PLANS[plan][2]
            client = self.client(plan="enterprise")
            self.fine(client.post("/v1/identities/bulk", {"count": live}))
            self.server.admin("set-plan", "--project-id", client.key.project, "--plan", plan)
            self.refused(client.post("/v1/identities", {}), 403, "quota_exceeded")
            self.refused(client.post("/v1/identities/bulk", {"count": 2}), 403, "quota_exceeded")

    def test_lifetimes_of_every_plan(self):
        free = self.client(plan="free")
        self.refused(free.post("/v1/identities", {"ttlHours": 25}), 403, "quota_exceeded")
        made = free.create(ttlHours=24)
        answer = free.post(f"/v1/identities/{made['id']}/extend", {"ttlHours": 1})
        self.refused(answer, 403, "quota_exceeded")
        for plan in ("growth", "pro"):
            client = self.client(plan=plan)
            made = client.create(ttlHours=720)
            path = f"/v1/identities/{made['id']}/extend"
            for _ in range(PLANS[plan][3] // 720 - 1):
                self.fine(client.post(path, {"ttlHours": 720}))
            self.refused(client.post(path, {"ttlHours": 1}), 403, "quota_exceeded")

    def test_plan_change_counts_at_once(self):
        client = self.client(plan="free")
        self.refused(client.post("/v1/identities/bulk", {"count": 1}), 403, "feature_disabled")
        self.server.admin("set-plan", "--project-id", client.key.project, "--plan", "starter")
        self.fine(client.post("/v1/identities/bulk", {"count": 2}))
        self.assertEqual(client.get("/v1/identities").headers["X-RateLimit-Limit"], "60")

    def test_replay_beats_a_quota_that_came_later(self):
        client = self.client()
        body = {"count": 20, "ttlHours": 720}
        first = client.post("/v1/identities/bulk", body, idempotency="early")
        ids = {"identity_ids": [item["id"] for item in first.json()["items"]]}
        ended = client.post("/v1/identities/bulk-squash", ids, idempotency="early-too")
        for plan in ("starter", "free"):
            self.server.admin("set-plan", "--project-id", client.key.project, "--plan", plan)
            for path, again, kept in (("bulk", body, first), ("bulk-squash", ids, ended)):
                key = "early" if path == "bulk" else "early-too"
                answer = client.post(f"/v1/identities/{path}", again, idempotency=key)
                self.assertEqual((answer.status_code, answer.content), (200, kept.content))


if __name__ == "__main__":
    unittest.main()
