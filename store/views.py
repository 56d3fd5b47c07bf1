"""JSON documents of what people are shown, made from folded streams; sealed values stay sealed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import orjson

from domain import payout
from domain.checkup import state as checkup
from domain.deadline import Deadline
from domain.enrolment.commands import PaperKind
from domain.enrolment.in_question import certificate_in_question
from domain.enrolment.papers import stored_papers
from domain.enrolment.session_commands import Attendance
from domain.enrolment.state import Applying, FeeDue, ListedFirm, Over, Unregistered, Window
from domain.enrolment.training_window import is_vetting_late
from domain.enrolment.windows import next_reminder
from domain.payout import PayoutLine
from domain.periods import explain
from domain.session import Scheduled
from domain.streams import checkup_stream
from domain.task import Task
from store import codec
from store.conversation import conversation_documents
from store.reading_views import readings_document
from store.replay import Folded
from store.review_views import addenda_document, changes_document, none_document
from store.trace import Logged, Mailed, Trace

Document = dict[str, Any]

_STAGES = {
    "Applying": "applying",
    "Listing": "listing",
    "Uploading": "uploading",
    "InReview": "in_review",
    "Resubmitting": "resubmitting",
    "FeeDue": "fee_due",
    "Over": "over",
}
STAGES = tuple(_STAGES.values())
BATCH_STAGES = tuple(
    kind.__name__.lower() for kind in (payout.Proposed, payout.Approved, payout.Sent, payout.Rejected)
)


def plain(value: Any) -> Any:
    """The JSON values of anything that events may hold."""
    return orjson.loads(codec.canonical(value))


def stage_of(state: Any) -> str:
    """A case's stage: applying, listing, uploading, in_review, resubmitting, fee_due or over."""
    return _STAGES[type(state).__name__]


def checkup_stage(state: Any) -> str:
    """A checkup's or batch's stage: its state's name in lower case."""
    return type(state).__name__.lower()


def enrolment_document(folded: Folded) -> Document:
    """The case: trainee (sealed), firms, windows with their reasons, open tasks, mails, certificate, fee."""
    state = folded.state
    assert not isinstance(state, Unregistered)
    case, trainee = state.case, state.case.trainee
    return {
        **_head(folded),
        "programme": case.programme,
        "rules": case.rules,
        "guild": case.guild,
        "session": str(case.session),
        "stage": stage_of(state),
        "trainee": plain({"person": trainee.person, "name": trainee.name, "email": trainee.email}),
        "application": _application(state),
        "training_day": plain(getattr(state, "training_day", None)),
        "firms": [_firm(folded.stream, firm) for firm in case.firms.values()],
        "windows": [window_document(window) for window in case.windows.values()],
        "attended": plain(case.attended),
        "seat": plain(case.seat),
        "seat_lost": case.seat_lost.value if case.seat_lost else None,
        "session_cancelled": case.session_cancelled,
        "electives": plain(case.electives),
        "vetting_late": is_vetting_late(state),
        "chases": [_logged(each) for each in folded.trace.chases],
        "tasks": _tasks(case.tasks.values(), folded.trace),
        "proposals": [plain(proposed) for proposed in case.proposals.values()],
        "mails": [_mail(mailed) for mailed in folded.trace.mails.values()],
        "late": [{"kind": kind.value, "since": plain(since)} for kind, since in case.late.items()],
        "reminded_now": plain(case.reminded_now),
        **conversation_documents(folded.trace),
        **_result(state),
    }


def checkup_document(folded: Folded) -> Document:
    """The checkup: bills, activities, reasoned nones, findings of the last return, changes, addenda."""
    state, trace = folded.state, folded.trace
    assert not isinstance(state, checkup.NotOpened)
    content, about = state.content, state.content.about
    return {
        **_head(folded),
        "enrolment": str(about.enrolment),
        "ubn": about.ubn,
        "programme": about.programme,
        "rules": about.rules,
        "trainee": str(about.trainee),
        "stage": checkup_stage(state),
        "rounds": rounds_of(state),
        "case_ended": getattr(state, "case_ended", False),
        "failure": plain(state.why) if isinstance(state, checkup.Failed) else None,
        "bills": [plain(bill) for bill in content.bills.values()],
        "activities": [plain(activity) for activity in content.activities.values()],
        "nones": [none_document(trace.nones[item]) for item in sorted(content.nones)],
        "findings": plain(trace.findings.findings) if trace.findings else [],
        "consents": content.consents,
        "makers": plain(content.makers),
        "late": plain(content.late),
        "tasks": _tasks(content.tasks.values(), trace),
        "submitted_at": plain(trace.submitted_at),
        "decided_at": plain(trace.decided_at),
        "decided_by": plain(trace.decided_by),
        "letter": plain(content.letter),
        "changes": changes_document(content),
        **addenda_document(state, trace),
        "readings": readings_document(state),
    }


def session_document(folded: Folded) -> Document:
    """The training session and who attended, by enrolment, with how many by each way."""
    state = folded.state
    assert isinstance(state, Scheduled)
    ways = Counter(state.attended.values())
    return {
        **_head(folded),
        **plain(state.details),
        "cancelled": state.cancelled,
        "attended": plain(frozenset(state.attended)),
        "attended_by_way": {way.value: ways[way] for way in Attendance},
    }


def batch_document(folded: Folded) -> Document:
    """The payout batch with its lines, and what became of each."""
    proposed = folded.trace.proposed
    assert proposed is not None
    return {
        **_head(folded),
        "programme": proposed.programme,
        "stage": checkup_stage(folded.state),
        "proposed_by": plain(proposed.by),
        "decided_by": plain(folded.trace.decided_by),
        "day": plain(getattr(folded.state, "day", None)),
        "recomputed_on": plain(folded.trace.recomputed.day) if folded.trace.recomputed else None,
        **_payment_file(folded),
        "lines": [
            {
                **plain(line),
                "status": line_status(folded, line),
                "returned_reason": returned_reason(folded, line),
                "reversal": _reversal(folded, line),
            }
            for line in proposed.lines
        ],
    }


