"""Requests as the wire contract reads them: credentials, bodies, bounds, methods, headers, CORS."""
import json
import unittest

import requests

from support.cases import ServerCase

ORIGIN = "https://console.example"


def nested(depth: int) -> bytes:
    """A creation whose metadata brings the whole document to `depth` levels."""
    return (b'{"label":"a","metadata":' + b'{"a":' * (depth - 2) + b"{}" + b"}" * (depth - 1))


class Credentials(ServerCase):
    def test_key(self):
        client = self.client()
        self.refused(client.get("/v1/identities", drop=("Authorization",)), 401, "unauthorized")
        for value in ("Bearer aid_wrong", "Bearer ", "Basic abc", client.key.token, "Bearer"):
            answer = client.get("/v1/identities", Authorization=value)
            self.refused(answer, 401, "unauthorized")

    def test_revoked_key(self):
        client = self.client()
        self.fine(client.get("/v1/identities"))
        self.server.admin("revoke-key", "--id", client.key.id)
        self.refused(client.get("/v1/identities"), 401, "unauthorized")

    def test_tenant_headers(self):
        client, other = self.client(), self.client(organization="Other")
        for name in ("X-Org-Id", "X-Project-Id"):
            answer = client.get("/v1/identities", drop=(name,))
            self.refused(answer, 400, "invalid_request", name)
            self.assertIn(name, answer.json()["message"])
        answer = client.get("/v1/identities", X_Org_Id=other.key.organization)
        self.refused(answer, 403, "forbidden")
        answer = client.get("/v1/identities", X_Project_Id=other.key.project)
        self.refused(answer, 403, "forbidden")

    def test_scopes(self):
        writer = self.client(scopes="identities:write")
        reader = self.client(scopes="identities:read")
        answer = self.refused(writer.get("/v1/identities"), 403, "forbidden")
        self.assertIn("identities:read", answer.json()["message"])
        answer = self.refused(reader.post("/v1/identities", {}), 403, "forbidden")
        self.assertIn("identities:write", answer.json()["message"])
        made = writer.create()
        both = self.client(scopes="identities:read,identities:write")
        for part in ("secret", "raw"):
            answer = both.one(made["id"], f"/events/evt_aaaaaaaaaaaa/{part}")
            self.assertIn("secrets:read", self.refused(answer, 403, "forbidden").json()["message"])


