#!/usr/bin/python3
"""Webhook deliveries, in one run on one machine:

share   a backlog of email.received (about 1 KiB) to a sink that answers at once, fan-out 1, durable outcomes, as a
        share of a bare client of the same stack that posts the same bytes to the same sink
wait    from an identity's creation asked for to its webhook received, at a given rate; "inside" is what the
        server's own histogram says, from the event's time to the answer: bounds of the buckets
hang    the same beside an endpoint that hangs with a backlog, against none hanging

    webhook_shares.py --server build/release/bin/carnet --tools build/bench/bin [--events 20000] [--rate 200]

Sink and clients run on core 1, the server on core 0.
"""
import argparse
import concurrent.futures
import json
import os
import re
import socket
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.request
import uuid

import requests

SECRET = "bench-secret"
RECIPIENTS = 50
SETTLING_S = 20
SUBJECT = "An invoice of some length " + "and more of it " * 52


def pinned(core: int, *command: str, **how) -> subprocess.Popen:
    return subprocess.Popen(["taskset", "-c", str(core), *command], **how)


def cpu_seconds(process: subprocess.Popen) -> float:
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Sink:
    def __init__(self, tools: str):
        self.process = pinned(1, f"{tools}/webhook_sink", "0", stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[-1])

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
            return answer.read().decode()

    def stats(self) -> dict:
        return json.loads(self.get("/stats"))


class Server:
    def __init__(self, binary: str, data: str):
        self.process = pinned(0, binary, "serve", "--data", data, "--http", "127.0.0.1:0", "--smtp", "127.0.0.1:0",
                              "--mail-domain", "inbox.test", "--inbound-secret", SECRET,
                              "--allow-private-targets", stderr=subprocess.DEVNULL)
        while not os.path.exists(f"{data}/server.json"):
            time.sleep(0.02)
        with open(f"{data}/server.json", encoding="ascii") as file:
            self.url = f"http://127.0.0.1:{json.load(file)['port']}"
        made = subprocess.run([binary, "admin", "create-key", "--data", data, "--org", "bench", "--project", "bench",
                               "--plan", "enterprise", "--json"], check=True, capture_output=True)
        key = json.loads(made.stdout)
        self.headers = {"Authorization": f"Bearer {key['apiKey']}", "X-Org-Id": key["organizationId"],
                        "X-Project-Id": key["projectId"]}
        self.http = requests.Session()

    def send(self, method: str, path: str, body=None) -> dict:
        answer = self.http.request(method, self.url + path, json=body,
                                   headers={**self.headers, "Idempotency-Key": str(uuid.uuid4())})
        answer.raise_for_status()
        return answer.json()

    def mail(self, count: int):
        """So many released mails, one to each inbox."""
        inboxes = self.send("POST", "/v1/identities/bulk", {"count": count})["items"]
        for n in range(0, count, RECIPIENTS):
            query = "?from=a@b.example" + "".join(f"&to={one['emailAddress']}" for one in inboxes[n:n + RECIPIENTS])
            raw = f"From: Shop <a@b.example>\r\nSubject: {SUBJECT}\r\nMessage-ID: <{n}@b.example>\r\n\r\nHello.\r\n"
            answer = self.http.post(self.url + "/v1/inbound/raw" + query, data=raw,
                                    headers={"Authorization": f"Bearer {SECRET}", "Content-Type": "message/rfc822"})
            answer.raise_for_status()


def wait_for(look, seconds: float):
    deadline = time.monotonic() + seconds
    while not look():
        if time.monotonic() > deadline:
            raise SystemExit("it did not come in time")
        time.sleep(0.05)


def share(server: Server, sink: Sink, tools: str, events: int) -> dict:
    sink.get("/status/503")
    hook = server.send("POST", "/v1/webhooks", {"url": f"http://127.0.0.1:{sink.port}/hook",
                                                "eventTypes": ["email.received"], "maxConcurrency": 64})
    path = f"/v1/webhooks/{hook['id']}"
    server.mail(events)  # the first of them fail, the rest waits behind the endpoint's cursor
    time.sleep(1)
    before = cpu_seconds(server.process)
    sink.get("/reset")
    sink.get("/status/200")
    server.send("POST", path + "/test")  # a success by hand: it is well again
    wait_for(lambda: server.send("GET", path)["pendingEvents"] == 0, 120)
    took = cpu_seconds(server.process) - before
    seen = sink.stats()
    rate = (seen["count"] - 1) * 1e9 / (seen["last_ns"] - seen["first_ns"])
    sample = sink.get("/sample").encode()
    bare = subprocess.run(["taskset", "-c", "0", f"{tools}/webhook_client", str(sink.port), str(seen["count"]), "64"],
                          input=sample, capture_output=True, check=True)
    alone = json.loads(bare.stdout)
    server.send("DELETE", path)
    bare_rate = seen["count"] / alone["seconds"]
    return {"deliveries": seen["count"], "request_bytes": len(sample), "per_second": round(rate),
            "bare_per_second": round(bare_rate), "share": round(rate / bare_rate, 3),
            "cpu_us": round(took * 1e6 / seen["count"], 1),
            "bare_cpu_us": round(alone["cpu_seconds"] * 1e6 / seen["count"], 1)}


