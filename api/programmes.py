"""Programme years: how each stands, its places, and what it has reached of its targets (R23, R46)."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse

from api.services import Given, Services
from api.shapes import Year
from api.signing import SignedRoute, may
from domain.event import Actor
from domain.targets import Reached, against_targets
from store.year_read_models import YearReadModels

router = APIRouter(tags=["programmes"], route_class=SignedRoute)
Document = dict[str, Any]


@router.get(
    "/programmes", operation_id="list_programmes", summary="計畫年度一覽 / The years", response_model=None
)
def programmes(services: Given, actor: Annotated[Actor, may("programme.read")]) -> JSONResponse:
    """Every year whose rules are published, and whether it is open, frozen or closed."""
    years = YearReadModels(services.database).years()
    return JSONResponse({"items": [_head(services, year) for year in years]})


@router.get(
    "/programmes/{year}",
    operation_id="read_programme",
    summary="計畫年度進度 / A year: places, cases, targets",
    response_model=None,
)
def programme(
    year: Annotated[Year, Path()], services: Given, actor: Annotated[Actor, may("programme.reached")]
) -> JSONResponse:
    """Places by sector, cases by stage or end, and approved firms against the targets."""
    rows, rules = YearReadModels(services.database), services.programmes.in_force(year)
    found = against_targets(rows.approved(), rules)
    places = [{**asdict(each), "left": each.places - each.taken} for each in services.read_models.quota(year)]
    targets = {"year": _reached(found.year), "four_years": _reached(found.four_years)}
    return JSONResponse(
        {**_head(services, year), "places": places, "cases": rows.cases(year), "targets": targets}
    )


def _head(services: Services, year: str) -> Document:
    versions = services.programmes.versions(year)
    standing = services.programmes.standing(year, services.clock.now())
    return {"year": year, "standing": standing.value, "version": len(versions), "rules": versions[-1].hash}


def _reached(found: Reached) -> Document:
    return {"done": found.done, "wanted": found.wanted, "left": found.left, "percent": str(found.percent)}
