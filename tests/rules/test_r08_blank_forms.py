"""R8: the blank list of firms and the blank consent letter can be had, as the year's rules have them."""

from dataclasses import replace

import pytest

from activities.papers.forms import BlankForms
from domain.programme import Programme
from tests.papers import bare, pages_of, text_of


@pytest.fixture(scope="module")
def forms() -> BlankForms:
    return BlankForms()


def test_r08_the_list_has_a_row_for_each_firm_of_a_registration(
    forms: BlankForms, programme: Programme
) -> None:
    told = text_of(forms.firm_list(programme))
    assert _rows(told) == list(range(1, programme.registration.firms + 1))
    fewer = replace(programme, registration=replace(programme.registration, firms=3), hash="fewer")
    assert _rows(text_of(forms.firm_list(fewer))) == [1, 2, 3]


def test_r08_the_list_asks_what_a_firm_is_judged_by(forms: BlankForms, programme: Programme) -> None:
    told = bare(text_of(forms.firm_list(programme)))
    columns = ("統一編號", "企業名稱", "行業代號6碼", "年營業額", "資本額", "縣市", "中小微企業切結")
    for column in (*columns, "負責人簽章"):
        assert column in told


def test_r08_the_letter_is_one_page_with_the_six_points_of_the_notice(
    forms: BlankForms, programme: Programme
) -> None:
    letter = forms.consent_letter(programme)
    told = bare(text_of(letter))
    assert pages_of(letter) == 1
    assert "委任書暨個人資料同意書" in told
    assert "《個人資料保護法》第8條第1項" in told
    assert [point for point in range(1, 7) if f"（第{point}款）" not in told] == []
    for right in ("查詢或閱覽", "複製本", "補充或更正", "停止蒐集、處理或利用", "刪除", "撤回同意"):
        assert right in told


def test_r08_both_name_the_programme(forms: BlankForms, programme: Programme) -> None:
    assert programme.papers is not None
    for form in (forms.firm_list(programme), forms.consent_letter(programme)):
        assert bare(programme.papers.programme_zh) in bare(text_of(form))


def _rows(told: str) -> list[int]:
    """The numbers that begin a line with nothing behind them but the declaration's box."""
    lines = [line.split() for line in told.splitlines()]
    return [int(words[0]) for words in lines if len(words) == 3 and words[1:] == ["是", "Yes"]]
