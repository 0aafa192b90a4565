"""The log as `carnet log dump` prints it, and as a stock consumer sees it."""
import dataclasses
import json
import struct

FRAME = struct.Struct(">4sBBHIQIQII")


@dataclasses.dataclass
class Record:
    partition: int
    sequence: int
    epoch: int
    command: str
    project: str
    events: list

    @classmethod
    def of(cls, line: str) -> "Record":
        row = json.loads(line)
        partition, sequence = map(int, row["position"].split(":"))
        return cls(partition, sequence, row["epoch"], row["commandId"], row.get("projectId", ""), row["events"])

    @property
    def position(self) -> str:
        return f"{self.partition}:{self.sequence}"


@dataclasses.dataclass
class Frame:
    partition: int
    sequence: int
    index: int
    last: bool
    epoch: int

    @classmethod
    def of(cls, message: bytes) -> "Frame":
        magic, version, flags, _, partition, sequence, index, epoch, length, _ = FRAME.unpack_from(message)
        if (magic, version) != (b"CNTF", 1) or length != len(message) - FRAME.size:
            raise ValueError(f"no frame: {message[:48]!r}")
        return cls(partition, sequence, index, bool(flags & 1), epoch)


def records(dump: str) -> list[Record]:
    return [Record.of(line) for line in dump.splitlines()]
