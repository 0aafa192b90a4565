"""Bulk exports: larger than the published limits, resumed by Range, held to their manifest."""
import hashlib
import json
import os
import random
import socket
import subprocess
import tempfile
import unittest
import urllib.parse

import requests
from support import mail, ocsf
from test_exports import COLUMNS, EXTRACTED, ExportCase

ROUTE = "/v1/exports/bulk"


class BulkCase(ExportCase):
    def ask(self, api=None, headers=None, **members) -> dict:
        """Asks for an export and returns its manifest once it is complete."""
        api = api or self.api
        asked = self.fine(api.post(ROUTE, members, **(headers or {})), 202)
        return self.eventually(lambda: self.manifest(asked["exportId"], api))

    def manifest(self, export_id: str, api=None) -> dict | None:
        found = self.fine((api or self.api).get(f"/v1/exports/{export_id}"))
        return found if found["status"] == "complete" else None

    def part(self, made: dict, **headers) -> requests.Response:
        answer = requests.get(made["downloadUrl"], timeout=60,
                              headers={n.replace("_", "-"): v for n, v in headers.items()})
        path = made["downloadUrl"][len(self.server.url):].split("?")[0]
        self.server.contract.check("GET", path, answer)
        return answer

    def whole(self, made: dict) -> bytes:
        answer = self.part(made)
        self.assertEqual((answer.status_code, answer.headers["Content-Length"]),
                         (200, str(made["bytes"])))
        self.assertEqual(hashlib.sha256(answer.content).hexdigest(), made["sha256"])
        self.assertEqual(answer.headers["ETag"], f'"{made["sha256"]}"')
        self.assertEqual(answer.headers["X-Export-Record-Count"], str(made["recordCount"]))
        return answer.content

    def recent(self, api=None) -> list[dict]:
        return self.fine((api or self.api).get("/v1/identities/events/recent?limit=100"))["items"]


