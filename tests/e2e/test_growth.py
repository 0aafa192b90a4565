"""Partitions added while the server runs: nothing fails meanwhile, and new projects live on them."""
import collections
import threading
import time
import unittest

import requests

from support.growth import GrowthCase

ADDED = 3
LOADED_FOR_S = 3  # before and after
APART_SECONDS_MAX = 30  # until every node has the same


class Load:
    """Clients that create until they are told to stop, and every answer that was none of success."""

    def __init__(self, clients):
        self.failures = []
        self.made = collections.Counter()
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._run, args=(client,)) for client in clients]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _run(self, client):
        while not self.over.is_set():
            try:
                answer = client.post("/v1/identities", {})
                if answer.status_code == 200:
                    self.made[client] += 1
                else:
                    self.failures.append((answer.status_code, answer.text))
            except requests.RequestException as why:
                self.failures.append(repr(why))


def with_partitions(flags: tuple[str, ...], count: int) -> tuple[str, ...]:
    kept = list(flags)
    if "--partitions" in kept:
        at = kept.index("--partitions")
        del kept[at:at + 2]
    return (*kept, "--partitions", str(count))


class Growth(GrowthCase):
    def sequences(self, node) -> dict[str, str]:
        page = requests.get(node.url + "/metrics", timeout=10).text
        lines = (line.split() for line in page.splitlines())
        return {words[0]: words[1] for words in lines
                if words[0].startswith("carnet_partition_sequence{")}

    def test_partitions_are_added_under_load(self):
        before = self.partitions()
        old = self.each_has_a_project()
        with Load(old) as load:
            time.sleep(LOADED_FOR_S)
            answer = self.server.admin("add-partitions", str(ADDED))
            self.assertEqual(answer, {"partitions": before + ADDED})
            new = [self.client() for _ in range(ADDED)]
            self.assertEqual(sorted(self.place_of(client) for client in new),
                             list(range(before + 1, before + ADDED + 1)))
            for client in new:
                self.works(client)
            time.sleep(LOADED_FOR_S)
        self.assertEqual(load.failures, [])
        self.assertEqual(len(load.made), len(old))
        for node in self.server.nodes:
            self.eventually(lambda: len(self.sequences(node)) == before + ADDED + 1,
                            APART_SECONDS_MAX)
        self.eventually(lambda: len({str(self.sequences(node)) for node in self.server.nodes}) == 1,
                        APART_SECONDS_MAX)
        self.check_ready_page(before + ADDED)
        self.check_states()
        for client in (*old, *new):  # with the number of partitions that was given at first
            self.works(client)
        self.assertEqual(self.partitions(), before + ADDED)

    def check_ready_page(self, partitions: int):
        pages = [requests.get(node.url + "/readyz", timeout=10).json() for node in self.server.nodes]
        if not self.server.log_place:
            return self.assertNotIn("partitions", pages[0])
        told = [page["partitions"] for page in pages]
        for id in range(partitions + 1):
            owned = [page[id] for page in told if page[id]["owned"]]
            self.assertEqual([one["partition"] for one in owned], [id])
            self.assertIsNotNone(owned[0]["fencedAt"])
            self.assertEqual(owned[0]["lagMessages"], 0)

    def check_states(self):
        """Every node by itself has what a replay of the log gives."""
        self.server.stop()
        rebuilt = self.server.offline("replay").splitlines()
        for number, node in enumerate(self.server.nodes):
            self.server.start_node(number)
            told = self.server.admin("digest", node=node)["partitions"]
            self.assertEqual(len(told), len(rebuilt))
            node.ask_to_stop()
            node.await_stop()
            rebuilt_now = self.server.offline("replay")
            for one in told:
                self.assertIn(one["digest"], rebuilt_now, one)
        self.server.start()

    def test_a_wrong_number_is_refused(self):
        present = self.partitions()
        for wish in ({}, {"count": 0}, {"count": 65}, {"count": -1}, {"count": "2"}):
            self.refused(self.ask_for_more(**wish), 400, "invalid_request", "/count")
        for text in ("0", "x", "1025", "-1"):
            with self.assertRaises(RuntimeError):
                self.server.admin("add-partitions", text)
        self.assertEqual(self.partitions(), present)

    def test_a_larger_flag_counts_and_a_smaller_one_does_not(self):
        grown = self.server.admin("add-partitions", "1")["partitions"]
        flags = self.server.flags
        self.server.flags = with_partitions(flags, grown + 1)
        self.server.restart()
        self.assertEqual(self.partitions(), grown + 1)
        self.eventually(lambda: self.place_of(self.client()) == grown + 1)
        self.server.flags = flags
        self.server.restart()
        self.assertEqual(self.partitions(), grown + 1)
        self.assertEqual(self.server.admin("add-partitions", "1"), {"partitions": grown + 2})


if __name__ == "__main__":
    unittest.main()
