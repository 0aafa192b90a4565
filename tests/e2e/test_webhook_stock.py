"""Deliveries verified by the stock Standard Webhooks library from npm, unchanged."""
import json
import os
import subprocess
import unittest

from support import stock
from support.hooks import WebhookCase

LIBRARY = "standardwebhooks@1.1.1"
EXAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "examples", "verify_webhook.mjs")


class Stock(WebhookCase):
    def test_the_stock_library_verifies_every_kind_of_event(self):
        folder = stock.needed(self, stock.NPM, LIBRARY)
        client, sink = self.client(), self.sink()
        hook = self.hook(client, sink)
        made = client.create(aliasTemplate="Bücher <&> \u2028", tags=["ä"])
        self.deliver_code(client, made)
        self.fine(client.post(f"/v1/identities/{made['id']}/extend", {"ttlHours": 1}))
        self.fine(client.post(f"/v1/identities/{made['id']}/squash"))
        came = self.eventually(lambda: len(sink.all()) == 5 and sink.all())
        lines = "".join(json.dumps({"headers": one.headers, "body": one.body.decode(),
                                    "secret": hook["secret"]}) + "\n" for one in came)
        done = subprocess.run(["node", EXAMPLE], input=lines, capture_output=True, text=True,
                              timeout=60, env={**os.environ, "MODULES": folder})
        self.assertEqual((done.returncode, done.stdout), (0, "verified 5\n"), done.stderr)


if __name__ == "__main__":
    unittest.main()
