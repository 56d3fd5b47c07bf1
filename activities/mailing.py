"""Sending a mail: by SMTP, or into a folder as `.eml` files. The Message-ID is the mail's own id.

What the server answers is kept as evidence, without the addresses that it may repeat.
"""

import os
import re
import smtplib
import ssl
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit
from uuid import UUID

import structlog

from activities.mail_layout import Rendered

SMTP_URL, MAIL_FROM = "TANJIAN_SMTP_URL", "TANJIAN_MAIL_FROM"
USUAL_SENDER = "tanjian@localhost"
_PORTS: Mapping[str, int] = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}

_log = structlog.get_logger(__name__)


class WrongMailSettings(Exception):
    """The environment names no mail server or sender; the message never repeats a password."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class Undeliverable(Exception):
    """The mail server refuses the addressee or the mail for good; trying again would change nothing."""

    def __init__(self, code: int, reply: str = "") -> None:
        super().__init__(f"refused with {code}")
        self.code, self.reply = code, reply


class Mailer(Protocol):
    """Hands a mail over; returning means that it was taken, with what the server replied."""

    def send(self, message: EmailMessage) -> str: ...


class FolderMailer:
    """Keeps each mail as a file named by its Message-ID, so that sending it again changes nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def send(self, message: EmailMessage) -> str:
        name = message["Message-ID"].strip("<>").partition("@")[0]
        handle, draft = tempfile.mkstemp(dir=self._folder, suffix=".draft")
        with os.fdopen(handle, "wb") as file:
            file.write(content_of(message))
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self._folder / f"{name}.eml")
        return f"kept as {name}.eml"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed over; `scheme` says how the line is secured, `user` who signs in."""

    scheme: str
    host: str
    port: int
    user: str | None = None
    password: str = field(default="", repr=False)


class SmtpMailer:
    """Sends by an SMTP server, given as an address that `mail_server` reads."""

    def __init__(self, url: str, timeout_seconds: float = 30.0) -> None:
        self._at, self._timeout = mail_server(url), timeout_seconds

    def send(self, message: EmailMessage) -> str:
        """The mail to its addressee, then to whom it is copied; SMTPException or OSError if not taken.

        Undeliverable where the server says that it never will be.

        A copy that is refused is let go: trying all again would mail the addressee for ever.
        """
        with self._connected() as server:
            reply = _hand_over(server, message, str(message["To"]))
            if message["Cc"] is not None:
                try:
                    _hand_over(server, message, str(message["Cc"]))
                except (Undeliverable, smtplib.SMTPResponseException) as refused:
                    _log.warning("the copy of a mail was refused", fault=type(refused).__name__)
            return reply

    def _connected(self) -> smtplib.SMTP:
        at = self._at
        secure = ssl.create_default_context()
        if at.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(at.host, at.port, timeout=self._timeout, context=secure)
        else:
            server = smtplib.SMTP(at.host, at.port, timeout=self._timeout)
        try:
            if at.scheme == "smtp+starttls":
                server.starttls(context=secure)
            if at.user is not None:
                server.login(at.user, at.password)
        except BaseException:
            server.close()
            raise
        return server


def content_of(message: EmailMessage) -> bytes:
    """The bytes that are handed over: what their SHA-256 in the evidence names."""
    return message.as_bytes(policy=SMTP)


def told(code: int, reply: bytes | str) -> str:
    """A server's reply for the record, without addresses: `250 2.0.0 Ok: queued as 4F2A`."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    line = "".join(letter if letter.isprintable() else " " for letter in f"{code} {text}")
    return " ".join(_ADDRESS.sub("(address)", line).split())[:_MOST_REPLY]


_ADDRESS = re.compile(r"\S+@\S+")
_MOST_REPLY = 300


def _hand_over(server: smtplib.SMTP, message: EmailMessage, to: str) -> str:
    """One transaction (RFC 5321 §3.3), step by step: `sendmail` keeps the server's reply to itself."""
    _, sender_address = parseaddr(str(message["From"]))
    server.ehlo_or_helo_if_needed()
    code, reply = server.mail(sender_address, () if to.isascii() else ("SMTPUTF8",))
    if code != 250:
        # The sender is ours: with another addressee it would be no better, so it is no final no to this one.
        _reset(server)
        raise smtplib.SMTPSenderRefused(code, reply, sender_address)
    code, reply = server.rcpt(to)
    if code in (250, 251):
        code, reply = _contents_taken(server, message)
    if code not in (250, 251):
        _reset(server)
        raise _refusal(code, reply)
    return told(code, reply)


