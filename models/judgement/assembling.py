"""From printed values to the fields and rows of one document, each with what speaks for another value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.charges import without_charges
from models.judgement.columns import as_in_column
from models.judgement.ends import both_ends, both_readings
from models.judgement.figures import written
from models.judgement.firms import both_firms
from models.judgement.gaps.filling import filled
from models.judgement.headings import as_headed
from models.judgement.mentions import Mention, UnderstoodSheet, mentions
from models.judgement.names import registered
from models.judgement.parts import total_of
from models.judgement.points import thousands
from models.judgement.prices import with_price
from models.judgement.rows import find_rows
from models.judgement.strays import without_strays
from models.judgement.words import UNIT_OF_KIND, VENDOR_ENDINGS

F = ReadingField
_PERIOD: Final = (F.PERIOD_START, F.PERIOD_END)


@dataclass(frozen=True, slots=True)
class Choice:
    """The value taken, its prints and the prints of other values, both best first.

    `derived` where it was worked out or implied, `repaired` where sums decided for another reading.
    """

    value: str
    prints: tuple[Mention, ...]
    rivals: tuple[Mention, ...] = ()
    derived: bool = False
    repaired: bool = False

    @property
    def best(self) -> Mention:
        return self.prints[0]

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Other values that the prints of the field give or could give."""
        values = [value for one in self.prints for value in one.alternatives]
        for rival in self.rivals:
            values += [rival.value, *rival.alternatives]
        return tuple(value for value in dict.fromkeys(values) if value != self.value)


Choices = Mapping[ReadingField, Choice]


@dataclass(frozen=True, slots=True)
class Assembled:
    """One document before its checks; `parts` are printed numbers that make up its usage."""

    kind: BillKind
    kind_confidence: float
    fields: Choices
    rows: tuple[Choices, ...] = ()
    parts: tuple[Mention, ...] = ()


def kind_of(sheets: Sequence[UnderstoodSheet]) -> tuple[BillKind, float]:
    """The likeliest kind over the sheets that have something to read."""
    shares = kinds_of(sheets)
    best = max(shares, key=lambda kind: shares[kind])
    return best, min(1.0, shares[best])


def kinds_of(sheets: Sequence[UnderstoodSheet]) -> dict[BillKind, float]:
    """How likely each is."""
    telling = [given for given in sheets if given.understood.spans] or list(sheets)
    if not telling:
        return {kind: float(kind is BillKind.UNKNOWN) for kind in BillKind}
    return {
        kind: sum(given.understood.kinds.get(kind, 0.0) for given in telling) / len(telling)
        for kind in BillKind
    }


def assemble(
    sheets: Sequence[UnderstoodSheet], kind: BillKind, kind_confidence: float, *, as_read: bool = False
) -> Assembled:
    """Fields and rows of one document on one or several sheets; `as_read`, no print is taken for another and
    nothing is added that the paper proves."""
    printed = without_charges(mentions(sheets, kind), sheets, kind)
    found: Sequence[Mention] = _days_before_months(printed)
    if not as_read:
        found = without_strays(filled(_reconsidered(tuple(found), kind), sheets, kind))
    rows, whole = find_rows(found)
    fields = _fields(whole, kind, kind_confidence)
    below = _without_lone_units([_fields(row, kind, kind_confidence) for row in rows])
    fields, below = _shared_unit(fields, below)
    if below and F.USAGE not in fields and not any(F.UNIT in row for row in below):
        fields = _with_unit(fields, below, kind, kind_confidence)
    parts = tuple(one for one in whole if one.part and one.value)
    return Assembled(kind, kind_confidence, fields, below, parts)


def _reconsidered(found: tuple[Mention, ...], kind: BillKind) -> tuple[Mention, ...]:
    """Prints that others of the same paper show to be something else than each by itself seemed."""
    found = as_in_column(found)
    ordered = both_readings(both_ends(thousands(found, kind), kind))
    return both_firms(with_price(ordered, kind))


def _fields(found: Iterable[Mention], kind: BillKind, kind_confidence: float) -> dict[ReadingField, Choice]:
    by_field: dict[ReadingField, list[Mention]] = {}
    for mention in found:
        if mention.value:
            by_field.setdefault(mention.field, []).append(mention)
    chosen = {
        field: (_vendor if field is F.VENDOR else _chosen)(several) for field, several in by_field.items()
    }
    if F.USAGE in by_field:
        chosen[F.USAGE] = _usage(by_field[F.USAGE])
        if F.UNIT not in chosen and kind in UNIT_OF_KIND:
            chosen[F.UNIT] = _unit_of_kind(chosen[F.USAGE].best, kind, kind_confidence)
    return chosen


