#!/usr/bin/python3
"""kill -9 at random moments under mixed load, over and over, and after each one the question whether
every acknowledged operation is there exactly once and nothing else is.

Usage: CARNET_BIN=... kill_loop.py --runs 200 [--seed N]. Prints one JSON line of counts; exits 1 at
the first violation and leaves the data directory. Each run: load, kill, digest of the log up to the
last known point against the live digest of then, restart, check. Now and then the state (all of it
or one partition's) is deleted before the restart, or the restart itself is killed.
"""
import argparse
import collections
import json
import random
import shutil
import sys
import tempfile
import time

from support.client import Client, Mailer, code_mail
from support.load import Mutator, SecretReader, Sender
from support.node import Node

RUNS_PER_DIRECTORY = 20  # a fresh one now and then keeps replay short and covers young logs
MUTATORS, SENDERS = 3, 2
PAGE = 100
EXTRACTED_S = 10


class Violation(AssertionError):
    """The server broke a promise."""


def demand(holds, *what):
    if not holds:
        raise Violation(" ".join(map(str, what)))


class Directory:
    """One data directory through some runs, and all that is known about it."""

    def __init__(self, path, rng, counts):
        self.node, self.random, self.counts = Node(path), rng, counts
        self.node.start()
        self.headers = self.node.tenant()
        self.known, self.reads_sent, self.reads_seen = set(), 0, 0
        client = Client(self.node.http, self.headers)
        self.inboxes = [client.post("/v1/identities", {"ttlHours": 100}).json() for _ in range(4)]
        self.known.update(one["id"] for one in self.inboxes)
        self.mails = collections.Counter()
        self.deliver_first(client)
        self.last = self.node.digests()

    def deliver_first(self, client):
        """One mail whose code the readers read."""
        target = client.post("/v1/identities", {"ttlHours": 100}).json()
        self.known.add(target["id"])
        Mailer(self.node.smtp).send(target["emailAddress"], code_mail("first"))
        found = client.get(f"/v1/identities/{target['id']}/latest-extraction?wait=10").json()
        self.event = found["eventId"]
        self.secret = f"/v1/identities/{target['id']}/events/{self.event}/secret"

    def run(self):
        workers = self.load()
        self.node.kill()
        for worker in workers:
            worker.join(30)
            demand(not worker.is_alive(), "a client hangs")
            demand(not worker.unexpected, "unexpected answers", worker.unexpected[:3])
        self.check_log_prefix()
        self.restart()
        self.check(workers)
        self.last = self.node.digests()

    def load(self):
        http, smtp = self.node.http, self.node.smtp
        seed = self.random.random
        workers = [Mutator(seed(), http, self.headers) for _ in range(MUTATORS)]
        workers += [Sender(seed(), smtp, self.inboxes) for _ in range(SENDERS)]
        workers.append(SecretReader(seed(), http, self.headers, self.secret))
        for worker in workers:
            worker.start()
        time.sleep(self.random.uniform(0.01, 0.4))
        return workers

    def check_log_prefix(self):
        """The log up to the last digest still yields that digest."""
        for partition, (sequence, digest) in self.last.items():
            found = self.node.replayed(f"{partition}:{sequence}")[partition]
            demand(found == (sequence, digest), "digest of partition", partition, found, digest)
            self.counts["digests"] += 1

    def restart(self):
        dice = self.random.random()
        if dice < 0.1:
            shutil.rmtree(self.node.data / "state")
            self.counts["states_deleted"] += 1
        elif dice < 0.2:
            shutil.rmtree(self.node.data / "state" / "1")
            self.counts["states_deleted"] += 1
        elif dice < 0.4:
            self.node.start(wait=False)
            time.sleep(self.random.uniform(0, 0.15))
            self.node.kill()
            self.counts["starts_killed"] += 1
        self.counts["ready_ms_max"] = max(self.counts["ready_ms_max"],
                                          int(self.node.start() * 1000))
        demand("lost acknowledged" not in self.node.said(), self.node.said())

    def check(self, workers):
        client, mailer = Client(self.node.http, self.headers), Mailer(self.node.smtp)
        for worker in workers:
            if isinstance(worker, Mutator):
                self.check_replies(client, worker)
            elif isinstance(worker, Sender):
                self.settle_mails(mailer, worker)
            else:
                self.reads_sent += worker.sent
                self.reads_seen += worker.read
        self.check_identities(client, [w for w in workers if isinstance(w, Mutator)])
        self.check_mails(client)

    def check_replies(self, client, worker):
        for operation in worker.operations:
            again = client.post(operation.path, operation.body, operation.key)
            if operation.answer is None:
                self.counts["in_flight"] += 1
                replayed = again.headers.get("X-Idempotent-Replay") == "true"
                self.counts["in_flight_committed"] += replayed
                worker.take(operation, again)
                demand(again.status == 200, "retry", operation.path, again.status, again.body)
                continue
            self.counts["acknowledged"] += 1
            same = (again.status, again.body) == (operation.answer.status, operation.answer.body)
            demand(same, "other reply", operation.path, operation.answer.body, again.body)
            demand(again.headers.get("X-Idempotent-Replay") == "true", "done again", operation.path)

    def settle_mails(self, mailer, worker):
        for mail in worker.mails:
            if mail.code is None:
                self.counts["mails_in_flight"] += 1
                code, text = mailer.send(mail.identity["emailAddress"], mail.raw)
                demand(code == 250, "resent mail", code, text)
            else:
                self.counts["mails_acknowledged"] += 1
            self.mails[mail.identity["id"], mail.id] += 1

    def check_identities(self, client, workers):
        """Every identity of this run is there as last answered, and no other one is."""
        mine = {}
        for worker in workers:
            mine.update({one: (time_, one in worker.squashed)
                         for one, time_ in worker.expires.items()})
        seen = self.identities_newer_than_known(client)
        demand(set(seen) == set(mine), "identities: invented", set(seen) - set(mine), "lost",
               set(mine) - set(seen))
        for one, (expires, squashed) in mine.items():
            demand((seen[one]["status"] == "SQUASHED") == squashed, "status of", seen[one])
            demand(squashed or seen[one]["expiresAt"] == expires, "expiry of", seen[one], expires)
        self.known.update(mine)

    def identities_newer_than_known(self, client):
        seen, cursor = {}, ""
        while True:
            page = client.get(f"/v1/identities?limit={PAGE}{cursor}").json()
            fresh = [one for one in page["items"] if one["id"] not in self.known]
            for one in fresh:
                demand(one["id"] not in seen, "listed twice", one)
                seen[one["id"]] = one
            if len(fresh) < len(page["items"]) or not page["meta"]["hasMore"]:
                demand(page["meta"]["total"] == len(self.known) + len(seen), "total", page["meta"])
                return seen
            cursor = "&cursor=" + page["meta"]["cursor"]

    def check_mails(self, client):
        """Each mail is one event; the totals leave no room for another. A mail shows once its
        extraction is recorded, so the ones of the last moment get a while."""
        for inbox in self.inboxes:
            wanted = {mail for (one, mail) in self.mails if one == inbox["id"]}
            deadline = time.monotonic() + EXTRACTED_S
            found, total = self.mails_of(client, inbox)
            while set(found) != wanted and time.monotonic() < deadline:
                time.sleep(0.02)
                found, total = self.mails_of(client, inbox)
            demand(set(found) == wanted, "mails: invented", set(found) - wanted, "lost",
                   wanted - set(found))
            demand(all(n == 1 for n in found.values()), "doubled", found.most_common(3))
            demand(total == len(wanted), "total of mails", total, len(wanted))

    @staticmethod
    def mails_of(client, inbox):
        found, cursor = collections.Counter(), ""
        while True:
            page = client.get(f"/v1/identities/{inbox['id']}/events?limit={PAGE}{cursor}").json()
            found.update(one["messageId"] for one in page["items"])
            if not page["meta"]["hasMore"]:
                return found, page["meta"]["total"]
            cursor = "&cursor=" + page["meta"]["cursor"]

    def finish(self):
        """A graceful stop: live digest, digest of the whole log, and the readings on it."""
        live = self.node.digests()
        demand(self.node.stop() == 0, "exit code after SIGTERM")
        stored = self.node.replayed()
        demand(stored == live, "digest after stop", stored, live)
        told = json.dumps(self.node.dump()).count('"secret_read"')
        self.counts["secret_reads"] += self.reads_seen
        demand(self.reads_seen <= told <= self.reads_sent, "secret readings", self.reads_seen, told,
               self.reads_sent)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    counts = collections.Counter(runs=0, seed=given.seed, violations=0)
    rng = random.Random(given.seed)
    began = time.monotonic()
    while counts["runs"] < given.runs:
        room = tempfile.mkdtemp(prefix="carnet-kill-")
        directory = Directory(room + "/data", rng, counts)
        try:
            for _ in range(min(RUNS_PER_DIRECTORY, given.runs - counts["runs"])):
                directory.run()
                counts["runs"] += 1
            directory.finish()
        except Violation as broken:
            counts["violations"] += 1
            print(f"run {counts['runs']}, {room}: {broken}", file=sys.stderr)
            break
        finally:
            directory.node.close()
        shutil.rmtree(room)
        print(json.dumps(counts), file=sys.stderr, flush=True)
    counts["seconds"] = int(time.monotonic() - began)
    print(json.dumps(counts))
    return 1 if counts["violations"] else 0


if __name__ == "__main__":
    sys.exit(main())
