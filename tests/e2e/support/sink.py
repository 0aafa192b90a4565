"""A receiver of webhooks: a real HTTP server in threads, in clear or over TLS, that keeps what came and
answers what the test says."""
import dataclasses
import hashlib
import hmac
import http.server
import json
import os
import ssl
import subprocess
import tempfile
import threading
import time


@dataclasses.dataclass
class Received:
    headers: dict
    body: bytes
    path: str
    at: float

    @property
    def event(self) -> dict:
        return json.loads(self.body)

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        size = int(self.headers.get("Content-Length", 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        received = Received(headers, self.rfile.read(size), self.path, time.monotonic())
        status, more, text = self.server.sink.take(received)
        if status == 0:  # breaks off
            self.close_connection = True
            return
        body = text.encode()
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        pass  # a client that hangs up


def make_certificate(folder: str, *names: str) -> tuple[str, str]:
    """A self-signed certificate and its key."""
    certificate, key = os.path.join(folder, "sink.pem"), os.path.join(folder, "sink.key")
    alternatives = ",".join(f"IP:{n}" if n[0].isdigit() else f"DNS:{n}" for n in names)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                    "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=sink",
                    "-addext", f"subjectAltName={alternatives}"], check=True, capture_output=True)
    return certificate, key


class Sink:
    """`answer` is called with what came and gives (status, headers, body); status 0 breaks off."""

    def __init__(self, answer=None, tls: tuple[str, str] | None = None):
        self.received: list[Received] = []
        self.answer = answer or (lambda _: (200, {}, ""))
        self.lock = threading.Lock()
        self.server = _Server(("127.0.0.1", 0), _Handler)
        self.server.sink = self
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.scheme = "https" if tls else "http"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def url(self, path: str = "/hook", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def take(self, received: Received):
        with self.lock:
            self.received.append(received)
        return self.answer(received)

    def all(self) -> list[Received]:
        with self.lock:
            return list(self.received)

    def types(self) -> list[str]:
        return [one.event["type"] for one in self.all()]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def scratch() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix="carnet-sink-")


def verify_published(received: Received, secret: str) -> bool:
    """The reference's own sample."""
    signed_payload = f"{received.headers['x-timestamp']}.{received.body.decode()}"
    expected = hmac.new(secret.encode(), signed_payload.encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(received.headers["x-signature"], expected)
