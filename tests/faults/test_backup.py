"""Backup under load, restore elsewhere, rotation of the master key with a kill in its middle."""
import shutil
import threading
import time
import unittest

from support.case import NodeCase
from support.client import Client
from support.load import Mutator, Sender
from support.node import Refused, verb


class Loaded(NodeCase):
    def load(self, node):
        """Clients that work until stopped; whatever they get must be a success."""
        workers = [Mutator(seed, node.http, self.headers) for seed in range(2)]
        workers.append(Sender(9, node.smtp, [self.identity]))
        for worker in workers:
            worker.start()
        return workers

    def stop_load(self, workers):
        for worker in workers:
            worker.stopping = True
        for worker in workers:
            worker.join(30)
            self.assertEqual(worker.unexpected, [])


class Backup(Loaded):
    def test_backup_and_restore_under_load(self):
        node = self.started()
        workers = self.load(node)
        time.sleep(0.3)
        sure = [one for worker in workers[:2] for one in list(worker.expires)]
        made = verb("backup", "--data", node.data, self.room / "copy")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.stop_load(workers)
        self.assertTrue(sure)
        self.assertFalse(list((self.room / "copy").rglob("master.key*")), "the key is in the copy")
        again = verb("backup", "--data", node.data, self.room / "copy")
        self.assertNotEqual(again.returncode, 0, "a backup was overwritten")
        restored = self.node(name="restored")
        done = verb("restore", "--data", restored.data, self.room / "copy")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, made.stdout)
        with self.assertRaises(Refused):
            restored.start()
        shutil.copy2(node.data / "master.key", restored.data)
        node.stop()
        restored.start()
        self.assert_code_reads(restored)
        client = Client(restored.http, self.headers)
        for one in sure:
            self.assertEqual(client.get("/v1/identities/" + one).status, 200)
        self.deliver(restored, self.identity, "after-restore")

    def test_broken_backup_is_refused(self):
        node = self.started()
        self.assertEqual(verb("backup", "--data", node.data, self.room / "copy").returncode, 0)
        for file in (self.room / "copy" / "log").iterdir():
            if file.suffix in (".log", ".sst", ".blob") and file.stat().st_size > 100:
                content = bytearray(file.read_bytes())
                content[len(content) // 2] ^= 0xFF
                file.write_bytes(content)
        done = verb("restore", "--data", self.room / "restored", self.room / "copy")
        self.assertNotEqual(done.returncode, 0, done.stdout)
        self.assertTrue(done.stderr.startswith("carnet restore: "), done.stderr)
        self.assertFalse((self.room / "restored").exists(), "what was made is still there")
        (self.room / "mine").mkdir()
        (self.room / "mine" / "master.key").touch()
        verb("restore", "--data", self.room / "mine", self.room / "copy")
        self.assertEqual([one.name for one in (self.room / "mine").iterdir()], ["master.key"])

    def test_replay_stops_at_records_that_are_there(self):
        node = self.started()
        last = node.digests()[1][0]
        node.stop()
        self.assertEqual(node.replayed(f"1:{last}")[1][0], last)
        for until in ("7:1", f"1:{last + 1}", "1:0"):
            done = verb("replay", "--data", node.data, "--until", until)
            self.assertNotEqual(done.returncode, 0, done.stdout)
            self.assertIn("--until", done.stderr)


class Rotation(Loaded):
    def test_rotation_under_load(self):
        node = self.started()
        shutil.copy2(node.data / "master.key", self.room / "old.key")
        workers = self.load(node)
        self.assertGreater(node.admin("rotate-master-key")["rewrapped"], 0)
        self.stop_load(workers)
        self.assert_code_reads(node)
        live = node.digests()
        node.stop()
        self.assertEqual(node.replayed(), live)
        with self.assertRaises(Refused) as caught:
            node.start("--master-key-file", self.room / "old.key")
        self.assertIn("not the one of this deployment", str(caught.exception))
        node.start()
        self.assert_code_reads(node)

    def test_killed_rotations_resume(self):
        node = self.started()
        for _ in range(16):
            self.client.post("/v1/identities/bulk", {"count": 1000, "ttlHours": 100})
        cut_off = 0
        for attempt in range(8):
            asking = threading.Thread(target=self.rotate_quietly, args=(node,), daemon=True)
            asking.start()
            self.eventually(lambda: (node.data / "master.key.new").exists()
                            or not asking.is_alive(), pause=0.001)
            time.sleep(0.016 * attempt)
            node.kill()
            asking.join(10)
            cut_off += (node.data / "master.key.new").exists()
            node.start()
            self.assert_code_reads(node)
        self.assertGreater(cut_off, 0, "no kill fell into a rotation")
        node.admin("rotate-master-key")
        self.assertFalse((node.data / "master.key.new").exists())
        self.assert_code_reads(node)
        node.kill()
        shutil.rmtree(node.data / "state")
        node.start()
        self.assert_code_reads(node)

    def test_kill_between_record_and_rename(self):
        """The log names the new key already, the file of the old one is still in its place."""
        node = self.started()
        key, next_key = node.data / "master.key", node.data / "master.key.new"
        old = key.read_bytes()
        node.admin("rotate-master-key")
        node.kill()
        key.rename(next_key)
        key.write_bytes(old)
        key.chmod(0o600)
        node.start()
        self.assertIn("a rotation of the master key was cut off", node.said())
        self.assert_code_reads(node)
        late = self.deliver(node, self.identity, "between")
        node.admin("rotate-master-key")
        self.assertFalse(next_key.exists())
        self.assertNotEqual(key.read_bytes(), old)
        node.stop()
        node.start()
        self.assert_code_reads(node)
        self.assert_code_reads(node, late)

    @staticmethod
    def rotate_quietly(node):
        try:
            node.admin("rotate-master-key")
        except RuntimeError:
            pass


if __name__ == "__main__":
    unittest.main()
