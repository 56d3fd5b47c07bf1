"""What processes say to each other through Temporal: names, ids and message types, and nothing that runs."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

MAIL_QUEUE = "mails"
CASE_QUEUE = "cases"
READING_QUEUE = "bill-reading"
DRIVE = "drive"
WAKE = "wake"


class WorkflowKind(StrEnum):
    """The workflow types; one workflow for each stream of its kind."""

    ENROLMENT = "enrolment"
    CHECKUP = "checkup"
    SESSION = "session"
    PAYOUT_BATCH = "payout_batch"
    GUILD_YEAR = "guild_year"
    IMPORT = "import"


class ActivityName(StrEnum):
    """Activities are called by name, so that workflows import none of them."""

    RECORD = "record"
    CATCH_UP = "catch_up"
    RECONCILE = "reconcile"
    DRAIN = "drain"
    SEND_MAIL = "send_mail"
    WAKE_STREAMS = "wake_streams"
    TELL_ATTENDEES = "tell_attendees"
    TELL_CASES = "tell_cases"
    BEGIN_DIGESTS = "begin_digests"
    SEND_DIGEST = "send_digest"
    WRITE_PAYMENT_FILE = "write_payment_file"
    MAKE_PAPER = "make_paper"
    SETTLE_ROWS = "settle_rows"
    WRITE_IMPORT_RESULT = "write_import_result"
    READ_BILL = "read_bill"


@dataclass(frozen=True, slots=True)
class Start:
    """All that a workflow starts from: the stream it drives, the world's clock, the length of a run."""

    stream: UUID
    offset_seconds: float = 0.0
    resolution_seconds: int = 0
    # Well under the server's 2,000 updates a run and the 51,200 events of a history.
    commands_a_run: int = 500


@dataclass(frozen=True, slots=True)
class Drive:
    """The update: take the receipt of this command to its outcome."""

    command: UUID


@dataclass(frozen=True, slots=True)
class DueCommand:
    """A command that no one sent: its id is derived, `body` is the command as plain JSON values."""

    command: UUID
    kind: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command: a position in the log, or the code of a refusal with its fields."""

    command: UUID
    position: int | None
    version: int | None
    refusal: str | None = None
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event of the stream as plain JSON values, with the name of its type."""

    version: int
    topic: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RecordRequest:
    """Record what a receipt, or a due timer, asks; `decided_at` is the workflow's world time.

    Without `known_version` no events are wanted back: the stream is a neighbour's.
    """

    workflow: WorkflowKind
    stream: UUID
    command: UUID | DueCommand
    decided_at: datetime
    known_version: int | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """Events after the known version, and the outcome of the command where there was one.

    `more` where the stream goes on: a message holds at most so much.
    """

    events: list[StoredEvent]
    outcome: Outcome | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class CatchUpRequest:
    stream: UUID
    known_version: int


@dataclass(frozen=True, slots=True)
class ReconcileRequest:
    """Take over what the streams beside the case say: decisions of its checkups.

    At a window's end, attendance too that its session had recorded `before` the window was due.
    """

    stream: UUID
    decided_at: datetime
    known_version: int
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class DrainRequest:
    """Receipts of the case and its checkups that were received before `until` and have no outcome.

    With `with_sessions` those of every session of its guild too.
    """

    case: UUID
    until: datetime
    with_sessions: bool = False


@dataclass(frozen=True, slots=True)
class PendingReceipt:
    """A drained receipt: which stream it is for, and of what kind that is."""

    command: UUID
    workflow: WorkflowKind
    stream: UUID


@dataclass(frozen=True, slots=True)
class MailRequest:
    """Send the mail that the case's stream intends under this id."""

    stream: UUID
    mail: UUID


@dataclass(frozen=True, slots=True)
class MailSent:
    """Taken at that instant; or refused then for good, with the mail server's reply code.

    `reply` is what the server said, `sha256` names the bytes that it took.
    """

    accepted_at: datetime
    refused: int | None = None
    reply: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class WakeRequest:
    """Wake, or start, the workflows of these streams: their streams were written to from elsewhere."""

    workflow: WorkflowKind
    streams: list[UUID]
    offset_seconds: float
    resolution_seconds: int


@dataclass(frozen=True, slots=True)
class TellRequest:
    """Give each case concerned its one command; the version names the session's event."""

    session: UUID
    version: int


@dataclass(frozen=True, slots=True)
class DigestRequest:
    """Send a guild the digest that was due then, as things stand now."""

    stream: UUID
    due: datetime


@dataclass(frozen=True, slots=True)
class DigestSent:
    """What became of it; `code` is the mail server's where it refused for good."""

    at: datetime
    outcome: str
    code: int | None = None


def workflow_id(kind: WorkflowKind, stream: UUID) -> str:
    """Opaque: a kind and a stream id, nothing about people."""
    return f"{kind}:{stream}"


def update_id(command: UUID, attempt: int) -> str:
    """A failed update fails for ever under its id, so an attempt is part of it."""
    return f"{command}/{attempt}"
