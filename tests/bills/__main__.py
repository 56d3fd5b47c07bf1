"""`python -m tests.bills FOLDER [--count 640] [--seed 20261128] [--development]`: pictures and truths."""

import argparse
import json
import time
from pathlib import Path
from random import Random

from tests.bills.drawing import pictures
from tests.bills.photographing import photographed, resolution
from tests.bills.setting import Posed, bill_set

BATCH = 40


def main() -> None:
    """Writes NNNN.jpg and truths.json, whose entries are named after the pictures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--count", type=int, default=640)
    arguments.add_argument("--seed", type=int, default=20261128)
    arguments.add_argument("--development", action="store_true")
    asked = arguments.parse_args()
    write(asked.folder, bill_set(asked.count, asked.seed, development=asked.development))


def write(folder: Path, posed: list[Posed]) -> None:
    """Draws the set into `folder`, a batch of pages at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    for start in range(0, len(posed), BATCH):
        _photograph(folder, posed[start : start + BATCH], start)
        done = min(start + BATCH, len(posed))
        print(f"{done} of {len(posed)} pictures, {time.monotonic() - began:.0f} s", flush=True)
    truths = {f"{number:04d}.jpg": one.truth for number, one in enumerate(posed)}
    (folder / "truths.json").write_text(json.dumps(truths, ensure_ascii=False, indent=1), "utf-8")


def _photograph(folder: Path, batch: list[Posed], start: int) -> None:
    chances = [Random(one.seed) for one in batch]
    densities = [
        resolution(one.level, one.bill.page.width_mm, one.bill.page.height_mm, chance)
        for one, chance in zip(batch, chances, strict=True)
    ]
    clean = pictures([one.bill for one in batch], densities)
    for number, (one, chance, picture) in enumerate(zip(batch, chances, clean, strict=True), start):
        (folder / f"{number:04d}.jpg").write_bytes(photographed(picture, one.level, chance))


if __name__ == "__main__":
    main()
