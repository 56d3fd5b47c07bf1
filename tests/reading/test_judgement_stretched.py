"""Spans of numbers that the network has cut."""

import pytest

from models.judgement.stretched import whole_numbers
from models.labels import Label, Span


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("25.0935", (0, 2), "25.0935"),
        ("25.0935", (3, 7), "25.0935"),
        ("單價 25.0935元", (3, 8), "25.0935"),
        ("NT$1,234,567-", (3, 8), "1,234,567"),
        ("12,34,5", (0, 2), "12"),
        ("931度", (0, 3), "931"),
        ("931度", (0, 4), "931度"),
    ],
)
def test_a_number_is_read_whole(text: str, cut: tuple[int, int], whole: str) -> None:
    (span,) = whole_numbers([text], [Span(Label.UNIT_PRICE, 0, *cut, 0.9)])
    assert text[span.start : span.end] == whole


def test_two_numbers_that_ran_together_stay_two() -> None:
    spans = [Span(Label.PREVIOUS_READING, 0, 0, 5, 0.9), Span(Label.CURRENT_READING, 0, 5, 10, 0.9)]
    assert whole_numbers(["8811388778"], spans) == spans


def test_what_is_no_number_stays_as_it_was_cut() -> None:
    spans = [Span(Label.ACCOUNT_NO, 0, 0, 4, 0.9)]
    assert whole_numbers(["123456"], spans) == spans
