"""From which confidence on a value is taken without a person, and how that is chosen."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from domain.checkup.reading import ReadingField

_NEVER: Final = 1.01


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Per field; `chosen_on` names the day and the set. `kind` is that of the document's kind."""

    fields: Mapping[ReadingField, float]
    kind: float
    chosen_on: str

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Those kept with the reader, or those of a file."""
        kept = path or files("models.judgement").joinpath("thresholds.toml")
        read = tomllib.loads(kept.read_text("utf-8"))
        fields = {field: float(read["fields"][field.value]) for field in ReadingField}
        return cls(fields, float(read["kind"]), read["chosen_on"])

    def save(self, path: Path) -> None:
        """As `load` reads it."""
        lines = [
            "# Confidence from which on a value is taken without a person.",
            f'chosen_on = "{self.chosen_on}"',
            f"kind = {self.kind:.4f}",
            "\n[fields]",
            *(f"{field.value} = {self.fields[field]:.4f}" for field in ReadingField),
        ]
        path.write_text("\n".join(lines) + "\n", "utf-8")


def choose_threshold(
    confidence: NDArray[np.float64], right: NDArray[np.bool_], target: float = 0.995, least: float = 0.0
) -> float:
    """The lowest confidence, not below `least`, from which on `target` of the values are right, were the
    share that is seen a standard error too good; above 1 if none is."""
    order = np.argsort(-confidence, kind="stable")
    if not len(order):
        return _NEVER
    count = np.arange(1, len(order) + 1)
    share = np.cumsum(right[order]) / count
    share = share - np.sqrt(share * (1 - share) / count)
    # Of values equally sure either all are taken or none.
    last = np.append(np.diff(confidence[order]) != 0, True)
    good = np.flatnonzero((share >= target) & last & (confidence[order] >= least))
    return float(confidence[order[good[-1]]]) if len(good) else _NEVER


def choose_thresholds(
    confidence: Mapping[ReadingField, NDArray[np.float64]],
    right: Mapping[ReadingField, NDArray[np.bool_]],
    target: float = 0.995,
    of_each: float = 0.98,
) -> dict[ReadingField, float]:
    """One threshold for all fields, from which on `target` of all values are right; a field of whose own
    values less than `of_each` would be takes a higher one."""
    known = [field for field in ReadingField if field in confidence and len(confidence[field])]
    pooled = _NEVER
    if known:
        sure = np.concatenate([confidence[field] for field in known])
        pooled = choose_threshold(sure, np.concatenate([right[field] for field in known]), target)
    chosen = dict.fromkeys(ReadingField, pooled)
    for field in known:
        chosen[field] = choose_threshold(confidence[field], right[field], of_each, pooled)
    return chosen
