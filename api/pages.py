"""Pages of lists: how many, from where, and nothing that is not known."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any

from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.misshapen import misshape
from api.problems import Problem
from api.shapes import plain_text
from store.read_models import BadCursor, Page

Cursor = Annotated[str, Field(max_length=400), AfterValidator(plain_text)]
Filter = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(plain_text)]


def choice(values: Iterable[str], code: str = "value_unknown", rule: str = "") -> Any:
    """Refuses any other value, and says which there are."""
    known = tuple(values)

    def check(text: str) -> str:
        if text not in known:
            zh = f"沒有這個值，可用：{'、'.join(known)}"
            raise misshape(code, zh, f"there is no such value; there are: {', '.join(known)}", rule)
        return text

    return AfterValidator(check)


class Paging(BaseModel):
    """Query parameters of a list; one that is not known is refused, never ignored."""

    model_config = ConfigDict(extra="forbid")

    after: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


def page(
    asked: Callable[[], Page[Any]], shown: Callable[[Sequence[Any]], Sequence[Mapping[str, Any]]]
) -> JSONResponse:
    """The items, and the cursor of what follows; Problem 400 for a cursor that is none of ours."""
    try:
        found = asked()
    except BadCursor:
        zh, en = "參數 after 不是先前的游標。", "The parameter after is no cursor of this list."
        raise Problem(400, "cursor_malformed", zh, en, fields={"parameter": "after"}) from None
    return JSONResponse({"items": list(shown(found.rows)), "next": found.after})
