#!/usr/bin/env python3
"""Checks the house rules over the repository given as argument; prints each breach as file:line: rule: text.

Breaches on the allow-list (allowed.txt beside this file: rule, path, how many) pass. The list may only
shrink: an entry that allows more than there is fails as well, and --shrink lowers such entries.
"""
import collections
import os
import re
import subprocess
import sys

import documents
import rules

ALLOWED = "tests/tidy/allowed.txt"
TEXT = (".md", ".txt", ".sh", ".py", ".json", ".yml", ".yaml", ".cmake", ".fbs", ".html", ".js", ".conf")


def tracked(root: str) -> list[str]:
    # A checkout that belongs to another user is looked at like one's own: nothing of it is run.
    listed = subprocess.run(["git", "-c", "safe.directory=*", "-C", root, "ls-files", "--cached", "--others",
                             "--exclude-standard"], capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        names = listed.stdout.splitlines()
    else:
        names = [os.path.relpath(os.path.join(folder, name), root)
                 for folder, _, files in os.walk(root) for name in files]
    return sorted(n for n in names if os.path.isfile(os.path.join(root, n)))


def breaches(root: str):
    for path in tracked(root):
        if path.startswith("tests/tidy/samples/"):
            continue
        with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
            text = file.read()
        if path.endswith((".cpp", ".hpp")):
            source = rules.Source(path, text)
            for rule in rules.RULES:
                for line, complaint in rule(source):
                    yield path, line, rule.__name__, complaint
        elif not path.startswith("tests/tidy/") and (path.endswith(TEXT) or "." not in os.path.basename(path)):
            for line, complaint in documents.named_machines(path, text):
                yield path, line, "named_machines", complaint
        if path.endswith(".md"):
            for line, complaint in documents.dead_links(root, path, text):
                yield path, line, "dead_links", complaint


def read_allowed(root: str) -> dict[tuple[str, str], int]:
    allowed = {}
    try:
        with open(os.path.join(root, ALLOWED), encoding="utf-8") as file:
            for line in file:
                if not re.match(r"\s*(#|$)", line):
                    rule, path, count = line.split()[:3]
                    allowed[rule, path] = int(count)
    except FileNotFoundError:
        pass
    return allowed


def shrink(root: str, found) -> None:
    path = os.path.join(root, ALLOWED)
    with open(path, encoding="utf-8") as file:
        lines = file.readlines()
    with open(path, "w", encoding="utf-8") as file:
        for line in lines:
            if not re.match(r"\s*(#|$)", line):
                rule, source, count, *why = line.split()
                left = min(int(count), len(found.get((rule, source), ())))
                line = " ".join([rule, source, str(left), *why]) + "\n" if left else ""
            file.write(line)


def main(root: str, lower: bool) -> int:
    found = collections.defaultdict(list)
    for path, line, rule, complaint in breaches(root):
        found[rule, path].append((line, complaint))
    if lower:
        shrink(root, found)
    allowed = read_allowed(root)
    bad = 0
    for (rule, path), places in sorted(found.items()):
        if len(places) <= allowed.get((rule, path), 0):
            continue
        bad += len(places)
        for line, complaint in places:
            print(f"{path}:{line}: {rule}: {complaint}")
    for (rule, path), count in sorted(allowed.items()):
        if len(found.get((rule, path), ())) < count:
            bad += 1
            print(f"{ALLOWED}: {rule} {path}: {count} allowed, {len(found.get((rule, path), ()))} there; lower it")
    print(f"{bad} breaches of the house rules" if bad else "the house rules hold")
    return 1 if bad else 0


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "--shrink"]
    sys.exit(main(arguments[0] if arguments else ".", "--shrink" in sys.argv))
