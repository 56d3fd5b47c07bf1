"""An attendance list from its file, each row led to the case that it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from domain.attendance_list import (
    COLUMNS,
    AttendeeOfOtherGuild,
    AttendeeRow,
    AttendeeTwice,
    judge_attendance,
)
from domain.errors import DomainError
from domain.session import Attendee
from store.event_log import EventLog
from store.person_keys import PersonKeys
from store.persons import enrolment_of
from store.tables import Table, read_table


@dataclass(frozen=True, slots=True)
class ReadAttendance:
    """The table, who attended by row, and what is wrong with each of the other rows."""

    table: Table
    attendees: Mapping[int, Attendee]
    faults: Mapping[int, tuple[DomainError, ...]]


def read_attendance(content: bytes, programme: str, keys: PersonKeys, log: EventLog) -> ReadAttendance:
    """Read the list; of a national id only its keyed mark is looked for. TableRefused."""
    table = read_table(content, COLUMNS)
    rows, faults = judge_attendance(table.rows)
    attendees: dict[int, Attendee] = {}
    first: dict[UUID, int] = {}
    for row in rows:
        case = _case(row, programme, keys, log)
        if case is None:
            faults[row.number] = (AttendeeOfOtherGuild(),)
        elif case in first:
            faults[row.number] = (AttendeeTwice(row=first[case]),)
        else:
            first[case] = row.number
            attendees[row.number] = Attendee(case, row.attendance)
    return ReadAttendance(table, attendees, faults)


def _case(row: AttendeeRow, programme: str, keys: PersonKeys, log: EventLog) -> UUID | None:
    if isinstance(row.who, UUID):
        return row.who
    return enrolment_of(log, programme, keys.identity_mark(row.who))
