#!/usr/bin/python3
"""Commands of one event each, without HTTP, against librdkafka's own performance tool: same brokers, same record
size, acks from all, in turn within one run.

    kafka_commands.py --brokers HOST:PORT [--commands build/bench/bin/kafka_commands] [--server build/release/bin/carnet]
        [--performance build/release/bin/rdkafka_performance] [--partitions 4] [--in-flight 2048] [--seconds 5] [--rounds 3]

The tool is made by tests/bench/rdkafka_performance.sh. Its messages are no transactions and carry no keys. Medians.
"""
import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "kafka"))
import stock_consumer

MESSAGES = 400_000


def commands(args, prefix):
    with tempfile.TemporaryDirectory() as room:
        data = os.path.join(room, "data")
        subprocess.run([args.server, "keygen", data + ".key"], check=True, stdout=subprocess.DEVNULL)
        out = subprocess.run([args.commands, args.brokers, prefix, data, str(args.partitions), str(args.in_flight), str(args.seconds)],
                             check=True, capture_output=True, text=True).stdout
    return json.loads(out.splitlines()[-1])["rate"]


def record_bytes(args, prefix):
    out = subprocess.run([args.server, "log", "dump", "--log", f"kafka://{args.brokers}", "--topic-prefix", prefix], check=True,
                         capture_output=True).stdout
    return round(statistics.median(json.loads(line)["bytes"] for line in out.splitlines() if b"identity_extended" in line))


def produced(args, topic, size):
    out = subprocess.run([args.performance, "-P", "-t", topic, "-b", args.brokers, "-s", str(size), "-c", str(MESSAGES), "-a", "-1"],
                         check=True, capture_output=True, text=True)
    return float(re.findall(r"(\d+) msgs/s", out.stdout + out.stderr)[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--brokers", required=True)
    parser.add_argument("--commands", default="build/bench/bin/kafka_commands")
    parser.add_argument("--server", default="build/release/bin/carnet")
    parser.add_argument("--performance", default="build/release/bin/rdkafka_performance")
    parser.add_argument("--partitions", type=int, default=4)
    parser.add_argument("--in-flight", type=int, default=2048)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    topic = f"bench-{uuid.uuid4().hex[:8]}"
    stock_consumer.make_topic(args.brokers, topic, args.partitions)
    ours, theirs, size = [], [], 0
    for _ in range(args.rounds):
        prefix = f"bench-{uuid.uuid4().hex[:8]}"
        ours.append(commands(args, prefix))
        size = size or record_bytes(args, prefix)
        theirs.append(produced(args, topic, size))
    mine, tool = statistics.median(ours), statistics.median(theirs)
    print(f"commands {mine:.0f}/s, rdkafka_performance {tool:.0f}/s with records of {size} bytes, share {mine / tool:.2f}")


main()
