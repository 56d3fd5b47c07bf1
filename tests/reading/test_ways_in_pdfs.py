"""PDF files give their own text with its places where they have one, and a picture always."""

import io
import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from models.sheets import TextLine
from models.ways_in.limits import LIMITS, Limits
from models.ways_in.opening import NotReadable, Page, open_pages
from tests.bills.drawing import browser, print_bills
from tests.bills.setting import bill_set
from tests.reading.made_files import (
    HELVETICA,
    deflated,
    many_pages,
    rewritten,
    saved,
    scene,
    stream,
    typeset,
    written_pdf,
)

NOTICE = """
#set text(size: 9pt)
#grid(columns: (110pt, 150pt, 80pt), row-gutter: 14pt,
  [用電戶名 Name], [好茶製作所股份有限公司], [NT\\$ 2,298],
  [計費期間], [113/08/28 至 113/10/28], [931 度],
  [Customer Number], [12-34-5678-90-1], [𠮷野 用電])
"""
WORDS = [
    "用電戶名 Name",
    "好茶製作所股份有限公司",
    "NT$ 2,298",
    "計費期間",
    "113/08/28 至 113/10/28",
    "931 度",
    "Customer Number",
    "12-34-5678-90-1",
    "𠮷野 用電",
]
NARROW = replace(LIMITS, process=replace(LIMITS.process, memory_bytes=400 << 20))
SENTENCE = b"BT /F 12 Tf 40 250 Td (The usage of this period is 931 kWh) Tj ET"


def only(content: bytes, password: str | None = None) -> Page:
    [page] = open_pages(content, password=password)
    return page


def refusal(content: bytes, password: str | None = None, limits: Limits = LIMITS) -> NotReadable:
    with pytest.raises(NotReadable) as caught:
        list(open_pages(content, password=password, limits=limits))
    return caught.value


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines]


def bare(lines: list[str]) -> list[str]:
    return ["".join(text.split()) for text in lines]


def dark(page: Page) -> NDArray[np.bool_]:
    return page.picture.min(axis=2) < 128


def covered(page: Page, lines: tuple[TextLine, ...], slack: int) -> NDArray[np.bool_]:
    mask = np.zeros((page.height, page.width), dtype=bool)
    for line in lines:
        (left, top), (right, bottom) = np.min(line.quad, axis=0), np.max(line.quad, axis=0)
        rows = slice(max(0, int(top) - slack), int(bottom) + slack)
        mask[rows, max(0, int(left) - slack) : int(right) + slack] = True
    return mask


