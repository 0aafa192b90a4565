"""The promises, held against a history and the log. Each check gives sentences about what was broken; a
run is good when there are none. Nothing here talks to a server."""
import collections
import itertools

from .history import History
from .log_view import Frame, Record

SHOWN = 5


def check(history: History, log: list[Record]) -> list[str]:
    """Everything that history and log say together."""
    found = [f"unexpected answer: {what}" for what in history.unexpected[:SHOWN]]
    for one in (dense, one_owner_at_a_time, commands_once):
        found += one(log)
    for one in (acknowledged_where_told, effects_exactly_once, mails_exactly_once):
        found += one(history, log)
    return found + in_order(history) + same_replies(history)


def some(what: str, cases) -> list[str]:
    """A sentence for the first cases of one kind."""
    return [f"{what}: {case}" for case in itertools.islice(cases, SHOWN)]


def dense(log: list[Record]) -> list[str]:
    """Positions of a partition are 1, 2, 3 … in the order of the log."""
    last = collections.Counter()
    wrong = []
    for record in log:
        if record.sequence != last[record.partition] + 1:
            wrong.append(f"{record.position} after {record.partition}:{last[record.partition]}")
        last[record.partition] = record.sequence
    return some("gap or repeat on the log", wrong)


def one_owner_at_a_time(log: list[Record]) -> list[str]:
    """Epochs only rise; an epoch is claimed by one node, in its first record."""
    epochs, claims, wrong = {}, {}, []
    for record in log:
        before = epochs.get(record.partition, 0)
        claimed = [e for e in record.events if e["type"] == "owner_claimed"]
        if record.epoch < before:
            wrong.append(f"{record.position} of epoch {record.epoch} after {before}")
        if record.epoch > before and not any(e["epoch"] == record.epoch for e in claimed):
            wrong.append(f"{record.position} begins epoch {record.epoch} without a claim")
        for claim in claimed:
            who = claims.setdefault((record.partition, claim["epoch"]), claim["node"])
            if who != claim["node"] or claim["epoch"] != record.epoch:
                wrong.append(f"{record.position} of epoch {record.epoch} claims {claim['epoch']}, held by {who}")
        epochs[record.partition] = max(before, record.epoch)
    return some("two owners", wrong)


def frames_of_one_writer(frames: list[Frame]) -> list[str]:
    """What a stock read_committed consumer sees: each frame once, in order, no frame of a fenced writer."""
    last, wrong = {}, []
    for frame in frames:
        before = last.get(frame.partition, Frame(frame.partition, 0, 0, True, 0))
        follows = (before.sequence + 1, 0) if before.last else (before.sequence, before.index + 1)
        if (frame.sequence, frame.index) != follows or frame.epoch < before.epoch:
            wrong.append(f"{frame} after {before}")
        last[frame.partition] = frame
    return some("an outside consumer sees", wrong)


def commands_once(log: list[Record]) -> list[str]:
    seen, wrong = {}, []
    for record in log:
        if record.command and record.command in seen:
            wrong.append(f"{record.command} at {seen[record.command]} and {record.position}")
        seen[record.command] = record.position
    return some("a command committed twice", wrong)


def effect_of(kind: str, one: dict) -> tuple:
    """What an acknowledged operation must have left on the log about an identity."""
    if kind == "extend":
        return "extend", one["id"], one["expiresAt"]
    return kind, one["id"]


def effects_in(record: Record) -> list[tuple]:
    """The same of a record."""
    found = []
    for event in record.events:
        if event["type"] == "identities_provisioned":
            found += [("create", one) for one in event["identities"]]
        elif event["type"] == "identities_squashed":
            found += [("squash", one) for one in event["identities"]]
        elif event["type"] == "identity_extended":
            found.append(("extend", event["identityId"], event["expiresAt"]))
    return found


def acknowledged_where_told(history: History, log: list[Record]) -> list[str]:
    """The position in an answer holds just what was answered, for the project that asked."""
    at = {record.position: record for record in log}
    taken, wrong = {}, []
    for operation in history.operations:
        if not operation.acknowledged:
            continue
        record = at.get(operation.position)
        wanted = sorted(effect_of(operation.kind, one) for one in operation.subjects)
        if record is None:
            wrong.append(f"{operation.key} acknowledged at {operation.position}, which is not there")
        elif sorted(effects_in(record)) != wanted or record.project != operation.project:
            wrong.append(f"{operation.key} at {operation.position}: {wanted} answered, {effects_in(record)} found")
        if operation.position in taken:
            wrong.append(f"{operation.key} and {taken[operation.position]} both at {operation.position}")
        taken[operation.position] = operation.key
    return some("lost", wrong)