def _days_before_months(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Months stand for a period only where none of its days is printed."""
    days = any(one.field in _PERIOD and one.value and not one.months for one in found)
    return tuple(one for one in found if not (days and one.months))


def _chosen(several: Sequence[Mention]) -> Choice:
    """The value whose prints together are likeliest."""
    groups: dict[str, list[Mention]] = {}
    for mention in several:
        groups.setdefault(mention.value, []).append(mention)
    value = max(groups, key=lambda one: believed(groups[one]))
    best_first = sorted(groups[value], key=lambda one: -one.strength)
    others = [one for one in several if one.value != value]
    derived = all(one.months for one in best_first)
    return Choice(value, tuple(best_first), tuple(sorted(others, key=lambda one: -one.strength)), derived)


def believed(prints: Iterable[Mention]) -> float:
    """The chance that not all of them are wrong, as if each erred by itself."""
    doubt = 1.0
    for one in prints:
        doubt *= 1 - min(one.strength, 0.999)
    return 1 - doubt


def _vendor(several: Sequence[Mention]) -> Choice:
    """A registered name before a heading's; a name within the other agrees with it."""
    several = as_headed(several)
    ended = [one for one in several if one.value.endswith(VENDOR_ENDINGS)]
    choice = _chosen(ended or several)
    short = choice.value
    longer = [one for one in ended if short in one.value and one.value != short]
    longer = longer or [replace(one, value=name) for one in ended if (name := registered(short, one.value))]
    if longer:
        choice = _chosen(longer)
    agreeing = [one for one in several if one.value != choice.value and one.value in choice.value]
    rivals = [one for one in several if one.value != choice.value and one not in agreeing]
    return Choice(choice.value, (*choice.prints, *agreeing), tuple(rivals))


def _usage(several: Sequence[Mention]) -> Choice:
    """The printed usage, else what its parts come to."""
    totals, parts = [one for one in several if not one.part], [one for one in several if one.part]
    if totals or not parts:
        return _chosen(totals or several)
    value = written(total_of(parts))
    weakest_first = sorted(parts, key=lambda one: one.strength)
    return Choice(value, tuple(weakest_first), derived=len(parts) > 1)


def _unit_of_kind(usage: Mention, kind: BillKind, kind_confidence: float) -> Choice:
    implied = Mention(
        F.UNIT, UNIT_OF_KIND[kind], kind_confidence, source=usage.source, page=usage.page, place=usage.place
    )
    return Choice(implied.value, (implied,), derived=True)


def _with_unit(
    fields: Choices, rows: Sequence[Choices], kind: BillKind, kind_confidence: float
) -> dict[ReadingField, Choice]:
    """The unit of a table belongs to the whole."""
    usages = [row[F.USAGE] for row in rows if F.USAGE in row]
    if F.UNIT in fields or not usages or kind not in UNIT_OF_KIND:
        return dict(fields)
    return {**fields, F.UNIT: _unit_of_kind(usages[0].best, kind, kind_confidence)}


def _without_lone_units(rows: Sequence[Choices]) -> tuple[Choices, ...]:
    """A row repeats no unit that is only implied."""
    return tuple(
        {field: choice for field, choice in row.items() if not (field is F.UNIT and choice.derived)}
        for row in rows
    )


def _shared_unit(
    fields: Choices, rows: Sequence[Choices]
) -> tuple[dict[ReadingField, Choice], tuple[Choices, ...]]:
    """The unit that every row prints is that of the whole."""
    units = [row[F.UNIT] for row in rows if F.UNIT in row]
    if not units or len(units) < len(rows) or len({one.value for one in units}) > 1:
        return dict(fields), tuple(rows)
    prints = tuple(mention for unit in units for mention in unit.prints)
    without: tuple[Choices, ...] = tuple(
        {field: choice for field, choice in row.items() if field != F.UNIT} for row in rows
    )
    whole = fields.get(F.UNIT)
    kept = whole if whole and not whole.derived else Choice(units[0].value, prints)
    return {**fields, F.UNIT: kept}, without
