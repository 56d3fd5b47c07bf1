"""The worker of a reader's process: bills from their own queue, one at a time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from temporalio.client import Client
from temporalio.worker import Worker

from activities.bill_reading import BillReading, ReadsBills
from activities.tools import Tools
from workflows.contracts import READING_QUEUE

# Longer than most files take: what is cut off is read again from its beginning.
_GRACE = timedelta(seconds=20)


def reading_worker(client: Client, tools: Tools, reader: ReadsBills, grace: timedelta = _GRACE) -> Worker:
    """For as long as it is entered. More readers are more processes, on this machine or on others."""
    return Worker(
        client,
        task_queue=READING_QUEUE,
        activities=[BillReading(tools, reader).read_bill],
        activity_executor=ThreadPoolExecutor(1),
        max_concurrent_activities=1,
        graceful_shutdown_timeout=grace,
    )
