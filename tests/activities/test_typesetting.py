"""Papers are PDF/A that says what it was given, the same bytes each time, and never a box for a letter."""

from typing import Any

import pytest

from activities.papers import forms, typesetting
from activities.papers.typesetting import FOLDER, FONTS, RARE_FONTS, GlyphMissing, Typesetter, missing_fonts
from domain.programme import Programme
from tests.activities.paper_contents import NUMBER, certificate_for, statement_for
from tests.papers import (
    bare,
    code_on,
    conformance_of,
    fonts_are_embedded,
    glyphs_of,
    pages_of,
    text_of,
    title_of,
)

# Names as registers hold them: a rare form, letters that few fonts have, a resident from abroad.
NAMES = ["王小明", "𠮷野堃喆", "龔䶮峯", "游錫堃", "Nguyễn Thị Minh Châu", "林‧志 明", "-#[*_$<@\\"]
needs_rare_fonts = pytest.mark.skipif(bool(missing_fonts(RARE_FONTS)), reason="fonts-cns11643-sung")


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


@pytest.mark.parametrize("name", [*NAMES, pytest.param("塗𡍼𪜀", marks=needs_rare_fonts)])
def test_a_name_reads_as_it_was_given(typesetter: Typesetter, programme: Programme, name: str) -> None:
    for template, content in _of_a_person(name, programme).items():
        pdf = typesetter.typeset(template, content)
        assert bare(name) in bare(text_of(pdf)), template
        assert glyphs_of(pdf)
        assert 0 not in glyphs_of(pdf), template


def test_every_paper_is_pdf_a_2b_with_its_fonts_in_it(typesetter: Typesetter, programme: Programme) -> None:
    for template, content in _all(programme).items():
        pdf = typesetter.typeset(template, content)
        assert (template, conformance_of(pdf)) == (template, ("2", "B"))
        assert fonts_are_embedded(pdf)
        assert (template, pages_of(pdf)) == (template, 1)
        assert title_of(pdf)


def test_the_same_content_is_the_same_bytes_whoever_sets_it(
    typesetter: Typesetter, programme: Programme
) -> None:
    another = Typesetter()
    for template, content in _all(programme).items():
        assert typesetter.typeset(template, content) == another.typeset(template, content)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000", "https://checkup." + "a" * 60 + ".example.com/api"]
)
def test_a_camera_reads_the_address_of_the_public_check(
    typesetter: Typesetter, programme: Programme, address: str
) -> None:
    content = certificate_for("王小明", programme, address)
    assert code_on(typesetter.typeset("certificate", content)) == f"{address}/certificates/{NUMBER}"


def test_a_letter_without_a_glyph_is_a_fault_that_does_not_tell_the_name(
    typesetter: Typesetter, programme: Programme
) -> None:
    with pytest.raises(GlyphMissing) as missing:
        typesetter.typeset("certificate", certificate_for("王😀明", programme))
    assert missing.value.code_points == ("U+1F600",)
    assert "U+1F600" in missing.value.zh
    assert "王" not in str(missing.value)
    assert typesetter.typeset("certificate", certificate_for("王明", programme))


def test_a_long_statement_goes_over_pages_with_its_head_repeated(
    typesetter: Typesetter, programme: Programme
) -> None:
    pdf = typesetter.typeset("statement", statement_for("王小明", programme, lines=60))
    assert pages_of(pdf) > 1
    assert bare(text_of(pdf)).count("統一編號") == pages_of(pdf)


def test_the_sum_of_a_statement_is_written_out(typesetter: Typesetter, programme: Programme) -> None:
    told = bare(text_of(typesetter.typeset("statement", statement_for("王小明", programme))))
    for amount in ("10,000", "-1,000", "-211", "8,789"):
        assert amount in told


def test_a_font_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, programme: Programme) -> None:
    monkeypatch.setattr(typesetting, "FONTS", (*FONTS, "No Such Font"))
    with pytest.raises(typesetting.FontsMissing, match="No Such Font"):
        Typesetter().typeset("certificate", certificate_for("王小明", programme))


def test_no_template_uses_the_subscript_that_the_fonts_lack() -> None:
    templates = list(FOLDER.glob("*.typ"))
    assert len(templates) == 5
    assert [path.name for path in templates if "₂" in path.read_text("utf-8")] == []


def _of_a_person(name: str, programme: Programme) -> dict[str, Any]:
    return {"certificate": certificate_for(name, programme), "statement": statement_for(name, programme)}


def _all(programme: Programme) -> dict[str, Any]:
    blank = {"consent-letter": forms.consent_letter(programme), "firm-list": forms.firm_list(programme)}
    return {**_of_a_person("王小明", programme), **blank}
