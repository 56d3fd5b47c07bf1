"""What every deed stands on."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Protocol

from tests.cohort.by_hand.case import Case, Listed, Refused
from tests.cohort.by_hand.firms import Firm
from tests.cohort.by_hand.numbers import Numbers

Said = dict[str, Any]


class Year(Protocol):
    """What an action may look at beside its own case."""

    numbers: Numbers

    def session_day(self, key: str) -> date: ...

    def firms_wanted(self, session: str) -> int: ...

    def is_enrolled(self, case: Case) -> bool: ...

    def has_firm(self, ubn: str) -> bool: ...

    def has_place(self, firm: Firm) -> bool: ...


Deed = Callable[[Case, Said, datetime, Year], None]


def must_live(case: Case) -> None:
    if not case.is_live:
        raise Refused("case_closed")


def list_all(case: Case, firms: list[Firm], lettered: list[Firm], year: Year) -> None:
    """All of these firms come onto the list, or none."""
    before = dict(case.firms)
    for firm in firms:
        taken, place = year.has_firm(firm.ubn), year.has_place(firm)
        if taken or not place:
            case.firms = before
            raise Refused("firm_taken" if taken else "quota_full")
        case.firms[firm.ubn] = Listed(firm, firm in lettered)
    case.listings += len(firms)