class Bodies(ServerCase):
    flags = ("--cors-origin", ORIGIN)

    def setUp(self):
        self.api = self.client()

    def test_malformed(self):
        for body in (b"{", b"[]", b'"text"', b"nul", b'{"a":1}x', b'{"tags":["\xff"]}',
                     b'{"ttlHours":1,"ttlHours":2}', b'{"policy":{"a":1,"a":1}}', b"{'a':1}",
                     b'{"ttlHours":01}', b'\xef\xbb\xbf{}'):
            with self.subTest(body):
                self.refused(self.api.post("/v1/identities", body), 400, "invalid_request")

    def test_nesting(self):
        self.fine(self.api.post("/v1/identities", nested(32)))
        self.refused(self.api.post("/v1/identities", nested(33)), 400, "invalid_request")

    def test_size(self):
        fill = 1024 * 1024 - len('{"x":""}')
        fits = ('{"x":"' + "a" * fill + '"}').encode()
        answer = self.api.post("/v1/identities", fits)
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assertEqual(answer.headers["X-Ignored-Fields"], "/x")
        answer = self.api.post("/v1/identities", fits + b" ")
        self.refused(answer, 413, "payload_too_large")
        answer = self.api.post("/v1/identities/bulk", b'{"count":1,"x":"' + b"a" * fill + b'"}')
        self.fine(answer)

    def test_empty_body_where_nothing_is_required(self):
        self.fine(self.api.post("/v1/identities"))
        self.fine(self.api.post("/v1/identities", b"", Content_Type="text/plain"))
        self.refused(self.api.post("/v1/identities/bulk"), 400, "invalid_request", "/count")

    def test_content_type(self):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "application/jsonx"):
            answer = self.api.post("/v1/identities", b"{}", Content_Type=kind)
            self.refused(answer, 415, "unsupported_media_type")
        for kind in ("application/json; charset=utf-8", "Application/JSON"):
            self.fine(self.api.post("/v1/identities", b"{}", Content_Type=kind))

    def test_unknown_members_are_named(self):
        body = {"ttlHour": 1, "policy": {"x/y~": 1, "ä": 2}}
        answer = self.api.post("/v1/identities", body)
        self.fine(answer)
        self.assertEqual(set(answer.headers["X-Ignored-Fields"].split(", ")),
                         {"/ttlHour", "/policy/x~1y~0", "/policy/%C3%A4"})
        many = {f"m{n}": n for n in range(12)}
        named = self.api.post("/v1/identities", many).headers["X-Ignored-Fields"]
        self.assertEqual(len(named.split(", ")), 10)
        self.assertNotIn("X-Ignored-Fields", self.api.post("/v1/identities", {}).headers)

    def test_time_to_live_of_the_policy(self):
        for body, hours, ignored in (({"policy": {"ttlHours": 3}}, 3, None),
                                     ({"ttlHours": 5, "policy": {"ttlHours": 3}}, 5,
                                      "/policy/ttlHours")):
            answer = self.api.post("/v1/identities", body)
            self.assertEqual(self.fine(answer)["policy"]["ttlHours"], hours)
            self.assertEqual(answer.headers.get("X-Ignored-Fields"), ignored)
        answer = self.api.post("/v1/identities", {"policy": {"ttlHours": 721}})
        self.refused(answer, 400, "invalid_request", "/policy/ttlHours")

    def test_decimals_of_the_least_confidence(self):
        for sent, kept in ((0.123456789, 0.123), (0.9996, 1), (0.0004, 0)):
            made = self.api.create(policy={"minConfidence": sent})
            self.assertEqual(made["policy"]["minConfidence"], kept)

    def test_unknown_members_where_no_body_is_expected(self):
        made = self.api.create()
        for what in ("revoke-children", "squash"):
            answer = self.api.post(f"/v1/identities/{made['id']}/{what}", {"reason": "x"})
            self.fine(answer)
            self.assertEqual(answer.headers.get("X-Ignored-Fields"), "/reason", what)
            path = f"/v1/identities/{self.api.create()['id']}/{what}"
            self.refused(self.api.post(path, b"{"), 400, "invalid_request")

    def test_bounds_of_creation(self):
        for members, param in (
                ({"ttlHours": 0}, "/ttlHours"), ({"ttlHours": 721}, "/ttlHours"),
                ({"ttlHours": 1.5}, "/ttlHours"), ({"ttlHours": "24"}, "/ttlHours"),
                ({"ttlHours": True}, "/ttlHours"), ({"ttlHours": 1e300}, "/ttlHours"),
                ({"aliasTemplate": "a" * 65}, "/aliasTemplate"),
                ({"aliasTemplate": 7}, "/aliasTemplate"),
                ({"tags": ["a"] * 21}, "/tags"), ({"tags": "a"}, "/tags"),
                ({"tags": ["ok", "b" * 65]}, "/tags/1"), ({"tags": [1]}, "/tags/0"),
                ({"domainPoolId": 1}, "/domainPoolId"), ({"policy": []}, "/policy"),
                ({"policy": {"receiveMode": "OTHER"}}, "/policy/receiveMode"),
                ({"policy": {"allowWebhooks": "yes"}}, "/policy/allowWebhooks"),
                ({"policy": {"extractionTypes": ["sms"]}}, "/policy/extractionTypes"),
                ({"policy": {"minConfidence": 1.01}}, "/policy/minConfidence"),
                ({"policy": {"minConfidence": -0.1}}, "/policy/minConfidence"),
                ({"label": ""}, "/label"), ({"label": "a" * 129}, "/label"),
                ({"label": "a", "ttl_hours": 0}, "/ttl_hours"),
                ({"label": "a", "ttl_hours": 721}, "/ttl_hours"),
                ({"label": "a", "metadata": []}, "/metadata"),
                ({"label": "a", "metadata": {"k": "v" * 8192}}, "/metadata"),
                ({"label": "a", "domain": "other.example"}, "/domain")):
            with self.subTest(members=str(members)[:60]):
                answer = self.api.post("/v1/identities", members)
                self.refused(answer, 400, "invalid_request", param)

    def test_bounds_are_inclusive(self):
        for members in ({"ttlHours": 1}, {"ttlHours": 720}, {"ttlHours": 24.0},
                        {"aliasTemplate": "a" * 64}, {"tags": [f"{n:064}" for n in range(20)]},
                        {"policy": {"minConfidence": 0}}, {"policy": {"minConfidence": 1}},
                        {"policy": {"extractionTypes": []}}, {"aliasTemplate": None, "tags": None},
                        {"label": "a" * 128, "ttl_hours": 720, "domain": "inbox.test"},
                        {"label": "x", "metadata": {"k": "v" * (8192 - len('{"k":""}'))}}):
            with self.subTest(members=str(members)[:60]):
                self.fine(self.api.post("/v1/identities", members))

    def test_bounds_of_the_query(self):
        below = f"/v1/identities/{self.api.create()['id']}"
        for path, param in (
                ("/v1/identities?limit=0", "limit"), ("/v1/identities?limit=x", "limit"),
                ("/v1/identities?limit=", "limit"), ("/v1/identities?limit=-1", "limit"),
                ("/v1/identities?offset=-1", "offset"), ("/v1/identities?status=ACTIVE", "status"),
                ("/v1/identities?limit=1&limit=2", "limit"),
                ("/v1/identities/events/recent?limit=101", "limit"),
                (below + "/events?limit=201", "limit"), (below + "/latest?wait=61", "wait"),
                (below + "/latest?wait=-1", "wait"), (below + "/latest?after=yesterday", "after"),
                (below + "/latest?after=evt_aaaaaaaaaaaa", "after")):
            with self.subTest(path):
                self.refused(self.api.get(path), 400, "invalid_request", param)
        self.refused(self.api.get("/v1/identities?cursor=%ff"), 400, "invalid_request")

    def test_extension_bounds(self):
        path = f"/v1/identities/{self.api.create()['id']}/extend"
        for body, param in (({}, "/ttlHours"), (None, "/ttlHours"), ({"ttlHours": 0}, "/ttlHours"),
                            ({"ttlHours": 721}, "/ttlHours"), ({"ttlHours": None}, "/ttlHours"),
                            ({"additional_hours": 721}, "/additional_hours")):
            self.refused(self.api.post(path, body), 400, "invalid_request", param)
        self.fine(self.api.post(path, {"ttlHours": 720}))


