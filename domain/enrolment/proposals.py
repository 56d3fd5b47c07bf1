"""What one officer proposes and another decides: extension, reinstatement, revocation (R30, R35, R36)."""

from datetime import date
from typing import Any, assert_never

from domain.certificate import CertificateRevoked
from domain.deadline import WindowKind, set_deadline, taipei_date
from domain.decision import Decision, Write, writes
from domain.enrolment.changes import (
    DecideProposal,
    ExtensionProposed,
    ProposalDecided,
    Proposed,
    ProposeExtension,
    ProposeReinstatement,
    ProposeRevocation,
    ReinstatementProposed,
    RevocationProposed,
    Revoked,
)
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.drafting import after
from domain.enrolment.ending import close_if_settled
from domain.enrolment.events import Ended, Outcome
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.reinstating import check_reinstatable, reinstate
from domain.enrolment.review import returned
from domain.enrolment.state import EnrolmentState, FeeDue, InReview, Over, Unregistered
from domain.enrolment.windows import check_hard_stop, move_window
from domain.errors import DomainError
from domain.refusals import CaseClosed, FeeAlreadyInBatch
from domain.second_person import check_second
from domain.streams import certificate_stream, derived
from domain.task import TaskClosed, TaskKind, TaskOpened, claimed_task, no_maker_checks, open_of_kind


class WindowNotOpen(DomainError):
    code = "window_not_open"
    rule = "R30"
    zh = "學員案目前沒有「{kind}」期限可以展延；已結束的學員案請提出恢復。"
    en = "The case has no open window {kind} to extend; for a case that has ended, propose reinstatement."


class ExtensionNotLater(DomainError):
    code = "extension_not_later"
    rule = "R30"
    zh = "展延末日 {last_day} 必須晚於目前的末日 {due} 與今日。"
    en = "The last day {last_day} of an extension must be later than the present one, {due}, and than today."


class ProposalOpen(DomainError):
    code = "proposal_open"
    rule = "R30"
    zh = "同一項申請已提出，等候另一位承辦人決定。"
    en = "The same is proposed already and awaits another officer."


class NoCertificate(DomainError):
    code = "no_certificate"
    rule = "R35"
    zh = "學員案沒有有效的證書。"
    en = "The case has no certificate that is valid."


AnyProposal = ProposeExtension | ProposeReinstatement | ProposeRevocation


def propose(state: EnrolmentState, asked: AnyProposal, around: Circumstances) -> Decision:
    """Put the change before a second officer; by `reinstatement.persons` one may be enough for R36."""
    no_maker_checks(around.cause, frozenset({_case(state).trainee.person}))
    task = derived("task", around.enrolment, TaskKind.DECIDE_PROPOSAL, around.cause.command)
    proposed = _proposed(task, asked, around)
    _must_be_possible(state, proposed, around)
    if any(type(one) is type(proposed) for one in _case(state).proposals.values()):
        raise ProposalOpen()
    told = writes(around.enrolment, proposed)
    if isinstance(proposed, ReinstatementProposed) and around.programme.reinstatement.persons == 1:
        decided = (*told, *writes(around.enrolment, ProposalDecided(task, True, asked.reason)))
        return decided + _carried_out(after(state, decided, around), proposed, around)
    return told + writes(around.enrolment, TaskOpened(task, TaskKind.DECIDE_PROPOSAL, None, None, None))


def decide_proposal(state: EnrolmentState, asked: DecideProposal, around: Circumstances) -> Decision:
    """The second officer's word; what was proposed is looked at as the case is now."""
    case = _case(state)
    claimed_task(case.tasks, asked.task, TaskKind.DECIDE_PROPOSAL, around.cause)
    proposed = case.proposals[asked.task]
    no_maker_checks(around.cause, frozenset({case.trainee.person}))
    check_second(proposed.by, around.cause)
    decision = writes(
        around.enrolment,
        TaskClosed(asked.task, done=True),
        ProposalDecided(asked.task, asked.approved, asked.reason),
    )
    if not asked.approved:
        return decision
    _must_be_possible(state, proposed, around)
    return decision + _carried_out(after(state, decision, around), proposed, around)


