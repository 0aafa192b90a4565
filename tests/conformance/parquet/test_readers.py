"""Parquet files of OCSF events, read back by DuckDB and by pyarrow: rows and columns equal to the JSON.

DuckDB: the npm package @duckdb/node-api in the folder CARNET_NODE_MODULES. pyarrow: in the interpreter
CARNET_PYARROW_PYTHON. What is not there is skipped by name.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
# (rows in all, rows in a group): one row group, many, and none at all.
SHAPES = [(4000, 100_000), (3000, 7), (0, 10)]
LISTS = {"profiles", "privileges", "to"}
AS_TEXT = {"unmapped", "resources"}

PYARROW = """
import json, sys, pyarrow.parquet as pq
table = pq.read_table(sys.argv[1])
for row in table.to_pylist():
    print(json.dumps(row))
"""


def told(value, name=""):
    """What an event says, as the file tells it: null where there is nothing, some members as text."""
    if name in AS_TEXT:
        return json.loads(value) if isinstance(value, str) else value
    if isinstance(value, dict):
        inner = {key: told(one, key) for key, one in value.items()}
        inner = {key: one for key, one in inner.items() if one is not None}
        return inner or None
    return value


class Readers(unittest.TestCase):
    def compare(self, read):
        for rows, group in SHAPES:
            with tempfile.TemporaryDirectory(prefix="carnet-parquet-") as folder:
                subprocess.run([os.environ["CARNET_PARQUET_SAMPLES"], folder, str(rows), str(group)],
                               check=True, capture_output=True)
                files = sorted(glob.glob(folder + "/*.parquet"))
                self.assertGreaterEqual(len(files), 5)
                seen = 0
                for file in files:
                    with open(file.replace(".parquet", ".jsonl"), encoding="utf-8") as lines:
                        expected = [told(json.loads(line)) for line in lines]
                    got = [told(row) for row in read(file)]
                    self.assertEqual(len(got), len(expected), file)
                    for one, other in zip(got, expected, strict=True):
                        self.assertEqual(one, other, file)
                    seen += len(got)
                self.assertEqual(seen, rows)

    def run_lines(self, *command: str) -> list[dict]:
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    @unittest.skipUnless(os.environ.get("CARNET_NODE_MODULES"), "CARNET_NODE_MODULES is not set")
    def test_duckdb(self):
        self.compare(lambda file: self.run_lines("node", HERE + "/duckdb_rows.mjs", file))

    @unittest.skipUnless(os.environ.get("CARNET_PYARROW_PYTHON"), "CARNET_PYARROW_PYTHON is not set")
    def test_pyarrow(self):
        self.compare(lambda file: self.run_lines(os.environ["CARNET_PYARROW_PYTHON"], "-c", PYARROW, file))


if __name__ == "__main__":
    ran = unittest.main(exit=False).result
    if not ran.wasSuccessful():
        sys.exit(1)
    sys.exit(77 if len(ran.skipped) == ran.testsRun else 0)
