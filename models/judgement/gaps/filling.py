"""All proofs in turn, each on what the ones before it found."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from domain.checkup.reading import BillKind
from models.judgement.gaps.averages import averaged, emissions
from models.judgement.gaps.codes import firms, invoice_numbers
from models.judgement.gaps.columns import cells
from models.judgement.gaps.dates import issue_dates, periods
from models.judgement.gaps.goods import bottles, prices, row_prices
from models.judgement.gaps.meters import readings, run_together, usages
from models.judgement.gaps.money import products, taxed_totals, taxes, totals
from models.judgement.gaps.names import registered_names
from models.judgement.gaps.paper import Paper
from models.judgement.mentions import Mention, UnderstoodSheet, of_spans
from models.labels import Span

Proof = Callable[[Paper, Sequence[Mention]], Iterator[tuple[int, Span]]]

PROOFS: Final[tuple[Proof, ...]] = (
    cells,
    invoice_numbers,
    firms,
    registered_names,
    periods,
    issue_dates,
    taxes,
    totals,
    taxed_totals,
    run_together,
    readings,
    usages,
    averaged,
    emissions,
    row_prices,
    bottles,
    prices,
    products,
)


def filled(
    found: Sequence[Mention],
    sheets: Sequence[UnderstoodSheet],
    kind: BillKind,
    proofs: Sequence[Proof] = PROOFS,
) -> tuple[Mention, ...]:
    """The mentions, and those that the paper proves."""
    if kind is BillKind.UNKNOWN:
        return tuple(found)
    paper, whole = Paper(sheets, kind), list(found)
    for proof in proofs:
        told = list(proof(paper, whole))
        for number, given in enumerate(sheets):
            spans = tuple(span for sheet, span in told if sheet == number)
            if spans:
                read = of_spans(number, given, spans, kind)
                whole += [replace(one, inferred=True) for one in read if one.value]
    return tuple(whole)
