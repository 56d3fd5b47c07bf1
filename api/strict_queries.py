"""Query parameters that a route does not know, or gets twice, are refused alike on every route."""

from collections.abc import Callable, Iterator

from fastapi import Request
from fastapi.dependencies.models import Dependant
from pydantic import BaseModel

from api.misshapen import Misshape
from api.problems import misshapen


def knows(dependant: Dependant) -> Callable[[Request], None]:
    """A check of a request's query for the route of this dependant; Problem 400."""
    known = sorted(_names(dependant))

    def check(request: Request) -> None:
        asked = [name for name, _ in request.query_params.multi_items()]
        unknown = [_refused(name, known) for name in dict.fromkeys(asked) if name not in known]
        twice = [_repeated(name) for name in dict.fromkeys(known) if asked.count(name) > 1]
        if unknown or twice:
            raise misshapen(unknown + twice, 400)

    return check


def _names(dependant: Dependant) -> Iterator[str]:
    """Of its own parameters, of the models that hold them, and of what it depends on."""
    for parameter in dependant.query_params:
        model = parameter.field_info.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            yield from (field.alias or name for name, field in model.model_fields.items())
        else:
            yield parameter.alias
    for inner in dependant.dependencies:
        yield from _names(inner)


def _repeated(name: str) -> Misshape:
    zh, en = "只能給一次", "can be given once only"
    return Misshape(name, None, "parameter_repeated", "", zh, en)


def _refused(name: str, known: list[str]) -> Misshape:
    zh = f"沒有這個參數，可用：{'、'.join(known)}" if known else "這個位址沒有查詢參數"
    en = f"there is no such parameter; there are: {', '.join(known)}" if known else "takes no parameters"
    return Misshape(name[:200].encode(errors="replace").decode(), None, "extra_forbidden", "", zh, en)
