"""Checks over Markdown and over the repository's other text: links resolve, no machine is named."""
import os
import re

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HOSTS = re.compile(r"\b(?:pypi\.org|registry\.npmjs\.org|crates\.io|proxy\.golang\.org|docker\.io|ghcr\.io)\b")
_PATHS = re.compile(r"(?<![\w.])/(?:root|work|home|Users)/[\w.-]+")


def _anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+\s+(.*?)\s*$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", t.lower()).replace(" ", "-") for t in titles}


def dead_links(root: str, path: str, text: str):
    """(line, complaint) for each relative link whose file or heading does not exist."""
    for number, line in enumerate(re.sub(r"`[^`\n]*`", "", text).split("\n"), 1):
        for target in _LINK.findall(line):
            if re.match(r"[a-z]+:", target):
                continue
            file, _, anchor = target.partition("#")
            full = os.path.normpath(os.path.join(root, os.path.dirname(path), file)) if file else os.path.join(root, path)
            if not os.path.exists(full):
                yield number, f"{target} leads nowhere"
            elif anchor and full.endswith(".md"):
                with open(full, encoding="utf-8") as other:
                    if anchor not in _anchors(other.read()):
                        yield number, f"{target} names no heading"


def named_machines(path: str, text: str):
    """(line, complaint) for each path of one machine and each package registry named."""
    for number, line in enumerate(text.split("\n"), 1):
        for pattern, what in ((_PATHS, "a path of one machine"), (_HOSTS, "a package registry")):
            for match in pattern.finditer(line):
                yield number, f"{match.group(0)} is {what}"
        if "../shared" in line and path != ".ci/run":
            yield number, "only .ci/run names the folder of conformance material"
