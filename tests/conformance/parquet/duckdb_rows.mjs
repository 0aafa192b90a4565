// duckdb_rows.mjs FILE.parquet: every row as DuckDB reads it, one JSON object a line.
// The package @duckdb/node-api lies where CARNET_NODE_MODULES says.
import { createRequire } from "node:module";
import path from "node:path";

const modules = process.env.CARNET_NODE_MODULES;
const require = createRequire(path.join(modules, "here.js"));
const { DuckDBInstance } = require("@duckdb/node-api");

const connection = await (await DuckDBInstance.create(":memory:")).connect();
const file = process.argv[2].replaceAll("'", "''");
const reader = await connection.runAndReadAll(`SELECT to_json(t)::VARCHAR FROM read_parquet('${file}') t`);
const lines = reader.getRows().map(([text]) => text);
process.stdout.write(lines.join("\n") + (lines.length ? "\n" : ""));
