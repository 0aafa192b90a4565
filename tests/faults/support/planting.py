"""Unique words for every place where a tenant, an admin or a stranger can write text."""
import os
import re

from .client import CODE


class Planting:
    """Makes a marker for a named place, and says which of them some bytes hold."""

    def __init__(self):
        self.places = {}

    def __call__(self, place):
        word = "zq" + os.urandom(7).hex()
        self.places[word] = place
        return word

    def found_in(self, content):
        """The places whose markers are in these bytes, in whatever case."""
        pattern = b"zq[0-9a-f]{14}"
        words = {word.decode().lower() for word in re.findall(pattern, content, re.IGNORECASE)}
        return sorted(self.places[word] for word in words if word in self.places)


def rich_mail(plant, to):
    """A message with a marker in every part of it."""
    return "\r\n".join([
        f"Received: from {plant('received')}.test by x.test; Mon, 1 Jan 2024 00:00:00 +0000",
        f"From: {plant('from name')} <{plant('from address')}@{plant('from domain')}.test>",
        f"To: {plant('to name')} <{to}>",
        f"Cc: {plant('cc')}@example.test",
        f"Reply-To: {plant('reply-to')}@example.test",
        f"Subject: Your code for {plant('subject')}",
        f"Message-ID: <{plant('message id')}@example.test>",
        f"In-Reply-To: <{plant('in-reply-to')}@example.test>",
        f"X-{plant('header name')}: {plant('header value')}",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="b1"',
        "",
        plant("preamble"),
        "--b1",
        "Content-Type: text/plain; charset=utf-8",
        "",
        f"Hello {plant('text body')}, your verification code is {CODE}.",
        f"Or open https://{plant('link host')}.test/verify?token={plant('link token')}",
        "--b1",
        "Content-Type: text/html; charset=utf-8",
        "",
        f'<p title="{plant("html attribute")}">{plant("html body")} {CODE}</p>',
        "--b1",
        f'Content-Type: text/csv; name="{plant("part name")}.csv"',
        f'Content-Disposition: attachment; filename="{plant("file name")}.csv"',
        "",
        plant("attachment"),
        "--b1--",
        plant("epilogue"),
        ""]).encode()