def _proposed(task: Any, asked: AnyProposal, around: Circumstances) -> Proposed:
    by = around.cause.actor
    match asked:
        case ProposeExtension(kind, last_day, reason):
            return ExtensionProposed(task, kind, last_day, by, reason)
        case ProposeReinstatement(last_day, reason):
            return ReinstatementProposed(task, last_day, by, reason)
        case ProposeRevocation(reason):
            return RevocationProposed(task, by, reason)
        case _:
            assert_never(asked)


def _must_be_possible(state: EnrolmentState, proposed: Proposed, around: Circumstances) -> None:
    match proposed:
        case ExtensionProposed(_, kind, last_day):
            _check_extension(state, kind, last_day, around)
        case ReinstatementProposed(_, last_day):
            check_reinstatable(state, last_day, around)
        case RevocationProposed():
            if not isinstance(state, FeeDue | Over) or state.certificate is None:
                raise NoCertificate()
            if isinstance(state, Over) and state.revoked:
                raise NoCertificate()
            if isinstance(state, FeeDue) and state.batch is not None:
                raise FeeAlreadyInBatch()
        case _:
            assert_never(proposed)


def _check_extension(state: EnrolmentState, kind: WindowKind, last_day: date, around: Circumstances) -> None:
    if isinstance(state, Over):
        raise CaseClosed()
    today, window = taipei_date(around.cause.at), _case(state).windows.get(kind)
    if window is None and not _lost_to_hard_stop(state, kind):
        raise WindowNotOpen(kind=kind)
    due = window.deadline.due_date if window else today
    if last_day <= max(due, today):
        raise ExtensionNotLater(last_day=last_day, due=due)
    check_hard_stop(kind, last_day, around)


def _lost_to_hard_stop(state: EnrolmentState, kind: WindowKind) -> bool:
    """The notice came so late that no window opened (R29): two officers may open one."""
    late = isinstance(state, InReview) and open_of_kind(state.case.tasks, TaskKind.LATE_NOTICE) is not None
    return late and kind is WindowKind.RESUBMISSION


def _carried_out(state: EnrolmentState, proposed: Proposed, around: Circumstances) -> Decision:
    match proposed:
        case ExtensionProposed():
            return _extend(state, proposed, around)
        case ReinstatementProposed(_, last_day, _, reason):
            assert isinstance(state, Over)
            return reinstate(state, last_day, reason, around)
        case RevocationProposed():
            assert isinstance(state, FeeDue | Over)
            return _revoke(state, proposed, around)
        case _:
            assert_never(proposed)


def _extend(state: EnrolmentState, proposed: ExtensionProposed, around: Circumstances) -> Decision:
    case = _case(state)
    window = case.windows.get(proposed.kind)
    start = window.deadline.starts if window else taipei_date(around.cause.at)
    until = set_deadline(proposed.kind, start, proposed.last_day, around.programme, around.calendar)
    decision: Decision = (move_window(until, around),)
    late = open_of_kind(case.tasks, TaskKind.LATE_NOTICE)
    if late is not None and proposed.kind is WindowKind.RESUBMISSION:
        decision += writes(around.enrolment, TaskClosed(late.id, done=True))
    told = intend(
        Template.WINDOW_EXTENDED,
        around,
        until=until,
        ubns=returned(case),
        to_guild=True,
        note=proposed.reason,
        was=window.deadline.due_date if window else None,
    )
    return (*decision, told)


def _revoke(state: FeeDue | Over, proposed: RevocationProposed, around: Circumstances) -> Decision:
    """What was approved stays counted, and what was paid stays paid; a fee that is due is due no more."""
    number = state.certificate
    assert number is not None
    revoked = Write(certificate_stream(number), CertificateRevoked(number, around.enrolment))
    decision = (revoked, *writes(around.enrolment, Revoked(number)))
    asked = open_of_kind(state.case.tasks, TaskKind.WRONG_ATTENDANCE)
    if asked is not None:
        decision += writes(around.enrolment, TaskClosed(asked.id, done=False))
    if isinstance(state, FeeDue):
        decision += writes(around.enrolment, Ended(Outcome.REVOKED, ("certificate_revoked",)))
    told = intend(Template.CERTIFICATE_REVOKED, around, to_guild=True, note=proposed.reason)
    decision = (*decision, told)
    return decision + close_if_settled(after(state, decision, around), around)


def _case(state: EnrolmentState) -> Any:
    assert not isinstance(state, Unregistered)
    return state.case
