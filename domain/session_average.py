"""How many people a guild's sessions have on average, on site and online together (R2): shown, no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from domain.programme import Programme

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Average:
    """Of the sessions with attendance; `average` is cut to a tenth, None (like `met`) without a session."""

    sessions: int
    people: int
    average: Decimal | None
    wanted: int
    met: bool | None


def average_people(attended: Sequence[int], programme: Programme) -> Average:
    """`attended` counts the people of each session; one with nobody recorded is not counted as held."""
    held = [count for count in attended if count > 0]
    people, wanted = sum(held), programme.sessions.average_people
    if not held:
        return Average(0, 0, None, wanted, None)
    average = (Decimal(people) / len(held)).quantize(_TENTH, ROUND_DOWN)
    return Average(len(held), people, average, wanted, people >= wanted * len(held))
