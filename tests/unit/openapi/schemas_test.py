"""The document's schemas against samples: what is right must pass, and each sample with one member
taken away, added or of another type must fail. Usage: schemas_test.py <carnet.json>"""
import copy
import json
import sys
import unittest

from jsonschema import Draft202012Validator

DOCUMENT = json.load(open(sys.argv.pop(1), encoding="utf-8"))
TIME = "2026-04-29T10:00:00Z"
IDENTITY = "ident_a2b3c4d5e6f7"
EVENT = "evt_x2y3z4a5b6c7d2e"
ROUND = {"has_secret": True, "redacted_value": "***"}

POLICY = {"receiveMode": "EDGE_ACCEPT", "allowWebhooks": True, "ttlHours": 24,
          "extractionTypes": ["otp", "link"], "minConfidence": 0.5}
NEWER = {"id": IDENTITY, "emailAddress": "a@b.example", "status": "PROVISIONED", "expiresAt": TIME,
         "projectId": "proj_1", "parentIdentityId": None, "domainPoolId": None, "tags": ["t"],
         "policy": POLICY, "createdAt": TIME, "updatedAt": TIME}
OLDER = {"id": IDENTITY, "email": "a@b.example", "label": "x", "status": "provisioned",
         "created_at": TIME, "expires_at": TIME, "metadata": {"free": {"form": [1]}}}
EXTRACTION = {"eventId": EVENT, "type": "otp", **ROUND, "primaryActionUrl": None, "confidence": 0.99,
              "parserVersion": "v1", "modelName": None, "createdAt": TIME}
MAIL = {"id": EVENT, "sender": "a@b.example", "subject": "s", "messageId": "",
        "storageKey": "blob://" + EVENT, "receivedAt": TIME}
META = {"cursor": None, "hasMore": False, "total": 1}
EVENT_OLDER = {"id": EVENT, "identity_id": IDENTITY, "type": "identity.extended", "created_at": TIME,
               "data": {"expires_at": TIME}}
RECENT = {**MAIL, "identityId": IDENTITY, "identityEmailAddress": "a@b.example",
          "extraction": {k: v for k, v in EXTRACTION.items() if k != "eventId"}}

SAMPLES = [
    ("/v1/identities", "post", NEWER), ("/v1/identities", "post", OLDER),
    ("/v1/identities/{id}", "get", {**NEWER, "parentIdentityId": IDENTITY}),
    ("/v1/identities", "get", {"items": [NEWER], "meta": META}),
    ("/v1/identities", "get", {"items": [OLDER], "total": 1, "limit": 50, "offset": 0}),
    ("/v1/identities/bulk", "post", {"items": [NEWER], "count": 1}),
    ("/v1/identities/bulk", "post", {"items": [OLDER], "count": 1}),
    ("/v1/identities/bulk-squash", "post",
     {"scope": "project", "requestedLimit": 100, "matchedCount": 5, "squashedCount": 5,
      "skippedCount": 0, "tags": ["load-test"], "identityIds": [IDENTITY]}),
    ("/v1/identities/{id}/events", "get", {"items": [MAIL], "meta": {**META, "cursor": "eyJ_-"}}),
    ("/v1/identities/{id}/events", "get",
     {"items": [EVENT_OLDER], "total": 1, "limit": 50, "offset": 0}),
    ("/v1/identities/{id}/events/latest", "get", EVENT_OLDER),
    ("/v1/identities/{id}/events/latest", "get", {**EVENT_OLDER, "type": "identity.squashed",
                                                  "data": {}}),
    ("/v1/identities/{id}/latest", "get",
     {"eventId": EVENT, "sender": "a@b.example", "subject": "s", "receivedAt": TIME,
      "extraction": EXTRACTION}),
    ("/v1/identities/{id}/latest-extraction", "get", EXTRACTION),
    ("/v1/identities/{id}/extractions/latest", "get",
     {"id": "ext_m2n3o4p5", "identity_id": IDENTITY, "type": "link", **ROUND,
      "source_event_id": EVENT, "extracted_at": TIME, "confidence": 1}),
    ("/v1/identities/events/recent", "get", {"items": [RECENT], "meta": META}),
    ("/v1/identities/{id}/revoke-children", "post",
     {"parentIdentityId": IDENTITY, "revokedCount": 1, "revokedIdentityIds": [IDENTITY]}),
    ("/v1/identities/{id}/children", "delete",
     {"parent_identity_id": IDENTITY, "revoked_count": 1, "revoked_identity_ids": [IDENTITY]}),
    ("/v1/identities/{id}/lineage", "get",
     {"rootIdentityId": IDENTITY,
      "nodes": [{"identityId": IDENTITY, "parentIdentityId": None, "emailAddress": "a@b.example",
                 "status": "ACTIVE", "expiresAt": TIME, "depth": 0}],
      "edges": [{"parentIdentityId": IDENTITY, "childIdentityId": IDENTITY}]}),
    ("/v1/identities/{id}/events/{eventId}/secret", "get",
     {"type": "otp", "value": "123456", "alternatives": []}),
    ("/v1/inbound/raw", "post", {"status": "stored", "recipients": 2}),
    ("/healthz", "get", {"status": "ok"}),
]
ADMIN_LIST = {
    "organizations": [{"organizationId": "org_1", "name": "n", "createdAt": TIME}],
    "projects": [{"projectId": "proj_1", "organizationId": "org_1", "name": "n", "plan": "free",
                  "limits": {"burst": -1}, "partition": 1, "identities": 2,
                  "liveIdentities": 1, "createdAt": TIME}],
    "apiKeys": [{"apiKeyId": "key_1", "projectId": "proj_1", "scopes": ["identities:read"],
                 "apiVersion": None, "createdAt": TIME, "revoked": False}],
    "adminTokens": [{"adminTokenId": "adm_1", "createdAt": TIME, "revoked": False}]}
