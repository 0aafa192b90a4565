"""Validators of OCSF events: the schemas that CARNET_CONFORMANCE leads to, and a library of PyPI that brings
the schemas of every version itself. Both give a list of complaints for an event."""
import functools
import json
import os
import pathlib
import subprocess
import sys

import jsonschema

from support import stock

VERSIONS = ("1.1.0", "1.3.0", "1.5.0", "1.8.0")
CLASSES = {3003: "authorize_session", 3004: "entity_management", 3005: "user_access", 4009: "email_activity",
           6003: "api_activity", 6005: "datastore_activity"}
LIBRARY = "ocsf-json-schema==1.2.0"
# Where it is installed (pip install --no-deps --target FOLDER …): every server's events go through it then.
LIBRARY_FOLDER = "CARNET_OCSF_LIBRARY"
COMPLAINTS_MAX = 5


def schemas() -> pathlib.Path | None:
    """The folder of JSON Schemas by version and class."""
    folder = pathlib.Path(os.environ.get("CARNET_CONFORMANCE") or "/nonexistent") / "ocsf" / "jsonschema"
    return folder if folder.is_dir() else None


def _complaints(validator, event: dict) -> list[str]:
    found = sorted(validator.iter_errors(event), key=lambda error: list(map(str, error.absolute_path)))
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}" for error in found[:COMPLAINTS_MAX]]


@functools.cache
def _published(version: str, name: str):
    path = schemas() / f"{version}.{name}.json"
    if not path.exists():
        return None
    return jsonschema.Draft202012Validator(json.loads(path.read_text()))


def published_complaints(event: dict) -> list[str] | None:
    """What the schemas find; None where there is none for the event's version and class."""
    validator = _published(event["metadata"]["version"], CLASSES[event["class_uid"]])
    return None if validator is None else _complaints(validator, event)


@functools.cache
def library() -> str | None:
    """A folder that holds the library, fetched once; None where it can not be had."""
    if there := os.environ.get(LIBRARY_FOLDER):
        sys.path.append(there)
        return there
    folder = stock.fetched(stock.PIP, LIBRARY)
    if folder is not None:
        sys.path.append(folder)
    return folder


@functools.cache
def _foreign(version: str, name: str, profiles: tuple[str, ...]):
    import ocsf_json_schema
    made = ocsf_json_schema.OcsfJsonSchemaEmbedded(ocsf_json_schema.get_ocsf_schema(version=version))
    return jsonschema.Draft202012Validator(made.get_class_schema(class_name=name, profiles=list(profiles)))


def foreign_complaints(event: dict) -> list[str]:
    """What the library finds, with the profiles that the event declares."""
    profiles = tuple(event["metadata"].get("profiles", []))
    return _complaints(_foreign(event["metadata"]["version"], CLASSES[event["class_uid"]], profiles), event)


def check_server(server) -> int:
    """Validates what the log of a server that has ended tells of all its projects in OCSF, in all versions; gives how
    many events were looked at. An event like one that passed, member by member, is not looked at again."""
    versions = [part for version in VERSIONS for part in ("--ocsf-version", version)]
    done = subprocess.run([server.binary, "log", "ocsf", "--data", server.data, *server.key_flags(), *server.log_place, *versions], capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0:
        raise AssertionError(f"carnet log ocsf: {done.stderr[-2000:]}")
    for line in done.stdout.splitlines():
        check_event(json.loads(line))
    return done.stdout.count("\n")


_passed = set()


def check_event(event: dict):
    shape = (event["metadata"]["version"], event["metadata"]["event_code"], _shape(event))
    if shape in _passed:
        return
    complaints = (published_complaints(event) or []) + outside_complaints(event)
    if complaints:
        raise AssertionError(f"{complaints}\n{json.dumps(event, indent=1)}")
    _passed.add(shape)


def outside_complaints(event: dict) -> list[str]:
    """What the library of others finds, where CARNET_OCSF_LIBRARY asks for it."""
    if not os.environ.get(LIBRARY_FOLDER):
        return []
    library()
    return foreign_complaints(event)


def _shape(value):
    if isinstance(value, dict):
        return tuple((name, _shape(inner)) for name, inner in value.items())
    if isinstance(value, list):
        return tuple(map(_shape, value))
    return type(value).__name__


def pulled(client, version: str, most: int = 5000, **query) -> list[dict]:
    """All events of the client's project, page by page; nothing where the key may not pull."""
    events, cursor = [], ""
    while len(events) < most:
        asked = "".join(f"&{name}={value}" for name, value in query.items())
        asked += f"&cursor={cursor}" if cursor else ""
        answer = client.get(f"/v1/exports/ocsf?version={version}&limit=1000{asked}")
        if answer.status_code in (401, 403, 429):
            return events
        if answer.status_code != 200:
            raise AssertionError(f"{answer.status_code} {answer.text[:500]}")
        page = answer.json()
        events += page["items"]
        cursor = page["meta"]["cursor"]
        if not page["meta"]["hasMore"]:
            break
    return events
