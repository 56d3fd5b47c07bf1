"""Changes of a case: swap, consent withdrawn, correction, and what two officers decide."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.correction_effect import effect_of
from api.door import Order, Reply, Seal, take
from api.enrolments import entry_of
from api.misshapen import Misshape
from api.missing import profile_of
from api.problems import misshapen, not_found
from api.services import Given, Services
from api.shapes import County, Day, Dollars, FirmShape, LongWords, Shape, TaxCode, Ubn
from api.signing import Asking, SignedRoute, asks, may
from api.targets import of_case
from api.visibility import Document, case_for
from domain.deadline import WindowKind
from domain.enrolment.changes import (
    CorrectFirm,
    ProposeExtension,
    ProposeReinstatement,
    ProposeRevocation,
    SwapFirm,
    WithdrawConsent,
)
from domain.errors import DomainError
from domain.event import Actor
from domain.firm import FirmProfile, check_profile
from domain.industry import Sector

router = APIRouter(tags=["changes"], route_class=SignedRoute)
_CASE = "/enrolments/{enrolment}"
_FIRM = f"{_CASE}/firms/{{ubn}}"
_PathUbn = Annotated[Ubn, Path()]
_Reason = Annotated[LongWords, Field(examples=["依公文辦理"])]


class SwapShape(Shape):
    """The firm that takes the other's turn, with a letter once the list has passed; an officer says why."""

    firm: FirmShape
    reason: LongWords | None = None


class ReasonShape(Shape):
    reason: _Reason


class CorrectionShape(Shape):
    """How the firm is; the number itself cannot be corrected, but swapped."""

    industry: TaxCode
    revenue: Annotated[Dollars, Field(examples=[12000000])]
    capital: Annotated[Dollars, Field(examples=[2000000])]
    county: County
    reason: _Reason


class CorrectionQuery(BaseModel):
    """What would be corrected."""

    model_config = ConfigDict(extra="forbid")

    industry: TaxCode
    revenue: Dollars
    capital: Dollars
    county: County


class ExtensionShape(Shape):
    window: Annotated[str, Field(examples=["upload"])]
    last_day: Annotated[Day, Field(examples=["2025-09-30"])]
    reason: _Reason


class ReinstatementShape(Shape):
    last_day: Annotated[Day, Field(examples=["2025-09-30"])]
    reason: _Reason


@router.post(f"{_FIRM}/swap", operation_id="swap_firm", summary="替換企業 / Swap a firm", response_model=None)
async def swap(
    enrolment: UUID,
    ubn: _PathUbn,
    body: SwapShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.swap_firm")],
) -> JSONResponse:
    """By the trainee before the firm's checkup is submitted, later by an officer (R14)."""

    def build(seal: Seal) -> SwapFirm:
        entry = entry_of(services, seal.target.person, body.firm, "firm.letter")
        return SwapFirm(ubn, entry, seal.maybe(body.reason))

    said = {"ubn": ubn, **body.model_dump(mode="json")}
    order = Order(lambda: of_case(services, asking.actor, enrolment), said, build)
    return await take(services, asking, order, Reply(body.firm.ubn))


@router.post(
    f"{_FIRM}/consent-withdrawal",
    operation_id="withdraw_consent",
    summary="登錄企業負責人撤回同意（承辦人） / The firm's owner has withdrawn consent (officer)",
    response_model=None,
)
async def consent_withdrawal(
    enrolment: UUID,
    ubn: _PathUbn,
    body: ReasonShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.withdraw_consent")],
) -> JSONResponse:
    return await _take(
        services,
        asking,
        enrolment,
        {"ubn": ubn, "reason": body.reason},
        lambda seal: WithdrawConsent(ubn, seal(body.reason)),
    )


