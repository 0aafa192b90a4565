"""What clients asked for and what they were told, kept so that it can be compared with the log later."""
import dataclasses
import json
import threading
import time


@dataclasses.dataclass
class Operation:
    """One mutation over all its tries. `position` is that of the answer, `subjects` the identities in it."""
    worker: str
    project: str
    kind: str
    path: str
    body: dict
    key: str
    began: float = 0.0
    ended: float | None = None  # none: never acknowledged
    answer: str = ""
    position: str = ""
    replayed: bool = False
    tries: list = dataclasses.field(default_factory=list)  # what went wrong, [when, where, what]
    repeats: list = dataclasses.field(default_factory=list)  # later answers to the same key, [answer, position]

    @property
    def acknowledged(self) -> bool:
        return self.ended is not None

    @property
    def subjects(self) -> list[dict]:
        told = json.loads(self.answer)
        return told.get("items", [told])


@dataclasses.dataclass
class Mail:
    """One message over all its tries."""
    worker: str
    project: str
    identity: str
    message: str
    began: float = 0.0
    ended: float | None = None
    tries: list = dataclasses.field(default_factory=list)


class History:
    """All operations and mails of a run; any thread may add."""

    def __init__(self):
        self.lock = threading.Lock()
        self.operations: list[Operation] = []
        self.mails: list[Mail] = []
        self.inboxes: dict[str, str] = {}  # identities made before the load, and their projects
        self.unexpected: list[str] = []  # answers that nobody may get
        self.began = time.monotonic()

    def now(self) -> float:
        return time.monotonic() - self.began

    def add(self, one):
        one.began = self.now()
        with self.lock:
            (self.mails if isinstance(one, Mail) else self.operations).append(one)
        return one

    def complain(self, what: str):
        with self.lock:
            self.unexpected.append(what)

    def failed_tries(self, since: float, until: float) -> list:
        """Tries that were answered by an error or broke off between two moments. A refused connection
        is none: the client goes to the next address, as a balancer does; nor is a kept connection that
        was closed before the next request on it."""
        with self.lock:
            ones = [*self.operations, *self.mails]
        return [one for some in ones for one in some.tries
                if since <= one[0] <= until and one[2] not in ("refused", "reopened")]

    def save(self, path):
        with open(path, "w", encoding="utf-8") as file:
            for one in (*self.operations, *self.mails):
                file.write(json.dumps({"type": type(one).__name__, **dataclasses.asdict(one)}) + "\n")

    @classmethod
    def load(cls, path) -> "History":
        found = cls()
        with open(path, encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                kind = row.pop("type")
                if kind == "Mail":
                    found.mails.append(Mail(**row))
                else:
                    found.operations.append(Operation(**row))
        return found