class BulkExports(BulkCase):
    def test_the_manifest_tells_of_the_file(self):
        self.fill(self.api, 4)
        recent = self.recent()
        made = self.ask()
        lines = [json.loads(line) for line in self.whole(made).splitlines()]
        self.assertEqual(lines, recent)
        self.assertEqual((made["recordCount"], made["format"]), (4, "jsonl"))
        self.assertEqual(made["first"]["eventId"], recent[0]["id"])
        self.assertEqual(made["last"]["eventId"], recent[-1]["id"])
        places = [int(made[end]["position"].split(":")[1]) for end in ("first", "last")]
        self.assertGreater(places[0], places[1], "newest first")
        header, *rows = self.whole(self.ask(format="csv")).decode().split("\r\n")
        self.assertEqual(header.split(","), COLUMNS + EXTRACTED)
        self.assertEqual(len(rows), 5, "four, and what is behind the last line end")

    def test_filters_and_limits(self):
        one, two = self.fill(self.api, 3), self.fill(self.api, 2)
        recent = self.recent()
        for members, expected in (({"identityId": one["id"]}, recent[2:]),
                                  ({"identityId": two["id"], "limit": 1}, recent[:1]),
                                  ({"limit": 4}, recent[:4]),
                                  ({"createdBefore": "2020-01-01T00:00:00Z"}, []),
                                  ({"createdAfter": "2020-01-01T00:00:00Z"}, recent)):
            made = self.ask(**members)
            lines = [json.loads(line) for line in self.whole(made).splitlines()]
            self.assertEqual(lines, expected, members)
            self.assertEqual(made["recordCount"], len(expected))
        self.server.admin("set-limits", "--project-id", self.api.key.project,
                          "--export-records", "1")
        self.assertEqual(self.ask()["recordCount"], 5, "more than the plan's exports may hold")

    def test_nothing_to_export(self):
        made = self.ask()
        self.assertEqual((made["recordCount"], made["bytes"], made["first"]), (0, 0, None))
        self.assertEqual(self.whole(made), b"")
        self.assertEqual(self.whole(self.ask(format="csv")).decode().strip().split(","),
                         COLUMNS + EXTRACTED)

    def test_a_cut_download_goes_on_where_it_was_cut(self):
        self.fill(self.api, 300)
        made = self.ask()
        expected = self.whole(made)
        chance = random.Random(11)
        for _ in range(25):
            got = b""
            while len(got) < len(expected):
                got += self.read_some(made, len(got), chance.randrange(1, len(expected)))
            self.assertEqual(hashlib.sha256(got).hexdigest(), made["sha256"])

    def read_some(self, made: dict, begin: int, most: int) -> bytes:
        """What came before the connection was cut behind `most` bytes of the body."""
        url = urllib.parse.urlsplit(made["downloadUrl"])
        with socket.create_connection((url.hostname, url.port), timeout=30) as wire:
            wire.sendall(f"GET {url.path}?{url.query} HTTP/1.1\r\nHost: {url.netloc}\r\n"
                         f"Range: bytes={begin}-\r\nIf-Range: \"{made['sha256']}\"\r\n\r\n".encode())
            came = b""
            while b"\r\n\r\n" not in came:
                came += wire.recv(4096)
            head, came = came.split(b"\r\n\r\n", 1)
            self.assertIn(b" 206 ", head.splitlines()[0])
            self.assertIn(f"Content-Range: bytes {begin}-{made['bytes'] - 1}/{made['bytes']}".encode(),
                          head)
            wanted = min(most, made["bytes"] - begin)
            while len(came) < wanted:
                came += wire.recv(65536)
        return came[:wanted]

    def test_ranges(self):
        self.fill(self.api, 3)
        made = self.ask()
        whole = self.whole(made)
        size = len(whole)
        for asked, first, end in ((f"bytes=0-{size - 1}", 0, size), ("bytes=5-9", 5, 10),
                                  ("bytes=7-", 7, size), ("bytes=-4", size - 4, size),
                                  (f"bytes=-{size + 9}", 0, size), ("bytes=3-99999999", 3, size)):
            answer = self.part(made, Range=asked)
            self.assertEqual(answer.status_code, 206, asked)
            self.assertEqual(answer.content, whole[first:end], asked)
            self.assertEqual(answer.headers["Content-Range"], f"bytes {first}-{end - 1}/{size}")
        for ignored in ("bytes=1-2,5-6", "bytes=9-3", "bytes=x-", "items=0-1", "bytes=-"):
            self.assertEqual(self.part(made, Range=ignored).content, whole, ignored)
        self.assertEqual(self.part(made, Range="bytes=5-9", If_Range='"other"').content, whole)
        self.assertEqual(self.part(made, Range="bytes=5-9",
                                   If_Range=f'"{made["sha256"]}"').content, whole[5:10])
        for beyond in (f"bytes={size}-", "bytes=-0"):
            answer = self.refused(self.part(made, Range=beyond), 416, "range_not_satisfiable")
            self.assertEqual(answer.headers["Content-Range"], f"bytes */{size}")
        head = requests.head(made["downloadUrl"], timeout=30)
        self.assertEqual((head.headers["Content-Length"], head.headers["Accept-Ranges"]),
                         (str(size), "bytes"))

    def test_bad_wishes(self):
        for members, param in (({"format": "xml"}, "/format"), ({"limit": 0}, "/limit"),
                               ({"limit": 10_000_001}, "/limit"), ({"createdAfter": "x"}, "/createdAfter")):
            self.refused(self.api.post(ROUTE, members), 400, "invalid_request", param)
        self.refused(self.api.post(ROUTE, {"identityId": "ident_x"}), 404, "identity_not_found")
        self.refused(self.api.post(ROUTE, {}, idempotency=None), 400, "missing_idempotency_key")
        self.refused(self.client(scopes="exports:write").post(ROUTE, {}), 403, "forbidden")
        self.refused(self.client(plan="free").post(ROUTE, {}), 403, "feature_disabled")
        made = self.ask()
        self.refused(self.client().get(f"/v1/exports/{made['exportId']}"), 404, "not_found")
        self.refused(self.api.get("/v1/exports/exp_x"), 404, "not_found")

    def test_a_project_has_so_many_at_a_time(self):
        for _ in range(16):
            self.fine(self.api.post(ROUTE, {}), 202)
        self.refused(self.api.post(ROUTE, {}), 403, "quota_exceeded")


