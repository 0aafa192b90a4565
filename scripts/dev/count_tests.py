#!/usr/bin/env python3
"""Prints the outcome of a ctest run (its JUnit file) as one line; fails when a test failed or none ran."""
import sys
import xml.etree.ElementTree as tree


def main() -> int:
    try:
        cases = tree.parse(sys.argv[1]).getroot().findall("testcase")
    except (OSError, tree.ParseError) as error:
        print(f"no test results: {error}", file=sys.stderr)
        cases = []
    status = [case.get("status") for case in cases]
    skipped = [case.get("name") for case in cases if case.get("status") in ("notrun", "disabled")]
    failed = [case.get("name") for case in cases if case.get("status") == "fail"]
    for name in skipped:
        print(f"skipped: {name}")
    for name in failed:
        print(f"failed:  {name}")
    passed = status.count("run")
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 0 if passed and not failed else 1


sys.exit(main())
