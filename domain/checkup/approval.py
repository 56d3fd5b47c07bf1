"""What a return leaves approved: parts by the hash of their content, while that stays the same (R28)."""

import hashlib
import json
from collections.abc import Iterator, Mapping

from domain.checkup.commands import Activity, Bill, Finding
from domain.checkup.events import ApprovedPart
from domain.checkup.parts import (
    LETTER,
    ActivityField,
    activity_part,
    bill_part,
    field_part,
    whole_of,
)
from domain.checkup.state import Content, ReasonedNone, Snapshot


def content_hashes(content: Content | Snapshot) -> Mapping[str, str]:
    """The SHA-256 of what each part says; a bill says what its file does, whatever its name."""
    hashes = {bill_part(bill.id): _of_bill(bill) for bill in content.bills.values()}
    for activity in content.activities.values():
        hashes[activity_part(activity.id)] = _hash(activity.item, *_fields(activity, content).values())
    for item, none in content.nones.items():
        hashes[item] = _of_none(item, none)
    for item in sorted({activity.item for activity in content.activities.values()}):
        of_item = [one for one in content.activities.values() if one.item == item]
        hashes[item] = _hash(item, *sorted(hashes[activity_part(one.id)] for one in of_item))
    if content.letter is not None:
        hashes[LETTER] = _hash(content.letter.mark)
    return hashes


def field_hashes(activity: Activity, content: Content | Snapshot) -> Mapping[str, str]:
    """The SHA-256 of each field of an activity, by the name of its part."""
    fields = _fields(activity, content)
    return {field_part(activity.id, name): _hash(name, value) for name, value in fields.items()}


def changed_fields(one: Activity, other: Activity) -> tuple[ActivityField, ...]:
    """The fields in which two activities differ."""
    differs = {
        ActivityField.SOURCE: one.source != other.source,
        ActivityField.QUANTITY: one.quantity != other.quantity,
        ActivityField.UNIT: one.unit != other.unit,
        ActivityField.PERIOD: (one.first_day, one.last_day) != (other.first_day, other.last_day),
        ActivityField.BILLS: set(one.bills) != set(other.bills),
    }
    return tuple(name for name, is_other in differs.items() if is_other)


def approved_by_return(content: Content, findings: tuple[Finding, ...]) -> tuple[ApprovedPart, ...]:
    """The parts without findings; of an activity with findings on fields its other fields."""
    found = {finding.part for finding in findings}
    return tuple(_not_found(content, found))


def _not_found(content: Content, found: set[str]) -> Iterator[ApprovedPart]:
    in_part = {whole_of(part) for part in found} - found
    for part, sha in content_hashes(content).items():
        if part not in found | in_part:
            yield ApprovedPart(part, sha)
    for activity in content.activities.values():
        if activity_part(activity.id) in in_part:
            for part, sha in field_hashes(activity, content).items():
                if part not in found:
                    yield ApprovedPart(part, sha)


def standing(content: Content) -> frozenset[str]:
    """The approved parts that are unchanged since, by name; of a changed activity its unchanged fields."""
    returned = content.returned
    if returned is None or not content.approved:
        return frozenset()
    approved, now = dict(content.approved), dict(content_hashes(content))
    for activity in content.activities.values():
        now |= field_hashes(activity, content)
    for activity in returned.activities.values():
        if activity_part(activity.id) in content.approved:
            approved |= field_hashes(activity, returned)
    return frozenset(part for part, sha in approved.items() if now.get(part) == sha)


def stands(part: str, content: Content) -> bool:
    """Whether the part, or the activity that it is a field of, is approved and unchanged since."""
    approved = standing(content)
    return part in approved or whole_of(part) in approved


def without(approved: Mapping[str, str], part: str) -> Mapping[str, str]:
    """The approvals but for that of the part, of the activity it belongs to, and of the activity's fields."""
    whole = whole_of(part)
    return {name: sha for name, sha in approved.items() if whole_of(name) != whole}


def _fields(activity: Activity, content: Content | Snapshot) -> Mapping[str, str]:
    marks = sorted(content.bills[bill].file.mark for bill in activity.bills if bill in content.bills)
    return {
        ActivityField.SOURCE: activity.source,
        ActivityField.QUANTITY: format(activity.quantity.normalize(), "f"),
        ActivityField.UNIT: activity.unit.value,
        ActivityField.PERIOD: f"{activity.first_day}/{activity.last_day}",
        ActivityField.BILLS: ",".join(marks),
    }


def _of_bill(bill: Bill) -> str:
    return _hash(bill.file.mark)


def _of_none(item: str, none: ReasonedNone) -> str:
    # Sealing the same words twice gives two ciphertexts; the mark is what tells sameness.
    return _hash("none", item, none.mark or none.reason.ciphertext)


def _hash(*said: str) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
