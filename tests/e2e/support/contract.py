"""Holds answers to the OpenAPI document the server itself serves, and to the headers of every answer.

A status that the document does not list, a member or an X- header it does not name, and a schema of
the wrong revision are all failures.
"""
import functools
import json
import re

import jsonschema

ALWAYS = ("X-Request-Id", "X-Trace-Id", "X-Root-Span-Id", "X-RateLimit-Limit",
          "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-API-Version")
SAMPLED_ABOVE = 400


class BrokenContract(AssertionError):
    """An answer that the document does not permit."""


def _sampled(value):
    # Ten thousand items of one bulk answer are of one make; their ends are looked at.
    if isinstance(value, dict):
        return {name: _sampled(inner) for name, inner in value.items()}
    if isinstance(value, list) and len(value) > SAMPLED_ABOVE:
        return value[:20] + value[-20:]
    return value


class Contract:
    def __init__(self, document: dict):
        self.document = document
        self.routes = []
        for template, verbs in document["paths"].items():
            pattern = re.compile(re.sub(r"\{[^}]+\}", "[^/]+", template) + "$")
            self.routes.append((template.count("{"), template, pattern, verbs))
        self.routes.sort(key=lambda route: route[0])

    def operation(self, method: str, path: str):
        """(template, operation); each None where the document has none."""
        verb = "get" if method == "HEAD" else method.lower()
        for _, template, pattern, verbs in self.routes:
            if pattern.match(path):
                return template, verbs.get(verb)
        return None, None

    def resolve(self, node: dict) -> dict:
        while "$ref" in node:
            found = self.document
            for part in node["$ref"].lstrip("#/").split("/"):
                found = found[part]
            node = found
        return node

    def check(self, method: str, path: str, answer):
        """Raises BrokenContract unless the document permits this answer."""
        template, operation = self.operation(method, path)
        where = f"{method} {path} -> {answer.status_code}"
        if operation is not None:
            described = operation["responses"].get(str(answer.status_code))
        else:
            expected = 404 if template is None else 405
            if answer.status_code not in (expected, 400, 204):
                raise BrokenContract(f"{where}: expected {expected}, no such operation")
            described = self.document["components"]["responses"].get(str(answer.status_code))
        if described is None and answer.status_code == 204 and method == "OPTIONS":
            return
        if described is None:
            raise BrokenContract(f"{where}: this status is not documented; {answer.text[:300]}")
        described = self.resolve(described)
        self._check_headers(where, described, answer)
        if method != "HEAD":
            self._check_body(where, described, answer)

    def _check_headers(self, where: str, described: dict, answer):
        for name in ALWAYS:
            if name not in answer.headers:
                raise BrokenContract(f"{where}: {name} is missing")
        known = {name.lower(): header for name, header in described.get("headers", {}).items()}
        for name, value in answer.headers.items():
            if name.lower() not in known:
                if name.lower().startswith("x-"):
                    raise BrokenContract(f"{where}: the header {name} is not documented")
                continue
            schema = self.resolve(known[name.lower()])["schema"]
            self._validate(f"{where} {name}", schema,
                           int(value) if schema.get("type") == "integer" else value)
        if answer.status_code == 429 and int(answer.headers.get("Retry-After", 0)) < 1:
            raise BrokenContract(f"{where}: 429 without Retry-After")

    def _check_body(self, where: str, described: dict, answer):
        content = described.get("content", {})
        kind = answer.headers.get("Content-Type", "").split(";")[0]
        if not content:
            return
        if kind not in content:
            raise BrokenContract(f"{where}: {kind!r} is not documented")
        if kind != "application/json":
            return
        body = json.loads(answer.content, object_pairs_hook=_unique)
        schema = content[kind].get("schema", {})
        self._validate(where, self._of_revision(schema, answer), _sampled(body))
        if answer.status_code >= 400 and body["request_id"] != answer.headers["X-Request-Id"]:
            raise BrokenContract(f"{where}: request_id differs from X-Request-Id")

    def _of_revision(self, schema: dict, answer) -> dict:
        revision = answer.headers.get("X-API-Version")
        plain = self.resolve(schema)
        chosen = [one for one in plain.get("oneOf", ())
                  if revision and one.get("$ref", "").endswith(revision)]
        return chosen[0] if chosen else schema

    def _validate(self, where: str, schema: dict, value):
        error = jsonschema.exceptions.best_match(self._validator(json.dumps(schema))
                                                 .iter_errors(value))
        if error is not None:
            raise BrokenContract(f"{where}: {error.json_path}: {error.message[:500]}")

    @functools.lru_cache(maxsize=None)
    def _validator(self, schema_text: str):
        resolver = jsonschema.RefResolver("", self.document)
        return jsonschema.Draft202012Validator(json.loads(schema_text), resolver=resolver)


def _unique(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise BrokenContract(f"duplicate members: {[name for name, _ in pairs]}")
    return members