def assert_lines_lie_on_their_ink(page: Page) -> None:
    ink = dark(page)
    assert ink.any()
    assert not (ink & ~covered(page, page.lines, slack=4)).any()
    for line in page.lines:
        assert (ink & covered(page, (line,), slack=0)).any(), line


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [(), (10, 20, 390, 290)])
def test_text_is_exact_and_lies_where_it_is_printed(turned: int, crop: tuple[float, ...]) -> None:
    page = only(rewritten(typeset(NOTICE), turned=turned, crop=crop))
    # PDFium loses blanks at the ends of what is set in one font where the page stands on its head.
    assert texts(page) == WORDS if turned != 180 else bare(texts(page)) == bare(WORDS)
    assert_lines_lie_on_their_ink(page)
    # However the page is turned, most of its text stands upright on the picture.
    assert page.width > page.height
    for line in page.lines:
        (left, top), _, (right, bottom), _ = line.quad
        assert left < right
        assert top < bottom
        assert line.score == 1.0


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_text_that_stands_otherwise_than_most_reads_along_itself(angle: int) -> None:
    page = only(typeset(NOTICE + f"#v(8pt) #rotate({angle}deg, reflow: true)[直排文字 ABC]"))
    assert sorted(bare(texts(page))) == sorted(bare([*WORDS, "直排文字ABC"]))
    assert_lines_lie_on_their_ink(page)
    [line] = [line for line in page.lines if line.text.startswith("直排文字")]
    (first, second, *_), along = line.quad, {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[angle]
    assert np.sign(np.round(np.subtract(second, first), 3)).tolist() == list(along)


CELLS = st.text("用電度數金額收據期間計費ABCDEFabcdef0123456789-/.,:", min_size=1, max_size=8)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=6).filter(
        lambda rows: sum(len(cell) for row in rows for cell in row) >= LIMITS.pdf.least_letters
    ),
    st.sampled_from([0, 90, 180, 270]),
)
def test_any_table_of_far_columns_comes_back_cell_by_cell(rows: list[list[str]], turned: int) -> None:
    placed = [
        f"#place(dx: {130 * column}pt, dy: {40 * row}pt, text({json.dumps(cell, ensure_ascii=False)}))"
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    page = only(rewritten(typeset("\n".join(placed)), turned=turned))
    assert texts(page) == [cell for cells in rows for cell in cells]
    assert_lines_lie_on_their_ink(page)


def test_superscripts_and_words_set_by_moves_stay_whole() -> None:
    moved = b"BT /F 12 Tf 40 250 Td [(Energy) -300 (Consumption) -300 (in) -300 (kWh)] TJ ET"
    assert texts(only(written_pdf(moved, HELVETICA))) == ["Energy Consumption in kWh"]
    assert texts(only(typeset("本期用水度數 m#super[3] 共 28 度整"))) == ["本期用水度數 m3 共 28 度整"]


def test_text_drawn_twice_to_look_bold_is_read_once() -> None:
    again = SENTENCE.replace(b"40 250", b"40.4 250")
    assert texts(only(written_pdf(SENTENCE + b"\n" + again, HELVETICA))) == [
        "The usage of this period is 931 kWh"
    ]


def test_a_stamp_set_aslant_is_lines_of_its_own_direction() -> None:
    stamp = "#place(dx: 200pt, dy: 60pt, rotate(-4deg)[好茶製作所股份有限公司 \\ 統一編號 24567894])"
    page = only(typeset("用電度數共九百三十一度整" + stamp))
    assert bare(texts(page)) == ["用電度數共九百三十一度整", "好茶製作所股份有限公司", "統一編號24567894"]
    for line in page.lines[1:]:
        (left, top), (right, lower), *_ = line.quad
        assert math.degrees(math.atan2(lower - top, right - left)) == pytest.approx(-4, abs=0.2)
    assert_lines_lie_on_their_ink(page)


@given(st.lists(st.floats(-4, 4), min_size=16, max_size=16))
@settings(max_examples=8, deadline=None)
def test_letters_that_each_stand_otherwise_make_one_line(angles: list[float]) -> None:
    written = "".join(
        f"{math.cos(angle):.4f} {math.sin(angle):.4f} {-math.sin(angle):.4f} {math.cos(angle):.4f}"
        f" {60 + 7 * at} 200 Tm ({letter}) Tj\n"
        for at, (letter, angle) in enumerate(zip("8172671912345678", map(math.radians, angles), strict=True))
    )
    page = only(written_pdf(b"BT /F 12 Tf %s ET" % written.encode(), HELVETICA))
    assert bare(texts(page)) == ["8172671912345678"]


@pytest.mark.parametrize("turn", [b"1 0 0 1", b"0.9986 -0.0523 0.0523 0.9986"])
def test_a_stroke_that_is_a_drawing_stays_in_its_line(turn: bytes) -> None:
    drawn = b"/D << /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0]"
    drawn += b" /CharProcs << /one 5 0 R >> /Encoding << /Type /Encoding /Differences [65 /one] >>"
    drawn += b" /FirstChar 65 /LastChar 65 /Widths [1000] /Resources << >> /ToUnicode 6 0 R >>"
    stroke = stream(b"", b"1000 0 40 360 960 420 d1 40 360 920 60 re f")
    helvetica, table = _mapped_font({65: "一"})
    fonts = helvetica.replace(b" /ToUnicode 5 0 R", b"").removesuffix(b">>") + drawn + b" >>"
    content = (
        b"BT %s 40 250 Tm /F 12 Tf (The sum of ) Tj /D 12 Tf (A) Tj /F 12 Tf (month is 931 kWh) Tj ET" % turn
    )
    page = only(written_pdf(content, fonts, stroke, table))
    assert bare(texts(page)) == ["Thesumof一monthis931kWh"]


@pytest.mark.skipif(browser() is None, reason="needs Chromium, which draws the pages")
def test_what_a_drawn_bill_prints_is_in_one_line(tmp_path: Path) -> None:
    bills = [posed.bill for posed in bill_set(45, 20261128)]
    whole, parted = 0, []
    for bill, page in zip(bills, open_pages(print_bills(bills, tmp_path)), strict=True):
        lines = bare(texts(page))
        for printed in bare(bill.printed):
            if any(printed in line for line in lines):
                whole += 1
            else:
                parted.append((bill.family, printed))
    # Some designs break a sentence within a date.
    assert len(parted) <= 0.01 * whole, parted


def test_chinese_in_a_font_that_is_not_embedded_is_read() -> None:
    codes = "本期用電度數共九百三十一度".encode("utf-16-be").hex().encode()
    font = (
        b"/Font << /F << /Type /Font /Subtype /Type0 /BaseFont /MSung-Light /Encoding /UniCNS-UCS2-H"
        b" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /MSung-Light /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (CNS1) /Supplement 0 >> /DW 1000"
        b" /FontDescriptor << /Type /FontDescriptor /FontName /MSung-Light /Flags 4 /Ascent 880 /Descent -120"
        b" /FontBBox [0 -120 1000 880] /ItalicAngle 0 /CapHeight 880 /StemV 90 >> >>] >> >>"
    )
    assert texts(only(written_pdf(b"BT /F 12 Tf 40 250 Td <%s> Tj ET" % codes, font))) == [
        "本期用電度數共九百三十一度"
    ]


def test_radicals_that_look_like_characters_become_them() -> None:
    shown = b"<" + b"".join(b"%02X" % code for code in range(65, 65 + 13)) + b"> Tj"
    mapped = "⽤⽔⽉⾦⽇⼟⽊⽕⾞⽥⽬⾨⾷"
    content = b"BT /F 12 Tf 40 250 Td " + shown + b" ET"
    page = only(written_pdf(content, *_mapped_font({65 + at: letter for at, letter in enumerate(mapped)})))
    assert texts(page) == ["用水月金日土木火車田目門食"]


@pytest.mark.parametrize("meaning", ["\ue000", "\ufffd", "\x01"])
def test_text_without_meaning_is_none(meaning: str) -> None:
    font = _mapped_font(dict.fromkeys(range(32, 127), meaning))
    page = only(written_pdf(SENTENCE, *font))
    assert page.lines == ()
    assert dark(page).any()


def _mapped_font(meanings: dict[int, str]) -> tuple[bytes, bytes]:
    lines = "\n".join(f"<{code:02X}> <{text.encode('utf-16-be').hex()}>" for code, text in meanings.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(meanings)} beginbfchar\n{lines}\nendbfchar endcmap end end"
    )
    font = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >> >>"
    return font, stream(b"", table.encode())


