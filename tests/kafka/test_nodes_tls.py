"""Nodes whose addresses are https: each knows the other's certificate, and a new one without a restart."""
import os
import signal
import time
import unittest

import requests

import stock_consumer

from support.client import Client
from support.server import Server
from support.sink import make_certificate, scratch

TURNING_SECONDS_MAX = 60  # partitions change hands, and requests wait for that


class NodesOverTls(unittest.TestCase):
    def setUp(self):
        # Servers of the end-to-end suite are several nodes on Kafka when these say so.
        for name, value in (("CARNET_E2E_KAFKA", stock_consumer.brokers()), ("CARNET_E2E_NODES", "2")):
            os.environ[name] = value
            self.addCleanup(os.environ.pop, name)
        room = scratch()
        self.addCleanup(room.cleanup)
        self.room = room.name
        self.server = Server("--partitions", "4")
        self.addCleanup(self.server.close)
        self.server.over_tls(*self.new_certificate()).start()

    def new_certificate(self) -> tuple[str, str]:
        """In the files that the nodes are told of."""
        return make_certificate(self.room, "127.0.0.1")

    def owned(self, number: int) -> set[str]:
        page = requests.get(self.server.nodes[number].url + "/metrics", timeout=10,
                            verify=self.server.certificate).text
        lines = (line.rsplit(" ", 1) for line in page.splitlines()
                 if line.startswith("carnet_partition_owned{"))
        return {name for name, value in lines if float(value) == 1}

    def eventually(self, holds):
        deadline = time.monotonic() + TURNING_SECONDS_MAX
        while not holds():
            self.assertLess(time.monotonic(), deadline, "\n".join(node.log() for node in self.server.nodes))
            time.sleep(0.2)

    def await_both_own(self):
        self.eventually(lambda: self.owned(0) and self.owned(1))

    def answered_everywhere(self) -> bool:
        """Whether each node answers for every project: some of them are the other node's."""
        def answers(node, client):
            self.server.turns = iter([node] * 2)
            return client.post("/v1/identities", {"ttlHours": 1}).status_code == 200
        return all(answers(node, client) for node in range(2) for client in self.clients)

    def test_requests_reach_the_owner_and_a_renewed_certificate_is_known(self):
        self.await_both_own()
        self.clients = [self.server.client() for _ in range(4)]  # one in each partition
        self.eventually(self.answered_everywhere)
        self.new_certificate()
        # One node has the new certificate by a restart, the other by being told.
        self.server.nodes[1].ask_to_stop()
        self.server.nodes[1].await_stop()
        self.server.nodes[0].process.send_signal(signal.SIGHUP)
        self.server.start_node(1)
        self.await_both_own()
        for client in self.clients:
            client.http.close()
        self.eventually(self.answered_everywhere)


if __name__ == "__main__":
    unittest.main()
