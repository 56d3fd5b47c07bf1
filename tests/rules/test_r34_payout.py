"""R34: proposed by one officer, approved by another, paid once; returns are events; dated withholding."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.decision import Write
from domain.enrolment.events import Outcome, Paid, PaymentReleased, PaymentReserved
from domain.enrolment.state import FeeDue, Over
from domain.event import Actor
from domain.payout import (
    ApproveBatch,
    BatchApproved,
    Confirmation,
    ConfirmPayments,
    LinePaid,
    NotePaymentFile,
    PaymentFileWritten,
    ProposeBatch,
    RejectBatch,
    line_for,
)
from domain.programme import ProgrammeRefused
from domain.streams import derived
from tests.domain.made_up_cases import OFFICER, OTHER_OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import letter
from tests.domain.specification import Answer, Specification

FIRST, SECOND = derived("batch", 1), derived("batch", 2)
PAID_ON = date(2025, 9, 1)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """Certified, with a fee due."""
    return applied(world).certified()


def batch(case: MadeUpCase, stream: Any = FIRST) -> Specification:
    return Specification(case.world, stream)


def proposed(case: MadeUpCase, stream: Any = FIRST, by: Actor = OFFICER) -> Answer:
    return batch(case, stream).when(ProposeBatch(case.world.programme.year, (case.id,)), by)


def sent(case: MadeUpCase, stream: Any = FIRST) -> Specification:
    assert proposed(case, stream).refused is None
    asked = batch(case, stream)
    for step, by in ((ApproveBatch(), OTHER_OFFICER), (NotePaymentFile(letter("file")), OFFICER)):
        assert asked.when(step, by).refused is None
    return asked


def net(case: MadeUpCase, stream: Any = FIRST) -> int:
    state: Any = case.world.batch(stream)
    return int(state.lines[case.id].net)


def says(case: MadeUpCase, *returned: str | None, stream: Any = FIRST) -> ConfirmPayments:
    """The bank's words on the case's line, one after another."""
    return ConfirmPayments(tuple(Confirmation(case.id, net(case, stream), one) for one in returned))


def payments(case: MadeUpCase) -> list[Paid]:
    return [event for event in case.events if isinstance(event, Paid)]


def codes(answers: Iterable[Answer]) -> list[str | None]:
    return [told.refused.code if told.refused else None for told in answers]


def test_r34_the_officer_who_proposed_cannot_approve(case: MadeUpCase) -> None:
    proposed(case)
    batch(case).when(ApproveBatch(), OFFICER).then_refused("maker_cannot_check")
    same_person = replace(OTHER_OFFICER, person=OFFICER.person)
    batch(case).when(ApproveBatch(), same_person).then_refused("maker_cannot_check")
    told = batch(case).when(ApproveBatch(), OTHER_OFFICER)
    told.then_wrote(Write(FIRST, BatchApproved(OTHER_OFFICER, case.world.now.date())))


def test_r34_a_fee_is_in_one_batch_at_a_time(case: MadeUpCase) -> None:
    told = proposed(case)
    assert PaymentReserved(FIRST, case.state.total) in [write.event for write in told.decision]
    proposed(case, SECOND).then_refused("fee_not_due")
    assert batch(case).when(RejectBatch(), OTHER_OFFICER).refused is None
    assert proposed(case, SECOND).refused is None


def test_r34_a_case_is_in_a_batch_once(case: MadeUpCase) -> None:
    year = case.world.programme.year
    for named in ((), (case.id, case.id)):
        batch(case).when(ProposeBatch(year, named), OFFICER).then_refused("batch_empty")


def test_r34_the_bank_confirms_the_amount_and_the_case_is_over(case: MadeUpCase) -> None:
    told = sent(case).when(says(case, None), OFFICER)
    assert told.decision[0].event == LinePaid(case.id, net(case))
    assert (case.state.outcome, case.state.closed) == (Outcome.PAID, True)


def test_r34_another_amount_is_refused(case: MadeUpCase) -> None:
    wrong = Confirmation(case.id, 1, None)
    sent(case).when(ConfirmPayments((wrong,)), OFFICER).then_refused("amount_differs")
    stranger = Confirmation(derived("case", "nobody"), 1, None)
    batch(case).when(ConfirmPayments((stranger,)), OFFICER).then_refused("line_unknown")


@pytest.mark.parametrize("words", [(None, None), (None, None, None)])
def test_r34_what_the_bank_says_twice_is_paid_once(case: MadeUpCase, words: tuple[None, ...]) -> None:
    asked = sent(case)
    asked.when(says(case, *words), OFFICER)
    asked.when(says(case, None), OFFICER).then_nothing()
    assert len(payments(case)) == 1


@pytest.mark.parametrize("words", [("account_closed",), (None, "account_closed")])
def test_r34_money_that_comes_back_is_due_again_and_paid_in_a_later_batch(
    case: MadeUpCase, words: tuple[str | None, ...]
) -> None:
    due = case.state.total
    sent(case).when(says(case, *words), OFFICER)
    assert case.stage is FeeDue
    assert (case.state.batch, case.state.total) == (None, due)
    sent(case, SECOND).when(says(case, None, stream=SECOND), OFFICER)
    assert case.stage is Over
    batch(case).when(says(case, *words), OFFICER).then_nothing()
    assert case.state.outcome is Outcome.PAID


def test_r34_what_came_back_unpaid_is_not_noted_as_paid_and_paid_again(case: MadeUpCase) -> None:
    asked = sent(case)
    asked.when(says(case, "account_closed", None), OFFICER).then_refused("line_returned_already")
    assert asked.when(says(case, "account_closed"), OFFICER).refused is None
    asked.when(says(case, None), OFFICER).then_refused("line_returned_already")
    assert payments(case) == []


def test_r34_a_batch_takes_no_fee_of_another_year(case: MadeUpCase) -> None:
    batch(case).when(ProposeBatch("113", (case.id,)), OFFICER).then_refused("fee_not_due")


def test_r34_nothing_is_paid_before_the_file_is_out(case: MadeUpCase) -> None:
    proposed(case)
    confirm = says(case, None)
    steps = [confirm, ApproveBatch(), confirm, RejectBatch()]
    told = codes(batch(case).when(step, OTHER_OFFICER) for step in steps)
    assert told == ["batch_not_at_this_stage", None, "batch_not_at_this_stage", "batch_not_at_this_stage"]


def test_r34_a_rejected_batch_releases_its_fees(case: MadeUpCase) -> None:
    proposed(case)
    told = batch(case).when(RejectBatch(), OFFICER)
    assert PaymentReleased(FIRST) in [write.event for write in told.decision]
    batch(case).when(ApproveBatch(), OTHER_OFFICER).then_refused("batch_not_at_this_stage")


def test_r34_the_file_carries_the_sum_of_its_lines(world: World) -> None:
    cases = [applied(world, number).certified() for number in (1, 2, 3)]
    asked = Specification(world, FIRST)
    asked.when(ProposeBatch(world.programme.year, tuple(case.id for case in cases)), OFFICER)
    asked.when(ApproveBatch(), OTHER_OFFICER)
    total = sum(net(case) for case in cases)
    asked.when(NotePaymentFile(letter("file")), OFFICER).then(PaymentFileWritten(letter("file"), 3, total))


@pytest.mark.parametrize(
    ("total", "withheld", "supplementary"),
    [(19_999, 0, 0), (20_000, 2_000, 422), (20_009, 2_000, 422), (30_000, 3_000, 633)],
)
def test_r34_from_20000_ten_percent_and_the_supplementary_premium_are_withheld(
    case: MadeUpCase, total: int, withheld: int, supplementary: int
) -> None:
    line = line_for(case.id, replace(case.state, total=total), PAID_ON, case.world.programme)
    assert (line.withheld, line.supplementary) == (withheld, supplementary)
    assert (line.gross, line.net) == (total, total - withheld - supplementary)
    assert (line.income_code, line.person) == ("9A", case.trainee.person)


def test_r34_the_row_of_the_day_of_payment_applies(case: MadeUpCase) -> None:
    rules = case.world.programme
    row = rules.payout.withholding[0]
    later = replace(row, from_date=date(2026, 1, 1), threshold=1, supplementary_threshold=1)
    changed = replace(rules, payout=replace(rules.payout, withholding=(row, later)))
    before, after = (
        line_for(case.id, case.state, day, changed) for day in (date(2025, 12, 31), date(2026, 1, 1))
    )
    assert (before.withheld, after.withheld > 0) == (0, True)


def test_r34_the_table_of_114_begins_with_2021(case: MadeUpCase) -> None:
    first = line_for(case.id, case.state, date(2021, 1, 1), case.world.programme)
    assert first.net == case.state.total
    with pytest.raises(ProgrammeRefused):
        line_for(case.id, case.state, date(2020, 12, 31), case.world.programme)
