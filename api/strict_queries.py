"""Query parameters that a route does not know are refused, on every route in the same words."""

from collections.abc import Callable

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Query

from api.misshapen import Misshape
from api.problems import misshapen


def knows(dependant: Dependant) -> Callable[[Request], None]:
    """A check of a request's query for the route of this dependant; Problem 400."""
    known = sorted(field.alias for field in get_flat_params(dependant) if isinstance(field.field_info, Query))

    def check(request: Request) -> None:
        unknown = [name for name in request.query_params if name not in known]
        if unknown:
            raise misshapen([_refused(name, known) for name in dict.fromkeys(unknown)], 400)

    return check


def _refused(name: str, known: list[str]) -> Misshape:
    zh = f"沒有這個參數，可用：{'、'.join(known)}" if known else "這個位址沒有查詢參數"
    en = f"there is no such parameter; there are: {', '.join(known)}" if known else "takes no parameters"
    return Misshape(name[:200].encode(errors="replace").decode(), None, "extra_forbidden", "", zh, en)
