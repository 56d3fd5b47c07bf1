"""Sending a mail: by SMTP, or into a folder as `.eml` files. The Message-ID is the mail's own id."""

import os
import smtplib
import tempfile
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from uuid import UUID

from activities.mail_templates import Rendered

SENDER = "tanjian@localhost"


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


class SmtpMailer:
    """Sends by an SMTP server, given as `smtp://host:port`."""

    def __init__(self, url: str, timeout_seconds: float = 30.0) -> None:
        address = urlsplit(url)
        self._host, self._port = address.hostname or "127.0.0.1", address.port or 25
        self._timeout = timeout_seconds

    def send(self, message: EmailMessage) -> None:
        with smtplib.SMTP(self._host, self._port, timeout=self._timeout) as server:
            server.send_message(message)


def mailer_from_environment(folder: Path) -> Mailer:
    """SMTP when TANJIAN_SMTP_URL is set, otherwise files in the folder."""
    url = os.environ.get("TANJIAN_SMTP_URL")
    return SmtpMailer(url) if url else FolderMailer(folder)


def compose(mail: UUID, to: str, copy: str | None, rendered: Rendered, at: datetime) -> EmailMessage:
    """The message: the same mail id gives the same Message-ID, whenever it is sent."""
    message = EmailMessage()
    message["Message-ID"] = f"<{mail}@tanjian>"
    message["From"], message["To"], message["Subject"] = SENDER, to, rendered.subject
    if copy is not None:
        message["Cc"] = copy
    message["Date"] = format_datetime(at)
    message.set_content(rendered.text)
    return message
