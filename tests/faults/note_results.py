#!/usr/bin/python3
"""Appends a row for what `cluster_faults.py` printed to the table at the end of a document.

    note_results.py RESULTS DOCUMENT
"""
import collections
import fcntl
import json
import subprocess
import sys


def row(results: list[dict]) -> str:
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True,
                            check=True).stdout.strip()
    faults = collections.Counter()
    for one in results:
        faults.update(one["faults"])
    broken = sum(bool(one["violations"]) for one in results)
    waits = sorted(wait for one in results for wait in one["takeover_s"])
    takeover = f"{waits[len(waits) // 2]} / {waits[-1]}" if waits else "-"
    minutes = sum(one["minutes"] for one in results)
    cells = [
        commit, f"{len(results)} × {minutes / len(results):.1f} min", max(one["nodes"] for one in results),
        ", ".join(f"{name} {count}" for name, count in sorted(faults.items())),
        f"{sum(one['acknowledged'] for one in results):,}",
        "0" if not broken else f"in {broken} runs", takeover,
        sum(len(one["planned_failures"]) for one in results)]
    return "| " + " | ".join(map(str, cells)) + " |\n"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        results = [json.loads(line) for line in file if line.startswith("{")]
    if not results:
        return
    with open(sys.argv[2], "a", encoding="utf-8") as document:
        fcntl.flock(document, fcntl.LOCK_EX)  # runs may end at the same time
        document.write(row(results))


main()
