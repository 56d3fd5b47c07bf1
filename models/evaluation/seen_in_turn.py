"""Pictures seen one after the other, on as many cores as asked, with progress."""

import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from models.evaluation.examples import Example
from models.recognition.engine import Recogniser

Task = TypeVar("Task")
_EVERY = 20
_recogniser: Recogniser | None = None


def seen_in_turn(see: Callable[[Task], Example], tasks: Sequence[Task], processes: int) -> Iterator[Example]:
    """In the order of the tasks; `see` runs in processes of their own, where `recogniser` is loaded."""
    started = time.monotonic()
    with multiprocessing.get_context("spawn").Pool(processes, _load) as pool:
        for number, example in enumerate(pool.imap(see, tasks), 1):
            if number % _EVERY == 0 or number == len(tasks):
                each = (time.monotonic() - started) / number
                print(f"{number}/{len(tasks)}  {each:.2f} s a picture", file=sys.stderr, flush=True)
            yield example


def recogniser() -> Recogniser:
    """That of this process."""
    assert _recogniser is not None
    return _recogniser


def _load() -> None:
    global _recogniser
    _recogniser = Recogniser(1)
