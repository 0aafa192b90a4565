"""The clients of a run: two projects a partition or so, each with somebody who changes identities; senders of
mail; a receiver of webhooks; a reader of a stream."""
import itertools
import json
import time
import urllib.request

from . import checker
from .listeners import Reader, Sink
from .workers import Mutator, Sender
from .world import World

PROJECTS, SENDERS, INBOXES = 6, 2, 3
THINK_S = 0.03
REPEATS = 300
SETTLED_S = 90
STOP_S = 320
TYPES = {"create": "identity.provisioned", "squash": "identity.squashed"}
PAGE = 100


class Load:
    def __init__(self, world: World, sink_host: str):
        self.world, self.sink = world, Sink()
        nodes = world.fleet.nodes
        self.web, self.mail = [one.http for one in nodes], [one.smtp for one in nodes]
        self.tenants = [self.tenant(number) for number in range(PROJECTS)]
        # One project is listened to: its webhooks, its stream.
        self.watched = self.tenants[0]
        self.call("POST", self.watched, "/v1/webhooks", {
            "url": f"http://{sink_host}:{self.sink.port}/hook", "eventTypes": list(TYPES.values())})
        self.reader = Reader(self.web, self.watched, "&type=".join(TYPES.values()))
        self.reader.start()
        if not self.reader.opened.wait(30):
            raise RuntimeError(f"the stream does not open: {self.reader.refused}")
        inboxes = [self.call("POST", tenant, "/v1/identities", {"ttlHours": 48}, f"inbox-{n}")
                   for tenant in self.tenants[1:] for n in range(INBOXES)]
        self.inboxes = {one["id"]: one["projectId"] for one in inboxes}
        self.setup = world.history.now()
        seeds = world.random
        self.mutators = [Mutator(f"mutator-{n}", seeds.random(), world.history, self.web, THINK_S, tenant)
                         for n, tenant in enumerate(self.tenants)]
        self.senders = [Sender(f"sender-{n}", seeds.random(), world.history, self.mail, THINK_S, inboxes)
                        for n in range(SENDERS)]
        world.workers = [*self.mutators, *self.senders]

    def tenant(self, number: int) -> dict:
        made = self.world.fleet.admin("create-key", "--org", "faults", "--project", f"p{number}", "--plan",
                                      "enterprise")
        return {"Authorization": "Bearer " + made["apiKey"], "X-Org-Id": made["organizationId"],
                "X-Project-Id": made["projectId"]}

    def call(self, method, tenant, path, body=None, key="setup"):
        """One request outside the load, to any node, until it is answered."""
        headers = {**tenant, "Content-Type": "application/json", "Idempotency-Key": key}
        data = None if body is None else json.dumps(body).encode()
        for address in itertools.islice(itertools.cycle(self.web), 100):
            try:
                request = urllib.request.Request(f"http://{address}{path}", data, headers, method=method)
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return json.loads(answer.read())
            except OSError as error:
                problem = error
                time.sleep(0.2)
        raise RuntimeError(f"{method} {path}: {problem}")

    def start(self):
        for worker in self.world.workers:
            worker.start()

    def stop(self):
        """Ends the clients, each after what it has in hand, and asks again for some of what was answered."""
        for worker in self.world.workers:
            worker.stopping.set()
        for worker in self.world.workers:
            worker.join(STOP_S)
            if worker.is_alive():
                self.world.history.complain(f"{worker.name} hangs")
        for mutator in self.mutators:
            for operation in self.world.random.sample(mutator.mine, min(len(mutator.mine), REPEATS // PROJECTS)):
                mutator.repeat(operation)

    def expected_events(self) -> set[str]:
        """What the watched project's listeners must hear of."""
        project = self.watched["X-Project-Id"]
        return {f"{TYPES[one.kind]} {subject['id']}" for one in self.world.history.operations
                if one.project == project and one.acknowledged and one.kind in TYPES for subject in one.subjects}

    def check_listeners(self) -> list[str]:
        expected = self.expected_events()
        deadline = time.monotonic() + SETTLED_S
        while time.monotonic() < deadline and not all(
                expected <= {about for _, about in list(one.got)} for one in (self.sink, self.reader)):
            time.sleep(0.2)
        self.reader.stopping = True
        return (checker.delivered("webhooks", expected, list(self.sink.got), once=False) +
                checker.delivered("stream", expected, list(self.reader.got), once=True))

    def check_inboxes(self) -> list[str]:
        """A mail shows once its extraction is recorded, so the ones of the last moment get a while."""
        deadline = time.monotonic() + SETTLED_S
        while True:
            listed = {one: self.messages(one, project) for one, project in self.inboxes.items()}
            found = checker.mails_listed(self.world.history, listed)
            if not found or time.monotonic() > deadline:
                return found
            time.sleep(0.5)

    def messages(self, identity: str, project: str) -> list[str]:
        tenant = next(one for one in self.tenants if one["X-Project-Id"] == project)
        found, cursor = [], ""
        while True:
            page = self.call("GET", tenant, f"/v1/identities/{identity}/events?limit={PAGE}{cursor}")
            found += [one["messageId"] for one in page["items"]]
            if not page["meta"]["hasMore"]:
                return found
            cursor = "&cursor=" + page["meta"]["cursor"]

    def close(self):
        self.reader.stopping = True
        self.sink.close()