@router.get(
    f"{_FIRM}/correction",
    operation_id="preview_correction",
    summary="更正前的影響試算 / What a correction would change",
    response_model=None,
)
def correction_preview(
    enrolment: UUID,
    ubn: _PathUbn,
    asked: Annotated[CorrectionQuery, Query()],
    services: Given,
    actor: Annotated[Actor, may("enrolment.read")],
) -> JSONResponse:
    """Set, fee and place before and after; nothing is changed by asking."""
    case = case_for(services, actor, enrolment)
    before = _listed(case, ubn)
    after = FirmProfile(ubn, asked.industry, asked.revenue, asked.capital, asked.county, before.name)
    try:
        check_profile(after)
    except DomainError as refused:
        at = "industry" if "industry" in refused.fields else "revenue"
        value = refused.fields.get(at, "")
        wrong = Misshape(at, value, refused.code, refused.rule, refused.message_zh, refused.message_en)
        raise misshapen([wrong], 422) from None
    programme = services.programmes.by_hash(case["programme"], case["rules"])
    free = {
        Sector(each.sector): each.places - each.taken for each in services.read_models.quota(programme.year)
    }
    return JSONResponse(effect_of(case, before, after, programme, free))


@router.put(
    f"{_FIRM}/profile",
    operation_id="correct_firm",
    summary="更正企業資料 / Correct what was declared of a firm",
    response_model=None,
)
async def correction(
    enrolment: UUID,
    ubn: _PathUbn,
    body: CorrectionShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.correct_firm")],
) -> JSONResponse:
    """By the trainee while the list is open, later by an officer; see the preview for what it changes."""
    case = case_for(services, asking.actor, enrolment)

    def corrected(seal: Seal) -> CorrectFirm:
        # Looked up only here: a correction sent again gets its answer though the firm has left since.
        name = _listed(case, ubn).name
        profile = FirmProfile(ubn, body.industry, body.revenue, body.capital, body.county, name)
        return CorrectFirm(profile, seal(body.reason))

    return await _take(services, asking, enrolment, {"ubn": ubn, **body.model_dump(mode="json")}, corrected)


@router.post(
    f"{_CASE}/extensions",
    operation_id="propose_extension",
    summary="提出展延（承辦人） / Propose an extension (officer)",
    response_model=None,
)
async def extension(
    enrolment: UUID,
    body: ExtensionShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.propose_extension")],
) -> JSONResponse:
    """Another officer decides the task that this opens (R30)."""
    kind = _window(body.window)
    return await _take(
        services,
        asking,
        enrolment,
        body.model_dump(mode="json"),
        lambda seal: ProposeExtension(kind, body.last_day, seal(body.reason)),
    )


@router.post(
    f"{_CASE}/reinstatements",
    operation_id="propose_reinstatement",
    summary="提出恢復學員案（承辦人） / Propose reinstatement (officer)",
    response_model=None,
)
async def reinstatement(
    enrolment: UUID,
    body: ReinstatementShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.propose_reinstatement")],
) -> JSONResponse:
    """Another officer decides the task that this opens (R36)."""
    return await _take(
        services,
        asking,
        enrolment,
        body.model_dump(mode="json"),
        lambda seal: ProposeReinstatement(body.last_day, seal(body.reason)),
    )


@router.post(
    f"{_CASE}/revocations",
    operation_id="propose_revocation",
    summary="提出撤銷證書（承辦人） / Propose to revoke the certificate (officer)",
    response_model=None,
)
async def revocation(
    enrolment: UUID,
    body: ReasonShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.propose_revocation")],
) -> JSONResponse:
    """Another officer decides the task that this opens (R35)."""
    return await _take(
        services,
        asking,
        enrolment,
        body.model_dump(mode="json"),
        lambda seal: ProposeRevocation(seal(body.reason)),
    )


async def _take(services: Services, asking: Asking, enrolment: UUID, said: Any, build: Any) -> JSONResponse:
    order = Order(lambda: of_case(services, asking.actor, enrolment), said, build)
    return await take(services, asking, order, Reply(enrolment))


def _listed(case: Document, ubn: str) -> FirmProfile:
    for firm in case["firms"]:
        if firm["ubn"] == ubn:
            return profile_of(firm)
    raise not_found()


def _window(text: str) -> WindowKind:
    try:
        return WindowKind(text)
    except ValueError:
        known = "、".join(WindowKind)
        wrong = Misshape(
            "window", text, "window_unknown", "R30", f"沒有這種期限，可用：{known}", f"there are: {known}"
        )
        raise misshapen([wrong], 422) from None
