"""The real server in a process of its own: its own data directory, any free ports, nothing shared.

With CARNET_E2E_KAFKA, the addresses of a cluster, every server has its log there, on topics of its own.

A test may stop it, kill it, remove its state, and start it again under a shifted clock.
"""
import contextlib
import dataclasses
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid

import requests

from support.client import Client
from support.contract import Contract

START_SECONDS_MAX = 60
STOP_SECONDS_MAX = 30
MAIL_DOMAIN = "inbox.test"
INBOUND_SECRET = "the-shared-secret-of-this-test"


@dataclasses.dataclass(frozen=True)
class Key:
    """An API key with what its requests have to name."""
    organization: str
    project: str
    id: str
    token: str


class Server:
    def __init__(self, *flags: str):
        self.binary = os.environ["CARNET_BIN"]
        self.folder = tempfile.mkdtemp(prefix="carnet-e2e-")
        self.data = os.path.join(self.folder, "store")
        self.log_place = self._log_place()
        self.flags = flags + self._log_flags()
        self.offset_s = 0
        self.process = None
        self.contract = None
        self.clients = []

    def _log_place(self) -> tuple[str, ...]:
        """The flags that lead every verb to the log; none for the one in the data directory."""
        brokers = os.environ.get("CARNET_E2E_KAFKA")
        if not brokers:
            return ()
        return ("--log", f"kafka://{brokers}", "--topic-prefix", f"e2e-{uuid.uuid4().hex[:12]}")

    def _log_flags(self) -> tuple[str, ...]:
        if not self.log_place:
            return ()
        key = os.path.join(self.folder, "master.key")
        subprocess.run([self.binary, "keygen", key], check=True, stdout=subprocess.DEVNULL)
        return (*self.log_place, "--master-key-file", key)

    def start(self, offset_s: int = 0) -> "Server":
        """Starts, and returns once the server says that it is ready."""
        self.offset_s = offset_s
        with contextlib.suppress(FileNotFoundError):
            os.remove(os.path.join(self.data, "server.json"))
        command = [self.binary, "serve", "--data", self.data, "--http", "127.0.0.1:0",
                   "--smtp", "127.0.0.1:0", "--mail-domain", MAIL_DOMAIN,
                   "--inbound-secret", INBOUND_SECRET, "--clock-offset", str(offset_s),
                   "--cache-bytes", str(16 << 20), "--write-buffer-bytes", str(16 << 20),
                   *self.flags]
        with open(os.path.join(self.folder, "log.txt"), "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        self._await_ready()
        if self.contract is None:
            self.contract = Contract(requests.get(self.url + "/openapi.json", timeout=30).json())
        return self

    def _await_ready(self):
        deadline = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended at once: {self.log()}")
            with contextlib.suppress(OSError, ValueError, requests.RequestException):
                with open(os.path.join(self.data, "server.json"), encoding="utf-8") as file:
                    place = json.load(file)
                self.url = f"http://{place['host']}:{place['port']}"
                self.smtp_port = place["smtpPort"]
                if requests.get(self.url + "/readyz", timeout=5).status_code == 200:
                    return
            time.sleep(0.02)
        raise RuntimeError(f"the server was not ready in time: {self.log()}")

    def stop(self):
        """Asks for an orderly end and insists on a clean exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(STOP_SECONDS_MAX)
        if code != 0:
            raise RuntimeError(f"the server ended with {code}: {self.log()}")

    def kill(self):
        self.process.kill()
        self.process.wait(STOP_SECONDS_MAX)

    def restart(self, offset_s: int | None = None, drop_state: bool = False):
        """Stops and starts; `drop_state` leaves only the log to rebuild from."""
        self.stop()
        if drop_state:
            shutil.rmtree(os.path.join(self.data, "state"))
        self.start(self.offset_s if offset_s is None else offset_s)

    def travel(self, hours: float):
        """Restarts `hours` later by the server's clock."""
        self.restart(self.offset_s + int(hours * 3600))

    def close(self):
        for client in self.clients:
            client.http.close()
        if self.process is not None and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> str:
        with open(os.path.join(self.folder, "log.txt"), encoding="utf-8", errors="replace") as log:
            return log.read()[-4000:]

    def now(self) -> float:
        return time.time() + self.offset_s

    def admin(self, verb: str, *arguments: str) -> dict:
        """Runs `carnet admin` and returns its answer."""
        done = subprocess.run([self.binary, "admin", verb, "--data", self.data, "--json",
                               *arguments], capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise RuntimeError(f"admin {verb}: {done.stderr}")
        return json.loads(done.stdout)

    def offline(self, *arguments: str) -> str:
        """Runs a verb on the data directory of the stopped server and returns what it prints."""
        place = self.log_place or ("--data", self.data)
        done = subprocess.run([self.binary, *arguments, *place], capture_output=True, text=True,
                              timeout=60, check=True)
        return done.stdout

    def key(self, plan: str = "enterprise", scopes: str = "", project: str = "",
            organization: str = "Org", api_version: str = "") -> Key:
        """Makes an API key; without a project's name also a project of its own."""
        name = project or f"p-{uuid.uuid4().hex[:12]}"
        more = ["--scopes", scopes] if scopes else []
        more += ["--api-version", api_version] if api_version else []
        more += ["--plan", plan] if plan else []
        made = self.admin("create-key", "--org", organization, "--project", name, *more)
        return Key(made["organizationId"], made["projectId"], made["apiKeyId"], made["apiKey"])

    def client(self, key: Key | None = None, **how) -> Client:
        """A client of a key; `how` goes to key() when none is given."""
        return Client(self, key or self.key(**how))
