"""A guild's list, row by row: what can be read, whose it is, and every kind of fault by its own code."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.registration_list import COLUMNS, TraineeRows, judge_list, letter_name
from domain.sheet import Row
from tests import made_up

LETTERS = {"a.pdf", "b.pdf"}


def cells(person: int = 1, firm: int = 1, **other: str) -> dict[str, str]:
    """A row as somebody fills it in."""
    profile = made_up.firm(firm, made_up.MIDDLE["08"])
    return {
        "name": made_up.person_name(person),
        "email": made_up.email(person),
        "national_id": made_up.national_id(person),
        "ubn": profile.ubn,
        "firm_name": made_up.firm_name(firm),
        "industry": profile.industry,
        "revenue": "5,000,000",
        "capital": "200000",
        "county": profile.county,
        "small_or_medium": "是",
        "letter": "a.pdf",
        **other,
    }


def judged(*rows: dict[str, str], unreadable: tuple[str, ...] = ()) -> Any:
    numbered = [Row(number, row) for number, row in enumerate(rows, start=2)]
    return judge_list(numbered, LETTERS, unreadable)


def codes(*rows: dict[str, str], unreadable: tuple[str, ...] = ()) -> dict[int, list[str]]:
    faults = judged(*rows, unreadable=unreadable).faults
    return {row: [error.code for error in errors] for row, errors in faults.items()}


def test_rows_of_one_national_id_are_one_trainee_s() -> None:
    found = judged(cells(1, 1), cells(2, 2), cells(1, 3, national_id=made_up.national_id(1).lower()))
    assert not found.faults
    assert [(one.national_id, [row.number for row in one.rows]) for one in found.trainees] == [
        (made_up.national_id(1), [2, 4]),
        (made_up.national_id(2), [3]),
    ]
    first: TraineeRows = found.trainees[0]
    assert first.rows[0].profile.revenue == 5_000_000


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"ubn": "12345678"}, "wrong_ubn"),
        ({"ubn": next(made_up.ubn(n) for n in range(9999) if made_up.ubn(n)[0] == "0")[1:]}, "ubn_lost_zero"),
        ({"industry": "81111"}, "industry_code_lost_zero"),
        ({"industry": "0811-11"}, "wrong_industry_code"),
        ({"county": "台北"}, "county_unknown"),
        ({"revenue": "-1"}, "negative_amount"),
        ({"capital": "20.5"}, "amount_not_whole"),
        ({"capital": "兩百萬"}, "amount_not_whole"),
        ({"capital": "90000000000000"}, "amount_too_large"),
        ({"national_id": "A123456780"}, "wrong_national_id"),
        ({"email": "name＠nowhere"}, "wrong_email"),
        ({"email": "陳@example.com"}, "wrong_email"),
        ({"small_or_medium": "否"}, "firm_not_small_or_medium"),
        ({"small_or_medium": "大概"}, "not_yes_or_no"),
        ({"revenue": "=A1*2"}, "formula_cell"),
        ({"name": "=HYPERLINK(1)"}, "formula_cell"),
        ({"name": "  "}, "cell_missing"),
        ({"name": "林\x07"}, "cell_unfit"),
        ({"firm_name": "長" * 501}, "cell_unfit"),
        ({"letter": "c.pdf"}, "letter_not_enclosed"),
    ],
)
def test_each_fault_has_its_code(wrong: dict[str, str], code: str) -> None:
    assert codes({**cells(), **wrong}) == {2: [code]}


def test_every_fault_of_a_row_is_told_at_once() -> None:
    row = cells(ubn="1", county="火星", revenue="many", email="x")
    assert codes(row) == {2: ["wrong_email", "wrong_ubn", "amount_not_whole", "county_unknown"]}


def test_a_letter_of_no_use_is_told_and_none_is_allowed() -> None:
    assert codes(cells(letter="b.pdf"), unreadable=("b.pdf",)) == {2: ["letter_unreadable"]}
    assert codes(cells(letter="")) == {}


def test_what_a_spreadsheet_makes_of_digits_is_mended() -> None:
    row = cells(county="台北市", small_or_medium="Ｙ", revenue=" 12000000.0 ")
    row["ubn"] = "".join(chr(ord(digit) + 0xFEE0) for digit in row["ubn"])
    row["national_id"] = row["national_id"].lower()
    [trainee] = judged(row).trainees
    assert (trainee.rows[0].profile.county, trainee.rows[0].profile.revenue) == ("臺北市", 12_000_000)
    assert trainee.rows[0].profile.ubn == made_up.ubn(1)


def test_a_firm_has_the_name_that_the_list_gives_it_if_any() -> None:
    nameless = cells(3, 3)
    del nameless["firm_name"]
    found = judged(cells(1, 1, firm_name="大湳（股）\n公司 "), cells(2, 2, firm_name=""), nameless)
    assert [one.rows[0].profile.name for one in found.trainees] == ["大湳（股） 公司", "", ""]


def test_a_firm_twice_and_a_trainee_of_two_names_are_told_at_the_later_row() -> None:
    rows = [cells(1, 1), cells(2, 1), cells(1, 2, name="別人"), cells(1, 3)]
    assert codes(*rows) == {3: ["firm_listed_twice"], 4: ["trainee_differs"]}


def test_a_faulty_row_takes_no_firm_from_another() -> None:
    assert codes(cells(1, 1, email="x"), cells(2, 1)) == {2: ["wrong_email"]}


def test_letters_are_matched_whatever_their_folder_case_and_form() -> None:
    assert letter_name("委任書\\Ａ.PDF") == letter_name("Ａ.pdf")
    assert letter_name("x/é.pdf") == letter_name("é.pdf")


TEXT = st.text(max_size=12) | st.sampled_from(
    ["=1+1", "是", "081111", "臺北市", "5,000", "a@b.tw", "A123456789"]
)


@given(st.lists(st.fixed_dictionaries({column.key: TEXT for column in COLUMNS}), max_size=6))
def test_whatever_is_written_each_row_is_a_trainee_s_or_has_a_fault(rows: list[dict[str, str]]) -> None:
    found = judged(*rows)
    read = [row.number for trainee in found.trainees for row in trainee.rows]
    assert sorted([*read, *found.faults]) == list(range(2, len(rows) + 2))
    assert all(errors for errors in found.faults.values())
