#!/usr/bin/env python3
"""Compares the SMTP service over a discarding sink with postfix's smtp-sink, driven by smtp-source.

Both servers discard, both run on one core, the client on another; rounds alternate. Reported are mails
per second and the server's processor time per mail, and the share of smtp-sink's rate that we reach.

    smtp_vs_sink.py --server build/bench/bin/smtp_discard_server [--mails 20000] [--rounds 5]

smtp-source and smtp-sink are part of Debian's postfix. When they are not installed, the package is
downloaded and unpacked (not installed, so that no mail server starts) into --tools.
"""
import argparse
import glob
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time


def postfix_tools(folder):
    """Returns (directory of the programs, environment for them)."""
    found = shutil.which("smtp-source", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if found:
        return os.path.dirname(found), dict(os.environ)
    programs = os.path.join(folder, "usr/sbin")
    if not os.path.exists(os.path.join(programs, "smtp-source")):
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["apt-get", "download", "-qq", "postfix"], cwd=folder, check=True)
        package = glob.glob(os.path.join(folder, "postfix_*.deb"))[0]
        subprocess.run(["dpkg", "-x", package, folder], check=True)
    environment = dict(os.environ, LD_LIBRARY_PATH=os.path.abspath(os.path.join(folder, "usr/lib/postfix")))
    return programs, environment


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"nothing listens on port {port}")


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True, help="path of smtp_discard_server")
    parser.add_argument("--tools", default="build/postfix", help="where postfix is unpacked to")
    parser.add_argument("--mails", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--bytes", type=int, default=1024)
    options = parser.parse_args()
    programs, environment = postfix_tools(options.tools)

    def pinned(core, *command, **more):
        return subprocess.Popen(["taskset", "-c", str(core), *command], env=environment, **more)

    ports = {"smtp-sink": free_port()}
    servers = {"smtp-sink": pinned(0, f"{programs}/smtp-sink", "-u", "root", f"127.0.0.1:{ports['smtp-sink']}", "1000",
                                   stdout=subprocess.DEVNULL)}
    ports["carnet"] = free_port()
    servers["carnet"] = pinned(0, options.server, str(ports["carnet"]), "1", stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL)
    rates = {name: [] for name in servers}
    costs = {name: [] for name in servers}
    try:
        for port in ports.values():
            wait_for(port)
        for _ in range(options.rounds):
            for name, server in servers.items():
                before = cpu_seconds(server.pid)
                start = time.monotonic()
                client = pinned(1, f"{programs}/smtp-source", "-d", "-s", str(options.sessions), "-l",
                                str(options.bytes), "-m", str(options.mails), "-f", "a@b.test", "-t", "c@d.test",
                                f"127.0.0.1:{ports[name]}")
                if client.wait() != 0:
                    sys.exit(f"smtp-source failed against {name}")
                rates[name].append(options.mails / (time.monotonic() - start))
                costs[name].append((cpu_seconds(server.pid) - before) / options.mails * 1e6)
    finally:
        for server in servers.values():
            server.terminate()
            server.wait()
    for name in servers:
        print(f"{name:10} {statistics.median(rates[name]):9.0f} mails/s   "
              f"{statistics.median(costs[name]):6.1f} us of server CPU per mail   "
              f"(rounds: {' '.join(f'{rate:.0f}' for rate in rates[name])})")
    share = statistics.median(rates["carnet"]) / statistics.median(rates["smtp-sink"])
    cost = statistics.median(costs["smtp-sink"]) / statistics.median(costs["carnet"])
    print(f"share of smtp-sink's rate {share:.2f}; {cost:.2f} mails for the CPU time of one of its")


if __name__ == "__main__":
    main()
