"""Isolation as a property: with another project's key, nothing of the first project is reached.

Walks the served route table. Every route gets ids of the first project in its path, its query and
its body, in a random order and with random bodies; the seed is printed and may be given as
CARNET_E2E_SEED.
"""
import json
import os
import random
import re
import unittest

from support import mail
from support.cases import ServerCase
from support.sse import Stream

ROUNDS = 6
STREAMS = ("/v1/realtime/events", "/v1/realtime/stream")
BODIES = ({}, {"ttlHours": 5}, {"additional_hours": 5}, {"label": "x"}, {"count": 2},
          {"tags": ["shared"]}, {"confirmAll": True}, {"eventBudget": 3})


class Isolation(ServerCase):
    flags = ("--partitions", "3")

    def setUp(self):
        self.seed = int(os.environ.get("CARNET_E2E_SEED", random.SystemRandom().getrandbits(32)))
        print(f"seed {self.seed}", flush=True)
        self.random = random.Random(self.seed)
        self.owner = self.client(organization="First")
        self.stranger = self.client(organization="First")  # the same organization, and yet

    def belongings(self) -> dict:
        """What the first project has, by what it is called in a route."""
        root = self.owner.create(tags=["shared"], aliasTemplate="of-the-first")
        child = self.fine(self.owner.post(f"/v1/identities/{root['id']}/children", {}))
        event = self.deliver_code(self.owner, root)["eventId"]
        file = self.fine(self.owner.post("/v1/exports/bulk", {}), 202)["exportId"]
        self.owner.post(f"/v1/identities/{child['id']}/squash")
        return {"id": [root["id"], child["id"]], "eventId": [event], "exportId": [file],
                "text": [root["id"], child["id"], event, file, root["emailAddress"],
                         child["emailAddress"], self.owner.key.project, mail.CODE]}

    def snapshot(self) -> str:
        """All that the first project can see of itself."""
        listed = self.owner.get("/v1/identities?limit=100").json()
        parts = [listed, self.owner.get("/v1/identities/events/recent?limit=100").json()]
        parts += [self.owner.one(item["id"], "/lineage").json() for item in listed["items"]]
        return json.dumps(parts)

    def requests_of(self, template: str, verbs: dict, have: dict):
        """Requests on one route, filled with what the first project has."""
        for verb, operation in verbs.items():
            if not isinstance(operation, dict) or "apiKey" not in json.dumps(
                    operation.get("security", [])):
                continue
            path = re.sub(r"\{(\w+)\}", lambda m: self.random.choice(have[m.group(1)]), template)
            query = ""
            for one in operation.get("parameters", []):
                name = self.owner.server.contract.resolve(one)["name"]
                if name == "identityId" or (name == "after" and self.random.random() < 0.5):
                    query += f"&{name}={self.random.choice(have['id' if name == 'identityId' else 'eventId'])}"
            body = None
            if verb == "post":
                body = self.random.choice((*BODIES, {"identity_ids": have["id"]}))
            yield verb.upper(), path, path + ("?" + query[1:] if query else ""), body

    def test_no_route_reaches_across(self):
        have = self.belongings()
        before = self.snapshot()
        self.fine(self.stranger.post("/v1/identities", {"tags": ["shared"]}))
        # Streams have no end to wait for; a test of their own looks at them.
        routes = [(template, verbs) for template, verbs
                  in self.owner.server.contract.document["paths"].items()
                  if template not in STREAMS]
        walked = 0
        for _ in range(ROUNDS):
            self.random.shuffle(routes)
            for template, verbs in routes:
                for method, path, target, body in self.requests_of(template, verbs, have):
                    walked += 1
                    self.one_request(template, method, path, target, body, have)
        self.assertGreater(walked, 15 * ROUNDS)
        self.assertEqual(self.snapshot(), before)

    def one_request(self, template, method, path, target, body, have):
        answer = self.stranger.send(method, target, body)
        where = f"{method} {target} {body}: {answer.status_code} {answer.text[:300]}"
        if "{" in template or "identityId=" in target:
            # A body or a query that is wrong in itself may be said so: that tells nothing.
            allowed = {401, 403, 404} if answer.status_code != 400 else {400}
            self.assertIn(answer.status_code, allowed, where)
        told = answer.text + json.dumps(dict(answer.headers))
        for secret in have["text"]:
            if secret not in target:
                self.assertNotIn(secret, told, where)
        if template.endswith("/bulk-squash") and answer.status_code == 200:
            for identity in have["id"]:
                self.assertNotIn(identity, answer.text, where)

    def test_streams_show_nothing_of_another_project(self):
        have = self.belongings()
        for path in STREAMS:
            behind = Stream(self.stranger, f"{path}?cursor={have['eventId'][0]}")
            self.addCleanup(behind.close)
            self.assertEqual(behind.until(lambda s: s.status != 0).status, 400)
        open_streams = [Stream(self.stranger, path) for path in STREAMS]
        for stream in open_streams:
            self.addCleanup(stream.close)
            stream.until(lambda s: s.opening)
        self.deliver_code(self.owner, self.owner.create(tags=["shared"]))
        own = self.deliver_code(self.stranger, self.stranger.create(tags=["shared"]))["eventId"]
        for stream in open_streams:
            stream.until(lambda s: any(frame.id == own for frame in s.frames))
            told = str([frame.data for frame in stream.frames])
            for secret in have["text"]:
                self.assertNotIn(secret, told)

    def test_keys_and_headers_do_not_mix(self):
        have = self.belongings()
        for name, value in (("X_Project_Id", self.owner.key.project),
                            ("X_Org_Id", "org_aaaaaaaaaaaa")):
            answer = self.stranger.one(have["id"][0], **{name: value})
            self.refused(answer, 403, "forbidden")
        answer = self.stranger.get("/v1/identities", Authorization="Bearer " + self.owner.key.token)
        self.refused(answer, 403, "forbidden")

    def test_unknown_and_foreign_look_alike(self):
        have = self.belongings()
        for what in ("", "/events", "/latest", "/lineage", "/events/latest"):
            foreign = self.stranger.one(have["id"][0], what).json()
            unknown = self.stranger.one("ident_aaaaaaaaaaaa", what).json()
            for each in (foreign, unknown):
                each.pop("request_id")
            self.assertEqual(foreign, unknown, what)


if __name__ == "__main__":
    unittest.main()
