"""A case's reminders: each is asked for once, at the latest instant that has come (R45)."""

from datetime import datetime
from uuid import UUID

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.enrolment.agenda import due_reminder, next_instant
    from domain.enrolment.commands import Remind
    from domain.enrolment.state import EnrolmentState
    from domain.event import kind_of
    from domain.streams import due_command

from workflows.contracts import DueCommand
from workflows.stream import Stream

SPARES_WHO_WAITS = "2026-11-25-spares-who-waits-for-the-guild"


class Reminders:
    """Of one case; a run that began before they did spares nobody, and gets the mails that it asks for."""

    def __init__(self, case: Stream[EnrolmentState], id: UUID) -> None:
        self._case, self._id = case, id
        self._spares = False

    def begin(self) -> None:
        """Before anything else of the run."""
        self._spares = workflow.patched(SPARES_WHO_WAITS)

    def next_instant(self) -> datetime | None:
        """When a window ends, or the next reminder comes."""
        return next_instant(self._case.state, spares=self._spares)

    async def remind(self) -> None:
        while await self._case.settle_due(self._due):
            continue

    def _due(self) -> DueCommand | None:
        due = due_reminder(self._case.state, self._case.now(), spares=self._spares)
        if due is None:
            return None
        command = due_command(self._id, f"remind-{due.kind}", due.at)
        body = {"kind": due.kind.value, "at": due.at.isoformat()}
        return DueCommand(command, kind_of(Remind(due.kind, due.at)), body)
