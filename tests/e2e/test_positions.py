"""Reads that name a position: they wait until the node has applied it, for a bounded time and at nobody's cost."""
import concurrent.futures
import time
import unittest

from support.cases import ServerCase

WAIT_S = 5  # how long a read waits for its position


class Positions(ServerCase):
    def setUp(self):
        self.pool = concurrent.futures.ThreadPoolExecutor(40)
        self.addCleanup(self.pool.shutdown)
        self.api = self.client()
        self.made = self.api.post("/v1/identities", {"tags": ["t"]})
        self.path = "/v1/identities/" + self.made.json()["id"]

    def next_position(self) -> str:
        """The position the next record will have."""
        partition, sequence = self.made.headers["X-Carnet-Position"].split(":")
        return f"{partition}:{int(sequence) + 1}"

    def later(self, path: str, position: str, method: str = "GET", **headers):
        other = self.server.client(self.api.key)
        return self.pool.submit(other.send, method, path, X_Carnet_Position=position, **headers)

    def await_waiting(self, count: int):
        self.eventually(lambda: self.server.metric("carnet_waiting_positions") == count)

    def test_the_read_shows_what_it_waited_for(self):
        at = self.next_position()
        calls = {path: self.later(path, at) for path in
                 (self.path, "/v1/identities", self.path + "/lineage", self.path + "/events",
                  "/v1/identities/events/recent", "/v1/identities?limit=150")}
        head = self.later(self.path, at, "HEAD")
        time.sleep(0.5)
        self.assertFalse(any(call.done() for call in (*calls.values(), head)))
        begun = time.monotonic()
        squashed = self.api.post(self.path + "/squash")
        self.assertEqual(squashed.headers["X-Carnet-Position"], at)
        answers = {path: self.fine(call.result()) for path, call in calls.items()}
        self.assertEqual(head.result().status_code, 200)
        self.assertLess(time.monotonic() - begun, WAIT_S - 1)
        self.assertEqual(answers[self.path]["status"], "SQUASHED")
        self.assertEqual(answers["/v1/identities"]["items"][0]["status"], "SQUASHED")
        self.assertEqual(answers["/v1/identities?limit=150"]["items"][0]["status"], "squashed")

    def test_gives_up_after_its_time(self):
        begun = time.monotonic()
        answer = self.api.get(self.path, X_Carnet_Position=self.next_position())
        took = time.monotonic() - begun
        self.refused(answer, 503, "unavailable")
        self.assertTrue(answer.json()["retryable"])
        self.assertGreaterEqual(int(answer.headers["Retry-After"]), 1)
        self.assertEqual(answer.headers["X-API-Version"], "2026-04-29")
        self.assertTrue(WAIT_S - 0.1 <= took < WAIT_S + 2, took)
        self.fine(self.api.get(self.path))

    def test_waits_hold_no_thread(self):
        at = self.next_position()
        calls = [self.later(self.path, at) for _ in range(32)]
        self.await_waiting(32)
        begun = time.monotonic()
        for _ in range(20):
            self.fine(self.api.get(self.path))
        self.assertLess(time.monotonic() - begun, 2)
        self.api.post("/v1/identities", {})
        self.assertEqual({call.result().status_code for call in calls}, {200})

    def test_places_are_bounded(self):
        small = self.client(plan="starter")
        made = small.post("/v1/identities", {})
        path = "/v1/identities/" + made.json()["id"]
        partition, sequence = made.headers["X-Carnet-Position"].split(":")
        ahead = f"{partition}:{int(sequence) + 1000}"
        calls = [self.pool.submit(self.server.client(small.key).get, path, X_Carnet_Position=ahead)
                 for _ in range(10)]
        self.await_waiting(10)
        for _ in range(3):
            self.assertEqual(small.get(path, X_Carnet_Position=ahead).status_code, 429)
        self.assertEqual({call.result().status_code for call in calls}, {503})

    def test_a_wait_for_mail_may_follow(self):
        call = self.later(self.path + "/latest?wait=20", self.next_position())
        time.sleep(0.3)
        self.api.post("/v1/identities", {})
        time.sleep(0.3)
        self.assertFalse(call.done())
        self.api.post(self.path + "/squash")
        self.refused(call.result(), 404, "not_found")

    def test_a_stop_ends_the_wait(self):
        call = self.later(self.path, self.next_position())
        self.await_waiting(1)
        begun = time.monotonic()
        self.server.stop()
        self.assertLess(time.monotonic() - begun, 4)
        self.refused(call.result(), 503, "unavailable")
        self.server.start()

    def test_mutations_are_decided_on_the_newest_state(self):
        for position in (self.next_position(), "x"):
            self.fine(self.api.post("/v1/identities", {}, X_Carnet_Position=position))


if __name__ == "__main__":
    unittest.main()
