"""Training in several processes, one a core: they make pages apart and step together."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
import torch.distributed as distributed
from torch import nn
from torch.multiprocessing.spawn import start_processes
from torch.nn.parallel import DistributedDataParallel
from torch.nn.utils import parameters_to_vector, vector_to_parameters

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


def shared(network: nn.Module) -> nn.Module:
    """The network with gradients that are the mean of all processes'; itself where there is no group."""
    if not distributed.is_initialized():
        return network
    return DistributedDataParallel(network, static_graph=True, forward_sync_buffers=False)


def rank() -> int:
    """This process's number in its group; 0 where there is none."""
    return distributed.get_rank() if distributed.is_initialized() else 0


def shares_of(parameters: Sequence[nn.Parameter]) -> list[list[nn.Parameter]]:
    """One share for each process of the group, dealt by size."""
    shares = distributed.get_world_size() if distributed.is_initialized() else 1
    dealt = sorted(parameters, key=lambda one: -one.numel())
    return [dealt[number::shares] for number in range(shares)]


def spread(shares: Sequence[Sequence[nn.Parameter]]) -> None:
    """Gives every process what the owner of each share has made of it."""
    if len(shares) == 1:
        return
    with torch.no_grad():
        for owner, share in enumerate(shares):
            values = parameters_to_vector(share)
            distributed.broadcast(values, owner)
            if owner != distributed.get_rank():
                vector_to_parameters(values, share)


def _other(number: int, task: Task, processes: int, meeting: Path, given: tuple[Any, ...]) -> None:
    _meet(number + 1, processes, meeting)
    task(number + 1, *given)


def _meet(number: int, processes: int, meeting: Path) -> None:
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=f"file://{meeting}", rank=number, world_size=processes)
