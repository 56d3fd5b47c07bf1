"""The mails of a case: each is handed over once, and what became of it is told to the case."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.enrolment.mail_commands import NoteMailAccepted, NoteMailRefused
    from domain.event import kind_of
    from domain.streams import due_command

from workflows.contracts import MAIL_QUEUE, ActivityName, DueCommand, MailRequest, MailSent
from workflows.stream import OUTSIDE, Stream

SENDS_AFTER_THE_END = "2026-11-25-sends-after-the-end"


class Mails:
    """Sends beside the main line: a mail server that is away must not keep a window from ending."""

    def __init__(self, case: Stream[Any], stream: UUID) -> None:
        self._case = case
        self._stream = stream
        self._sending: dict[UUID, asyncio.Task[None]] = {}

    def send(self, mails: Iterable[UUID]) -> None:
        """Begin with those that are not under way."""
        for mail in mails:
            if mail not in self._sending:
                self._sending[mail] = asyncio.create_task(self._send(mail))

    def stop(self) -> None:
        """Let go of what is under way: whoever comes next begins again."""
        for task in self._sending.values():
            task.cancel()

    async def _send(self, mail: UUID) -> None:
        sent = await workflow.execute_activity(
            ActivityName.SEND_MAIL,
            MailRequest(self._stream, mail),
            task_queue=MAIL_QUEUE,
            result_type=MailSent,
            start_to_close_timeout=timedelta(seconds=60),
            retry_policy=OUTSIDE,
        )
        await self._case.settle(mail_settled(self._stream, mail, sent))


def mail_settled(stream: UUID, mail: UUID, sent: MailSent) -> DueCommand:
    """The command's id follows from the mail, so that it is told once."""
    at = sent.accepted_at.isoformat()
    if sent.refused is None:
        taken = kind_of(NoteMailAccepted(mail, sent.accepted_at))
        told = {"mail": str(mail), "accepted_at": at, "reply": sent.reply, "sha256": sent.sha256}
        return DueCommand(due_command(stream, "mail-accepted", mail), taken, told)
    refused = kind_of(NoteMailRefused(mail, sent.accepted_at, sent.refused))
    body = {"mail": str(mail), "refused_at": at, "code": sent.refused, "reply": sent.reply}
    return DueCommand(due_command(stream, "mail-refused", mail), refused, body)
