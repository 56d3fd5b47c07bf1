"""The import of a registration list: its rows taken to their outcomes, and what is left told as a file."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from uuid import UUID

from temporalio import activity

from activities.tools import Tools
from activities.trainee_rows import ListOfGuild, Settled, TraineeImport
from domain.errors import REFUSALS, DomainError
from domain.files import FileRef
from domain.imports import Finished, ImportReceived, NotReceived, fold, rows_of
from domain.registration_list import JudgedList
from domain.sheet import RowFault
from store.faulty_rows import faulty_rows
from store.invitations import Invitations
from store.registration_lists import ReadList, read_registrations
from store.table_writing import ENDINGS
from workflows.contracts import ActivityName
from workflows.contracts.files import StoredFile
from workflows.contracts.imports import (
    FaultyRow,
    ImportResult,
    ImportResultRequest,
    SettledRows,
    SettleRowsRequest,
)

TRAINEES_AT_ONCE = 100
_KEPT = 2


class Importing:
    """Keeps the lists under way opened: reading one takes longer than asking for its rows' outcomes."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._invitations = Invitations(tools.database, tools.person_keys)
        self._opened: OrderedDict[UUID, ReadList] = OrderedDict()
        self._lock = Lock()

    @activity.defn(name=ActivityName.SETTLE_ROWS)
    def settle_rows(self, request: SettleRowsRequest) -> SettledRows:
        """Ask what the next trainees' rows ask; their outcomes once all of them are there."""
        first, *_ = recorded = self._tools.event_log.read(request.stream)
        state = fold(each.event for each in recorded)
        assert not isinstance(state, NotReceived)
        assert first.cause.received_at is not None
        received = rows_of(state).received
        opened = self._open(request.stream, received)
        programme = self._tools.programmes.in_force(received.programme)
        about = (request.stream, received, first.cause.actor, first.cause.received_at)
        rows = TraineeImport(self._tools, self._invitations, ListOfGuild(*about, opened.letters, programme))
        batch = opened.judged.trainees[request.first : request.first + TRAINEES_AT_ONCE]
        told = []
        for trainee in batch:
            activity.heartbeat()
            told.append(rows.settle(trainee))
        return _together(told)

    @activity.defn(name=ActivityName.WRITE_IMPORT_RESULT)
    def write_import_result(self, request: ImportResultRequest) -> ImportResult:
        """The rows that were not taken, in the format they came in, each with its reasons behind."""
        state = fold(each.event for each in self._tools.event_log.read(request.stream))
        if isinstance(state, Finished):
            return ImportResult(None if state.result is None else _stored(state.result))
        rows = rows_of(state) if not isinstance(state, NotReceived) else None
        assert rows is not None
        opened = self._open(request.stream, rows.received)
        errors = {fault.row: _errors(fault, opened.judged) for fault in rows.faults.values()}
        content = faulty_rows(opened.table, errors)
        with self._lock:
            self._opened.pop(request.stream, None)
        if content is None:
            return ImportResult(None)
        media_type = opened.table.media_type
        file = self._tools.files.put(request.stream, content, media_type, f"faulty-rows{ENDINGS[media_type]}")
        return ImportResult(_stored(file))

    def _open(self, stream: UUID, received: ImportReceived) -> ReadList:
        with self._lock:
            known = self._opened.get(stream)
            if known is None:
                known = self._opened[stream] = self._read(received)
            self._opened.move_to_end(stream)
            if len(self._opened) > _KEPT:
                self._opened.popitem(last=False)
        return known

    def _read(self, received: ImportReceived) -> ReadList:
        letters = None if received.letters is None else self._tools.files.open(received.letters)
        return read_registrations(self._tools.files.open(received.file), letters)


def _errors(fault: RowFault, judged: JudgedList) -> Sequence[DomainError]:
    """Those of the row itself name what was written in it; else they are what a rule said."""
    return judged.faults.get(fault.row) or [REFUSALS[code](**fault.fields) for code in fault.codes]


def _together(told: Sequence[Settled | None]) -> SettledRows:
    settled = [one for one in told if one is not None]
    if len(settled) < len(told):
        return SettledRows()
    faults: list[FaultyRow] = [fault for one in settled for fault in one.faults]
    accepted, present = sum(one.accepted for one in settled), sum(one.present for one in settled)
    letters = sum(one.letters_attached for one in settled)
    return SettledRows(len(settled), accepted, present, faults, letters)


def _stored(file: FileRef) -> StoredFile:
    return StoredFile(file.address, file.mark, file.size, file.media_type)
