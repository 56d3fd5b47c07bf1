"""Bottled gas on sheets: invoices of three parts, statements of a month, an invoice on A4."""

from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills.brush import Hand
from tests.bills.drawn import Page, Pen, family
from tests.bills.families.lpg_slips import SIZES, cylinders, vendor
from tests.bills.made_up import (
    ARIAL,
    MING,
    SANS,
    SERIF,
    TIMES,
    address,
    day,
    digits,
    firm,
    grouped,
    invoice_no,
    phone,
    roc,
    rounded,
    ubn,
    with_tax,
)
from tests.bills.three_parts import Form, css, form


@family(BillKind.LPG)
def written_invoice(pen: Pen) -> Page:
    """An invoice of three parts, filled in by hand: so many kilograms times so many cylinders."""
    r, hand = pen.random, Hand(pen.random)
    size, count, price = cylinders(pen)
    total = price * count
    sales, tax = with_tax(total)
    between = pen.one_of(("×", "x", "*"))
    unit = pen.one_of(("", "公斤", "kg"))
    pen.note(F.USAGE, size * count, f"{size}{unit}{between}{count}")
    told = f"""{pen.one_of(("液化石油氣", "瓦斯", "桶裝瓦斯"))}
    {size}{pen.write(F.UNIT, unit, "kg") if unit else ""}{between}{count}"""
    alone = rounded(Decimal(sales) / count, 2)
    line = (told, str(count), f"{alone}" if pen.chance(0.4) else "", str(sales))
    made = Form(vendor(pen), ubn(r), day(r), [line], sales, tax, total)
    return Page(css(pen), form(pen, made, hand), 190, 140, handwritten=True)


@family(BillKind.LPG)
def printed_invoice(pen: Pen) -> Page:
    """An invoice of three parts out of a printer, priced by the kilogram."""
    w, r = pen.write, pen.random
    kilos, price = pen.one_of(SIZES) * r.randint(1, 40), rounded(r.uniform(28, 40), 2)
    sales = int(rounded(kilos * price))
    tax = int(rounded(Decimal(sales) / 20))
    line = (
        f"液化石油氣（{pen.one_of(('丙丁烷混合', '工業用', '業務用'))}）",
        f"{w(F.USAGE, grouped(kilos))} {w(F.UNIT, pen.one_of(('KG', '公斤')), 'kg')}",
        w(F.UNIT_PRICE, str(price)),
        grouped(sales),
    )
    made = Form(vendor(pen), ubn(r), day(r), [line], sales, tax, sales + tax)
    return Page(css(pen), form(pen, made, None), 200, 142)


@family(BillKind.LPG)
def month_statement(pen: Pen) -> Page:
    """What a shop delivered in a month, day by day."""
    w, r = pen.write, pen.random
    first = day(r).replace(day=1)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    price, body, kilos, total = rounded(r.uniform(31, 40), 1), "", 0, 0
    change = r.randint(10, 20)
    for number in sorted({2, 26, *r.sample(range(1, 29), r.randint(4, 12))}):
        when, row = first.replace(day=number), pen.row()
        weight = pen.one_of(SIZES) * r.randint(1, 8)
        each = price if number < change else price + Decimal("1.5")
        amount = int(rounded(each * weight))
        kilos, total = kilos + weight, total + amount
        body += f"""<tr><td>{row.write(F.ISSUE_DATE, roc(when, "m/d"), when)}<td>{digits(r, 6)}<td>液化石油氣
        <td>{row.write(F.USAGE, str(weight))}<td>{row.write(F.UNIT_PRICE, str(each))}<td>{grouped(amount)}"""
    made = last + timedelta(r.randint(1, 4))
    tax = int(rounded(Decimal(total) / 20))
    style = f"""font:10.5pt {TIMES};padding:14mm 13mm;h1{{font-size:17pt;text-align:center;margin:0}}
    table{{width:100%;border-collapse:collapse}}td{{padding:1.3mm 2mm;text-align:right;border-bottom:.3mm
    solid #bbb}}
    .b td{{border-top:.6mm double #000;font-weight:700}}"""
    html = f"""<h1>{w(F.VENDOR, vendor(pen))}</h1><p style="text-align:center">{address(r)}　TEL:{phone(r)}
    </p>
    <h1 style="letter-spacing:5mm">應收帳款對帳單</h1>
    <p>客戶：{w(F.ACCOUNT_NO, digits(r, 5))} {firm(r)}　統編：{w(F.BUYER_UBN, ubn(r))}<br>
    對帳期間：{w(F.PERIOD_START, roc(first, "y/m/d"), first)} 至 {w(F.PERIOD_END, roc(last, "y/m/d"), last)}
    　列印日期：{w(F.ISSUE_DATE, roc(made, "y/m/d"), made)}</p>
    <table><tr><td>日期<td>單號<td>品名<td>數量({w(F.UNIT, "KG", "kg")})<td>單價<td>金額{body}
    <tr class=b><td>合計<td><td><td>{w(F.USAGE, grouped(kilos))}<td><td>{grouped(total)}</table>
    <p style="text-align:right">營業稅 5%：{w(F.TAX, grouped(tax))}<br>本月應收總額：
    <b>{w(F.TOTAL_AMOUNT, f"NT$ {grouped(total + tax)}")}</b></p>
    <p>前期餘額：0　匯款帳號：{digits(r, 3)}-{digits(r, 12)}　請於次月 {pen.one_of((5, 10, 15))} 日前付款
    </p>"""
    return Page(style, html, 210, 297)


