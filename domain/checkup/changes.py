"""What a second review is shown of each part: approved before, changed and how, new, or removed (R28)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.checkup.approval import changed_fields, content_hashes, standing
from domain.checkup.commands import Activity, Finding
from domain.checkup.parts import LETTER, ActivityField, activity_part, bill_part, whole_of
from domain.checkup.state import Content, Snapshot


class Since(StrEnum):
    """How a part stands to what was returned; `unchanged` is one that was objected to, or never approved."""

    APPROVED = "approved"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Change:
    """A part with what it was and is (None where it was not, or is not), and what had been found of it."""

    part: str
    since: Since
    was: Any
    now: Any
    fields: tuple[FieldChange, ...]
    findings: tuple[Finding, ...]


def changes(content: Content) -> tuple[Change, ...]:
    """Every part since the last return, in the order of bills, activities, nones, letter; () before one."""
    return () if content.returned is None else tuple(_changes(content, content.returned))


def _changes(content: Content, returned: Snapshot) -> Iterator[Change]:
    approved, before, after = standing(content), content_hashes(returned), content_hashes(content)
    was, now = _parts(returned), _parts(content)
    for part in (*was, *(part for part in now if part not in was)):
        since = _since(part in was, part in now, before.get(part) == after.get(part))
        if since is Since.UNCHANGED and part in approved:
            since = Since.APPROVED
        yield Change(
            part,
            since,
            was.get(part),
            now.get(part),
            _fields(was.get(part), now.get(part)) if since is Since.CHANGED else (),
            tuple(finding for finding in returned.findings if whole_of(finding.part) == part),
        )


def _since(was: bool, now: bool, same: bool) -> Since:
    if was and now:
        return Since.UNCHANGED if same else Since.CHANGED
    return Since.REMOVED if was else Since.NEW


def _parts(content: Content | Snapshot) -> Mapping[str, Any]:
    """What there is, by part; items with activities are told by those."""
    return {
        **{bill_part(bill.id): bill for bill in content.bills.values()},
        **{activity_part(activity.id): activity for activity in content.activities.values()},
        **{item: none.reason for item, none in content.nones.items()},
        **({} if content.letter is None else {LETTER: content.letter}),
    }


def _fields(was: Any, now: Any) -> tuple[FieldChange, ...]:
    if not isinstance(was, Activity) or not isinstance(now, Activity):
        return ()
    moved = (FieldChange("item", was.item, now.item),) if was.item != now.item else ()
    return moved + tuple(
        FieldChange(name, _value(was, name), _value(now, name)) for name in changed_fields(was, now)
    )


def _value(activity: Activity, field: ActivityField) -> Any:
    match field:
        case ActivityField.PERIOD:
            return (activity.first_day, activity.last_day)
        case _:
            return getattr(activity, field)
