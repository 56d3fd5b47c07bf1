"""The import's workflow: takes a list's rows on until each has its outcome, then has the rest written out."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.event import kind_of
    from domain.files import FileRef
    from domain.imports import FinishImport, ImportState, NoteRows, NotReceived, Settling, evolve
    from domain.sheet import RowFault
    from domain.streams import due_command

from workflows.contracts import DRIVE, WAKE, ActivityName, Drive, DueCommand, Outcome, Start, WorkflowKind
from workflows.contracts.files import StoredFile
from workflows.contracts.imports import ImportResult, ImportResultRequest, SettledRows, SettleRowsRequest
from workflows.stream import OUTSIDE, Stream

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=30)


@workflow.defn(name=WorkflowKind.IMPORT)
class ImportWorkflow:
    """Ends once the import is finished; the commands of the rows are driven as all others are."""

    @workflow.init
    def __init__(self, start: Start) -> None:
        self._start = start
        self._import: Stream[ImportState] = Stream(
            WorkflowKind.IMPORT, start, NotReceived(), evolve, keeps_unseen=False
        )
        self._pause = FIRST_PAUSE

    @workflow.run
    async def run(self, start: Start) -> None:
        """Settle, and finish, until no command is under way."""
        await self._import.catch_up()
        while self._is_owed() or not workflow.all_handlers_finished():
            state = self._import.state
            if isinstance(state, Settling):
                await self._take_on(state)
            if self._import.run_is_long():
                await self._import.continue_as_new()
            await workflow.wait_condition(lambda: self._is_owed() or workflow.all_handlers_finished())

    @workflow.update(name=DRIVE)
    async def drive(self, asked: Drive) -> Outcome:
        """Settle a receipt."""
        return await self._import.settle(asked.command)

    @workflow.signal(name=WAKE)
    def wake(self) -> None:
        """Starting is all that a wake-up asks of an import."""

    def _is_owed(self) -> bool:
        return isinstance(self._import.state, Settling)

    async def _take_on(self, state: Settling) -> None:
        if state.settled >= state.received.trainees:
            await self._finish()
            return
        told: SettledRows = await self._outside(
            ActivityName.SETTLE_ROWS, SettleRowsRequest(self._start.stream, state.settled), SettledRows
        )
        if told.trainees:
            self._pause = FIRST_PAUSE
            await self._import.settle(rows_noted(self._start, state.settled, told))
            return
        await workflow.sleep(self._pause)
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    async def _finish(self) -> None:
        written: ImportResult = await self._outside(
            ActivityName.WRITE_IMPORT_RESULT, ImportResultRequest(self._start.stream), ImportResult
        )
        await self._import.settle(finished(self._start, written.file))

    async def _outside(self, name: ActivityName, request: Any, result: type[Any]) -> Any:
        return await workflow.execute_activity(
            name,
            request,
            result_type=result,
            start_to_close_timeout=timedelta(minutes=10),
            heartbeat_timeout=timedelta(seconds=60),
            retry_policy=OUTSIDE,
        )


def finished(start: Start, file: StoredFile | None) -> DueCommand:
    """The end, with the file of the rows that were not taken."""
    named = None if file is None else asdict(file)
    asked = FinishImport(None if named is None else FileRef(**named))
    return DueCommand(due_command(start.stream, "import-finish", ""), kind_of(asked), {"result": named})


def rows_noted(start: Start, first: int, told: SettledRows) -> DueCommand:
    """The command's id follows from the first of the trainees, so that they are told once."""
    faults = tuple(RowFault(one.row, tuple(one.codes), one.fields) for one in told.faults)
    counted = (first, told.trainees, told.accepted, told.present)
    asked = NoteRows(*counted, faults, told.letters_attached)
    body = {
        "first": first,
        "trainees": told.trainees,
        "accepted": told.accepted,
        "present": told.present,
        "faults": [{"row": one.row, "codes": list(one.codes), "fields": dict(one.fields)} for one in faults],
        "letters_attached": told.letters_attached,
    }
    return DueCommand(due_command(start.stream, "import-rows", first), kind_of(asked), body)
