"""What may be asked of the list of cases, as plain query parameters, and who sees which of them."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field

from api.misshapen import Misshape, misshape
from api.pages import Filter, Paging, choice
from api.problems import misshapen
from api.roles import allow
from api.services import Services
from api.shapes import Ubn, plain_text
from api.task_filters import check_guild
from api.visibility import is_session
from domain.certificate import normal_number
from domain.deadline import WindowKind, midnight_after, taipei_date
from domain.enrolment.events import Outcome
from domain.event import Actor, Role
from store import views
from store.case_list import SORTS
from store.read_models import CasesWanted
from store.year_read_models import YearReadModels

# The windows that a case has; the others are service levels of tasks.
WINDOWS = (
    WindowKind.TRAINING,
    WindowKind.RECORDING,
    WindowKind.LIST_SUPPLEMENT,
    WindowKind.LIST_FIX,
    WindowKind.UPLOAD,
    WindowKind.RESUBMISSION,
)


def _certificate(text: str) -> str:
    number = normal_number(text)
    if number is None:
        zh, en = (
            "不是證書編號，格式如 114-AAAA-AAAA-AAAA",
            "is no certificate number, as in 114-AAAA-AAAA-AAAA",
        )
        raise misshape("certificate_malformed", zh, en, "R32")
    return number


class CaseFilter(Paging):
    """`ubn`: cases that list the firm, or listed it once; `late`: a service level of ours passed (R30).

    The due parameters and `sort=due` are about the open window that ends first, or about that of the kind
    `window`. `ending_within_days` counts days in Taipei: 0 is what ends today, or should have ended before.
    """

    programme: Filter | None = None
    guild: Filter | None = None
    stage: Annotated[str, AfterValidator(plain_text), choice(views.STAGES)] | None = None
    outcome: Annotated[str, AfterValidator(plain_text), choice(Outcome)] | None = None
    session: UUID | None = None
    ubn: Ubn | None = None
    certificate: Annotated[Filter, AfterValidator(_certificate)] | None = None
    window: Annotated[str, AfterValidator(plain_text), choice(WINDOWS)] | None = None
    due_before: AwareDatetime | None = None
    ending_within_days: Annotated[int, Field(ge=0, le=366)] | None = None
    late: bool | None = None
    sort: Annotated[str, AfterValidator(plain_text), choice(SORTS)] = "opened"


def wanted(services: Services, actor: Actor, asked: CaseFilter, now: datetime) -> CasesWanted | None:
    """The cases that are meant and that the asker sees; None where there can be none.

    Problem 400 for a year, guild or session that is none; NotAllowed for `late`, which is for staff.
    """
    if asked.late is not None:
        allow(actor, "enrolment.list_late")
    _check_known(services, actor, asked)
    guild = (actor.guild or "") if actor.role is Role.GUILD else asked.guild
    late = True if actor.role is Role.LEAD_REVIEWER else asked.late
    nobody = actor.role is Role.TRAINEE and actor.person is None
    if nobody or asked.guild not in (None, guild) or asked.late not in (None, late):
        return None
    return CasesWanted(
        programme=asked.programme,
        guild=guild,
        person=actor.person if actor.role is Role.TRAINEE else None,
        stage=asked.stage,
        outcome=asked.outcome,
        session=asked.session,
        certificate=asked.certificate,
        ubn=asked.ubn,
        window=asked.window,
        due_before=asked.due_before,
        due_until=_last_due(asked.ending_within_days, now),
        late=late,
    )


def _last_due(days: int | None, now: datetime) -> datetime | None:
    return None if days is None else midnight_after(taipei_date(now) + timedelta(days=days))


def _check_known(services: Services, actor: Actor, asked: CaseFilter) -> None:
    if asked.guild is not None and actor.role is not Role.GUILD:
        check_guild(services, asked.guild)
    if asked.programme is not None:
        _check_programme(services, asked.programme)
    if asked.session is not None and not is_session(services, asked.session):
        zh, en = "沒有這個場次，可用的見 GET /sessions", "there is no such session; see GET /sessions"
        wrong = Misshape("session", str(asked.session), "session_unknown", "R1", zh, en)
        raise misshapen([wrong], 400)


def _check_programme(services: Services, year: str) -> None:
    known = YearReadModels(services.database).years()
    if year not in known:
        zh = f"沒有這個計畫年度，可用：{'、'.join(known)}"
        en = f"there is no such programme year; there are: {', '.join(known)}"
        raise misshapen([Misshape("programme", year, "programme_unknown", "engine", zh, en)], 400)
