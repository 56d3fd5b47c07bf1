"""What a programme is to reach, against what it has: firms whose checkup was approved (R46)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from domain.programme import Programme

_YEARS = 4


@dataclass(frozen=True, slots=True)
class Reached:
    """Firms that are done and that are wanted; `percent` is rounded down, so that 100 means all of them."""

    done: int
    wanted: int

    @property
    def left(self) -> int:
        """How many are still to come; none where there are more than were wanted."""
        return max(self.wanted - self.done, 0)

    @property
    def percent(self) -> Decimal:
        """Of what is wanted, to one place."""
        return (Decimal(100) * self.done / self.wanted).quantize(Decimal("0.1"), ROUND_DOWN)


@dataclass(frozen=True, slots=True)
class AgainstTargets:
    year: Reached
    four_years: Reached


def against_targets(approved: Mapping[str, int], programme: Programme) -> AgainstTargets:
    """`approved` counts firms by programme year; four years are this one and the three before it."""
    this = int(programme.year)
    within = {str(year) for year in range(this - _YEARS + 1, this + 1)}
    years = sum(count for year, count in approved.items() if year in within)
    targets = programme.targets
    return AgainstTargets(
        Reached(approved.get(programme.year, 0), targets.firms_a_year),
        Reached(years, targets.firms_in_four_years),
    )