DIGEST = {"partition": 0, "sequence": 7, "applyVersion": 1, "digest": "0a" * 32}
# Members that any value fits, by design.
FREE = {"metadata", "free", "form"}


def validator(path, verb, status="200"):
    answer = DOCUMENT["paths"][path][verb]["responses"][status]
    if "$ref" in answer:
        answer = DOCUMENT["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]]
    schema = answer["content"]["application/json"]["schema"]
    return Draft202012Validator({**schema, "components": DOCUMENT["components"]})


def objects(value, path=()):
    """Every object inside, with the path to it, but not inside what the caller may fill freely."""
    if isinstance(value, dict):
        yield path
        for key, inner in value.items():
            if key not in FREE:
                yield from objects(inner, path + (key,))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from objects(inner, path + (index,))


def at(value, path):
    for step in path:
        value = value[step]
    return value


class Schemas(unittest.TestCase):
    def test_every_schema_is_a_valid_schema(self):
        for name, schema in DOCUMENT["components"]["schemas"].items():
            with self.subTest(name):
                Draft202012Validator.check_schema(schema)

    def test_samples_pass(self):
        for path, verb, sample in SAMPLES:
            with self.subTest(path=path, verb=verb):
                validator(path, verb).validate(sample)

    def test_wrong_shapes_fail(self):
        tried = 0
        for path, verb, sample in SAMPLES:
            check = validator(path, verb)
            for where in objects(sample):
                for change in self.changes(at(sample, where)):
                    wrong = copy.deepcopy(sample)
                    target = at(wrong, where)
                    change(target)
                    tried += 1
                    self.assertFalse(check.is_valid(wrong), f"{verb} {path} {where}: {target}")
        self.assertGreater(tried, 300)

    @staticmethod
    def changes(target):
        # Data of mail events may lack members once the content is shredded; an extra one is wrong.
        yield lambda o: o.update(unheard_of=1)
        for key in list(target):
            yield lambda o, k=key: o.pop(k)
            yield lambda o, k=key: o.update({k: [[]]})

    def test_admin_answers(self):
        check = validator("/v1/admin/{command}", "post")
        for right in ({}, {"organizationId": "o"}, {"rewrapped": 3}, ADMIN_LIST,
                      {"partitions": [DIGEST]},
                      {"organizationId": "o", "projectId": "p", "apiKeyId": "k", "apiKey": "aid_x"},
                      {"adminTokenId": "t", "adminToken": "adm_x"}):
            check.validate(right)
        for wrong in ({"projectId": "p"}, {**ADMIN_LIST, "more": 1},
                      {"partitions": [{**DIGEST, "digest": "0A"}]},
                      {"organizationId": "o", "apiKey": "aid_x"},
                      {"organizationId": "o", "apiKey": "other"}, {"rewrapped": -1}, []):
            self.assertFalse(check.is_valid(wrong), wrong)

    def test_errors(self):
        check = validator("/v1/identities/{id}", "get", "404")
        right = {"code": "identity_not_found", "message": "m", "retryable": False,
                 "request_id": "req_abc"}
        check.validate(right)
        check.validate({**right, "param": "/a"})
        for wrong in ({**right, "code": "unauthorized"}, {**right, "extra": 1},
                      {**right, "retryable": "no"}, {"code": "identity_not_found"}):
            self.assertFalse(check.is_valid(wrong))


if __name__ == "__main__":
    unittest.main()
