"""Mail as a stranger sends it: over SMTP, to the server's own port."""
import email.message
import email.policy
import email.utils
import smtplib
import uuid

SENDER = "noreply@shop.example"
# Searched for where it must not be: nothing drawn at random in there, and no time, can look like it.
CODE = "7QX4TP"


def message(to: str, subject: str, text: str = "", html: str = "", sender: str = SENDER,
            message_id: str | None = None) -> email.message.EmailMessage:
    """A message; `message_id` "" leaves the header out."""
    made = email.message.EmailMessage()
    made["From"] = f"The Shop <{sender}>"
    made["To"] = to
    made["Subject"] = subject
    made["Date"] = email.utils.formatdate()
    if message_id != "":
        made["Message-ID"] = message_id or f"<{uuid.uuid4().hex}@shop.example>"
    made.set_content(text or subject)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def code_message(to: str, code: str = CODE, **how) -> email.message.EmailMessage:
    return message(to, f"{code} is your verification code",
                   f"Hello,\n\nyour verification code is {code}.\nIt is valid for 10 minutes.\n",
                   **how)


def link_message(to: str, url: str) -> email.message.EmailMessage:
    text = f"Hello,\n\nplease confirm your e-mail address by following this link:\n\n{url}\n"
    html = (f'<html><body><p>Please confirm your e-mail address.</p>'
            f'<p><a href="{url}">Verify e-mail</a></p></body></html>')
    return message(to, "Confirm your e-mail address", text, html)


def wire_bytes(what: email.message.EmailMessage) -> bytes:
    """The message as SMTP carries it, every line ending in CRLF."""
    return what.as_bytes(policy=email.policy.SMTP)


def deliver(server, what, to: list[str], sender: str = SENDER) -> dict:
    """Sends over one SMTP session; gives the refused recipients as {address: (code, text)}."""
    raw = what if isinstance(what, bytes) else wire_bytes(what)
    with smtplib.SMTP("127.0.0.1", server.smtp_port, timeout=60) as smtp:
        try:
            return smtp.sendmail(sender, to, raw)
        except smtplib.SMTPRecipientsRefused as refused:
            return refused.recipients
