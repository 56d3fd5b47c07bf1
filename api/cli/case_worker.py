"""The workers of one process: every workflow and activity of the cases, and their mails beside them."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta

from temporalio.client import Client
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from activities.digest_sending import DigestSending
from activities.importing import Importing
from activities.mail_sending import MailSending
from activities.neighbours import Neighbours
from activities.papers.making import PaperMaking
from activities.recording import Recording
from activities.session_telling import SessionTelling
from activities.tools import Tools
from workflows.checkup import CheckupWorkflow
from workflows.contracts import CASE_QUEUE, MAIL_QUEUE
from workflows.enrolment import EnrolmentWorkflow
from workflows.guild_year import GuildYearWorkflow
from workflows.imports import ImportWorkflow
from workflows.payout_batch import PayoutBatchWorkflow
from workflows.session import SessionWorkflow

WORKFLOWS = [
    EnrolmentWorkflow,
    CheckupWorkflow,
    SessionWorkflow,
    PayoutBatchWorkflow,
    GuildYearWorkflow,
    ImportWorkflow,
]
# `domain` is pure, and the other two hold no state but type adapters: importing them per run buys nothing.
PASSED_THROUGH = ("domain", "workflows.contracts", "workflows.decoding")
THREADS, MAIL_THREADS = 8, 4
_GRACE = timedelta(seconds=10)


def sandbox() -> SandboxedWorkflowRunner:
    """The sandbox in which workflows run and are replayed."""
    return SandboxedWorkflowRunner(
        restrictions=SandboxRestrictions.default.with_passthrough_modules(*PASSED_THROUGH)
    )


@asynccontextmanager
async def working(client: Client, tools: Tools) -> AsyncIterator[None]:
    """Both workers, until the block ends: a mail server that hangs holds up nothing but mails."""
    # First of all, because a template that cannot be filled in is found here: no work is taken before.
    sending = MailSending(tools)
    async with _cases(client, tools), _mails(client, sending, DigestSending(tools)):
        yield


def _mails(client: Client, sending: MailSending, digests: DigestSending) -> Worker:
    return Worker(
        client,
        task_queue=MAIL_QUEUE,
        activities=[sending.send_mail, digests.send_digest],
        activity_executor=ThreadPoolExecutor(MAIL_THREADS),
        max_concurrent_activities=MAIL_THREADS,
        graceful_shutdown_timeout=_GRACE,
    )


def _cases(client: Client, tools: Tools) -> Worker:
    recording, neighbours, telling = Recording(tools), Neighbours(tools, client), SessionTelling(tools)
    importing = Importing(tools)
    return Worker(
        client,
        task_queue=CASE_QUEUE,
        workflows=WORKFLOWS,
        activities=[
            recording.record,
            recording.catch_up,
            recording.reconcile,
            recording.drain,
            neighbours.wake_streams,
            telling.tell_attendees,
            telling.tell_cases,
            telling.begin_digests,
            neighbours.write_payment_file,
            PaperMaking(tools).make_paper,
            importing.settle_rows,
            importing.write_import_result,
        ],
        activity_executor=ThreadPoolExecutor(2 * THREADS),
        max_concurrent_activities=THREADS,
        max_concurrent_local_activities=THREADS,
        workflow_runner=sandbox(),
        graceful_shutdown_timeout=_GRACE,
    )
