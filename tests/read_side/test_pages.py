"""Cursors: what a page gives leads on, anything else is refused."""

import base64
from datetime import UTC, datetime
from uuid import UUID

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.pages import MOST_ROWS, BadCursor, Order, bounded, page_of

TASKS = Order("tasks", (datetime, UUID))
CASES = Order("enrolments", (int,))


@given(at=st.datetimes(timezones=st.just(UTC)), key=st.uuids())
def test_a_cursor_names_its_row(at: datetime, key: UUID) -> None:
    cursor = TASKS.cursor([at, key])
    assert TASKS.keys(cursor) == [at, key]
    assert cursor.isascii()
    assert "=" not in cursor


@given(st.text(max_size=80))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(BadCursor):
        CASES.keys(text)


@pytest.mark.parametrize(
    "content",
    [
        ["tasks", "5"],
        ["enrolments"],
        ["enrolments", "5", "6"],
        ["enrolments", "five"],
        ["enrolments", "-1"],
        ["enrolments", "9223372036854775808"],
        ["enrolments", None],
        [],
        {"enrolments": 5},
        5,
    ],
)
def test_a_cursor_of_another_list_or_shape_is_refused(content: object) -> None:
    cursor = base64.urlsafe_b64encode(orjson.dumps(content)).decode().rstrip("=")
    with pytest.raises(BadCursor) as refused:
        CASES.keys(cursor)
    assert "游標" in str(refused.value)
    assert "cursor" in str(refused.value)


@pytest.mark.parametrize(
    "instant", ["2025-04-14T12:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00"]
)
def test_an_instant_without_its_zone_or_outside_of_time_is_refused(instant: str) -> None:
    text = orjson.dumps(["tasks", instant, str(UUID(int=1))])
    with pytest.raises(BadCursor):
        TASKS.keys(base64.urlsafe_b64encode(text).decode())


@pytest.mark.parametrize(("asked", "given_"), [(-3, 1), (0, 1), (20, 20), (10_000, MOST_ROWS)])
def test_a_page_has_at_least_one_row_and_not_too_many(asked: int, given_: int) -> None:
    assert bounded(asked) == given_


def test_the_last_page_has_no_cursor() -> None:
    assert page_of(["a", "b"], 2, CASES, [[1], [2]]).after is None
    page = page_of(["a", "b", "c"], 2, CASES, [[1], [2], [3]])
    assert page.rows == ("a", "b")
    assert page.after is not None
    assert CASES.keys(page.after) == [2]
