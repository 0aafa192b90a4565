"""Every example of the published pages on identities runs against this server.

Needs the pages themselves, which are not part of this repository: CARNET_SEEDS names their folder;
without it the folder `seeds` beside the one that CARNET_CONFORMANCE names.
"""
import os
import pathlib
import re
import subprocess
import sys
import threading
import unittest
import uuid

from support import mail, published
from support.cases import ServerCase

SKIPPED = 77  # to ctest
HOST = "https://api.aidenid.com"
CODE = "914720"
SHELL = 'curl() { command curl -sS -w "\\n%{http_code}\\n" "$@"; }\n'
NAMES = {"python": 'import requests, time, uuid\nAPI = "%s"\nHEADERS = {"Authorization": '
                   '"Bearer aid_your_api_key", "X-Org-Id": "org_abc123", "X-Project-Id": '
                   '"proj_def456", "Content-Type": "application/json"}\n'
                   'identity_id = "ident_a1b2c3d4e5"\n' % HOST,
         "typescript": ""}


def pages() -> pathlib.Path | None:
    """The folder of the pages, if it is there."""
    beside = pathlib.Path(os.environ.get("CARNET_CONFORMANCE") or "/nonexistent").parent / "seeds"
    folder = pathlib.Path(os.environ.get("CARNET_SEEDS") or beside)
    return folder if (folder / "aidenid-full-reference.md").exists() else None


class PublishedExamples(ServerCase):
    def setUp(self):
        self.api = self.client()
        self.address = re.compile(r"[\w-]+@" + re.escape("inbox.test"))

    def identity(self) -> str:
        """An identity with a child and a code in its inbox."""
        made = self.api.create(tags=["load-test"])
        self.fine(self.api.post(f"/v1/identities/{made['id']}/children", {}))
        self.deliver_code(self.api, made, code=CODE)
        return made["id"]

    def filled_in(self, text: str) -> str:
        """The example for this server and this key; each id it names becomes a fresh identity's."""
        key = self.api.key
        for name, value in ((HOST, self.server.url), ("aid_your_api_key", key.token),
                            ("org_abc123", key.organization), ("proj_def456", key.project),
                            ("<GENERATED_UNIQUE_KEY>", str(uuid.uuid4()))):
            text = text.replace(name, value)
        for name in set(re.findall(r"\bident_[a-z0-9]+\b", text)):
            text = text.replace(name, self.identity())
        return text

    def run_to_its_end(self, command: list[str], text: str) -> str:
        """Runs a program; a code is mailed to each address that it prints."""
        process = subprocess.Popen(command, text=True, stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        watchdog = threading.Timer(90, process.kill)
        watchdog.start()
        process.stdin.write(text)
        process.stdin.close()
        said, written_to = "", set()
        with process.stdout:
            for line in process.stdout:
                said += line
                for to in set(self.address.findall(line)) - written_to:
                    written_to.add(to)
                    mail.deliver(self.server, mail.code_message(to, CODE), [to])
        code = process.wait()
        watchdog.cancel()
        self.assertEqual(code, 0, text + said)
        return said

    def run_curl(self, text: str):
        said = self.run_to_its_end(["bash", "-eu"], SHELL + self.filled_in(text))
        self.assertRegex(said, r"\n200\n$", text + said)

    def run_program(self, language: str, text: str, *more: str) -> str:
        if language == "python":
            made = self.filled_in(NAMES[language] + published.python_with_lines(text))
            return self.run_to_its_end([sys.executable, "-u", "-"], made)
        made = self.filled_in(published.script_of(text)) + "".join(more)
        return self.run_to_its_end(["node", "--input-type=module", "-"], made)

    def test_reference_on_identities(self):
        page = (pages() / "aidenid-full-reference.md").read_text()
        found = published.fenced(page, "### 3.3 Identities API", "\n### 3.4 ")
        count = {"bash": 0, "python": 0, "typescript": 0}
        for language, text in found:
            count[language] += 1
            with self.subTest(f"{language} {count[language]}"):
                self.run_curl(text) if language == "bash" else self.run_program(language, text)
        self.assertEqual(count, {"bash": 14, "python": 4, "typescript": 1})

    def test_whole_flows_of_the_reference(self):
        page = (pages() / "aidenid-full-reference.md").read_text()
        flows = dict(published.fenced(page, "## Appendix", None))
        said = self.run_program("python", flows["python"])
        self.assertIn("Extraction ready: otp", said)
        self.assertTrue(said.endswith("Identity squashed\n"), said)
        said = self.run_program("typescript", flows["typescript"],
                                '\nawait createIdentityAndExtract("example");\n')
        self.assertIn("Extracted otp", said)
        self.assertTrue(said.endswith("Identity squashed\n"), said)
        squashed = self.api.get("/v1/identities?status=squashed").json()
        self.assertEqual(squashed["total"], 2)

    def test_page_on_identities(self):
        page = (pages() / "aidenid-identities.md").read_text()
        commands = published.plain_commands(page)
        self.assertEqual(len(commands), 6)
        for number, text in enumerate(commands):
            with self.subTest(f"curl {number}"):
                self.run_curl(text)
        python = published.between(page, "Python example", "TypeScript example")
        script = published.between(page, "TypeScript example", "Error codes")
        for language, text in (("python", python), ("typescript", script)):
            with self.subTest(language):
                said = self.run_program(language, text)
                self.assertRegex(said, r"Created identity: ident_[a-z2-7]{12}\n")


if __name__ == "__main__":
    if pages() is None:
        print("skipped: neither CARNET_SEEDS nor CARNET_CONFORMANCE leads to the published pages")
        sys.exit(SKIPPED)
    unittest.main()