def _contents_taken(server: smtplib.SMTP, message: EmailMessage) -> tuple[int, bytes]:
    try:
        return server.data(content_of(message))
    except smtplib.SMTPDataError as refused:
        text = refused.smtp_error
        return refused.smtp_code, text.encode() if isinstance(text, str) else text


def _reset(server: smtplib.SMTP) -> None:
    # A server that has said no may have gone too, and its no is what counts.
    with suppress(smtplib.SMTPException, OSError):
        server.rset()


def _refusal(code: int, reply: bytes) -> Exception:
    """A reply of 5yz is final (RFC 5321 §4.2.1), any other passes."""
    if 500 <= code < 600:
        return Undeliverable(code, told(code, reply))
    return smtplib.SMTPResponseException(code, reply)


def mail_server(url: str) -> MailServer:
    """`smtp://host:port`, or `smtps://` or `smtp+starttls://user:password@host:port`; WrongMailSettings.

    User and password are percent-encoded, and go over a secured line only.
    """
    try:
        address = urlsplit(url)
        host, port = address.hostname, address.port
    except ValueError:
        raise _wrong_url() from None
    if address.scheme not in _PORTS or not host or address.path not in ("", "/"):
        raise _wrong_url()
    user, password = _credentials(address)
    return MailServer(address.scheme, host, port or _PORTS[address.scheme], user, password)


def _credentials(address: SplitResult) -> tuple[str | None, str]:
    if address.username is None:
        return None, ""
    if address.scheme == "smtp":
        raise WrongMailSettings(
            f"{SMTP_URL} 含帳號密碼時須用 smtps:// 或 smtp+starttls://。",
            f"{SMTP_URL} with a password must be smtps:// or smtp+starttls://.",
        )
    return unquote(address.username), unquote(address.password or "")


def _wrong_url() -> WrongMailSettings:
    return WrongMailSettings(
        f"{SMTP_URL} 須為 smtp://主機:埠、smtps:// 或 smtp+starttls://帳號:密碼@主機:埠。",
        f"{SMTP_URL} must be smtp://host:port, smtps:// or smtp+starttls://user:password@host:port.",
    )


def mailer_from_environment(folder: Path) -> Mailer:
    """SMTP when TANJIAN_SMTP_URL is set, otherwise files in the folder; WrongMailSettings."""
    sender()
    url = os.environ.get(SMTP_URL)
    return SmtpMailer(url) if url else FolderMailer(folder)


def sender() -> str:
    """Who mails come from, TANJIAN_MAIL_FROM: an address, with or without a name; WrongMailSettings."""
    told = os.environ.get(MAIL_FROM) or USUAL_SENDER
    _, address = parseaddr(told)
    local, at, domain = address.rpartition("@")
    if not (local and at and domain and address.isascii() and told.isprintable()):
        raise WrongMailSettings(
            f"{MAIL_FROM} 須為電子郵件地址，例如 碳健檢 <no-reply@example.com>。",
            f"{MAIL_FROM} must be an e-mail address, as in Tanjian <no-reply@example.com>.",
        )
    return told


def compose(mail: UUID, to: str, copy: str | None, rendered: Rendered, at: datetime) -> EmailMessage:
    """The message: the same mail id gives the same Message-ID, whenever it is sent."""
    message = EmailMessage()
    message["Message-ID"] = f"<{mail}@tanjian>"
    message["From"], message["To"], message["Subject"] = sender(), to, rendered.subject
    if copy is not None:
        message["Cc"] = copy
    message["Date"] = format_datetime(at)
    # No answering machine need answer (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    # base64: no server on the way has to take eight bits, and no line is too long.
    message.set_content(rendered.text, cte="base64")
    if rendered.html is not None:
        message.add_alternative(rendered.html, subtype="html", cte="base64")
        message.set_boundary(f"tanjian-{mail}")
    return message
