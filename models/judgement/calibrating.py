"""Confidence as a probability: weights over evidence, fitted to what was right."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from domain.checkup.reading import ReadingField
from models.judgement.evidence import FEATURES, Evidence

F = ReadingField
Floats = NDArray[np.float64]

# Fields that are read and go wrong alike are weighed alike.
GROUPS: Final[Mapping[str, tuple[ReadingField, ...]]] = {
    "names": (F.VENDOR,),
    "identifiers": (F.ACCOUNT_NO, F.METER_NO, F.INVOICE_NO, F.SELLER_UBN, F.BUYER_UBN),
    "days": (F.PERIOD_START, F.PERIOD_END, F.ISSUE_DATE),
    "quantities": (F.PREVIOUS_READING, F.CURRENT_READING, F.USAGE, F.UNIT_PRICE, F.PRINTED_KGCO2E),
    "money": (F.TOTAL_AMOUNT, F.TAX),
    "words": (F.UNIT, F.FUEL),
}
GROUP_OF: Final = {field: group for group, fields in GROUPS.items() for field in fields}
# With fewer examples a group keeps the weights of all together.
_ENOUGH: Final = 200
_ROUNDS: Final = 50


@dataclass(frozen=True, slots=True)
class Example:
    """The evidence for one value that was read, and whether it was right."""

    field: ReadingField
    evidence: Evidence
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """Per group a bias and a weight for each feature; `fitted_on` names the examples."""

    weights: Mapping[str, tuple[float, ...]]
    fitted_on: str = ""

    def confidence(self, field: ReadingField, evidence: Evidence) -> float:
        """The chance that the value is right."""
        bias, *weights = self.weights[GROUP_OF[field]]
        return float(_sigmoid(np.array(bias + float(evidence @ np.array(weights)))))

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """The weights kept with the reader, or those of a file. Raises KeyError for a feature without one."""
        kept = path or files("models").joinpath("weights/calibration.json")
        read: Mapping[str, Any] = json.loads(kept.read_text("utf-8"))
        weights = {
            group: (float(given["bias"]), *(float(given["weights"][feature]) for feature in FEATURES))
            for group, given in read["groups"].items()
        }
        return cls(weights, read["fitted_on"])

    @classmethod
    def prior(cls) -> Self:
        """What is believed before anything was fitted."""
        return cls.load(Path(__file__).with_name("prior.json"))

    def save(self, path: Path) -> None:
        """As `load` reads it."""
        groups = {
            group: {"bias": round(bias, 5), "weights": dict(zip(FEATURES, map(_short, rest), strict=True))}
            for group, (bias, *rest) in self.weights.items()
        }
        path.write_text(json.dumps({"fitted_on": self.fitted_on, "groups": groups}, indent=1) + "\n", "utf-8")


def _short(weight: float) -> float:
    return round(float(weight), 5)


def fit(examples: Sequence[Example], fitted_on: str, *, ridge: float = 1.0) -> Calibration:
    """Logistic regression per group, drawn to that of all groups, and that to what is believed before."""
    neutral = Calibration.prior()
    start = np.mean([neutral.weights[group] for group in GROUPS], axis=0)
    everything = _fitted(examples, start, ridge)
    weights = {}
    for group, fields in GROUPS.items():
        own = [example for example in examples if example.field in fields]
        weights[group] = tuple(
            (_fitted(own, everything, ridge) if len(own) >= _ENOUGH else everything).tolist()
        )
    return Calibration(weights, fitted_on)


def _fitted(examples: Sequence[Example], prior: Floats, ridge: float) -> Floats:
    """Newton's steps to the weights that make the examples likeliest, held near `prior`."""
    if not examples:
        return prior
    x = np.array([[1.0, *example.evidence] for example in examples])
    y = np.array([float(example.right) for example in examples])
    weights = prior.astype(np.float64)
    for _ in range(_ROUNDS):
        p = _sigmoid(x @ weights)
        slope = x.T @ (p - y) + ridge * (weights - prior)
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        change = np.linalg.solve(curve, slope)
        # Far from the answer a whole step may overshoot.
        weights = weights - change * min(1.0, 2.0 / max(1e-9, float(np.abs(change).max())))
        if float(np.abs(change).max()) < 1e-7:
            break
    return weights


def _sigmoid(odds: Floats) -> Floats:
    bounded: Floats = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return bounded
