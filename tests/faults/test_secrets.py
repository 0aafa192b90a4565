"""Nothing that a tenant, an admin or a stranger wrote is readable in any file, log line or figure."""
import re
import unittest

from support.case import NodeCase
from support.client import CODE, Client, Mailer
from support.files import contents
from support.node import verb
from support.planting import Planting, rich_mail

# Files that exist to hold one secret, and no other.
SECRET_FILES = {"admin.token", "master.key"}


class Planted(NodeCase):
    def setUp(self):
        super().setUp()
        self.plant = Planting()
        self.inbound = self.plant("inbound secret")

    def planted_node(self, *flags):
        node = self.node("--inbound-secret", self.inbound, *flags)
        node.start()
        self.headers = node.tenant(self.plant("organization name"), self.plant("project name"))
        self.node_ = node
        self.client = Client(node.http, self.headers)
        self.plant_routes()
        self.plant_refused()
        self.plant_mail()
        self.plant_smtp_noise()
        return node

    def created(self, path, body, revision):
        got = self.client.post(path, body, key=self.plant("idempotency key"),
                               X_API_Version=revision, User_Agent=self.plant("user agent"))
        self.assertEqual(got.status, 200, got.body)
        return got.json()

    def plant_routes(self):
        plant = self.plant
        new, old = "2026-04-29", "2026-04-04"
        modern = lambda: {"aliasTemplate": plant("alias"), "tags": [plant("tag"), plant("tag 2")],
                          plant("unknown member"): plant("unknown value")}
        early = lambda: {"label": plant("label"), "metadata": {plant("metadata name"): {
            plant("inner name"): [plant("metadata value")]}}}
        self.first = self.created("/v1/identities", modern(), new)
        second = self.created("/v1/identities", early(), old)
        self.created(f"/v1/identities/{self.first['id']}/children", modern(), new)
        self.created(f"/v1/identities/{second['id']}/children", {"label": plant("child")}, old)
        self.created("/v1/identities/bulk", dict(modern(), count=3), new)
        self.created("/v1/identities/bulk", {"identities": [early(), early()]}, old)
        self.created(f"/v1/identities/{self.first['id']}/extend",
                     {"ttlHours": 2, plant("extend member"): plant("extend value")}, new)
        self.created("/v1/identities/bulk-squash", {"tags": [plant("squash tag")]}, new)
        self.created("/v1/identities/bulk-squash", {"identity_ids": [plant("squash id")]}, old)
        self.created(f"/v1/identities/{second['id']}/squash", {plant("squash"): plant("x")}, new)

    def plant_refused(self):
        """Requests that fail, each in another place."""
        plant, id_ = self.plant, self.first["id"]
        for path in (f"/v1/{plant('path')}", f"/v1/identities/ident_{plant('identity id')}",
                     f"/v1/identities?cursor={plant('cursor')}", f"/v1/identities?status={plant('st')}",
                     f"/v1/identities?{plant('query name')}={plant('query value')}",
                     f"/v1/identities/{id_}/latest?after={plant('after')}",
                     f"/v1/identities/{id_}/events/evt_{plant('event id')}/raw"):
            self.client.get(path)
        for body in ({"ttlHours": plant("wrong type")}, {"policy": {"receiveMode": plant("mode")}},
                     {"policy": {"extractionTypes": [plant("type")]}}, {"aliasTemplate": "x" * 99},
                     {"domainPoolId": plant("pool")}, {"label": "a", "domain": plant("domain")},
                     "{" + plant("broken json")):
            self.client.post("/v1/identities", body, Content_Type="application/json")
        for name in ("X-Carnet-Position", "X-API-Version", "X-Org-Id", "X-Project-Id", "Origin",
                     "Authorization", "traceparent", "X-Request-Id", "Content-Type", "Accept",
                     "X-Forwarded-For"):
            value = ("Bearer aid_" if name == "Authorization" else "") + plant(name)
            headers = dict(self.headers, **{name: value})
            Client(self.node_.http, headers).get("/v1/identities")
            Client(self.node_.http, headers).post(f"/v1/identities/{id_}/{plant('method')}", {})
        Client(self.node_.http, {"Authorization": "Bearer adm_" + plant("admin token")}).post(
            "/v1/admin/create-key", {"organization": plant("refused name")})
        verb("admin", "revoke-key", "--data", self.node_.data, "--id", plant("key id"))
        verb("admin", "create-key", "--data", self.node_.data, "--org", plant("org 2"), "--project",
             plant("project 2"), "--plan", plant("plan"))

    def plant_mail(self):
        plant, to = self.plant, self.first["emailAddress"]
        mailer = Mailer(self.node_.smtp)
        code, text = mailer.send(to, rich_mail(plant, to), plant("envelope sender") + "@e.test")
        self.assertEqual(code, 250, text)
        got = Client(self.node_.http, {"Authorization": "Bearer " + self.inbound}).post(
            f"/v1/inbound/raw?from={plant('relay sender')}@e.test&to={to}", rich_mail(plant, to),
            Content_Type="message/rfc822")
        self.relayed = got.status
        path = f"/v1/identities/{self.first['id']}/events"
        count = 2 if got.status == 200 else 1
        self.eventually(lambda: self.client.get(path).json()["meta"]["total"] == count)
        self.events = self.client.get(path).json()["items"]
        for event in self.events:
            for part in ("secret", "raw"):
                self.assertEqual(self.client.get(f"{path}/{event['id']}/{part}").status, 200)

    def plant_smtp_noise(self):
        plant = self.plant
        session = Mailer(self.node_.smtp).session
        for line in (f"EHLO {plant('ehlo')}.test", f"HELO {plant('helo')}", plant("command"),
                     f"VRFY {plant('vrfy')}", f"MAIL FROM:<{plant('refused sender')}@e.test> X={plant('p')}",
                     f"MAIL FROM:<{plant('sender')}@e.test>", f"RCPT TO:<{plant('rcpt')}@inbox.test>",
                     f"RCPT TO:<{plant('rcpt domain')}@elsewhere.test>", f"AUTH PLAIN {plant('auth')}"):
            session.docmd(line)
        session.close()

    def assert_clean(self, node, when):
        written = b"".join(content for _, content in contents(node.data / "log"))
        clear = self.first["id"].removeprefix("ident_").encode()
        self.assertIn(clear, written, "the search finds not even what is stored in the clear")
        word = next(iter(self.plant.places))
        self.assertTrue(self.plant.found_in(b"\0" + word.upper().encode()), "markers are not found")
        for file, content in contents(node.data):
            name = str(file.relative_to(node.data))
            self.assertEqual(self.plant.found_in(content), [], f"{when}: {name}")
            for secret in self.tokens(node):
                allowed = name in SECRET_FILES and not secret.startswith(b"aid_")
                self.assertTrue(allowed or secret not in content, f"{when}: a token in {name}")
        said = node.output.read_bytes()
        self.assertEqual(self.plant.found_in(said), [], f"{when}: what the server printed")
        for secret in self.tokens(node):
            self.assertNotIn(secret, said, f"{when}: a token in what the server printed")

    def tokens(self, node):
        own = [key.encode() for key in node.keys.values()]
        own += [(node.data / name).read_bytes().strip() for name in SECRET_FILES]
        return own

    def assert_dump_clean(self, node):
        done = verb("log", "dump", "--data", node.data, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        text = (done.stdout + done.stderr).encode()
        self.assertIn(self.first["id"].encode(), text)
        self.assertEqual(self.plant.found_in(text), [], "log dump")
        self.assertNotIn(CODE.encode(), text, "the code is in the dump")
        for secret in self.tokens(node):
            self.assertNotIn(secret, text)


class Secrets(Planted):
    def test_markers_are_nowhere(self):
        node = self.planted_node()
        self.assertEqual(self.relayed, 200, "the relay route took no mail")
        figures = self.client.get("/metrics").body
        self.assertIn(b"carnet_http_requests_total", figures)
        self.assertEqual(self.plant.found_in(figures), [], "metrics")
        self.assert_clean(node, "running")
        node.kill()
        self.assert_clean(node, "killed")
        self.assert_dump_clean(node)
        for _ in range(2):  # the write-ahead logs become tables, and those are compacted
            node.start()
            node.stop()
        self.assert_clean(node, "rewritten")
        copy = self.room / "copy"
        node.start()
        self.assertEqual(verb("backup", "--data", node.data, copy).returncode, 0)
        for file, content in contents(copy):
            self.assertEqual(self.plant.found_in(content), [], str(file))

    def test_json_log(self):
        node = self.planted_node("--log-json")
        self.assert_clean(node, "json log")
        for line in node.said().splitlines():
            self.assertTrue(re.match(r'\{"time":', line), line)

    def test_every_answer_but_raw_and_secret_hides_the_code(self):
        self.planted_node()
        base = f"/v1/identities/{self.first['id']}"
        for path in (base, base + "/events", base + "/latest", base + "/latest-extraction",
                     base + "/events/latest", base + "/extractions/latest", base + "/lineage",
                     "/v1/identities", "/v1/identities/events/recent"):
            for revision in ("2026-04-29", "2026-04-04"):
                body = self.client.get(path, X_API_Version=revision).body
                self.assertNotIn(CODE.encode(), body, path)


if __name__ == "__main__":
    unittest.main()
