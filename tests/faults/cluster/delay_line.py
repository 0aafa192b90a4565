"""A network device that gives back every packet it was given, MILLISECONDS later. Prints a line once the
device `slow` is there; ends with its process.

    delay_line.py MILLISECONDS
"""
import collections
import fcntl
import os
import select
import struct
import sys
import time

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 1, 0x1000
PACKETS_MAX = 20_000  # more than that are lost, as in a full queue
PACKET_BYTES_MAX = 65536


def main():
    wait = float(sys.argv[1]) / 1000
    line = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(line, TUNSETIFF, struct.pack("16sH22x", b"slow", IFF_TUN | IFF_NO_PI))
    os.set_blocking(line, False)
    print("ready", flush=True)
    held = collections.deque()
    while True:
        until = max(0, held[0][0] - time.monotonic()) if held else None
        ready, _, _ = select.select([line], [], [], until)
        if ready:
            packet = os.read(line, PACKET_BYTES_MAX)
            if len(held) < PACKETS_MAX:
                held.append((time.monotonic() + wait, packet))
        while held and held[0][0] <= time.monotonic():
            give_back(line, held.popleft()[1])


def give_back(line, packet):
    try:
        os.write(line, packet)
    except OSError:
        pass  # a network loses packets, too


main()
