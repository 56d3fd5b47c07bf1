"""Petrol stations' slips: electronic invoices, tickets of a pump, a record on a telephone."""

from dataclasses import dataclass, replace
from decimal import Decimal

from domain.checkup.reading import BillKind, FuelKind
from domain.checkup.reading import ReadingField as F
from tests.bills.drawn import Page, Pen, family
from tests.bills.e_invoice import CSS, Line, Sale, proof, sale
from tests.bills.made_up import (
    ARIAL,
    COURIER,
    MONO,
    SANS,
    SUNG,
    address,
    day,
    digits,
    firm_stem,
    grouped,
    invoice_no,
    phone,
    plate,
    roc,
    rounded,
    ubn,
)

# Names of one grade, its fuel, and the least and most NT$ a litre.
GRADES = (
    (("92無鉛汽油", "九二無鉛"), FuelKind.GASOLINE, 26.5, 30.5),
    (("九五無鉛汽油", "95無鉛", "95無鉛汽油"), FuelKind.GASOLINE, 28.0, 32.0),
    (("98無鉛汽油", "無鉛汽油98"), FuelKind.GASOLINE, 30.0, 34.0),
    (("超級柴油", "柴油", "高級柴油"), FuelKind.DIESEL, 24.5, 29.5),
    (("煤油",), FuelKind.KEROSENE, 33.0, 41.0),
)
WEIGHTS = {FuelKind.GASOLINE: 3, FuelKind.DIESEL: 8, FuelKind.KEROSENE: 1}
# 6.0.4 diesel and gasoline of transport, as slips state them; rounded, because the reader only copies it.
KG_PER_LITRE = {
    FuelKind.GASOLINE: Decimal("2.36"),
    FuelKind.DIESEL: Decimal("2.65"),
    FuelKind.KEROSENE: Decimal("2.56"),
}


@dataclass(frozen=True, slots=True)
class Filling:
    """Litres of one fuel at NT$ a litre."""

    fuel: FuelKind
    name: str
    litres: Decimal
    price: Decimal

    @property
    def amount(self) -> int:
        return int(rounded(self.litres * self.price))


def station(pen: Pen) -> str:
    """A petrol station's registered name."""
    forms = ("加油站有限公司", "加油站股份有限公司", "石油股份有限公司", "能源事業股份有限公司", "加油站")
    return firm_stem(pen.random) + pen.one_of(forms)


def filling(pen: Pen, fuel: FuelKind | None = None, least: float = 3, most: float = 90) -> Filling:
    """A made-up filling, of any fuel if none is asked for."""
    grades = [grade for grade in GRADES if fuel in (None, grade[1])]
    names, sold, low, high = pen.random.choices(grades, [WEIGHTS[grade[1]] for grade in grades])[0]
    pumped = Filling(sold, pen.one_of(names), Decimal(0), rounded(pen.random.uniform(low, high), 1))
    return again(pen, pumped, least, most)


