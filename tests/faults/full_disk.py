#!/usr/bin/python3
"""A disk that is full for real, with the reserve switched off: nothing acknowledged may be lost.

Usage: CARNET_BIN=... full_disk.py ROOM, a directory on a small file system of its own (for example
mount -t tmpfs -o size=96m none ROOM). Prints one JSON line; exits 1 on a violation. The server may
end itself once a write has failed; a restart with room must bring back every acknowledged identity.
"""
import http.client
import json
import os
import pathlib
import shutil
import sys

from support.client import Client
from support.node import Node

LEFT_BYTES = 3_000_000
CREATES_MAX = 200_000  # the log lays out its files in advance


def create_until_refused(client):
    """Gives the acknowledged ids and the statuses of the refusals that ended it."""
    acknowledged, refused = [], []
    try:
        while len(acknowledged) < CREATES_MAX and len(refused) < 20:
            answer = client.post("/v1/identities", {"ttlHours": 5})
            if answer.status == 200:
                acknowledged.append(answer.json()["id"])
            else:
                refused.append(answer.json()["code"])
    except (OSError, http.client.HTTPException):
        refused.append("connection ended")
    return acknowledged, refused


def main():
    room = pathlib.Path(sys.argv[1])
    node = Node(room / "data", "--free-bytes-min", "0")
    node.start()
    headers = node.tenant()
    filler = room / "filler"
    with open(filler, "wb") as opened:
        os.posix_fallocate(opened.fileno(), 0, shutil.disk_usage(room).free - LEFT_BYTES)
    acknowledged, refused = create_until_refused(Client(node.http, headers))
    filler.unlink()
    node.close()
    node.start()
    client = Client(node.http, headers)
    lost = [one for one in acknowledged if client.get("/v1/identities/" + one).status != 200]
    total = client.get("/v1/identities?limit=1").json()["meta"]["total"]
    live = node.digests()
    node.stop()
    equal = node.replayed() == live
    invented = total - len(acknowledged) - len(refused)
    print(json.dumps({"acknowledged": len(acknowledged), "lost": len(lost), "refused": refused,
                      "total": total, "digest_equal": equal}))
    return 0 if refused and not lost and equal and invented <= 0 else 1


if __name__ == "__main__":
    sys.exit(main())
