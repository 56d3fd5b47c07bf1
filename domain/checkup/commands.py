"""What people ask of a checkup: evidence in, quantities in, a review decision out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from domain.event import command
from domain.files import FileRef
from domain.sealed import Sealed


class Unit(StrEnum):
    """Units that quantities are entered in."""

    KILOWATT_HOUR = "kWh"
    CUBIC_METRE = "m3"
    LITRE = "L"
    KILOGRAM = "kg"
    PERSON_HOUR = "person_hour"
    TONNE_KILOMETRE = "tkm"
    PERSON_KILOMETRE = "pkm"


@dataclass(frozen=True, slots=True)
class Bill:
    """An uploaded document; its name is free text, so sealed."""

    id: UUID
    file: FileRef
    name: Sealed


@dataclass(frozen=True, slots=True)
class Activity:
    """A quantity used in a period (both ends counted), with the bills that show it."""

    id: UUID
    item: str
    source: str
    quantity: Decimal
    unit: Unit
    first_day: date
    last_day: date
    bills: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reviewer found wrong: the part (as `parts` writes it), a code of the programme, a note."""

    part: str
    code: str
    note: Sealed | None


@command("checkup.attach_bill")
@dataclass(frozen=True, slots=True)
class AttachBill:
    bill: Bill


@command("checkup.remove_bill")
@dataclass(frozen=True, slots=True)
class RemoveBill:
    bill: UUID


@command("checkup.enter_activity")
@dataclass(frozen=True, slots=True)
class EnterActivity:
    """Enters an activity, or corrects the one with the same id."""

    activity: Activity


@command("checkup.remove_activity")
@dataclass(frozen=True, slots=True)
class RemoveActivity:
    activity: UUID


@command("checkup.declare_none")
@dataclass(frozen=True, slots=True)
class DeclareNone:
    """The firm has none of this item, and why (R43); `mark` is a keyed HMAC of the reason's words."""

    item: str
    reason: Sealed
    mark: str = ""


@command("checkup.approve")
@dataclass(frozen=True, slots=True)
class ApproveCheckup:
    task: UUID


@command("checkup.return")
@dataclass(frozen=True, slots=True)
class ReturnCheckup:
    task: UUID
    findings: tuple[Finding, ...]


@command("checkup.reopen_part")
@dataclass(frozen=True, slots=True)
class ReopenPart:
    """A lead reviewer takes back the approval of a part that is unchanged since, and says why (R28)."""

    part: str
    reason: Sealed


@command("checkup.submit_addendum")
@dataclass(frozen=True, slots=True)
class SubmitAddendum:
    """The activities of elective items, entered since the checkup was approved, go to review (R42)."""


ContentCommand = AttachBill | RemoveBill | EnterActivity | RemoveActivity | DeclareNone
