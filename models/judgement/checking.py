"""Every check over a document and its rows."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.assembling import Assembled, Choices
from models.judgement.checks import bands, bounds, forms, order, sums
from models.judgement.checks.lists import Finding, list_findings
from models.judgement.checks.subject import Subject
from models.judgement.mentions import UnderstoodSheet
from models.judgement.parts import total_of
from models.judgement.words import DISCOUNTS, plain
from models.readings import Check

F = ReadingField
_CHECKS: Final[tuple[Callable[[Subject], Check | None], ...]] = (
    sums.readings_difference,
    sums.price_times_quantity,
    sums.tax_rate,
    sums.sales_printed,
    bands.tariff_band,
    bands.price_band,
    bands.co2_factor,
    bands.unit_of_kind,
    forms.seller_ubn_digit,
    forms.buyer_ubn_digit,
    forms.two_firms,
    forms.account_digit,
    order.period_length,
    order.period_start_possible,
    order.period_end_possible,
    order.issue_date_possible,
    order.issue_after_period,
)
# What a row takes from its document: it says what the row's numbers are.
_INHERITED: Final = (F.UNIT, F.FUEL)
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MOST_PRINTED: Final = 5_000


def checks_of(subject: Subject) -> Iterator[Check]:
    """The checks of one document or row that have what they need."""
    return (found for check in _CHECKS if (found := check(subject)))


def subjects(
    assembled: Assembled, sheets: Sequence[UnderstoodSheet], today: date
) -> tuple[Subject, tuple[Subject, ...]]:
    """The document and its rows as they are checked."""
    printed, discounted = printed_numbers(sheets), speaks_of_discount(sheets)
    inherited = {field: assembled.fields[field].value for field in _INHERITED if field in assembled.fields}

    def subject(choices: Choices, known: dict[ReadingField, str], parts: bool) -> Subject:
        values = known | {field: choice.value for field, choice in choices.items()}
        return Subject(assembled.kind, values, today, printed, discounted, parts)

    whole = subject(assembled.fields, {}, bool(assembled.parts))
    return whole, tuple(
        subject(row, inherited, F.USAGE in row and row[F.USAGE].derived) for row in assembled.rows
    )


def findings(assembled: Assembled, sheets: Sequence[UnderstoodSheet], today: date) -> tuple[Finding, ...]:
    """All checks of the document, its rows and its lists, and whether prints of one field agree."""
    whole, rows = subjects(assembled, sheets, today)
    return (
        *(Finding(check) for check in checks_of(whole)),
        *_row_findings(assembled.rows, rows),
        *list_findings(whole, rows),
        *(Finding(check) for check in _prints_agree(assembled.fields)),
        *(Finding(check) for check in _parts_sum(assembled)),
    )


def _row_findings(own: Sequence[Choices], rows: Sequence[Subject]) -> Iterator[Finding]:
    """Checks of a row's own values; one of the document's is made once."""
    for place, (choices, row) in enumerate(zip(own, rows, strict=True)):
        for check in checks_of(row):
            if any(field in choices for field in check.fields):
                yield Finding(check, place)


def _prints_agree(choices: Choices) -> Iterator[Check]:
    """Several prints of a field have one value."""
    for field, choice in choices.items():
        rivals = [one for one in choice.rivals if one.strength >= bounds.STRONG_RIVAL]
        if rivals:
            values = " / ".join(dict.fromkeys((choice.value, *(one.value for one in rivals))))
            yield Check("prints_agree", False, values, (field,))


def _parts_sum(assembled: Assembled) -> Iterator[Check]:
    """Parts that are printed beside a usage make it up."""
    usage = assembled.fields.get(F.USAGE)
    if usage is None or usage.derived or len(assembled.parts) < 2:
        return
    summed = total_of(assembled.parts)
    yield Check("parts_sum", summed == Decimal(usage.value), f"{summed}; {usage.value}", (F.USAGE,))


def printed_numbers(sheets: Sequence[UnderstoodSheet]) -> frozenset[Decimal]:
    """Every number that stands anywhere on the sheets, as it is written."""
    found = (
        Decimal(number.replace(",", ""))
        for given in sheets
        for line in given.sheet.lines
        for number in _NUMBER.findall(plain(line.text))
    )
    return frozenset(number for number, _ in zip(found, range(_MOST_PRINTED), strict=False))


def speaks_of_discount(sheets: Sequence[UnderstoodSheet]) -> bool:
    """Whether a word for a discount stands anywhere."""
    texts = (plain(line.text).lower() for given in sheets for line in given.sheet.lines)
    return any(word in text for text in texts for word in DISCOUNTS)
