"""The list of firms and consent letters: filling it, checking it, its windows (R7, R9, R12, R13, R20)."""

from typing import Any

from domain.checkup.refusals import ListReasonUnknown
from domain.deadline import Deadline, WindowKind, deadline, in_time, taipei_date
from domain.decision import Decision, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import AddFirm, AttachLetter, CheckList, FirmFinding
from domain.enrolment.consents import check_letter
from domain.enrolment.drafting import after, listed
from domain.enrolment.ending import end
from domain.enrolment.events import FirmChecked, LetterAttached, ListPassed, Outcome, WindowEnded
from domain.enrolment.letters import made_by, makers_of_list
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.registration import list_firm, open_checkup
from domain.enrolment.state import Applying, Case, Check, EnrolmentState, Listing, Uploading
from domain.enrolment.windows import is_open, open_window
from domain.lateness import close
from domain.programme import Programme
from domain.refusals import (
    CheckIncomplete,
    FirmAlreadyListed,
    LetterAlreadyPassed,
    LettersMissing,
    ListWindowClosed,
    TooManyFirms,
    UploadWindowClosed,
)
from domain.streams import derived
from domain.task import TaskKind, TaskOpened, claimed_task, no_maker_checks, open_of_kind

LIST_WINDOWS = (WindowKind.LIST_SUPPLEMENT, WindowKind.LIST_FIX)


def add_firm(state: Applying | Listing | Uploading, asked: AddFirm, around: Circumstances) -> Decision:
    """Name one more firm, up to the programme's number, while the list, or a gap in it, is open."""
    ubn, limit = asked.firm.profile.ubn, around.programme.registration.firms
    if ubn in state.case.firms:
        raise FirmAlreadyListed(ubn=ubn)
    must_be_open(state, around)
    if len(state.case.firms) >= limit:
        raise ListWindowClosed() if isinstance(state, Uploading) else TooManyFirms(limit=limit)
    if isinstance(state, Uploading) and asked.firm.letter is None:
        raise LettersMissing(count=0, wanted=1)
    check_letter(state.case, ubn, asked.firm.letter)
    decision = list_firm(asked.firm, around)
    if not isinstance(state, Applying):
        decision += (open_checkup(state.case, ubn, around),)
    return decision + ask_for_check(after(state, decision, around), around)


def attach_letter(
    state: Applying | Listing | Uploading, asked: AttachLetter, around: Circumstances
) -> Decision:
    """Attach a firm's consent letter, or replace one that did not pass."""
    firm = listed(state.case, asked.ubn)
    if firm.letter is not None and firm.letter.mark == asked.letter.mark:
        return ()
    must_be_open(state, around)
    if firm.check is Check.PASSED:
        raise LetterAlreadyPassed(ubn=asked.ubn)
    check_letter(state.case, asked.ubn, asked.letter)
    decision = withdrawn_check(state, around)
    decision += writes(around.enrolment, LetterAttached(asked.ubn, asked.letter, made_by(around.cause)))
    return decision + ask_for_check(after(state, decision, around), around)


def check_list(state: Listing | Uploading, asked: CheckList, around: Circumstances) -> Decision:
    """A person's verdict on every unchecked firm: it passes, or comes back with reasons (R13)."""
    no_maker_checks(around.cause, makers_of_list(state.case))
    task = claimed_task(state.case.tasks, asked.task, TaskKind.CHECK_LIST, around.cause)
    _check_covers(state.case, asked.findings)
    _check_reasons(asked.findings, around.programme)
    checked = (FirmChecked(one.ubn, one.reasons, one.note) for one in asked.findings)
    decision = writes(around.enrolment, *close(task, around.cause, around.programme), *checked)
    if any(one.reasons for one in asked.findings):
        return decision + _returned(state, asked.findings, around)
    return decision + _passed(after(state, decision, around), around)


def ask_for_check(state: EnrolmentState, around: Circumstances) -> Decision:
    """Open the check of a complete list, or of the firm that took another's turn on a list that passed."""
    if not isinstance(state, Listing | Uploading) or not _can_be_checked(state, around.programme):
        return ()
    if open_of_kind(state.case.tasks, TaskKind.CHECK_LIST) is not None:
        return ()
    task = derived("task", around.enrolment, TaskKind.CHECK_LIST, around.cause.command)
    due = deadline(WindowKind.LIST_CHECK, taipei_date(around.cause.at), around.programme, around.calendar)
    return writes(around.enrolment, TaskOpened(task, TaskKind.CHECK_LIST, None, due, None))


def _can_be_checked(state: Listing | Uploading, programme: Programme) -> bool:
    if isinstance(state, Listing):
        return is_complete(state.case, programme)
    unchecked = any(firm.check is Check.UNCHECKED for firm in state.case.firms.values())
    return unchecked and not unfinished(state.case)


