"""The mails of a case: intended first, then taken or refused. These names are the storage format."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.deadline import Deadline
from domain.event import event
from domain.sealed import Sealed


class Template(StrEnum):
    """The mails that a case sends; each is a template of activities/."""

    REJECTED = "rejected"
    TRAINING_REMINDER = "training_reminder"
    LIST_REMINDER = "list_reminder"
    LIST_RETURNED = "list_returned"
    LIST_PASSED = "list_passed"
    UPLOAD_REMINDER = "upload_reminder"
    LAPSED = "lapsed"
    RESUBMISSION_NOTICE = "resubmission_notice"
    RESUBMISSION_REMINDER = "resubmission_reminder"
    FAILED = "failed"
    CERTIFIED = "certified"
    CERTIFIED_WITHOUT_FEE = "certified_without_fee"
    PAID = "paid"
    FIRM_SWAPPED = "firm_swapped"
    FIRM_REMOVED = "firm_removed"
    FIRM_CORRECTED = "firm_corrected"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    WINDOW_MOVED = "window_moved"
    WINDOW_EXTENDED = "window_extended"
    REINSTATED = "reinstated"
    CERTIFICATE_REVOKED = "certificate_revoked"
    REMINDER_NOW = "reminder_now"
    COMMENT = "comment"
    ANSWER = "answer"
    SESSION_MOVED = "session_moved"
    SESSION_CANCELLED = "session_cancelled"
    PAYMENT_RETURNED = "payment_returned"
    PAYMENT_REVERSED = "payment_reversed"
    REGISTERED = "registered"
    VETTED = "vetted"
    TRAINED = "trained"
    ALL_SUBMITTED = "all_submitted"
    WITHDRAWN = "withdrawn"
    LAPSED_TRAINING = "lapsed_training"
    LAPSED_LIST = "lapsed_list"
    LAPSED_UPLOAD = "lapsed_upload"
    INVITATION = "invitation"


@event("enrolment.mail_intended.v1")
@dataclass(frozen=True, slots=True)
class MailIntended:
    """`ubns` are firms it names, `lacking` how many the list still lacks, `reminder` its instant if one.

    `note` are words of a person (a reason, an answer), `was` the last day before a deadline was moved.
    `intended_on` is kept of the resubmission notice, before whose day nobody was told (R28).
    """

    mail: UUID
    template: Template
    deadline: Deadline | None
    ubns: tuple[str, ...]
    lacking: int
    to_guild: bool
    reminder: datetime | None
    note: Sealed | None = None
    was: date | None = None
    intended_on: date | None = None


@event("enrolment.mail_accepted.v1")
@dataclass(frozen=True, slots=True)
class MailAccepted:
    """The mail server's reply, with its queue id, and the SHA-256 of the bytes that it took: the evidence."""

    mail: UUID
    accepted_at: datetime
    reply: str = ""
    sha256: str = ""


@event("enrolment.mail_refused.v1")
@dataclass(frozen=True, slots=True)
class MailRefused:
    """The mail server refused the address for good, with this reply code: nobody was told by this mail."""

    mail: UUID
    refused_at: datetime
    code: int
    reply: str = ""


@event("enrolment.email_corrected.v1")
@dataclass(frozen=True, slots=True)
class EmailCorrected:
    """Mails go to this address from now on."""

    email: Sealed


@event("enrolment.mail_repeated.v1")
@dataclass(frozen=True, slots=True)
class MailRepeated:
    """The mail says once more what the refused one said, which nobody has read."""

    mail: UUID
    refused: UUID
