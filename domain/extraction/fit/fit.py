#!/usr/bin/env python3
"""Fits the weights of the extractor on the corpus that corpus.py writes, and nothing else.

    python3 domain/extraction/fit/fit.py --extract "build/release/bin/carnet extract --jsonl --explain" [--write]

A logistic model per type over the reasons of each candidate, with a Gaussian prior around prior.json (what
each reason should be worth in our judgement): our own wording is easier than the world's, and the prior keeps
the fit from believing otherwise. Folds hold out whole languages and, separately, whole families; the
confidences of the held-out candidates fit the Platt scaling. --write replaces model_weights.cpp.
"""
import argparse
import collections
import json
import math
import os
import re
import shlex
import subprocess

import corpus

HERE = os.path.dirname(os.path.abspath(__file__))
WEIGHTS = os.path.join(HERE, "..", "model_weights.cpp")
SMOOTHING = {0: 0.004, 1: 0.985}  # the world contradicts a corpus now and then
PRIOR_WIDTH = 0.8
STEPS = 400
FOLDS = 7


def comparable(value):
    return re.sub(r"[\s-]", "", value or "").upper()


def matches(candidate, expected):
    for each in [expected, *expected.get("alt", [])]:
        if candidate["type"] != each["type"]:
            continue
        if each["type"] == "link" and candidate["value"] == each["value"]:
            return True
        if each["type"] == "otp" and comparable(candidate["value"]) == comparable(each["value"]):
            return True
    return False


def examples(command, cases):
    """Runs the extractor; gives (type, reasons, right, case) for every candidate."""
    text = "".join(json.dumps(c, ensure_ascii=False) + "\n" for c in cases)
    done = subprocess.run(shlex.split(command), input=text.encode(), stdout=subprocess.PIPE, check=True)
    for case, line in zip(cases, done.stdout.decode().splitlines()):
        for candidate in json.loads(line)["candidates"]:
            yield candidate["type"], tuple(candidate["reasons"]), matches(candidate, case["expected"]), case


def grouped(rows):
    """Equal sets of reasons are one row with counts: far fewer of them than candidates."""
    table = collections.defaultdict(lambda: [0, 0])
    for reasons, right in rows:
        table[reasons][right] += 1
    return list(table.items())


def sigmoid(score):
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))


def fit(rows, prior, bias):
    """Maximum a posteriori by gradient steps with a rate per weight (Adagrad)."""
    weights, shift = dict(prior), bias
    squares = collections.defaultdict(lambda: 1e-6)
    total = sum(sum(counts) for _, counts in rows)
    for _ in range(STEPS):
        slope, slope_bias = collections.defaultdict(float), 0.0
        for reasons, counts in rows:
            p = sigmoid(shift + sum(weights.get(r, 0) for r in reasons))
            pull = sum(n * (p - (SMOOTHING[y] if y == 1 else SMOOTHING[0])) for y, n in enumerate(counts))
            slope_bias += pull
            for r in reasons:
                slope[r] += pull
        for r in set(slope) | set(weights):
            g = slope[r] / total + (weights.get(r, 0) - prior.get(r, 0)) / (PRIOR_WIDTH ** 2 * total) * 4
            squares[r] += g * g
            weights[r] = weights.get(r, 0) - 0.08 * g / math.sqrt(squares[r])
        g = slope_bias / total + (shift - bias) / (PRIOR_WIDTH ** 2 * total) * 4
        squares[None] += g * g
        shift -= 0.08 * g / math.sqrt(squares[None])
    return weights, shift


def platt(scores):
    """Scale and shift that make held-out scores probabilities."""
    scale, shift = 1.0, 0.0
    for _ in range(300):
        a = b = 0.0
        for score, right in scores:
            pull = sigmoid(scale * score + shift) - (SMOOTHING[1] if right else SMOOTHING[0])
            a += pull * score
            b += pull
        scale -= 0.02 * a / len(scores)
        shift -= 0.02 * b / len(scores)
        scale = min(max(scale, 0.5), 1.2)
    return scale, shift


def folds_by(key, rows):
    names = sorted({case[key] for _, _, case in rows})
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        yield ([(r, y) for r, y, c in rows if c[key] not in held], [(r, y) for r, y, c in rows if c[key] in held])


def cross_validate(rows, prior, bias):
    scores = []
    for key in ("lang", "family"):
        right = seen = 0
        for train, held in folds_by(key, rows):
            weights, shift = fit(grouped(train), prior, bias)
            for reasons, y in held:
                score = shift + sum(weights.get(r, 0) for r in reasons)
                scores.append((score, y))
                right += (score > 0) == y
                seen += 1
        print(f"  held out by {key}: {100 * right / seen:.2f} % of {seen} candidates right")
    return scores


def table(name, bias, weights, names):
    out, row = [f"constexpr linear_model {name} = {{", f"    {bias:.3f},", "    {"], "       "
    for reason in names:
        item = f" {weights.get(reason, 0):.3f},"
        if len(row) + len(item) > 98:
            out.append(row)
            row = "       "
        row += item
    return "\n".join([*out, row, "    }};"])


def reason_names():
    with open(os.path.join(HERE, "..", "reasons.cpp"), encoding="utf-8") as file:
        return re.findall(r'"(\w+)"', file.read().split("names = {")[1])


def write(models):
    with open(WEIGHTS, encoding="utf-8") as file:
        text = file.read()
    names = reason_names()
    parts = [table(f"{kind}_weights", m["bias"], m["weights"], names) for kind, m in models.items()]
    parts += [f"constexpr calibration {kind}_calibration = {{{m['platt'][0]:.3f}, {m['platt'][1]:.3f}}};"
              for kind, m in models.items()]
    begin, end = text.index("constexpr linear_model"), text.index("}  // namespace\n")
    with open(WEIGHTS, "w", encoding="utf-8") as file:
        file.write(text[:begin] + "\n\n".join(parts) + "\n\n" + text[end:])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extract", required=True, help="the command that reads cases and explains them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    settings = parser.parse_args()
    cases = [dict(c, id=str(i)) for i, c in enumerate(corpus.corpus(settings.seed, settings.rounds))]
    rows = list(examples(settings.extract, cases))
    with open(os.path.join(HERE, "prior.json"), encoding="utf-8") as file:
        prior = json.load(file)
    print(f"{len(cases)} messages, {len(rows)} candidates")
    models = {}
    for kind in ("otp", "link"):
        print(kind)
        mine = [(r, y, c) for t, r, y, c in rows if t == kind]
        scores = cross_validate(mine, prior[kind], prior[f"{kind}_bias"])
        weights, shift = fit(grouped([(r, y) for r, y, _ in mine]), prior[kind], prior[f"{kind}_bias"])
        models[kind] = {"weights": weights, "bias": shift, "platt": platt(scores)}
        print("  calibration", models[kind]["platt"])
    if settings.write:
        write(models)


if __name__ == "__main__":
    main()
