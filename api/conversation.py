"""Words on a case: staff's comments, the trainee's questions, and reminders by hand."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from api.door import Order, Reply, Seal, take
from api.services import Given
from api.shapes import LongWords, Shape, Ubn
from api.signing import Asking, SignedRoute, asks
from api.targets import of_case, of_submission
from domain.enrolment.commands import AskQuestion, Audience, Comment, RemindNow
from domain.streams import derived
from domain.task import TaskKind

router = APIRouter(tags=["enrolments"], route_class=SignedRoute)
_CASE = "/enrolments/{enrolment}"


class CommentShape(Shape):
    """`staff`: shown to reviewers, leads, officers and auditors alone; `trainee`: goes out by mail too."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"words": "電費單缺九、十月，已電話告知。", "audience": "staff"}]}
    )

    words: LongWords
    audience: Literal["staff", "trainee"]


class CaseCommentShape(CommentShape):
    """`ubn`: the firm of the case that it is about, if it is about one."""

    ubn: Ubn | None = None


class QuestionShape(Shape):
    words: Annotated[LongWords, Field(examples=["共用電表的用電量要如何分攤？"])]
    ubn: Ubn | None = None


class ReminderShape(Shape):
    note: Annotated[LongWords | None, Field(examples=["名單只差一家，請儘速補上。"])] = None


@router.post(
    f"{_CASE}/comments",
    operation_id="comment",
    summary="對學員案留言（內部或寄給學員） / Comment on a case, for staff or to the trainee",
    status_code=201,
    response_model=None,
)
async def comment(
    enrolment: UUID,
    body: CaseCommentShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.comment")],
) -> JSONResponse:
    order = Order(
        lambda: of_case(services, asking.actor, enrolment),
        body.model_dump(mode="json"),
        lambda seal: Comment(seal(body.words), Audience(body.audience), body.ubn),
    )
    comment = derived("comment", asking.command)
    return await take(services, asking, order, Reply(comment, f"/enrolments/{enrolment}"))


@router.post(
    "/checkups/{checkup}/comments",
    operation_id="comment_on_checkup",
    summary="對碳健檢留言 / Comment on a checkup, for staff or to the trainee",
    status_code=201,
    response_model=None,
)
async def comment_on_checkup(
    checkup: UUID,
    body: CommentShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.comment")],
) -> JSONResponse:
    """Kept with its case, about this firm; If-Match names the version of the checkup."""

    def build(seal: Seal) -> Comment:
        return Comment(seal(body.words), Audience(body.audience), seal.target.ubn)

    said = {"checkup": str(checkup), **body.model_dump(mode="json")}
    order = Order(lambda: of_submission(services, asking.actor, checkup), said, build)
    comment = derived("comment", asking.command)
    return await take(services, asking, order, Reply(comment, f"/checkups/{checkup}", tagged=False))


@router.post(
    f"{_CASE}/questions",
    operation_id="ask_question",
    summary="提問（學員） / Ask a question (trainee)",
    status_code=201,
    response_model=None,
)
async def ask_question(
    enrolment: UUID,
    body: QuestionShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.ask_question")],
) -> JSONResponse:
    """Answered by staff within the programme's service level, on ended cases too (R37)."""
    order = Order(
        lambda: of_case(services, asking.actor, enrolment),
        body.model_dump(mode="json"),
        lambda seal: AskQuestion(seal(body.words), body.ubn),
    )
    question = derived("task", enrolment, TaskKind.ANSWER_QUESTION, asking.command)
    return await take(services, asking, order, Reply(question, f"/enrolments/{enrolment}"))


@router.post(
    f"{_CASE}/reminder",
    operation_id="remind_now",
    summary="立即提醒學員（公會、承辦人） / Remind the trainee now (guild, officer)",
    response_model=None,
)
async def remind_now(
    enrolment: UUID,
    body: ReminderShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.remind_now")],
) -> JSONResponse:
    """A mail that names what is owed first; once in the programme's days for each case."""
    order = Order(
        lambda: of_case(services, asking.actor, enrolment),
        body.model_dump(mode="json"),
        lambda seal: RemindNow(seal.maybe(body.note)),
    )
    return await take(services, asking, order, Reply(enrolment))
