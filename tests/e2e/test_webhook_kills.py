"""kill -9 while deliveries are under way: every event reaches the receiver, and under one id only.

CARNET_WEBHOOK_EVENTS and CARNET_WEBHOOK_KILL_S make it longer: 100000 and 3 for the full run.
"""
import collections
import os
import threading
import time
import unittest
import uuid

import requests

from support.hooks import WebhookCase

EVENTS = int(os.environ.get("CARNET_WEBHOOK_EVENTS", "4000"))
# Several nodes that were killed together take some seconds to own anything again.
SEVERAL = os.environ.get("CARNET_E2E_NODES", "1") != "1"
KILL_EVERY_S = float(os.environ.get("CARNET_WEBHOOK_KILL_S", "5" if SEVERAL else "0.7"))
BULK = 100
PATIENCE_S = (60 + EVENTS / 100) * (4 if SEVERAL else 1)


class Kills(WebhookCase):
    def test_nothing_is_lost_and_nothing_changes_its_id(self):
        client, sink = self.client(), self.sink()
        hook = self.hook(client, sink)
        made: list[str] = []
        creating = threading.Thread(target=self.create_all, args=(client, made), daemon=True)
        creating.start()
        kills = 0
        deadline = time.monotonic() + PATIENCE_S
        while creating.is_alive() or len(self.ids(sink)) < len(made):
            self.assertLess(time.monotonic(), deadline,
                            f"{len(self.ids(sink))} of {len(made)} after {kills} kills")
            time.sleep(KILL_EVERY_S)
            if creating.is_alive() or kills < 3:
                self.server.kill()
                self.server.start()
                kills += 1
        by_identity = collections.defaultdict(set)
        bodies = collections.defaultdict(set)
        for one in sink.all():
            by_identity[one.event["data"]["identity_id"]].add(one.id)
            bodies[one.id].add(one.body)
        self.assertEqual(set(by_identity), set(made), "never delivered, or never made")
        self.assertEqual([ids for ids in by_identity.values() if len(ids) > 1], [])
        self.assertEqual([all_of for all_of in bodies.values() if len(all_of) > 1], [])
        twice = len(sink.all()) - len(bodies)
        print(f"{len(made)} events, {kills} kills, {twice} delivered again under their id")
        self.eventually(lambda: self.fine(client.get(f"/v1/webhooks/{hook['id']}"))
                        ["pendingEvents"] == 0, 20)
        total = self.fine(client.get(f"/v1/webhooks/{hook['id']}/deliveries"))["meta"]["total"]
        self.assertEqual(total, len(made))

    @staticmethod
    def ids(sink) -> set:
        return {one.id for one in sink.all()}

    def create_all(self, client, made: list):
        while len(made) < EVENTS:
            key = str(uuid.uuid4())
            answer = None
            while answer is None or answer.status_code != 200:
                try:
                    answer = requests.post(
                        self.server.url + "/v1/identities/bulk", json={"count": BULK}, timeout=30,
                        headers={**client.headers(), "Idempotency-Key": key})
                except requests.RequestException:
                    time.sleep(0.05)
            made += [one["id"] for one in answer.json()["items"]]


if __name__ == "__main__":
    unittest.main()
