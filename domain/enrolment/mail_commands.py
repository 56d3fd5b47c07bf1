"""What is asked about the mails of a case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.event import command
from domain.sealed import Sealed


@command("enrolment.note_mail_accepted")
@dataclass(frozen=True, slots=True)
class NoteMailAccepted:
    """`reply` is the mail server's, `sha256` that of the bytes which it took."""

    mail: UUID
    accepted_at: datetime
    reply: str = ""
    sha256: str = ""


@command("enrolment.note_mail_refused")
@dataclass(frozen=True, slots=True)
class NoteMailRefused:
    """The mail server takes no mail for this address, ever; `code` is its reply code."""

    mail: UUID
    refused_at: datetime
    code: int
    reply: str = ""


@command("enrolment.correct_email")
@dataclass(frozen=True, slots=True)
class CorrectEmail:
    """Another address for the mails of the case; what was refused and still matters goes there at once."""

    email: Sealed
    reason: Sealed


@command("enrolment.send_again")
@dataclass(frozen=True, slots=True)
class SendAgain:
    """An officer has a refused mail sent once more."""

    mail: UUID


@command("enrolment.invite")
@dataclass(frozen=True, slots=True)
class Invite:
    """Send the person of a case the link by which they choose a password."""
