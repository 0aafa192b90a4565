"""Clients as they are in the wild: each keeps to one project, sends one request at a time, and sends it again
under the same key, to the next address, until it is answered. They run until they are told to stop, and then
until what they began is settled."""
import http.client
import json
import os
import random
import select
import smtplib
import threading
import time

from .history import History, Mail, Operation

TRY_S = 15
PAUSE_S = 0.1  # before another try
SETTLE_S = 300  # an operation that is not answered in that time is given up, and a violation
PASSING = (408, 429, 503)
REPEATED_SHARE = 0.05


class Worker(threading.Thread):
    def __init__(self, name: str, seed, history: History, addresses: list[str], think_s: float):
        super().__init__(name=name, daemon=True)
        self.random, self.history, self.addresses, self.think_s = random.Random(seed), history, addresses, think_s
        self.at = self.random.randrange(1000)  # in the round of addresses
        self.stopping = threading.Event()
        self.done = 0

    def run(self):
        while not self.stopping.is_set():
            self.act()
            self.done += 1
            self.stopping.wait(self.random.uniform(0, 2 * self.think_s))

    def act(self):
        raise NotImplementedError

    def settle(self, one, attempt):
        """Tries until `attempt` is true; `one` is told what went wrong before."""
        deadline = time.monotonic() + SETTLE_S
        while time.monotonic() < deadline:
            address = self.addresses[self.at % len(self.addresses)]
            problem = attempt(address)
            if problem is None:
                self.at += 1
                return
            one.tries.append([self.history.now(), address, problem])
            self.at += 1
            if problem != "refused" or len(self.addresses) == 1 or self.at % len(self.addresses) == 0:
                time.sleep(PAUSE_S)
        self.history.complain(f"{self.name}: not answered in {SETTLE_S} s: {one}")


class Mutator(Worker):
    """Creates, extends, squashes and creates in bulk, in one project."""

    def __init__(self, name, seed, history, addresses, think_s, headers):
        super().__init__(name, seed, history, addresses, think_s)
        self.headers, self.project = headers, headers["X-Project-Id"]
        self.lines: dict[str, http.client.HTTPConnection] = {}
        self.live, self.mine = [], []

    def act(self):
        dice = self.random.random()
        if self.mine and self.random.random() < REPEATED_SHARE:
            self.repeat(self.random.choice(self.mine[-50:]))
        elif dice < 0.5 or not self.live:
            self.do("create", "/v1/identities", {"ttlHours": self.random.randint(24, 48), "tags": ["load"]})
        elif dice < 0.75:
            self.do("extend", f"/v1/identities/{self.random.choice(self.live)}/extend", {"ttlHours": 1})
        elif dice < 0.9:
            self.do("squash", f"/v1/identities/{self.random.choice(self.live)}/squash", {})
        else:
            self.do("create", "/v1/identities/bulk", {"count": 5, "ttlHours": 24})

    def do(self, kind, path, body):
        key = f"{self.name}-{len(self.mine)}-{os.urandom(4).hex()}"
        operation = self.history.add(Operation(self.name, self.project, kind, path, body, key))
        self.settle(operation, lambda address: self.attempt(operation, address))
        if not operation.acknowledged:
            return
        self.mine.append(operation)
        for one in operation.subjects:
            if one["status"] == "SQUASHED":
                self.live.remove(one["id"])
            elif kind == "create":
                self.live.append(one["id"])

    def attempt(self, operation, address):
        status, headers, text = self.post(address, operation)
        if status != 200:
            return self.problem(operation, status, text)
        operation.answer, operation.position = text, headers["X-Carnet-Position"]
        operation.replayed = headers.get("X-Idempotent-Replay") == "true"
        operation.ended = self.history.now()
        return None

    def repeat(self, operation):
        """Asks again for what was answered already."""
        again = Operation(self.name, self.project, "repeat", operation.path, operation.body, operation.key)

        def attempt(address):
            status, headers, text = self.post(address, operation)
            if status != 200:
                return self.problem(operation, status, text)
            operation.repeats.append([text, headers["X-Carnet-Position"]])
            if headers.get("X-Idempotent-Replay") != "true":
                self.history.complain(f"{operation.key} was done again")
            return None
        self.settle(again, attempt)

    def problem(self, operation, status, text):
        """What to note of an answer that is no success; only some may be tried again."""
        if isinstance(status, int) and status not in PASSING:
            self.history.complain(f"{operation.path} {operation.key}: {status} {text}")
        return text if status is None else f"{status} {code_of(text)}"

    def post(self, address, operation):
        """Status, headers and body; status None and what happened where there is none."""
        line = self.lines.get(address)
        if line and line.sock and select.select([line.sock], [], [], 0)[0]:
            line.close()  # the server has closed it meanwhile, as any client that keeps lines notices
            line = None
        fresh = line is None
        if fresh:
            line = self.lines[address] = http.client.HTTPConnection(address, timeout=TRY_S)
        try:
            line.request("POST", operation.path, json.dumps(operation.body),
                         {**self.headers, "Idempotency-Key": operation.key, "Content-Type": "application/json"})
            got = line.getresponse()
            return got.status, got.headers, got.read().decode()
        except (OSError, http.client.HTTPException) as error:
            line.close()
            del self.lines[address]
            # A kept line that the server closed while it was idle is no failure of a request: HTTP leaves
            # it to the client to open another one.
            if not fresh and isinstance(error, (http.client.RemoteDisconnected, BrokenPipeError)):
                operation.tries.append([self.history.now(), address, "reopened"])
                return self.post(address, operation)
            return None, {}, "refused" if isinstance(error, ConnectionRefusedError) else f"lost: {error!r}"


