"""Where brokers and nodes run. On `Loopback` they share the machine's own network. On `Namespaces` each has
one of its own behind this process, which routes between them and can cut or delay any pair; then packets
vanish without a word, as on a broken line.

Everything belongs to processes of this run: when they end, nothing is left of it, and runs can go on side
by side.
"""
import os
import pathlib
import subprocess
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[3] / "scripts" / "dev"))
from free_ports import free_port  # noqa: E402  pylint: disable=wrong-import-position

INSIDE = "CARNET_FAULTS_INSIDE"
DELAYED = 100  # routing table that leads through the delay


def can_separate() -> bool:
    """Whether this machine lets us make namespaces."""
    return subprocess.run(["unshare", *as_root(), "-nm", "true"], capture_output=True, check=False).returncode == 0


def as_root() -> list[str]:
    return [] if os.geteuid() == 0 else ["-r"]


def step_inside():
    """Runs this program again in a network and a mount namespace of its own."""
    if os.environ.get(INSIDE):
        return
    os.environ[INSIDE] = "1"
    os.execvp("unshare", ["unshare", *as_root(), "-nm", sys.executable, *sys.orig_argv[1:]])


class Place:
    """An address, and how to run a program there."""

    def __init__(self, name, host, prefix=(), pid=None, device=None):
        self.name, self.host, self.prefix, self.pid, self.device = name, host, list(prefix), pid, device

    def command(self, *words) -> list[str]:
        return [*self.prefix, *map(str, words)]


class Loopback:
    separate = False
    sink_host = "127.0.0.1"

    def place(self, name: str) -> Place:
        return Place(name, "127.0.0.1")

    def port(self) -> int:
        return free_port()

    def mend(self):
        pass

    def close(self):
        pass


def run(*words):
    subprocess.run(list(map(str, words)), check=True, capture_output=True)


class Namespaces:
    separate = True
    sink_host = "10.77.1.1"  # this process, as every place can reach it

    def __init__(self):
        self.places, self.cuts, self.delay_process = [], set(), None
        self.next_port = 8000
        run("ip", "link", "set", "lo", "up")
        for setting, value in (("ip_forward", 1), ("conf/all/rp_filter", 0), ("conf/default/rp_filter", 0)):
            pathlib.Path("/proc/sys/net/ipv4", setting).write_text(str(value), encoding="ascii")

    def port(self) -> int:
        self.next_port += 1
        return self.next_port

    def place(self, name: str) -> Place:
        """A namespace that lives as long as the process that holds it."""
        number = len(self.places) + 1
        holder = subprocess.Popen(["unshare", "-n", "sleep", "infinity"])  # pylint: disable=consider-using-with
        self.await_namespace(holder.pid)
        here, there, device = f"10.77.{number}.1", f"10.77.{number}.2", f"line{number}"
        run("ip", "link", "add", device, "type", "veth", "peer", "name", "line", "netns", holder.pid)
        run("ip", "addr", "add", f"{here}/24", "dev", device)
        run("ip", "link", "set", device, "up")
        inside = ["nsenter", "-t", str(holder.pid), "-n", "--"]
        for words in (["link", "set", "lo", "up"], ["addr", "add", f"{there}/24", "dev", "line"],
                      ["link", "set", "line", "up"], ["route", "add", "default", "via", here]):
            run(*inside, "ip", *words)
        made = Place(name, there, inside, holder.pid, device)
        made.holder = holder
        self.places.append(made)
        return made

    @staticmethod
    def await_namespace(pid: int):
        mine = os.readlink("/proc/self/ns/net")
        while True:
            try:
                if os.readlink(f"/proc/{pid}/ns/net") != mine:
                    return
            except FileNotFoundError:
                pass

    def cut(self, one: Place, other: Place):
        """From now on nothing passes between the two."""
        for a, b in ((one, other), (other, one)):
            run("ip", "rule", "add", "pref", 10, "from", a.host, "to", b.host, "blackhole")
            self.cuts.add((a.host, b.host))

    def mend(self):
        """Ends all cuts and delays."""
        for a, b in self.cuts:
            run("ip", "rule", "del", "pref", 10, "from", a, "to", b, "blackhole")
        self.cuts.clear()
        if self.delay_process:
            self.delay_process.kill()
            self.delay_process.wait()
            self.delay_process = None
            while subprocess.run(["ip", "rule", "del", "pref", "20"], capture_output=True, check=False).returncode == 0:
                pass

    def delay(self, place: Place, milliseconds: int):
        """What comes from this place or goes to it takes that much longer, one way."""
        program = pathlib.Path(__file__).with_name("delay_line.py")
        self.delay_process = subprocess.Popen(  # pylint: disable=consider-using-with
            [sys.executable, str(program), str(milliseconds)], stdout=subprocess.PIPE)
        self.delay_process.stdout.readline()
        run("ip", "link", "set", "slow", "up")
        run("ip", "route", "replace", "default", "dev", "slow", "table", DELAYED)
        run("ip", "rule", "add", "pref", 20, "iif", place.device, "lookup", DELAYED)
        for other in self.places:
            if other is not place:
                run("ip", "rule", "add", "pref", 20, "iif", other.device, "to", place.host, "lookup", DELAYED)

    def close(self):
        for place in self.places:
            place.holder.kill()
            place.holder.wait()
