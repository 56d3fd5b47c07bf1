"""Blank forms for everybody (R8)."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from api.services import Given
from store.blank_lists import blank_firm_list
from store.tables import XLSX

open_router = APIRouter(tags=["forms"])


class BlankList(BaseModel):
    """The list of one trainee's firms, or of several trainees'."""

    model_config = ConfigDict(extra="forbid")

    programme: Annotated[str, Field(pattern=r"^[0-9]{3}$", examples=["114"])]
    trainees: Annotated[int, Field(ge=1, le=300)] = 1


@open_router.get(
    "/forms/firm-list.xlsx",
    operation_id="blank_firm_list",
    summary="空白企業名單 / The blank firm list, as the import reads it",
    response_class=Response,
    responses={200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}},
)
def firm_list(asked: Annotated[BlankList, Query()], services: Given) -> Response:
    """So many rows as the programme's list has firms, for each trainee."""
    programme = services.programmes.in_force(asked.programme)
    content = blank_firm_list(programme.year, programme.registration.firms * asked.trainees)
    name = f"firm-list-{programme.year}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=XLSX, headers=headers)
