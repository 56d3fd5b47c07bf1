"""What a decision on a task says: its shape is that of the task's kind."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Any, Self

from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError, model_validator

from api.door import Seal
from api.misshapen import misshape
from api.roles import allow
from api.shapes import Code, Day, LongWords, Shape, Ubn
from domain.checkup.commands import ApproveCheckup, Finding, ReturnCheckup
from domain.checkup.reading_commands import DecideUnreadableBill
from domain.enrolment.changes import DecideProposal, DecideQuestionedLapse
from domain.enrolment.commands import (
    AnswerQuestion,
    CheckList,
    DecideLateNotice,
    DecideUndeliveredNotice,
    FirmFinding,
    Vet,
)
from domain.enrolment.session_commands import DecideWrongAttendance
from domain.event import Actor
from domain.task import TaskKind
from store.read_models import TaskRow


class VetShape(Shape):
    """The guild's yes or no to a registration; a no has its reason."""

    accepted: bool
    reason: LongWords | None = None

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if not self.accepted and self.reason is None:
            raise misshape("reason_missing", "退回須說明理由", "a rejection needs its reason", "R1", "reason")
        return self


class FirmVerdict(Shape):
    """No reasons means passed. Reasons are codes, which nobody seals; words go into the note."""

    ubn: Ubn
    reasons: Annotated[list[Code], Field(max_length=20)]
    note: LongWords | None = None


class ListShape(Shape):
    """A verdict on every unchecked firm."""

    findings: Annotated[list[FirmVerdict], Field(min_length=1, max_length=50)]


class PartFinding(Shape):
    """`part` is `bill:ID`, `activity:ID`, `activity:ID.quantity` (or source, unit, period, bills), an item or
    `letter`; `code` one of the programme's reasons that fits it."""

    part: Code
    code: Code
    note: LongWords | None = None


class ReviewShape(Shape):
    """An approval, or a return with its findings."""

    approved: bool
    findings: Annotated[list[PartFinding], Field(max_length=200, default_factory=list)]

    @model_validator(mode="after")
    def _findings_where_returned(self) -> Self:
        if self.approved == bool(self.findings):
            zh, en = "退件須列缺失，核可不可列缺失", "a return needs findings, an approval has none"
            raise misshape("findings_misplaced", zh, en, "R27", "findings")
        return self


class LateNoticeShape(Shape):
    reason: LongWords


class UndeliveredNoticeShape(Shape):
    """The day on which the trainee was told by another way, and how."""

    notified_on: Day
    reason: LongWords


class ProposalShape(Shape):
    """The second officer's yes or no; a no has its reason."""

    approved: bool
    reason: LongWords | None = None

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if not self.approved and self.reason is None:
            zh, en = "不同意須說明理由", "a no needs its reason"
            raise misshape("reason_missing", zh, en, "R30", "reason")
        return self


class QuestionedLapseShape(Shape):
    """The last day of the window for which reinstatement is proposed; without it the lapse stands."""

    last_day: Day | None = None
    reason: LongWords


class AnswerShape(Shape):
    """The answer, which the trainee gets by mail and finds with the case (R37)."""

    answer: LongWords


class UnreadableBillShape(Shape):
    """Whether the bill is read once more (the fault was ours), or left to the trainee; and why."""

    read_again: bool
    reason: LongWords


class WrongAttendanceShape(Shape):
    """Whether the training stands though its attendance was struck, and why."""

    stands: bool
    reason: LongWords


_SHAPES: Mapping[TaskKind, type[Shape]] = {
    TaskKind.VET_REGISTRATION: VetShape,
    TaskKind.CHECK_LIST: ListShape,
    TaskKind.REVIEW_CHECKUP: ReviewShape,
    TaskKind.LATE_NOTICE: LateNoticeShape,
    TaskKind.UNDELIVERED_NOTICE: UndeliveredNoticeShape,
    TaskKind.DECIDE_PROPOSAL: ProposalShape,
    TaskKind.QUESTIONED_LAPSE: QuestionedLapseShape,
    TaskKind.REVIEW_ADDENDUM: ReviewShape,
    TaskKind.ANSWER_QUESTION: AnswerShape,
    TaskKind.WRONG_ATTENDANCE: WrongAttendanceShape,
    TaskKind.UNREADABLE_BILL: UnreadableBillShape,
}