class Methods(ServerCase):
    flags = ("--cors-origin", ORIGIN)

    def setUp(self):
        self.api = self.client()

    def test_unknown_path(self):
        for path in ("/", "/v1", "/v1/identitie", "/v1/identities/", "/v2/identities", "/v1//identities"):
            self.refused(self.api.get(path), 404, "not_found")
        self.refused(self.api.get("/v1/none", drop=("Authorization",)), 404, "not_found")

    def test_unknown_identity(self):
        for name in ("ident_aaaaaaaaaaaa", "ident_", "nonsense", "IDENT_AAAAAAAAAAAA", "%00", "a" * 300):
            with self.subTest(name):
                self.refused(self.api.get(f"/v1/identities/{name}"), 404, "identity_not_found")
                answer = self.api.post(f"/v1/identities/{name}/squash")
                self.refused(answer, 404, "identity_not_found")

    def test_wrong_method(self):
        for method, path, allowed in (
                ("DELETE", "/v1/identities", {"GET", "HEAD", "POST"}),
                ("PUT", "/v1/identities/ident_aaaaaaaaaaaa", {"GET", "HEAD"}),
                ("PATCH", "/v1/identities/bulk", {"POST"}),
                ("GET", "/v1/identities/ident_aaaaaaaaaaaa/squash", {"POST"})):
            with self.subTest(path):
                answer = self.refused(self.api.send(method, path), 405, "method_not_allowed")
                listed = set(answer.headers["Allow"].replace(" ", "").split(","))
                self.assertEqual(listed - {"OPTIONS"}, allowed)

    def test_head(self):
        made = self.api.create()
        below = f"/v1/identities/{made['id']}"
        for path in ("/v1/identities", below, below + "/lineage", below + "/events",
                     "/v1/identities/events/recent", "/healthz", "/readyz", "/openapi.json"):
            with self.subTest(path):
                head, get = self.api.send("HEAD", path), self.api.get(path)
                self.assertEqual((head.status_code, head.content), (get.status_code, b""))
                self.assertEqual(head.headers["Content-Type"], get.headers["Content-Type"])
                self.assertEqual(head.headers["Content-Length"], str(len(get.content)))
        for part in ("secret", "raw"):
            answer = self.api.send("HEAD", below + f"/events/evt_aaaaaaaaaaaa/{part}")
            self.assertEqual(answer.status_code, 405)

    def test_cors(self):
        preflight = {"Origin": ORIGIN, "Access_Control_Request_Method": "POST"}
        answer = self.api.send("OPTIONS", "/v1/identities", drop=("Authorization",), **preflight)
        self.assertEqual(answer.status_code, 204)
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], ORIGIN)
        self.assertIn("POST", answer.headers["Access-Control-Allow-Methods"])
        self.assertIn("Idempotency-Key", answer.headers["Access-Control-Allow-Headers"])
        answer = self.api.get("/v1/identities", Origin=ORIGIN)
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], ORIGIN)
        exposed = answer.headers["Access-Control-Expose-Headers"]
        for name in ("X-Request-Id", "X-RateLimit-Remaining", "X-Carnet-Position",
                     "X-Idempotent-Replay", "X-API-Version", "Retry-After", "X-Ignored-Fields"):
            self.assertIn(name.lower(), exposed.lower())
        self.assertIn("origin", answer.headers.get("Vary", "").lower())
        for origin in ("https://evil.example", ORIGIN + ".evil.example", "null"):
            answer = self.api.get("/v1/identities", Origin=origin)
            self.assertNotIn("Access-Control-Allow-Origin", answer.headers)

    def test_trace_headers(self):
        trace, span = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
        answer = self.api.get("/v1/identities", traceparent=f"00-{trace}-{span}-01")
        self.assertEqual(answer.headers["X-Trace-Id"], trace)
        for bad in ("00-" + "0" * 32 + f"-{span}-01", f"ff-{trace}-{span}-01", "nonsense"):
            answer = self.api.get("/v1/identities", traceparent=bad)
            self.assertNotEqual(answer.headers["X-Trace-Id"], trace)

    def test_position_header(self):
        made = self.api.post("/v1/identities", {})
        at = made.headers["X-Carnet-Position"]
        path = f"/v1/identities/{made.json()['id']}"
        self.fine(self.api.get(path, X_Carnet_Position=at))
        for bad in ("x", "0:", ":1", "0:1:2", "-1:0", "0:99999999999999999999"):
            answer = self.api.get(path, X_Carnet_Position=bad)
            self.refused(answer, 400, "invalid_request", "X-Carnet-Position")
        partition = at.split(":")[0]
        ahead = self.api.get(path, X_Carnet_Position=f"{partition}:99999999")
        self.refused(ahead, 503, "unavailable")
        self.assertTrue(ahead.json()["retryable"])
        self.assertIn("Retry-After", ahead.headers)

    def test_open_routes(self):
        for path in ("/healthz", "/readyz", "/metrics", "/openapi.json"):
            answer = requests.get(self.server.url + path, timeout=30)
            self.assertEqual(answer.status_code, 200, path)
        document = requests.get(self.server.url + "/openapi.json", timeout=30)
        self.assertTrue(json.loads(document.content)["openapi"].startswith("3.1"))


if __name__ == "__main__":
    unittest.main()
