"""Pages of a file are one document where they say so, and as many as there are bills otherwise."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from models.documents import Documents
from models.joining import goes_on
from models.judgement.judging import Judge
from models.judgement.rules import RulesAlone
from models.readings import DocumentReading
from models.seen import SeenPage
from models.ways_in.opening import open_pages
from tests.reading.laid_out import Written, sheet_of
from tests.reading.made_files import typeset

TODAY = date(2025, 6, 30)

HEAD = """= 電費通知單
山明電力股份有限公司 \\
電號 01-23-4567-89-7 \\
計費期間 113/08/28 至 113/10/28 \\
用電度數 931 度 \\
應繳總金額 2298 元
"""
NEXT = HEAD.replace("113/08/28 至 113/10/28", "113/10/29 至 113/12/27").replace("2298", "2411")
OTHER = HEAD.replace("01-23-4567-89-7", "01-23-4567-90-5").replace("2298", "871")
DETAILS = """計算方式 \\
流動電費 第一段 240 度 \\
流動電費 第二段 420 度 \\
流動電費 第三段 271 度
"""
WITH_NUMBER = "電號 01-23-4567-89-7 \\\n" + DETAILS
SALE = """= 統一發票
春田五金有限公司 \\
發票號碼 AB-12345678 日期 2025-03-05 \\
螺絲 40 個 250 \\
以下續頁
"""
REST = """= 統一發票
春田五金有限公司 \\
發票號碼 AB-12345678 日期 2025-03-05 \\
鐵釘 20 個 150 \\
總計 400
"""


def read(*pages: str, watch: Callable[[], None] = lambda: None) -> tuple[DocumentReading, ...]:
    seen = [
        SeenPage(page.number, page.width, page.height, page.lines, (), ReadingSource.TEXT)
        for page in open_pages(typeset("#pagebreak()\n".join(pages)))
    ]
    assert len(seen) == len(pages)
    return Documents(RulesAlone(), Judge.load()).of(seen, TODAY, watch)


def test_a_watcher_is_told_of_every_page_and_every_document() -> None:
    told: list[int] = []
    documents = read(HEAD, DETAILS, OTHER, watch=lambda: told.append(1))
    assert len(documents) == 2
    assert len(told) == 3 + len(documents)


@pytest.mark.parametrize(
    "pages", [(HEAD, WITH_NUMBER), (HEAD, DETAILS), (HEAD, DETAILS, DETAILS), (HEAD, HEAD), (SALE, REST)]
)
def test_what_goes_on_is_one_document(pages: tuple[str, ...]) -> None:
    (document,) = read(*pages)
    assert document.pages == tuple(range(1, len(pages) + 1))


@pytest.mark.parametrize(
    "pages", [(HEAD, NEXT), (HEAD, OTHER), (HEAD, SALE), (SALE, REST.replace("12345678", "12345679"))]
)
def test_several_bills_stay_several(pages: tuple[str, ...]) -> None:
    assert [document.pages for document in read(*pages)] == [(1,), (2,)]


def test_each_bill_has_its_own_pages() -> None:
    first, second = read(HEAD, DETAILS, NEXT, WITH_NUMBER)
    assert (first.pages, second.pages) == ((1, 2), (3, 4))
    assert second.fields[ReadingField.TOTAL_AMOUNT].value == "2411"


def test_a_total_on_the_second_page_is_the_documents() -> None:
    without = HEAD.replace("應繳總金額 2298 元", "")
    (document,) = read(without, WITH_NUMBER + "應繳總金額 2298 元")
    total = document.fields[ReadingField.TOTAL_AMOUNT]
    assert (total.value, total.page) == ("2298", 2)


@pytest.mark.parametrize(("score", "joined"), [(0.99, True), (0.7, False)])
def test_a_page_that_hardly_reads_may_be_a_bill_of_its_own(score: float, joined: bool) -> None:
    bill: list[Written] = [(60, 40, "電號 [account_no:01-23-4567-89-7]"), (60, 80, "[total_amount:2298]元")]
    rest: list[Written] = [(60, 40.0 * row, f"第{row}段 {row}40 度") for row in (1, 2, 3)]
    document = sheet_of(BillKind.ELECTRICITY, bill)
    assert goes_on([document], sheet_of(BillKind.ELECTRICITY, rest, score=score, page=2)) is joined


def test_a_slip_without_a_head_but_with_another_total_stays_apart() -> None:
    lines: list[Written] = [(60, 40, "20公斤 2桶"), (60, 80, "現金"), (60, 120, "[total_amount:1600]元")]
    other: list[Written] = [*lines[:2], (60, 120, "[total_amount:1650]元")]
    assert not goes_on([sheet_of(BillKind.LPG, lines)], sheet_of(BillKind.LPG, other, page=2))


def test_a_receipt_that_names_nobody_stays_apart() -> None:
    lines: list[Written] = [(60, 40, "收據"), (60, 80, "20公斤 2桶"), (60, 120, "[total_amount:1600]元")]
    assert not goes_on([sheet_of(BillKind.LPG, lines)], sheet_of(BillKind.LPG, lines, page=2))