EXAMPLES: dict[str, Any] = {
    "vet_registration": {"value": {"accepted": True}},
    "check_list": {
        "value": {"findings": [{"ubn": "10079223", "reasons": ["letter_unsigned"], "note": "未用印"}]}
    },
    "review_checkup": {
        "value": {"approved": False, "findings": [{"part": "electricity", "code": "period_missing"}]}
    },
    "review_addendum": {"value": {"approved": True}},
    "undelivered_notice": {"value": {"notified_on": "2025-05-20", "reason": "電話通知學員本人"}},
    "decide_proposal": {"value": {"approved": True}},
    "questioned_lapse": {"value": {"last_day": "2025-08-29", "reason": "停班日公告在後，予以恢復"}},
    "answer_question": {"value": {"answer": "共用電表依樓地板面積分攤，請附分攤說明。"}},
    "late_notice": {"value": {"reason": "補件通知逾截止日，依規定結案"}},
    "unreadable_bill": {"value": {"read_again": False, "reason": "檔案不完整，請學員重新上傳"}},
    "wrong_attendance": {"value": {"stands": False, "reason": "簽到簿查無本人簽名"}},
}


def decision_of(kind: TaskKind, body: Mapping[str, Any]) -> Shape:
    """The body in the shape of the task's kind; RequestValidationError naming each field."""
    try:
        return _SHAPES[kind].model_validate(dict(body))
    except ValidationError as error:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]
        raise RequestValidationError(faults) from None


def check_shape(kind: TaskKind | None, body: Mapping[str, Any]) -> None:
    """Refuse a body without the shape of its kind, or without any shape where the kind is not known.

    RequestValidationError. What has a shape can be stored too: no number that is none, no half letters.
    """
    *others, last = [kind] if kind is not None else list(TaskKind)
    for each in others:
        with suppress(RequestValidationError):
            decision_of(each, body)
            return
    decision_of(last, body)


def command_of(actor: Actor, task: TaskRow, body: Mapping[str, Any], seal: Seal) -> Any:
    """The command that the decision is; NotAllowed for another role than its queue's."""
    match decision_of(TaskKind(task.kind), body):
        case VetShape() as said:
            allow(actor, "enrolment.vet")
            return Vet(task.id, said.accepted, seal.maybe(said.reason))
        case ListShape() as said:
            allow(actor, "enrolment.check_list")
            return CheckList(task.id, tuple(_verdict(one, seal) for one in said.findings))
        case ReviewShape() | UnreadableBillShape() as said:
            return _of_checkup(actor, task, said, seal)
        case LateNoticeShape() as said:
            allow(actor, "enrolment.decide_late_notice")
            return DecideLateNotice(task.id, seal(said.reason))
        case UndeliveredNoticeShape() as said:
            allow(actor, "enrolment.decide_undelivered_notice")
            return DecideUndeliveredNotice(task.id, said.notified_on, seal(said.reason))
        case ProposalShape() as said:
            allow(actor, "enrolment.decide_proposal")
            return DecideProposal(task.id, said.approved, seal.maybe(said.reason))
        case QuestionedLapseShape() as said:
            allow(actor, "enrolment.decide_questioned_lapse")
            return DecideQuestionedLapse(task.id, said.last_day, seal(said.reason))
        case AnswerShape() as said:
            allow(actor, "enrolment.answer_question")
            return AnswerQuestion(task.id, seal(said.answer))
        case WrongAttendanceShape() as said:
            allow(actor, "enrolment.decide_wrong_attendance")
            return DecideWrongAttendance(task.id, said.stands, seal(said.reason))
        case other:
            raise TypeError(type(other).__name__)


def _of_checkup(actor: Actor, task: TaskRow, said: ReviewShape | UnreadableBillShape, seal: Seal) -> Any:
    if isinstance(said, UnreadableBillShape):
        allow(actor, "checkup.decide_unreadable_bill")
        return DecideUnreadableBill(task.id, said.read_again, seal(said.reason))
    allow(actor, "checkup.approve" if said.approved else "checkup.return")
    findings = tuple(Finding(one.part, one.code, seal.maybe(one.note)) for one in said.findings)
    return ApproveCheckup(task.id) if said.approved else ReturnCheckup(task.id, findings)


def _verdict(one: FirmVerdict, seal: Seal) -> FirmFinding:
    return FirmFinding(one.ubn, tuple(one.reasons), seal.maybe(one.note))
