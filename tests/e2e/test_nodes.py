"""Several nodes on one log: any address works for any client. Runs with CARNET_E2E_KAFKA and CARNET_E2E_NODES."""
import concurrent.futures
import contextlib
import json
import os
import re
import smtplib
import sys
import threading
import time
import unittest
import uuid

import requests

from support import mail
from support.cases import ServerCase
from support.sse import Stream

NODES = int(os.environ.get("CARNET_E2E_NODES", "1"))
TAKE_OVER_SECONDS_MAX = 30  # a request's own time
STOP_SECONDS_MAX = 8  # of all nodes; what is cut off without an answer is cut off after ten


class At:
    """A server seen through one of its nodes."""

    def __init__(self, server, node):
        self.server, self.node = server, node
        self.contract, self.clients = server.contract, server.clients
        self.certificate = server.certificate

    @property
    def url(self):
        return self.node.url

    @property
    def smtp_port(self):
        return self.node.smtp_port


class Nodes(ServerCase):
    def clients(self, key=None, **how):
        """One client of a key at each node."""
        first = self.server.client(key, **how)
        made = []
        for node in self.server.nodes:
            client = self.server.client(first.key)
            client.server = At(self.server, node)
            made.append(client)
        return made

    def spread_clients(self):
        """For each partition a project there, as clients at all nodes."""
        found = {}
        for _ in range(60):
            one = self.clients()
            partition = one[0].post("/v1/identities", {}).headers["X-Carnet-Position"].split(":")[0]
            found.setdefault(partition, one)
            if len(found) == NODES:
                return list(found.values())
        self.fail(f"projects only on partitions {sorted(found)}")

    def test_commands_and_reads_at_every_node(self):
        for clients in self.spread_clients():
            made = [self.fine(client.post("/v1/identities", {"label": "l"})) for client in clients]
            for client in clients:
                items = self.fine(client.get("/v1/identities?limit=100"))["items"]
                self.assertLessEqual({one["id"] for one in made}, {one["id"] for one in items})
            for one in made:
                seen = [client.one(one["id"]).json() for client in clients]
                self.assertEqual(seen, [seen[0]] * NODES)
                self.assertEqual(seen[0]["id"], one["id"])

    def test_a_replay_is_the_same_at_every_node(self):
        for clients in self.spread_clients():
            key = str(uuid.uuid4())
            answers = [client.post("/v1/identities", {}, idempotency=key) for client in clients]
            self.assertEqual(len({answer.content for answer in answers}), 1)
            self.assertEqual([a.headers.get("X-Idempotent-Replay") for a in answers],
                             [None] + ["true"] * (NODES - 1))

    def test_a_position_is_read_at_every_node(self):
        for clients in self.spread_clients():
            for writer in clients:
                made = writer.post("/v1/identities", {})
                at = made.headers["X-Carnet-Position"]
                for reader in clients:
                    self.fine(reader.one(made.json()["id"], X_Carnet_Position=at))

    def test_a_key_works_everywhere_at_once_and_an_unknown_one_nowhere(self):
        for _ in range(5):
            for client in self.clients():
                self.fine(client.get("/v1/identities"))
        unknown = self.clients()
        for client in unknown:
            answer = client.get("/v1/identities", Authorization="Bearer aid_" + "a" * 32)
            self.refused(answer, 401, "unauthorized")

    def test_mail_for_every_node_at_every_node(self):
        for clients in self.spread_clients():
            for n, client in enumerate(clients):
                made = clients[n - 1].create()
                address = made["emailAddress"]
                self.assertEqual(mail.deliver(client.server, mail.code_message(address, f"12345{n}"),
                                              [address]), {})
                for reader in clients:
                    got = self.fine(reader.one(made["id"], "/latest-extraction?wait=20"))
                    self.assertEqual(got["extraction"]["type"] if "extraction" in got else got["type"], "otp")

    def test_one_message_for_mailboxes_of_all_nodes(self):
        owners = self.spread_clients()
        made = [clients[0].create() for clients in owners]
        addresses = [one["emailAddress"] for one in made]
        for node in self.server.nodes:
            what = mail.code_message(addresses[0], "4711" + str(self.server.nodes.index(node)) + "1")
            self.assertEqual(mail.deliver(At(self.server, node), what, addresses), {})
        for clients, one in zip(owners, made):
            self.eventually(lambda: len(self.fine(clients[1].one(one["id"], "/events"))["items"]) == NODES)

    def test_an_unknown_mailbox_is_refused_at_every_node(self):
        address = self.client().create()["emailAddress"]
        local, domain = address.split("@")
        for node in self.server.nodes:
            for wrong in (f"x{local[:-3]}abc@{domain}", f"nobody@{domain}"):
                with smtplib.SMTP("127.0.0.1", node.smtp_port, timeout=60) as smtp:
                    smtp.helo()
                    smtp.mail("a@b.example")
                    self.assertEqual(smtp.rcpt(wrong)[0], 550)

    def test_a_limit_is_one_for_all_nodes(self):
        clients = self.clients(plan="starter")
        limit = int(clients[0].get("/v1/identities").headers["X-RateLimit-Limit"])
        statuses = [clients[n % NODES].get("/v1/identities").status_code for n in range(limit + 10)]
        self.assertEqual(statuses.count(200), limit - 1)
        self.assertEqual(statuses.count(429), 11)

    def test_a_stream_at_every_node_and_on_at_another(self):
        for clients in self.spread_clients():
            with Stream(clients[0], "/v1/realtime/stream") as stream:
                stream.until(lambda s: s.opening)
                made = [clients[n % NODES].create()["id"] for n in range(6)]
                first = stream.events(3)[:3]
            for client in clients:
                with Stream(client, "/v1/realtime/stream", Last_Event_ID=first[-1].id) as again:
                    rest = again.events(3)[:3]
                for frame, identity in zip(first + rest, made, strict=True):
                    self.assertIn(identity, json.dumps(frame.data))

    def limit(self, client, flag: str, value: int):
        self.server.admin("set-limits", "--project-id", client.key.project, flag, str(value))

    def test_streams_are_counted_over_all_nodes(self):
        for clients in self.spread_clients():
            self.limit(clients[0], "--burst", NODES)
            with contextlib.ExitStack() as open_streams:
                streams = [open_streams.enter_context(Stream(client, "/v1/realtime/stream"))
                           for client in clients]
                for stream in streams:
                    stream.until(lambda s: s.opening)
                for client in clients:
                    self.refused(client.get("/v1/realtime/stream"), 429, "rate_limited")
                streams[0].close()
                self.eventually(lambda: self.opens(clients[1]))

    def opens(self, client) -> bool:
        with Stream(client, "/v1/realtime/stream") as stream:
            return stream.until(lambda s: s.status).status == 200

    def test_a_stream_goes_on_where_the_copy_is_behind(self):
        for clients in self.spread_clients():
            for turn in range(10):  # the id is known at the owner alone when it is asked for
                made = clients[turn % NODES].create()
                newest = self.fine(clients[0].one(made["id"], "/events?offset=0"))["items"][0]["id"]
                for client in clients:
                    with Stream(client, "/v1/realtime/stream", Last_Event_ID=newest) as stream:
                        self.assertEqual(stream.until(lambda s: s.status).status, 200)

    def test_a_limit_of_mail_is_told_at_rcpt_by_every_node(self):
        for clients in self.spread_clients():
            made = clients[0].create()
            self.limit(clients[0], "--requests-per-minute", 1)
            address = made["emailAddress"]
            self.assertEqual(mail.deliver(self.server, mail.code_message(address), [address]), {})
            for node in self.server.nodes:
                with smtplib.SMTP("127.0.0.1", node.smtp_port, timeout=60) as smtp:
                    smtp.helo()
                    smtp.mail("a@b.example")
                    self.assertEqual(smtp.rcpt(address)[0], 452)

    def test_every_node_tells_its_own_digests(self):
        for clients in self.spread_clients():
            clients[0].create()
        self.assertEqual(len(self.server.digests()), NODES + 1)

    def test_a_waiting_read_at_another_node(self):
        for clients in self.spread_clients():
            made = clients[0].create()
            with concurrent.futures.ThreadPoolExecutor(NODES) as pool:
                waits = [pool.submit(client.one, made["id"], "/latest-extraction?wait=30")
                         for client in clients]
                time.sleep(0.5)
                mail.deliver(clients[0].server, mail.code_message(made["emailAddress"]),
                             [made["emailAddress"]])
                for wait in waits:
                    self.fine(wait.result())

    def test_marks_of_strangers_are_nothing(self):
        for client in self.clients():
            self.fine(client.get("/v1/identities", X_Carnet_Forwarded="v1;a;1;req_x;::1;http;00;00;00"))
            for path in ("mail", "charges"):
                answer = requests.post(f"{client.server.url}/v1/nodes/{path}", data=b"x", timeout=30)
                self.assertEqual(answer.status_code, 404)


