"""The printed form of 三聯式統一發票, filled in by a printer or by hand, with the seller's stamp."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.checkup.reading import ReadingField as F
from tests.bills.brush import Hand
from tests.bills.drawn import Pen
from tests.bills.made_up import KAI, MING, SERIF, address, firm, grouped, invoice_no, phone, ubn

NUMERALS = "零壹貳參肆伍陸柒捌玖"
PLACES = ("億", "仟", "佰", "拾", "萬", "仟", "佰", "拾", "元")
INKS = ("#21584a", "#22447c", "#6a3b2a", "#333")


def css(pen: Pen) -> str:
    """One printer's form: its ink and its face."""
    ink, side = pen.one_of(INKS), pen.one_of(("left", "right"))
    return f"""font:10pt {pen.one_of((MING, SERIF, KAI))};color:{ink};padding:7mm 9mm;position:relative;
    .no{{color:#b3261e;font:15pt {SERIF};text-align:{side}}}h2{{text-align:center;margin:0;font-size:16pt}}
    h2{{letter-spacing:{pen.random.randint(1, 5)}mm}}table{{width:100%;border-collapse:collapse}}
    td{{border:.3mm solid {ink};padding:.8mm 1.5mm;height:8mm}}.typed{{color:#222;font:11pt {MING}}}
    .n{{text-align:right}}.by{{font-size:7pt;vertical-align:top}}
    .stamp{{position:absolute;right:11mm;bottom:17mm;width:39mm;border:.8mm solid #c8372d;color:#c8372d;
    text-align:center;padding:1mm;transform:rotate({pen.random.uniform(-4, 4):.1f}deg);border-radius:2mm;
    opacity:.86;line-height:1.3;font-size:9pt}}"""


@dataclass(frozen=True, slots=True)
class Form:
    """What is filled in; each line is name, quantity, price and amount, escaped already."""

    vendor: str
    seller: str
    when: date
    lines: Sequence[tuple[str, str, str, str]]
    sales: int
    tax: int
    total: int


def form(pen: Pen, filled: Form, hand: Hand | None) -> str:
    """The whole form; typed where there is no hand."""
    w, when = pen.write, filled.when

    def put(escaped: str) -> str:
        return hand.write(escaped) if hand else f"<span class=typed>{escaped}</span>"

    lines = "".join(
        f"""<tr><td colspan=2>{put(name)}<td class=n>{put(count)}<td class=n>{put(price)}
    <td class=n>{put(amount)}<td>"""
        for name, count, price, amount in filled.lines
    )
    lines += "<tr><td colspan=2><td><td><td><td>" * max(0, 3 - len(filled.lines))
    day = [str(when.year - 1911), str(when.month), str(when.day)]
    pen.note(F.ISSUE_DATE, when, *day)
    dated = f"中華民國 {put(day[0])} 年 {put(day[1])} 月 {put(day[2])} 日"
    first = when.month - 1 + when.month % 2
    number = w(F.INVOICE_NO, invoice_no(pen.random, pen.one_of(("", " ", "-"))))
    amounts = put(w(F.TAX, str(filled.tax))), put(w(F.TOTAL_AMOUNT, grouped(filled.total)))
    return f"""<div class=no>{number}</div><h2>統一發票（三聯式）</h2>
    <div style="text-align:center">{when.year - 1911}年 {first:02d}、{first + 1:02d}月份　　{dated}</div>
    <div>買 受 人：{put(firm(pen.random))}<br>統一編號：{put(w(F.BUYER_UBN, ubn(pen.random)))}<br>
    地　　址：{put(address(pen.random)) if pen.chance(0.4) else ""}</div>
    <table><tr><td colspan=2 width=36%>品　　名<td>數 量<td>單 價<td width=15%>金　　額
    <td width=24%>備　　註{lines}
    <tr><td colspan=4>銷　售　額　合　計<td class=n>{put(str(filled.sales))}
    <td rowspan=3 class=by>營業人蓋用統一發票專用章
    <tr><td>營業稅<td colspan=3>應稅 ✓ ｜ 零稅率 ｜ 免稅<td class=n>{amounts[0]}
    <tr><td colspan=4>總　　　　　計<td class=n>{amounts[1]}
    <tr><td colspan=6>總計新臺幣（中文大寫）　{in_words(filled.total, put)}</table>
    <div style="font-size:8pt">第{pen.one_of(("二聯　扣抵聯", "三聯　收執聯"))}
    ※應稅、零稅率、免稅之銷售額應分別開立</div>{stamp(pen, filled)}"""


def stamp(pen: Pen, filled: Form) -> str:
    """The seller's stamp in red."""
    return f"""<div class=stamp>統一發票專用章<br><b>{pen.write(F.VENDOR, filled.vendor)}</b><br>統一編號
    {pen.write(F.SELLER_UBN, filled.seller)}<br><small>TEL {phone(pen.random)}</small></div>"""


def in_words(total: int, put: Callable[[str], str]) -> str:
    """The sum in numerals that cannot be forged, each `put` into its printed place."""
    digits = str(total).rjust(len(PLACES))
    written = (NUMERALS[int(digit)] if digit.strip() else "" for digit in digits)
    return " ".join(f"{put(word)}{place}" for word, place in zip(written, PLACES, strict=True)) + "整"
