#!/usr/bin/env python3
"""The extractor beside the three npm packages that find one-time codes, over the same labelled cases.

    python3 tests/bench/extraction_peers.py CASES.jsonl [--carnet build/release/bin/carnet]

Installs the packages into a temporary folder, without their scripts, and removes it again. A case is
{id, from, subject, text, html, expected {type, value, alt?}}. None of the packages looks for links: their row says what
they make of the cases that expect one. Speed is of one process, JSON read and written outside for the packages and
inside for ours.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "domain", "extraction", "fit"))
from fit import matches  # noqa: E402

PACKAGES = {"parse-otp-message": "1.0.2", "@onedaydevelopers/otp-detector": "1.1.1", "otp-message-extractor": "0.1.1"}


def percent(part, whole):
    return f"{100 * part / whole:6.1f}" if whole else "     -"


def row(name, cases, answers, seconds):
    wanted = {kind: sum(c["expected"]["type"] == kind for c in cases) for kind in ("otp", "link", "none")}
    given = {"otp": 0, "link": 0}
    good = {"otp": 0, "link": 0}
    hits = {"otp": 0, "link": 0, "none": 0}
    for case, answer in zip(cases, answers):
        kind = case["expected"]["type"]
        right = matches(answer, case["expected"]) if answer.get("type") else kind == "none"
        hits[kind] += right
        if answer.get("type"):
            given[answer["type"]] += 1
            good[answer["type"]] += right
    cells = [percent(sum(hits.values()), len(cases)), percent(hits["none"], wanted["none"])]
    for kind in ("otp", "link"):
        cells += [percent(good[kind], given[kind]), percent(hits[kind], wanted[kind])]
    rate = f"{len(cases) / seconds:10,.0f}" if seconds else "         -"
    print(f"{name:32}" + "".join(f"{cell:>10}" for cell in cells) + f"  {rate}")


def ours(carnet, path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(path, "rb") as cases:
        done = subprocess.run([carnet, "extract", "--jsonl"], stdin=cases, stdout=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [json.loads(line) for line in done.stdout.decode().splitlines()], seconds


def peer(name, path, folder):
    answers = os.path.join(folder, "answers.jsonl")
    done = subprocess.run(["node", os.path.join(HERE, "extraction_peers.mjs"), name, path, answers], cwd=folder,
                          stdout=subprocess.PIPE, check=True)
    with open(answers, encoding="utf-8") as file:
        return [json.loads(line) for line in file], float(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases")
    parser.add_argument("--carnet", default="build/release/bin/carnet")
    settings = parser.parse_args()
    path = os.path.abspath(settings.cases)
    with open(path, encoding="utf-8") as file:
        cases = [json.loads(line) for line in file if line.strip()]
    print(f"{len(cases)} cases" + " " * 22 + "exact  left alone  otp prec.    recall link prec.    recall    messages/s")
    row("carnet", cases, *ours(settings.carnet, path))
    with tempfile.TemporaryDirectory(prefix="carnet-peers-") as folder:
        wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
        subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", folder,
                        *wanted], check=True, timeout=300)
        for name, version in PACKAGES.items():
            row(f"{name} {version}", cases, *peer(name, path, folder))


if __name__ == "__main__":
    main()