class Events(BulkCase):
    """Bulk exports of events: OCSF, and Parquet of one class."""

    def pulled(self, version: str) -> list[dict]:
        return ocsf.pulled(self.api, version, stream="events")

    def test_ocsf_is_what_the_pull_tells(self):
        self.fill(self.api, 3)
        self.fine(self.api.post("/v1/identities/bulk", {"count": 300}))
        told = self.pulled("1.3.0")
        made = self.ask(format="ocsf", version="1.3.0")
        lines = [json.loads(line) for line in self.whole(made).splitlines()]
        self.assertEqual(lines, told[::-1], "newest first, up to the request")
        self.assertEqual((made["recordCount"], made["format"], made["version"]), (len(told), "ocsf", "1.3.0"))
        self.assertEqual(made["first"], {"eventId": lines[0]["metadata"]["uid"],
                                         "position": lines[0]["unmapped"]["log_position"]})
        self.assertEqual(made["last"], {"eventId": lines[-1]["metadata"]["uid"],
                                        "position": lines[-1]["unmapped"]["log_position"]})
        one = next(e for e in told if e["metadata"]["event_code"] == "email.received")["unmapped"]["identity_uid"]
        some = [json.loads(line) for line in self.whole(self.ask(format="ocsf", identityId=one)).splitlines()]
        self.assertGreaterEqual(len(some), 7)
        self.assertLess(len(some), len(told))
        self.assertEqual(self.ask(format="ocsf", limit=2)["recordCount"], 2)
        self.assertEqual(self.ask(format="ocsf", createdBefore="2020-01-01T00:00:00Z")["recordCount"], 0)

    def test_parquet_is_what_its_route_sends(self):
        self.fill(self.api, 150)
        for version in ("1.1.0", "1.8.0"):
            made = self.ask(format="parquet", classUid=4009, version=version)
            self.assertEqual(self.whole(made), self.api.get(
                f"/v1/exports/parquet?classUid=4009&version={version}").content)
            pinned = {"X_OCSF_Version": version}
            self.assertEqual(self.whole(self.ask(headers=pinned, format="parquet", classUid=4009)),
                             self.api.get("/v1/exports/parquet?classUid=4009", **pinned).content)
            mails = [e for e in self.pulled(version) if e["class_uid"] == 4009]
            self.assertEqual((made["recordCount"], made["classUid"]), (len(mails), 4009))
            self.assertEqual(made["first"]["eventId"], mails[0]["metadata"]["uid"], "oldest first")
            self.assertEqual(made["last"]["position"], mails[-1]["unmapped"]["log_position"])
        nothing = self.ask(format="parquet", classUid=4009, createdBefore="2020-01-01T00:00:00Z")
        self.assertEqual((nothing["recordCount"], nothing["first"]), (0, None))
        self.assertEqual(self.whole(nothing)[:4], b"PAR1")

    def test_a_parquet_file_of_many_row_groups_is_resumed_anywhere(self):
        for _ in range(11):
            self.fine(self.api.post("/v1/identities/bulk", {"count": 1000}))
        made = self.ask(format="parquet", classUid=3004)
        whole = self.whole(made)
        self.assertEqual(made["recordCount"], 11_000)
        chance = random.Random(5)
        for _ in range(12):
            first = chance.randrange(made["bytes"])
            end = min(made["bytes"], first + chance.randrange(1, 200_000))
            answer = self.part(made, Range=f"bytes={first}-{end - 1}")
            self.assertEqual((answer.status_code, answer.content), (206, whole[first:end]))
        self.assertEqual(self.part(made, Range="bytes=-8").content, whole[-8:])
        reader = os.environ.get("CARNET_PYARROW_PYTHON")
        if not reader:
            self.skipTest("the ranges hold; CARNET_PYARROW_PYTHON is not set: no other reader was asked")
        with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
            file.write(whole)
            file.flush()
            told = subprocess.run([reader, "-c", "import sys, pyarrow.parquet as p; "
                                   "print(*p.read_table(sys.argv[1])['metadata'].combine_chunks().field('sequence').to_pylist())",
                                   file.name], capture_output=True, text=True, check=True).stdout.split()
        self.assertEqual([int(one) for one in told],
                         [e["metadata"]["sequence"] for e in ocsf.pulled(self.api, "1.8.0", 50_000, stream="events")
                          if e["class_uid"] == 3004])

    def test_the_class_has_to_be_one_there_is(self):
        for members, param in (({"format": "parquet"}, "/classUid"), ({"format": "parquet", "classUid": 1}, "/classUid"),
                               ({"format": "parquet", "classUid": 4009, "version": "1.2.0"}, "/version"),
                               ({"format": "ocsf", "version": "2"}, "/version")):
            self.refused(self.api.post(ROUTE, members), 400, "invalid_request", param)


