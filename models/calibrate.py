"""`python -m models.calibrate`: fits confidence and thresholds to pictures of the development families.

Neither training nor the held-out set has their layouts, so that a confidence is not too sure of the unseen.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from domain.checkup.reading import ReadingField
from models.documents import Documents
from models.evaluation.calibration import expected_calibration_error
from models.evaluation.examples import DEVELOPMENT, Example, load
from models.evaluation.report import TODAY, evaluated, sureness
from models.evaluation.scoring import Match, matches
from models.judgement.calibrating import Calibration, fit
from models.judgement.calibrating import Example as Known
from models.judgement.judging import Judge, examples
from models.judgement.thresholds import Thresholds, choose_thresholds
from models.network.understanding import Understanding
from models.network.weights import FOLDER

CALIBRATION = FOLDER / "calibration.json"
THRESHOLDS = Path(__file__).parent / "judgement" / "thresholds.toml"
TARGET = 0.995
PARTS = 10


def main() -> int:
    """Fit, choose, write, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m models.calibrate", description=__doc__)
    parser.add_argument("--examples", type=Path, default=DEVELOPMENT)
    asked = parser.parse_args()
    seen = load(asked.examples)
    understanding = Understanding.load()
    documents = Documents(understanding, Judge(Calibration.prior(), Thresholds.load()))
    name = f"{asked.examples.name.split('.')[0]} pictures, {understanding.version}"
    taught = [(part_of(example), one) for example in seen for one in known(example, documents)]
    calibration = fit([one for _, one in taught], name)
    found = list(unseen(seen, taught, documents))
    thresholds = chosen(found, documents.judge.thresholds, name)
    calibration.save(CALIBRATION)
    thresholds.save(THRESHOLDS)
    _tell(found, thresholds)
    return 0


def part_of(example: Example) -> int:
    """Families stay together, and in the same part whatever others there are."""
    return crc32(example.family.encode()) % PARTS


def unseen(
    seen: Sequence[Example], taught: Sequence[tuple[int, Known]], documents: Documents
) -> Iterator[Match]:
    """What is read of each picture, as sure as a fit to the families of other parts is of it.

    A fit is a little too sure of its own; thresholds are for families that nobody has seen.
    """
    for part in range(PARTS):
        others = fit([one for its, one in taught if its != part], "families of other parts")
        judge = Judge(others, documents.judge.thresholds)
        fitted = Documents(documents.understanding, judge)
        for example in seen:
            if part_of(example) == part:
                yield from evaluated(example, fitted).matches


def known(example: Example, documents: Documents) -> Iterator[Known]:
    """What one picture teaches: the evidence for each value that was read of it, and whether it is right."""
    for page in example.pages:
        for part in documents.parts(page):
            weighed = documents.judge.weigh([part], TODAY)
            read = documents.judge.told(weighed, [part])
            found = matches(example.kind, example.values, example.rows, read, example.coded)
            right = [(one.reading, one.is_right) for one in found if one.reading is not None]
            yield from examples(weighed, read, right)


def chosen(found: Sequence[Match], before: Thresholds, name: str) -> Thresholds:
    """For each field the lowest confidence from which on the target is met; `kind` stays."""
    sure: dict[ReadingField, list[float]] = {}
    right: dict[ReadingField, list[bool]] = {}
    for one in found:
        if one.reading is not None:
            sure.setdefault(one.field, []).append(one.reading.confidence)
            right.setdefault(one.field, []).append(one.is_right)
    fields = choose_thresholds(
        {field: np.array(values) for field, values in sure.items()},
        {field: np.array(values) for field, values in right.items()},
        TARGET,
    )
    return Thresholds({**before.fields, **fields}, before.kind, name)


def _tell(found: Sequence[Match], thresholds: Thresholds) -> None:
    sure, right = sureness(found)
    print(f"{len(sure)} values, ECE {expected_calibration_error(sure, right):.4f}")
    for field, threshold in thresholds.fields.items():
        print(f"{field:18} {threshold:.4f}")


if __name__ == "__main__":
    raise SystemExit(main())
