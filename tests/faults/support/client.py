"""HTTP and SMTP clients that say exactly what was answered, byte for byte, and invent no retries."""
import http.client
import itertools
import json
import os
import smtplib
import ssl

WAIT_S = 20
# Searched for where it must not be: nothing drawn at random in there, and no time, can look like it.
CODE = "7QX4TP"
numbers = itertools.count(1)


def fresh_key():
    """An Idempotency-Key that no other call of any process has."""
    return f"k{os.getpid()}-{next(numbers)}-{os.urandom(4).hex()}"


class Answer:
    """Status, headers and the exact bytes of a body."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Client:
    """One kept connection to the API with a tenant's headers."""

    def __init__(self, port, headers, trusted=None):
        if trusted:
            context = ssl.create_default_context(cafile=trusted)
            self.connection = http.client.HTTPSConnection("localhost", port, timeout=WAIT_S,
                                                          context=context)
        else:
            self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_S)
        self.headers = headers

    def call(self, method, path, body=None, key=None, **headers):
        """One request; `key` is the Idempotency-Key, drawn for mutations when not given."""
        sent = dict(self.headers, **{name.replace("_", "-"): v for name, v in headers.items()})
        if method != "GET":
            sent["Idempotency-Key"] = key or fresh_key()
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
            sent.setdefault("Content-Type", "application/json")
        self.connection.request(method, path, body, sent)
        got = self.connection.getresponse()
        return Answer(got.status, got.headers, got.read())

    def get(self, path, **headers):
        return self.call("GET", path, **headers)

    def post(self, path, body=None, key=None, **headers):
        return self.call("POST", path, body, key, **headers)

    def close(self):
        self.connection.close()

    def __del__(self):
        self.connection.close()


class Mailer:
    """One kept SMTP session."""

    def __init__(self, port):
        self.session = smtplib.SMTP("127.0.0.1", port, timeout=WAIT_S)
        self.session.ehlo("client.test")

    def send(self, to, raw, sender="sender@example.test"):
        """One transaction; the code and text of the reply that decided it."""
        for command in (f"MAIL FROM:<{sender}>", f"RCPT TO:<{to}>"):
            code, text = self.session.docmd(command)
            if code != 250:
                self.session.docmd("RSET")
                return code, text.decode()
        code, text = self.session.data(raw)
        return code, text.decode()

    def close(self):
        try:
            self.session.close()
        except OSError:
            pass


def code_mail(marker, code=CODE, to="someone@inbox.test"):
    """A small message with a one-time code; `marker` makes its Message-ID."""
    return (f"From: Shop <shop@example.test>\r\nTo: {to}\r\nSubject: Your sign-in code\r\n"
            f"Message-ID: <{marker}@example.test>\r\nContent-Type: text/plain; charset=utf-8\r\n"
            f"\r\nYour verification code is {code}. It expires in ten minutes.\r\n").encode()
