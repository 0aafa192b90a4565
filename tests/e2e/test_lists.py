"""Lists and cursors: newest first, exact totals, stable under inserts, authenticated."""
import base64
import unittest

from support import mail
from support.cases import ServerCase


class Lists(ServerCase):
    def pages(self, client, path: str, limit: int):
        """Each page of a list of the newer revision, following its cursor."""
        cursor = ""
        while cursor is not None:
            mark = "&" if "?" in path else "?"
            more = f"&cursor={cursor}" if cursor else ""
            page = self.fine(client.get(f"{path}{mark}limit={limit}{more}"))
            self.assertEqual(page["meta"]["hasMore"], page["meta"]["cursor"] is not None)
            yield page
            cursor = page["meta"]["cursor"]

    def ids_of(self, client, path: str, limit: int) -> list:
        return [item["id"] for page in self.pages(client, path, limit) for item in page["items"]]

    def test_empty(self):
        client = self.client()
        self.assertEqual(self.fine(client.get("/v1/identities")),
                         {"items": [], "meta": {"cursor": None, "hasMore": False, "total": 0}})
        self.assertEqual(self.fine(client.get("/v1/identities?offset=0")),
                         {"items": [], "total": 0, "limit": 50, "offset": 0})
        self.assertEqual(client.get("/v1/identities/events/recent").json()["items"], [])

    def test_newest_first_and_whole(self):
        client = self.client()
        made = [client.create()["id"] for _ in range(7)]
        made += [item["id"] for item in client.post("/v1/identities/bulk", {"count": 5}).json()["items"]]
        for limit in (1, 2, 5, 12, 100):
            self.assertEqual(self.ids_of(client, "/v1/identities", limit), made[::-1])
        self.assertEqual([item["id"] for item in client.get("/v1/identities").json()["items"]],
                         made[::-1])

    def test_default_and_largest_page(self):
        client = self.client()
        client.post("/v1/identities/bulk", {"count": 230})
        for path, size in (("", 50), ("?limit=100", 100), ("?offset=0", 50), ("?limit=200", 200),
                           ("?limit=200&offset=200", 30), ("?offset=230", 0)):
            self.assertEqual(len(client.get("/v1/identities" + path).json()["items"]), size, path)

    def test_stable_under_inserts(self):
        client = self.client()
        made = [client.create()["id"] for _ in range(6)]
        seen = []
        for page in self.pages(client, "/v1/identities", 2):
            seen += [item["id"] for item in page["items"]]
            client.create()
        self.assertEqual(seen, made[::-1])

    def test_terminal_ones_stay_and_totals_are_exact(self):
        client = self.client()
        made = [client.create()["id"] for _ in range(5)]
        client.post(f"/v1/identities/{made[0]}/squash")
        client.post(f"/v1/identities/{made[1]}/extend", {"ttlHours": 1})
        self.assertEqual(client.get("/v1/identities").json()["meta"]["total"], 5)
        for status, expected in (("provisioned", made[:1:-1]), ("active", [made[1]]),
                                 ("squashed", [made[0]]), ("expired", []), ("extended", [])):
            page = self.fine(client.get(f"/v1/identities?status={status}"))
            self.assertEqual([item["id"] for item in page["items"]], expected, status)
            self.assertEqual(page["total"], len(expected), status)
        page = self.fine(client.get("/v1/identities?status=provisioned&limit=1&offset=1"))
        self.assertEqual([item["id"] for item in page["items"]], [made[3]])
        self.assertEqual((page["total"], page["limit"], page["offset"]), (3, 1, 1))

    def test_tampered_cursor(self):
        client, other = self.client(), self.client()
        for each in (client, other):
            each.post("/v1/identities/bulk", {"count": 3})
        cursor = client.get("/v1/identities?limit=1").json()["meta"]["cursor"]
        self.assertRegex(cursor, r"^[A-Za-z0-9_-]+$")
        raw = bytearray(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        forged = []
        for at in range(len(raw)):
            raw[at] ^= 1
            forged.append(base64.urlsafe_b64encode(bytes(raw)).decode().rstrip("="))
            raw[at] ^= 1
        foreign = other.get("/v1/identities?limit=1").json()["meta"]["cursor"]
        for bad in [*forged, foreign, cursor + "=", cursor + "A", cursor[:-1], "x", "", "eyJ9"]:
            answer = client.get(f"/v1/identities?limit=1&cursor={bad}")
            self.refused(answer, 400, "invalid_cursor", "cursor")
        self.refused(client.get(f"/v1/identities/events/recent?cursor={cursor}"), 400,
                     "invalid_cursor")

    def test_cursor_survives_restart_and_rebuild(self):
        client = self.client()
        made = [client.create()["id"] for _ in range(4)]
        cursor = client.get("/v1/identities?limit=2").json()["meta"]["cursor"]
        for drop in (False, True):
            self.server.restart(drop_state=drop)
            page = self.fine(client.get(f"/v1/identities?limit=2&cursor={cursor}"))
            self.assertEqual([item["id"] for item in page["items"]], made[1::-1])

    def test_mail_lists(self):
        client = self.client()
        one, two = client.create(), client.create()
        for n in range(5):
            owner = (one, two)[n % 2]
            self.deliver_code(client, owner, code=str(481000 + n))
            self.eventually(lambda n=n, o=owner: client.one(o["id"], "/events").json()["meta"]
                            ["total"] == n // 2 + 1)
        recent = self.ids_of(client, "/v1/identities/events/recent", 2)
        self.assertEqual(len(set(recent)), 5)
        mine = self.ids_of(client, f"/v1/identities/{one['id']}/events", 2)
        self.assertEqual(mine, recent[0::2])
        only = f"/v1/identities/events/recent?identityId={one['id']}"
        self.assertEqual(self.ids_of(client, only, 1), mine)
        page = self.fine(client.get(only))
        self.assertEqual({item["identityEmailAddress"] for item in page["items"]},
                         {one["emailAddress"]})
        self.assertEqual(page["meta"]["total"], 3)
        self.assertNotIn("eventId", page["items"][0]["extraction"])
        answer = client.get("/v1/identities/events/recent?identityId=ident_aaaaaaaaaaaa")
        self.refused(answer, 404, "identity_not_found")

    def test_recent_default_is_twenty(self):
        client = self.client()
        made = client.create()
        for n in range(22):
            mail.deliver(self.server, mail.message(made["emailAddress"], f"note {n}", "hello"),
                         [made["emailAddress"]])
        self.eventually(lambda: client.one(made["id"], "/events").json()["meta"]["total"] == 22)
        self.assertEqual(len(client.get("/v1/identities/events/recent").json()["items"]), 20)

    def test_public_events_of_the_older_revision(self):
        client = self.client()
        made = client.create(label="a")
        self.deliver_code(client, made)
        client.post(f"/v1/identities/{made['id']}/extend", {"additional_hours": 1})
        client.post(f"/v1/identities/{made['id']}/squash")
        page = self.fine(client.one(made["id"], "/events?offset=0"))
        types = [item["type"] for item in page["items"]]
        self.assertEqual(types, ["identity.squashed", "identity.extended", "extraction.completed",
                                 "email.received", "identity.provisioned"])
        self.assertEqual(page["total"], 5)
        latest = self.fine(client.one(made["id"], "/events/latest"))
        self.assertEqual(latest, page["items"][0])
        self.assertEqual(len({item["id"] for item in page["items"]}), 5)
        second = self.fine(client.one(made["id"], "/events?limit=2&offset=1"))
        self.assertEqual(second["items"], page["items"][1:3])


if __name__ == "__main__":
    unittest.main()
