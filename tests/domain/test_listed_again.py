"""A firm that a guild lists again: what its row brings, and what it contradicts (R12)."""

from dataclasses import replace
from typing import Any

import pytest

from domain.enrolment.state import Check, ListedFirm
from domain.errors import DomainError
from domain.firm import FirmProfile
from domain.listed_again import brings_letter
from domain.registration_list import FirmRow
from tests import made_up
from tests.domain.made_up_particulars import letter

PROFILE = replace(made_up.firm(1, made_up.OTHER_SERVICES), name="大湳金屬工業有限公司")
LISTED = ListedFirm(PROFILE, None)
WITH_LETTER = replace(LISTED, letter=letter("one"))
OTHER = letter("another").mark


def row(profile: FirmProfile = PROFILE) -> FirmRow:
    return FirmRow(2, "林志明", "trainee@example.com", made_up.national_id(1), profile, True, "letter.pdf")


@pytest.mark.parametrize(
    ("listed", "mark", "brings"),
    [
        (LISTED, None, False),
        (LISTED, OTHER, True),
        (WITH_LETTER, None, False),
        (WITH_LETTER, letter("one").mark, False),
        (replace(WITH_LETTER, check=Check.NOT_PASSED), OTHER, True),
        (replace(WITH_LETTER, check=Check.NOT_PASSED), letter("one").mark, False),
        # Whether one that passed may be replaced is for the case's own rules to say.
        (replace(WITH_LETTER, check=Check.PASSED), OTHER, True),
    ],
)
def test_a_letter_is_brought_where_it_is_new(listed: ListedFirm, mark: str | None, brings: bool) -> None:
    assert brings_letter(row(), listed, mark) is brings


def test_a_letter_that_waits_for_its_check_is_not_replaced_by_a_list() -> None:
    with pytest.raises(DomainError) as refused:
        brings_letter(row(), WITH_LETTER, OTHER)
    assert (refused.value.code, refused.value.fields["ubn"]) == ("other_letter_attached", PROFILE.ubn)


@pytest.mark.parametrize(
    ("changed", "columns"),
    [
        ({"revenue": PROFILE.revenue + 1}, "Yearly revenue"),
        ({"capital": PROFILE.capital + 1, "county": "連江縣"}, "Capital, County"),
        ({"industry": made_up.NEITHER}, "Tax industry code"),
        ({"name": "另一家有限公司"}, "Firm name"),
    ],
)
def test_other_data_are_told_by_their_columns_letter_or_not(changed: dict[str, Any], columns: str) -> None:
    for mark in (None, OTHER):
        with pytest.raises(DomainError) as refused:
            brings_letter(row(replace(PROFILE, **changed)), LISTED, mark)
        assert (refused.value.code, refused.value.fields["columns_en"]) == (
            "firm_listed_differently",
            columns,
        )


@pytest.mark.parametrize("name", ["", " 大湳金屬工業有限公司 ", PROFILE.name])
def test_a_name_that_is_missing_or_written_otherwise_contradicts_nothing(name: str) -> None:
    assert brings_letter(row(replace(PROFILE, name=name)), LISTED, OTHER)
    assert brings_letter(row(), replace(LISTED, profile=replace(PROFILE, name=name)), OTHER)
