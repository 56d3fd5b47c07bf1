"""Pieces of pages that many designs have: tables, lines of label and value, bar codes, charts."""

import html
import re
from collections.abc import Iterable, Sequence
from random import Random

import zxingcpp


def table(head: Sequence[str], rows: Iterable[Sequence[str]], style: str = "") -> str:
    """A table of ready HTML."""
    top = "".join(f"<th>{cell}</th>" for cell in head)
    return f"<table class='{style}'><tr>{top}</tr>{lines(rows)}</table>"


def lines(rows: Iterable[Sequence[str]]) -> str:
    """Rows of a table."""
    return "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)


def some(random: Random, rows: Sequence[Sequence[str]], least: int) -> list[Sequence[str]]:
    """At least `least` of the rows, in their order."""
    kept = sorted(random.sample(range(len(rows)), random.randint(least, len(rows))))
    return [rows[place] for place in kept]


def bar_code(content: str, width_mm: float = 50, height_mm: float = 8) -> str:
    """Code 128 with its content below."""
    made = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.Code128)
    svg = made.to_svg(add_quiet_zones=False).partition("<svg ")[2]
    width, height = re.findall(r'(?:width|height)="(\d+)"', svg)[:2]
    box = f"viewBox='0 0 {width} {height}' preserveAspectRatio='none'"
    style = f"width:{width_mm}mm;height:{height_mm}mm;display:block"
    drawing = f"<svg style='{style}' {box} xmlns{svg.partition('xmlns')[2]}"
    around = "display:inline-block;margin-right:6mm;font:7pt monospace"
    return f"<div style='{around}'>{drawing}{html.escape(content)}</div>"


def chart(random: Random, labels: Sequence[str], colour: str, height_mm: float = 22) -> str:
    """Columns of no told height, with what stands below each."""
    columns = "".join(
        f"<div style='flex:1;text-align:center;font-size:6.5pt'>"
        f"<div style='margin:0 18%;background:{colour};height:"
        f"{random.uniform(0.2, 1) * height_mm:.1f}mm'></div>{label}</div>"
        for label in labels
    )
    return f"<div style='display:flex;align-items:flex-end;height:{height_mm + 5}mm'>{columns}</div>"


def notices(random: Random, count: int) -> str:
    """Small print as bills end with: deadlines, telephones, prices and dates that are nobody's values."""
    chosen = random.sample(NOTICES, count)
    numbered = (f"{place}. {line.format(*_figures(random))}" for place, line in enumerate(chosen, 1))
    return "<br>".join(numbered)


def _figures(random: Random) -> tuple[str, ...]:
    month, day = random.randint(1, 12), random.randint(1, 28)
    telephone = f"0800-{random.randint(0, 999):03d}-{random.randint(0, 999):03d}"
    return telephone, f"{month}月{day}日", str(random.randint(2, 60)), f"{random.uniform(1, 40):.2f}"


NOTICES = (
    "如對本單內容有疑義，請於繳費期限前撥打 {0} 洽詢。",
    "逾期 {2} 日未繳者，依規定加收遲延繳付費用 {3} 元。",
    "自{1}起，申辦電子帳單並約定轉帳可享每期減免 {2} 元。",
    "用戶名稱、通訊地址異動時，請攜帶身分證明文件至服務中心辦理。",
    "便利商店代收金額上限為 2 萬元，逾期請至本單位各服務所繳納。",
    "防詐提醒：本單位不會以電話要求操作自動櫃員機，可撥打 165 查證。",
    "停復用申請請於 {2} 日前提出，復用費每次 {3} 元。",
    "本單未經收款單位蓋章或收款機印證者，不得作為繳費憑證。",
    "每筆手續費 {2} 元由繳費人負擔；信用卡繳費每期以 {3} 元計。",
    "下期收費約在{1}前後寄發，如未收到請來電查詢。",
    "為響應節能減碳，請多利用行動應用程式查詢帳單，服務代碼 {2}。",
    "服務時間：週一至週五上午 8 時至下午 5 時，免付費專線 {0}。",
    "參加抽獎活動者，請於{1}前登錄，獎項共 {2} 名。",
    "帳單補發每張酌收工本費 {2} 元，近三個月者免費。",
)
