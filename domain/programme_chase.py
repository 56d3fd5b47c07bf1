"""The sections of a programme year by which guilds chase their trainees (R45)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from domain.strict_document import between, one_of, positive, share

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class ChaseRules:
    """The pace of the programme counts from so many trainee-days on; before that `firms_a_day` is taken.

    A case is reminded by hand once in `days_between` days.
    """

    days_between: Annotated[int, positive]
    least_trainee_days: Annotated[int, positive]
    firms_a_day: Annotated[Decimal, share]


@dataclass(frozen=True, slots=True)
class DigestRules:
    """When a guild's weekly digest goes out (an hour in Taipei), how far it looks, how many it names."""

    weekday: Annotated[str, one_of(*WEEKDAYS)]
    hour: Annotated[int, between(0, 23)]
    deadline_days: Annotated[int, positive]
    trainees: Annotated[int, positive]