class Load:
    """Creates and reads through all nodes that may be asked, until stopped; keeps every failure."""

    def __init__(self, clients):
        self.clients = clients
        self.asked = set(range(len(clients)))
        self.failures, self.made, self.slowest = [], 0, 0.0
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self._run, args=(n,)) for n in range(4)]
        for thread in self.threads:
            thread.start()

    def _run(self, turn: int):
        while not self.ended.is_set():
            turn += 1
            client = self.clients[sorted(self.asked)[turn % len(self.asked)]]
            begun = time.monotonic()
            try:
                made = client.post("/v1/identities", {})
                read = client.one(made.json()["id"]) if made.status_code == 200 else made
                if read.status_code != 200:
                    self.failures.append((read.status_code, read.text))
                self.made += 1
            except requests.RequestException as error:
                self.failures.append((0, repr(error)))
            self.slowest = max(self.slowest, time.monotonic() - begun)

    def stop(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()
        print(f"{self.made} creations, slowest {self.slowest:.1f} s, {len(self.failures)} failures "
              f"{self.failures[:3]}", file=sys.stderr)
        return self.failures


class Changes(Nodes):
    """Nodes that come and go; the tests of the class above run here no second time."""

    def test_a_planned_stop_fails_no_request(self):
        loads = [Load(clients) for clients in self.spread_clients()]
        try:
            for n, node in enumerate(self.server.nodes):
                time.sleep(2)
                for load in loads:
                    load.asked.discard(n)  # as a balancer does that has seen it go
                time.sleep(0.5)
                node.ask_to_stop()
                node.await_stop()
                self.server.start_node(n)
                for load in loads:
                    load.asked.add(n)
            time.sleep(2)
        finally:
            failures = [failure for load in loads for failure in load.stop()]
        self.assertEqual(failures, [])

    def owner_of(self, partition: str) -> int:
        """The number of the node that answers for a partition."""
        for n, node in enumerate(self.server.nodes):
            page = requests.get(node.url + "/metrics", timeout=30).text
            if re.search(rf'^carnet_partition_owned{{partition="{partition}"}} 1$', page, re.MULTILINE):
                return n
        self.fail(f"nobody owns partition {partition}")

    def test_a_stop_of_all_nodes_answers_who_waits(self):
        spread = self.spread_clients()
        asked = []
        with concurrent.futures.ThreadPoolExecutor(NODES * NODES) as pool:
            for clients in spread:
                made = clients[0].create()
                asked += [pool.submit(client.one, made["id"], "/latest?wait=60") for client in clients]
            time.sleep(1)
            self.assertFalse(any(one.done() for one in asked))
            begun = time.monotonic()
            self.server.stop()
            took = time.monotonic() - begun
            codes = sorted(one.result().json()["code"] for one in asked)
        self.server.start()
        print(f"stopped in {took:.1f} s: {codes}", file=sys.stderr)
        self.assertLessEqual(set(codes), {"not_found", "unavailable"})
        self.assertLess(took, STOP_SECONDS_MAX)

    def test_a_killed_owner_costs_its_take_over_and_no_request_at_others(self):
        loads = [Load(clients) for clients in self.spread_clients()]
        try:
            time.sleep(2)
            owner = self.owner_of("1")
            for load in loads:
                load.asked.discard(owner)
            time.sleep(0.5)
            self.server.nodes[owner].kill()
            time.sleep(20)
        finally:
            failures = [failure for load in loads for failure in load.stop()]
            self.server.start_node(owner)
        self.assertEqual(failures, [])
        self.assertLess(max(load.slowest for load in loads), TAKE_OVER_SECONDS_MAX)


for name in [n for n in dir(Nodes) if n.startswith("test_")]:
    setattr(Changes, name, None)

if __name__ == "__main__":
    if NODES < 2 or not os.environ.get("CARNET_E2E_KAFKA"):
        print("skipped: it needs several nodes on a log on Kafka")
        sys.exit(77)
    unittest.main()
