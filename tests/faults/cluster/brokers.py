"""A cluster of three brokers, each a process that can be killed, paused and started again."""
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

from .ground import Place

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(REPOSITORY / "tests" / "kafka"))
import stock_consumer  # noqa: E402  pylint: disable=wrong-import-position

from .log_view import Frame  # noqa: E402  pylint: disable=wrong-import-position

START_S = 300
TOOL_S = 60
COORDINATOR_PARTITIONS = 4  # of __transaction_state and __consumer_offsets, as scripts/dev/kafka makes it


def install():
    """Fetches what brokers need, while there is a network."""
    subprocess.run([REPOSITORY / "dev", "kafka", "install"], check=True, stdout=subprocess.DEVNULL)


def coordinated_by(name: str) -> int:
    """The partition whose leader coordinates a group or a producer's transactions."""
    value = 0
    for letter in name:
        value = (31 * value + ord(letter)) & 0xFFFFFFFF
    return (value & 0x7FFFFFFF) % COORDINATOR_PARTITIONS


class Brokers:
    def __init__(self, place: Place, folder, slow_disk=()):
        self.place, self.folder = place, pathlib.Path(folder)
        self.mine = not (self.folder / "bootstrap").exists()
        self.count = 3 if self.mine else len(list(self.folder.glob("node-*")))
        self.slow_disk = dict(slow_disk)  # environment of every broker
        self.addresses = ""

    def start(self):
        """Starts those that do not run; waits until they serve."""
        done = subprocess.run(
            self.place.command(REPOSITORY / "dev", "kafka", "start", "--brokers", self.count, "--folder",
                               self.folder, "--host", self.place.host),
            check=True, capture_output=True, text=True, timeout=START_S, env={**os.environ, **self.slow_disk})
        self.addresses = done.stdout.splitlines()[-1]

    def close(self):
        """Ends them, unless they were there before."""
        if not self.mine:
            return
        subprocess.run([REPOSITORY / "dev", "kafka", "stop", "--wipe", "--folder", self.folder], check=False,
                       capture_output=True, timeout=START_S)

    def numbers(self) -> list[int]:
        return list(range(1, self.count + 1))

    def pid(self, number: int) -> int:
        return int((self.folder / f"node-{number}" / "pid").read_text())

    def signal(self, number: int, what: signal.Signals):
        try:
            os.kill(self.pid(number), what)
        except ProcessLookupError:
            pass

    def kill(self, number: int):
        """And the end of it: a broker that still runs is not started again."""
        self.signal(number, signal.SIGKILL)
        while self.lives(number):
            time.sleep(0.01)

    def lives(self, number: int) -> bool:
        try:
            return "State:\tZ" not in pathlib.Path(f"/proc/{self.pid(number)}/status").read_text()
        except (FileNotFoundError, ProcessLookupError):
            return False

    def leader(self, topic: str, partition: int) -> int:
        """The number of the broker that leads a partition now."""
        for line in self.tool("TopicCommand", "--describe", "--topic", topic).splitlines():
            found = re.search(r"Partition:\s*(\d+)\s+Leader:\s*(\d+)", line)
            if found and int(found[1]) == partition:
                return int(found[2])
        raise RuntimeError(f"{topic} {partition} has no leader")

    def coordinator(self, transactional_id: str) -> int:
        """The number of the broker that coordinates a producer's transactions."""
        return self.leader("__transaction_state", coordinated_by(transactional_id))

    def group_coordinator(self, group: str) -> int:
        """The number of the broker that coordinates a group."""
        return self.leader("__consumer_offsets", coordinated_by(group))

    def tool(self, name: str, *words) -> str:
        return subprocess.run(
            ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dorg.apache.logging.log4j.level=OFF", "-cp",
             stock_consumer.jars(), f"org.apache.kafka.tools.{name}", "--bootstrap-server", self.addresses,
             *map(str, words)], check=True, capture_output=True, text=True, timeout=TOOL_S).stdout

    def frames(self, topic: str, records: int) -> list[Frame]:
        """What a stock consumer with read_committed sees of so many records, and of any more."""
        return [Frame.of(message) for message in stock_consumer.messages(self.addresses, topic, records)]
