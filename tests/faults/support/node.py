"""One carnet process on a data directory of its own, as a person would run it.

Everything goes through the real binary and real sockets; the only knowledge of its insides is the
layout of the data directory. CARNET_BIN names the binary.
"""
import json
import os
import pathlib
import signal
import subprocess
import time

READY_S = 30
STOP_S = 30
VERB_S = 120
MAIL_DOMAIN = "inbox.test"


def binary():
    """The binary under test; a clear failure without it."""
    found = os.environ.get("CARNET_BIN")
    if not found or not os.access(found, os.X_OK):
        raise RuntimeError("CARNET_BIN must name the carnet binary")
    return found


def verb(*words, **options):
    """Runs a verb of the binary to its end; gives the CompletedProcess with text output."""
    return subprocess.run([binary(), *map(str, words)], capture_output=True, text=True,
                          timeout=options.get("timeout", VERB_S), check=False)


class Refused(Exception):
    """The server ended before it was ready; the text is what it wrote."""


class Node:
    """A server on `data`; `flags` are added to every start."""

    def __init__(self, data, *flags):
        self.data = pathlib.Path(data)
        self.flags = list(flags)
        self.output = self.data.parent / (self.data.name + ".output")
        self.process = None
        self.http = self.smtp = None
        self.keys = {}

    def start(self, *more, wait=True):
        """Starts and waits for readiness; gives the seconds it took."""
        self.address_file.unlink(missing_ok=True)
        began = time.monotonic()
        with open(self.output, "ab") as out:
            self.mark = out.tell()
            self.process = subprocess.Popen(
                [binary(), "serve", "--data", str(self.data), "--http", "127.0.0.1:0", "--smtp",
                 "127.0.0.1:0", "--mail-domain", MAIL_DOMAIN, *self.flags, *map(str, more)],
                stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        if wait:
            self.wait_ready(began + READY_S)
        return time.monotonic() - began

    def wait_ready(self, deadline):
        while not self.address_file.exists():
            if self.process.poll() is not None:
                raise Refused(self.said())
            if time.monotonic() > deadline:
                raise TimeoutError("not ready: " + self.said())
            time.sleep(0.005)
        found = json.loads(self.address_file.read_text())
        self.http, self.smtp = found["port"], found["smtpPort"]

    @property
    def address_file(self):
        return self.data / "server.json"

    def said(self):
        """What the last start wrote to stdout and stderr."""
        with open(self.output, "rb") as lines:
            lines.seek(self.mark)
            return lines.read().decode("utf-8", "replace")

    def kill(self):
        """SIGKILL, and the end of it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """SIGTERM; gives the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_S)

    def close(self):
        """Whatever its state, no process is left."""
        if self.process and self.process.poll() is None:
            self.kill()

    def admin(self, *words):
        """An admin verb; gives its JSON answer."""
        done = verb("admin", words[0], "--data", self.data, "--json", *words[1:])
        if done.returncode != 0:
            raise RuntimeError(f"admin {words[0]}: {done.stderr}")
        return json.loads(done.stdout)

    def tenant(self, organization="faults", project="faults", plan="enterprise"):
        """The headers of a new key of a project, which is made when missing."""
        made = self.admin("create-key", "--org", organization, "--project", project, "--plan", plan)
        self.keys[project] = made["apiKey"]
        return {"Authorization": "Bearer " + made["apiKey"], "X-Org-Id": made["organizationId"],
                "X-Project-Id": made["projectId"]}

    def digests(self):
        """Digest and position of each partition of the running server."""
        return {one["partition"]: (one["sequence"], one["digest"])
                for one in self.admin("digest")["partitions"]}

    def replayed(self, until=None):
        """The same of the stopped server, rebuilt from its log."""
        words = ["replay", "--data", self.data]
        done = verb(*words, *(["--until", until] if until else []))
        if done.returncode != 0:
            raise RuntimeError("replay: " + done.stderr)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return {row["partition"]: (row["sequence"], row["digest"]) for row in rows}

    def dump(self):
        """Every record of the stopped server's log."""
        done = verb("log", "dump", "--data", self.data, "--json")
        if done.returncode != 0:
            raise RuntimeError("log dump: " + done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]
