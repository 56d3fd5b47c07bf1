"""What kind a document is: by its words, by a code that names fuel, or by what a unit of it costs."""

from collections.abc import Sequence
from datetime import date

from domain.checkup.reading import BillKind
from models.judgement.assembling import assemble, kind_of, kinds_of
from models.judgement.checking import findings
from models.judgement.checks import bounds
from models.judgement.checks.codes import OF_A_CODE, sold_by_station
from models.judgement.mentions import UnderstoodSheet

# Words as sure as this need no prices; a kind less likely than that is none.
_SURE, _POSSIBLE = 0.9, 0.05


def told_kind(sheets: Sequence[UnderstoodSheet], today: date) -> tuple[BillKind, float]:
    """The kind, and how sure that is. A list of periods may name no kind at all, but has prices."""
    kind, sure = kind_of(sheets)
    if any(sold_by_station(invoice) for given in sheets for invoice in given.invoices):
        return BillKind.FUEL, OF_A_CODE
    if sure >= _SURE or kind not in bounds.PERIOD_KINDS:
        return kind, sure
    possible = {one: share for one, share in kinds_of(sheets).items() if share >= _POSSIBLE}
    fitting = {
        one: share
        for one, share in possible.items()
        if one in bounds.PERIOD_KINDS and _costs_fit(one, share, sheets, today)
    }
    if not fitting or kind in fitting:
        return kind, sure
    best = max(fitting, key=fitting.__getitem__)
    return best, fitting[best] / sum(fitting.values())


def _costs_fit(kind: BillKind, share: float, sheets: Sequence[UnderstoodSheet], today: date) -> bool:
    """Whether most of what tells NT$ for a unit lies where such tariffs do."""
    found = findings(assemble(sheets, kind, share), sheets, today)
    costs = [one.check.ok for one in found if one.check.name == "tariff_band"]
    return 2 * sum(costs) > len(costs)
