#!/usr/bin/env python3
"""Measures the extractor on labelled cases and prints figures, per family, per language, and reliability.

    python3 domain/extraction/fit/measure.py --extract "build/release/bin/carnet extract --jsonl" [CASES.jsonl]

Without a file the cases are drawn from our own corpus with a seed that the fit has not seen. A case is
{id, from, subject, text, html, lang, family?, expected {type, value, alt?}}.
"""
import argparse
import collections
import json
import shlex
import subprocess

import corpus
from fit import matches


def read_cases(path, seed):
    if path is None:
        return [dict(c, id=str(i)) for i, c in enumerate(corpus.corpus(seed, 2))]
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def answers(command, cases):
    text = "".join(json.dumps(c, ensure_ascii=False) + "\n" for c in cases)
    done = subprocess.run(shlex.split(command), input=text.encode(), stdout=subprocess.PIPE, check=False)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def share(part, whole):
    return f"{100 * part / whole:5.1f} %" if whole else "    -"


def reliability(judged):
    """Bins of reported confidence against how often they were right; the weighted distance is the error."""
    bins = collections.defaultdict(list)
    for confidence, right in judged:
        bins[min(9, int(confidence * 10))].append((confidence, right))
    distance = 0.0
    print("reliability: bin, answers, mean confidence, right")
    for low, items in sorted(bins.items()):
        mean = sum(c for c, _ in items) / len(items)
        right = sum(r for _, r in items) / len(items)
        distance += abs(mean - right) * len(items) / len(judged)
        print(f"  {low / 10:.1f}  {len(items):5d}  {100 * mean:5.1f} %  {100 * right:5.1f} %")
    print(f"calibration error {100 * distance:.2f} points")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extract", required=True)
    parser.add_argument("--seed", type=int, default=77)
    parser.add_argument("--worst", type=int, default=8, help="how many groups to print")
    parser.add_argument("cases", nargs="?")
    settings = parser.parse_args()
    cases = read_cases(settings.cases, settings.seed)
    totals, groups, judged = collections.Counter(), collections.defaultdict(collections.Counter), []
    for case, answer in zip(cases, answers(settings.extract, cases)):
        expected = case["expected"]
        right = matches(answer, expected) if answer.get("type") else expected["type"] == "none"
        totals["all"] += 1
        totals["right"] += right
        totals["want", expected["type"]] += 1
        totals["hit", expected["type"]] += right
        if answer.get("type"):
            totals["out", answer["type"]] += 1
            totals["good", answer["type"]] += right
            judged.append((answer["confidence"], right))
        for group in ("family " + case.get("family", "-"), "language " + case["lang"].split("-")[0].split("_")[0]):
            groups[group]["n"] += 1
            groups[group]["right"] += right
    print(f"{totals['all']} cases, exact {share(totals['right'], totals['all'])}")
    print("left alone    ", share(totals["hit", "none"], totals["want", "none"]))
    for kind in ("otp", "link"):
        print(f"{kind:5} precision", share(totals["good", kind], totals["out", kind]),
              " recall", share(totals["hit", kind], totals["want", kind]))
    print("worst groups of eight and more:")
    ranked = sorted((g["right"] / g["n"], name, g["n"]) for name, g in groups.items() if g["n"] >= 8)
    for value, name, count in ranked[:settings.worst]:
        print(f"  {name:24} {100 * value:5.1f} % of {count}")
    reliability(judged)


if __name__ == "__main__":
    main()
