"""`python -m models.evaluation.drawn FILE`: photographs of sampled pages, seen once and kept.

They show layouts of the families that training samples too: how well those are read that are known.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random

from models.evaluation.examples import Example, save
from models.evaluation.seen_in_turn import recogniser, seen_in_turn
from models.generator.drawing import draw
from models.generator.levels import Level
from models.generator.sampling import FAMILY_NAMES, sample_page
from models.seeing import see
from models.ways_in.opening import Page

LEVELS = (Level.SCAN, Level.SCAN, Level.PHOTO, Level.PHOTO, Level.PHOTO, Level.HARD)


def main() -> int:
    """Draw and see, on as many cores as asked, with progress."""
    parser = argparse.ArgumentParser(prog="python -m models.evaluation.drawn", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--each", type=int, default=6, help="pages of each family")
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    save(asked.file, drawn(asked.each, asked.seed, asked.processes))
    return 0


def drawn(each: int, seed: int, processes: int) -> Iterator[Example]:
    """So many pages of each family, the families in turn."""
    tasks = [(family, number, seed) for number in range(each) for family in FAMILY_NAMES]
    return seen_in_turn(_seen, tasks, processes)


def _seen(task: tuple[str, int, int]) -> Example:
    family, number, seed = task
    random = Random(f"{seed}:{family}:{number}")
    level = LEVELS[number % len(LEVELS)]
    made = draw(sample_page(random, [family]), random, level)
    height, width = made.picture.shape[:2]
    seen = see(Page(1, made.picture, (), width, height), recogniser())
    page = made.page
    name = f"{family}-{number}"
    return Example(name, page.kind, family, level.value, page.values, page.rows, (seen,), page.handwritten)


if __name__ == "__main__":
    raise SystemExit(main())
