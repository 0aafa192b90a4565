"""The house rules for C++ that a program can check. A rule takes a source and yields (line, complaint)."""
import dataclasses
import functools
import re

from source_text import Lines, blanked, functions, nesting

LAYERS = ["domain", "schemas", "storage", "projections", "producers", "processors", "api"]
# Of equal rank: neither sees the other.
RANK = {"domain": 0, "schemas": 1, "storage": 2, "projections": 3, "producers": 4, "processors": 5, "api": 5}
BANNED = {"manager", "helper", "helpers", "util", "utils", "common", "base", "impl", "data", "info"}
LINE_MAX, FUNCTION_MAX, HEADER_MAX, SOURCE_MAX, NESTING_MAX = 100, 70, 200, 400, 3


@dataclasses.dataclass(frozen=True)
class Source:
    path: str
    text: str

    @property
    def folder(self) -> str:
        return self.path.split("/", 1)[0]

    @functools.cached_property
    def code(self) -> str:
        return blanked(self.text)

    @functools.cached_property
    def lines(self) -> Lines:
        return Lines(self.text)

    def found(self, pattern: str, complaint: str, text: str | None = None, flags: int = 0):
        for match in re.finditer(pattern, self.code if text is None else text, flags):
            yield self.lines.number(match.start()), complaint.format(*match.groups(), match=match.group(0))


def include_direction(s: Source):
    if s.folder not in RANK:
        return
    pattern = re.compile(r'^#include "([a-z_]+)/[^"]*"', re.M)
    for match in pattern.finditer(s.text):
        other = match.group(1)
        if other == s.folder or other not in RANK and other != "tests":
            continue
        if other == "tests" or RANK[other] >= RANK[s.folder]:
            yield s.lines.number(match.start()), f"{s.folder} must not include {other}"


# (what an include names, folders it may appear in)
LIBRARY_HOMES = [
    (r"rocksdb/", ("storage/", "tests/")),
    (r"librdkafka/|rdkafka", ("storage/log/", "tests/")),
    (r"[a-z_]*_generated\.h", ("schemas/",)),
    (r"boost/(?:asio|beast)", ("api/", "producers/", "tests/", "main.cpp")),
    (r"openssl/", ("storage/", "producers/", "api/", "tests/")),
    (r"gmime/", ("producers/", "tests/")),
]


def library_homes(s: Source):
    for match in re.finditer(r'^#include [<"]([^">]+)[">]', s.text, re.M):
        for name, homes in LIBRARY_HOMES:
            if re.match(name, match.group(1)) and not s.path.startswith(homes):
                yield s.lines.number(match.start()), f"<{match.group(1)}> belongs to {', '.join(homes)} only"


def size(s: Source):
    count = s.text.count("\n")
    limit = HEADER_MAX if s.path.endswith(".hpp") else SOURCE_MAX
    if count > limit:
        yield limit + 1, f"{count} lines; at most {limit}"


def line_length(s: Source):
    for number, line in enumerate(s.text.split("\n"), 1):
        if len(line) > LINE_MAX:
            yield number, f"{len(line)} columns; at most {LINE_MAX}"


def function_shape(s: Source):
    for start, end in functions(s.code):
        first, last = s.lines.number(start), s.lines.number(end)
        if last - first + 1 > FUNCTION_MAX:
            yield first, f"function of {last - first + 1} lines; at most {FUNCTION_MAX}"
        depth = nesting(s.code, start, end)
        if depth > NESTING_MAX:
            yield first, f"control flow {depth} deep; at most {NESTING_MAX}"


def names(s: Source):
    """Banned words in names of types, functions, files and aliases; `data()` of a container is no name of ours."""
    stem = re.sub(r"\.[a-z]+$", "", s.path.rsplit("/", 1)[-1])
    for word in stem.split("_"):
        if word in BANNED:
            yield 1, f"file name holds the banned word '{word}'"
    declared = (
        r"\b(?:class|struct|enum(?:\s+class)?|union|concept|namespace|using)\s+([a-z_][a-z0-9_:]*)"
        r"|^[ \t]*(?:[\w:<>,&*\[\] ]+[ &*])([a-z_][a-z0-9_]*)\([^;{]*\)[^;{(]*\{"
    )
    for match in re.finditer(declared, s.code, re.M):
        name = (match.group(1) or match.group(2)).split("::")[-1]
        words = name.strip("_").split("_")
        bad = [w for w in words if w in BANNED] + [name] * (name == "process")
        # A class behind a pointer may be called impl, containers have data(), and cryptography its data key.
        if bad and name not in ("impl", "data", "data_key"):
            yield s.lines.number(match.start()), f"'{name}' holds the banned word '{bad[0]}'"


def unfinished(s: Source):
    yield from s.found(r"\b(TODO|FIXME|XXX|HACK)\b", "{0} is no comment to leave behind", s.text)
    yield from s.found(r"//\s*[-=*#]{4,}", "a banner is no comment", s.text)


def machine_paths(s: Source):
    yield from s.found(
        r"/(?:root|work|home|Users)/[\w.-]+", "{match} is a path of one machine", s.text)


def co_await_temporaries(s: Source):
    """gcc 12 destroys temporaries in a co_await expression twice: name them on the line above."""
    for match in re.finditer(r"\bco_await\b", s.code):
        expression = _expression(s.code, match.end())
        number = s.lines.number(match.start())
        if re.search(r"\[(?:[^\[\]]*[&=\w][^\[\]]*)\]\s*(?:\([^()]*\)|\{|mutable|->)", expression):
            yield number, "capturing lambda inside a co_await expression"
        if re.search(r"(?:[\w>]\s*\{|[(,]\s*\{)", _without_lambdas(expression)):
            yield number, "braces-built value or initialiser list inside a co_await expression"


def _expression(code: str, start: int) -> str:
    depth = 0
    for at in range(start, len(code)):
        c = code[at]
        if c in "([{":
            if c == "{" and depth == 0 and not re.search(r"[\w>]\s*$", code[start:at]):
                return code[start:at]
            depth += 1
        elif c in ")]}":
            depth -= 1
            if depth < 0:
                return code[start:at]
        elif c == ";" and depth == 0:
            return code[start:at]
    return code[start:]


def _without_lambdas(expression: str) -> str:
    return re.sub(r"\[[^\[\]]*\]\s*(?:\([^()]*\))?[^{(,]*\{[^{}]*\}", "", expression)


def hidden_inputs(s: Source):
    if s.folder not in ("domain", "projections"):
        return
    yield from s.found(r"\b(system_clock|steady_clock|random_device|mt19937(?:_64)?|std::rand)\b",
                       "{0}: time and chance come in with the command or the record")


def opening_comment(s: Source):
    first = s.text.lstrip("\ufeff\n ")
    if not first.startswith(("//", "#pragma once")) and not _behind_commented_header(s):
        yield 1, "a file opens with what it is for"


def _behind_commented_header(s: Source) -> bool:
    """A source whose first include is its own header, which carries the comment."""
    own = re.sub(r"\.cpp$", ".hpp", s.path)
    return s.path.endswith(".cpp") and s.text.lstrip().startswith(f'#include "{own}"')


def catches(s: Source):
    if s.folder == "tests":
        return
    yield from s.found(r"\bcatch\s*\(", "a catch: exceptions end at the boundaries on the allow-list")


RULES = [include_direction, library_homes, size, line_length, function_shape, names, unfinished, machine_paths,
         co_await_temporaries, hidden_inputs, opening_comment, catches]
