"""What a correction of a firm's data would change: set, fee and place, before it is confirmed."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.missing import profile_of
from domain.fee import fee_for
from domain.firm import FirmProfile, is_indicator
from domain.industry import Sector, sector_of
from domain.mix import explain, judge
from domain.programme import Programme

Document = dict[str, Any]


def effect_of(
    case: Document,
    before: FirmProfile,
    after: FirmProfile,
    programme: Programme,
    free: Mapping[Sector, int],
) -> Document:
    """Both lists as they would be judged, the fee as if every firm were approved, and the place needed."""
    firms = [profile_of(firm) for firm in case["firms"]]
    corrected = [after if firm.ubn == after.ubn else firm for firm in firms]
    return {
        "before": _judged(firms, before, programme),
        "after": _judged(corrected, after, programme),
        "place": _place(before, after, programme, free),
    }


def _judged(firms: Sequence[FirmProfile], firm: FirmProfile, programme: Programme) -> Document:
    judged = judge(firms, programme)
    zh, en = explain(judged, programme)
    fee = fee_for(firms, programme)
    return {
        "sector": sector_of(firm.industry, programme).value,
        "indicator": is_indicator(firm, programme),
        "mix": {"holds": judged.holds, "set": judged.chosen, "zh": zh, "en": en},
        "fee_if_all_approved": fee.total,
        "fee_missing": list(fee.missing),
    }


def _place(
    before: FirmProfile, after: FirmProfile, programme: Programme, free: Mapping[Sector, int]
) -> Document:
    was, now = sector_of(before.industry, programme), sector_of(after.industry, programme)
    moves = was is not now
    wanted = moves and now is not Sector.NEITHER
    left = free.get(now, 0) if wanted else None
    return {"moves": moves, "from": was.value, "to": now.value, "free": left, "possible": left != 0}
