"""R34: a file of the bank is taken whole or not at all, and once; its reasons are the programme's."""

from dataclasses import replace
from typing import Any

import pytest

from domain.payout import (
    ApproveBatch,
    Confirmation,
    ConfirmationImported,
    ConfirmPayments,
    ImportConfirmation,
    LinePaid,
    LineReturned,
    NotePaymentFile,
    ProposeBatch,
)
from domain.streams import derived
from tests.domain.made_up_cases import OFFICER, OTHER_OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import letter
from tests.domain.specification import Specification

BATCH = derived("batch", 1)


@pytest.fixture
def cases(world: World) -> list[MadeUpCase]:
    """Two cases in a batch whose file is out."""
    cases = [applied(world, number).certified() for number in (1, 2)]
    asked = Specification(world, BATCH)
    proposal = ProposeBatch(world.programme.year, tuple(case.id for case in cases))
    steps = ((proposal, OFFICER), (ApproveBatch(), OTHER_OFFICER), (NotePaymentFile(letter("out")), OFFICER))
    for step, by in steps:
        assert asked.when(step, by).refused is None
    return cases


def net(case: MadeUpCase) -> int:
    state: Any = case.world.batch(BATCH)
    return int(state.lines[case.id].net)


def bank_file(cases: list[MadeUpCase], *returned: str | None, name: str = "reply") -> ImportConfirmation:
    """A right file: the first case's words, then the second's."""
    payments = tuple(
        Confirmation(case.id, net(case), word, line)
        for line, (case, word) in enumerate(zip(cases, returned, strict=False), start=2)
    )
    paid = sum(one.amount for one in payments if one.returned is None)
    back = sum(one.amount for one in payments) - paid
    return ImportConfirmation(BATCH, payments, len(payments), paid, back, letter(name))


def test_r34_a_file_is_taken_whole(cases: list[MadeUpCase]) -> None:
    first, second = cases
    told = Specification(first.world, BATCH).when(bank_file(cases, None, "account_closed"), OFFICER)
    of_batch = [write.event for write in told.decision if write.stream == BATCH]
    assert of_batch == [
        ConfirmationImported(letter("reply"), 2, net(first), net(second)),
        LinePaid(first.id, net(first)),
        LineReturned(second.id, "account_closed"),
    ]
    assert (first.state.closed, second.state.returned) == (True, "account_closed")


def test_r34_the_same_file_again_changes_nothing(cases: list[MadeUpCase]) -> None:
    asked = Specification(cases[0].world, BATCH)
    file = bank_file(cases, None, "account_closed")
    assert asked.when(file, OFFICER).refused is None
    asked.when(file, OTHER_OFFICER).then_nothing()
    other = asked.when(bank_file(cases, None, "account_closed", name="copy"), OFFICER)
    other.then(ConfirmationImported(letter("copy"), 2, net(cases[0]), net(cases[1])))


def test_r34_a_file_may_speak_of_some_lines_and_another_of_the_rest(cases: list[MadeUpCase]) -> None:
    asked = Specification(cases[0].world, BATCH)
    for number, case in enumerate(cases):
        assert asked.when(bank_file([case], None, name=str(number)), OFFICER).refused is None
    assert all(case.state.closed for case in cases)


@pytest.mark.parametrize(
    ("wrong", "code", "line"),
    [
        ({"batch": derived("batch", 2)}, "confirmation_of_other_batch", "1"),
        ({"count": 3}, "confirmation_count_differs", "4"),
        ({"paid_sum": 1}, "confirmation_sum_differs", "4"),
        ({"returned_sum": 1}, "confirmation_sum_differs", "4"),
    ],
)
def test_r34_a_file_that_says_something_else_of_itself_is_refused(
    cases: list[MadeUpCase], wrong: dict[str, Any], code: str, line: str
) -> None:
    told = Specification(cases[0].world, BATCH).when(replace(bank_file(cases, None, None), **wrong), OFFICER)
    told.then_refused(code)
    assert told.refused is not None
    assert told.refused.fields["line"] == line
    assert f"第 {line} 行" in told.refused.message_zh


def altered(file: ImportConfirmation, **changes: Any) -> ImportConfirmation:
    """The file with its second payment changed."""
    first, second = file.payments
    return replace(file, payments=(first, replace(second, **changes)))


def test_r34_an_altered_unknown_or_repeated_line_is_refused_by_its_number(cases: list[MadeUpCase]) -> None:
    asked, file = Specification(cases[0].world, BATCH), bank_file(cases, None, None)
    stranger, first = derived("case", "nobody"), cases[0].id
    wrong = {
        "confirmation_amount_differs": altered(file, amount=net(cases[1]) + 1),
        "confirmation_line_unknown": altered(file, enrolment=stranger),
        "confirmation_line_twice": altered(file, enrolment=first),
        "confirmation_reason_unknown": altered(file, returned="R99"),
    }
    for code, command in wrong.items():
        told = asked.when(command, OFFICER)
        told.then_refused(code)
        assert told.refused is not None
        assert told.refused.fields["line"] == "3"
    assert all(case.state.batch == BATCH for case in cases)


@pytest.mark.parametrize(
    "code", ["account_unknown", "name_differs", "account_closed", "account_frozen", "returned_otherwise"]
)
def test_r34_the_reasons_for_a_return_are_those_of_the_programme(cases: list[MadeUpCase], code: str) -> None:
    case = cases[0]
    asked = Specification(case.world, BATCH)
    unknown = ConfirmPayments((Confirmation(case.id, net(case), f"{code}_not"),))
    asked.when(unknown, OFFICER).then_refused("return_reason_unknown")
    assert asked.when(ConfirmPayments((Confirmation(case.id, net(case), code),)), OFFICER).refused is None
    assert case.state.returned == code
