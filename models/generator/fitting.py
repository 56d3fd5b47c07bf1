"""Fits noise.toml: draws sampled pages, has them recognised, and counts what became of them.

`python -m models.generator.fitting --count 240 --seed 1`
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from models.generator.counting import Counts, count
from models.generator.drawing import draw
from models.generator.levels import Level
from models.generator.pages import SampledPage
from models.generator.photographing import Picture
from models.generator.rates import FITTED
from models.generator.sampling import sample_page
from models.generator.summing import written
from models.recognition.engine import Recogniser
from models.sheets import TextLine

Read = Callable[[Picture], Sequence[TextLine]]

Sample = Callable[[Random], SampledPage]


def measured(sample: Sample, read: Read, pages: int, seed: int) -> dict[Level, Counts]:
    """So many pages, each level in turn."""
    random = Random(seed)
    counts = {level: Counts() for level in Level}
    started = time.monotonic()
    for number in range(pages):
        level = list(Level)[number % len(Level)]
        drawn = draw(sample(random), random, level)
        count(drawn, read(drawn.picture), counts[level])
        if number % 20 == 19:
            print(f"{number + 1}/{pages} {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    return counts


def upright_lines(recogniser: Recogniser) -> Read:
    """Drawn pages stand upright: one that it turned counts as not read."""

    def read(picture: Picture) -> Sequence[TextLine]:
        found = recogniser.read(picture)
        return () if found.turned else found.lines

    return read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=240)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=FITTED)
    asked = parser.parse_args()
    counts = measured(sample_page, upright_lines(Recogniser()), asked.count, asked.seed)
    asked.out.write_text(written(counts), "utf-8")


if __name__ == "__main__":
    main()
