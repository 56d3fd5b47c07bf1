"""One trainee's case: what it has, and how it ends."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from tests.cohort.by_hand.firms import Firm
from tests.cohort.by_hand.numbers import Numbers
from tests.cohort.by_hand.office_days import TAIPEI, end_of

LONG_AGO = datetime(2000, 1, 1, tzinfo=TAIPEI)
AWAITED = ("submitted", "resubmitted")


class Refused(Exception):
    """A rule says no; the first argument is its code."""


@dataclass(slots=True)
class Listed:
    """A firm on a list: whether it has a letter, what the check said, and how far its checkup is."""

    firm: Firm
    letter: bool
    check: str = "unchecked"
    checkup: str = "open"


@dataclass(slots=True)
class Window:
    """An open window: the day that starts it, its last day, and until when reminders have been sent."""

    starts: date
    last: date
    reminded: datetime | None = None


@dataclass(slots=True)
class Case:
    """All that is known of a trainee of the file; `windows` are those that are open, by kind."""

    person: str
    session: str
    offered: list[Firm]
    outcome: str = "live"
    reason: str | None = None
    registered: bool = False
    vetted: bool = False
    course: bool = False
    session_cancelled: bool = False
    questions: int = 0
    training_day: date | None = None
    trained: bool = False
    list_passed: bool = False
    notified: bool = False
    fee_due: bool = False
    certified: bool = False
    paid: int = 0
    listings: int = 0
    approvals: int = 0
    mails: Counter[str] = field(default_factory=Counter)
    seen: datetime = LONG_AGO
    firms: dict[str, Listed] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)
    deadlines: list[tuple[str, str]] = field(default_factory=list)
    refusals: list[tuple[str, str, str]] = field(default_factory=list)
    set_by_officer: dict[str, int] = field(default_factory=dict)
    upload_ended: Window | None = None
    at_the_end: list[Listed] = field(default_factory=list)

    @property
    def is_live(self) -> bool:
        return self.registered and self.outcome == "live"

    @property
    def is_under_review(self) -> bool:
        """Everything was submitted, and nothing is concluded yet."""
        return self.is_live and self.list_passed and not self.fee_due and "upload" not in self.windows

    def reinstated_to_submit(self, numbers: Numbers) -> bool:
        """Whether the list is as full as it was when it passed."""
        return self.list_passed and len(self.firms) == numbers.firms

    def chosen(self, action: dict[str, Any], key: str = "firms") -> list[Firm]:
        """The firms at the action's positions, all where it names none."""
        positions = action.get(key, () if key == "wrong" else range(1, len(self.offered) + 1))
        return [self.offered[position - 1] for position in positions]

    def having(self, *checkups: str) -> list[Listed]:
        """The firms whose checkup has come so far."""
        return [one for one in self.firms.values() if one.checkup in checkups]

    def tell(self, template: str) -> None:
        """A mail goes out to the trainee."""
        self.mails[template] += 1

    def opens(self, kind: str, starts: date, last: date) -> None:
        """A window opens."""
        self.windows[kind] = Window(starts, last)
        self.deadlines.append((kind, last.isoformat()))

    def is_open(self, kind: str, at: datetime, numbers: Numbers) -> bool:
        return kind in self.windows and at < end_of(self.windows[kind].last, numbers)

    def ends(self, outcome: str, reason: str | None, numbers: Numbers) -> None:
        """What was not submitted leaves the case; what came back can no longer be mended."""
        self.outcome, self.reason = outcome, reason
        self.tell("failed" if outcome == "failed_review" else outcome)
        self.windows.clear()
        self.at_the_end = [replace(one) for one in self.firms.values()]
        for listed in self.having("open"):
            if numbers.lapsed_free_their_places or not outcome.startswith("lapsed"):
                del self.firms[listed.firm.ubn]
        for listed in self.having("returned"):
            listed.checkup = "failed"


def list_is_complete(case: Case, numbers: Numbers) -> bool:
    """Ten firms, each with a letter that was not found wrong."""
    return len(case.firms) == numbers.firms and all(
        one.letter and one.check != "wrong" for one in case.firms.values()
    )