def end_list_window(state: Listing, kind: WindowKind, around: Circumstances) -> Decision:
    """At a list window's end a complete list goes on to its check; any other lapses.

    A fix window that a late check has opened goes on beyond the end of the first window (R13).
    """
    if is_complete(state.case, around.programme):
        return writes(around.enrolment, WindowEnded(kind, met=True))
    if kind is WindowKind.LIST_SUPPLEMENT and WindowKind.LIST_FIX in state.case.windows:
        return writes(around.enrolment, WindowEnded(kind, met=False))
    over = writes(around.enrolment, WindowEnded(kind, met=False))
    return over + end(state, Outcome.LAPSED_LIST, ("list_incomplete",), around)


def is_complete(case: Case, programme: Programme) -> bool:
    """Every place of the list filled, each with a letter that is not refused."""
    return len(case.firms) == programme.registration.firms and not unfinished(case)


def unfinished(case: Case) -> tuple[str, ...]:
    """Listed firms that lack a letter or whose check was not passed."""
    return tuple(ubn for ubn, firm in case.firms.items() if firm.needs_mending)


def must_be_open(state: Applying | Listing | Uploading, around: Circumstances) -> None:
    """The list can still be changed: it is open, or it has passed and a firm's turn is left in the upload."""
    if isinstance(state, Applying):
        _must_be_open_untrained(state, around)
    elif isinstance(state, Uploading):
        if not is_open(state.case, WindowKind.UPLOAD, around.cause.at):
            raise UploadWindowClosed()
    elif not any(is_open(state.case, kind, around.cause.at) for kind in _open_to_a_list(state, around)):
        raise ListWindowClosed()


def _open_to_a_list(state: Listing, around: Circumstances) -> tuple[WindowKind, ...]:
    """A list that was complete in time, and since lost a firm, is filled in the upload window (R14, R15)."""
    windows = state.case.windows
    lost = not is_complete(state.case, around.programme)
    return (WindowKind.UPLOAD,) if lost and windows.keys().isdisjoint(LIST_WINDOWS) else LIST_WINDOWS


def _must_be_open_untrained(state: Applying, around: Circumstances) -> None:
    """Who has attended has so long for the list, though something else of the training is still missing."""
    if state.attended is None:
        return
    until = deadline(WindowKind.LIST_SUPPLEMENT, state.attended, around.programme, around.calendar)
    if not in_time(around.cause.at, until):
        raise ListWindowClosed()


def withdrawn_check(state: Any, around: Circumstances) -> Decision:
    """A check that is under way looked at another list: it is over."""
    task = open_of_kind(state.case.tasks, TaskKind.CHECK_LIST)
    if task is None:
        return ()
    return writes(around.enrolment, *close(task, around.cause, around.programme, done=False))


def _check_covers(case: Case, findings: tuple[FirmFinding, ...]) -> None:
    unchecked = {ubn for ubn, firm in case.firms.items() if firm.check is Check.UNCHECKED}
    named = {one.ubn for one in findings}
    if unchecked != named or len(named) != len(findings):
        raise CheckIncomplete(ubns=", ".join(sorted(unchecked ^ named)) or "-")


def _check_reasons(findings: tuple[FirmFinding, ...], programme: Programme) -> None:
    known = programme.reasons.codes_of_list_check()
    for finding in findings:
        for code in finding.reasons:
            if code not in known:
                raise ListReasonUnknown(code=code, codes=", ".join(sorted(known)))


def _returned(
    state: Listing | Uploading, findings: tuple[FirmFinding, ...], around: Circumstances
) -> Decision:
    """Found inside the window it is mended inside it; found after it, within the days of R13."""
    window, at = state.case.windows.get(WindowKind.LIST_SUPPLEMENT), around.cause.at
    decision: Decision = ()
    until: Deadline
    if isinstance(state, Uploading):
        until = state.case.windows[WindowKind.UPLOAD].deadline
    elif window is not None and is_open(state.case, WindowKind.LIST_SUPPLEMENT, at):
        until = window.deadline
    else:
        opened = open_window(WindowKind.LIST_FIX, taipei_date(at), around)
        decision, until = (opened,), opened.event.deadline
    wrong = tuple(one.ubn for one in findings if one.reasons)
    return (*decision, intend(Template.LIST_RETURNED, around, until=until, ubns=wrong))


def _passed(state: Listing | Uploading, around: Circumstances) -> Decision:
    if isinstance(state, Uploading):
        upload = state.case.windows[WindowKind.UPLOAD].deadline
        return (intend(Template.LIST_PASSED, around, until=upload),)
    over = (WindowEnded(kind, met=True) for kind in LIST_WINDOWS if kind in state.case.windows)
    passed = writes(around.enrolment, *over, ListPassed())
    if around.programme.windows.upload.starts == "list_accepted":
        passed += (open_window(WindowKind.UPLOAD, taipei_date(around.cause.at), around),)
    uploading: Uploading = after(state, passed, around)
    upload = uploading.case.windows[WindowKind.UPLOAD].deadline
    return (*passed, intend(Template.LIST_PASSED, around, until=upload))
