"""What a data directory survives, what it refuses, and that it says which."""
import os
import shutil
import stat
import unittest

from support.case import NodeCase
from support.client import Client, code_mail
from support.node import Refused, verb


def flip(file, at):
    """Inverts one byte."""
    with open(file, "r+b") as opened:
        opened.seek(at)
        byte = opened.read(1)
        opened.seek(at)
        opened.write(bytes([byte[0] ^ 0xFF]))


def wal_of(node):
    """The write-ahead log that holds the most."""
    return max((node.data / "log").glob("*.log"), key=lambda file: file.stat().st_size)


class Restarts(NodeCase):
    def assert_same_after(self, change):
        node = self.started()
        before = node.digests()
        self.assertEqual(node.stop(), 0)
        change(node)
        node.start()
        self.assert_code_reads(node)
        self.assertEqual(node.stop(), 0)
        for partition, (sequence, digest) in before.items():
            self.assertEqual(node.replayed(f"{partition}:{sequence}")[partition],
                             (sequence, digest))
        return node

    def test_stop_and_start(self):
        self.assert_same_after(lambda node: None)

    def test_state_deleted(self):
        node = self.assert_same_after(lambda node: shutil.rmtree(node.data / "state"))
        self.assertRegex(node.said(), "partition 1 replayed [1-9]")

    def test_state_corrupted(self):
        def spoil(node):
            for file in (node.data / "state").rglob("*"):
                if file.suffix in (".sst", ".log") and file.stat().st_size > 64:
                    flip(file, file.stat().st_size // 2)
        node = self.assert_same_after(spoil)
        self.assertRegex(node.said(), "state 1 is discarded and rebuilt")

    def test_state_ahead_of_log(self):
        node = self.started()
        node.stop()
        shutil.copytree(node.data / "log", self.room / "older")
        node.start()
        for number in range(20):
            Client(node.http, self.headers).post("/v1/identities", {"ttlHours": 2})
        node.stop()
        shutil.rmtree(node.data / "log")
        shutil.copytree(self.room / "older", node.data / "log")
        node.start()
        self.assertRegex(node.said(), "state 1 is discarded and rebuilt from the log")
        total = Client(node.http, self.headers).get("/v1/identities").json()["meta"]["total"]
        self.assertEqual(total, 1)
        self.assert_code_reads(node)
        live = node.digests()
        node.stop()
        self.assertEqual(node.replayed(), live)


class BrokenLogs(NodeCase):
    """Whatever is lost of the log is said; it is never passed over."""

    def filled(self):
        node = self.started()
        for number in range(300):
            self.client.post("/v1/identities", {"ttlHours": 2})
        self.end = node.digests()
        return node

    def assert_reported(self, node):
        """Either the start is refused, or it says what is lost."""
        try:
            node.start()
        except Refused as refused:
            said = str(refused)
            self.assertRegex(said, "(?i)damaged|corrupt|checksum|mismatch|lost|missing|"
                             "No such file|no CURRENT file")
            return "refused"
        said = node.said()
        self.assertRegex(said, r"lost acknowledged records \d+ to \d+")
        self.assertIn("error", said)
        return "reported"

    def test_byte_in_the_middle_of_the_wal(self):
        node = self.filled()
        node.kill()
        wal = wal_of(node)
        flip(wal, wal.stat().st_size // 2)
        self.assert_reported(node)

    def test_bit_of_a_small_wal(self):
        """What is intact behind the damage is not given up, in a log of less than a block either."""
        node = self.started()
        node.kill()
        wal = wal_of(node)
        self.assertLess(wal.stat().st_size, 32768)
        flip(wal, wal.stat().st_size // 2)
        damaged = wal.read_bytes()
        for attempt in range(2):
            self.assertEqual(self.assert_reported(node), "refused")
        self.assertEqual(wal.read_bytes(), damaged)

    def test_every_region_of_the_wal(self):
        node = self.filled()
        node.kill()
        shutil.copytree(node.data, self.room / "whole")
        for tenth in range(1, 10):
            with self.subTest(tenth=tenth):
                shutil.rmtree(node.data)
                shutil.copytree(self.room / "whole", node.data)
                wal = wal_of(node)
                flip(wal, wal.stat().st_size * tenth // 10)
                self.assert_reported(node)
                node.close()

    def test_truncated_wal(self):
        node = self.filled()
        node.kill()
        wal = wal_of(node)
        os.truncate(wal, wal.stat().st_size * 3 // 4)
        self.assertEqual(self.assert_reported(node), "reported")
        node.close()

    def test_truncated_wal_under_the_verbs_that_read(self):
        """Each of them says what is lost and leaves it to be said by the next, a server at last."""
        node = self.filled()
        node.kill()
        wal = wal_of(node)
        os.truncate(wal, wal.stat().st_size - 3000)
        data = ["--data", node.data]
        copied = ["--from", node.data, "--to", self.room / "copy"]
        for words in (["log", "verify", *data], ["log", "dump", "--json", *data],
                      ["replay", *data], ["log", "ocsf", *data], ["log", "copy", *copied],
                      ["log", "verify", *data]):
            with self.subTest(verb=words[:2]):
                told = verb(*words)
                self.assertEqual(told.returncode, 1, told.stdout[-500:])
                self.assertRegex(told.stderr,
                                 r"partition 1 lost acknowledged records \d+ to \d+")
        self.assertFalse((self.room / "copy").exists())
        self.assertEqual(self.assert_reported(node), "reported")
        node.stop()
        self.assertEqual(verb("log", "verify", *data).returncode, 0)

    def test_torn_last_record(self):
        node = self.filled()
        node.kill()
        wal = wal_of(node)
        os.truncate(wal, wal.stat().st_size - 7)
        self.assert_reported(node)

    def test_wal_deleted(self):
        node = self.filled()
        node.kill()
        wal_of(node).unlink()
        self.assert_reported(node)

    def test_byte_in_a_table_or_blob(self):
        node = self.filled()
        node.stop()
        node.start()  # the log's memory is written to tables by the recovery
        node.stop()
        tables = [file for file in (node.data / "log").iterdir()
                  if file.suffix in (".sst", ".blob")]
        self.assertTrue(tables, "no table to break")
        largest = max(tables, key=lambda file: file.stat().st_size)
        flip(largest, largest.stat().st_size // 2)
        checked = verb("log", "verify", "--data", node.data)
        self.assertNotEqual(checked.returncode, 0, checked.stdout)
        self.assertRegex(checked.stderr, "(?i)damaged|corrupt|checksum|mismatch")
        shutil.rmtree(node.data / "state")
        self.assert_reported(node)


    def test_table_deleted(self):
        node = self.filled()
        node.stop()
        node.start()
        node.stop()
        max((node.data / "log").glob("*.sst"), key=lambda file: file.stat().st_size).unlink()
        self.assert_reported(node)

    def test_no_current_file(self):
        """A log without its CURRENT is no fresh log: nothing may be founded over it."""
        node = self.filled()
        node.stop()
        (node.data / "log" / "CURRENT").unlink()
        self.assert_reported(node)

    def test_log_deleted(self):
        """With state and key there but no log, a fresh deployment would hide the loss."""
        node = self.filled()
        node.stop()
        shutil.rmtree(node.data / "log")
        self.assert_reported(node)


class Refusals(NodeCase):
    def refused(self, node, words):
        with self.assertRaises(Refused) as caught:
            node.start()
        self.assertRegex(str(caught.exception), words)

    def test_second_process(self):
        node = self.started()
        second = self.node()
        with self.assertRaises(Refused) as caught:
            address = node.address_file.read_bytes()
            second.start()
        self.assertRegex(str(caught.exception), f"in use by process {node.process.pid}")
        node.address_file.write_bytes(address)
        self.assert_code_reads(node)
        self.assertNotEqual(verb("replay", "--data", node.data).returncode, 0)

    def test_wrong_master_key(self):
        node = self.started()
        node.stop()
        (node.data / "master.key").unlink()
        self.assertEqual(verb("keygen", node.data / "master.key").returncode, 0)
        self.refused(node, "master key is not the one of this deployment")

    def test_missing_master_key(self):
        node = self.started()
        node.stop()
        (node.data / "master.key").unlink()
        self.refused(node, "master key of this deployment is missing")
        self.assertFalse((node.data / "master.key").exists(), "a fresh key hides the loss")

    def test_open_master_key(self):
        node = self.started()
        node.stop()
        key = node.data / "master.key"
        self.assertEqual(stat.S_IMODE(key.stat().st_mode), 0o600)
        key.chmod(0o640)
        self.refused(node, "open to others than its owner")

    def test_torn_next_master_key(self):
        """A kill between making and filling the next key's file must not keep the server down."""
        node = self.started()
        node.stop()
        (node.data / "master.key.new.part").touch(0o600)
        node.start()
        self.assert_code_reads(node)
        node.admin("rotate-master-key")
        self.assert_code_reads(node)


if __name__ == "__main__":
    unittest.main()
