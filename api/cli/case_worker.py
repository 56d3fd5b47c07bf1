"""The worker of the case queue: every workflow, every activity, one process."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from temporalio.client import Client
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from activities.mail_sending import MailSending
from activities.neighbours import Neighbours
from activities.recording import Recording
from activities.tools import Tools
from workflows.checkup import CheckupWorkflow
from workflows.contracts import CASE_QUEUE
from workflows.enrolment import EnrolmentWorkflow
from workflows.payout_batch import PayoutBatchWorkflow
from workflows.session import SessionWorkflow

WORKFLOWS = [EnrolmentWorkflow, CheckupWorkflow, SessionWorkflow, PayoutBatchWorkflow]
# `domain` is pure, and the other two hold no state but type adapters: importing them per run buys nothing.
PASSED_THROUGH = ("domain", "workflows.contracts", "workflows.decoding")
THREADS = 8


def sandbox() -> SandboxedWorkflowRunner:
    """The sandbox in which workflows run and are replayed."""
    return SandboxedWorkflowRunner(
        restrictions=SandboxRestrictions.default.with_passthrough_modules(*PASSED_THROUGH)
    )


def build_worker(
    client: Client, tools: Tools, *, task_queue: str = CASE_QUEUE, threads: int = THREADS
) -> Worker:
    """A worker that still has to be run; `threads` bounds its activities and so its connections."""
    recording, mailing, neighbours = Recording(tools), MailSending(tools), Neighbours(tools, client)
    return Worker(
        client,
        task_queue=task_queue,
        workflows=WORKFLOWS,
        activities=[
            recording.record,
            recording.catch_up,
            recording.reconcile,
            recording.drain,
            mailing.send_mail,
            neighbours.wake_streams,
            neighbours.tell_attendees,
            neighbours.write_payment_file,
        ],
        activity_executor=ThreadPoolExecutor(threads),
        max_concurrent_activities=threads,
        max_concurrent_local_activities=threads,
        workflow_runner=sandbox(),
        graceful_shutdown_timeout=timedelta(seconds=10),
    )