def scanned(text: bytes, size: tuple[int, int] = (800, 600)) -> bytes:
    """A page that a picture fills, with text over it."""
    image = stream(
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8"
        b" /Filter /DCTDecode" % size,
        saved(scene(size), "JPEG", quality=90),
    )
    drawn = b"q 400 0 0 300 0 0 cm /I Do Q\n" + text
    return written_pdf(drawn, HELVETICA + b" /XObject << /I 5 0 R >>", image)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"BT /F 8 Tf 20 10 Td (Scanned with a telephone) Tj ET",
        b"BT /F 8 Tf 3 Tr 20 10 Td (%s) Tj ET" % (b"what another recogniser took the letters for " * 3),
    ],
)
def test_a_scan_has_a_picture_and_no_text_of_its_own(text: bytes) -> None:
    page = only(scanned(text))
    assert page.lines == ()
    assert tuple(page.picture[page.height // 4, page.width // 4]) == pytest.approx((200, 30, 30), abs=12)


def test_a_scan_keeps_its_own_pixels_within_bounds() -> None:
    for size in ((240, 180), (800, 600), (2000, 1500)):
        page = only(scanned(b"", size))
        assert (page.width, page.height) == size
    assert only(scanned(b"", (4000, 3000))).width == LIMITS.picture.long_side


def test_a_page_that_is_one_picture_is_that_picture() -> None:
    """Codes of a small receipt outlive no other size."""
    given = np.asarray(Image.open(io.BytesIO(saved(scene((200, 150)), "JPEG", quality=90))), np.int16)
    assert np.abs(only(scanned(b"", (200, 150))).picture - given).mean() < 2


def test_a_letter_over_a_picture_is_text() -> None:
    page = only(scanned(b"BT /F 6 Tf 20 10 Td (%s) Tj ET" % (b"The usage of this period is 931 kWh. " * 3)))
    assert texts(page) == [("The usage of this period is 931 kWh. " * 3).strip()]


def test_an_empty_page_is_a_page() -> None:
    page = only(written_pdf(b""))
    assert (page.lines, page.width, page.height) == ((), 1111, 834)
    assert page.picture.min() == 255


def test_pages_come_in_order_and_up_to_the_limit() -> None:
    assert [page.number for page in open_pages(many_pages(3))] == [1, 2, 3]
    told = refusal(many_pages(200))
    assert (told.code, told.fields) == ("too_many_pages", {"pages": "200", "limit": str(LIMITS.file.pages)})
    assert f"上限 {LIMITS.file.pages} 頁" in told.zh


def test_a_locked_file_asks_for_its_password() -> None:
    locked = rewritten(typeset(NOTICE), passwords=("A123456789", "owner"))
    assert refusal(locked).code == "password_needed"
    for wrong in ("", "a123456789", "電", "\ud800"):
        assert refusal(locked, wrong).code == "password_wrong"
    assert texts(only(locked, "A123456789")) == WORDS
    assert texts(only(typeset(NOTICE), "needless")) == WORDS
    printable = rewritten(typeset(NOTICE), passwords=("", "owner"))
    assert texts(only(printable)) == WORDS


def test_a_password_is_nowhere_in_a_refusal() -> None:
    locked = rewritten(typeset(NOTICE), passwords=("A123456789", "owner"))
    told = refusal(locked, "B123456789")
    assert "B123456789" not in f"{told} {told.fields} {told.__cause__} {told.__context__}"


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9, 0.99])
def test_a_pdf_cut_short_is_refused(kept: float) -> None:
    whole = many_pages(8)
    assert refusal(whole[: int(len(whole) * kept)]).code == "pdf_broken"


