"""Who attended a session, as a list that is uploaded: good rows are recorded, the others come back."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from api.content import stored_content
from api.door import Order, Reply, Seal, Target, take
from api.multipart import UploadedFile, one_file_schema, read_file
from api.problems import Problem, not_found, refused_table
from api.services import Given, Services
from api.sessions import own_session
from api.signing import Asking, SignedRoute, asks, may
from api.targets import of_office
from api.visibility import Document, cases_of
from domain.attendance_list import AttendeeOfOtherGuild
from domain.errors import DomainError
from domain.event import Actor
from domain.refusals import MakerCannotCheck
from domain.session import Attendee, RecordAttendance
from domain.streams import derived
from store.attendance_lists import ReadAttendance, read_attendance
from store.codec import plain
from store.faulty_rows import faulty_rows
from store.import_views import reasons
from store.table_writing import ENDINGS
from store.tables import TableRefused
from workflows.contracts import WorkflowKind

router = APIRouter(tags=["sessions"], route_class=SignedRoute)
_FORM = one_file_schema("出席清冊，XLSX 或 CSV / Who attended, XLSX or CSV")


@dataclass(slots=True)
class _Sheet:
    """A list that was read, and the faults found in it, beside the world too."""

    read: ReadAttendance
    file: UploadedFile
    attendees: dict[int, Attendee] = field(default_factory=dict)
    faults: dict[int, tuple[DomainError, ...]] = field(default_factory=dict)


@router.post(
    "/sessions/{session}/attendance-file",
    operation_id="import_attendance",
    summary="匯入出席清冊 / Record who attended from a list",
    response_model=None,
    openapi_extra=_FORM,
)
async def attendance_file(
    session: UUID,
    request: Request,
    services: Given,
    asking: Annotated[Asking, asks("session.record_attendance")],
) -> JSONResponse:
    """Answers as recording attendance does, with the rows that were not taken and why."""
    held = own_session(services, asking.actor, session)
    file = await read_file(request, services.settings.list_bytes)
    sheet = await run_in_threadpool(_sheet, services, asking.actor, held, file)
    result = derived("attendance-result", asking.command, file.digest)
    if not sheet.attendees:
        report = await run_in_threadpool(_report, services, session, result, sheet)
        zh, en = "清冊沒有任何一列可登錄。", "None of the list's rows can be recorded."
        raise Problem(422, "no_row_taken", zh, en, rule="R4", more=report)
    attendees = tuple(sheet.attendees.values())

    def find() -> Target:
        return of_office(WorkflowKind.SESSION, asking, session)

    def build(_: Seal) -> RecordAttendance:
        return RecordAttendance(attendees)

    answer = await take(services, asking, Order(find, {"file": file.digest}, build), Reply(session))
    report = await run_in_threadpool(_report, services, session, result, sheet)
    headers = {name: value for name, value in answer.headers.items() if name in ("etag", "location")}
    return JSONResponse({**orjson.loads(answer.body), **report}, answer.status_code, headers)


@router.get(
    "/sessions/{session}/attendance-file/{result}",
    operation_id="read_attendance_result",
    summary="出席清冊中未登錄的各列 / The rows of an attendance list that were not taken",
    response_model=None,
)
def attendance_result(
    session: UUID,
    result: UUID,
    services: Given,
    actor: Annotated[Actor, may("session.read_attendance_result")],
) -> Response:
    own_session(services, actor, session)
    file = services.files.latest_of(_key_of(session, result))
    if file is None:
        raise not_found()
    return stored_content(services, plain(file), f"attendance-{result}-faulty-rows")


def _sheet(services: Services, actor: Actor, held: Document, file: UploadedFile) -> _Sheet:
    """Nobody is marked present who is no trainee of this guild and year, nor by themselves (R27)."""
    try:
        read = read_attendance(file.content, held["programme"], services.person_keys, services.event_log)
    except TableRefused as error:
        raise refused_table(error, "file") from None
    sheet = _Sheet(read, file, faults=dict(read.faults))
    cases = cases_of(services, [one.enrolment for one in read.attendees.values()])
    for row, attendee in read.attendees.items():
        case = cases.get(attendee.enrolment)
        if case is None or any(case[name] != held[name] for name in ("guild", "programme")):
            sheet.faults[row] = (AttendeeOfOtherGuild(),)
        elif actor.person is not None and str(actor.person) == case["trainee"]["person"]:
            raise MakerCannotCheck()
        else:
            sheet.attendees[row] = attendee
    return sheet


def _report(services: Services, session: UUID, result: UUID, sheet: _Sheet) -> dict[str, Any]:
    content = faulty_rows(sheet.read.table, sheet.faults)
    if content is not None:
        media_type = sheet.read.table.media_type
        name = f"faulty-rows{ENDINGS[media_type]}"
        services.files.put(_key_of(session, result), content, media_type, name)
    counted = Counter(error.code for errors in sheet.faults.values() for error in errors)
    return {
        "rows": len(sheet.read.table.rows),
        "accepted": len(sheet.attendees),
        "faulty": len(sheet.faults),
        "reasons": reasons(counted),
        "faults": [_told(row, errors) for row, errors in sorted(sheet.faults.items())],
        "result": f"/sessions/{session}/attendance-file/{result}" if content else None,
    }


def _told(row: int, errors: tuple[DomainError, ...]) -> dict[str, Any]:
    told = [{"code": one.code, "zh": one.message_zh, "en": one.message_en} for one in errors]
    return {"row": row, "reasons": told}


def _key_of(session: UUID, result: UUID) -> UUID:
    """The rows that were not taken of one file of one call lie under a key of their own."""
    return derived("attendance-list", session, result)
