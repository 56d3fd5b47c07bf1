"""Purchases for development: a repair, a foreign subscription, and what screens show of orders and months."""

from collections.abc import Sequence
from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import (
    ARIAL,
    KAI,
    address,
    day,
    digits,
    firm,
    grouped,
    invoice_no,
    person,
    phone,
    plate,
    roc,
    ubn,
)
from tests.bills.wares import Ware, bought, english, entries, house, numbered, sum_of, tax_on

PARTS: Sequence[Ware] = (
    ("機油芯", "只", 120, 380),
    ("空氣芯", "只", 260, 690),
    ("來令片(前)", "組", 1200, 2900),
    ("火星塞", "支", 150, 420),
    ("水箱精", "瓶", 120, 260),
    ("電瓶 55D23L", "顆", 2300, 3900),
    ("雨刷片", "支", 180, 480),
    ("變速箱油(公升)", "L", 280, 520),
)
WORK: Sequence[Ware] = (
    ("引擎保養", "工時", 500, 700),
    ("煞車系統檢修", "工時", 600, 850),
    ("四輪定位", "工時", 720, 1100),
    ("冷氣系統查漏", "工時", 650, 950),
)
REPAIR = f"""padding:9mm 12mm;font:10pt/1.5 {KAI};h2{{margin:0;font-size:18pt}} .g{{display:grid;grid-template-columns:1fr 1fr;gap:6mm}}
.i{{border:.3mm solid;border-radius:2mm;padding:2mm 4mm;columns:2}} table{{width:100%;border-collapse:collapse;margin-top:2mm}}
th{{background:#ddd;font-weight:400}} td,th{{border:.25mm solid;padding:.7mm 2mm}} td+td{{text-align:right}}
.s{{display:flex;justify-content:space-between;border-bottom:.2mm dotted}}"""


def _repair_table(pen: Pen, head: str, goods: Sequence[tuple[str, str, str, str]]) -> str:
    lines = "".join(f"<tr><td>{'<td>'.join(line)}" for line in goods)
    return f"<div><table><tr><th>{'<th>'.join(head.split())}{lines}</table></div>"


@family(BillKind.INVOICE, development=True)
def repair_order(pen: Pen) -> Page:
    """A garage's bill across: parts on the left, hours of work on the right, sums below."""
    w, random, when = pen.write, pen.random, day(pen.random)
    parts, work = bought(pen, PARTS, 1, 5, (1, 1, 2, 4)), bought(pen, WORK, 1, 3, (1, 2, 3, 4))
    lines = [
        (
            one.name,
            entry.write(F.USAGE, f"{one.count}.0" if one.unit == "工時" else str(one.count)),
            entry.write(F.UNIT_PRICE, grouped(one.price)),
            grouped(one.amount),
        )
        for entry, one in entries(pen, [*parts, *work])
    ]
    for row, one in zip(pen.rows, parts, strict=False):
        if one.unit == "L":
            row.note(F.UNIT, "L", "公升")
    sales = sum_of([*parts, *work])
    tax, form, run = tax_on(sales), pen.one_of(("Y/m/d", "y年m月d日")), random.randint(8_000, 280_000)
    return Page(
        REPAIR,
        f"""<h2>{w(F.VENDOR, house(pen, "汽車修護廠", "汽車保養廠有限公司", "汽車股份有限公司"))}　<small>維修結帳單</small></h2>
{address(random)}　電話 {phone(random)}　統一編號 {w(F.SELLER_UBN, ubn(random))}
<div class=i>工單號碼 {numbered(pen, "LLdddddddd")}<br>車牌號碼 {plate(random)}<br>進廠里程 {run:,} km<br>
進廠日期 {roc(when - timedelta(random.randint(1, 6)), form)}<br>結帳日期 {w(F.ISSUE_DATE, roc(when, form), when)}<br>車主 {firm(random)}<br>
統一編號 {w(F.BUYER_UBN, ubn(random))}<br>服務專員 {person(random)}<br>下次保養 {run // 1000 + 10},000 km</div>
<div class=g>{_repair_table(pen, "零件名稱 數量 單價 金額", lines[: len(parts)])}{_repair_table(pen, "維修項目 工時 工資/時 工資", lines[len(parts) :])}</div>
<div class=g style="margin-top:4mm"><div>◎零件保固 {pen.one_of((3, 6, 12))} 個月或 {pen.one_of((5, 10, 20))},000 公里<br>◎建議事項：輪胎胎紋剩餘 {random.randint(2, 5)} mm，請於 {roc(when + timedelta(90), form)} 前更換<br>
◎發票號碼 {w(F.INVOICE_NO, invoice_no(random, pen.one_of(("", "-"))))}</div>
<div><div class=s><span>零件小計</span><span>{sum_of(parts):,}</span></div><div class=s><span>工資小計</span><span>{sum_of(work):,}</span></div>
<div class=s><span>未稅金額</span><span>{sales:,}</span></div><div class=s><span>稅額(5%)</span><span>{w(F.TAX, grouped(tax))}</span></div>
<div class=s><b>{pen.one_of(("應付總額", "含稅總計", "實收金額"))}</b><b>{w(F.TOTAL_AMOUNT, grouped(sales + tax))} 元</b></div><br>客戶簽章</div></div>""",
        297,
        190,
        cropped=True,
    )


