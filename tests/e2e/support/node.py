"""One process of the server under test."""
import contextlib
import json
import os
import signal
import subprocess
import time

import requests

START_SECONDS_MAX = 60
STOP_SECONDS_MAX = 30


class Node:
    """`flags` are the whole command line but for the data directory."""

    def __init__(self, binary: str, data: str, log_file: str):
        self.binary = binary
        self.data = data
        self.log_file = log_file
        self.process = None
        self.url = ""
        self.certificate = None  # PEM, when it speaks TLS
        self.smtp_port = 0

    def launch(self, flags: list[str]):
        with contextlib.suppress(FileNotFoundError):
            os.remove(os.path.join(self.data, "server.json"))
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen([self.binary, "serve", "--data", self.data, *flags],
                                            stdout=log, stderr=log)

    def await_ready(self):
        deadline = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended at once: {self.log()}")
            with contextlib.suppress(OSError, ValueError, requests.RequestException):
                with open(os.path.join(self.data, "server.json"), encoding="utf-8") as file:
                    place = json.load(file)
                scheme = "https" if self.certificate else "http"
                self.url = f"{scheme}://{place['host']}:{place['port']}"
                self.smtp_port = place["smtpPort"]
                if requests.get(self.url + "/readyz", timeout=5,
                                verify=self.certificate).status_code == 200:
                    return
            time.sleep(0.02)
        raise RuntimeError(f"the server was not ready in time: {self.log()}")

    def ask_to_stop(self):
        self.process.send_signal(signal.SIGTERM)

    def await_stop(self):
        code = self.process.wait(STOP_SECONDS_MAX)
        if code != 0:
            raise RuntimeError(f"the server ended with {code}: {self.log()}")

    def kill(self):
        self.process.kill()
        self.process.wait(STOP_SECONDS_MAX)

    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def log(self) -> str:
        with open(self.log_file, encoding="utf-8", errors="replace") as log:
            return log.read()[-4000:]
