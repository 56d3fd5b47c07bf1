"""統一編號 (ubn)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ubn import is_ubn
from tests.made_up import ubn


def by_hand(text: str) -> bool:
    """The published check, worked out the long way: every way to count a product is tried."""
    ways = {0}
    for place, (digit, weight) in enumerate(zip(text, (1, 2, 1, 2, 1, 2, 4, 1), strict=True)):
        tens, units = divmod(int(digit) * weight, 10)
        counts = {1, 0} if place == 6 and digit == "7" else {tens + units}
        ways = {way + count for way in ways for count in counts}
    return any(way % 5 == 0 for way in ways)


# Sums worked by hand: 40, 30, 29 (its 7 in the seventh place may count one more) and 5 (new rule alone).
@pytest.mark.parametrize("text", ["04595257", "10458575", "10458574", "00000103"])
def test_numbers_whose_check_holds(text: str) -> None:
    assert is_ubn(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0459525",
        "045952570",
        "0459525A",
        "０４５９５２５７",
        "04595253",
        "00000000",
        "10458573",
        " 4595257",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert not is_ubn(text)


@given(st.integers(1, 99_999_999).map("{:08d}".format))
def test_agrees_with_the_check_worked_by_hand(text: str) -> None:
    assert is_ubn(text) == by_hand(text)


@given(st.integers(0, 9_999_999), st.integers(0, 7), st.integers(1, 9))
def test_most_slips_of_one_digit_are_seen_and_those_by_five_are_not(number: int, place: int, by: int) -> None:
    right = ubn(number)
    wrong = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 :]
    assert is_ubn(wrong) == (by_hand(wrong) and wrong != "00000000")


@given(st.sets(st.integers(0, 9_999_999), min_size=2, max_size=30))
def test_made_up_numbers_are_valid_and_differ(numbers: set[int]) -> None:
    made = {ubn(number) for number in numbers}
    assert len(made) == len(numbers)
    assert all(is_ubn(text) for text in made)