PLANS: Sequence[Ware] = (
    ("Team plan (per seat)", "", 290, 690),
    ("Extra storage 100 GB", "", 99, 260),
    ("Priority support", "", 1200, 3900),
    ("E-signature pack of 50", "", 450, 990),
    ("Custom domain", "", 120, 400),
)
CLOUD = f"""padding:16mm 18mm;font:10pt/1.5 {ARIAL};color:#1f2933;h1{{font-size:24pt;font-weight:300;margin:0;color:#5a67d8}}
.g{{display:grid;grid-template-columns:1fr 1fr;margin:6mm 0}} table{{width:100%;border-collapse:collapse}} small{{color:#7b8794}}
th{{text-align:right;color:#7b8794;font-weight:400;border-bottom:.4mm solid #5a67d8}} td{{text-align:right;padding:2.4mm 0;border-bottom:.2mm solid #e4e7eb}}
th:first-child,td:first-child{{text-align:left}} .s{{margin-left:55%;display:grid;grid-template-columns:1fr auto}} .s>*{{text-align:right}}"""


@family(BillKind.INVOICE, development=True)
def subscription(pen: Pen) -> Page:
    """An English invoice of a service on the net, in New Taiwan dollars."""
    w, random, when = pen.write, pen.random, day(pen.random)
    goods = bought(pen, PLANS, 1, 3, (1, 2, 3, 5, 8, 12, 25, 40))
    sales, places, sign = sum_of(goods), pen.one_of((0, 2)), pen.one_of(("NT$", "TWD ", "NTD "))
    form, tax = pen.one_of(("N D, Y", "D n Y", "n D, Y")), tax_on(sum_of(goods))
    vendor = pen.one_of(("Bluefinch", "Paperkite", "Northloom", "Tidewell")) + pen.one_of(
        (" Cloud Taiwan Ltd.", " Software Co., Ltd.", " Inc. Taiwan Branch")
    )
    lines = "".join(
        f"""<tr><td>{one.name}<br><small>Billed {pen.one_of(("monthly", "in advance", "per seat"))}</small>
<td>{entry.write(F.USAGE, str(one.count))}<td>{entry.write(F.UNIT_PRICE, sign + grouped(one.price, places), one.price)}<td>{sign}{grouped(one.amount, places)}"""
        for entry, one in entries(pen, goods)
    )
    total = w(F.TOTAL_AMOUNT, sign + grouped(sales + tax, places), sales + tax)
    return Page(
        CLOUD,
        f"""<h1>{pen.one_of(("Invoice", "Tax invoice", "Receipt"))}</h1>
<div class=g><div><b>{w(F.VENDOR, vendor)}</b><br>{random.randint(2, 19)}F., No. {random.randint(3, 380)}, Sec. {random.randint(1, 5)}, Heping E. Rd.<br>Taipei City 106, Taiwan (R.O.C.)<br>
Tax ID {w(F.SELLER_UBN, ubn(random))}<br>billing@example.com</div>
<div>Document no. INV-{numbered(pen, "dddddddd")}<br>GUI number {w(F.INVOICE_NO, invoice_no(random, pen.one_of(("-", ""))))}<br>
Date of issue {w(F.ISSUE_DATE, english(when, form), when)}<br>Date due {english(when + timedelta(30), form)}<br>Customer {numbered(pen, "cus_LdLddLd")}</div></div>
<div class=g><div><small>BILL TO</small><br>{pen.one_of(("Hung Ta Precision Co., Ltd.", "Yuan Sheng Food Co., Ltd.", "Chin Fu Textile Ltd."))}<br>VAT no. {w(F.BUYER_UBN, ubn(random))}<br>accounting@example.org</div>
<div><small>PAYMENT METHOD</small><br>Visa ending in {digits(random, 4)}<br>Next billing date {english(when + timedelta(31), form)}</div></div>
<table><tr><th>Description<th>Qty<th>Unit price<th>Amount{lines}</table>
<div class=s><span>Subtotal</span><span>{sign}{grouped(sales, places)}</span><span>VAT (5%)</span><span>{w(F.TAX, sign + grouped(tax, places), tax)}</span>
<b>{pen.one_of(("Total", "Amount due", "Amount paid"))}</b><b>　{total}</b></div>
<p><small>Questions? Call +886 2 {digits(random, 4)} {digits(random, 4)}. Credits of {sign}{random.randint(50, 400)} expire 90 days after issue. Page 1 of 1</small></p>""",
        *pen.one_of(((210, 240), (216, 240))),
        cropped=True,
    )