def code_of(text: str) -> str:
    try:
        told = json.loads(text)
        return f"{told['code']}: {told['message']}"
    except (ValueError, KeyError, TypeError):
        return text[:80]


class Sender(Worker):
    """Delivers mails, each in a session of its own now and then."""

    def __init__(self, name, seed, history, addresses, think_s, inboxes):
        super().__init__(name, seed, history, addresses, think_s)
        self.inboxes, self.session, self.session_address = inboxes, None, None

    def act(self):
        inbox = self.random.choice(self.inboxes)
        message = f"<{self.name}-{self.done}-{os.urandom(4).hex()}@example.test>"
        mail = self.history.add(Mail(self.name, inbox["projectId"], inbox["id"], message))
        text = (f"From: Shop <shop@example.test>\r\nTo: {inbox['emailAddress']}\r\nSubject: Your sign-in code\r\n"
                f"Message-ID: {message}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                "Your verification code is 482913. It expires in ten minutes.\r\n").encode()
        self.settle(mail, lambda address: self.attempt(mail, inbox["emailAddress"], text, address))

    def attempt(self, mail, to, text, address):
        try:
            self.open(address)
            for command in ("MAIL FROM:<sender@example.test>", f"RCPT TO:<{to}>"):
                code, said = self.session.docmd(command)
                if code != 250:
                    return self.problem(mail, code, said)
            code, said = self.session.data(text)
        except (OSError, smtplib.SMTPException) as error:
            self.hang_up()
            return "refused" if isinstance(error, ConnectionRefusedError) else f"lost: {error!r}"
        if code != 250:
            return self.problem(mail, code, said)
        mail.ended = self.history.now()
        return None

    def problem(self, mail, code, said):
        self.hang_up()
        if code >= 500:
            self.history.complain(f"mail {mail.message} to {mail.identity}: {code} {said}")
        return f"{code} {said.decode(errors='replace')[:80]}"

    def open(self, address):
        if self.session and self.session_address == address:
            return
        self.hang_up()
        host, port = address.split(":")
        self.session = smtplib.SMTP(host, int(port), timeout=TRY_S)
        self.session.ehlo("client.test")
        self.session_address = address

    def hang_up(self):
        if self.session:
            try:
                self.session.close()
            except OSError:
                pass
        self.session = None