def _payment_file(folded: Folded) -> Document:
    """The file that went to the bank: its control sum, and the SHA-256 of its bytes."""
    written = folded.trace.file_written
    return {
        "file": plain(written.file) if written else None,
        "control_sum": written.control_sum if written else None,
        "sha256": written.sha256 or None if written else None,
    }


def _reversal(folded: Folded, line: PayoutLine) -> Document | None:
    """A reversal that waits for approval, with its reason (sealed), or one that is approved."""
    done = folded.trace.reversed_lines.get(line.enrolment)
    if done is not None:
        return {"status": "approved", "kind": done.kind, "due_again": done.due_again, "by": plain(done.by)}
    pending = getattr(folded.state, "pending", {}).get(line.enrolment)
    if pending is None:
        return None
    told = {"kind": pending.kind, "reason": plain(pending.reason), "by": plain(pending.by)}
    return {"status": "proposed", **told}


def window_document(window: Window) -> Document:
    """An open window: its deadline with the reasons, and its reminders."""
    return {
        **deadline_document(window.deadline),
        "reminders": plain(window.reminders),
        "reminded": plain(window.reminded),
        "next_reminder": plain(next_reminder(window)),
    }


def deadline_document(deadline: Deadline) -> Document:
    """A deadline; each step has its sentence in zh-Hant and in English."""
    document: Document = plain(deadline)
    for step, printed in zip(deadline.steps, document["steps"], strict=True):
        printed["zh"], printed["en"] = explain(step)
    return document


def rounds_of(state: Any) -> int:
    """How many decisions returned the checkup before, where it still matters."""
    return state.rounds if isinstance(state, checkup.Submitted | checkup.Returned) else 0


def line_status(folded: Folded, line: PayoutLine) -> str:
    """proposed, approved, sent, paid, returned, reversed or rejected."""
    state = folded.state
    if isinstance(state, payout.Sent):
        if line.enrolment in state.paid:
            return "paid"
        if line.enrolment in state.reversed:
            return "reversed"
        return "returned" if line.enrolment in state.returned else "sent"
    return checkup_stage(state)


def returned_reason(folded: Folded, line: PayoutLine) -> str | None:
    return folded.trace.returned_lines.get(line.enrolment)


def _head(folded: Folded) -> Document:
    return {
        "id": str(folded.stream),
        "version": folded.version,
        "position": folded.position,
        "opened_at": plain(folded.opened_at),
        "changed_at": plain(folded.changed_at),
    }


def _application(state: Any) -> Document | None:
    if not isinstance(state, Applying):
        return None
    names = ("vetted", "online_course", "attended", "attendance")
    return {name: plain(getattr(state, name)) for name in names}


def _firm(enrolment: UUID, firm: ListedFirm) -> Document:
    document: Document = plain(firm)
    profile = document.pop("profile")
    # Who brought what is nobody's business but that of who may check it.
    del document["letter_by"], document["entered_by"]
    return {**profile, **document, "checkup": str(checkup_stream(enrolment, firm.profile.ubn))}


def _tasks(tasks: Iterable[Task], trace: Trace) -> list[Document]:
    return [
        {
            **plain(task),
            "due": deadline_document(task.due) if task.due else None,
            "roles": sorted(task.roles),
            "opened_at": plain(trace.tasks[task.id]),
        }
        for task in tasks
    ]


def _logged(logged: Logged) -> Document:
    return {**plain(logged.chase), "at": plain(logged.at), "by": plain(logged.by)}


def _mail(mailed: Mailed) -> Document:
    mail = mailed.mail
    document = plain(mail)
    # Of every mail its `intended_at` says it.
    del document["intended_on"]
    return {
        **document,
        "deadline": deadline_document(mail.deadline) if mail.deadline else None,
        "state": mailed.state,
        "intended_at": plain(mailed.intended_at),
        "accepted_at": plain(mailed.accepted_at),
        "refused_at": plain(mailed.refused_at),
        "refused_code": mailed.refused_code,
        "reply": mailed.reply,
        "sha256": mailed.sha256,
        "repeats": plain(mailed.repeats),
    }


def _result(state: Any) -> Mapping[str, Any]:
    """How the case ended or what it is owed; nothing yet while it is on its way."""
    paying = isinstance(state, FeeDue | Over)
    return {
        "outcome": plain(state.outcome) if isinstance(state, Over) else None,
        "reasons": list(state.reasons) if isinstance(state, Over) else [],
        "closed": isinstance(state, Over) and state.closed,
        "certificate": state.certificate if paying else None,
        "fee": {"total": state.total, "lines": plain(state.lines)} if paying and state.certificate else None,
        "batch": plain(state.batch) if paying else None,
        "certificate_in_question": certificate_in_question(state.case),
        "revoked": isinstance(state, Over) and state.revoked,
        "bank_account": plain(state.case.account.shown) if state.case.account else None,
        "payment_returned": plain(getattr(state, "returned", None)),
        "reversed": _reversed(state),
        "papers": {kind.value: plain(stored_papers(state).get(kind)) for kind in PaperKind},
    }


def _reversed(state: Any) -> Document | None:
    """The payment that was undone, and whether the fee is due again."""
    reversal = getattr(state, "reversal", None)
    return {"kind": reversal.kind, "due_again": reversal.due_again} if reversal else None
