"""R34: what is withheld follows the dated table, the day's sum of the payee, and where they reside."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.event import Actor
from domain.payee_day import PaymentCounted, PaymentTakenBack, fold
from domain.payout import (
    ApproveBatch,
    BatchApproved,
    Confirmation,
    ConfirmPayments,
    LinesRecomputed,
    NotePaymentFile,
    PayoutLine,
    ProposeBatch,
    Proposed,
    line_for,
)
from domain.programme import Fees
from domain.streams import derived, payee_day_stream
from tests.domain.made_up_cases import OFFICER, OTHER_OFFICER, MadeUpCase, World, applied, noon
from tests.domain.made_up_particulars import letter
from tests.domain.specification import Answer, Specification
from tests.made_up import OTHER_MANUFACTURING, holding, usual

BATCH, OTHER_BATCH = derived("batch", 1), derived("batch", 2)
# Far from any border of a table's rows.
DAY, NEXT_DAY = date(2025, 9, 1), date(2025, 9, 2)
FEE = 9_000


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """Certified, with 9,000 NTD due."""
    fees = Fees("firm_sector", 1_000, 700, 0, 1_000, 10, 10_000)
    world.programme = replace(usual(world.programme), fees=fees)
    firms = holding("manufacturing", world.programme, filler=OTHER_MANUFACTURING)
    case = applied(world, firms=firms).certified()
    world.now = noon(DAY)
    return case


def asked(case: MadeUpCase, command: Any, by: Actor, stream: UUID = BATCH) -> Answer:
    return Specification(case.world, stream).when(command, by)


def proposed(case: MadeUpCase, stream: UUID = BATCH, non_residents: Sequence[UUID] = ()) -> PayoutLine:
    command = ProposeBatch(case.world.programme.year, (case.id,), tuple(non_residents))
    told = asked(case, command, OFFICER, stream)
    assert told.refused is None, told.refused
    return line(case, stream)


def line(case: MadeUpCase, stream: UUID = BATCH) -> PayoutLine:
    state: Any = case.world.batch(stream)
    found: PayoutLine = state.lines[case.id]
    return found


def sent(case: MadeUpCase, stream: UUID = BATCH) -> None:
    assert asked(case, ApproveBatch(), OTHER_OFFICER, stream).refused is None
    assert asked(case, NotePaymentFile(letter(stream)), OFFICER, stream).refused is None


def paid_elsewhere(case: MadeUpCase, gross: int, day: date = DAY) -> None:
    """A payment to the same person by another year's batch."""
    assert case.trainee.person is not None
    other = PaymentCounted(derived("batch", "113"), derived("case", "113"), gross, 0, 0)
    Specification(case.world, payee_day_stream(case.trainee.person, day)).given(other)


def test_r34_the_day_of_a_payee_adds_up_over_batches_and_years(case: MadeUpCase) -> None:
    paid_elsewhere(case, 20_000 - FEE)
    found = proposed(case)
    assert (found.gross, found.withheld, found.supplementary) == (FEE, 2_000, 422)
    assert found.net == FEE - 2_422


@pytest.mark.parametrize(("gross", "day"), [(20_000 - FEE - 1, DAY), (20_000, NEXT_DAY)])
def test_r34_below_the_threshold_and_on_other_days_nothing_adds_up(
    case: MadeUpCase, gross: int, day: date
) -> None:
    paid_elsewhere(case, gross, day)
    assert proposed(case).net == FEE


def test_r34_what_the_day_owes_is_never_more_than_the_payment(case: MadeUpCase) -> None:
    paid_elsewhere(case, 200_000)
    found = proposed(case)
    assert (found.withheld, found.supplementary, found.net) == (FEE, 0, 0)


@pytest.mark.parametrize(("total", "withheld"), [(5, 1), (19_999, 3_999), (20_000, 4_000)])
def test_r34_of_a_non_resident_twenty_percent_are_withheld_whatever_the_amount(
    case: MadeUpCase, total: int, withheld: int
) -> None:
    due = replace(case.state, total=total)
    assert line_for(case.id, due, DAY, case.world.programme, resident=False).withheld == withheld


def test_r34_the_officer_says_who_is_a_non_resident_and_the_line_keeps_it(case: MadeUpCase) -> None:
    found = proposed(case, non_residents=(case.id,))
    assert (found.resident, found.withheld) == (False, 1_800)
    stranger = ProposeBatch(case.world.programme.year, (case.id,), (derived("case", "other"),))
    asked(case, stranger, OFFICER, OTHER_BATCH).then_refused("non_resident_not_in_batch")


def test_r34_the_day_of_approval_counts(case: MadeUpCase) -> None:
    proposed(case)
    case.world.now = noon(NEXT_DAY)
    told = asked(case, ApproveBatch(), OTHER_OFFICER)
    assert case.trainee.person is not None
    counted = PaymentCounted(BATCH, case.id, FEE, 0, 0)
    assert [write.event for write in told.decision] == [BatchApproved(OTHER_OFFICER, NEXT_DAY), counted]
    assert told.decision[1].stream == payee_day_stream(case.trainee.person, NEXT_DAY)


def test_r34_other_amounts_on_the_day_of_approval_are_shown_before_they_are_approved(
    case: MadeUpCase,
) -> None:
    before = proposed(case)
    paid_elsewhere(case, 20_000, NEXT_DAY)
    case.world.now = noon(NEXT_DAY)
    told = asked(case, ApproveBatch(), OTHER_OFFICER)
    told.then(LinesRecomputed((line(case),), NEXT_DAY))
    assert isinstance(case.world.batch(BATCH), Proposed)
    assert (before.withheld, line(case).withheld) == (0, 2_900)
    asked(case, ApproveBatch(), OFFICER).then_refused("maker_cannot_check")
    again = asked(case, ApproveBatch(), OTHER_OFFICER)
    assert BatchApproved(OTHER_OFFICER, NEXT_DAY) in [write.event for write in again.decision]


def test_r34_a_new_row_between_proposal_and_approval_changes_the_lines_by_an_event(
    case: MadeUpCase,
) -> None:
    proposed(case)
    rules = case.world.programme
    row = replace(rules.payout.withholding[0], from_date=NEXT_DAY, threshold=1)
    table = (rules.payout.withholding[0], row)
    case.world.programme = replace(rules, payout=replace(rules.payout, withholding=table))
    case.world.now = noon(NEXT_DAY)
    asked(case, ApproveBatch(), OTHER_OFFICER).then(LinesRecomputed((line(case),), NEXT_DAY))
    assert line(case).withheld == 900


def test_r34_money_that_comes_back_no_longer_counts_for_its_day(case: MadeUpCase) -> None:
    proposed(case)
    sent(case)
    why = case.world.programme.payout.return_reasons[0].code
    told = asked(case, ConfirmPayments((Confirmation(case.id, FEE, why),)), OFFICER)
    assert PaymentTakenBack(BATCH, case.id) in [write.event for write in told.decision]
    assert case.trainee.person is not None
    day = fold(case.world.events[payee_day_stream(case.trainee.person, DAY)])
    assert (day.gross, day.payments) == (0, {})
    paid_elsewhere(case, 20_000 - FEE - 1)
    assert proposed(case, OTHER_BATCH).net == FEE


def test_r34_two_batches_of_one_day_are_counted_in_the_order_of_their_approval(case: MadeUpCase) -> None:
    assert proposed(case).withheld == 0
    case.world.now += timedelta(hours=1)
    paid_elsewhere(case, 11_000)
    asked(case, ApproveBatch(), OTHER_OFFICER).then(LinesRecomputed((line(case),), DAY))
    assert line(case).withheld == 2_000
