"""What the processes share: an end in order on SIGTERM, and patience with servers that are not there yet."""

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import structlog
from temporalio.client import Client

from activities.temporal_client import connect
from api.cli.logs import configure_logs

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_PATIENCE_SECONDS = 60.0
# Less than a supervisor waits before it ends a process by force; one whose supervisor is gone ends by itself.
_END_SECONDS = 30


@contextmanager
def logged(process: str) -> Iterator[None]:
    """Log as this process within; a failure goes to the log too, in place of the terminal."""
    configure_logs(process)
    try:
        yield
    except Exception as error:
        structlog.get_logger(process).critical("process_failed", exc_info=error)
        raise SystemExit(1) from None


def stop_event() -> asyncio.Event:
    """Set once this process is asked to end; for the running loop."""
    stop = asyncio.Event()
    for number in _SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, _end, stop)
    return stop


@contextmanager
def threads_stop_event() -> Iterator[threading.Event]:
    """The same for a process without a loop."""
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: _end(stop)) for number in _SIGNALS}
    yield stop
    for number, handler in before.items():
        signal.signal(number, handler)


def _end(stop: asyncio.Event | threading.Event) -> None:
    """Begin to end in order; whatever still holds the process after that time, the alarm does not wait."""
    signal.alarm(_END_SECONDS)
    stop.set()


async def connect_in_time(
    address: str, master_key: bytes, timeout_seconds: float = _PATIENCE_SECONDS
) -> Client:
    """The client, once Temporal answers; the last refusal where it does not in time."""
    until = monotonic() + timeout_seconds
    while True:
        try:
            return await connect(address, master_key)
        except RuntimeError:
            if monotonic() > until:
                raise
            structlog.get_logger("tanjian").info("waiting_for_temporal")
            await asyncio.sleep(0.5)
