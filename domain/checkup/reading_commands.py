"""What is asked about readings: noted by the engine, confirmed by a trainee, wanted again by an officer."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from domain.checkup.bill_reading import FieldValue, ReadFile
from domain.checkup.reading import BillKind
from domain.event import command
from domain.sealed import Sealed


@command("checkup.note_bill_read")
@dataclass(frozen=True, slots=True)
class NoteBillRead:
    """The `number`th result of reading the bill; `file` is the address of what was read."""

    bill: UUID
    number: int
    file: str
    reading: ReadFile


@command("checkup.note_bill_not_readable")
@dataclass(frozen=True, slots=True)
class NoteBillNotReadable:
    """Nothing can be read off the file, and trying again would not help; `fields` belong to the code."""

    bill: UUID
    number: int
    file: str
    code: str
    fields: Mapping[str, str]


@command("checkup.read_bill_again")
@dataclass(frozen=True, slots=True)
class ReadBillAgain:
    """Read the bill once more; in `bulk`, after everybody who waits at a screen."""

    bill: UUID
    bulk: bool = False


@command("checkup.decide_unreadable_bill")
@dataclass(frozen=True, slots=True)
class DecideUnreadableBill:
    """What an officer says of a bill that could not be read: again, or the trainee brings a better one."""

    task: UUID
    read_again: bool
    reason: Sealed


@command("checkup.confirm_reading")
@dataclass(frozen=True, slots=True)
class ConfirmReading:
    """What a person reads off the document (from 0) of the `number`th reading; what differs is a correction.

    `kind` where it is another than was read. With `rest` all that is not named was looked at, and is right.
    """

    bill: UUID
    number: int
    document: int
    values: tuple[FieldValue, ...]
    kind: BillKind | None = None
    rest: bool = False


ReadingCommand = NoteBillRead | NoteBillNotReadable | ReadBillAgain | DecideUnreadableBill | ConfirmReading
