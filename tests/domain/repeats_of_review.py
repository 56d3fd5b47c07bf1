"""Commands of a second review and of an addendum, each with what a second decision on it comes to."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from domain.checkup.commands import ReopenPart, SubmitAddendum
from domain.enrolment.commands import SubmitCheckup
from domain.event import Actor
from domain.streams import checkup_stream
from tests.domain.made_up_cases import MadeUpCase, World, applied
from tests.domain.made_up_checkups import (
    LEAD,
    approved_in_autumn,
    entered,
    found,
    half_filled,
    noticed,
    sent_back,
    under_review,
)
from tests.domain.made_up_particulars import sealed


def reopen(world: World) -> tuple[UUID, Any, Actor]:
    case = applied(world).uploading()
    first = case.ubns[0]
    half_filled(case, first)
    under_review(case, first)
    sent_back(case, first, found("electricity", "period_missing"))
    noticed(case).ask(SubmitCheckup(first))
    asked = ReopenPart("water", sealed(case.trainee.account, "why"))
    return checkup_stream(case.id, first), asked, LEAD


def submit_addendum(world: World) -> tuple[UUID, Any, Actor]:
    case: MadeUpCase = applied(world).uploading()
    first = approved_in_autumn(case)
    entered(case, first, "transport", "transport")
    return checkup_stream(case.id, first), SubmitAddendum(), case.trainee


REPEATS_OF_REVIEW: dict[str, tuple[Callable[[World], tuple[UUID, Any, Actor]], str]] = {
    "checkup.reopen_part": (reopen, ""),
    "checkup.submit_addendum": (submit_addendum, ""),
}
