"""Lives a cohort and computes it by hand: `python -m tests.cohort [--cohort 100] [--seed 7]`.

Prints both sides of every total, each difference, and for each altered rule how many differences it makes;
exits with 1 where the two sides differ or an altered rule goes unnoticed.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog

from api.cli.demo.cohort.generate import generate
from api.cli.demo.cohort.writing import toml_of
from api.cli.demo.progress import Telling
from tests.cohort.alterations import ALTERATIONS
from tests.cohort.by_hand.year import LivedYear, lived
from tests.cohort.comparison import differences, totals
from tests.cohort.living import lived_by_the_engine


def main() -> int:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="tanjian-file-") as folder:
        path = Path(folder) / "cohort.toml"
        path.write_text(toml_of(generate(asked.cohort, asked.seed)), encoding="utf-8")
        telling = Telling()
        told = asyncio.run(lived_by_the_engine(path, telling))
        year = lived(path)
        _show_totals(told, year)
        found = differences(told, year)
        print(
            f"{asked.cohort} trainees of seed {asked.seed}: {len(found)} differences, {telling.seconds:.0f} s"
        )
        print("\n".join(found))
        unnoticed = _show_alterations(told, path)
    return 1 if found or unnoticed else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.cohort")
    parser.add_argument("--cohort", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def _show_totals(told: Mapping[str, Any], year: LivedYear) -> None:
    computed = totals(year)
    for name, value in computed.items():
        pairs = value.items() if isinstance(value, dict) else [("", value)]
        for key, count in pairs:
            engine = told["totals"][name].get(key, 0) if key else told["totals"][name]
            print(f"{name + ' ' + key:40}  engine {engine:>9,}  by hand {count:>9,}")


def _show_alterations(told: Mapping[str, Any], path: Path) -> int:
    unnoticed = 0
    for name, numbers in ALTERATIONS.items():
        count = len(differences(told, lived(path, numbers)))
        unnoticed += count == 0
        print(f"{name:45}  {count:>4} differences")
    return unnoticed


if __name__ == "__main__":
    sys.exit(main())