@family(BillKind.LPG)
def web_page(pen: Pen) -> Page:
    """A page of the shop's site for customers that are firms, printed or saved."""
    w, r = pen.write, pen.random
    size, count, price = cylinders(pen)
    when, total = day(r), price * count
    sales, tax = with_tax(total)
    hue = pen.one_of(("#0b5fa5", "#7a2048", "#2e6b34"))
    pen.note(F.USAGE, size * count, str(size * count))
    facts = [
        ("營業人名稱", w(F.VENDOR, vendor(pen))),
        ("營業人統編", w(F.SELLER_UBN, ubn(r))),
        ("買受人統編", w(F.BUYER_UBN, ubn(r))),
        ("發票號碼", w(F.INVOICE_NO, invoice_no(r))),
        ("開立日期", w(F.ISSUE_DATE, roc(when, pen.one_of(("Y-m-d", "y年m月d日"))), when)),
        ("發票狀態", pen.one_of(("已開立", "已上傳", "開立已確認"))),
    ]
    cells = "".join(f"<div class=f><small>{label}</small><div>{value}</div></div>" for label, value in facts)
    style = f"""font:11pt {SANS};padding:0;color:#222;.bar{{background:{hue};color:#fff;padding:5mm 8mm}}
    .g{{display:grid;grid-template-columns:1fr 1fr 1fr;gap:4mm;padding:7mm 8mm}}small{{color:#777}}
    table{{width:calc(100% - 16mm);margin:0 8mm;border-collapse:collapse}}th{{background:#eee;
    text-align:left}}
    td,th{{padding:2mm}}"""
    html = f"""<div class=bar>會員中心 ＞ 發票查詢 ＞ 明細　　　{firm(r)} 您好｜登出</div>
    <div class=g>{cells}</div>
    <table><tr><th>序<th>品名<th>數量<th>單位<th>金額（未稅）
    <tr><td>1<td>桶裝瓦斯 {size} 公斤裝<td>{count}<td>桶<td>{grouped(sales)}
    <tr><td colspan=2>實際供氣重量<td>{size * count}<td>{w(F.UNIT, "公斤", "kg")}<td></table>
    <div class=g><div class=f><small>銷售額</small><div>{grouped(sales)}</div></div>
    <div class=f><small>稅額</small><div>{w(F.TAX, grouped(tax))}</div></div>
    <div class=f><small>總計</small><div><b>{w(F.TOTAL_AMOUNT, grouped(total))}</b></div></div></div>
    <p style="padding:0 8mm;color:#999">客服 {phone(r)}　共 1 筆 第 1 頁　匯出 PDF　匯出 Excel</p>"""
    return Page(style, html, 220, 130)


@family(BillKind.LPG, development=True)
def supply_invoice(pen: Pen) -> Page:
    """A factory's tank is filled: an invoice in two languages, priced by the kilogram."""
    w, r = pen.write, pen.random
    kilos, price, when = r.randint(300, 9800), rounded(r.uniform(22, 33), 2), day(r)
    sales = int(rounded(kilos * price))
    tax = int(rounded(Decimal(sales) / 20))
    face = pen.one_of((ARIAL, SERIF, MING))
    style = f"""font:10.5pt {face};padding:15mm;table{{width:100%;border-collapse:collapse;margin:4mm 0}}
    td{{border:.3mm solid #555;padding:2.2mm}}h2{{color:#99321c;margin:0}}"""
    html = f"""<h2>{w(F.VENDOR, vendor(pen))}</h2><div>{address(r)}　Tel {phone(r)}</div>
    <h3 style="text-align:center">電子發票證明聯 / ELECTRONIC INVOICE</h3>
    <table><tr><td>發票號碼 Invoice No.<td>{w(F.INVOICE_NO, invoice_no(r, " "))}<td>日期 Date
    <td>{w(F.ISSUE_DATE, roc(when, "Y/m/d"), when)}
    <tr><td>買方 Buyer<td>{firm(r)}<td>統一編號 Tax ID<td>{w(F.BUYER_UBN, ubn(r))}
    <tr><td>槽車車號 Truck<td>{digits(r, 3)}-{pen.one_of(("KA", "ZX"))}<td>過磅單 Scale ticket
    <td>{digits(r, 7)}</table>
    <table><tr><td>品名 Description<td>數量 Quantity<td>單價 Unit price<td>金額 Amount
    <tr><td>液化石油氣 LPG (bulk)<td>{w(F.USAGE, grouped(kilos))} {w(F.UNIT, "KGS", "kg")}
    <td>{w(F.UNIT_PRICE, str(price))}<td>{grouped(sales)}
    <tr><td colspan=3 align=right>銷售額合計 Subtotal<td>{grouped(sales)}<tr>
    <td colspan=3 align=right>營業稅 VAT 5%<td>{w(F.TAX, grouped(tax))}
    <tr><td colspan=3 align=right>總計 Total (TWD)<td><b>{w(F.TOTAL_AMOUNT, grouped(sales + tax))}</b>
    </table>
    <div>總重 {grouped(kilos + 9860)} 空重 9,860　賣方統一編號 Seller {w(F.SELLER_UBN, ubn(r))}</div>"""
    return Page(style, html, 210, 200)