def effects_exactly_once(history: History, log: list[Record]) -> list[str]:
    """What is on the log of the projects under load is what was acknowledged, each as often. The inboxes
    were there before the load."""
    projects = {operation.project for operation in history.operations}
    wanted = collections.Counter(
        effect_of(operation.kind, one) for operation in history.operations if operation.acknowledged
        for one in operation.subjects)
    found = collections.Counter(
        effect for record in log if record.project in projects for effect in effects_in(record)
        if effect[1] not in history.inboxes)
    return (some("lost", (wanted - found).items()) + some("doubled or invented", (found - wanted).items()))


def mails_exactly_once(history: History, log: list[Record]) -> list[str]:
    """As many mails on the log for each inbox as were accepted; which ones is seen in the listings."""
    projects = {mail.project for mail in history.mails}
    wanted = collections.Counter(mail.identity for mail in history.mails if mail.ended is not None)
    found = collections.Counter(
        event["identityId"] for record in log if record.project in projects
        for event in record.events if event["type"] == "mail_received")
    return some("mails lost", (wanted - found).items()) + some("mails doubled", (found - wanted).items())


def in_order(history: History) -> list[str]:
    """What was answered before another request of its project was sent lies before it on the log."""
    by_project = collections.defaultdict(list)
    for operation in history.operations:
        if operation.acknowledged:
            by_project[operation.project].append(operation)
    wrong = []
    for ones in by_project.values():
        ended = sorted(ones, key=lambda one: one.ended)
        known = 0, None
        at = 0
        for operation in sorted(ones, key=lambda one: one.began):
            while at < len(ended) and ended[at].ended < operation.began:
                known = max(known, (sequence_of(ended[at]), ended[at].key))
                at += 1
            if sequence_of(operation) <= known[0] and operation.key != known[1]:
                wrong.append(f"{operation.key} at {operation.position}, begun after {known[1]} at {known[0]} was answered")
    return some("reordered", wrong)


def sequence_of(operation) -> int:
    return int(operation.position.split(":")[1])


def same_replies(history: History) -> list[str]:
    """Whoever repeats a key gets the same bytes from the same position."""
    return some("another reply", (
        f"{operation.key}: {operation.answer} at {operation.position}, then {answer} at {position}"
        for operation in history.operations for answer, position in operation.repeats
        if (answer, position) != (operation.answer, operation.position)))


def mails_listed(history: History, listed: dict[str, list[str]]) -> list[str]:
    """The inboxes as the API lists them, by identity, hold each accepted message once."""
    wanted = collections.Counter((mail.identity, mail.message) for mail in history.mails if mail.ended is not None)
    found = collections.Counter((one, message) for one, messages in listed.items() for message in messages)
    return (some("mails lost", (wanted - found).items()) + some("mails doubled or invented", (found - wanted).items()))


def delivered(name: str, expected: set[str], got: list[tuple[str, str]], once: bool) -> list[str]:
    """Webhooks or a stream: `got` are pairs of event id and the identity it is about, in order of
    arrival. Nothing expected is missing, no identity has two event ids, and with `once` nothing repeats."""
    ids = collections.defaultdict(set)
    for event, about in got:
        ids[about].add(event)
    found = some(f"{name}: never delivered", sorted(expected - set(ids)))
    found += some(f"{name}: two ids for one event", ((a, i) for a, i in ids.items() if len(i) > 1))
    repeated = collections.Counter(event for event, _ in got)
    if once:
        found += some(f"{name}: repeated", (e for e, n in repeated.items() if n > 1))
    return found


def digests_equal(digests: dict[str, dict[int, tuple]]) -> list[str]:
    """`digests` by who gave them, of each partition (sequence, digest): all the same."""
    wrong = []
    for partition in sorted({p for one in digests.values() for p in one}):
        values = {who: one.get(partition) for who, one in digests.items()}
        if len(set(values.values())) != 1:
            wrong.append(f"partition {partition}: {values}")
    return some("digests differ", wrong)
