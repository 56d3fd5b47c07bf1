"""The chase board: which trainee a guild should call first (R45).

A firm is completed when its checkup is submitted. The programme's pace is an incidence rate: firms
submitted, divided by the days that its trainees had for it, from the training day until they had submitted
all or their time was over. A trainee's rank is what can still be expected of them, in money:

    expected firms = min(firms not completed, pace × calendar days left)
    value          = expected firms × average fee of the firms not completed
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from domain.deadline import WindowKind
from domain.fee import rate
from domain.industry import sector_of
from domain.periods import DAY
from domain.programme import Programme
from domain.working_calendar import CalendarMissing, WorkingCalendar

COMPLETING = frozenset({WindowKind.UPLOAD, WindowKind.RESUBMISSION})
_LISTING = frozenset({"applying", "listing"})
_NAMING = _LISTING | {"uploading"}
_CHASED = _NAMING | {"resubmitting"}
_HUNDREDTH, _WHOLE, _RATE = Decimal("0.01"), Decimal(1), Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Pace:
    """Firms that a trainee completes in a day; `by_history` false where that is the programme's own guess."""

    firms: int
    trainee_days: int
    firms_a_day: Decimal
    by_history: bool


@dataclass(frozen=True, slots=True)
class FirmStanding:
    """A listed firm: its tax code, whether its letter is there and not refused, how far its checkup is."""

    industry: str
    lettered: bool
    progress: str


@dataclass(frozen=True, slots=True)
class Due:
    """An open window of the case."""

    kind: WindowKind
    last_day: date
    rule: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A live case as the board sees it; `due` in the order of their ends."""

    enrolment: UUID
    stage: str
    firms: tuple[FirmStanding, ...]
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Firms by what is missing of them: names, letters, a first submission, a second one."""

    to_name: int
    letters: int
    to_submit: int
    to_resubmit: int

    @property
    def firms(self) -> int:
        """The firms that are not completed."""
        return self.to_name + self.to_submit + self.to_resubmit


@dataclass(frozen=True, slots=True)
class Line:
    """A trainee of the board. Days are left after today; working days None beyond the calendar.

    `days_to_complete` are calendar days until the window of submission ends, or the next one before it.
    """

    enrolment: UUID
    missing: Missing
    next_due: Due | None
    calendar_days: int | None
    working_days: int | None
    days_to_complete: int
    expected_firms: Decimal
    fee_a_firm: Decimal
    value: int


def pace(firms: int, trainee_days: int, programme: Programme) -> Pace:
    """The programme's pace by its own history, or its guess while that is too short to tell."""
    rules = programme.chase
    if trainee_days < rules.least_trainee_days:
        return Pace(firms, trainee_days, rules.firms_a_day, by_history=False)
    history = (Decimal(firms) / trainee_days).quantize(_RATE, ROUND_HALF_UP)
    return Pace(firms, trainee_days, history, by_history=True)


def board(
    standings: Iterable[Standing],
    known: Pace,
    today: date,
    programme: Programme,
    calendar: WorkingCalendar,
) -> list[Line]:
    """Who is to be chased, the most valuable first; among equals whose time is shortest."""
    lines = [
        _line(one, known, today, programme, calendar)
        for one in standings
        if one.stage in _CHASED and missing_of(one, programme).firms
    ]
    return sorted(lines, key=_urgency)


def missing_of(standing: Standing, programme: Programme) -> Missing:
    """What is missing of the case's firms; names and letters while firms can still be named."""
    firms, naming = standing.firms, standing.stage in _NAMING
    return Missing(
        max(programme.registration.firms - len(firms), 0) if naming else 0,
        sum(not firm.lettered for firm in firms) if naming else 0,
        sum(firm.progress == "open" for firm in firms),
        sum(firm.progress == "returned" for firm in firms),
    )


def _line(
    standing: Standing, known: Pace, today: date, programme: Programme, calendar: WorkingCalendar
) -> Line:
    missing, first = missing_of(standing, programme), next(iter(standing.due), None)
    to_complete = _days_to_complete(standing.due, today)
    expected = min(Decimal(missing.firms), known.firms_a_day * to_complete).quantize(
        _HUNDREDTH, ROUND_HALF_UP
    )
    fee = _fee_a_firm(standing, missing, programme)
    return Line(
        standing.enrolment,
        missing,
        first,
        (first.last_day - today).days if first else None,
        working_days_left(today, first.last_day, calendar) if first else None,
        to_complete,
        expected,
        fee.quantize(_HUNDREDTH, ROUND_HALF_UP),
        int((expected * fee).quantize(_WHOLE, ROUND_HALF_UP)),
    )


def working_days_left(today: date, last_day: date, calendar: WorkingCalendar) -> int | None:
    """Working days after today up to and on the last day; None where the calendar ends before it."""
    day, count = today, 0
    try:
        while day < last_day:
            day += DAY
            count += not calendar.is_rest_day(day)
    except CalendarMissing:
        return None
    return count


def _days_to_complete(due: Sequence[Due], today: date) -> int:
    completing = [one for one in due if one.kind in COMPLETING] or list(due[:1])
    return max((completing[0].last_day - today).days, 0) if completing else 0


def _fee_a_firm(standing: Standing, missing: Missing, programme: Programme) -> Decimal:
    """The average of the firms not completed; one that is not named counts with the smaller fee (R21)."""
    pending = [firm for firm in standing.firms if firm.progress in ("open", "returned")]
    fees = [rate(sector_of(firm.industry, programme), programme) for firm in pending]
    unnamed = min(programme.fees.manufacturing, programme.fees.services)
    return Decimal(sum(fees) + unnamed * missing.to_name) / missing.firms


def _urgency(line: Line) -> tuple[int, int, str]:
    return -line.value, line.days_to_complete, str(line.enrolment)
