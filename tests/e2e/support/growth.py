"""Projects on every partition, for tests of deployments that grow."""
import os

import requests

from support.cases import ServerCase

PROJECTS_MAX = 60


class GrowthCase(ServerCase):
    def partitions(self) -> int:
        """Those of events."""
        return len(self.server.admin("digest")["partitions"]) - 1

    def ask_for_more(self, **wish):
        with open(os.path.join(self.server.data, "admin.token"), encoding="ascii") as file:
            token = file.read().strip()
        return requests.post(self.server.url + "/v1/admin/add-partitions", json=wish,
                             headers={"Authorization": "Bearer " + token}, timeout=60)

    def place_of(self, client) -> int:
        return int(client.post("/v1/identities", {}).headers["X-Carnet-Position"].split(":")[0])

    def each_has_a_project(self) -> list:
        """New projects go to the partition with the fewest, so that as many as it takes fill all."""
        clients = {}
        wanted = self.partitions()
        for _ in range(PROJECTS_MAX):
            client = self.client()
            clients.setdefault(self.place_of(client), client)
            if len(clients) == wanted:
                return list(clients.values())
        self.fail("projects do not spread")

    def works(self, client):
        for _ in self.server.nodes:  # each address in its turn takes a request and a mail
            made = client.create()
            self.assertEqual(self.deliver_code(client, made)["type"], "otp")
