#!/usr/bin/python3
"""The log on Kafka against the embedded one and against bare transactions, in one run: durable creates of 512
connections over 16 projects and 4 partitions on both logs, in turn, and of 64 on one project; then creates at 200
requests/s beside librdkafka transactions, and plain acks=all produces, of one record of the same size at the same rate.

    kafka_shares.py --server build/release/bin/carnet --bare build/bench/bin/kafka_transactions \\
        --brokers HOST:PORT [--seconds 5] [--rounds 3]

Medians over the rounds. Brokers, server and clients share the machine.
"""
import argparse
import concurrent.futures
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

import requests

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "kafka"))
import stock_consumer

RATE = 200
BODY = '{"aliasTemplate":"bench","ttlHours":24,"tags":["bench"]}'
LUA = """
local keys = { %s }
local n = 0
request = function()
  n = n + 1
  local key = keys[n %% #keys + 1]
  return wrk.format("POST", "/v1/identities", {
    ["Host"] = wrk.headers["Host"], ["Authorization"] = "Bearer " .. key[1], ["X-Org-Id"] = key[2], ["X-Project-Id"] = key[3],
    ["Content-Type"] = "application/json", ["Idempotency-Key"] = "RUN-" .. n }, '%s')
end
"""


class Server:
    def __init__(self, args, place):
        self.folder = tempfile.mkdtemp(prefix="carnet-bench-")
        self.binary = args.server
        self.place = place or ("--data", self.folder)
        key = os.path.join(self.folder, "key")
        subprocess.run([args.server, "keygen", key], check=True, stdout=subprocess.DEVNULL)
        self.process = subprocess.Popen(
            [args.server, "serve", "--data", self.folder, "--http", "127.0.0.1:0", "--smtp", "127.0.0.1:0",
             "--partitions", "4", "--master-key-file", key, *place], stderr=subprocess.DEVNULL)
        while not os.path.exists(f"{self.folder}/server.json"):
            time.sleep(0.02)
        with open(f"{self.folder}/server.json", encoding="ascii") as file:
            self.url = f"http://127.0.0.1:{json.load(file)['port']}"
        self.keys = [self.make_key(n) for n in range(16)]

    def make_key(self, number):
        made = json.loads(subprocess.run(
            [self.binary, "admin", "create-key", "--data", self.folder, "--org", "bench", "--project", f"p{number}",
             "--plan", "enterprise", "--json"], check=True, capture_output=True).stdout)
        return made["apiKey"], made["organizationId"], made["projectId"]

    def record_bytes(self):
        lines = subprocess.run([self.binary, "log", "dump", *self.place], check=True, capture_output=True).stdout
        sizes = [json.loads(line)["bytes"] for line in lines.splitlines() if b'"replyStatus"' in line]
        return round(statistics.median(sizes))

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


def creates(server, seconds, connections, projects):
    """Creates a second, and the server's CPU microseconds for each."""
    keys = ",".join(f'{{"{token}","{org}","{project}"}}' for token, org, project in server.keys[:projects])
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write((LUA % (keys, BODY)).replace("RUN", uuid.uuid4().hex))
        script.flush()
        before = cpu(server)
        out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--timeout", "10", "-s", script.name, server.url],
                             check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in out:
        raise SystemExit(out)
    total = int(re.search(r"(\d+) requests in", out).group(1))
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), (cpu(server) - before) * 1e6 / total


def cpu(server):
    with open(f"/proc/{server.process.pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def paced_creates(server, seconds):
    """Milliseconds of creates that begin at RATE a second, whatever the ones before take."""
    session = requests.Session()
    session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=32))
    token, org, project = server.keys[0]

    def one(due):
        time.sleep(max(0, due - time.monotonic()))
        headers = {"Authorization": f"Bearer {token}", "X-Org-Id": org, "X-Project-Id": project,
                   "Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex}
        session.post(server.url + "/v1/identities", headers=headers, data=BODY, timeout=30).raise_for_status()
        return (time.monotonic() - due) * 1e3

    begun = time.monotonic() + 0.1
    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        took = sorted(pool.map(one, (begun + n / RATE for n in range(RATE * seconds))))
    return took[len(took) // 2], took[int(len(took) * 0.99)]


def bare_transactions(args, topic, size, *how):
    out = subprocess.run([args.bare, args.brokers, topic, str(size), str(RATE), str(args.seconds), *how], check=True,
                         capture_output=True, text=True).stdout
    found = json.loads(out)
    return found["p50"], found["p99"], found["rate"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", default="build/release/bin/carnet")
    parser.add_argument("--bare", default="build/bench/bin/kafka_transactions")
    parser.add_argument("--brokers", required=True)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    prefix = f"bench-{uuid.uuid4().hex[:8]}"
    kafka = Server(args, ("--log", f"kafka://{args.brokers}", "--topic-prefix", prefix))
    embedded = Server(args, ())
    try:
        measure(args, prefix, kafka, embedded)
    finally:
        kafka.stop()
        embedded.stop()


def compare_creates(args, kafka, embedded, connections, projects):
    rows = {"embedded": [], "kafka": []}
    for _ in range(args.rounds):
        rows["embedded"].append(creates(embedded, args.seconds, connections, projects))
        rows["kafka"].append(creates(kafka, args.seconds, connections, projects))
    rates = {name: statistics.median(rate for rate, _ in found) for name, found in rows.items()}
    for name, found in rows.items():
        spent = statistics.median(spent for _, spent in found)
        print(f"creates, {connections} connections on {projects} projects, {name:8} {rates[name]:8.0f}/s  {spent:6.1f} us server CPU  "
              f"share {rates[name] / rates['embedded']:.2f}")


def measure(args, prefix, kafka, embedded):
    compare_creates(args, kafka, embedded, 512, 16)
    compare_creates(args, kafka, embedded, 64, 1)
    size = kafka.record_bytes()
    topic = f"{prefix}-bare"
    stock_consumer.make_topic(args.brokers, topic)
    rows = [(paced_creates(kafka, args.seconds), bare_transactions(args, topic, size), bare_transactions(args, topic, size, "woken"),
             bare_transactions(args, topic, size, "plain"))
            for _ in range(args.rounds)]
    for at, name in enumerate(("p50", "p99")):
        ours, bare, woken, plain = (statistics.median(row[which][at] for row in rows) for which in range(4))
        print(f"create at {RATE}/s {name}: {ours:.1f} ms; bare transaction of {size} bytes {bare:.1f} ms, ratio {ours / bare:.2f}; "
              f"with a delivery report {woken:.1f} ms, ratio {ours / woken:.2f}; plain produce {plain:.1f} ms, ratio {ours / plain:.2f}")
    print(f"bare transactions a second: {statistics.median(row[1][2] for row in rows):.0f}, "
          f"with a delivery report {statistics.median(row[2][2] for row in rows):.0f}")


main()
