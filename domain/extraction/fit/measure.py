#!/usr/bin/env python3
"""Measures the extractor on labelled cases and prints figures, per family, per language, and reliability.

    python3 domain/extraction/fit/measure.py --extract "build/release/bin/carnet extract --jsonl" [CASES …]

A file is JSON lines, or a set of held_out/*.txt. Without one the cases are drawn from our own corpus with a seed that the fit has not seen. A case is
{id, from, subject, text, html, lang, family?, expected {type, value, alt?}}.
"""
import argparse
import collections
import json
import shlex
import subprocess
import sys

import corpus
import held_out
from fit import matches


LANGUAGES = {"Germanic": "en de nl af sv da nb no nn is fy lb yi", "Romance": "fr es pt it ro ca gl ht la eo oc",
             "Slavic": "pl cs sk sl hr sr bs mk bg ru uk be", "Baltic, Uralic, Basque": "lt lv et fi hu eu",
             "Greek, Albanian, Celtic, Maltese": "el sq ga cy gd br mt", "Turkic, Caucasian, Mongolian":
             "tr az kk uz ky tk ka hy mn tt ug", "Semitic, Iranian": "ar he fa ur ku ckb ps am ti",
             "Indic, Dravidian": "hi bn ta te mr gu kn ml pa ne si or as sa", "East Asian": "zh ja ko",
             "Southeast Asian": "th vi id ms tl fil lo km my jv su", "African": "sw so ha zu xh yo ig rw sn"}
FAMILY_OF = {tag: name for name, tags in LANGUAGES.items() for tag in tags.split()}


def language_of(case):
    return case["lang"].lower().replace("_", "-").split("-")[0]


def family_of(case):
    """The case's own family; else what it expects and how it came."""
    return case.get("family") or f"{case['expected']['type']} by {case.get('channel', 'mail')}"


def table(title, groups):
    print(title)
    for name, group in sorted(groups.items(), key=lambda each: -each[1]["n"]):
        print(f"  {name:36}{group['n']:6d}  exact {share(group['right'], group['n'])}")


def read_cases(paths, seed):
    if not paths:
        return [dict(c, id=str(i)) for i, c in enumerate(corpus.corpus(seed, 2))]
    cases = []
    for path in paths:
        if path.endswith(".txt"):
            cases += held_out.read(path)
            continue
        with open(path, encoding="utf-8") as file:
            cases += [json.loads(line) for line in file]
    return cases


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
    parser.add_argument("--failures", action="store_true", help="list each case that came out wrong")
    parser.add_argument("--least", type=float, default=0, help="end with status 1 if fewer per cent are right")
    parser.add_argument("cases", nargs="*")
    settings = parser.parse_args()
    cases = read_cases(settings.cases, settings.seed)
    totals, groups, judged = collections.Counter(), collections.defaultdict(collections.Counter), []
    tables = {kind: collections.defaultdict(collections.Counter) for kind in ("language", "message")}
    failed = []
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
        for group in ("family " + family_of(case), "language " + language_of(case)):
            groups[group]["n"] += 1
            groups[group]["right"] += right
        for kind, name in (("language", FAMILY_OF.get(language_of(case), "others")), ("message", family_of(case))):
            tables[kind][name]["n"] += 1
            tables[kind][name]["right"] += right
        if settings.failures and not right:
            failed.append(f"  {case['id']} {case['lang']}: {expected['type']} {expected['value']}, "
                          f"got {answer.get('type')} {answer.get('value')}")
    print(f"{totals['all']} cases, exact {share(totals['right'], totals['all'])}")
    print("left alone    ", share(totals["hit", "none"], totals["want", "none"]))
    for kind in ("otp", "link"):
        print(f"{kind:5} precision", share(totals["good", kind], totals["out", kind]),
              " recall", share(totals["hit", kind], totals["want", kind]))
    print("worst groups of eight and more:")
    ranked = sorted((g["right"] / g["n"], name, g["n"]) for name, g in groups.items() if g["n"] >= 8)
    for value, name, count in ranked[:settings.worst]:
        print(f"  {name:24} {100 * value:5.1f} % of {count}")
    for kind, title in (("language", "by language family"), ("message", "by message family")):
        table(title, tables[kind])
    reliability(judged)
    if settings.failures:
        print("failures:", *failed or ["none"], sep="\n")
    return 0 if 100 * totals["right"] >= settings.least * totals["all"] else 1


if __name__ == "__main__":
    sys.exit(main())
