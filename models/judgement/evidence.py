"""What speaks for a value, as numbers that a calibration weighs."""

import math
from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.checkup.reading import ReadingField, ReadingSource
from models.judgement.assembling import Choice, believed
from models.judgement.checks import bounds
from models.judgement.checks.lists import Finding

Evidence = NDArray[np.float64]

FEATURES: Final = (
    "probability",  # logit of the likeliest print's least sure character
    "score",  # logit of that line's recognition
    "weakest",  # logit of the recognition of its least sure character, where that is surest
    "prints",  # logarithm of how many prints agree
    "rivals",  # how far prints of other values are to be believed
    "proved",  # strong checks that hold
    "fits",  # other checks that hold
    "against",  # checks that do not, warnings by half
    "kind",  # logit of the document's kind
    "text",  # from a PDF's own text
    "mended",  # slips had to be mended
    "derived",  # worked out or implied
    "repaired",  # changed so that sums come right
    "inferred",  # told by the paper, not by the network
)
_EDGE: Final = 1e-4


def logit(probability: float) -> float:
    """Log odds, at most those of 9,999 to 1."""
    inside = min(1 - _EDGE, max(_EDGE, probability))
    return math.log(inside / (1 - inside))


def _weakest(choice: Choice) -> float:
    """One print that is read well is enough; of a sum each part has to be."""
    scores = [one.weakest for one in choice.prints]
    return min(scores) if choice.derived else max(scores)


def evidence(
    field: ReadingField, choice: Choice, findings: Iterable[Finding], row: int | None, kind_confidence: float
) -> Evidence:
    """One number for each of FEATURES."""
    about = [one.check for one in findings if one.row == row and field in one.check.fields]
    held = [check for check in about if check.ok and check.name != "repaired"]
    failed = [check for check in about if not check.ok]
    proved = sum(check.name in bounds.STRONG for check in held)
    fits = len(held) - proved
    # The sum that chose a value proves it no more.
    proved -= choice.repaired and proved > 0
    best = choice.best
    return np.array(
        [
            logit(best.probability),
            logit(best.score),
            logit(_weakest(choice)),
            math.log(len(choice.prints)) if not choice.derived else 0.0,
            believed(choice.rivals),
            min(proved, 3),
            min(fits, 3),
            min(sum(0.5 if check.name in bounds.WARNINGS else 1.0 for check in failed), 3.0),
            logit(kind_confidence),
            float(best.source is ReadingSource.TEXT),
            float(not best.clean),
            float(choice.derived),
            float(choice.repaired),
            float(best.inferred),
        ]
    )
