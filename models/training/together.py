"""Training in several processes, one a core: they make pages apart and step together."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
import torch.distributed as distributed
from torch.multiprocessing.spawn import start_processes

Task = Callable[..., Any]
# With more of them each has too few pages of a step.
_MOST = 8


def cores() -> int:
    """How many processes are worth while here."""
    return min(os.cpu_count() or 1, _MOST)


@contextmanager
def together(processes: int, task: Task, *given: Any) -> Iterator[None]:
    """While it lasts this process is the first of a group, and the others run `task(number, *given)`.

    Two processes with one thread each take more steps than one with two, which waits where only one can work.
    """
    threads = torch.get_num_threads()
    with tempfile.TemporaryDirectory() as folder:
        meeting = Path(folder) / "meeting"
        context = start_processes(  # type: ignore[no-untyped-call]
            _other, (task, processes, meeting, given), processes - 1, join=False, start_method="spawn"
        )
        _meet(0, processes, meeting)
        try:
            yield
        finally:
            distributed.destroy_process_group()
            torch.set_num_threads(threads)
            for process in context.processes:
                process.join(10)
                process.kill()


def _other(number: int, task: Task, processes: int, meeting: Path, given: tuple[Any, ...]) -> None:
    _meet(number + 1, processes, meeting)
    task(number + 1, *given)


def _meet(number: int, processes: int, meeting: Path) -> None:
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=f"file://{meeting}", rank=number, world_size=processes)
