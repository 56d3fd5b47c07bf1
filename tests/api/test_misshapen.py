"""What does not fit is told with its limit, or with what there is, in both languages."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError

from api.misshapen import Misshape, misshapes


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Shape(BaseModel):
    password: Annotated[str, Field(min_length=12)] = "long enough by far"
    name: Annotated[str, Field(min_length=1, max_length=3)] = "abc"
    seats: Annotated[int, Field(ge=0, le=10_000)] = 1
    kind: Literal["one", "two"] = "one"
    colour: Colour = Colour.RED
    day: date = date(2025, 3, 27)
    at: datetime = datetime(2025, 3, 27, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value", "zh"),
    [
        ("password", "short", "至少 12 個字"),
        ("name", "", "不可空白"),
        ("name", "abcd", "至多 3 個字"),
        ("seats", 10_001, "不可大於 10000"),
        ("seats", -1, "不可小於 0"),
        ("kind", "three", "只能是 one、two"),
        ("colour", "green", "只能是 red、blue"),
        ("day", "yesterday", "必須是日期，如 2025-03-27"),
        ("at", "noon", "必須是含時區的時刻，如 2025-03-27T09:00:00+08:00"),
    ],
)
def test_the_limit_is_named(field: str, value: Any, zh: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Shape.model_validate({field: value})
    [told] = misshapes([{**one, "loc": ("body", *one["loc"])} for one in refused.value.errors()])
    assert isinstance(told, Misshape)
    assert (told.field, told.zh) == (field, zh)