def test_a_pdf_of_nothing_is_refused() -> None:
    assert refusal(b"%PDF-1.7\n%%EOF\n").code == "pdf_broken"
    none = written_pdf(b"").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [] /Count 0")
    assert refusal(none).code == "pdf_broken"


def test_bombs_are_refused_by_what_they_would_unpack_to() -> None:
    assert refusal(written_pdf(b"", box=b"0 0 1000000 1000000")).code == "page_too_large"
    image = stream(
        b"/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Filter /FlateDecode",
        deflated(bytes(1 << 20), 64),
    )
    drawn = written_pdf(b"q 400 0 0 300 0 0 cm /I Do Q", b"/XObject << /I 5 0 R >>", image)
    told = refusal(drawn)
    assert (told.code, told.fields["width"]) == ("too_many_pixels", "30000")
    strokes = written_pdf(deflated(b"q 0 0 10 10 re f Q\n" * 50_000, 60), entries=b"/Filter /FlateDecode")
    assert len(strokes) < 200_000
    assert refusal(strokes, limits=NARROW).code == "took_too_much_memory"


def test_a_form_that_holds_itself_is_refused() -> None:
    form = stream(
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>",
        b"/F Do /F Do",
    )
    nested = written_pdf(b"/F Do", b"/XObject << /F 5 0 R >>", form)
    assert refusal(nested, limits=NARROW).code == "took_too_much_memory"


def test_a_page_of_more_letters_than_any_bill_is_read_from_its_picture() -> None:
    row = b"(%s) Tj T*\n" % (b"0123456789" * 20)
    page = only(written_pdf(b"BT /F 1 Tf 1 TL 5 290 Td\n" + row * 260 + b"ET", HELVETICA))
    assert page.lines == ()


def test_a_page_of_more_lines_than_are_read_is_read_from_its_picture() -> None:
    for most, own in ((len(WORDS), WORDS), (len(WORDS) - 1, [])):
        limits = replace(LIMITS, file=replace(LIMITS.file, lines_of_page=most))
        [page] = open_pages(typeset(NOTICE), limits=limits)
        assert texts(page) == own


def test_pages_made_of_pictures_are_scans(tmp_path: Path) -> None:
    file = io.BytesIO()
    scene((1000, 1400)).save(file, "PDF", save_all=True, append_images=[Image.new("L", (1400, 1000), 255)])
    (tmp_path / "scans").write_bytes(file.getvalue())
    sizes = [(page.width, page.height, page.lines) for page in open_pages(tmp_path / "scans")]
    assert sizes == [(1000, 1400, ()), (1400, 1000, ())]
