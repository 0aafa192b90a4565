"""The free-space reserve, the graceful stop, and certificates reloaded while serving."""
import os
import shutil
import signal
import smtplib
import ssl
import subprocess
import time
import unittest

from support.case import NodeCase
from support.client import Client, Mailer, code_mail
from support.node import binary, verb
from support.load import Mutator, Sender

GIB = 1 << 30


class ConfigFile(NodeCase):
    def serve(self, text):
        """Starts with nothing but a file; gives the process."""
        (self.room / "carnet.toml").write_text(text)
        return subprocess.Popen([binary(), "serve", "--config", self.room / "carnet.toml"],
                                stderr=subprocess.PIPE, text=True)

    def test_members_are_the_flags(self):
        data = self.room / "data"
        process = self.serve(f'data = "{data}"\nhttp = "127.0.0.1:0"\nsmtp = "127.0.0.1:0"\n'
                             'mail-domain = "from.file.test"\nlog-json = true\n')
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        self.eventually((data / "server.json").exists)
        said = process.stderr.readline()
        self.assertIn("from.file.test", said)
        self.assertTrue(said.startswith("{"), said)

    def test_a_misspelling_is_refused(self):
        process = self.serve(f'data = "{self.room / "data"}"\nhtpp = "127.0.0.1:0"\n')
        said = process.communicate(timeout=20)[1]
        self.assertNotEqual(process.returncode, 0)
        self.assertIn("htpp", said)


    def test_what_has_no_end_is_refused(self):
        room = f'data = "{self.room / "data"}"\n'
        for text, wanted in (("data = [\n", "line 1: the array"),
                             (room + 'http = "127.0.0.1:0\n', "line 2: the string"),
                             (room + "smtp = '127.0.0.1:0", "line 2: the string"),
                             (room + 'cors-origin = ["https://a" # ]\nhttp = "127.0.0.1:0"\n',
                              "line 2: the array")):
            process = self.serve(text)
            said = process.communicate(timeout=20)[1]
            self.assertNotEqual(process.returncode, 0)
            self.assertIn(wanted, said)

    def test_values_that_can_not_work_are_refused_by_their_flag(self):
        for flag, value in (("--mail-domain", "foo bar"), ("--mail-domain", ""),
                            ("--mail-domain", "a..b"), ("--public-url", "nonsense"),
                            ("--public-url", "https://"), ("--smtp", "localhost:0"),
                            ("--http", "127.0.0.1"), ("--http", "127.0.0.1:65536")):
            done = verb("serve", "--data", self.room / "data", flag, value)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(flag + ": must be ", done.stderr)

    def test_the_environment(self):
        node = self.node()
        process = subprocess.Popen([binary(), "serve", "--data", node.data],
                                   env={**os.environ, "CARNET_PARTITIONS": "3", "CARNET_HTTP_THREADS": "1",
                                        "CARNET_HTTP": "127.0.0.1:0", "CARNET_SMTP": "127.0.0.1:0"})
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        self.eventually(node.address_file.exists)
        self.assertEqual(sorted(node.digests()), [0, 1, 2, 3])
        process.terminate()
        process.wait()
        node.start("--partitions", 2)
        self.assertIn("--partitions 2 has no effect", node.said())


