"""The compose file as docker-compose reads it, and what it says against what the rest of the repository says."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
COMPOSE = REPOSITORY / "compose"


def resolved() -> dict:
    """The file with its anchors and variables put in, as the client prints it."""
    done = subprocess.run(["docker-compose", "-f", COMPOSE / "compose.yaml", "config"], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    import yaml  # comes with docker-compose
    return yaml.safe_load(done.stdout)


class ComposeFile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.file = resolved()
        cls.services = cls.file["services"]

    def named(self, prefix):
        return {name: one for name, one in self.services.items() if name.startswith(prefix)}

    def test_three_brokers_that_find_each_other(self):
        brokers = self.named("kafka-")
        self.assertEqual(len(brokers), 3)
        for number, (name, one) in enumerate(sorted(brokers.items()), 1):
            settings = one["environment"]
            self.assertEqual(int(settings["KAFKA_NODE_ID"]), number)
            self.assertIn(f"{number}@{name}:9093", settings["KAFKA_CONTROLLER_QUORUM_VOTERS"])
            self.assertEqual(settings["KAFKA_ADVERTISED_LISTENERS"], f"PLAINTEXT://{name}:9092")

    def test_the_brokers_are_of_the_version_that_is_tested(self):
        script = (REPOSITORY / "scripts/dev/kafka/broker.sh").read_text()
        version = re.search(r"^kafka_version=(.+)$", script, re.MULTILINE)[1]
        self.assertEqual({one["image"] for one in self.named("kafka-").values()}, {f"apache/kafka:{version}"})

    def test_nodes_know_every_broker_and_their_own_name(self):
        nodes = self.named("carnet-")
        self.assertEqual(len(nodes), 3)
        for name, one in nodes.items():
            self.assertEqual(one["environment"]["CARNET_LOG"],
                             "kafka://" + ",".join(f"{broker}:9092" for broker in sorted(self.named("kafka-"))))
            words = one["command"]
            self.assertEqual(words[words.index("--node-id") + 1], name)
            self.assertEqual(words[words.index("--node-url") + 1], f"http://{name}:8080")

    def test_prometheus_scrapes_every_node(self):
        text = (COMPOSE / "prometheus/prometheus.yml").read_text()
        targets = json.loads(re.search(r"- targets: (.+)", text)[1])
        self.assertEqual(sorted(targets), [f"{name}:8080" for name in sorted(self.named("carnet-"))])

    def test_every_volume_is_declared_and_every_folder_is_there(self):
        for name, one in self.services.items():
            for volume in one.get("volumes", []):
                source = volume.split(":")[0]
                if source.startswith("/"):
                    self.assertTrue(pathlib.Path(source).is_dir(), f"{name}: {source}")
                else:
                    self.assertIn(source, self.file["volumes"])


if __name__ == "__main__":
    if not shutil.which("docker-compose"):
        print("there is no docker-compose")
        sys.exit(77)
    unittest.main()