class Parquet(BulkCase):
    ROUTE = "/v1/exports/parquet?classUid="

    def fetch_file(self, query: str, api=None) -> bytes:
        answer = (api or self.api).get(self.ROUTE + query)
        self.assertEqual(answer.status_code, 200, answer.text[:300])
        content = answer.content
        self.assertEqual((content[:4], content[-4:]), (b"PAR1", b"PAR1"))
        self.assertLess(int.from_bytes(content[-8:-4], "little"), len(content))
        return content

    def test_mails_of_a_project(self):
        made = self.fill(self.api, 150)
        full = self.fetch_file("4009")
        self.assertEqual(self.fetch_file("4009"), full, "the same bytes again")
        self.assertNotIn(b"QX0001", full)
        empty = self.fetch_file("4009&createdBefore=2020-01-01T00:00:00Z")
        self.assertLess(len(empty), len(full))
        self.assertEqual(self.fetch_file("4009&createdAfter=2020-01-01T00:00:00Z"), full)
        self.assertEqual(len(self.fetch_file("4009&createdAfter=2100-01-01T00:00:00Z")), len(empty))
        self.assertTrue(made["id"])

    def test_bad_wishes(self):
        for query, param in (("", "classUid"), ("1", "classUid"), ("x", "classUid"),
                             ("4009&version=9", "version"), ("4009&stream=x", "stream"),
                             ("4009&createdAfter=x", "createdAfter")):
            self.refused(self.api.get(self.ROUTE + query), 400, "invalid_request", param)
        self.refused(self.client(scopes="exports:write").get(self.ROUTE + "4009"), 403, "forbidden")
        self.refused(self.client(plan="free").get(self.ROUTE + "4009"), 403, "feature_disabled")


class Afterwards(BulkCase):
    flags = ("--content-retention", "1")

    def test_the_same_bytes_after_restart_and_rebuild(self):
        self.fill(self.api, 200)
        wishes = [{}, {"format": "ocsf"}, {"format": "parquet", "classUid": 3004}]
        made = [self.ask(**wish) for wish in wishes]
        before = [self.whole(one) for one in made]
        self.server.restart(drop_state=True)
        again = [self.manifest(one["exportId"]) for one in made]
        moving = ("downloadUrl", "downloadUrlExpiresAt")
        for one, other in zip(made, again, strict=True):
            self.assertEqual({n: v for n, v in other.items() if n not in moving},
                             {n: v for n, v in one.items() if n not in moving})
        self.assertEqual([self.whole(one) for one in again], before)

    def test_what_was_asked_for_is_made_after_a_kill(self):
        self.fill(self.api, 50)
        asked = self.fine(self.api.post(ROUTE, {}), 202)
        self.server.kill()
        self.server.start(self.server.offset_s)
        made = self.eventually(lambda: self.manifest(asked["exportId"]), 30)
        self.assertEqual(made["recordCount"], 50)
        self.whole(made)

    def test_what_was_erased_is_not_sent(self):
        made = self.api.create()
        self.mail_to(made, mail.code_message(made["emailAddress"]))
        self.eventually(lambda: self.api.one(made["id"], "/events").json()["meta"]["total"] == 1)
        self.fine(self.api.post(f"/v1/identities/{made['id']}/squash"))
        self.server.travel(hours=23)
        exports = [self.ask(), self.ask(format="ocsf"), self.ask(format="parquet", classUid=4009)]
        for export in exports:
            self.whole(export)
        self.server.travel(hours=1.5)
        for export in exports:
            later = self.manifest(export["exportId"])
            self.eventually(lambda: self.part(later).status_code == 409, 20)
            self.refused(self.part(later), 409, "conflict")
        self.server.travel(hours=23)
        self.refused(self.api.get(f"/v1/exports/{export['exportId']}"), 404, "not_found")


if __name__ == "__main__":
    unittest.main()
