"""Which pages of a file go on with the document before them; where nothing proves it they are documents."""

from collections.abc import Mapping, Sequence
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.assembling import kind_of
from models.judgement.mentions import UnderstoodSheet, mentions
from models.recognition.documents import evidence, said

F = ReadingField
# Two bills of one customer differ in one of these.
_TELL_APART: Final = (
    F.INVOICE_NO, F.ACCOUNT_NO, F.VENDOR, F.SELLER_UBN, F.BUYER_UBN, F.ISSUE_DATE, F.PERIOD_START,
    F.PERIOD_END, F.TOTAL_AMOUNT,
)  # fmt: skip
_OF_A_HEAD: Final = frozenset((F.VENDOR, F.ACCOUNT_NO, F.INVOICE_NO, F.SELLER_UBN))
# A page that is hardly to be recognised may be a bill whose head was lost.
_FEWEST_LINES, _LEAST_SCORE = 3, 0.9

Values = Mapping[ReadingField, frozenset[str]]


def goes_on(document: Sequence[UnderstoodSheet], page: UnderstoodSheet) -> bool:
    """By the same invoice; or by the same customer, or without a head, if nothing contradicts."""
    before, after = _values(document), _values([page])
    if before.get(F.INVOICE_NO, frozenset()) & after.get(F.INVOICE_NO, frozenset()):
        return True
    if any(_contradict(before.get(field), after.get(field)) for field in _TELL_APART):
        return False
    same_customer = before.get(F.ACCOUNT_NO, frozenset()) & after.get(F.ACCOUNT_NO, frozenset())
    return bool(same_customer) or _is_headless(page, after)


def _values(sheets: Sequence[UnderstoodSheet]) -> Values:
    """All values of each field, those of codes among them."""
    found: dict[ReadingField, set[str]] = {}
    for one in mentions(sheets, kind_of(sheets)[0]):
        if one.value:
            found.setdefault(one.field, set()).add(one.value)
    for given in sheets:
        numbers = {invoice.number for invoice in given.invoices} | {bar.number for bar in given.bars}
        for field, codes in ((F.INVOICE_NO, numbers), (F.ACCOUNT_NO, set(given.accounts))):
            if codes:
                found.setdefault(field, set()).update(codes)
    return {field: frozenset(values) for field, values in found.items()}


def _contradict(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    """Whether both have one value, and not the same; of a list each page has several."""
    return one is not None and other is not None and len(one) == len(other) == 1 and one != other


def _is_headless(page: UnderstoodSheet, values: Values) -> bool:
    lines = page.sheet.lines
    if len(lines) < _FEWEST_LINES or sum(line.score for line in lines) / len(lines) < _LEAST_SCORE:
        return False
    found = evidence([said(line) for line in lines], (), 1.0)
    # 電費 heads a bill and stands on every line of its details; but those have no total.
    own = found.head is not None and F.TOTAL_AMOUNT in values
    return not (own or found.owner or found.numbers or values.keys() & _OF_A_HEAD)
