"""`python -m models.evaluation.gathering FOLDER FILE`: see every picture of a set, and keep what was seen.

The folder is as `python -m tests.bills` writes it: pictures, and `truths.json` with what is true of each.
"""

import argparse
import json
import multiprocessing
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from domain.checkup.reading import BillKind
from models.evaluation.examples import Example, save, truth
from models.recognition.engine import Recogniser
from models.seeing import see
from models.ways_in.opening import open_pages

_recogniser: Recogniser | None = None


def main() -> int:
    """See all pictures, on as many cores as asked, with progress."""
    parser = argparse.ArgumentParser(prog="python -m models.evaluation.gathering", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    save(asked.file, gathered(asked.folder, asked.processes))
    return 0


def gathered(folder: Path, processes: int) -> Iterator[Example]:
    """In the order of their names."""
    truths = json.loads((folder / "truths.json").read_text("utf-8"))
    tasks = [(folder / name, told) for name, told in sorted(truths.items())]
    started = time.monotonic()
    with multiprocessing.get_context("spawn").Pool(processes, _load) as pool:
        for number, example in enumerate(pool.imap(_seen, tasks), 1):
            if number % 20 == 0 or number == len(tasks):
                each = (time.monotonic() - started) / number
                print(f"{number}/{len(tasks)}  {each:.2f} s a picture", file=sys.stderr, flush=True)
            yield example


def _load() -> None:
    global _recogniser
    _recogniser = Recogniser(1)


def _seen(task: tuple[Path, Mapping[str, Any]]) -> Example:
    path, told = task
    assert _recogniser is not None
    pages = tuple(see(page, _recogniser) for page in open_pages(path))
    return Example(
        path.name,
        BillKind(told["kind"]),
        told["family"],
        told["level"],
        truth(told["values"]),
        tuple(truth(row) for row in told["rows"]),
        pages,
        told["handwritten"],
        truth(told["coded"]),
    )


if __name__ == "__main__":
    raise SystemExit(main())
