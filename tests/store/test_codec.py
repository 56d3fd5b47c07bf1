"""Events as canonical bytes, and back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from math import inf, nan
from typing import Any, Literal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.event import Actor, Cause, Role
from domain.sealed import Sealed
from store import codec
from store.codec import CodecError
from store.shapes import AmbiguousShape, require_decodable
from tests.store.sample import NOON, ByBank, ByCheque, Colour, Count, Counted, Everything, Line, Weighed

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=OFFSETS)  # noqa: DTZ001
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
SEALED = st.builds(Sealed, st.uuids(), st.text(), st.text())
EVENTS = st.builds(
    Everything,
    text=st.text(),
    count=st.integers(-(2**63), 2**63 - 1),
    ratio=st.floats(allow_nan=False, allow_infinity=False),
    amount=DECIMALS,
    day=st.dates(),
    at=INSTANTS,
    thing=st.uuids(),
    colour=st.sampled_from(Colour),
    certain=st.booleans(),
    maybe=st.none() | st.text(),
    which=st.sampled_from(["one", "other"]),
    lines=st.lists(st.builds(Line, DECIMALS, st.text()), max_size=3).map(tuple),
    pair=st.tuples(st.integers(0, 9), st.text()),
    labels=st.frozensets(st.text()),
    by_colour=st.dictionaries(st.sampled_from(Colour), DECIMALS),
    payment=st.none() | st.builds(ByBank, st.text(), st.dates()) | st.builds(ByCheque, st.integers(0, 99)),
    note=SEALED,
)
CAUSES = st.builds(
    Cause,
    st.uuids(),
    st.builds(Actor, st.uuids(), st.sampled_from(Role), st.none() | st.uuids(), st.none() | st.text()),
    st.none() | INSTANTS,
    INSTANTS,
    st.none() | SEALED,
)


@given(EVENTS)
def test_an_event_comes_back_as_it_was_and_its_bytes_are_the_same_again(event: Everything) -> None:
    content = codec.to_bytes(event)
    back = codec.from_bytes("sample.everything.v1", content)
    assert back == event
    assert type(back.payment) is type(event.payment)
    assert codec.to_bytes(back) == content


@given(EVENTS, CAUSES)
def test_a_stored_state_holds_the_event_and_its_cause(event: Everything, cause: Cause) -> None:
    content = codec.state_to_bytes(event, cause)
    assert codec.state_from_bytes("sample.everything.v1", content) == (event, cause)


def test_the_bytes_are_plain_json_with_sorted_keys() -> None:
    event = _everything(
        at=datetime(2025, 3, 1, 12, 0, 0, 500000, tzinfo=timezone(timedelta(hours=8))), amount=Decimal("1E+3")
    )
    text = codec.to_bytes(event).decode()
    assert text.startswith('{"amount":"1000","at":"2025-03-01T04:00:00.500000Z","by_colour":{"red":"1.50"}')
    assert '"labels":["a","b"],"lines":[{"quantity":"0.10","unit":"度"}]' in text


@pytest.mark.parametrize(
    "changed",
    [
        {"at": datetime(2025, 3, 1)},  # noqa: DTZ001
        {"amount": Decimal("NaN")},
        {"ratio": nan},
        {"ratio": inf},
        {"count": 2**64},
        {"text": "\ud800"},
        {"maybe": b"bytes"},
        {"by_colour": {1: Decimal(1)}},
    ],
)
def test_what_has_no_canonical_form_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(CodecError):
        codec.to_bytes(replace(_everything(), **changed))


@pytest.mark.parametrize(
    "content",
    [b'{"count":"3"}', b'{"count":3.5}', b'{"count":true}', b"{}", b'{"count":3,"more":1}', b"[3]"],
)
def test_stored_bytes_are_read_strictly(content: bytes) -> None:
    with pytest.raises(CodecError):
        codec.from_bytes("sample.counted.v1", content)


def test_a_fault_in_stored_bytes_is_told_without_their_content() -> None:
    with pytest.raises(CodecError) as refused:
        codec.from_bytes("sample.counted.v1", b'{"count":"A123456789"}')
    assert "count: int_type" in str(refused.value)
    assert "A123456789" not in str(refused.value)


def test_an_unknown_topic_and_an_unregistered_class_are_refused() -> None:
    with pytest.raises(CodecError, match="no class is registered"):
        codec.from_bytes("sample.never.v1", b"{}")
    with pytest.raises(CodecError, match="not the registered class"):
        codec.to_bytes(Line(Decimal(1), "度"))


def test_old_events_are_upcast_in_a_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "_UPCASTERS", {})

    @codec.upcasts("sample.weighed.v1")
    def _to_grams(fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        return "sample.weighed.v2", {"grams": fields["kilograms"] * 1000}

    @codec.upcasts("sample.weighed.v2")
    def _with_weigher(fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        return "sample.weighed.v3", {**fields, "by": "unknown"}

    assert codec.from_bytes("sample.weighed.v1", b'{"kilograms":2}') == Weighed(2000, "unknown")
    with pytest.raises(ValueError, match="upcast twice"):
        codec.upcasts("sample.weighed.v1")(_to_grams)


def test_upcasters_that_go_round_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "_UPCASTERS", {})
    codec.upcasts("sample.a.v1")(lambda fields: ("sample.a.v2", fields))
    codec.upcasts("sample.a.v2")(lambda fields: ("sample.a.v1", fields))
    with pytest.raises(CodecError, match="circle"):
        codec.from_bytes("sample.a.v1", b"{}")


def test_a_command_comes_back() -> None:
    content = codec.command_to_bytes(Count(7))
    assert codec.command_from_bytes("sample.count", content) == Count(7)
    with pytest.raises(CodecError):
        codec.command_to_bytes(Counted(7))


@dataclass(frozen=True, slots=True)
class _Yes:
    why: str


@dataclass(frozen=True, slots=True)
class _No:
    why: str


@dataclass(frozen=True, slots=True)
class _NoLonger:
    why: str
    since: int = 0


@dataclass(frozen=True, slots=True)
class _TaggedYes:
    said: Literal["yes"]
    why: str


@dataclass(frozen=True, slots=True)
class _TaggedNo:
    said: Literal["no"]
    why: str


_AMBIGUOUS = [_Yes | _No, _Yes | _NoLonger, tuple[_Yes | _No, ...], _Yes | dict[str, str]]
_AMBIGUOUS_TEXT = [UUID | str, Decimal | str | None, Colour | str]
_UNSAID = [int | float, Any, object, dict[str, Any], bytes]


@pytest.mark.parametrize("hint", [*_AMBIGUOUS, *_AMBIGUOUS_TEXT, *_UNSAID])
def test_types_that_json_cannot_tell_apart_are_refused(hint: Any) -> None:
    with pytest.raises(AmbiguousShape):
        require_decodable(_holding(hint))


@pytest.mark.parametrize("hint", [_TaggedYes | _TaggedNo, int | str | None, ByBank | ByCheque, bool | int])
def test_types_that_json_tells_apart_are_let_through(hint: Any) -> None:
    require_decodable(_holding(hint))


def _holding(hint: Any) -> type[Any]:
    made: Callable[[type[Any]], type[Any]] = dataclass(frozen=True)
    return made(type("_Holding", (), {"__annotations__": {"value": hint}}))


def _everything(**changed: Any) -> Everything:
    event = Everything(
        text="碳",
        count=3,
        ratio=0.5,
        amount=Decimal("12.30"),
        day=NOON.date(),
        at=NOON,
        thing=UUID(int=7),
        colour=Colour.GREEN,
        certain=True,
        maybe=None,
        which="one",
        lines=(Line(Decimal("0.10"), "度"),),
        pair=(1, "x"),
        labels=frozenset({"b", "a"}),
        by_colour={Colour.RED: Decimal("1.50")},
        payment=ByCheque(9),
        note=Sealed(UUID(int=8), "bm9uY2U=", "dGV4dA=="),
    )
    return replace(event, **changed)
