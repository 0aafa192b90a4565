"""Where webhooks do not go: without --allow-private-targets, by URL and by what a name resolves to."""
import socket
import threading
import unittest

from support.cases import ServerCase
from support.hooks import WebhookCase
from support.sink import Sink

FIRST_BYTES = 64


def resolves(name: str) -> bool:
    try:
        return bool(socket.getaddrinfo(name, 443))
    except OSError:
        return False


class Refused(ServerCase):
    def test_a_literal_address_is_refused_at_registration(self):
        client = self.client()
        for url in ("http://example.com/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1/",
                    "https://169.254.169.254/", "https://2130706433/", "https://0x7f.1/",
                    "https://localhost/", "https://[::ffff:10.0.0.1]/", "https://1.2.3.4.5/"):
            self.refused(client.post("/v1/webhooks", {"url": url}), 400, "invalid_request", "/url")

    def test_a_name_is_judged_by_what_it_resolves_to(self):
        names = [name for name in ("ip6-localhost", "ip6-loopback", socket.gethostname())
                 if resolves(name)]
        if not names:
            self.skipTest("no name of this machine leads to a private address")
        client = self.client()
        sink = Sink()
        self.addCleanup(sink.close)
        hook = self.fine(client.post("/v1/webhooks", {"url": f"https://{names[0]}:{sink.port}/"}))
        client.create()
        path = f"/v1/webhooks/{hook['id']}/deliveries"
        only = self.eventually(lambda: self.fine(client.get(path))["items"])[0]
        self.assertIn("not a public one", only["attempts"][0]["error"])
        done = self.fine(client.post(f"/v1/webhooks/{hook['id']}/test"))
        self.assertEqual(done["lastError"], "The host's address is not a public one.")
        self.assertEqual(sink.all(), [])


class Allowed(WebhookCase):
    def test_metadata_and_link_local_stay_refused(self):
        client = self.client()
        for url in ("http://169.254.169.254/", "http://[fe80::1]/", "http://[fd00:ec2::254]/",
                    "http://224.0.0.1/", "http://0.0.0.0/", "http://[::ffff:169.254.169.254]/"):
            self.refused(client.post("/v1/webhooks", {"url": url}), 400, "invalid_request", "/url")
        self.assertIn("FOR DEVELOPMENT", self.server.log().upper())

    def test_a_flood_of_an_answer_is_cut_off(self):
        client = self.client()
        sink = self.sink(lambda _: (500, {}, "x" * 1_000_000))
        hook = self.hook(client, sink)
        client.create()
        only = self.await_settled(client, hook, 1)[0]
        self.assertEqual((only["attempts"][0]["statusCode"], len(only["firstFailure"])), (500, 2048))

    def test_what_is_not_http_is_a_failure(self):
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)

        def serve():
            while True:
                try:
                    peer, _ = listener.accept()
                except OSError:
                    return
                peer.recv(FIRST_BYTES)
                peer.sendall(b"SSH-2.0-OpenSSH_9\r\n\r\n")
                peer.close()

        threading.Thread(target=serve, daemon=True).start()
        client = self.client()
        hook = self.fine(client.post("/v1/webhooks", {
            "url": f"http://127.0.0.1:{listener.getsockname()[1]}/"}))
        client.create()
        only = self.await_settled(client, hook, 1)[0]
        self.assertIn("not HTTP", only["attempts"][0]["error"])


class Proxied(WebhookCase):
    def test_a_proxy_is_asked_for_the_address_that_was_judged(self):
        asked = []
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)

        def pipe(source, to):
            while chunk := source.recv(65536):
                to.sendall(chunk)

        def serve():
            while True:
                try:
                    peer, _ = listener.accept()
                except OSError:
                    return
                head = b""
                while b"\r\n\r\n" not in head:
                    head += peer.recv(4096)
                asked.append(head.decode())
                host, port = head.split()[1].decode().rsplit(":", 1)
                beyond = socket.create_connection((host, int(port)))
                peer.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                for pair in ((peer, beyond), (beyond, peer)):
                    threading.Thread(target=pipe, args=pair, daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        server = type(self.server)(*self.flags, "--webhook-proxy",
                                   f"http://user:pass@127.0.0.1:{listener.getsockname()[1]}")
        self.addCleanup(server.close)
        server.start()
        client, sink = server.client(), self.sink()
        self.fine(client.post("/v1/webhooks", {"url": sink.url(host="localhost")}))
        client.create()
        self.eventually(sink.all)
        self.assertIn(f"CONNECT 127.0.0.1:{sink.port} HTTP/1.1", asked[-1])
        self.assertIn("Proxy-Authorization: Basic dXNlcjpwYXNz", asked[-1])


if __name__ == "__main__":
    unittest.main()
