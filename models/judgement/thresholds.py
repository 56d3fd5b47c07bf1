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

# With fewer values a field's own curve is noise: it takes the threshold of all fields if that is higher.
_ENOUGH: Final = 200
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
    confidence: NDArray[np.float64], right: NDArray[np.bool_], target: float = 0.995
) -> float:
    """The lowest confidence from which on at least `target` of the values are right; above 1 if none."""
    order = np.argsort(-confidence, kind="stable")
    if not len(order):
        return _NEVER
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    # Of values equally sure either all are taken or none.
    last = np.append(np.diff(confidence[order]) != 0, True)
    good = np.flatnonzero((share >= target) & last)
    return float(confidence[order[good[-1]]]) if len(good) else _NEVER


def choose_thresholds(
    confidence: Mapping[ReadingField, NDArray[np.float64]],
    right: Mapping[ReadingField, NDArray[np.bool_]],
    target: float = 0.995,
) -> dict[ReadingField, float]:
    """A threshold for each field, by its own values where there are enough."""
    known = [field for field in ReadingField if field in confidence and len(confidence[field])]
    pooled = _NEVER
    if known:
        sure = np.concatenate([confidence[field] for field in known])
        pooled = choose_threshold(sure, np.concatenate([right[field] for field in known]), target)
    chosen = dict.fromkeys(ReadingField, pooled)
    for field in known:
        own = choose_threshold(confidence[field], right[field], target)
        chosen[field] = own if len(confidence[field]) >= _ENOUGH else max(own, pooled)
    return chosen
