"""Numbers of invoices and of firms that tell themselves by their form and the words before them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from domain.checkup.reading import ReadingField
from domain.ubn import is_ubn
from models.judgement.gaps.paper import Paper, Stretch, known_of, only, single
from models.judgement.identifiers import invoice_number
from models.judgement.mentions import Mention
from models.judgement.words import BUYING, PROOF_WORDS, SELLING
from models.labels import Label, Span

F = ReadingField
# At least one of the two is a letter for sure: ten digits are something else.
_INVOICE: Final = re.compile(
    r"(?<![0-9A-Za-z/*])(?:[A-Z][A-Z0-9]|[0-9][A-Z])[- ]{0,2}\d{8}(?![0-9A-Za-z*\-])"
)
_FIRM: Final = re.compile(r"(?<![0-9A-Za-z/*\-])\d{8}(?![0-9A-Za-z*\-])")
_FIRMS: Final = (F.SELLER_UBN, F.BUYER_UBN)
# Characters of a word directly before a number.
_WORD: Final = 14


def invoice_numbers(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """The only number on the paper that has an invoice's form, behind or below its word or by itself."""
    if F.INVOICE_NO in known_of(found):
        return
    shaped = [
        (read.value, one.span(Label.INVOICE_NO))
        for one, match in paper.find(_INVOICE)
        if (read := invoice_number(match[0])) and _is_invoice(paper, one)
    ]
    yield from single(shaped)


def _is_invoice(paper: Paper, one: Stretch) -> bool:
    before, above = paper.before(one)[-_WORD:], paper.above(one)
    if any(word in before for word in PROOF_WORDS["other_codes"]):
        return False
    if before:
        return any(word in before for word in PROOF_WORDS["invoices"])
    return any(word in above for word in PROOF_WORDS["invoices"])


def firms(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """Numbers behind words of firms: whose, the words say, or the other firm's number that is known."""
    known = known_of(found)
    values = frozenset[str]().union(*(known.get(field, frozenset()) for field in _FIRMS))
    shaped: dict[ReadingField, list[tuple[str, tuple[int, Span]]]] = {field: [] for field in _FIRMS}
    for one, match in paper.find(_FIRM):
        before = paper.before(one)[-_WORD:]
        if not is_ubn(match[0]) or match[0] in values:
            continue
        field = _whose(before) or _other(before, only(known, F.SELLER_UBN), only(known, F.BUYER_UBN))
        if field and field not in known:
            shaped[field].append((match[0], one.span(Label(field.value))))
    for several in shaped.values():
        yield from single(several)


def _whose(before: str) -> ReadingField | None:
    sells, buys = (any(word in before for word in words) for words in (SELLING, BUYING))
    if sells == buys or not any(word in before for word in PROOF_WORDS["firm_numbers"]):
        return None
    return F.SELLER_UBN if sells else F.BUYER_UBN


def _other(before: str, seller: str | None, buyer: str | None) -> ReadingField | None:
    """The side that is lacking, behind words that do not say whose number it is."""
    if (seller is None) == (buyer is None) or not any(word in before for word in PROOF_WORDS["firm_numbers"]):
        return None
    return F.SELLER_UBN if seller is None else F.BUYER_UBN
