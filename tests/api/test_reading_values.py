"""A value has the form of its field, or is just as it was read off a paper that prints another."""

from typing import Any

import pytest

from api.misshapen import misshapes
from api.reading_values import FieldsShape, sent, value_faults
from domain.checkup.bill_reading import Marked, Place
from domain.checkup.reading import ReadingField
from domain.sealed import Sealed
from tests.domain.made_up_particulars import sealed
from tests.domain.made_up_readings import PERSON, stored

LONG = "A" * 31


class Sealing:
    """Seals as the made-up readings are sealed."""

    def __call__(self, words: str) -> Sealed:
        return sealed(PERSON, words)

    def mark(self, words: str) -> str:
        return stored(ReadingField.VENDOR, words)[1]


def faults(stands: dict[str, str], **given: str | None) -> list[tuple[str, Any, str]]:
    """Of a third row, in whose place these values stand: field, value and code."""

    def standing() -> dict[Place, Marked]:
        [*known] = sent(FieldsShape.model_validate(stands), Sealing(), 2)
        return {(2, one.value.field): one.value for one in known}

    values = sent(FieldsShape.model_validate(given), Sealing(), 2, ("rows", 0))
    return [(one.field, one.value, one.code) for one in misshapes(value_faults(values, standing))]


@pytest.mark.parametrize(
    ("field", "odd"),
    [("seller_ubn", "12345678"), ("account_no", LONG), ("usage", "1200度"), ("vendor", "行" * 101)],
)
def test_a_value_without_its_form_is_taken_only_as_it_stands(field: str, odd: str) -> None:
    assert faults({field: odd}, **{field: odd}) == []
    for stands in ({}, {field: f"{odd}9"}, {"tax": odd}):
        [(at, value, code)] = faults(stands, **{field: odd})
        assert (at, value, code) == (f"rows.0.fields.{field}", odd[:80], "wrong_reading_value")


def test_every_value_that_is_wrong_is_named() -> None:
    named = {
        at for at, _, _ in faults({"usage": "x"}, usage="1,200", unit="度", tax="5", issue_date="113/1/1")
    }
    assert named == {f"rows.0.fields.{name}" for name in ("usage", "unit", "issue_date")}


def test_what_has_its_form_asks_nobody_what_stands() -> None:
    def standing() -> dict[Place, Marked]:
        raise AssertionError("looked up for nothing")

    given = FieldsShape.model_validate({"usage": "1280.0", "account_no": "01-23 45", "tax": None})
    values = list(sent(given, Sealing()))
    assert value_faults(values, standing) == []
    assert {one.at: one.text for one in values} == {
        ("fields", "usage"): "1280",
        ("fields", "account_no"): "012345",
        ("fields", "tax"): None,
    }
