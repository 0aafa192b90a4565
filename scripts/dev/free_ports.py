#!/usr/bin/env python3
"""Ports of this machine that nobody has: as a program, prints as many as it is told."""
import pathlib
import random
import socket
import sys

_given: set[int] = set()


def _candidates() -> range:
    """Below those that the kernel gives to clients: no client takes a port before its server has it, or while that
    server is away."""
    text = pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range").read_text(encoding="ascii")
    end = min(int(text.split()[0]), 32768)
    return range(10000, end if end > 12000 else 32768)


def free_port() -> int:
    """One that this process was not given before."""
    while True:
        number = random.SystemRandom().choice(_candidates())
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", number))
            except OSError:
                continue
        if number not in _given:
            _given.add(number)
            return number


if __name__ == "__main__":
    print(*[free_port() for _ in range(int(sys.argv[1]))])