def again(pen: Pen, filled: Filling, least: float, most: float) -> Filling:
    """The same fuel at the same price; for a round sum of money as often as for a full tank."""
    litres = rounded(pen.random.uniform(least, most), 2)
    if pen.chance(0.4):
        hundreds = max(1, int(litres * filled.price) // 100)
        litres = rounded(hundreds * 100 / filled.price, 2)
    return replace(filled, litres=litres)


def _sold(pen: Pen, filled: Filling, discount: int = 0, business: float = 0.5) -> Sale:
    lines = [Line(filled.name, filled.litres, filled.price, filled.amount)]
    if discount:
        off = int(rounded(filled.litres * discount))
        lines.append(Line("直接折扣", filled.litres, Decimal(-discount), -off))
    pen.encode(F.USAGE, filled.litres)
    pen.encode(F.UNIT_PRICE, filled.price)
    pen.encode(F.FUEL, filled.fuel)
    return sale(pen, lines, business=business)


@family(BillKind.FUEL)
def detailed_proof(pen: Pen) -> Page:
    """An electronic invoice with its lines, a discount and the emissions that the station states."""
    w, r, filled = pen.write, pen.random, filling(pen)
    discount = pen.one_of((0, 1, 1, 2))
    sold = _sold(pen, filled, discount)
    co2 = rounded(filled.litres * KG_PER_LITRE[filled.fuel], 1)
    less = sold.lines[1:]
    off = "".join(f"<tr><td>{one.name}<td>{one.quantity}<td>{one.price}<td>{one.amount}TX" for one in less)
    sums = (
        f"<div>應稅銷售額 {sold.total - sold.tax}　稅額 {w(F.TAX, str(sold.tax))}</div>" if sold.buyer else ""
    )
    told = f"<div>本次加油排放CO2約{w(F.PRINTED_KGCO2E, str(co2))}公斤</div>" if pen.chance(0.7) else ""
    css = f"""{CSS}font:8.5pt {pen.one_of((SANS, MONO, SUNG))};padding:4mm;color:#2a2a2a;
    table{{width:100%}}td{{text-align:right}}td:first-child{{text-align:left}}"""
    html = f"""{proof(pen, sold, f"<b style='font-size:11pt'>{w(F.VENDOR, station(pen))}</b>")}
    <div style="margin-top:2mm;border-top:1px dashed">站號:{digits(r, 6)} 機:{r.randint(1, 4)}
    序:{digits(r, 6)}</div>
    <div>島槍:{r.randint(1, 6):02d}-{r.randint(1, 8):02d}　車號:{plate(r)}</div>
    <table><tr><td>品名<td>數量<td>單價<td>金額
    <tr><td>{w(F.FUEL, filled.name, filled.fuel)}<td>{w(F.USAGE, f"{filled.litres}")}
    <td>{w(F.UNIT_PRICE, str(filled.price))}<td>{filled.amount}TX
    {off}</table><div>合計 {w(F.TOTAL_AMOUNT, str(sold.total))} 元</div>{sums}
    <div>VIP點數:本次{int(filled.litres)} 累計{r.randint(100, 9000)}</div>
    <div>卡號:{digits(r, 6)}******{digits(r, 4)}</div>{told}
    <div style="text-align:center">*** 謝謝惠顧 一路平安 ***</div>"""
    return Page(css, html, 60, 200, cropped=True)


@family(BillKind.FUEL)
def bare_proof(pen: Pen) -> Page:
    """An electronic invoice without its lines: what was filled stands in the code alone."""
    w, r, filled = pen.write, pen.random, filling(pen)
    sold = _sold(pen, filled, business=0.8)
    css = (
        f"{CSS}font:9pt {pen.one_of((SANS, SUNG))};padding:5mm 4mm;color:#333;.brand{{font:700 16pt {ARIAL}}}"
    )
    brand = f"<div class=brand>{pen.one_of(('GO', 'Fu', 'STAR', 'Yo'))}-OIL</div>"
    heading = f"{brand}<div style='font-size:10pt'>{w(F.VENDOR, station(pen))}</div>"
    html = f"""{proof(pen, sold, heading)}<div style="font-size:8pt;margin-top:1mm">店號:{digits(r, 5)}
    機:{r.randint(1, 9)}
    序:{digits(r, 8)}<br>退貨請憑電子發票證明聯正本及交易明細辦理</div>"""
    return Page(css, html, 57, 120, cropped=True)


@family(BillKind.FUEL)
def pump_ticket(pen: Pen) -> Page:
    """What a pump that serves itself prints, in two languages."""
    w, r, filled, when = pen.write, pen.random, filling(pen), day(pen.random)
    name = f"{filled.name}"
    rule = "=" * 30
    total = grouped(filled.amount, 2)
    css = f"font:9.5pt {COURIER};padding:5mm;color:#3a3a4a;white-space:pre-line;line-height:1.3"
    html = f"""<center>{w(F.VENDOR, station(pen))}
    SELF SERVICE 自助加油 RECEIPT
    {address(r)}</center>{rule}
    TRANS NO 交易序號 {digits(r, 7)}
    DATE 日期 {w(F.ISSUE_DATE, roc(when, pen.one_of(("Y/m/d", "Y.m.d", "y/m/d"))), when)}
    {r.randint(6, 22):02d}:{r.randint(0, 59):02d}
    PUMP 槍號 {r.randint(1, 12):02d}  PLATE 車號 {plate(r)}
    {rule}
    PRODUCT 油品   {w(F.FUEL, name, filled.fuel)}
    VOLUME 數量   {w(F.USAGE, str(filled.litres))} {w(F.UNIT, pen.one_of(("L", "LTR", "公升")), "L")}
    PRICE/L 單價  NT$ {w(F.UNIT_PRICE, f"{filled.price:.2f}")}
    {rule}
    <b style="font-size:12pt">TOTAL 總金額 {w(F.TOTAL_AMOUNT, f"NT${total}")}</b>
    CARD 信用卡 ****{digits(r, 4)}  AUTH {digits(r, 6)}
    INV 發票 {w(F.INVOICE_NO, invoice_no(r))}
    {"BUYER 統編 " + w(F.BUYER_UBN, ubn(r)) if pen.chance(0.5) else "CARRIER 載具 /A" + digits(r, 6)}
    NEXT CAR WASH -NT$30 下次洗車折30元
    THANK YOU 謝謝光臨  TEL {phone(r)}"""
    return Page(css, html, 78, 180, cropped=True)


@family(BillKind.FUEL)
def telephone_record(pen: Pen) -> Page:
    """A purchase in the history of a station's app."""
    w, r, filled, when = pen.write, pen.random, filling(pen), day(pen.random)
    saved = r.randint(0, 3)
    off = int(filled.litres * saved)
    total = filled.amount - off
    hue = pen.one_of(("#14532d", "#1d4ed8", "#b45309"))
    co2 = rounded(filled.litres * KG_PER_LITRE[filled.fuel], 2)
    green = f"<p>本次碳排放 {w(F.PRINTED_KGCO2E, f'{co2}')} kgCO2e</p>" if pen.chance(0.5) else ""
    invoice = invoice_no(r)
    rows = [
        ("加油站", w(F.VENDOR, station(pen))),
        ("油品", w(F.FUEL, filled.name, filled.fuel)),
        ("油量", f"{w(F.USAGE, str(filled.litres))} {w(F.UNIT, '公升', 'L')}"),
        ("牌價", f"${w(F.UNIT_PRICE, str(filled.price))}/公升"),
        ("小計", f"${grouped(filled.amount)}"),
        ("會員優惠", f"-${off}"),
        ("發票號碼", w(F.INVOICE_NO, invoice)),
        ("車牌", plate(r)),
        ("支付工具", f"銀行卡 末四碼 {digits(r, 4)}"),
    ]
    body = "".join(f"<div class=r><span>{label}</span><span>{value}</span></div>" for label, value in rows)
    css = f"""font:11.5pt {SANS};background:{pen.one_of(("#fff", "#0f172a;color:#e2e8f0"))};
    min-height:164.6mm;padding:5mm;
    .r{{display:flex;justify-content:space-between;padding:1.7mm 0;border-bottom:.2mm solid #8886}}
    .a{{font-size:24pt;color:{hue};text-align:center;background:#fffd;border-radius:3mm;margin:4mm 0}}"""
    html = f"""<div>9:41　　　　　　　　　　　　5G</div><div style="text-align:center">‹ 交易紀錄</div>
    <div class=a>{w(F.TOTAL_AMOUNT, f"${grouped(total)}")}</div>
    <div style="text-align:center">{w(F.ISSUE_DATE, roc(when, "Y/m/d"), when)}
    {r.randint(10, 20)}:{r.randint(10, 59)} 交易成功</div>
    {body}{green}<p style="opacity:.6">累積點數 {r.randint(10, 3000)}　本月已加 {r.randint(90, 300)} 公升
    </p>"""
    return Page(css, html, 80, 165)


@family(BillKind.FUEL, development=True)
def till_roll(pen: Pen) -> Page:
    """A cash register's invoice of two parts, with three lines of text below the number."""
    w, r, filled, when = pen.write, pen.random, filling(pen), day(pen.random)
    first = when.month - 1 + when.month % 2
    css = f"font:10pt {MONO};padding:4mm;color:#444;background:#fdf7ee;line-height:1.35"
    html = f"""<div style="text-align:center">收銀機統一發票<br>（收執聯）
    <br>{when.year - 1911}年{first}-{first + 1}月份<br>
    <b style="font-size:14pt">{w(F.INVOICE_NO, invoice_no(r, " "))}</b></div>
    {w(F.VENDOR, station(pen))}<br>營業人統一編號：{w(F.SELLER_UBN, ubn(r))}<br>{address(r)}<br>
    {w(F.ISSUE_DATE, roc(when, "Y-m-d"), when)} #{digits(r, 4)} 收銀員{r.randint(1, 9):02d}<br>
    {w(F.FUEL, filled.name, filled.fuel)}<br>
    　@{w(F.UNIT_PRICE, str(filled.price))} x {w(F.USAGE, str(filled.litres))}{w(F.UNIT, "L", "L")}
    　{filled.amount} TX<br>小計 {filled.amount}<br><b>合計 {w(F.TOTAL_AMOUNT, str(filled.amount))}</b><br>
    現金 {-(-filled.amount // 500) * 500}<br>找零 {-filled.amount % 500}
    <br>加油滿{pen.one_of((500, 1000))}元送面紙一包"""
    return Page(css, html, 62, 150, cropped=True)
