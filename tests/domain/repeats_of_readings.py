"""Commands about readings, each with what it comes to when it is decided again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from domain.checkup.reading import ReadingField
from domain.checkup.reading_commands import DecideUnreadableBill, ReadBillAgain
from domain.event import Actor
from domain.streams import checkup_stream
from domain.task import ClaimTask
from tests.domain.made_up_cases import ENGINE, OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import sealed
from tests.domain.made_up_readings import (
    attached,
    confirmed,
    document,
    not_readable,
    noted,
    read,
    said,
    unreadable_task,
    unsure,
)

Asked = tuple[UUID, Any, Actor]
Prepared = Callable[[World], Asked]


def _of_checkup(asked: Callable[[MadeUpCase, str], Any], by: Actor | None = None) -> Prepared:
    def prepared(world: World) -> Asked:
        case = applied(world).uploading()
        first = case.ubns[0]
        return checkup_stream(case.id, first), asked(case, first), by or case.trainee

    return prepared


def _decision(case: MadeUpCase, ubn: str) -> DecideUnreadableBill:
    case.ask_checkup(ubn, not_readable(attached(case, ubn)), ENGINE)
    task = unreadable_task(case, ubn)
    case.ask_checkup(ubn, ClaimTask(task), OFFICER)
    return DecideUnreadableBill(task, True, sealed(OFFICER.account, "why"))


REPEATS_OF_READINGS: dict[str, tuple[Prepared, str]] = {
    "checkup.note_bill_read": (
        _of_checkup(lambda case, ubn: noted(attached(case, ubn), document()), ENGINE),
        "",
    ),
    "checkup.note_bill_not_readable": (
        _of_checkup(lambda case, ubn: not_readable(attached(case, ubn)), ENGINE),
        "",
    ),
    "checkup.read_bill_again": (
        _of_checkup(lambda case, ubn: ReadBillAgain(read(case, ubn, document()).id), OFFICER),
        "",
    ),
    "checkup.decide_unreadable_bill": (_of_checkup(_decision, OFFICER), "task_unknown"),
    "checkup.confirm_reading": (
        _of_checkup(
            lambda case, ubn: confirmed(read(case, ubn, unsure()), said(ReadingField.USAGE, "1280")),
        ),
        "",
    ),
}
