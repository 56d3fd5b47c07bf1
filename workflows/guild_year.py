"""The workflow of a guild's year: once a week it has the digest sent, and notes what became of it."""

from datetime import datetime, timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.event import kind_of
    from domain.guild_year import (
        DigestOutcome,
        GuildYearState,
        NotBegun,
        NoteDigest,
        evolve,
        next_due,
    )
    from domain.streams import due_command

from workflows.contracts import (
    DRIVE,
    MAIL_QUEUE,
    WAKE,
    ActivityName,
    DigestRequest,
    DigestSent,
    Drive,
    DueCommand,
    Outcome,
    Start,
    WorkflowKind,
)
from workflows.deadline import Deadline
from workflows.stream import OUTSIDE, Stream


@workflow.defn(name=WorkflowKind.GUILD_YEAR)
class GuildYearWorkflow:
    """Waits from digest to digest until the programme year is over; the stream says which one is next."""

    @workflow.init
    def __init__(self, start: Start) -> None:
        self._start = start
        self._year: Stream[GuildYearState] = Stream(
            WorkflowKind.GUILD_YEAR, start, NotBegun(), evolve, keeps_unseen=False
        )
        self._next = Deadline(lambda: next_due(self._year.state), self._year.now)

    @workflow.run
    async def run(self, start: Start) -> None:
        """From the guild's first session to the year's last digest."""
        await self._year.catch_up()
        await workflow.wait_condition(lambda: workflow.all_handlers_finished() or self._has_begun())
        while (due := next_due(self._year.state)) is not None:
            await self._next.wait(self._year.run_is_long)
            if self._next.has_come:
                await self._send(due)
            if self._year.run_is_long():
                await self._year.continue_as_new()
        await workflow.wait_condition(workflow.all_handlers_finished)

    @workflow.update(name=DRIVE)
    async def drive(self, asked: Drive) -> Outcome:
        """Settle a receipt."""
        return await self._year.settle(asked.command)

    @workflow.signal(name=WAKE)
    def wake(self) -> None:
        """Starting is all that a wake-up asks of a guild's year."""

    def _has_begun(self) -> bool:
        return not isinstance(self._year.state, NotBegun)

    async def _send(self, due: datetime) -> None:
        sent = await workflow.execute_activity(
            ActivityName.SEND_DIGEST,
            DigestRequest(self._start.stream, due),
            task_queue=MAIL_QUEUE,
            result_type=DigestSent,
            start_to_close_timeout=timedelta(seconds=120),
            retry_policy=OUTSIDE,
        )
        noted = NoteDigest(due, sent.at, DigestOutcome(sent.outcome), sent.code)
        body = {
            "due": due.isoformat(),
            "at": sent.at.isoformat(),
            "outcome": sent.outcome,
            "code": sent.code,
        }
        command = due_command(self._start.stream, "digest", due)
        await self._year.settle(DueCommand(command, kind_of(noted), body))
