"""What a return opens: the parts with findings and what hangs on them; all else is locked (R28)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from domain.checkup.approval import changed_fields
from domain.checkup.commands import (
    Activity,
    AttachBill,
    ContentCommand,
    DeclareNone,
    EnterActivity,
    Finding,
    RemoveActivity,
    RemoveBill,
)
from domain.checkup.parts import (
    ActivityField,
    Part,
    PartKind,
    activity_part,
    bill_part,
    field_part,
    part_of,
)
from domain.checkup.refusals import PartLocked
from domain.checkup.state import Content, Snapshot

# Who mends one of these may have to mend the others with it.
_TOGETHER: Mapping[str, frozenset[ActivityField]] = {
    ActivityField.SOURCE: frozenset({ActivityField.UNIT, ActivityField.QUANTITY}),
    ActivityField.QUANTITY: frozenset({ActivityField.UNIT}),
    ActivityField.UNIT: frozenset({ActivityField.QUANTITY}),
    ActivityField.PERIOD: frozenset({ActivityField.QUANTITY}),
    ActivityField.BILLS: frozenset({ActivityField.QUANTITY, ActivityField.PERIOD}),
}


@dataclass(frozen=True, slots=True)
class Opening:
    """Bills and activities that may be changed or removed, fields (as parts) that may be changed, items that
    may get activities or a none. `evidence`: bills may be added."""

    bills: frozenset[UUID]
    activities: frozenset[UUID]
    fields: frozenset[str]
    items: frozenset[str]
    evidence: bool
    letter: bool


def opening(returned: Snapshot) -> Opening:
    """What the findings of a return open: a found bill opens the activities that rest on it, an item all of
    its activities, and any part of an activity its evidence."""
    parts = [part for finding in returned.findings if (part := _named(finding, returned)) is not None]
    bills = {part.id for part in parts if part.kind is PartKind.BILL and part.id}
    items = {part.name for part in parts if part.kind is PartKind.ITEM}
    found = {part.id for part in parts if part.kind is PartKind.ACTIVITY}
    whole, touched = set[UUID](), {part.id for part in parts if part.kind is PartKind.FIELD}
    for activity in returned.activities.values():
        if activity.id in found or activity.item in items or bills.intersection(activity.bills):
            whole.add(activity.id)
    used = {returned.activities[key].item for key in whole | {key for key in touched if key}}
    return Opening(
        frozenset(bills),
        frozenset(whole),
        frozenset(_fields(parts)),
        frozenset(items | used),
        evidence=any(part.kind is not PartKind.LETTER for part in parts),
        letter=any(part.kind is PartKind.LETTER for part in parts),
    )


def check_open(asked: ContentCommand, content: Content) -> None:
    """Refuses, by PartLocked, a change of what the last return did not object to."""
    returned = content.returned
    if returned is None or not all(_named(finding, returned) for finding in returned.findings):
        # Findings of an older form may name anything: then everything is open.
        return
    opened = opening(returned)
    match asked:
        case AttachBill(bill) if bill.id in returned.bills:
            _require(bill.id in opened.bills or content.bills.get(bill.id) == bill, bill_part(bill.id))
        case AttachBill(bill):
            _require(opened.evidence, bill_part(bill.id))
        case RemoveBill(bill_id):
            _require(bill_id not in returned.bills or bill_id in opened.bills, bill_part(bill_id))
        case RemoveActivity(key):
            _require(key not in returned.activities or key in opened.activities, activity_part(key))
        case DeclareNone(item, reason, mark):
            declared = content.nones.get(item)
            same = declared is not None and (declared.reason == reason or declared.mark == mark != "")
            _require(item in opened.items or same, item)
        case EnterActivity(activity):
            _check_activity(activity, content, returned, opened)


def reading_is_open(bill: UUID, content: Content) -> bool:
    """Whether the last return leaves open what is said of a bill: it is new, was found, or is the evidence of
    an activity that may be changed."""
    returned = content.returned
    if returned is None or not all(_named(finding, returned) for finding in returned.findings):
        return True
    opened = opening(returned)
    touched = opened.activities | {part.id for field in opened.fields if (part := part_of(field))}
    return (
        bill not in returned.bills
        or bill in opened.bills
        or any(
            bill in activity.bills
            for activity in content.activities.values()
            if activity.id in touched or activity.id not in returned.activities
        )
    )


def check_reading_open(bill: UUID, content: Content) -> None:
    """Refuses, by PartLocked, what is said of a bill with which nothing was found wrong."""
    _require(reading_is_open(bill, content), bill_part(bill))


def _check_activity(activity: Activity, content: Content, returned: Snapshot, opened: Opening) -> None:
    if activity.id not in returned.activities:
        shown = opened.bills.intersection(activity.bills)
        _require(activity.item in opened.items or bool(shown), activity.item)
        return
    if activity.id in opened.activities:
        return
    before = content.activities[activity.id]
    _require(activity.item == before.item, activity_part(activity.id))
    for field in changed_fields(before, activity):
        part = field_part(activity.id, field)
        _require(part in opened.fields, part)


def _require(is_open: bool, part: str) -> None:
    if not is_open:
        raise PartLocked(part=part)


def _named(finding: Finding, returned: Snapshot) -> Part | None:
    """The part of a finding, if what was returned has it; None for findings of an older form."""
    part = part_of(finding.part)
    if part is None:
        return None
    known = {
        PartKind.BILL: part.id in returned.bills,
        PartKind.ACTIVITY: part.id in returned.activities,
        PartKind.FIELD: part.id in returned.activities,
    }
    return part if known.get(part.kind, True) else None


def _fields(parts: list[Part]) -> Iterator[str]:
    for part in parts:
        if part.kind is PartKind.FIELD and part.id is not None:
            for name in {part.name, ActivityField.BILLS, *_TOGETHER[part.name]}:
                yield field_part(part.id, name)
