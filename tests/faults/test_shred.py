"""Content retention: the fact is logged, the key is gone from every file, the digest still holds."""
import unittest

from support.case import NodeCase
from support.client import Client
from support.files import contents

DAY_S = 86400


class Shred(NodeCase):
    def test_content_is_unreadable_after_retention(self):
        node = self.started("--content-retention", "1")
        kept = self.client.post("/v1/identities", {"ttlHours": 700}).json()
        kept_event = self.deliver(node, kept, "kept")
        self.client.post(f"/v1/identities/{self.identity['id']}/squash", {})
        node.stop()
        wrapped = self.wrapped_keys(node)
        node.start("--clock-offset", str(DAY_S + 60))
        client = Client(node.http, self.headers)
        base = f"/v1/identities/{self.identity['id']}"
        self.eventually(lambda: client.get(f"{base}/events/{self.event}/secret").status == 404)
        self.assertEqual(client.get(f"{base}/events/{self.event}/raw").status, 404)
        listed = client.get(f"{base}/events").json()["items"]
        self.assertEqual([(one["sender"], one["subject"]) for one in listed], [("", "")])
        self.assertEqual(client.get(base).json()["emailAddress"], "")
        self.assertEqual(client.get(f"/v1/identities/{kept['id']}/events/{kept_event}/secret").status,
                         200)
        live = node.digests()
        self.eventually(lambda: not self.found(node, wrapped))
        node.stop()
        self.assertEqual(self.found(node, wrapped), [])
        self.assertEqual(node.replayed(), live)
        shredded = [event for record in node.dump() for event in record["events"]
                    if event["type"] == "content_shredded"]
        self.assertEqual([one["identityId"] for one in shredded], [self.identity["id"]])

    def wrapped_keys(self, node):
        """Bytes of the log that follow the identity's name in the table of keys.

        The wrapped key's ciphertext is found as what stands behind its subject; some of its bytes
        are enough to recognise it anywhere.
        """
        subject = self.identity["id"].encode()
        pieces = []
        for file, content in contents(node.data / "log"):
            if file.suffix not in (".log", ".sst"):
                continue
            at = content.find(subject)
            while at >= 0:
                piece = content[at + len(subject) + 24:at + len(subject) + 56]
                if len(piece) == 32 and len(set(piece)) > 20:
                    pieces.append(piece)
                at = content.find(subject, at + 1)
        self.assertTrue(pieces, "the wrapped key was not found to begin with")
        return pieces

    @staticmethod
    def found(node, pieces):
        return [file.name for file, content in contents(node.data / "log")
                if any(piece in content for piece in pieces)]


if __name__ == "__main__":
    unittest.main()
