"""Scores, pairs of rows and calibration: what an evaluation says is what happened."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from models.codes.code import Code, CodeFormat
from models.evaluation.calibration import curve, expected_calibration_error, reliability
from models.evaluation.examples import Example, load, save
from models.evaluation.scoring import Truth, matches, same, score
from models.readings import DocumentReading, FieldReading
from models.seen import SeenPage
from models.sheets import TextLine

F = ReadingField
KIND = BillKind.NATURAL_GAS


def read(values: Truth, *rows: Truth) -> DocumentReading:
    def fields(truth: Truth) -> dict[ReadingField, FieldReading]:
        return {field: FieldReading(value, 0.9, ReadingSource.OCR) for field, value in truth.items()}

    return DocumentReading(KIND, 1.0, fields(values), tuple(map(fields, rows)))


def test_a_wrong_value_counts_on_both_sides() -> None:
    truth = {F.USAGE: "931", F.TOTAL_AMOUNT: "2298"}
    found = list(matches(KIND, truth, (), read({F.USAGE: "981", F.TAX: "109", F.TOTAL_AMOUNT: "2298"})))
    one = score(found)
    assert (one.right, one.read, one.true) == (1, 3, 2)
    assert one.f1 == pytest.approx(2 / 5)


ROWS = [{F.PERIOD_END: f"2024-{month:02}-25", F.USAGE: str(1000 + month)} for month in range(1, 13)]


@given(st.permutations(ROWS))
def test_rows_are_paired_in_whatever_order_they_come(rows: list[Truth]) -> None:
    assert score(list(matches(KIND, {}, ROWS, read({}, *rows)))).f1 == 1


@given(st.integers(0, 11))
def test_a_row_that_is_missed_or_made_up_costs_itself_alone(which: int) -> None:
    fewer = [row for number, row in enumerate(ROWS) if number != which]
    missed = score(list(matches(KIND, {}, ROWS, read({}, *fewer))))
    assert (missed.right, missed.read, missed.true) == (22, 22, 24)
    made_up = score(list(matches(KIND, {}, fewer, read({}, *ROWS))))
    assert (made_up.right, made_up.read, made_up.true) == (22, 24, 22)


PRICED = [{**row, F.UNIT_PRICE: "47.5"} for row in ROWS]


def test_what_all_rows_share_is_one_value_however_it_is_told() -> None:
    for told in (read({}, *PRICED), read({F.UNIT_PRICE: "47.5"}, *ROWS)):
        shared = score(list(matches(KIND, {}, PRICED, told)))
        assert (shared.right, shared.read, shared.true) == (25, 25, 25)


def test_what_rows_add_up_is_never_one_value() -> None:
    paid = [{**row, F.TOTAL_AMOUNT: "2298"} for row in ROWS]
    told = score(list(matches(KIND, {F.TOTAL_AMOUNT: "2298"}, ROWS, read({}, *paid))))
    assert (told.right, told.read, told.true) == (24, 36, 25)


@given(st.sets(st.integers(0, 11), max_size=11))
def test_the_truth_alone_says_how_often_a_shared_value_counts(lacking: set[int]) -> None:
    told = [ROWS[number] if number in lacking else row for number, row in enumerate(PRICED)]
    found = score(list(matches(KIND, {}, PRICED, read({}, *told))))
    assert (found.right, found.read, found.true) == (25, 25, 25)


@given(st.integers(0, 11))
def test_a_shared_value_that_one_row_has_otherwise_is_not_read(which: int) -> None:
    other = [{**row, F.UNIT_PRICE: "41.5"} if number == which else row for number, row in enumerate(PRICED)]
    found = score(list(matches(KIND, {}, PRICED, read({}, *other))))
    assert (found.right, found.read, found.true) == (24, 36, 25)


@given(st.integers(0, 11))
def test_what_one_row_truly_lacks_is_each_rows_own(which: int) -> None:
    lacking = [ROWS[number] if number == which else row for number, row in enumerate(PRICED)]
    found = score(list(matches(KIND, {}, lacking, read({}, *PRICED))))
    assert (found.right, found.read, found.true) == (35, 36, 35)


def test_what_is_written_otherwise_and_means_the_same_is_right() -> None:
    assert same(F.USAGE, "54.14", "54.140")
    assert same(F.VENDOR, "東臺電力股份有限公司", "東台電力 股份有限公司")
    assert not same(F.TOTAL_AMOUNT, "2298", "2289")
    assert not same(F.PERIOD_END, "2024-10-28", "2024-10-29")


def test_what_is_kept_of_a_page_has_the_scores_of_its_characters(tmp_path: Path) -> None:
    scores = (0.9991, 0.6, 0.004)
    line = TextLine("度 7", ((0, 0), (30, 0), (30, 10), (0, 10)), 0.9, 0.25, scores)
    old = replace(line, by_hand=None, scores=())
    page = SeenPage(1, 100, 50, (line, old), (), ReadingSource.OCR)
    save(tmp_path / "kept.xz", [Example("a", KIND, "of_tests", "scan", {F.USAGE: "7"}, (), (page,))])
    (kept,) = load(tmp_path / "kept.xz")
    first, second = kept.pages[0].lines
    assert first.scores == pytest.approx(scores, abs=0.05)
    assert replace(first, scores=scores) == line
    assert second == old


def test_codes_are_kept_and_mean_again_what_they_meant(tmp_path: Path) -> None:
    codes = tuple(Code(b"AB\xff", form, (0.1, 0.2, 0.3, 0.4)) for form in CodeFormat)
    page = SeenPage(1, 100, 50, (), codes, ReadingSource.OCR)
    save(tmp_path / "kept.xz", [Example("a", KIND, "of_tests", "scan", {}, (), (page,))])
    (kept,) = load(tmp_path / "kept.xz")
    assert [code.format is form for code, form in zip(kept.pages[0].codes, CodeFormat, strict=True)] == [
        True
    ] * 3
    assert kept.pages[0].codes == codes


def test_who_is_as_sure_as_right_has_no_calibration_error() -> None:
    random = Random(5)
    sure = [random.uniform(0.5, 1) for _ in range(40_000)]
    right = [random.random() < one for one in sure]
    assert expected_calibration_error(sure, right) < 0.01
    assert expected_calibration_error([min(one + 0.1, 1) for one in sure], right) > 0.07


def test_bins_hold_equally_many() -> None:
    counts = [one.count for one in reliability([0.5] * 100, [True] * 100, bins=15)]
    assert sum(counts) == 100
    assert max(counts) - min(counts) <= 1


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=60))
def test_each_point_of_the_curve_is_what_its_threshold_gives(pairs: list[tuple[int, bool]]) -> None:
    sure, right = [one / 20 for one, _ in pairs], [one for _, one in pairs]
    for point in curve(sure, right):
        accepted = [is_right for one, is_right in zip(sure, right, strict=True) if one >= point.threshold]
        assert point.accepted == pytest.approx(len(accepted) / len(pairs))
        assert point.wrong == pytest.approx(1 - sum(accepted) / len(accepted))
