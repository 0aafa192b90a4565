"""`carnet admin` speaks to a server over TLS, and to no other than the one that wrote down where it is."""
import contextlib
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import threading
import unittest

from support.cases import ServerCase
from support.server import Server
from support.sink import make_certificate, scratch


class AdminOverTls(ServerCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = scratch()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.server = Server(*cls.flags)
        cls.addClassCleanup(cls.server.close)
        # Not of the address it listens at: that is what a public certificate is like.
        cls.files = make_certificate(cls.scratch.name, "127.0.0.1", "mail.example")
        cls.server.over_tls(*cls.files).start()

    def place(self) -> dict:
        with open(os.path.join(self.server.data, "server.json"), encoding="utf-8") as file:
            return json.load(file)

    def test_it_asks_over_tls(self):
        self.assertTrue(self.server.url.startswith("https://"))
        self.fine(self.client().get("/v1/identities"))  # whose key was made over TLS
        self.assertTrue(self.server.digests())

    def test_it_knows_a_reloaded_certificate(self):
        before = self.place()["certificateSha256"]
        kept = [(file, pathlib.Path(file).read_bytes()) for file in self.files]
        make_certificate(self.scratch.name, "127.0.0.1")
        self.reload()
        self.eventually(lambda: self.place()["certificateSha256"] != before)
        self.assertTrue(self.server.admin("digest"))
        for file, content in kept:  # that other nodes trust
            pathlib.Path(file).write_bytes(content)
        self.reload()
        self.eventually(lambda: self.place()["certificateSha256"] == before)
        self.assertTrue(self.server.admin("list"))

    def test_a_server_that_stands_still_is_not_waited_for(self):
        with contextlib.ExitStack() as after:
            for node in self.server.nodes:
                node.process.send_signal(signal.SIGSTOP)
                after.callback(node.process.send_signal, signal.SIGCONT)
            done = subprocess.run([self.server.binary, "admin", "list", "--data", self.server.data, "--timeout", "1"],
                                  capture_output=True, text=True, timeout=30)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("no TLS with the server", done.stderr)

    def reload(self):
        for node in self.server.nodes:
            node.process.send_signal(signal.SIGHUP)

    def test_another_server_gets_no_token(self):
        with scratch() as folder, socket.create_server(("127.0.0.1", 0)) as listener:
            came = []
            stranger = threading.Thread(target=self.listen, args=(listener, folder, came))
            stranger.start()
            place = self.place() | {"port": listener.getsockname()[1]}
            with open(os.path.join(folder, "server.json"), "w", encoding="utf-8") as file:
                json.dump(place, file)
            node = self.server.nodes[0]
            real, node.data = node.data, folder
            self.addCleanup(setattr, node, "data", real)
            with self.assertRaisesRegex(RuntimeError, "another certificate"):
                self.server.admin("list")
            stranger.join()
        self.assertEqual(came, [b""])

    @staticmethod
    def listen(listener, folder, came):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*make_certificate(folder, "127.0.0.1"))
        connection, _ = listener.accept()
        with context.wrap_socket(connection, server_side=True, suppress_ragged_eofs=True) as secure:
            came.append(secure.recv(65536))

    def test_a_missing_token_is_said(self):
        with scratch() as folder:
            nowhere = os.path.join(folder, "no.token")
            done = subprocess.run([self.server.binary, "admin", "list", "--data", self.server.data,
                                   "--token-file", nowhere], capture_output=True, text=True,
                                  timeout=60, check=False)
            self.assertEqual(done.returncode, 1)
            self.assertIn("no.token can not be read", done.stderr)


if __name__ == "__main__":
    unittest.main()
