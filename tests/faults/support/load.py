"""Mixed load whose every operation is written down before it is sent, so that after a kill each one is
either acknowledged, with the exact answer, or was in flight.
"""
import random
import threading

from .client import Client, Mailer, code_mail, fresh_key

BROKEN = (OSError, EOFError, ConnectionError, Exception)


class Operation:
    """One mutation: what was sent, and the answer if one came back whole."""

    def __init__(self, path, body):
        self.path, self.body, self.key = path, body, fresh_key()
        self.answer = None


class Mail:
    """One message: where to, the exact bytes, and whether it was accepted."""

    def __init__(self, identity, serial):
        self.identity = identity
        self.id = f"<{serial}@example.test>"
        self.raw = code_mail(serial, to=identity["emailAddress"])
        self.code = None


class Worker(threading.Thread):
    """Acts until the server goes away; the subclasses say how."""

    def __init__(self, seed):
        super().__init__(daemon=True)
        self.random = random.Random(seed)
        self.unexpected = []
        self.stopping = False

    def run(self):
        try:
            while not self.stopping:
                self.act()
        except BROKEN as error:
            self.ended = error


class Mutator(Worker):
    """Creates, extends, squashes, creates in bulk; each on identities of its own."""

    def __init__(self, seed, port, headers):
        super().__init__(seed)
        self.client = Client(port, headers)
        self.operations, self.live = [], []
        self.expires, self.squashed = {}, set()

    def act(self):
        dice = self.random.random()
        if dice < 0.5 or not self.live:
            body = {"ttlHours": self.random.randint(2, 48), "tags": ["load"]}
            self.do("/v1/identities", body)
        elif dice < 0.75:
            self.do(f"/v1/identities/{self.random.choice(self.live)}/extend", {"ttlHours": 3})
        elif dice < 0.9:
            self.do(f"/v1/identities/{self.random.choice(self.live)}/squash", {})
        else:
            self.do("/v1/identities/bulk", {"count": 5, "ttlHours": 2})

    def do(self, path, body):
        operation = Operation(path, body)
        self.operations.append(operation)
        self.take(operation, self.client.post(path, body, operation.key))

    def take(self, operation, answer):
        """Keeps the answer and what it says about identities."""
        operation.answer = answer
        if answer.status != 200:
            self.unexpected.append((operation.path, answer.status, answer.body))
            return
        told = answer.json()
        for one in told.get("items", [told]):
            self.expires[one["id"]] = one["expiresAt"]
            if one["status"] == "SQUASHED":
                self.squashed.add(one["id"])
                self.live.remove(one["id"])
            elif one["id"] not in self.live:
                self.live.append(one["id"])


class Sender(Worker):
    """Delivers mails over one session."""

    def __init__(self, seed, port, identities):
        super().__init__(seed)
        self.mailer = Mailer(port)
        self.identities, self.mails = identities, []

    def act(self):
        mail = Mail(self.random.choice(self.identities), fresh_key())
        self.mails.append(mail)
        code, text = self.mailer.send(mail.identity["emailAddress"], mail.raw)
        mail.code = code
        if code != 250:
            self.unexpected.append(("mail", code, text))


class SecretReader(Worker):
    """Reads the code of one event over and over."""

    def __init__(self, seed, port, headers, path):
        super().__init__(seed)
        self.client = Client(port, headers)
        self.path, self.sent, self.read = path, 0, 0

    def act(self):
        self.sent += 1
        answer = self.client.get(self.path)
        if answer.status == 200:
            self.read += 1
        else:
            self.unexpected.append((self.path, answer.status, answer.body))
