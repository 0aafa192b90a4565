"""A reader of server-sent events on a bare socket: it sees every byte and may hang up at any of them."""
import dataclasses
import json
import socket
import ssl


@dataclasses.dataclass
class Frame:
    id: str
    event: str
    data: dict


class Stream:
    """One request for a stream. Events count once their frame is complete."""

    def __init__(self, client, path: str, timeout: float = 30, receive_buffer: int = 0,
                 version: str = "1.1", **headers):
        host, port = client.server.url.split("://")[1].split(":")
        self.line = socket.socket()
        if receive_buffer:
            self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.line.settimeout(timeout)
        self.line.connect((host, int(port)))
        if client.server.certificate:
            trust = ssl.create_default_context(cafile=client.server.certificate)
            self.line = trust.wrap_socket(self.line, server_hostname=host)
        sent = {"Host": host, **client.headers(),
                **{name.replace("_", "-"): value for name, value in headers.items()}}
        head = [f"GET {path} HTTP/{version}", *(f"{name}: {value}" for name, value in sent.items())]
        self.line.sendall("\r\n".join([*head, "", ""]).encode())
        self.raw = b""     # received, not yet taken apart
        self.text = b""    # of the body, up to the last whole frame taken
        self.ended = False  # by the server, in order
        self.status = 0
        self.headers = {}
        self.frames = []
        self.comments = 0
        self.opening = ""
        self.last_id = ""

    def close(self):
        self.line.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def read(self, most: int = 65536) -> int:
        """Receives once and takes in what came; 0 at the end."""
        got = self.line.recv(most)
        self.raw += got
        self._take()
        return len(got)

    def until(self, look):
        """Reads until `look` is true of this stream."""
        while not look(self):
            if not self.read():
                raise EOFError(f"ended after {len(self.frames)} frames: {self.text[-300:]}")
        return self

    def events(self, count: int) -> list[Frame]:
        return self.until(lambda s: len(s.frames) >= count).frames

    def to_end(self) -> list[Frame]:
        while not self.ended and self.read():
            pass
        return self.frames

    def _take(self):
        if not self.status and not self._take_head():
            return
        if "chunked" in self.headers.get("transfer-encoding", ""):
            while self._take_chunk():
                pass
        else:
            self.text, self.raw = self.text + self.raw, b""
        while b"\n\n" in self.text:
            frame, self.text = self.text.split(b"\n\n", 1)
            self._take_frame(frame.decode())

    def _take_head(self) -> bool:
        head, found, rest = self.raw.partition(b"\r\n\r\n")
        if not found:
            return False
        first, *lines = head.decode().split("\r\n")
        self.status = int(first.split()[1])
        self.headers = {name.lower(): value for name, value in
                        (line.split(": ", 1) for line in lines)}
        self.raw = rest
        return True

    def _take_chunk(self) -> bool:
        size, found, rest = self.raw.partition(b"\r\n")
        length = int(size, 16) if found else 0
        if not found or len(rest) < length + 2:
            return False
        self.ended = length == 0
        self.text += rest[:length]
        self.raw = rest[length + 2:]
        return not self.ended

    def _take_frame(self, frame: str):
        if frame.startswith(":"):
            self.comments += 1
            return
        fields = dict(line.split(": ", 1) for line in frame.split("\n"))
        self.last_id = fields["id"]
        if "data" not in fields:
            self.opening = frame
            return
        self.frames.append(Frame(fields["id"], fields["event"], json.loads(fields["data"])))
