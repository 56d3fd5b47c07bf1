"""The chase board as it is shown: each line with the terms of its rank, and the formula in words."""

from collections.abc import Sequence
from typing import Any

from domain.chase import Line, Pace
from domain.programme import Programme
from store import views
from store.guild_read_models import ChasedCase, chased_by_case

Document = dict[str, Any]

_FORMULA = {
    "zh": (
        "順位依「可望完成的金額」＝可望完成家數 × 每家平均費用。"
        "可望完成家數取下列較小者：尚未完成家數；每日完成家數 × 距送件截止的日數。"
        "未提供名單的企業以較低的費率計。"
    ),
    "en": (
        "Ranked by value = expected firms × average fee a firm. Expected firms are the smaller of the firms "
        "not completed, and firms a day × calendar days left to submit. A firm not named yet counts with the "
        "smaller fee."
    ),
}


def board_view(
    known: Pace,
    page: Sequence[tuple[int, Line]],
    cases: Sequence[ChasedCase],
    total: int,
    programme: Programme,
) -> Document:
    """The page's lines with their ranks; `next` is what to ask for after it, None at the end."""
    by_case = chased_by_case(cases)
    last = page[-1][0] if page else total
    return {
        "formula": {**_FORMULA, "pace": _pace(known, programme)},
        "total": total,
        "items": [_line(rank, line, by_case[line.enrolment]) for rank, line in page],
        "next": last if last < total else None,
    }


def _pace(known: Pace, programme: Programme) -> Document:
    days, least = known.trainee_days, programme.chase.least_trainee_days
    if known.by_history:
        zh = f"每日完成家數＝本年度已送出 {known.firms} 家 ÷ 學員可送件日數合計 {days} 日。"
        en = f"Firms a day = {known.firms} firms submitted this year ÷ {days} trainee-days to submit in."
    else:
        zh = f"學員可送件日數合計 {days} 日，未滿 {least} 日，每日完成家數採計畫設定值。"
        en = f"{days} trainee-days so far, fewer than {least}: firms a day are the programme's own guess."
    return {**views.plain(known), "least_trainee_days": least, "zh": zh, "en": en}


def _line(rank: int, line: Line, case: ChasedCase) -> Document:
    shown: Document = views.plain(line)
    contact = {"at": views.plain(case.contact_at), "by": case.contact_by} if case.contact_at else None
    return {
        "rank": rank,
        **shown,
        "trainee": case.trainee,
        "stage": case.standing.stage,
        "last_contact": contact,
        "follow_up": views.plain(case.follow_up),
    }
