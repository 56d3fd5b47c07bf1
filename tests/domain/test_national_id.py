"""身分證字號 and 外來人口統一證號."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.national_id import is_national_id
from tests.made_up import national_id


# The specimens that forms are filled in with: a citizen's and a resident's.
@pytest.mark.parametrize("text", ["A123456789", "A800000014"])
def test_specimens(text: str) -> None:
    assert is_national_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A123456788",
        "a123456789",
        "A12345678",
        "A1234567890",
        "A323456789",
        "1123456789",
        "AB12345678",
        "Ａ123456789",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert not is_national_id(text)


@given(st.integers(0, 9_999_999), st.sampled_from("12789"), st.integers(1, 9), st.integers(1, 9))
def test_a_slip_in_a_place_of_weight_coprime_to_ten_is_seen(
    number: int, second: str, place: int, by: int
) -> None:
    right = national_id(number, second)
    assert is_national_id(right)
    weight = (8, 7, 6, 5, 4, 3, 2, 1, 1)[place - 1]
    wrong = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 :]
    if place > 1:
        assert is_national_id(wrong) == (by * weight % 10 == 0)


@pytest.mark.parametrize(
    ("letter", "value"),
    [
        ("A", 10),
        ("H", 17),
        ("I", 34),
        ("J", 18),
        ("O", 35),
        ("P", 23),
        ("W", 32),
        ("X", 30),
        ("Y", 31),
        ("Z", 33),
    ],
)
def test_letters_count_as_the_registry_numbered_them(letter: str, value: int) -> None:
    remainder = (value // 10 + value % 10 * 9 + 8) % 10
    assert is_national_id(f"{letter}10000000{-remainder % 10}")
