"""A process that is asked to end and cannot does not stay."""

import signal
import subprocess
import sys

import pytest

THREADED = """
import time
from api.cli import process
process._END_SECONDS = 1
with process.threads_stop_event():
    print("ready", flush=True)
    while True:
        time.sleep(0.05)
"""
WITH_A_LOOP = """
import asyncio
from api.cli import process
process._END_SECONDS = 1
async def hang():
    stop = process.stop_event()
    print("ready", flush=True)
    await stop.wait()
    await asyncio.Event().wait()
asyncio.run(hang())
"""


@pytest.mark.parametrize("hanging", [THREADED, WITH_A_LOOP], ids=["threads", "loop"])
def test_what_hangs_when_it_is_asked_to_end_is_ended(hanging: str) -> None:
    process = subprocess.Popen([sys.executable, "-c", hanging], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == -signal.SIGALRM
    finally:
        process.kill()
        process.communicate()
