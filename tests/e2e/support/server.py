"""The real server in processes of its own: data directories, free ports, nothing shared.

With CARNET_E2E_KAFKA, the addresses of a cluster, every server has its log there, on topics of its own. With
CARNET_E2E_NODES as well, it is so many nodes, and whoever asks for its address gets that of the next one.

A test may stop it, kill it, remove its state, and start it again under a shifted clock.
"""
import dataclasses
import itertools
import json
import os
import pathlib
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import uuid

import requests

from support import ocsf
from support.client import Client
from support.contract import Contract
from support.node import Node

sys.path.append(str(pathlib.Path(__file__).resolve().parents[3] / "scripts" / "dev"))
from free_ports import free_port  # noqa: E402  pylint: disable=wrong-import-position

MAIL_DOMAIN = "inbox.test"
INBOUND_SECRET = "the-shared-secret-of-this-test"
ALIKE_SECONDS_MAX = 20  # until the copies of all nodes are the same


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
        self.log_place = self._log_place()
        self.nodes = self._nodes()
        self.data = self.nodes[0].data
        self.turns = itertools.count()
        self.flags = flags + self._log_flags(flags)
        self.certificate = None  # PEM of a server that speaks TLS
        self.offset_s = 0
        self.start_s = 0.0  # what the last start took
        self.contract = None
        self.spoilt = False  # a test has left a log that can not be read
        self.clients = []

    def _log_place(self) -> tuple[str, ...]:
        """The flags that lead every verb to the log; none for the one in the data directory."""
        brokers = os.environ.get("CARNET_E2E_KAFKA")
        if not brokers:
            return ()
        return ("--log", f"kafka://{brokers}", "--topic-prefix", f"e2e-{uuid.uuid4().hex[:12]}")

    def _nodes(self) -> list[Node]:
        count = int(os.environ.get("CARNET_E2E_NODES", "1")) if self.log_place else 1
        places = ["store"] + [f"store-{n}" for n in range(1, count)]
        log_file = os.path.join(self.folder, "log.txt")
        return [Node(self.binary, os.path.join(self.folder, place), log_file) for place in places]

    def _log_flags(self, given: tuple[str, ...]) -> tuple[str, ...]:
        if not self.log_place:
            return ()
        key = os.path.join(self.folder, "master.key")
        subprocess.run([self.binary, "keygen", key], check=True, stdout=subprocess.DEVNULL)
        flags = (*self.log_place, "--master-key-file", key)
        if len(self.nodes) == 1:
            return flags
        secret = os.path.join(self.folder, "cluster.secret")
        with open(os.open(secret, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        spread = () if "--partitions" in given else ("--partitions", str(len(self.nodes)))
        return (*flags, "--cluster-secret-file", secret, *spread)

    @property
    def url(self) -> str:
        return self._next().url

    @property
    def urls(self) -> list[str]:
        """The addresses of all nodes."""
        return [node.url for node in self.nodes]

    @property
    def smtp_port(self) -> int:
        return self._next().smtp_port

    @property
    def process(self):
        return self.nodes[0].process

    def _next(self) -> Node:
        return self.nodes[next(self.turns) % len(self.nodes)]

    def over_tls(self, certificate: str, key: str) -> "Server":
        """From the next start on."""
        self.certificate = certificate
        for node in self.nodes:
            node.certificate = certificate
        self.flags += ("--tls-certificate", certificate, "--tls-key", key)
        if len(self.nodes) > 1:
            self.flags += ("--cluster-ca-file", certificate)
        return self

    def start(self, offset_s: int = 0) -> "Server":
        """Starts, and returns once all nodes say that they are ready."""
        self.offset_s = offset_s
        begun = time.monotonic()
        for node in self.nodes:
            self._launch(node)
            if self.contract is None and node is self.nodes[0]:
                node.await_ready()  # it founds the deployment, and has the first token
        for node in self.nodes:
            node.await_ready()
        self.start_s = time.monotonic() - begun
        if self.contract is None:
            self.contract = Contract(requests.get(self.url + "/openapi.json", timeout=30,
                                                  verify=self.certificate).json())
        return self

    def start_node(self, number: int):
        self._launch(self.nodes[number])
        self.nodes[number].await_ready()

    def _launch(self, node: Node):
        # A node tells the others its address before it listens, so that one has to be chosen.
        port = 0 if len(self.nodes) == 1 else free_port()
        node.launch(["--http", f"127.0.0.1:{port}", "--smtp", "127.0.0.1:0",
                     "--mail-domain", MAIL_DOMAIN, "--inbound-secret", INBOUND_SECRET,
                     "--clock-offset", str(self.offset_s), "--cache-bytes", str(16 << 20),
                     "--write-buffer-bytes", str(16 << 20), *self.flags])

    def stop(self):
        """Asks for an orderly end and insists on a clean exit code."""
        for node in self.nodes:
            node.ask_to_stop()
        for node in self.nodes:
            node.await_stop()

    def kill(self):
        for node in self.nodes:
            node.kill()

    def restart(self, offset_s: int | None = None, drop_state: bool = False):
        """Stops and starts; `drop_state` leaves only the log to rebuild from."""
        self.stop()
        if drop_state:
            for node in self.nodes:
                shutil.rmtree(os.path.join(node.data, "state"))
        self.start(self.offset_s if offset_s is None else offset_s)

    def travel(self, hours: float):
        """Restarts `hours` later by the server's clock."""
        self.restart(self.offset_s + int(hours * 3600))

    def travel_to(self, unix: float, before_s: float):
        """Restarts, and returns `before_s` seconds before that time by the server's clock, however
        long starting takes."""
        self.stop()
        room = int(before_s + 2 * self.start_s + 1)
        self.start(self.offset_s + int(unix - self.now()) - room)
        time.sleep(max(unix - before_s - self.now(), 0))

    def close(self):
        for client in self.clients:
            client.http.close()
        for node in self.nodes:
            if node.runs():
                node.kill()
        try:
            self.check_ocsf()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def check_ocsf(self):
        """Whatever a test did, the projects tell it in OCSF that is valid."""
        elsewhere = "--log" in self.flags and not self.log_place  # other servers may be at it
        if self.contract is None or self.spoilt or elsewhere or ocsf.schemas() is None:
            return
        ocsf.check_server(self)

    def key_flags(self) -> tuple[str, ...]:
        """The master key, where it does not lie in the data directory."""
        if "--master-key-file" not in self.flags:
            return ()
        at = self.flags.index("--master-key-file")
        return self.flags[at:at + 2]

    def log(self) -> str:
        return self.nodes[0].log()

    def now(self) -> float:
        return time.time() + self.offset_s

    def admin(self, verb: str, *arguments: str, node: Node | None = None) -> dict:
        """Runs `carnet admin` on the data directory of a node and returns its answer."""
        token = os.path.join(self.data, "admin.token")  # of the node that founded the deployment
        done = subprocess.run([self.binary, "admin", verb, "--data", (node or self.nodes[0]).data,
                               "--token-file", token, "--json", *arguments],
                              capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise RuntimeError(f"admin {verb}: {done.stderr}")
        return json.loads(done.stdout)

    def digests(self) -> list[dict]:
        """Of each partition, once every node's own copy has the same; they have to get there."""
        deadline = time.monotonic() + ALIKE_SECONDS_MAX
        while True:
            told = [self.admin("digest", node=node)["partitions"] for node in self.nodes]
            if all(one == told[0] for one in told):
                return told[0]
            if time.monotonic() > deadline:
                raise RuntimeError(f"the nodes' states differ: {told}")
            time.sleep(0.1)

    def metric(self, name: str) -> float:
        """The sum over all nodes."""
        pages = [requests.get(url + "/metrics", timeout=30, verify=self.certificate).text
                 for url in self.urls]
        lines = (line.split() for page in pages for line in page.splitlines())
        return sum(float(words[1]) for words in lines if words[0] == name)

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
