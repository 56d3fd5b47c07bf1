"""A measured value, the floor it is held against, and whether it meets its goal."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Any


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound on the ratio of value to floor."""

    bound: float
    at_most: bool = True

    def __str__(self) -> str:
        return f"{'<=' if self.at_most else '>='} {self.bound:g}"

    def is_met(self, ratio: float) -> bool:
        return ratio <= self.bound if self.at_most else ratio >= self.bound


@dataclass(frozen=True, slots=True)
class Measure:
    """`floor` is in the same unit; without it the value is only told."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    goal: Goal | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def met(self) -> bool | None:
        """None where there is no goal."""
        ratio = self.ratio
        return None if self.goal is None or ratio is None else self.goal.is_met(ratio)

    def told(self) -> dict[str, Any]:
        """As JSON has it; three digits are more than such a measurement is worth."""
        rounded = {name: _rounded(value) for name, value in asdict(self).items() if name != "goal"}
        goal = None if self.goal is None else str(self.goal)
        return {**rounded, "ratio": _rounded(self.ratio), "goal": goal, "met": self.met}


def percentiles(seconds: Sequence[float]) -> tuple[float, float]:
    """The 50th and the 95th percentile, in milliseconds."""
    cut = quantiles(seconds, n=20, method="inclusive")
    return cut[9] * 1000, cut[18] * 1000


def _rounded(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value
