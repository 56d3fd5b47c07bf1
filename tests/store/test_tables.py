"""Tables that people upload: what is read, and what is refused before it can do harm."""

import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from domain.sheet import Column
from store.table_writing import guarded, write_table
from store.tables import CSV, GUARDED, REASON, XLSX, Bounds, Table, TableRefused, header_key, read_table

COLUMNS = (
    Column("ubn", "統一編號", "Firm number"),
    Column("revenue", "年營收", "Revenue"),
    Column("note", "備註", "Note", needed=False, filled=False),
)
HEADER = ("統一編號", "年營收", "備註")


def workbook(*rows: Sequence[Any], header: Sequence[Any] = HEADER) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (header, *rows):
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cells(table: Table) -> list[dict[str, str]]:
    return [dict(row.cells) for row in table.rows]


def refused(content: bytes, bounds: Bounds | None = None) -> TableRefused:
    with pytest.raises(TableRefused) as error:
        read_table(content, COLUMNS, bounds)
    return error.value


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The workbook with parts added or replaced; `__` stands for `/` in their names."""
    added = {name.replace("__", "/"): part for name, part in parts.items()}
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            if name not in added:
                new.writestr(name, old.read(name))
        for name, part in added.items():
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def test_numbers_text_dates_and_truth_are_read_as_text() -> None:
    content = workbook(["08111", 5000000.0, True], [1234567, 2.5, date(2025, 3, 1)], [None, None, None])
    table = read_table(content, COLUMNS)
    assert (table.media_type, table.header, [row.number for row in table.rows]) == (XLSX, HEADER, [2, 3])
    assert cells(table) == [
        {"ubn": "08111", "revenue": "5000000", "note": "TRUE"},
        {"ubn": "1234567", "revenue": "2.5", "note": "2025-03-01T00:00:00"},
    ]


def test_a_formula_is_given_as_it_was_written_and_never_computed() -> None:
    content = workbook(['=WEBSERVICE("http://example.com")', "=1+1", "=A2"])
    assert cells(read_table(content, COLUMNS)) == [
        {"ubn": '=WEBSERVICE("http://example.com")', "revenue": "=1+1", "note": "=A2"}
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "big5", "cp950"])
def test_csv_is_read_in_the_encodings_of_taiwan(encoding: str) -> None:
    text = '統一編號,年營收,備註\r\n00123456,"5,000,000",許蓋功\r\n\r\n22222222,1,"兩行\n備註"\r\n'
    table = read_table(text.encode(encoding), COLUMNS)
    assert table.media_type == CSV
    assert cells(table) == [
        {"ubn": "00123456", "revenue": "5,000,000", "note": "許蓋功"},
        {"ubn": "22222222", "revenue": "1", "note": "兩行\n備註"},
    ]


@pytest.mark.parametrize(
    "header",
    [
        ("Firm number", "Revenue", "Note"),
        ("firm_number", "revenue (NTD)", "note"),
        ("*統一編號 ", "年營收\n（元）", "備 註"),
        ("ubn", "revenue", "note"),
    ],
)
def test_headers_are_known_in_chinese_and_english_however_they_are_written(header: tuple[str, ...]) -> None:
    assert cells(read_table(workbook(["1", "2", "3"], header=header), COLUMNS)) == [
        {"ubn": "1", "revenue": "2", "note": "3"}
    ]


def test_columns_come_in_any_order_and_one_that_is_not_needed_may_lack() -> None:
    table = read_table(workbook(["5", "1"], header=("年營收", "統一編號")), COLUMNS)
    assert cells(table) == [{"ubn": "1", "revenue": "5"}]
    assert table.written == {2: ("5", "1")}


def test_wrong_headers_are_named() -> None:
    error = refused(workbook(["1"], header=("統一編號", "統一編號", "營收", None, "x")))
    assert error.code == "table_header"
    assert error.fields == {"missing": ["年營收"], "unknown": ["營收", "", "x"], "twice": ["統一編號"]}
    assert "年營收" in error.zh
    assert "營收" in error.en


def test_a_header_out_of_bounds_is_refused_before_it_is_read_and_is_not_told_whole() -> None:
    wide = ",".join(["統一編號", "年營收", *(["("] * 20_000)])
    assert refused(f"{wide}\n1,2\n".encode()).code == "table_too_large"
    long = refused(f"統一編號,年營收,{'(' * 60_000}\n1,2,3\n".encode())
    assert (long.code, long.fields["unknown"]) == ("table_header", ["(" * 40])
    assert len(long.zh) < 200


def test_brackets_that_nothing_closes_are_looked_at_once() -> None:
    # Looked at from each bracket to the end these would be 20 thousand million steps.
    assert header_key("(" * 200_000) == "(" * 200_000
    assert header_key("年營收" + "(元)" * 50_000) == "年營收"


def test_the_reasons_of_our_own_result_are_no_strange_column() -> None:
    assert cells(read_table(workbook(["1", "2", "why"], header=("ubn", "revenue", REASON)), COLUMNS)) == [
        {"ubn": "1", "revenue": "2"}
    ]


def test_a_bomb_is_refused_by_what_it_would_unpack_to() -> None:
    # 200 MB of zeros: 200 KB as they are sent.
    bomb = repacked(workbook(["1", "2", "3"]), **{"xl__sharedStrings.xml": b"\0" * 200_000_000})
    assert len(bomb) < 400_000
    assert refused(bomb).code == "table_too_large"


def test_a_size_that_is_a_lie_unpacks_to_no_more_than_it_says() -> None:
    part = b"<worksheet>" + b" " * 5_000_000 + b"</worksheet>"
    bomb = bytearray(repacked(workbook(["1", "2", "3"]), **{"xl__worksheets__sheet1.xml": part}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = bomb.rindex(mark)
        bomb[place + at : place + at + 4] = struct.pack("<I", 100)
    assert refused(bytes(bomb), Bounds(unpacked_bytes=1_000_000)).code == "table_broken"


def test_entities_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY l0 "lol">{levels}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'
    )
    part = {"xl__worksheets__sheet1.xml": sheet.encode()}
    assert refused(repacked(workbook(["1", "2", "3"]), **part)).code == "table_broken"


def test_a_last_cell_far_below_makes_no_million_rows() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    sheet.cell(1_048_576, 1, "x")
    assert refused(saved(book)).code == "table_too_large"


@pytest.mark.parametrize(("rows", "code"), [(20, None), (21, "table_too_large")])
def test_rows_are_bounded(rows: int, code: str | None) -> None:
    content = workbook(*(["1", "2", "3"] for _ in range(rows)))
    if code is None:
        assert len(read_table(content, COLUMNS, Bounds(rows=20)).rows) == rows
    else:
        assert refused(content, Bounds(rows=20)).code == code
    assert refused(workbook(["1"] * 9, header=HEADER), Bounds(columns=8)).code == "table_too_large"


def test_macros_and_links_to_other_files_are_refused() -> None:
    for name in ("xl__vbaProject.bin", "xl__externalLinks__externalLink1.xml"):
        assert refused(repacked(workbook(["1"]), **{name: b"x"})).code == "table_macros"


def test_a_truncated_file_is_refused() -> None:
    content = workbook(["1", "2", "3"])
    for length in (10, len(content) // 2, len(content) - 10):
        assert refused(content[:length]).code == "table_broken"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table_empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "table_format"),
        (b"ubn,revenue\r\n1,2\0", "table_broken"),
        (b'ubn,revenue\r\n"1,2', "table_broken"),
        (b"ubn,revenue\r\n", "table_empty"),
        (b"ubn,revenue\r\n\xff\xfe\xfa,1", "table_encoding"),
        (b"%PDF-1.4 not a table", "table_header"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, code: str) -> None:
    assert refused(content).code == code


@pytest.mark.parametrize("media_type", [XLSX, CSV])
def test_what_begins_like_a_formula_is_written_as_text(media_type: str) -> None:
    texts = [f"{start}cmd|' /C calc'!A0" for start in GUARDED]
    content = write_table(media_type, ["x", *HEADER[:2]], [[text, "1", "2"] for text in texts])
    if media_type == XLSX:
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        written = [cell for (cell,) in sheet.iter_rows(min_row=2, max_col=1)]
        assert {cell.data_type for cell in written} == {"s"}
        assert all(str(cell.value).startswith("'") for cell in written)
    else:
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.decode("utf-8-sig").count("'") == 3 * len(texts)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20), min_size=3, max_size=3
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_is_written_begins_no_formula_and_is_read_back(rows: list[tuple[str, ...]]) -> None:
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    content = write_table(CSV, HEADER, rows)
    for line in content.decode("utf-8-sig").split("\r\n"):
        assert not line.startswith(GUARDED)
    if kept:
        read = [list(row) for row in read_table(content, COLUMNS).written.values()]
        assert read == [[_as_read(cell) for cell in row] for row in kept]


def _as_read(cell: str) -> str:
    """A mark that somebody else has put is taken for ours."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in GUARDED else cell


def test_guarding_leaves_other_text_alone() -> None:
    assert [guarded(text) for text in ("林", "081111", "a=b", "")] == ["林", "081111", "a=b", ""]


def test_header_keys_are_one_for_one_meaning() -> None:
    assert header_key("（必填）年營收") == header_key("年營收 (元)") == "年營收"
