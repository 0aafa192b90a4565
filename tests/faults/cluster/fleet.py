"""Nodes on one log, supervised as a service manager would: who ends is started again, unless held down."""
import concurrent.futures
import json
import os
import pathlib
import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request

from .ground import Place
from .slow_disk import slow_disk_environment

MAIL_DOMAIN = "inbox.test"
READY_S = 120
STOP_S = 60
RESTART_PAUSE_S = 1
DISK_BYTES = 512 << 20
SECRET_BYTES = 32


def binary() -> str:
    return os.environ["CARNET_BIN"]


def verb(*words, timeout=300) -> subprocess.CompletedProcess:
    return subprocess.run([binary(), *map(str, words)], capture_output=True, text=True, timeout=timeout, check=False)


class Node:
    def __init__(self, number: int, place: Place, folder: pathlib.Path, ports: tuple[int, int], flags):
        self.number, self.place, self.data = number, place, folder / f"node-{number}"
        self.http, self.smtp = (f"{place.host}:{port}" for port in ports)
        self.flags, self.process, self.held_down = list(flags), None, False
        self.program = binary()
        self.output = folder / f"node-{number}.log"
        self.environment, self.ends = {}, []
        self.data.mkdir(parents=True)

    @property
    def url(self) -> str:
        return f"http://{self.http}"

    def start(self):
        with open(self.output, "ab") as out:
            self.process = subprocess.Popen(  # pylint: disable=consider-using-with
                self.place.command(self.program, "serve", "--data", self.data, "--http", self.http, "--smtp", self.smtp,
                                   "--mail-domain", MAIL_DOMAIN, "--allow-private-targets", *self.flags),
                stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                env={**os.environ, **self.environment})
        self.held_down = False  # last: from here on it is started again when it ends

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + "/readyz", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def await_ready(self, seconds=READY_S):
        deadline = time.monotonic() + seconds
        while not self.ready():
            if time.monotonic() > deadline:
                raise TimeoutError(f"node {self.number} is not ready: {self.said()}")
            time.sleep(0.05)

    def partitions(self) -> list[dict]:
        """How each partition stands here; nothing when it does not say."""
        try:
            with urllib.request.urlopen(self.url + "/readyz", timeout=2) as answer:
                return json.load(answer).get("partitions", [])
        except (urllib.error.URLError, OSError):
            return []

    def said(self) -> str:
        return self.output.read_text(errors="replace")[-3000:]

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, what: signal.Signals):
        self.process.send_signal(what)

    def kill(self, stay_down=False):
        self.held_down = stay_down
        if self.running():
            self.signal(signal.SIGKILL)
            self.process.wait()

    def stop(self) -> int:
        """An orderly end; the exit code."""
        self.held_down = True
        self.signal(signal.SIGTERM)
        return self.process.wait(STOP_S)

    def delete_state(self):
        shutil.rmtree(self.data / "state", ignore_errors=True)

    def mount_disk(self):
        """A small disk of its own under the data directory."""
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "carnet", self.data], check=True)

    def fill_disk(self):
        """Until not one byte more fits."""
        with open(self.data / "ballast", "ab", buffering=0) as ballast:
            for piece in (1 << 20, 4096, 1):
                try:
                    while True:
                        ballast.write(b"\0" * piece)
                except OSError:
                    pass

    def empty_disk(self):
        (self.data / "ballast").unlink(missing_ok=True)

    def admin(self, *words) -> dict:
        done = verb("admin", words[0], "--data", self.data, "--json", *words[1:])
        if done.returncode != 0:
            raise RuntimeError(f"admin {words[0]} on node {self.number}: {done.stderr}")
        return json.loads(done.stdout)

    def digests(self) -> dict[int, tuple]:
        return {one["partition"]: (one["sequence"], one["digest"]) for one in self.admin("digest")["partitions"]}


