"""Every expression of the dashboard and of the alerts, asked of a real Prometheus that scrapes a real server
under some traffic: what the server does not serve, or a misspelt label, gives no series and fails. With
CARNET_KAFKA_FOLDER, the folder of running brokers, two nodes share a log there, and what only they have must be
there as well."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import unittest

import requests

from support.hooks import WebhookCase

COMPOSE = pathlib.Path(__file__).resolve().parents[2] / "compose"
SCRAPED_S = 60
METRIC = re.compile(r"\bcarnet_[a-z_]+")
# A server with a log of its own has no partitions to share.
CLUSTER_ONLY = ("carnet_forwarded_", "carnet_partition_owned", "carnet_partition_lag", "carnet_partition_lease",
                "carnet_partition_fenced")


def dashboard() -> list[tuple[str, str]]:
    """Title and expression of every target of every panel."""
    board = json.loads((COMPOSE / "grafana/dashboards/carnet.json").read_text())
    return [(panel["title"], target["expr"]) for panel in board["panels"] for target in panel.get("targets", [])]


def alerts() -> list[str]:
    text = (COMPOSE / "prometheus/alerts.yml").read_text()
    return re.findall(r"^\s+expr: (.+)$", text, re.MULTILINE)


class Monitoring(WebhookCase):
    def setUp(self):
        sink = self.sink()
        client = self.client()
        self.hook(client, sink)
        self.prometheus = self.scraped_by_prometheus()
        identity = client.create()
        self.deliver_code(client, identity, "190526")
        client.get("/v1/identities/ident_aaaaaaaaaaaa")

    def scraped_by_prometheus(self) -> str:
        """The URL of a Prometheus with the configuration of compose, but for the addresses."""
        room = pathlib.Path(self.server.folder) / "prometheus"
        shutil.copytree(COMPOSE / "prometheus", room)
        config = room / "prometheus.yml"
        text = config.read_text()
        targets = [node.url.removeprefix("http://") for node in self.server.nodes]
        rendered = re.sub(r"- targets: .*", f"- targets: {json.dumps(targets)}", text)
        self.assertNotEqual(rendered, text)
        config.write_text(rendered.replace("interval: 5s", "interval: 1s"))
        subprocess.run(["promtool", "check", "config", config], check=True, capture_output=True)
        with open(room / "log.txt", "wb") as log:
            process = subprocess.Popen(
                ["prometheus", f"--config.file={config}", f"--storage.tsdb.path={room}/data",
                 "--web.listen-address=127.0.0.1:0"], stdout=log, stderr=log)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        port = self.eventually(lambda: self.listening_port(process.pid), 30)
        return f"http://127.0.0.1:{port}"

    @staticmethod
    def listening_port(pid: int) -> int | None:
        """The port of the only socket on which the process listens."""
        mine = set()
        for one in pathlib.Path(f"/proc/{pid}/fd").iterdir():
            try:
                mine.update(re.findall(r"^socket:\[(\d+)\]$", os.readlink(one)))
            except OSError:
                pass
        for row in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
            fields = row.split()
            if fields[3] == "0A" and fields[9] in mine:
                return int(fields[1].split(":")[1], 16)
        return None

    def series(self, expression: str) -> list:
        answer = requests.get(f"{self.prometheus}/api/v1/query", {"query": expression}, timeout=10).json()
        self.assertEqual(answer["status"], "success", f"{expression}: {answer}")
        return answer["data"]["result"]

    def await_series(self, what: str, expression: str):
        deadline = time.monotonic() + SCRAPED_S
        while not self.series(expression):
            self.assertLess(time.monotonic(), deadline, f"{what}: {expression} gives nothing")
            time.sleep(0.3)

    def test_every_expression_gives_series(self):
        expressions = dashboard()
        self.assertGreater(len(expressions), 15)
        for title, expression in expressions:
            self.demand(title, expression)
        # An alert gives series only when something is wrong: what it asks about must be there.
        for expression in alerts():
            self.series(expression)
            for metric in METRIC.findall(expression):
                self.demand("alert", metric)

    def demand(self, what: str, expression: str):
        alone = not os.environ.get("CARNET_E2E_KAFKA")
        if alone and any(name in expression for name in CLUSTER_ONLY):
            self.series(expression)  # at least Prometheus understands it
        else:
            self.await_series(what, expression)


if __name__ == "__main__":
    if not shutil.which("prometheus") or not shutil.which("promtool"):
        print("there is no Prometheus")
        sys.exit(77)
    if brokers := os.environ.get("CARNET_KAFKA_FOLDER"):
        try:
            os.environ["CARNET_E2E_KAFKA"] = (pathlib.Path(brokers) / "bootstrap").read_text().strip()
        except FileNotFoundError:
            print("there is no Kafka")
            sys.exit(77)
        os.environ["CARNET_E2E_NODES"] = "2"
    unittest.main()
