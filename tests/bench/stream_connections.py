"""Memory per open stream, and how long an event takes to its last receiver: COUNT streams of one
project, read by this one thread, so that the times are upper bounds.

    CARNET_BIN=… PYTHONPATH=tests/e2e python3 tests/bench/stream_connections.py [COUNT [EVENTS]]
"""
import selectors
import socket
import statistics
import sys
import time

from support.server import Server

MARK = b"event: identity.provisioned"


def memory_kib(pid: int) -> int:
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def open_streams(client, count: int, selector) -> list:
    host, port = client.server.url[len("http://"):].split(":")
    head = [f"GET /v1/realtime/stream HTTP/1.1", f"Host: {host}",
            *(f"{name}: {value}" for name, value in client.headers().items()), "", ""]
    request = "\r\n".join(head).encode()
    lines = []
    for _ in range(count):
        line = socket.create_connection((host, int(port)))
        line.sendall(request)
        lines.append(line)
        if len(lines) % 200 == 0:
            await_text(lines[-200:], b"retry: 3000")
    await_text(lines[-(count % 200):] if count % 200 else [], b"retry: 3000")
    for line in lines:
        line.setblocking(False)
        selector.register(line, selectors.EVENT_READ)
    return lines


def await_text(lines: list, text: bytes):
    for line in lines:
        got = b""
        while text not in got:
            got += line.recv(4096)
        if b"HTTP/1.1 200" not in got:
            raise RuntimeError(got[:200])


def seconds_to_the_last(client, selector, count: int) -> float:
    """From the answer of the creation, which is given with the commit, to the last frame."""
    client.create(ttlHours=1)
    begun = time.perf_counter()
    left = count
    while left > 0:
        for key, _ in selector.select(5):
            left -= key.fileobj.recv(65536).count(MARK)
    return time.perf_counter() - begun


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    events = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    server = Server().start()
    try:
        client = server.client()
        client.create()
        selector = selectors.DefaultSelector()
        before = memory_kib(server.process.pid)
        lines = open_streams(client, count, selector)
        opened = memory_kib(server.process.pid)
        times = sorted(seconds_to_the_last(client, selector, count) for _ in range(events))
        after = memory_kib(server.process.pid)
        print(f"streams {len(lines)}")
        print(f"KiB per stream: {(opened - before) / count:.2f} idle, "
              f"{(after - before) / count:.2f} after {events} events")
        print(f"event to last receiver: median {statistics.median(times) * 1000:.1f} ms, "
              f"p99 {times[int(len(times) * 0.99)] * 1000:.1f} ms")
    finally:
        server.close()


if __name__ == "__main__":
    main()
