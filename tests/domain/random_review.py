"""What may be asked at random of a checkup's content: bills and quantities, a reopening, an addendum."""

from collections.abc import Callable, Iterator
from typing import Any

from domain.checkup.commands import (
    AttachBill,
    EnterActivity,
    RemoveActivity,
    RemoveBill,
    ReopenPart,
    SubmitAddendum,
)
from domain.event import Actor
from tests.domain.made_up_cases import MadeUpCase
from tests.domain.made_up_checkups import LEAD, activity, bill
from tests.domain.made_up_particulars import sealed


def content_moves(case: MadeUpCase, choose: Callable[[int], int]) -> Iterator[tuple[Any, Actor]]:
    """Commands, each with who gives it; most belong to another stage and are refused."""
    number = choose(2)
    shown = bill(case, number)
    item = ("fuel", "transport")[choose(2)]
    used = activity(case, item, number, shown, quantity=1 + choose(2))
    for asked in (AttachBill(shown), EnterActivity(used), RemoveActivity(used.id), RemoveBill(shown.id)):
        yield asked, case.trainee
    yield SubmitAddendum(), case.trainee
    yield ReopenPart("fuel", sealed(case.trainee.account, "why")), LEAD
