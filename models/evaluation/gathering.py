"""`python -m models.evaluation.gathering FOLDER FILE`: see every picture of a set, and keep what was seen.

The folder is as `python -m tests.bills` writes it: pictures, and `truths.json` with what is true of each.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from domain.checkup.reading import BillKind
from models.evaluation.examples import Example, save, truth
from models.evaluation.seen_in_turn import recogniser, seen_in_turn
from models.seeing import see
from models.ways_in.opening import open_pages


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
    return seen_in_turn(_seen, tasks, processes)


def _seen(task: tuple[Path, Mapping[str, Any]]) -> Example:
    path, told = task
    pages = tuple(see(page, recogniser()) for page in open_pages(path))
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
