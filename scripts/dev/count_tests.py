#!/usr/bin/env python3
"""Prints the outcome of a ctest run (its JUnit file): how each failed test ended, and one line that counts; fails when
a test failed or none ran."""
import sys
import xml.etree.ElementTree as tree

LINES_SHOWN = 30


def main() -> int:
    try:
        cases = tree.parse(sys.argv[1]).getroot().findall("testcase")
    except (OSError, tree.ParseError) as error:
        print(f"no test results: {error}", file=sys.stderr)
        cases = []
    status = [case.get("status") for case in cases]
    skipped = [case.get("name") for case in cases if case.get("status") in ("notrun", "disabled")]
    failed = [case for case in cases if case.get("status") == "fail"]
    for name in skipped:
        print(f"skipped: {name}")
    for case in failed:
        print(f"failed:  {case.get('name')}")
        for line in (case.findtext("system-out") or "").rstrip().splitlines()[-LINES_SHOWN:]:
            print(f"    {line}")
    passed = status.count("run")
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 0 if passed and not failed else 1


sys.exit(main())
