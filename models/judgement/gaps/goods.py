"""Prices and numbers of things that their product proves."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.checks import bounds
from models.judgement.figures import written
from models.judgement.gaps.paper import Known, Number, Paper, known_of, only, single
from models.judgement.mentions import Mention
from models.judgement.words import NO_GOODS
from models.labels import Label, Span

F = ReadingField
_BY_TOTAL: Final = (BillKind.LPG, BillKind.FUEL, BillKind.INVOICE)
_BY_ROW: Final = (BillKind.FUEL, BillKind.INVOICE)
# A dollar's rounding is little beside it.
_LEAST_AMOUNT, _LEAST_ROW = 100, 10
_ROUNDED: Final = 1
_PRODUCT: Final = re.compile(r"(?<![\d.,])(\d[\d,]*)\s?[*x×X]\s?(\d[\d,]*)(?![\d.,*x×X])")
_ROWS_ROUNDING: Final = Decimal("0.6")


def prices(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """The only number that times the usage makes the total or what it is before tax; of gas its line."""
    known = known_of(found)
    usage = only(known, F.USAGE)
    if usage is None or F.UNIT_PRICE in known or any(one.part for one in found if one.field is F.USAGE):
        return
    count = Decimal(usage)
    free = [one for one in paper.numbers if one.free and one.value != count]
    if count > 1 and paper.kind in _BY_TOTAL:
        amounts = _amounts(known)
        fits = [one for one in free if any(_multiplies(count, one.value, amount) for amount in amounts)]
    elif count > 1 and paper.kind is BillKind.NATURAL_GAS:
        fits = [one for one in free if _is_rate(one.value) and _has_amount(paper, one, count)]
    else:
        return
    yield from single(_labelled([one for one in fits if _in_band(one.value, paper.kind)], Label.UNIT_PRICE))


def bottles(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """How many bottles of one size: the smaller of two factors whose product is the total."""
    parts = [one for one in found if one.field is F.USAGE]
    if paper.kind is not BillKind.LPG or not parts or not all(one.sized for one in parts):
        return
    amounts = _amounts(known_of(found))
    if len({one.value for one in parts}) == 1:
        yield from single([count for count in _counts(paper) if count[0] in amounts])


def _counts(paper: Paper) -> Iterator[tuple[Decimal, tuple[int, Span]]]:
    """Of each product of two numbers what it comes to, and the smaller one."""
    for one, match in paper.find(_PRODUCT):
        first, second = (Decimal(match[side].replace(",", "")) for side in (1, 2))
        start, end = match.span(1 if first < second else 2)
        place = one.start - match.start()
        yield (
            first * second,
            paper.stretch(one.sheet, one.line, place + start, place + end).span(Label.USAGE_PART),
        )


def _amounts(known: Known) -> set[Decimal]:
    whole = {Decimal(total) for total in known.get(F.TOTAL_AMOUNT, ())}
    return whole | {total - Decimal(tax) for total in whole for tax in known.get(F.TAX, ())}


def _multiplies(count: Decimal, price: Decimal, amount: Decimal) -> bool:
    return amount >= _LEAST_AMOUNT and abs(count * price - amount) <= _ROUNDED


def _is_rate(value: Decimal) -> bool:
    return value != value.to_integral_value() or "." in str(value)


def _has_amount(paper: Paper, price: Number, count: Decimal) -> bool:
    """Whether in a price's line, behind it, stands what it comes to."""
    return any(
        paper.same_row(price.stretch, one.stretch)
        and one.stretch.left > price.stretch.left
        and _multiplies(count, price.value, one.amount)
        for one in paper.numbers
    )


def _in_band(price: Decimal, kind: BillKind) -> bool:
    tariff = bounds.tariff_of(kind, None, date.max)
    return tariff is None or tariff.low <= price <= tariff.high


def row_prices(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """In a line with a number of things the price of one, or beside a price their number, by the amount."""
    if paper.kind not in _BY_ROW:
        return
    counts = [one for one in found if one.field is F.USAGE and one.value and not one.part]
    if paper.kind is BillKind.FUEL:
        counts = [one for one in counts if Decimal(one.value) > 1]
    costs = [one for one in found if one.field is F.UNIT_PRICE and one.value]
    for one in counts:
        if not any(one.place.beside(other.place) for other in costs):
            alone = [cost for cost in _factors(paper, one) if not _has_letters(paper, cost)]
            yield from single(_labelled(alone, Label.UNIT_PRICE))
    for one in costs:
        if not any(one.place.beside(other.place) for other in counts):
            yield from single(_labelled(_factors(paper, one), Label.USAGE))


def _has_letters(paper: Paper, one: Number) -> bool:
    """As `600cc`, a size in a name."""
    behind = paper.texts[one.stretch.sheet][one.stretch.line][one.stretch.end :]
    return behind[:1].isascii() and behind[:1].isalpha()


def _factors(paper: Paper, one: Mention) -> list[Number]:
    """Numbers in its line that times it are a third one there, which stands behind both."""
    if any(word in paper.row_text(one) for word in NO_GOODS):
        return []
    line = [other for other in paper.numbers if paper.beside(one, other.stretch)]
    known = Decimal(one.value)
    return [
        factor
        for factor in line
        # What is taken once proves nothing: a 1 stands anywhere.
        if factor.free
        and factor.value != 1
        and any(_is_product(known, factor, amount, one.place.right) for amount in line)
    ]


def _is_product(known: Decimal, factor: Number, amount: Number, right: float) -> bool:
    stands_behind = amount.stretch.left > max(factor.stretch.right, right) - factor.stretch.height / 2
    off = abs(known * factor.value - amount.amount)
    return stands_behind and amount.amount >= _LEAST_ROW and off <= _ROWS_ROUNDING


def _labelled(several: Sequence[Number], label: Label) -> list[tuple[str, tuple[int, Span]]]:
    return [(written(one.value), one.stretch.span(label)) for one in several]
