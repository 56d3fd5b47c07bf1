"""A supervised process is started again, waited for, and ended; it never outlives its supervisor."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from api.cli.service import Program, Service, State
from tests.cli.waiting import alive, eventually, eventually_async

ANNOUNCE = "import os; os.write(int(os.environ['TANJIAN_READY_FD']), b'!')"
STAY = "import signal; signal.pause()"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"


def _service(folder: Path, *statements: str) -> tuple[Service, list[State]]:
    seen: list[State] = []
    program = Program("sample", [sys.executable, "-c", "; ".join(statements)])
    return Service(program, folder, lambda service: seen.append(service.state)), seen


async def _restarted(service: Service, times: int) -> None:
    await eventually_async(lambda: service.restarts >= times and service.state is State.READY)


async def test_it_is_ready_once_it_says_so_and_ends_when_asked(tmp_path: Path) -> None:
    service, seen = _service(tmp_path, ANNOUNCE, STAY)
    service.start()
    await asyncio.wait_for(service.ready.wait(), 10)
    pid = service.pid
    await service.stop(10)
    assert seen == [State.STARTING, State.READY, State.STOPPED]
    assert pid is not None
    assert not alive(pid)


async def test_a_process_that_dies_is_started_again_with_another_pid(tmp_path: Path) -> None:
    service, _ = _service(tmp_path, ANNOUNCE, STAY)
    service.start()
    pids = set()
    for times in (1, 2):
        await asyncio.wait_for(service.ready.wait(), 10)
        assert service.pid is not None
        pids.add(service.pid)
        os.kill(service.pid, signal.SIGKILL)
        await _restarted(service, times)
    assert service.pid not in pids
    await service.stop(10)


async def test_whoever_watches_may_fail_and_the_process_is_kept(tmp_path: Path) -> None:
    def full(_: Service) -> None:
        raise OSError("no space left on device")

    program = Program("sample", [sys.executable, "-c", f"{ANNOUNCE}; {STAY}"])
    service = Service(program, tmp_path, full)
    service.start()
    await asyncio.wait_for(service.ready.wait(), 10)
    assert service.pid is not None
    os.kill(service.pid, signal.SIGKILL)
    await _restarted(service, 1)
    await service.stop(10)


async def test_a_process_that_cannot_start_is_tried_again_and_can_still_be_stopped(tmp_path: Path) -> None:
    service, seen = _service(tmp_path, "print('no luck')", "raise SystemExit(3)")
    service.start()
    await eventually_async(lambda: service.restarts >= 3)
    await service.stop(10)
    assert State.READY not in seen
    assert (tmp_path / "sample.log").read_text().count("no luck") >= 3


async def test_a_process_that_does_not_listen_is_ended_by_force(tmp_path: Path) -> None:
    service, _ = _service(tmp_path, DEAF, ANNOUNCE, "import time; time.sleep(60)")
    service.start()
    await asyncio.wait_for(service.ready.wait(), 10)
    pid = service.pid
    await service.stop(0.2)
    assert pid is not None
    assert not alive(pid)


async def test_a_process_that_ends_by_itself_is_tried_until_it_succeeds(tmp_path: Path) -> None:
    mark = tmp_path / "second"
    note = f"import pathlib; mark = pathlib.Path({str(mark)!r}); there = mark.exists(); mark.touch()"
    service, _ = _service(tmp_path, note, "raise SystemExit(not there)")
    assert await service.run_to_success(attempts=3) == 0
    hopeless, _ = _service(tmp_path, "raise SystemExit(4)")
    assert await hopeless.run_to_success(attempts=2) == 4


SUPERVISOR = """
import asyncio, json, pathlib, sys
from api.cli.service import Program, Service

async def main():
    folder, program = pathlib.Path(sys.argv[1]), Program("sample", [sys.executable, "-c", sys.argv[2]])
    service = Service(program, folder, print)
    service.start()
    await service.ready.wait()
    (folder / "pid").write_text(json.dumps(service.pid))
    await asyncio.Event().wait()

asyncio.run(main())
"""


def test_a_killed_supervisor_takes_its_processes_along(tmp_path: Path) -> None:
    words = [sys.executable, "-c", SUPERVISOR, str(tmp_path), f"{ANNOUNCE}; {STAY}"]
    supervisor = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    pid = eventually(_reader(tmp_path / "pid"))
    assert alive(pid)
    supervisor.kill()
    supervisor.wait()
    eventually(lambda: not alive(pid))


def _reader(path: Path) -> Callable[[], int]:
    return lambda: json.loads(path.read_text() or "0") if path.exists() else 0
