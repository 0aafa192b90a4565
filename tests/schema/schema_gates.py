#!/usr/bin/env python3
"""The gates a change of schemas/events.fbs must pass, and `--release`, which renews what they compare with.

conform: the schema is an evolution of each released one, as flatc sees it.
ledger:  every line of schemas/ledger.txt is still true; a new line must be added to it.
golden:  the stored bytes of each event in tests/golden/events read, in flatc's JSON, as the text beside them.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile


def flatc(*arguments: object) -> subprocess.CompletedProcess:
    return subprocess.run(["flatc", *map(str, arguments)], capture_output=True, text=True, check=False)


class Gates:
    def __init__(self, root: pathlib.Path, print_ledger: pathlib.Path):
        self.schema = root / "schemas/events.fbs"
        self.released = root / "schemas/released"
        self.ledger = root / "schemas/ledger.txt"
        self.events = root / "tests/golden/events"
        self.print_ledger = print_ledger

    def conform(self) -> list[str]:
        wrong = []
        for old in sorted(self.released.glob("*/events.fbs")):
            ran = flatc("--conform", old, "--require-explicit-ids", self.schema)
            if ran.returncode != 0:
                wrong.append(f"not an evolution of {old}: {ran.stdout}{ran.stderr}".strip())
        return wrong or ([] if list(self.released.glob("*/events.fbs")) else ["no released schema"])

    def lines(self) -> list[str]:
        with tempfile.TemporaryDirectory() as room:
            made = flatc("-b", "--schema", "--require-explicit-ids", "-o", room, self.schema)
            if made.returncode != 0:
                raise SystemExit(made.stdout + made.stderr)
            printed = subprocess.run([self.print_ledger, f"{room}/events.bfbs"],
                                     capture_output=True, text=True, check=True)
        return printed.stdout.splitlines()

    def ledger_gate(self) -> list[str]:
        known = self.ledger.read_text().splitlines()
        now = self.lines()
        wrong = [f"removed or changed: {line}" for line in known if line not in now]
        return wrong + [f"not in the ledger yet (./dev schema-release adds it): {line}"
                        for line in now if line not in known]

    def readable(self, stored: pathlib.Path) -> str:
        with tempfile.TemporaryDirectory() as room:
            ran = flatc("--json", "--strict-json", "-o", room, self.schema, "--", stored)
            if ran.returncode != 0:
                raise SystemExit(ran.stdout + ran.stderr)
            return (pathlib.Path(room) / (stored.stem + ".json")).read_text()

    def golden(self) -> list[str]:
        wrong = []
        for stored in sorted(self.events.glob("*.bin")):
            text = stored.with_suffix(".txt")
            if not text.exists() or text.read_text() != self.readable(stored):
                wrong.append(f"{stored.name} does not read as {text.name}")
        return wrong or ([] if list(self.events.glob("*.bin")) else ["no golden events"])

    def release(self) -> list[str]:
        known = self.ledger.read_text().splitlines() if self.ledger.exists() else []
        now = self.lines()
        lost = [line for line in known if line not in now]
        if lost:
            return [f"removed or changed: {line}" for line in lost]
        self.ledger.write_text("\n".join(now) + "\n")
        first = self.released / "1/events.fbs"
        first.parent.mkdir(parents=True, exist_ok=True)
        first.write_text(self.schema.read_text())
        for stored in self.events.glob("*.bin"):
            stored.with_suffix(".txt").write_text(self.readable(stored))
        return []


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("gate", choices=["conform", "ledger", "golden", "release"])
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--print-ledger", type=pathlib.Path, required=True)
    wanted = parser.parse_args()
    gates = Gates(wanted.root, wanted.print_ledger)
    check = {"conform": gates.conform, "ledger": gates.ledger_gate, "golden": gates.golden,
             "release": gates.release}[wanted.gate]
    wrong = check()
    for line in wrong:
        print(line)
    return 1 if wrong else 0


sys.exit(main())