class FreeSpace(NodeCase):
    def test_reserve_refuses_writes_only(self):
        node = self.started()
        node.stop()
        above = shutil.disk_usage(node.data).free * 2
        node.start("--free-bytes-min", above)
        client = Client(node.http, self.headers)
        refused = client.post("/v1/identities", {"ttlHours": 2})
        self.assertEqual((refused.status, refused.json()["code"]), (503, "storage_full"))
        self.assertTrue(refused.json()["retryable"])
        self.assertTrue(refused.headers.get("Retry-After"))
        code, text = Mailer(node.smtp).send(self.identity["emailAddress"], code_mail("full"))
        self.assertEqual(code, 452)
        self.assertTrue(text.startswith("4.3.1"), text)
        self.assertEqual(client.get("/v1/identities/" + self.identity["id"]).status, 200)
        self.assertEqual(client.get("/readyz").status, 503)
        self.assertEqual(node.said().count("writes are refused"), 1)
        node.stop()
        node.start()
        self.assertEqual(Client(node.http, self.headers).post("/v1/identities", {}).status, 200)
        self.deliver(node, self.identity, "room-again")


    def test_service_resumes_by_itself(self):
        node = self.started()
        node.stop()
        free = shutil.disk_usage(node.data).free
        room = min(2 * GIB, free // 4)  # large beside what others write meanwhile
        node.start("--free-bytes-min", free - room)
        client = Client(node.http, self.headers)
        status = lambda: client.post("/v1/identities", {}).status
        self.assertEqual(status(), 200)
        filler = self.room / "filler"
        with open(filler, "wb") as opened:
            os.posix_fallocate(opened.fileno(), 0, 2 * room)
        self.eventually(lambda: status() == 503)
        self.assertEqual(client.get("/readyz").status, 503)
        filler.unlink()
        self.eventually(lambda: status() == 200)
        self.assertEqual(client.get("/readyz").status, 200)
        self.assertEqual(node.said().count("writes are taken again"), 1)


class GracefulStop(NodeCase):
    def test_everything_in_flight_is_answered(self):
        node = self.started()
        workers = [Mutator(seed, node.http, self.headers) for seed in range(4)]
        workers += [Sender(seed, node.smtp, [self.identity]) for seed in range(2)]
        for worker in workers:
            worker.start()
        time.sleep(0.4)
        waiting = Client(node.http, self.headers)
        self.assertEqual(node.stop(), 0)
        for worker in workers:
            worker.join(20)
        waiting.close()
        node.start()
        client = Client(node.http, self.headers)
        for worker in workers[:4]:
            self.assertEqual([one for one in worker.unexpected if one[1] != 503], [])
            for operation in worker.operations:
                again = client.post(operation.path, operation.body, operation.key)
                replayed = again.headers.get("X-Idempotent-Replay") == "true"
                if operation.answer is None:
                    self.assertFalse(replayed, "committed, but not answered before the stop")
                elif operation.answer.status == 200:
                    self.assertTrue(replayed)
                    self.assertEqual(again.body, operation.answer.body)


class Certificates(NodeCase):
    def make(self, name):
        """A self-signed pair; gives the serial number."""
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=" + name,
                        "-addext", "subjectAltName=DNS:localhost", "-keyout",
                        self.room / "key.new", "-out", self.room / "cert.new"],
                       check=True, capture_output=True)
        for kind in ("key", "cert"):
            (self.room / (kind + ".new")).rename(self.room / (kind + ".pem"))

    def served(self, node):
        """The certificates of HTTPS and of STARTTLS, as PEM."""
        trusting = ssl._create_unverified_context()
        with smtplib.SMTP("127.0.0.1", node.smtp, timeout=10) as mail:
            mail.starttls(context=trusting)
            raw = mail.sock.getpeercert(binary_form=True)
        return (ssl.get_server_certificate(("127.0.0.1", node.http)).strip(),
                ssl.DER_cert_to_PEM_cert(raw).strip())

    def pem(self):
        return (self.room / "cert.pem").read_text().strip()

    def test_reload_on_sighup(self):
        self.make("first")
        node = self.node("--tls-certificate", str(self.room / "cert.pem"), "--tls-key",
                         str(self.room / "key.pem"))
        node.start()
        first = self.pem()
        self.assertEqual(self.served(node), (first, first))
        held = Client(node.http, {}, trusted=self.room / "cert.pem")
        self.assertEqual(held.get("/healthz").status, 200)
        self.make("second")
        node.process.send_signal(signal.SIGHUP)
        self.eventually(lambda: self.served(node) == (self.pem(), self.pem()))
        self.assertNotEqual(self.pem(), first)
        self.assertEqual(held.get("/healthz").status, 200, "an open connection was dropped")
        good = self.pem()
        (self.room / "cert.pem").write_text("no certificate")
        node.process.send_signal(signal.SIGHUP)
        self.eventually(lambda: "certificates not reloaded" in node.said())
        self.assertEqual(self.served(node), (good, good))


if __name__ == "__main__":
    unittest.main()
