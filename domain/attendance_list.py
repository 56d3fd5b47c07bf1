"""A session's attendance list: a row is a person, by national id or enrolment, and how they came (R4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from domain.enrolment.session_commands import Attendance
from domain.errors import DomainError
from domain.national_id import is_national_id
from domain.sheet import Column, Row, faults_of_cells, normal

PERSON = Column("person", "身分證字號或學員案代碼", "National id or enrolment")
ATTENDANCE = Column("attendance", "出席方式", "Attendance")
NAME = Column("name", "學員姓名", "Name", needed=False, filled=False)
COLUMNS = (NAME, PERSON, ATTENDANCE)
_WAYS: Mapping[str, Attendance] = {
    **dict.fromkeys(("on_site", "on site", "onsite", "現場", "實體"), Attendance.ON_SITE),
    **dict.fromkeys(("online", "線上", "視訊"), Attendance.ONLINE),
}


class AttendeeUnread(DomainError):
    code: ClassVar[str] = "attendee_unread"
    rule: ClassVar[str] = "R4"
    zh: ClassVar[str] = "須填正確的身分證字號（或統一證號），或學員案代碼。"
    en: ClassVar[str] = "Give a valid national id, or the id of an enrolment."


class AttendeeOfOtherGuild(DomainError):
    code: ClassVar[str] = "attendee_of_other_guild"
    rule: ClassVar[str] = "R4"
    zh: ClassVar[str] = "此人在本年度沒有這個公會的學員案。"
    en: ClassVar[str] = "This person has no enrolment of this guild and year."


class AttendanceUntold(DomainError):
    code: ClassVar[str] = "attendance_untold"
    rule: ClassVar[str] = "R4"
    zh: ClassVar[str] = "「出席方式」須填現場或線上。"
    en: ClassVar[str] = "Attendance is on site or online."


class AttendeeTwice(DomainError):
    code: ClassVar[str] = "attendee_twice"
    rule: ClassVar[str] = "R4"
    zh: ClassVar[str] = "此人在第 {row} 列已填。"
    en: ClassVar[str] = "Row {row} names this person already."


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """A row that can be read: a national id in capitals, or an enrolment."""

    number: int
    who: str | UUID
    attendance: Attendance


def judge_attendance(
    rows: Iterable[Row],
) -> tuple[list[AttendeeRow], dict[int, tuple[DomainError, ...]]]:
    """The rows that can be read, and what is wrong with each of the others."""
    read: list[AttendeeRow] = []
    faults: dict[int, tuple[DomainError, ...]] = {}
    for row in rows:
        found = _read(row)
        if isinstance(found, AttendeeRow):
            read.append(found)
        else:
            faults[row.number] = found
    return read, faults


def _read(row: Row) -> AttendeeRow | tuple[DomainError, ...]:
    wrong = faults_of_cells(row, COLUMNS)
    if wrong:
        return wrong
    who = _who(normal(row.cells["person"]))
    way = _WAYS.get(normal(row.cells["attendance"]).lower())
    if who is None:
        return (AttendeeUnread(),) if way else (AttendeeUnread(), AttendanceUntold())
    return (AttendanceUntold(),) if way is None else AttendeeRow(row.number, who, way)


def _who(text: str) -> str | UUID | None:
    if is_national_id(text.upper()):
        return text.upper()
    try:
        return UUID(text)
    except ValueError:
        return None
