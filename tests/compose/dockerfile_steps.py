#!/usr/bin/python3
"""Runs the steps of compose/Dockerfile in clean Debian roots, where no engine is at hand: FROM by debootstrap, COPY
by cp, RUN in a chroot. Needs root, debootstrap and a network; takes as long as a whole build.

    dockerfile_steps.py [--room DIR] [--cache DIR]

A cache mount (RUN --mount=type=cache) is DIR/cache of the room, or --cache. Prints each step; the image that
results is the root of the last stage in the room, and its entry point answers --version at the end.
"""
import argparse
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
SUITES = {"debian:12": "bookworm", "debian:12-slim": "bookworm"}
CACHE_MOUNT = re.compile(r"--mount=type=cache,target=(\S+)\s+")


def instructions(text: str) -> list[tuple[str, str]]:
    """Each instruction with its arguments, continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


class Stage:
    """A root, with what the instructions before have set."""

    def __init__(self, room: pathlib.Path, name: str, image: str):
        self.root, self.folder, self.environment, self.user = room / name, "/", {}, "root"
        self.entry, self.mounted = [], []
        if not (self.root / "etc/debian_version").exists():
            subprocess.run(["debootstrap", "--variant=minbase", SUITES[image], self.root], check=True,
                           stdout=subprocess.DEVNULL)
        for kind, path in (("proc", "proc"), ("devtmpfs", "dev")):
            self.mount(["-t", kind, kind], path)

    def mount(self, what, path):
        at = self.root / path.lstrip("/")
        at.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", *what, at], check=True)
        self.mounted.append(at)

    def run(self, command: str, *, user=None):
        settings = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root",
                    "DEBIAN_FRONTEND": "noninteractive", **self.environment}
        words = ["chroot", f"--userspec={user or self.user}", self.root, "env", "-i",
                 *(f"{k}={v}" for k, v in settings.items()), "sh", "-c", f"cd {self.folder} && {command}"]
        subprocess.run(words, check=True)

    def close(self):
        for at in reversed(self.mounted):
            subprocess.run(["umount", at], check=False)


class Build:
    def __init__(self, room: pathlib.Path, cache: pathlib.Path):
        self.room, self.cache, self.stages = room, cache, {}
        self.now = None

    def step(self, verb: str, rest: str):
        print(f"==> {verb} {rest[:150]}", flush=True)
        getattr(self, f"do_{verb.lower()}")(rest)

    def do_from(self, rest):
        image, *named = rest.split(" AS ")
        name = named[0] if named else "final"
        self.now = self.stages[name] = Stage(self.room, name, image)

    def do_workdir(self, rest):
        self.now.folder = rest
        (self.now.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)

    def do_env(self, rest):
        self.now.environment.update(pair.split("=", 1) for pair in shlex.split(rest))

    def do_copy(self, rest):
        words = rest.split()
        base = REPOSITORY
        if words[0].startswith("--from="):
            base = self.stages[words.pop(0).split("=")[1]].root
        source, target = words
        to = self.now.root / (target if target.startswith("/") else f"{self.now.folder}/{target}").lstrip("/")
        if source == ".":
            # As an engine would: without what .dockerignore names.
            ignored = [f"--exclude=./{line}" for line in (REPOSITORY / ".dockerignore").read_text().split()]
            pack = subprocess.Popen(["tar", "-C", base, *ignored, "-cf", "-", "."], stdout=subprocess.PIPE)
            subprocess.run(["tar", "-C", to, "-xf", "-"], stdin=pack.stdout, check=True)
            if pack.wait() != 0:
                raise RuntimeError("tar")
        else:
            shutil.copy2(base / source.lstrip("/"), to)

    def do_run(self, rest):
        for target in CACHE_MOUNT.findall(rest):
            if self.now.root / target.lstrip("/") not in self.now.mounted:
                self.cache.mkdir(parents=True, exist_ok=True)
                self.now.mount(["--bind", self.cache], target)
        self.now.run(CACHE_MOUNT.sub("", rest))

    def do_user(self, rest):
        self.now.user = rest

    def do_expose(self, _rest):
        pass

    def do_entrypoint(self, rest):
        self.now.entry = json.loads(rest)

    def do_cmd(self, rest):
        json.loads(rest)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--room", default="")
    parser.add_argument("--cache", default="")
    given = parser.parse_args()
    room = pathlib.Path(given.room or tempfile.mkdtemp(prefix="carnet-image-"))
    build = Build(room, pathlib.Path(given.cache or room / "cache"))
    try:
        for verb, rest in instructions((REPOSITORY / "compose/Dockerfile").read_text()):
            build.step(verb, rest)
        build.now.run(" ".join([*build.now.entry, "--version"]))
        build.now.run("test \"$(id -un)\" = carnet && carnet keygen /keys/master.key && test -s /keys/master.key")
    finally:
        for stage in build.stages.values():
            stage.close()
    print(f"every step passed; the image is {room / 'final'}")


if __name__ == "__main__":
    sys.exit(main())
