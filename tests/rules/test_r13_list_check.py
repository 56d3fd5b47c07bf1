"""R13: a person checks each list within 3 working days; what is found wrong late is mended within 3."""

from datetime import date, timedelta

import pytest

from domain.deadline import WindowKind, midnight_after
from domain.enrolment.commands import AttachLetter, CheckList, FirmFinding
from domain.enrolment.events import Outcome
from domain.enrolment.state import Check, Listing, Over, Uploading
from domain.task import ClaimTask, TaskKind, TaskLate
from domain.working import NoteTaskLate
from tests.domain.made_up_cases import CHECKER, ENGINE, MadeUpCase, World, applied, last_moment, noon
from tests.domain.made_up_particulars import letter
from tests.domain.specification import when

WRONG = ("letter_unsigned",)
# The list window is over by then, and the upload window is not.
CHECKED_ON, FIX_UNTIL = date(2025, 5, 5), date(2025, 5, 8)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """A complete list, waiting for its check."""
    return applied(world).trained()


def found_wrong_late(case: MadeUpCase) -> str:
    """The window ends with the list complete; then the first firm's letter does not pass."""
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    case.world.now = noon(CHECKED_ON)
    first = case.ubns[0]
    case.checked({first: WRONG})
    return first


def test_r13_the_check_has_three_working_days(case: MadeUpCase) -> None:
    task = case.state.case.tasks[case.task(TaskKind.CHECK_LIST)]
    assert task.due.due_date == date(2025, 4, 17)


def test_r13_a_check_that_is_past_its_days_is_late_and_open_to_leads_and_officers(case: MadeUpCase) -> None:
    task, due = case.task(TaskKind.CHECK_LIST), midnight_after(date(2025, 4, 17))
    when(case, NoteTaskLate(task), ENGINE, due - timedelta(microseconds=1)).then_nothing()
    told = when(case, NoteTaskLate(task), ENGINE, due)
    assert [type(write.event) for write in told.decision] == [TaskLate]
    assert case.state.case.late == {TaskKind.CHECK_LIST: due}


def test_r13_a_late_check_says_so_itself_where_no_timer_has(case: MadeUpCase) -> None:
    case.world.now = last_moment(date(2025, 4, 17))
    case.checked({case.ubns[0]: WRONG})
    assert case.state.case.late == {}
    case.ask(AttachLetter(case.ubns[0], letter("new")))
    due = case.state.case.tasks[case.task(TaskKind.CHECK_LIST)].due.due
    case.world.now = due
    case.checked()
    assert case.state.case.late == {TaskKind.CHECK_LIST: due}


def test_r13_a_list_that_passes_goes_on(case: MadeUpCase) -> None:
    case.checked()
    assert case.stage is Uploading
    assert {firm.check for firm in case.state.case.firms.values()} == {Check.PASSED}


def test_r13_what_is_found_inside_the_window_is_mended_inside_it(case: MadeUpCase) -> None:
    first, until = case.ubns[0], case.window(WindowKind.LIST_SUPPLEMENT)
    case.checked({first: WRONG})
    assert case.window(WindowKind.LIST_SUPPLEMENT) == until
    assert WindowKind.LIST_FIX not in case.state.case.windows
    mended = when(case, AttachLetter(first, letter("new")), at=last_moment(until.deadline.due_date))
    assert mended.refused is None
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    case.checked()
    assert case.stage is Uploading


def test_r13_what_is_found_after_the_window_has_three_working_days(case: MadeUpCase) -> None:
    first = found_wrong_late(case)
    mended = when(case, AttachLetter(first, letter("new")), at=last_moment(FIX_UNTIL))
    assert mended.refused is None
    case.window_ended(WindowKind.LIST_FIX)
    assert case.stage is Listing
    case.checked()
    assert case.stage is Uploading


def test_r13_after_them_it_is_too_late(case: MadeUpCase) -> None:
    first = found_wrong_late(case)
    late = when(case, AttachLetter(first, letter("new")), at=midnight_after(FIX_UNTIL))
    late.then_refused("list_window_closed")
    case.window_ended(WindowKind.LIST_FIX)
    assert case.stage is Over
    assert case.state.outcome is Outcome.LAPSED_LIST


def test_r13_what_is_found_wrong_again_has_days_again(case: MadeUpCase) -> None:
    first = found_wrong_late(case)
    case.ask(AttachLetter(first, letter("new")))
    before = case.window(WindowKind.LIST_FIX).deadline.due
    case.world.now = last_moment(FIX_UNTIL)
    case.checked({first: WRONG})
    assert case.window(WindowKind.LIST_FIX).deadline.due > before


def test_r13_a_check_covers_every_unchecked_firm_once(case: MadeUpCase) -> None:
    task = case.task(TaskKind.CHECK_LIST)
    case.ask(ClaimTask(task), CHECKER)
    passed = [FirmFinding(ubn, (), None) for ubn in case.ubns]
    for findings in (passed[1:], [*passed[1:], passed[1]], [*passed, FirmFinding("00000000", (), None)]):
        when(case, CheckList(task, tuple(findings)), CHECKER).then_refused("check_incomplete")


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("letter_unsigned", None),
        ("ubn_differs", None),
        ("industry_code_differs", None),
        ("not_small_or_medium", None),
        ("unreadable", "list_reason_unknown"),
        ("bill_illegible", "list_reason_unknown"),
    ],
)
def test_r13_a_reason_is_one_of_the_programmes(world: World, reason: str, code: str | None) -> None:
    case = applied(world).trained()
    task = case.task(TaskKind.CHECK_LIST)
    case.ask(ClaimTask(task), CHECKER)
    wrong, *others = case.ubns
    findings = (FirmFinding(wrong, (reason,), None), *(FirmFinding(ubn, (), None) for ubn in others))
    told = when(case, CheckList(task, findings), CHECKER)
    assert (told.refused.code if told.refused else None) == code
