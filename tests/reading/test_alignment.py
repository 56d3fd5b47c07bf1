"""Labels carried over to recognised lines, however these were cut and misread."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.generator.alignment import LabelledLine, align, recognised_page
from models.generator.matching import Wanted, matched
from models.generator.pages import PrintedLine, SampledPage
from models.labels import Label
from models.sheets import TextLine
from tests.reading.made_pages import bill, made_pages, plain, printed, receipt


def said(lines: tuple[LabelledLine, ...]) -> list[tuple[Label, str]]:
    return [(one.label, each.line.text[one.start : one.end]) for each in lines for one in each.stretches]


def labelled(page: SampledPage) -> list[tuple[Label, str]]:
    return [(one.label, line.text[one.start : one.end]) for line in page.lines for one in line.stretches]


def read(line: PrintedLine, text: str | None = None) -> TextLine:
    return TextLine(line.text if text is None else text, line.quad)


def page_of(*lines: PrintedLine) -> SampledPage:
    return replace(bill(), lines=lines)


@pytest.mark.parametrize("page", made_pages(), ids=lambda page: str(page.kind))
def test_lines_that_are_read_as_printed_keep_their_stretches(page: SampledPage) -> None:
    assert [one.stretches for one in align(page, [read(line) for line in page.lines])] == [
        line.stretches for line in page.lines
    ]


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_and_shaken_quads_change_no_label(random: Random) -> None:
    page = random.choice(made_pages())
    shaken = [
        replace(
            read(line),
            quad=tuple((x + random.uniform(-4, 4), y + random.uniform(-4, 4)) for x, y in line.quad),
        )
        for line in random.sample(page.lines, len(page.lines))
    ]
    assert sorted(said(align(page, shaken))) == sorted(labelled(page))


def test_two_printed_lines_read_as_one_have_the_stretches_of_both() -> None:
    [label, period] = bill().lines[8:10]
    quad = (label.quad[0], period.quad[1], period.quad[2], label.quad[3])
    merged = TextLine("計費期間：113/08/28至113/10/28", quad)
    assert said(align(bill(), [merged])) == [
        (Label.PERIOD_START, "113/08/28"),
        (Label.PERIOD_END, "113/10/28"),
    ]


@pytest.mark.parametrize("cut", range(2, 10))
def test_a_stretch_that_is_cut_is_labelled_on_both_lines(cut: int) -> None:
    line = printed(100, 100, 20, ("AB-12345678", Label.INVOICE_NO))
    middle = 100 + 11 * cut
    first = printed(100, 100, 20, plain("AB-12345678"[:cut]))
    second = printed(middle, 100, 20, plain("AB-12345678"[cut:]))
    assert said(align(page_of(line), [read(first), read(second)])) == [
        (Label.INVOICE_NO, "AB-12345678"[:cut]),
        (Label.INVOICE_NO, "AB-12345678"[cut:]),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NT551,446元", "51,446"),
        ("NT$51.446元", "51.446"),
        ("$51,446", "51,446"),
        ("NT$ 51, 446 元", "51, 446"),
        ("51,446元", "51,446"),
        ("NT$51446", "51446"),
        ("NT$7l,446元", "7l,446"),
        ("ＮＴ＄５１，４４６元", "５１，４４６"),
    ],
)
def test_misread_characters_keep_their_labels(text: str, value: str) -> None:
    total = bill().lines[7]
    assert said(align(bill(), [read(total, text)])) == [(Label.TOTAL_AMOUNT, value)]


def test_what_was_guessed_has_no_label() -> None:
    assert said(align(bill(), [read(bill().lines[7], "口|=一:_~*")])) == []


def test_a_value_that_stands_alone_takes_nothing_from_its_neighbours() -> None:
    label = printed(100, 100, 20, plain("總計 1"))
    value = printed(label.quad[1][0], 100, 20, ("1000", Label.TOTAL_AMOUNT))
    lines = align(page_of(label, value), [read(label), read(value)])
    assert [one.stretches for one in lines] == [(), value.stretches]


def test_a_page_as_it_was_read_keeps_its_truth() -> None:
    seen = recognised_page(receipt(), [read(receipt().lines[4]), read(receipt().lines[8], "27.70x36.10")])
    assert labelled(seen) == [(Label.USAGE, "27.70"), (Label.UNIT_PRICE, "36.10")]
    assert seen.values == receipt().values


@given(st.text("電號01-：: $", max_size=12), st.text("電號01-：: $", max_size=12))
def test_characters_are_matched_in_their_order_and_once(printed_text: str, text: str) -> None:
    found = matched(printed_text, [Wanted.SURELY] * len(printed_text), text)
    places = [one for one in found if one is not None]
    assert len(found) == len(text)
    assert places == sorted(set(places))
    assert all(0 <= one < len(printed_text) for one in places)
