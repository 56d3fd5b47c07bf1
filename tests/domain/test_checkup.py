"""The checkup: evidence and quantities in, kept as entered, and closed while it is reviewed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.checkup.commands import (
    Activity,
    ApproveCheckup,
    AttachBill,
    Bill,
    DeclareNone,
    EnterActivity,
    RemoveActivity,
    RemoveBill,
    Unit,
)
from domain.checkup.events import ActivityEntered, BillAttached, CheckupEvent, CheckupSubmitted
from domain.checkup.evolve import evolve
from domain.checkup.state import Failed, NotOpened, Returned, Submitted
from domain.enrolment.commands import Withdraw
from domain.streams import derived
from tests.domain.made_up_cases import REVIEWER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import letter, sealed
from tests.domain.specification import Answer, Specification, when_checkup

BILL = Bill(derived("bill", 1), letter("bill"), sealed(derived("person", 1), "bill.pdf"))


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world).uploading()


def activity(case: MadeUpCase, **changes: Any) -> EnterActivity:
    """A month of the first item, shown by the bill."""
    item, year = case.world.programme.stages.mandatory.items[0], case.world.programme.inventory_year
    number, first, last = derived("activity", 1), date(year, 3, 1), date(year, 3, 31)
    used = Activity(number, item, "petrol", Decimal("12.5"), Unit.LITRE, first, last, (BILL.id,))
    return EnterActivity(replace(used, **changes))


def ask(case: MadeUpCase, asked: Any) -> Answer:
    return when_checkup(case, case.ubns[0], asked)


def test_evidence_comes_in_once(case: MadeUpCase) -> None:
    assert case.trainee.person
    ask(case, AttachBill(BILL)).then(BillAttached(BILL, case.trainee.person))
    ask(case, AttachBill(BILL)).then_nothing()
    entered = activity(case)
    ask(case, entered).then(ActivityEntered(entered.activity, case.trainee.person))
    ask(case, entered).then_nothing()
    corrected = activity(case, quantity=Decimal(13))
    ask(case, corrected).then(ActivityEntered(corrected.activity, case.trainee.person))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"item": "transport"}, "item_unknown"),
        ({"quantity": Decimal(0)}, "quantity_not_positive"),
        ({"quantity": Decimal("-1")}, "quantity_not_positive"),
        ({"quantity": Decimal("NaN")}, "quantity_not_positive"),
        ({"quantity": Decimal("Infinity")}, "quantity_not_positive"),
        ({"bills": ()}, "activity_without_bill"),
        ({"bills": (derived("bill", 2),)}, "bill_unknown"),
    ],
)
def test_a_wrong_quantity_is_refused(case: MadeUpCase, changes: dict[str, Any], code: str) -> None:
    ask(case, AttachBill(BILL))
    ask(case, activity(case, **changes)).then_refused(code)


def test_a_period_does_not_run_backwards(case: MadeUpCase) -> None:
    ask(case, AttachBill(BILL))
    last = date(case.world.programme.inventory_year, 2, 28)
    ask(case, activity(case, last_day=last)).then_refused("period_backwards")


def test_a_bill_that_shows_something_stays(case: MadeUpCase) -> None:
    ask(case, RemoveBill(BILL.id)).then_refused("bill_unknown")
    ask(case, AttachBill(BILL))
    ask(case, activity(case))
    ask(case, RemoveBill(BILL.id)).then_refused("bill_in_use")
    ask(case, RemoveActivity(activity(case).activity.id))
    assert ask(case, RemoveBill(BILL.id)).refused is None
    ask(case, RemoveActivity(activity(case).activity.id)).then_nothing()


def test_what_is_submitted_cannot_be_changed_until_it_is_returned(case: MadeUpCase) -> None:
    first = case.submitted(case.ubns[0]).ubns[0]
    ask(case, AttachBill(BILL)).then_refused("checkup_not_open")
    case.reviewed(first, sent_back=[first])
    assert isinstance(case.checkup(first), Returned)
    assert ask(case, AttachBill(BILL)).refused is None


def test_what_has_failed_cannot_be_changed(case: MadeUpCase) -> None:
    first = case.submitted(case.ubns[0]).ubns[0]
    case.reviewed(first, sent_back=[first]).ask(Withdraw(None))
    assert isinstance(case.checkup(first), Failed)
    ask(case, AttachBill(BILL)).then_refused("checkup_not_open")


def test_a_review_is_decided_once(case: MadeUpCase) -> None:
    first = case.submitted(case.ubns[0]).ubns[0]
    task = case.review_task(first)
    case.reviewed(first)
    when_checkup(case, first, ApproveCheckup(task), REVIEWER).then_refused("task_unknown")


def test_a_checkup_is_opened_by_its_case(world: World) -> None:
    nowhere = Specification(world, derived("checkup", "nowhere"))
    nowhere.when(DeclareNone("fuel", BILL.name), REVIEWER).then_refused("checkup_unknown")
    with pytest.raises(ValueError, match="before the checkup was opened"):
        evolve(NotOpened(), CheckupSubmitted(derived("person", 1)))


def test_a_resubmission_counts_the_return(world: World) -> None:
    case = applied(world).resubmitting()
    first = case.ubns[0]
    case.submitted(first)
    checkup = case.checkup(first)
    assert isinstance(checkup, Submitted)
    assert checkup.rounds == 1
    events: list[CheckupEvent] = world.events[derived("checkup", case.id, first)]
    assert sum(isinstance(event, CheckupSubmitted) for event in events) == 2
