"""The papers of a case: each is made and stored once, beside the main line, and told to the case."""

import asyncio
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.enrolment.commands import NotePaper
    from domain.enrolment.papers import PendingPaper, pending_papers
    from domain.event import kind_of
    from domain.streams import due_command

from workflows.contracts import ActivityName, DueCommand
from workflows.contracts.files import PaperMade, PaperRequest
from workflows.stream import OUTSIDE, Stream

MAKES_PAPERS = "2026-11-25-papers"


class Papers:
    """Makes what is due beside the main line: fonts that are missing must not keep a window from ending."""

    def __init__(self, case: Stream[Any], stream: UUID) -> None:
        self._case = case
        self._stream = stream
        self._making: dict[PendingPaper, asyncio.Task[None]] = {}

    def are_due(self) -> bool:
        """Whether this run has papers to make.

        A run that passed this point before there were papers makes none: the case's next run does.
        """
        return bool(pending_papers(self._case.state)) and workflow.patched(MAKES_PAPERS)

    def make(self) -> None:
        """Begin with those that are due and not under way."""
        for paper in pending_papers(self._case.state) if self.are_due() else ():
            if paper not in self._making:
                self._making[paper] = asyncio.create_task(self._make(paper))

    def stop(self) -> None:
        """Let go of what is under way: whoever comes next begins again."""
        for task in self._making.values():
            task.cancel()

    async def _make(self, paper: PendingPaper) -> None:
        made = await workflow.execute_activity(
            ActivityName.MAKE_PAPER,
            PaperRequest(self._stream, paper.kind, paper.of),
            result_type=PaperMade,
            start_to_close_timeout=timedelta(seconds=60),
            retry_policy=OUTSIDE,
        )
        await self._case.settle(paper_settled(self._stream, paper, made))


def paper_settled(stream: UUID, paper: PendingPaper, made: PaperMade) -> DueCommand:
    """The command's id follows from the paper, so that it is told once."""
    kind = kind_of(NotePaper(paper.kind, paper.of, None))
    body = {
        "paper": paper.kind.value,
        "of": paper.of,
        "file": None if made.file is None else asdict(made.file),
    }
    return DueCommand(due_command(stream, f"paper-{paper.kind}", paper.of), kind, body)
