"""Digits in boxes of their own are one number; what stands in columns stays apart."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.recognition.boxed import joined
from models.sheets import TextLine

SURE = (0.9, 0.6, 0.3)
DIGITS = st.text("0123456789", min_size=3, max_size=11)


def placed(text: str, left: float, top: float, tall: float = 20.0) -> TextLine:
    right = left + 0.6 * tall * len(text)
    return TextLine(text, ((left, top), (right, top), (right, top + tall), (left, top + tall)))


def in_boxes(text: str, pitch: float, top: float = 0.0) -> list[TextLine]:
    return [placed(sign, 100 + place * pitch, top) for place, sign in enumerate(text)]


@given(DIGITS, st.floats(15, 45))
def test_digits_in_even_boxes_are_one_number_between_what_stands_around_them(text: str, pitch: float) -> None:
    name, after = placed("表號", 0, 0), placed("度", 900, 0)
    assert [line.text for line in joined([name, *in_boxes(text, pitch), after])] == ["表號", text, "度"]


def test_a_number_of_boxes_keeps_how_sure_each_digit_is() -> None:
    boxes = [
        replace(one, score=sure, scores=(sure,)) for one, sure in zip(in_boxes("407", 30), SURE, strict=True)
    ]
    (number,) = joined(boxes)
    assert number.scores == SURE
    assert number.weakest(0, 2) == SURE[1]


def test_a_day_in_boxes_is_one_day() -> None:
    assert [line.text for line in joined(in_boxes("103年10月13日", 30))] == ["103年10月13日"]


@given(DIGITS, st.floats(60, 400))
def test_columns_of_single_digits_stay_apart(text: str, pitch: float) -> None:
    lines = in_boxes(text, pitch)
    assert list(joined(lines)) == lines


@given(DIGITS)
def test_digits_below_each_other_stay_apart(text: str) -> None:
    lines = [placed(sign, 100, 30.0 * place) for place, sign in enumerate(text)]
    assert list(joined(lines)) == lines
