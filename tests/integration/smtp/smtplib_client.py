"""Sends four mails to 127.0.0.1:<port>: plain, over STARTTLS, with SMTPUTF8 and a large one."""
import smtplib
import ssl
import sys

port = int(sys.argv[1])
unverified = ssl.create_default_context()
unverified.check_hostname = False
unverified.verify_mode = ssl.CERT_NONE

with smtplib.SMTP("127.0.0.1", port, timeout=20) as plain:
    refused = plain.sendmail("a@b.test", ["c@d.test", "nobody@d.test"], b"Subject: 1\r\n\r\none\r\n")
    assert refused["nobody@d.test"][0] == 550, refused

with smtplib.SMTP("127.0.0.1", port, timeout=20) as secure:
    secure.starttls(context=unverified)
    assert secure.sock.version() in ("TLSv1.2", "TLSv1.3"), secure.sock.version()
    assert not secure.sendmail("a@b.test", ["c@d.test"], b"Subject: 2\r\n\r\n.two\r\n")
    assert secure.vrfy("someone")[0] == 252

with smtplib.SMTP("127.0.0.1", port, timeout=20) as international:
    international.starttls(context=unverified)
    international.ehlo()
    assert not international.sendmail("j\u00fcrgen@b.test", ["c@d.test"], "Subject: \u00fc\r\n\r\nx\r\n".encode(),
                                      mail_options=["SMTPUTF8", "BODY=8BITMIME"])

with smtplib.SMTP("127.0.0.1", port, timeout=20) as large:
    body = b"Subject: 4\r\n\r\n" + (b"x" * 98 + b"\r\n") * 20000
    assert not large.sendmail("a@b.test", ["c@d.test"], body)
