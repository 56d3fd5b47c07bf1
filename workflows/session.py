"""The session's workflow: takes its commands, and has each case that they concern told once."""

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.session import (
        AttendanceCorrected,
        AttendanceRecorded,
        NotScheduled,
        SessionCancelled,
        SessionMoved,
        SessionScheduled,
        SessionState,
        evolve,
    )

from workflows.contracts import (
    DRIVE,
    WAKE,
    ActivityName,
    Drive,
    Outcome,
    Start,
    TellRequest,
    WorkflowKind,
)
from workflows.stream import OUTSIDE, Stream

BEGINS_DIGESTS = "2026-11-25-begins-digests"


@workflow.defn(name=WorkflowKind.SESSION)
class SessionWorkflow:
    """Ends when nothing is to be told; the next command revives it."""

    @workflow.init
    def __init__(self, start: Start) -> None:
        self._start = start
        self._session: Stream[SessionState] = Stream(WorkflowKind.SESSION, start, NotScheduled(), evolve)
        self._version_told = 0

    @workflow.run
    async def run(self, start: Start) -> None:
        """Tell what is recorded, until no command is under way."""
        await self._session.catch_up()
        while self._version_told < self._session.version or not workflow.all_handlers_finished():
            await self._tell()
            await workflow.wait_condition(
                lambda: self._version_told < self._session.version or workflow.all_handlers_finished()
            )

    @workflow.update(name=DRIVE)
    async def drive(self, asked: Drive) -> Outcome:
        """Settle a receipt."""
        return await self._session.settle(asked.command)

    @workflow.signal(name=WAKE)
    def wake(self) -> None:
        """Starting is all that a wake-up asks of a session."""

    async def _tell(self) -> None:
        first, events = self._version_told + 1, self._session.take_unseen()
        self._version_told += len(events)
        for version, event in enumerate(events, start=first):
            match event:
                case AttendanceRecorded():
                    await self._have_told(ActivityName.TELL_ATTENDEES, version)
                case SessionMoved() | SessionCancelled() | AttendanceCorrected():
                    await self._have_told(ActivityName.TELL_CASES, version)
                case SessionScheduled() if workflow.patched(BEGINS_DIGESTS):
                    await self._have_told(ActivityName.BEGIN_DIGESTS, version)
                case _:
                    continue

    async def _have_told(self, name: ActivityName, version: int) -> None:
        await workflow.execute_activity(
            name,
            TellRequest(self._start.stream, version),
            result_type=int,
            start_to_close_timeout=timedelta(seconds=120),
            heartbeat_timeout=timedelta(seconds=10),
            retry_policy=OUTSIDE,
        )
