"""Sending a mail: by SMTP, or into a folder as `.eml` files. The Message-ID is the mail's own id."""

import os
import smtplib
import ssl
import tempfile
from collections.abc import Mapping
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

from activities.mail_templates import Rendered

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

    def __init__(self, code: int) -> None:
        super().__init__(f"refused with {code}")
        self.code = code


class Mailer(Protocol):
    """Hands a mail over; returning means that it was taken."""

    def send(self, message: EmailMessage) -> None: ...


class FolderMailer:
    """Keeps each mail as a file named by its Message-ID, so that sending it again changes nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def send(self, message: EmailMessage) -> None:
        name = message["Message-ID"].strip("<>").partition("@")[0]
        handle, draft = tempfile.mkstemp(dir=self._folder, suffix=".draft")
        with os.fdopen(handle, "wb") as file:
            file.write(message.as_bytes(policy=SMTP))
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self._folder / f"{name}.eml")


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

    def send(self, message: EmailMessage) -> None:
        """The mail to its addressee, then to whom it is copied; SMTPException or OSError if not taken.

        Undeliverable where the server says that it never will be.

        A copy that is refused is let go: trying all again would mail the addressee for ever.
        """
        with self._connected() as server:
            _hand_over(server, message)
            if message["Cc"] is None:
                return
            try:
                server.send_message(message, to_addrs=[str(message["Cc"])])
            except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refused:
                _log.warning("the copy of a mail was refused", fault=type(refused).__name__)

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


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        server.send_message(message, to_addrs=[str(message["To"])])
    except smtplib.SMTPRecipientsRefused as refused:
        [(code, _)] = refused.recipients.values()
        raise _final_or(refused, code) from None
    except smtplib.SMTPDataError as refused:
        raise _final_or(refused, refused.smtp_code) from None


def _final_or(refused: smtplib.SMTPException, code: int) -> Exception:
    """A reply of 5yz is final (RFC 5321 §4.2.1), any other passes."""
    return Undeliverable(code) if 500 <= code < 600 else refused


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
    message.set_content(rendered.text)
    return message