class Fleet:
    """All nodes of a run, and what keeps them up."""

    def __init__(self, ground, folder: pathlib.Path, brokers: str, prefix: str, count: int, partitions: int):
        self.ground, self.folder = ground, folder
        self.log = ["--log", f"kafka://{brokers}", "--topic-prefix", prefix]
        self.flags = [*self.log, "--partitions", str(partitions), "--master-key-file", str(folder / "master.key")]
        if verb("keygen", folder / "master.key").returncode != 0:
            raise RuntimeError("keygen")
        if count > 1:
            secret = folder / "cluster.secret"
            secret.touch(0o600)
            secret.write_text(os.urandom(SECRET_BYTES).hex(), encoding="ascii")
            self.flags += ["--cluster-secret-file", str(secret)]
        self.nodes: list[Node] = []
        self.watching = None
        self.ended = threading.Event()
        for _ in range(count):
            self.add()

    def add(self) -> Node:
        number = len(self.nodes) + 1
        place = self.ground.place(f"node-{number}")
        ports = self.ground.port(), self.ground.port()
        node = Node(number, place, self.folder, ports, self.flags)
        if "--cluster-secret-file" in self.flags:
            node.flags += ["--node-url", node.url, "--node-id", f"node-{number}"]
        if self.ground.separate:
            node.mount_disk()
        node.environment = slow_disk_environment(self.folder, node.place.name)
        self.nodes.append(node)
        return node

    def start(self):
        """The first node makes the log; the others get its admin token, so that each can be asked."""
        first, *others = self.nodes
        first.start()
        first.await_ready()
        for node in others:
            self.introduce(node)
            node.start()
        for node in others:
            node.await_ready()
        self.watching = threading.Thread(target=self.watch, daemon=True)
        self.watching.start()

    def up(self) -> list[Node]:
        """Those that are meant to run."""
        return [node for node in self.nodes if not node.held_down]

    def add_running(self) -> Node:
        node = self.add()
        self.introduce(node)
        node.start()
        node.await_ready()
        return node

    def introduce(self, node: Node):
        shutil.copy(self.nodes[0].data / "admin.token", node.data / "admin.token")

    def watch(self):
        while not self.ended.wait(RESTART_PAUSE_S):
            for node in self.nodes:
                if node.process and not node.running() and not node.held_down:
                    node.ends.append(node.process.returncode)
                    node.start()

    def await_ready(self):
        for node in self.up():
            node.await_ready()

    def settled(self) -> bool:
        """Whether each partition is owned by the one node that the group gave it to."""
        told = [node.partitions() for node in self.up()]
        stands = [(one["owned"], one["granted"]) for some in told for one in some]
        return all(told) and stands.count((True, True)) == len(told[0]) and \
            all(owned == granted for owned, granted in stands)

    def await_settled(self):
        deadline = time.monotonic() + READY_S
        while not self.settled():
            if time.monotonic() > deadline:
                raise TimeoutError(f"partitions are still on their way: {[node.partitions() for node in self.up()]}")
            time.sleep(0.1)

    def stop(self):
        """All at once, in order, for good."""
        up = [node for node in self.nodes if node.running()]
        for node in self.nodes:
            node.held_down = True
        with concurrent.futures.ThreadPoolExecutor() as together:
            list(together.map(Node.stop, up))

    def close(self):
        self.ended.set()
        if self.watching:
            self.watching.join()
        for node in self.nodes:
            node.kill(stay_down=True)

    def admin(self, *words) -> dict:
        """Of whichever node answers; while partitions change hands one may have to ask again."""
        deadline = time.monotonic() + READY_S
        while True:
            for node in self.nodes:
                try:
                    return node.admin(*words)
                except RuntimeError as error:
                    problem = error
            if time.monotonic() > deadline:
                raise problem
            time.sleep(0.5)

    def dump(self) -> str:
        return self.read("log", "dump", "--json")

    def replayed(self, until: str) -> dict[int, tuple]:
        rows = [json.loads(line) for line in self.read("replay", "--until", until).splitlines()]
        return {row["partition"]: (row["sequence"], row["digest"]) for row in rows}

    def read(self, *words) -> str:
        done = verb(*words, *self.log)
        if done.returncode != 0:
            raise RuntimeError(f"{words}: {done.stderr}")
        return done.stdout
