"""How a page prints days, periods and months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.generator.dice import Dice
from models.generator.marked import WHOLE, Marked, Piece, plain
from models.generator.wording import DAYS
from models.labels import Label

_ERA = 1911
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_STROKES = "-/"


def some_day(dice: Dice, back: int = 0) -> date:
    """Any past day of the years from which bills come; what is told reaches so many days back from it."""
    first: date = max(DAYS["usual"], DAYS["oldest"] + timedelta(back))
    return first + timedelta(dice.amount(0, (DAYS["latest"] - first).days))


def first_and_last(start: tuple[int, int], end: tuple[int, int]) -> str:
    """First day of the first month and last of the last, with a stroke between."""
    year, month = end
    after = date(year + month // 12, month % 12 + 1, 1)
    return f"{date(*start, 1).isoformat()}/{(after - timedelta(1)).isoformat()}"


def months_before(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month so many months earlier."""
    place = year * 12 + month - 1 - count
    return place // 12, place % 12 + 1


@dataclass(slots=True)
class Days:
    """One page's habits, as forms that stand in `days.toml`."""

    dice: Dice
    day_form: str
    range_form: str
    month_form: str
    two_month_form: str
    full_width: bool
    short_end: bool

    @classmethod
    def sample(cls, dice: Dice, *, foreign: bool = False) -> "Days":
        days, ranges, months, pairs = (
            DAYS[f"english_{name}" if foreign else name]
            for name in ("days", "ranges", "months", "two_months")
        )
        form = dice.choose(days)
        return cls(
            dice,
            form,
            _range_for(dice, form, ranges),
            dice.choose(months),
            dice.choose(pairs),
            full_width=dice.chance(0.02),
            short_end=dice.chance(0.04),
        )

    def written(self, day: date, form: str | None = None) -> str:
        year, month, of_month = day.year, day.month, day.day
        name = DAYS["names"][month - 1]
        text = (form or self.day_form).format(
            roc=year - _ERA, y=year, yy=year % 100, m=month, d=of_month, mon=name[:3], month=name
        )
        return text.translate(_FULL) if self.full_width else text

    def day(self, label: Label | None, day: date, row: int = WHOLE) -> Marked:
        return (Piece(self.written(day), label, day.isoformat(), row),)

    def moment(self, label: Label | None, day: date, row: int = WHOLE) -> Marked:
        """A day with a time behind it, as tills print."""
        dice = self.dice
        form = dice.choose(DAYS["times"])
        week = DAYS["week"][day.weekday()]
        time = form.format(h=dice.amount(6, 23), i=dice.amount(0, 59), s=dice.amount(0, 59), w=week)
        return (*self.day(label, day, row), Piece(time)) if time else self.day(label, day, row)

    def period(self, start: date, end: date, row: int = WHOLE, *, labelled: bool = True) -> Marked:
        """Both ends in the page's form of a range."""
        first = Label.PERIOD_START if labelled else None
        last = Label.PERIOD_END if labelled else None
        form = self._yearless() if self.short_end and start.year == end.year else None
        pieces = {
            "a": Piece(self.written(start), first, start.isoformat(), row),
            "b": Piece(self.written(end, form), last, end.isoformat(), row),
        }
        return ranged(self.range_form, pieces)

    def _yearless(self) -> str | None:
        """As the page's days are, without their year; none where nothing parts these from it."""
        found = (short for stroke, short in DAYS["yearless"].items() if stroke in self.day_form)
        return next(found, None)

    def month(self, year: int, month: int, form: str | None = None) -> str:
        return self.written(date(year, month, 1), form or self.month_form)

    def months(
        self, start: tuple[int, int], end: tuple[int, int], label: Label | None, row: int = WHOLE
    ) -> Marked:
        """A month, or two that stand for a period."""
        value = first_and_last(start, end)
        if start == end:
            return (Piece(self.month(*start), label, value, row),)
        if start[0] != end[0] and "roc2" not in self.two_month_form and "y2" not in self.two_month_form:
            # A form with one year cannot say that the year turned.
            text = f"{self.month(*start)}-{self.month(*end)}"
        else:
            text = self._two_months(start, end)
        return (Piece(text, label, value, row),)

    def _two_months(self, start: tuple[int, int], end: tuple[int, int], form: str | None = None) -> str:
        text = (form or self.two_month_form).format(
            roc=start[0] - _ERA, y=start[0], m=start[1], n=end[1], roc2=end[0] - _ERA, y2=end[0]
        )
        return text.translate(_FULL) if self.full_width else text

    def invoice_months(self, day: date) -> str:
        """The two months of an invoice's numbers."""
        first = day.month - 1 + day.month % 2
        return self._two_months(
            (day.year, first), (day.year, first + 1), self.dice.choose(DAYS["invoice_months"])
        )


def _range_for(dice: Dice, day_form: str, ranges: Sequence[str]) -> str:
    """One whose stroke is none of the days' own."""
    form = dice.choose(ranges)
    while any(stroke in form and stroke in day_form for stroke in _STROKES):
        form = dice.choose(ranges)
    return form


def ranged(form: str, pieces: dict[str, Piece]) -> Marked:
    """The form with pieces for {a} and {b}."""
    before, _, rest = form.partition("{a}")
    between, _, after = rest.partition("{b}")
    made = (*plain(before), pieces["a"], *plain(between), pieces["b"], *plain(after))
    return tuple(piece for piece in made if piece.text)
