"""Kafka's own tools, as an outsider who knows nothing of Carnet: what the console consumer sees with
read_committed, and the frames in it, read by the documented layout."""
import os
import re
import struct
import subprocess
import sys
import threading
import time

FRAME = struct.Struct(">4sBBHIQIQII")
PRINTED_BYTE = re.compile(rb"\\x([0-9A-F]{2})")


def brokers() -> str:
    """Where the tests' Kafka is; without one the test is skipped, by its exit code."""
    try:
        with open(os.path.join(os.environ["CARNET_KAFKA_FOLDER"], "bootstrap"), encoding="utf-8") as file:
            return file.read().strip()
    except FileNotFoundError:
        print("there is no Kafka")
        sys.exit(77)


def jars() -> str:
    cache = os.environ.get("CARNET_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "carnet")
    return os.path.join(cache, "kafka-4.1.1", "*")


def make_topic(brokers: str, topic: str, partitions: int = 1) -> None:
    subprocess.run(["java", "-XX:TieredStopAtLevel=1", "-cp", jars(), "org.apache.kafka.tools.TopicCommand",
                    "--bootstrap-server", brokers, "--create", "--topic", topic,
                    "--partitions", str(partitions)], check=True,
                   capture_output=True, timeout=60)


def command(brokers: str, topic: str, idle_ms: int) -> list[str]:
    return ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dorg.apache.logging.log4j.level=OFF", "-cp", jars(),
            "org.apache.kafka.tools.consumer.ConsoleConsumer", "--bootstrap-server", brokers,
            "--topic", topic, "--from-beginning", "--timeout-ms", str(idle_ms),
            "--consumer-property", "isolation.level=read_committed",
            "--property", "line.separator=\n",
            "--property", "value.deserializer=org.apache.kafka.common.serialization.BytesDeserializer"]


def messages(brokers: str, topic: str, records: int, patience_s: float = 180, after_s: float = 2) -> list[bytes]:
    """The values of all committed messages of a topic, in order within a partition, until so many records are
    complete and nothing more came for `after_s`, or the patience is over. A consumer on a busy machine may take a
    minute to its first message, so silence alone tells nothing."""
    found, full, ended = [], threading.Event(), 0

    def take():
        nonlocal ended
        for line in reading.stdout:
            if line.rstrip(b"\n"):
                found.append(unprinted(line.rstrip(b"\n")))
                ended += position(found[-1])[3]
                if ended >= records:
                    full.set()

    with subprocess.Popen(command(brokers, topic, int(1000 * patience_s)), stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as reading:
        taker = threading.Thread(target=take)
        taker.start()
        full.wait(patience_s)
        seen = -1
        while full.is_set() and seen != len(found):
            seen = len(found)
            time.sleep(after_s)
        reading.kill()
        taker.join()
    return found


def unprinted(text: bytes) -> bytes:
    """Bytes from the consumer's print of them, in which what is not printable is \\xHH."""
    return PRINTED_BYTE.sub(lambda found: bytes.fromhex(found.group(1).decode()), text)


def position(message: bytes) -> tuple[int, int, int, bool, int]:
    """(partition, sequence, index, last, payload bytes) of a frame."""
    magic, version, flags, _, partition, sequence, index, _, length, _ = FRAME.unpack_from(message)
    if (magic, version) != (b"CNTF", 1) or length != len(message) - FRAME.size:
        raise ValueError(f"no frame: {message[:48]!r}")
    return partition, sequence, index, flags == 1, length
