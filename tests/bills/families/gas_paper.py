"""Piped gas on paper: a house's bill, a sheet folded in three, a works' corrected quantity, an invoice's proof."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as Field
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_GAS, KITCHEN_GAS, Metered, metered, period
from tests.bills.drawn import Page, Pen, family
from tests.bills.families.water_paper import number
from tests.bills.made_up import grouped, roc

VENDORS = ("北濱天然氣股份有限公司", "翠湖瓦斯股份有限公司", "平原天然氣股份有限公司", "東陵瓦斯股份有限公司")


@dataclass(frozen=True, slots=True)
class Bill:
    """NT$ of a quantity at one price, tax included: `basic` + `metered_part` = `total`."""

    price: Decimal
    basic: int
    metered_part: int
    sales: int
    tax: int

    @property
    def total(self) -> int:
        return self.basic + self.metered_part


def priced(pen: Pen, usage: Decimal | int, basic: tuple[int, ...] = (60, 100, 120, 360)) -> Bill:
    """A bill of `usage` m3 at a made-up price."""
    price, fee = made_up.rounded(pen.random.uniform(10.5, 21.5), 2), pen.one_of(basic)
    cost = int(made_up.rounded(usage * price))
    return Bill(price, fee, cost, *made_up.with_tax(cost + fee))


def _invoice(pen: Pen) -> str:
    return pen.write(Field.INVOICE_NO, made_up.invoice_no(pen.random, pen.one_of(("", "-", " "))))


HOUSE = """padding:8mm 10mm;font:9.5pt/1.55 'Noto Sans CJK TC';color:#222;border-top:5mm solid #e87722;
h1{font-size:15pt;margin:1mm 0;color:#c25100} .sub{font-size:8pt;color:#777} .two{display:flex;gap:4mm} .two>*{flex:1}
table{border-collapse:collapse;width:100%;margin:1.5mm 0} td,th{border:.2mm solid #e8a06a;padding:1.1mm 2mm}
th{background:#fff1e6;font-weight:normal;text-align:left;width:42%} td{text-align:right}
.pay{background:#e87722;color:#fff;padding:2mm 4mm;font-size:15pt;display:flex;justify-content:space-between}"""


@family(BillKind.NATURAL_GAS)
def house_bill(pen: Pen) -> Page:
    """A house's bill with an orange band: readings left, basic and metered charges right."""
    random, use = pen.random, metered(pen.random, HOUSE_GAS)
    bill, form = priced(pen, use.usage), pen.one_of(("y/m/d", "y年m月d日"))
    invoice = f"<tr><th>發票號碼<td>{_invoice(pen)}" if pen.chance(0.6) else ""
    taxed = f"<tr><th>(內含營業稅)<td>{pen.write(Field.TAX, str(bill.tax))}" if pen.chance(0.6) else ""
    seller = f"　統一編號 {pen.write(Field.SELLER_UBN, made_up.ubn(random))}" if pen.chance(0.5) else ""
    return Page(
        HOUSE,
        f"""<h1>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}</h1><div class=sub>天然氣費繳費通知單{seller}
　緊急搶修 {made_up.phone(random)}</div><div class=pay><span>應繳總金額</span>
<span>{pen.write(Field.TOTAL_AMOUNT, grouped(bill.total))} 元</span></div>
<div class=two><table><tr><th>用戶號碼<td>{pen.write(Field.ACCOUNT_NO, number(pen, pen.one_of(("dd-ddddd-d", "ddddddddd"))))}
<tr><th>用戶名稱<td>{made_up.person(random)}<tr><th>收費年月<td>{roc(use.end, "y年m月")}
<tr><th>計費期間<td>{period(pen, use, form, "～")}
<tr><th>上期指數<td>{pen.write(Field.PREVIOUS_READING, str(use.previous))}
<tr><th>本期指數<td>{pen.write(Field.CURRENT_READING, str(use.current))}
<tr><th>計費度數<td>{pen.write(Field.USAGE, str(use.usage))} {pen.write(Field.UNIT, "度", "m3")}
<tr><th>下次抄表日<td>{roc(use.end + timedelta(60), form)}</table>
<table><tr><th>表燈 / 基本費類別<td>{pen.one_of((3, 5, 7, 10))}燈<tr><th>基本費<td>{bill.basic}
<tr><th>從量費單價(元/度)<td>{pen.write(Field.UNIT_PRICE, f"{bill.price}")}<tr><th>從量費<td>{bill.metered_part:,}
<tr><th>優惠折扣<td>0{taxed}{invoice}<tr><th>去年同期度數<td>{int(use.usage * random.uniform(0.7, 1.3))}
<tr><th>繳費期限<td>{roc(use.end + timedelta(21), form)}</table></div>
<div class=sub>用氣地址：{made_up.address(random)}<br>{pieces.notices(random, 5)}</div>
{pieces.bar_code(number(pen, "dddddd") + "7K2", 40)}{pieces.bar_code(number(pen, "dddddddddddddddd"), 60)}""",
        200,
        200,
        cropped=True,
    )


FOLDED = """padding:5mm;font:8.6pt/1.5 'Liberation Serif','Noto Serif CJK TC';color:#0b3d2e;height:98mm;
.p{display:flex;height:87mm} .p>div{flex:1;border-right:.3mm dashed #0b3d2e;padding:0 3mm} .p>div:last-child{border:0}
h3{margin:0 0 2mm;font-size:11pt;border-bottom:.6mm solid #0b3d2e} .l{display:flex;justify-content:space-between}
.l b{font-size:10pt}"""


def _line(label: str, told: str) -> str:
    return f"<div class=l><span>{label}</span><b>{told}</b></div>"


@family(BillKind.NATURAL_GAS)
def folded_sheet(pen: Pen) -> Page:
    """A wide sheet in three parts: the customer's, the company's and the collecting shop's."""
    random, use = pen.random, metered(pen.random, HOUSE_GAS)
    bill, form = priced(pen, use.usage), pen.one_of(("y.m.d", "y/M/D"))
    account, due = number(pen, pen.one_of(("Ldddddd", "ddd-dddd-d"))), roc(use.end + timedelta(20), form)
    pen.write(Field.ACCOUNT_NO, account)
    paid = pen.write(Field.TOTAL_AMOUNT, f"{bill.total:,}元")
    readings = _line("前次指針", pen.write(Field.PREVIOUS_READING, f"{use.previous:05d}", use.previous))
    readings += _line("本次指針", pen.write(Field.CURRENT_READING, f"{use.current:05d}", use.current))
    days = _line("前次抄表日", pen.write(Field.PERIOD_START, roc(use.start, form), use.start))
    days += _line("本次抄表日", pen.write(Field.PERIOD_END, roc(use.end, form), use.end))
    used = f"{pen.write(Field.USAGE, str(use.usage))} {pen.write(Field.UNIT, pen.one_of(('度', 'm³')), 'm3')}"
    meter = _line("表號", pen.write(Field.METER_NO, number(pen, "Ldddddd"))) if pen.chance(0.6) else ""
    months = f"{roc(use.start, 'y年m月')}、{use.end.month:02d}月份"
    return Page(
        FOLDED,
        f"""<div class=p><div><h3>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}</h3>瓦斯費收據（用戶聯）　{months}
{_line("用戶編號", account)}{_line("戶名", made_up.person(random))}{meter}{days}{readings}{_line("用氣度數", used)}
{_line("基本費", f"{bill.basic}元")}{_line("瓦斯費", f"{bill.metered_part:,}元")}{_line("應收金額", paid)}</div>
<div><h3>公司存查聯</h3>{_line("用戶編號", account)}{_line("應收金額", paid)}{_line("繳費期限", due)}
{_line("每度單價", pen.write(Field.UNIT_PRICE, f"{bill.price}"))}{_line("上期度數", f"{int(use.usage * 1.15)}")}
<div style='font-size:7.5pt'>{pieces.notices(random, 5)}</div></div>
<div><h3>代收店聯</h3>{_line("應收金額", paid)}{_line("代收期限", due)}<br>{pieces.bar_code(number(pen, "dddddd") + "88C", 60)}
{pieces.bar_code(number(pen, "dddddddddddddddd"), 70)}{pieces.bar_code(number(pen, "dddd00dddddd"), 64)}</div></div>""",
        260,
        100,
    )


WORKS = """padding:14mm;font:10pt/1.6 'Liberation Sans','AR PL UMing TW';
h1{font:normal 17pt 'AR PL UMing TW';margin:0} .r{text-align:right} .big{font-size:13pt;font-weight:bold}
table{width:100%;border-collapse:collapse;margin:3mm 0} th{border-bottom:.5mm solid #333;text-align:right;font-weight:normal}
td{text-align:right;padding:1mm;border-bottom:.15mm solid #aaa} th:first-child,td:first-child{text-align:left}"""


def _corrected(pen: Pen, use: Metered) -> tuple[int, str]:
    """The quantity of a meter under pressure, and the rows that lead to it."""
    factor = made_up.rounded(pen.random.uniform(1.03, 1.9), 4)
    billed = int(made_up.rounded(use.usage * factor))
    unit = pen.write(Field.UNIT, pen.one_of(("度", "m³", "立方公尺")), "m3")
    rows = f"""<tr><td>本期指針<td>{pen.write(Field.CURRENT_READING, grouped(use.current))}
<tr><td>上期指針<td>{pen.write(Field.PREVIOUS_READING, grouped(use.previous))}<tr><td>指針差<td>{use.usage:,}
<tr><td>溫度壓力校正係數<td>{factor}<tr><td>計費度數<td>{pen.write(Field.USAGE, grouped(billed))} {unit}"""
    return billed, rows


@family(BillKind.NATURAL_GAS)
def works_bill(pen: Pen) -> Page:
    """A works' or kitchen's monthly bill: the difference of readings is corrected by a factor, then billed."""
    random, use = pen.random, metered(pen.random, KITCHEN_GAS)
    billed, rows = _corrected(pen, use)
    bill, form = priced(pen, billed, (1200, 2400, 3600)), pen.one_of(("Y/m/d", "y年M月D日"))
    made = use.end + timedelta(random.randint(1, 6))
    return Page(
        WORKS,
        f"""<h1>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}</h1>
<div class=r>工商用戶氣費明細　製單日期 {pen.write(Field.ISSUE_DATE, roc(made, form), made)}<br>
公司統一編號 {pen.write(Field.SELLER_UBN, made_up.ubn(random))}</div>
<p>用戶名稱：{made_up.firm(random)}　統一編號：{pen.write(Field.BUYER_UBN, made_up.ubn(random))}<br>
用戶編號：{pen.write(Field.ACCOUNT_NO, number(pen, "Ldd-dddd"))}　表號：{pen.write(Field.METER_NO, number(pen, "Gddddddd"))}
　供氣壓力：{random.randint(300, 2200)} mmH2O<br>用氣期間：{period(pen, use, form, " 至 ")}（{use.days} 日）</p>
<table><tr><th>項目<th>數值</tr>{rows}</table>
<table><tr><th>費用<th>金額(元)<tr><td>基本費<td>{bill.basic:,}<tr><td>從量費（每度 {pen.write(Field.UNIT_PRICE, str(bill.price))} 元）
<td>{bill.metered_part:,}<tr><td>銷售額<td>{bill.sales:,}<tr><td>營業稅<td>{pen.write(Field.TAX, grouped(bill.tax))}
<tr class=big><td>應付總額<td>{pen.write(Field.TOTAL_AMOUNT, grouped(bill.total))}</table>
<p>付款期限 {roc(made + timedelta(20), form)}；本月平均熱值 {random.randint(8900, 9800):,} kcal/m³，上月度數 {int(billed * 1.08):,}。</p>
<p>{pieces.notices(random, 5)}</p>""",
        210,
        297,
        cropped=True,
    )


PROOF = """padding:8mm 12mm;font:10.5pt/1.5 'AR PL UMing TW'; h1{font-size:15pt;text-align:center;margin:0;font-weight:normal}
.c{text-align:center} table{border-collapse:collapse;width:100%;margin-top:2mm} td,th{border:.25mm solid #000;padding:1.2mm 2mm}
th{font-weight:normal} .n{text-align:right} .h{height:18mm;vertical-align:top}"""


@family(BillKind.NATURAL_GAS)
def invoice_proof(pen: Pen) -> Page:
    """An electronic invoice's proof on half a sheet, as companies print it, with the meter in the remarks."""
    random, use = pen.random, metered(pen.random, KITCHEN_GAS)
    sales = int(made_up.rounded(use.usage * (price := made_up.rounded(random.uniform(10, 20), 2))))
    tax = int(made_up.rounded(sales * 0.05))
    made, vendor = use.end + timedelta(4), pen.one_of(VENDORS)
    return Page(
        PROOF,
        f"""<h1>{pen.write(Field.VENDOR, vendor)}</h1><div class=c>電子發票證明聯<br>
{pen.write(Field.ISSUE_DATE, roc(made, "Y-m-d"), made)}</div><div>發票號碼：{_invoice(pen)}　　格　式：25<br>
買　　方：{made_up.firm(random)}<br>統一編號：{pen.write(Field.BUYER_UBN, made_up.ubn(random))}<br>地　　址：{made_up.address(random)}
<span style='float:right'>第1頁/共1頁</span></div>
<table><tr><th>品名<th>數量<th>單位<th>單價<th>金額<th>備註
<tr><td class=h>天然氣費<td class='n h'>{pen.write(Field.USAGE, str(use.usage))}<td class=h>{pen.write(Field.UNIT, pen.one_of(("度", "M3")), "m3")}
<td class='n h'>{pen.write(Field.UNIT_PRICE, str(price))}<td class='n h'>{sales:,}
<td class=h style='font-size:8.5pt'>用戶號碼 {pen.write(Field.ACCOUNT_NO, number(pen, "ddddddd"))}<br>
{period(pen, use, pen.one_of(("ymd", "y/m/d")), "-")}
<tr><td colspan=4>銷售額合計<td class=n>{sales:,}<td rowspan=3 style='font-size:8.5pt'>營業人蓋統一發票專用章<br>賣方：{vendor}<br>
統一編號：{pen.write(Field.SELLER_UBN, made_up.ubn(random))}<br>地址：{made_up.address(random)}
<tr><td colspan=4>營業稅　應稅 ✓　零稅率　免稅<td class=n>{pen.write(Field.TAX, grouped(tax))}
<tr><td colspan=4>總計<td class=n>{pen.write(Field.TOTAL_AMOUNT, grouped(sales + tax))}</table>""",
        210,
        148,
        cropped=True,
    )
