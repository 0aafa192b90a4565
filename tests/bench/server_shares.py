#!/usr/bin/python3
"""The server's hot paths as shares of one another, in one run: GET /healthz, GET /v1/identities/{id}, durable
POST /v1/identities (64 connections, wrk), 1 kB mails stored and extracted against smtp-sink (20 sessions,
smtp-source), the time from 250 to a readable extraction at a given rate, and replay of the standard mix.

    server_shares.py --server build/release/bin/carnet [--seconds 5] [--rounds 3] [--only http,smtp,wait,replay]
        [--brokers HOST:PORT]

The server runs on core 0, clients on core 1. Figures are medians over the rounds.
"""
import argparse
import json
import os
import re
import resource
import smtplib
import statistics
import subprocess
import tempfile
import threading
import time
import uuid

import requests

import smtp_vs_sink

CREATE_LUA = """
local n = 0
request = function()
  n = n + 1
  local headers = {}
  for name, value in pairs(wrk.headers) do headers[name] = value end
  headers["Idempotency-Key"] = "RUN-" .. n
  return wrk.format("POST", "/v1/identities", headers, '{"aliasTemplate":"bench","ttlHours":24,"tags":["bench"]}')
end
"""


class Server:
    def __init__(self, binary, data, *flags):
        self.data = data
        self.binary = binary
        self.process = subprocess.Popen(
            ["taskset", "-c", "0", binary, "serve", "--data", data, "--http", "127.0.0.1:0", "--smtp", "127.0.0.1:0",
             "--mail-domain", "inbox.test", "--http-threads", "1", *flags], stderr=subprocess.DEVNULL)
        while not os.path.exists(f"{data}/server.json"):
            time.sleep(0.02)
        with open(f"{data}/server.json", encoding="ascii") as file:
            self.address = json.load(file)
        self.url = f"http://127.0.0.1:{self.address['port']}"
        answer = subprocess.run([binary, "admin", "create-key", "--data", data, "--org", "bench", "--project", "bench",
                                 "--plan", "enterprise", "--json"], check=True, capture_output=True)
        key = json.loads(answer.stdout)
        self.headers = {"Authorization": f"Bearer {key['apiKey']}", "X-Org-Id": key["organizationId"],
                        "X-Project-Id": key["projectId"], "Content-Type": "application/json"}
        self.count = 0

    def cpu(self):
        return smtp_vs_sink.cpu_seconds(self.process.pid)

    def post(self, path, body=None):
        self.count += 1
        answer = requests.post(self.url + path, headers={**self.headers, "Idempotency-Key": f"p-{self.count}"},
                               json=body, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def wrk(server, path, seconds, lua=None):
    command = ["taskset", "-c", "1", "wrk", "-t1", "-c64", f"-d{seconds}"]
    for name, value in server.headers.items():
        command += ["-H", f"{name}: {value}"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if lua:
            script.write(lua)
            script.flush()
            command += ["-s", script.name]
        before = server.cpu()
        out = subprocess.run(command + [server.url + path], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in out:
        raise SystemExit(f"{path}: errors in the run\n{out}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))
    total = int(re.search(r"(\d+) requests in", out).group(1))
    return rate, (server.cpu() - before) * 1e6 / total


def http_shares(server, args):
    rows = {"healthz": [], "get": [], "create": []}
    identity = server.post("/v1/identities", {"tags": ["bench"]})["id"]
    for turn in range(args.rounds):
        rows["healthz"].append(wrk(server, "/healthz", args.seconds))
        rows["get"].append(wrk(server, f"/v1/identities/{identity}", args.seconds))
        rows["create"].append(wrk(server, "/", args.seconds, CREATE_LUA.replace("RUN", f"{time.time()}-{turn}")))
    base = statistics.median(rate for rate, _ in rows["healthz"])
    for name, figures in rows.items():
        rate = statistics.median(r for r, _ in figures)
        cpu = statistics.median(c for _, c in figures)
        print(f"{name:9} {rate:10.0f}/s  {cpu:6.1f} us server CPU  share of healthz {rate / base:.2f}")


def smtp_share(server, args):
    programs, environment = smtp_vs_sink.postfix_tools("/tmp/carnet-bench-postfix")
    identity = server.post("/v1/identities", {"tags": ["smtp"]})
    port = smtp_vs_sink.free_port()
    sink = subprocess.Popen(["taskset", "-c", "0", f"{programs}/smtp-sink", "-u", "nobody", f"127.0.0.1:{port}", "1000"],
                            env=environment, stderr=subprocess.DEVNULL)
    smtp_vs_sink.wait_for(port)
    shares = []
    for _ in range(args.rounds):
        rates = []
        for target, recipient in ((port, "a@inbox.test"), (server.address["smtpPort"], identity["emailAddress"])):
            start = time.time()
            subprocess.run(["taskset", "-c", "1", f"{programs}/smtp-source", "-s", "20", "-m", str(args.mails), "-l",
                            "1024", "-d", "-f", "bench@example.com", "-t", recipient, f"127.0.0.1:{target}"],
                           check=True, env=environment)
            if target != port:
                drain(server)
            rates.append(args.mails / (time.time() - start))
        shares.append((rates[1] / rates[0], *rates))
    sink.terminate()
    share, discarded, stored = sorted(shares)[len(shares) // 2]
    print(f"smtp-sink {discarded:.0f} mails/s, carnet {stored:.0f} mails/s stored and extracted, share {share:.2f}")


def drain(server):
    """Returns once every mail has been released."""
    previous = -1
    while True:
        total = requests.get(server.url + "/v1/identities/events/recent?limit=1", headers=server.headers,
                             timeout=30).json()["meta"]["total"]
        if total == previous:
            return
        previous = total
        time.sleep(0.02)


def wait_latency(server, args):
    """Mails at a fixed rate over four sessions; one in ten is waited for by a GET that is parked before it comes."""
    waits = []
    interval = 4 / args.rate

    def session(number):
        box = server.post("/v1/identities", {"tags": ["wait"]})
        watched = server.post("/v1/identities", {"tags": ["wait"]})
        web = requests.Session()
        client = smtplib.SMTP("127.0.0.1", server.address["smtpPort"])
        due = time.time()
        for n in range(int(args.seconds * args.rate / 4)):
            due += interval
            time.sleep(max(0, due - time.time()))
            to = watched if n % 10 == 0 else box
            answered = []
            if n % 10 == 0:
                path = f"{server.url}/v1/identities/{watched['id']}/latest-extraction?wait=10&after={iso_now()}"
                reader = threading.Thread(target=lambda: answered.append(
                    (web.get(path, headers=server.headers, timeout=20).status_code, time.time())))
                reader.start()
                time.sleep(0.01)
            client.sendmail("bench@example.com", [to["emailAddress"]],
                            f"Subject: Sign in\r\n\r\nYour code is {number}{n:05d}.\r\n")
            stored = time.time()
            if n % 10 == 0:
                reader.join()
                if answered and answered[0][0] == 200:
                    waits.append(max(0.0, answered[0][1] - stored) * 1000)
        client.quit()

    sessions = [threading.Thread(target=session, args=(n,)) for n in range(4)]
    for one in sessions:
        one.start()
    for one in sessions:
        one.join()
    waits.sort()
    print(f"250 to extraction readable at {args.rate}/s: p50 {waits[len(waits) // 2]:.1f} ms, "
          f"p99 {waits[int(len(waits) * 0.99)]:.1f} ms over {len(waits)} waits")


def iso_now():
    now = time.time() - 0.001
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + f".{int(now % 1 * 1e6):06d}Z"


def replay(args):
    """The standard mix: per identity a creation, two mails, two extractions, one extend or squash."""
    with tempfile.TemporaryDirectory() as data:
        server = Server(args.server, data)
        for n in range(args.identities):
            box = server.post("/v1/identities", {"aliasTemplate": "mix", "tags": ["mix"]})
            with smtplib.SMTP("127.0.0.1", server.address["smtpPort"]) as client:
                for turn in range(2):
                    text = f"Subject: Code\r\n\r\nYour code is {n % 900000 + 100000 + turn}.\r\n" + "x" * 60 + "\r\n"
                    client.sendmail("bench@example.com", [box["emailAddress"]], text * 1 + "filler line\r\n" * 70)
            if n % 2:
                server.post(f"/v1/identities/{box['id']}/squash")
            else:
                server.post(f"/v1/identities/{box['id']}/extend", {"ttlHours": 1})
        drain(server)
        server.stop()
        report_replay("replay", [args.server, "replay", "--data", data])
        if args.brokers:
            place = ["--topic-prefix", f"mix-{uuid.uuid4().hex[:8]}"]
            kafka = f"kafka://{args.brokers}"
            subprocess.run([args.server, "log", "copy", "--from", data, "--to", kafka, *place], check=True, stdout=subprocess.DEVNULL)
            report_replay("replay from Kafka", [args.server, "replay", "--log", kafka, *place])


def report_replay(name, command):
    """Events of the log by the CPU time of the whole process, librdkafka's threads included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    events = sum(json.loads(line)["events"] for line in out.splitlines())
    print(f"{name}: {events} events in {cpu:.2f} s of CPU, {events / cpu:.0f} events/s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", default="build/release/bin/carnet")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mails", type=int, default=10000)
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--identities", type=int, default=2000)
    parser.add_argument("--brokers", default="", help="replay the same log from Kafka as well")
    parser.add_argument("--only", default="http,smtp,wait,replay")
    args = parser.parse_args()
    wanted = args.only.split(",")
    with tempfile.TemporaryDirectory() as data:
        server = Server(args.server, data)
        if "http" in wanted:
            http_shares(server, args)
        if "smtp" in wanted:
            smtp_share(server, args)
        if "wait" in wanted:
            wait_latency(server, args)
        server.stop()
    if "replay" in wanted:
        replay(args)


if __name__ == "__main__":
    main()
