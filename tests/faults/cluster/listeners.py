"""Those who are told: a receiver of webhooks, and a reader of a stream that comes back with its last id."""
import http.client
import http.server
import json
import threading
import time

READ_S = 20


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        self.server.got.append((self.headers["webhook-id"], about(body)))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        pass  # a node that was killed


def about(event: dict) -> str:
    """What an event is about: an identity and what became of it, which happens once."""
    return f"{event['type']} {event['data']['identity_id']}"


class Sink:
    """Keeps (webhook-id, what it is about) of all that came."""

    def __init__(self):
        self.server = _Server(("0.0.0.0", 0), _Handler)
        self.server.got = self.got = []
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Reader(threading.Thread):
    """Reads a project's stream from any node, for ever, and goes on behind the last id it has."""

    def __init__(self, addresses, headers, events: str):
        super().__init__(daemon=True)
        self.addresses, self.headers = addresses, headers
        self.path = f"/v1/realtime/stream?type={events}"
        self.got, self.last, self.opened, self.times = [], None, threading.Event(), 0
        self.stopping, self.refused = False, ""

    def run(self):
        at = 0
        while not self.stopping:
            try:
                self.read_from(self.addresses[at % len(self.addresses)])
            except (OSError, http.client.HTTPException):
                pass
            at += 1
            time.sleep(0.1)

    def read_from(self, address):
        line = http.client.HTTPConnection(address, timeout=READ_S)
        try:
            line.request("GET", self.path, headers={
                **self.headers, **({"Last-Event-ID": self.last} if self.last else {})})
            answer = line.getresponse()
            if answer.status != 200:
                self.refused = f"{answer.status} {answer.read()[:200]}"
                return
            self.times += 1
            self.take_frames(answer)
        finally:
            line.close()

    def take_frames(self, answer):
        """Frames count once they are complete: what is cut off is sent again."""
        fields = {}
        while not self.stopping:
            line = answer.readline()
            if not line:
                return
            text = line.decode().rstrip("\n")
            if text:
                name, _, value = text.partition(": ")
                fields[name] = value
                continue
            if "data" in fields:
                self.got.append((fields["id"], about(json.loads(fields["data"]))))
            if "id" in fields:
                self.last = fields["id"]
                self.opened.set()
            fields = {}