def histogram(server: Server) -> list[tuple[float, float]]:
    """(upper bound in ms, how many at most) of carnet_webhook_delivery_seconds."""
    text = server.http.get(server.url + "/metrics").text
    found = re.findall(r'carnet_webhook_delivery_seconds_bucket\{le="([^"]+)"\} ([0-9.e+]+)', text)
    return [(float(bound) * 1000, float(count)) for bound, count in found]


def inside(before, after) -> dict:
    """The smallest bounds that half and 99 % of the deliveries between lie under."""
    grown = [(bound, count - was) for (bound, count), (_, was) in zip(after, before)]
    whole = grown[-1][1]
    return {f"p{share}_ms_at_most": next(bound for bound, count in grown if count * 100 >= whole * share)
            for share in (50, 99)}


def latencies(server: Server, sink: Sink, rate: float, seconds: float, batch: int = 1) -> dict:
    """Milliseconds from a creation's request until its webhook has come: the creation itself is in it."""
    hook = server.send("POST", "/v1/webhooks", {"url": f"http://127.0.0.1:{sink.port}/hook",
                                                "eventTypes": ["identity.provisioned"], "maxConcurrency": 64})
    sink.get("/reset")
    answered = {}
    sessions = threading.local()

    def create(at: float):
        if not hasattr(sessions, "http"):
            sessions.http = requests.Session()
        time.sleep(max(0.0, at - time.monotonic()))
        asked = time.time_ns()
        made = sessions.http.post(server.url + "/v1/identities/bulk", json={"count": batch},
                                  headers={**server.headers, "Idempotency-Key": str(uuid.uuid4())}).json()
        for one in made["items"]:
            answered[one["id"]] = asked

    requests_wanted = int(rate * seconds / batch)
    count = requests_wanted * batch
    before = histogram(server)
    start = time.monotonic() + 0.1
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        list(pool.map(create, [start + n * batch / rate for n in range(requests_wanted)]))
    wait_for(lambda: sink.stats()["count"] >= count, 30)
    arrived = dict(line.split() for line in sink.get("/arrivals").splitlines())
    server.send("DELETE", f"/v1/webhooks/{hook['id']}")
    waits = sorted(max(0, int(arrived[one]) - at) / 1e6 for one, at in answered.items() if one in arrived)
    return {"events": len(waits), "inside": inside(before, histogram(server)), "p50_ms": round(statistics.median(waits), 2),
            "p99_ms": round(waits[int(len(waits) * 0.99)], 2)}


def beside_a_hanging_one(server: Server, sink: Sink, rate: float, seconds: float, backlog: int) -> dict:
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    hanging = server.send("POST", "/v1/webhooks", {"url": url, "maxConcurrency": 64})
    for _ in range(backlog // 10_000):
        server.send("POST", "/v1/identities/bulk", {"count": 10_000})
    time.sleep(SETTLING_S)  # the state's own flushing has nothing to do with it
    server.send("PATCH", f"/v1/webhooks/{hanging['id']}", {"enabled": False})
    server.send("PATCH", f"/v1/webhooks/{hanging['id']}", {"enabled": True})  # full concurrency again
    beside = latencies(server, sink, rate, seconds)
    server.send("DELETE", f"/v1/webhooks/{hanging['id']}")
    time.sleep(SETTLING_S / 4)
    quiet = latencies(server, sink, rate, seconds)
    return {"quiet": quiet, "beside": beside, "backlog": backlog,
            "ratio_p99": round(beside["p99_ms"] / quiet["p99_ms"], 2)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", required=True)
    parser.add_argument("--tools", required=True)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--batch", type=int, default=1, help="identities made by one request, in `wait`")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--backlog", type=int, default=100_000)
    parser.add_argument("--only", default="share,wait,hang")
    o = parser.parse_args()
    wanted = o.only.split(",")
    with tempfile.TemporaryDirectory(prefix="carnet-bench-") as data:
        sink = Sink(o.tools)
        server = Server(o.server, data)
        try:
            if "share" in wanted:
                print("share", json.dumps(share(server, sink, o.tools, o.events)), flush=True)
            if "wait" in wanted:
                print("wait", json.dumps(latencies(server, sink, o.rate, o.seconds, o.batch)), flush=True)
            if "hang" in wanted:
                print("hang", json.dumps(beside_a_hanging_one(server, sink, o.rate, o.seconds, o.backlog)), flush=True)
        finally:
            server.process.kill()
            sink.process.kill()


if __name__ == "__main__":
    main()
