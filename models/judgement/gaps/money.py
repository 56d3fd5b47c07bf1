"""Tax and totals that sums prove."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.checks import bounds
from models.judgement.figures import written
from models.judgement.gaps.paper import Number, Paper, known_of, only, single
from models.judgement.mentions import Mention
from models.judgement.words import PROOF_WORDS
from models.labels import Label, Span

F = ReadingField
_SALES: Final = (BillKind.FUEL, BillKind.LPG, BillKind.INVOICE)
# Tax of fewer dollars is met by chance.
_LEAST_TAX, _LEAST_SURE_TAX = 3, 10
_LEAST_TOTAL: Final = 100
_ROUNDED: Final = 1
_WORD: Final = 10
# Lines of one sum lie so close, in heights of a line.
_CLOSE: Final = 5
_UNTAXED: Final = re.compile(r"未稅|稅前|免稅|零稅率")


def taxes(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """What sales lack to the total, at the rate in force; or its share of the total, behind a word of tax."""
    known = known_of(found)
    total = only(known, F.TOTAL_AMOUNT)
    if total is None or F.TAX in known:
        return
    whole = Decimal(total)
    printed = {one.amount for one in paper.numbers}
    free = [one for one in paper.numbers if one.free]
    added = [one for one in free if whole - one.amount in printed and _is_tax(one.amount, whole - one.amount)]
    if paper.kind in bounds.PERIOD_KINDS and not paper.says("tax"):
        # Small pictures garble the word, and leave the sum as it is written.
        yield from single(_labelled([one for one in added if _in_a_sum(paper, one, whole)], Label.TAX))
        return
    share = _whole(whole * bounds.TAX_RATE / (1 + bounds.TAX_RATE))
    included = [one for one in free if one.amount == share and _taxed(paper, one)]
    yield from single(_labelled(added or included, Label.TAX))


def _is_tax(tax: Decimal, sales: Decimal) -> bool:
    return tax >= _LEAST_TAX and abs(tax - sales * bounds.TAX_RATE) <= _ROUNDED


def _in_a_sum(paper: Paper, tax: Number, total: Decimal) -> bool:
    """Whether sales stand above it and the total below, one close under the other."""
    near = [one for one in paper.numbers if _in_column(tax, one)]
    above = {one.amount for one in near if one.stretch.y < tax.stretch.y}
    below = {one.amount for one in near if one.stretch.y > tax.stretch.y}
    return total - tax.amount in above and total in below


def _in_column(one: Number, other: Number) -> bool:
    first, second = one.stretch, other.stretch
    overlap = first.left < second.right and second.left < first.right
    return overlap and first.sheet == second.sheet and abs(first.y - second.y) <= _CLOSE * first.height


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), ROUND_HALF_UP)


def _taxed(paper: Paper, one: Number) -> bool:
    before = paper.before(one.stretch)[-_WORD:]
    return any(word in before for word in PROOF_WORDS["tax"]) and not _UNTAXED.search(before)


def totals(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """What sales and their tax come to."""
    known = known_of(found)
    tax = only(known, F.TAX)
    if tax is None or F.TOTAL_AMOUNT in known:
        return
    of = Decimal(tax)
    printed = {one.amount for one in paper.numbers}
    summed = [
        one
        for one in paper.numbers
        if one.free and one.amount - of in printed and _is_tax(of, one.amount - of)
    ]
    yield from single(_labelled(summed, Label.TOTAL_AMOUNT))


def taxed_totals(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """Of a sale the only three numbers that are its sum, their tax, and both together."""
    known = known_of(found)
    if paper.kind not in _SALES or F.TAX in known or F.TOTAL_AMOUNT in known or not paper.says("tax"):
        return
    printed = {one.amount for one in paper.numbers}
    free = [one for one in paper.numbers if one.free and one.amount >= _LEAST_SURE_TAX]
    pairs = [
        (tax, total)
        for tax in free
        for total in free
        if total.amount - tax.amount in printed and _is_tax(tax.amount, total.amount - tax.amount)
    ]
    if len({(tax.amount, total.amount) for tax, total in pairs}) == 1:
        tax, total = pairs[0]
        yield tax.stretch.span(Label.TAX)
        yield total.stretch.span(Label.TOTAL_AMOUNT)


def products(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """The only amount behind a word of totals that is quantity times price of what a station sold."""
    known = known_of(found)
    usage, price = only(known, F.USAGE), only(known, F.UNIT_PRICE)
    if paper.kind is not BillKind.FUEL or usage is None or price is None or F.TOTAL_AMOUNT in known:
        return
    product = Decimal(usage) * Decimal(price)
    fits = [
        one
        for one in paper.numbers
        if one.free
        and one.amount >= _LEAST_TOTAL
        and abs(one.amount - product) <= _ROUNDED
        and any(word in paper.before(one.stretch)[-_WORD:] for word in PROOF_WORDS["totals"])
    ]
    yield from single(_labelled(fits, Label.TOTAL_AMOUNT))


def _labelled(several: Sequence[Number], label: Label) -> list[tuple[str, tuple[int, Span]]]:
    return [(written(one.amount), one.stretch.span(label)) for one in several]
