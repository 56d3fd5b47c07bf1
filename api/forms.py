"""Blank forms for everyone (R8): the consent letter and the list of firms of a programme year."""

import hashlib
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from api.blank_forms import FormUnavailable
from api.problems import Problem
from api.services import Given, Services
from api.shapes import Year
from domain.programme import Programme
from store.blank_lists import blank_firm_list
from store.tables import XLSX

router = APIRouter(tags=["forms"])
_PDF: dict[int | str, dict[str, Any]] = {
    200: {"description": "PDF/A-2b", "content": {"application/pdf": {}}},
    304: {"description": "與先前相同 / As it was read before"},
}
IfNoneMatch = Annotated[str | None, Header(description="先前讀到的 ETag / the ETag that was read before")]


class FormYear(BaseModel):
    """Which year's rules; a parameter that is not known is refused, never ignored."""

    model_config = ConfigDict(extra="forbid")

    programme: Year


class TrainedFirms(FormYear):
    """The list of one trainee's firms, or of several trainees'."""

    trainees: Annotated[int, Field(ge=1, le=300)] = 1


@router.get(
    "/forms/consent-letter.pdf",
    operation_id="blank_consent_letter",
    summary="空白委任書暨同意書 / The blank consent letter",
    response_class=Response,
    responses=_PDF,
)
def consent_letter(
    asked: Annotated[FormYear, Query()], services: Given, if_none_match: IfNoneMatch = None
) -> Response:
    return _form(services, services.blank_forms.consent_letter, asked, "consent-letter", if_none_match)


@router.get(
    "/forms/firm-list.pdf",
    operation_id="blank_firm_list",
    summary="空白實作企業名單 / The blank list of firms",
    response_class=Response,
    responses=_PDF,
)
def firm_list(
    asked: Annotated[FormYear, Query()], services: Given, if_none_match: IfNoneMatch = None
) -> Response:
    """With a row for each firm that the year's registration asks for."""
    return _form(services, services.blank_forms.firm_list, asked, "firm-list", if_none_match)


@router.get(
    "/forms/firm-list.xlsx",
    operation_id="blank_firm_list_table",
    summary="空白實作企業名單（試算表）/ The blank list of firms as the import reads it",
    response_class=Response,
    responses={200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}},
)
def firm_table(asked: Annotated[TrainedFirms, Query()], services: Given) -> Response:
    """So many rows as the programme's list has firms, for each trainee."""
    programme = services.programmes.in_force(asked.programme)
    content = blank_firm_list(programme.year, programme.registration.firms * asked.trainees)
    name = f"firm-list-{programme.year}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=XLSX, headers=headers)


def _form(
    services: Services, make: Callable[[Programme], bytes], asked: FormYear, name: str, seen: str | None
) -> Response:
    programme = services.programmes.in_force(asked.programme)
    try:
        content = make(programme)
    except FormUnavailable as fault:
        headers = {"Retry-After": "600"}
        raise Problem(503, "form_unavailable", fault.zh, fault.en, rule="R8", headers=headers) from None
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "public, max-age=3600",
        "Content-Disposition": f'inline; filename="{name}-{programme.year}.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    if seen is not None and etag in (each.strip().removeprefix("W/") for each in seen.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/pdf", headers=headers)
