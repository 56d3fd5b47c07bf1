"""Enrolments: registering, the list, the case and its history."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from api.bank_account import BankAccountShape
from api.case_filters import CaseFilter, wanted
from api.case_rows import case_row
from api.case_view import case_view
from api.discretion import document_for, history_for
from api.door import Order, Reply, Seal, Target, take
from api.opening import opened
from api.pages import page
from api.problems import Problem
from api.services import Given, Services
from api.shapes import Attends, Code, Email, FirmShape, Id, LongWords, NationalId, Nothing, Shape, Words, Year
from api.signing import Asking, SignedRoute, asks, may
from api.targets import of_case
from api.uploads import letter_of
from api.visibility import case_for
from domain.enrolment.commands import CompleteOnlineCourse, FirmEntry, Register, Trainee, Withdraw
from domain.enrolment.session_commands import Attendance
from domain.event import Actor
from domain.streams import derived
from store.history import history
from workflows.contracts import WorkflowKind

router = APIRouter(tags=["enrolments"], route_class=SignedRoute)


class TraineeShape(Shape):
    """Sealed as it comes in; of the national id only a keyed mark is kept."""

    name: Words
    email: Email
    national_id: NationalId


class Registration(Shape):
    programme: Year
    trainee: TraineeShape
    guild: Code
    session: Id
    firms: Annotated[list[FirmShape], Field(max_length=50)]
    attends: Attends | None = None
    bank_account: BankAccountShape | None = None

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "programme": "114",
                    "trainee": {
                        "name": "林志明",
                        "email": "trainee@example.com",
                        "national_id": "B100202640",
                    },
                    "guild": "G01",
                    "session": "3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11",
                    "firms": [
                        {
                            "ubn": "10079223",
                            "industry": "251111",
                            "revenue": 12000000,
                            "capital": 2000000,
                            "county": "臺中市",
                            "small_or_medium": True,
                            "letter": "0" * 64,
                        }
                    ],
                    "bank_account": {"bank": "004", "branch": "0015", "account": "000123456789"},
                }
            ]
        }
    )


class Withdrawal(Shape):
    reason: Annotated[LongWords | None, Field(examples=["工作異動，無法完成"])] = None


@router.post(
    "/enrolments",
    operation_id="register",
    summary="報名 / Register for a programme year",
    status_code=201,
    response_model=None,
)
async def register(
    body: Registration, services: Given, asking: Annotated[Asking, asks("enrolment.register")]
) -> JSONResponse:
    """The trainee registers themself; the firms' letters were uploaded before by POST /files."""
    enrolment = derived("enrolment", asking.command)
    person = _own_person(asking.actor)

    def build(seal: Seal) -> Register:
        firms = tuple(
            entry_of(services, person, firm, f"firms.{place}.letter") for place, firm in enumerate(body.firms)
        )
        mark = services.person_keys.identity_mark(body.trainee.national_id)
        trainee = Trainee(person, mark, seal(body.trainee.name), seal(body.trainee.email))
        attends = Attendance(body.attends) if body.attends else None
        account = body.bank_account.sealed(seal) if body.bank_account else None
        return Register(body.programme, trainee, body.guild, body.session, firms, attends, account)

    target = Target(WorkflowKind.ENROLMENT, enrolment, enrolment, person)
    order = Order(lambda: target, body.model_dump(mode="json"), build)
    return await take(services, asking, order, Reply(enrolment, f"/enrolments/{enrolment}"))


@router.get(
    "/enrolments", operation_id="list_enrolments", summary="學員案清單 / Enrolments", response_model=None
)
def enrolments(
    asked: Annotated[CaseFilter, Query()],
    services: Given,
    actor: Annotated[Actor, may("enrolment.list")],
) -> JSONResponse:
    """A trainee's own, a guild's own, or all, by role; a lead reviewer's those that we were late with."""
    cases = wanted(services, actor, asked, services.clock.now())
    if cases is None:
        return JSONResponse({"items": [], "next": None})
    return page(
        lambda: services.read_models.enrolments(cases, sort=asked.sort, after=asked.after, limit=asked.limit),
        lambda rows: opened(services, [case_row(row, asked) for row in rows]),
    )


@router.get(
    "/enrolments/{enrolment}",
    operation_id="read_enrolment",
    summary="一個學員案：階段、企業、期限與理由、尚缺事項 / One case, what is missing and why each date",
    response_model=None,
)
def enrolment(
    enrolment: UUID, services: Given, actor: Annotated[Actor, may("enrolment.read")]
) -> JSONResponse:
    case = case_for(services, actor, enrolment)
    shown = case_view(services, document_for(actor, case))
    return JSONResponse(shown, headers={"ETag": f'"{case["version"]}"'})


@router.get(
    "/enrolments/{enrolment}/history",
    operation_id="read_history",
    summary="案件歷程 / What happened, who, when and why",
    response_model=None,
)
def enrolment_history(
    enrolment: UUID, services: Given, actor: Annotated[Actor, may("enrolment.read")]
) -> JSONResponse:
    """Refused and pending commands are part of it; trainees and guilds see of staff the role alone."""
    case_for(services, actor, enrolment)
    stores = (services.event_log, services.receipts, services.database)
    entries = history(*stores, enrolment, programmes=services.programmes)
    return JSONResponse({"items": opened(services, history_for(actor, entries))})


@router.post(
    "/enrolments/{enrolment}/online-course",
    operation_id="complete_online_course",
    summary="完成線上課程 / The online course is done",
    response_model=None,
)
async def online_course(
    enrolment: UUID,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.complete_online_course")],
    body: Nothing | None = None,
) -> JSONResponse:
    order = Order(lambda: of_case(services, asking.actor, enrolment), {}, lambda _: CompleteOnlineCourse())
    return await take(services, asking, order, Reply(enrolment))


@router.post(
    "/enrolments/{enrolment}/withdrawal",
    operation_id="withdraw",
    summary="撤回報名 / Withdraw",
    response_model=None,
)
async def withdrawal(
    enrolment: UUID,
    body: Withdrawal,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.withdraw")],
) -> JSONResponse:
    order = Order(
        lambda: of_case(services, asking.actor, enrolment),
        body.model_dump(mode="json"),
        lambda seal: Withdraw(seal.maybe(body.reason)),
    )
    return await take(services, asking, order, Reply(enrolment))


def entry_of(services: Services, person: UUID, firm: FirmShape, field: str) -> FirmEntry:
    """The firm as the rules take it, its letter one that the person uploaded; Problem 422."""
    return FirmEntry(firm.profile(), firm.small_or_medium, letter_of(services, person, firm.letter, field))


def _own_person(actor: Actor) -> UUID:
    if actor.person is None:
        zh, en = "這個帳號不屬於任何人，不能報名。", "This account belongs to no person and cannot register."
        raise Problem(403, "no_person", zh, en)
    return actor.person
