"""Bottled gas on small papers: slips, delivery notes, an order on a telephone."""

from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills.drawn import Page, Pen, family
from tests.bills.e_invoice import CSS, Line, proof, sale
from tests.bills.made_up import (
    ARIAL,
    COURIER,
    MING,
    MONO,
    SANS,
    STANDARD_KAI,
    address,
    day,
    digits,
    firm,
    firm_stem,
    grouped,
    person,
    phone,
    roc,
    rounded,
    ubn,
)

SIZES = (16, 20, 50)
PRODUCTS = ("液化石油氣", "桶裝瓦斯", "家用液化石油氣", "LPG瓦斯")


def vendor(pen: Pen) -> str:
    """A gas shop's registered name."""
    forms = ("瓦斯行", "煤氣行", "液化石油氣有限公司", "瓦斯有限公司", "煤氣股份有限公司", "能源有限公司")
    return firm_stem(pen.random) + pen.one_of(forms)


def cylinders(pen: Pen) -> tuple[int, int, int]:
    """Size in kg, number, and NT$ for one of them."""
    size = pen.one_of(SIZES)
    return size, pen.random.randint(1, 6), int(rounded(size * pen.random.uniform(34, 44) / 5)) * 5


@family(BillKind.LPG)
def thermal_proof(pen: Pen) -> Page:
    """An electronic invoice and its lines on one slip."""
    w, name = pen.write, vendor(pen)
    size, count, price = cylinders(pen)
    product = f"{pen.one_of(PRODUCTS)}{size}"
    sold = sale(pen, [Line(f"{product}KG", Decimal(count), Decimal(price), price * count)])
    pen.note(F.USAGE, size * count)
    line = f"{product}{w(F.UNIT, 'KG', 'kg')}"
    pen.printed.extend([f"{product}KG", str(count)])
    taxed = sold.total - sold.tax
    notice = pen.one_of(("鋼瓶檢驗期限請詳見瓶身", "押瓶費另計，退瓶請附收據", "叫氣專線24小時服務"))
    sums = f"<div>銷售額 {taxed}　稅額 {w(F.TAX, str(sold.tax))}</div>" if sold.buyer else ""
    css = f"{CSS}font:9.5pt {pen.one_of((SANS, MONO))};padding:5mm 4mm;color:#222;table{{width:100%}}"
    html = f"""{proof(pen, sold, f"<div style='font-size:12pt'>{w(F.VENDOR, name)}</div>")}
    <div style="border-top:1px dashed;margin:3mm 0 1mm;text-align:center">交易明細</div>
    <div>TEL {phone(pen.random)}　機號 {pen.random.randint(1, 9):02d}</div>
    <table><tr><td>品名<td>單價*數量<td align=right>金額
    <tr><td colspan=3>{line}<tr><td><td>{price} * {count}<td align=right>{sold.total}TX</table>
    <div>合計 1 項　總計 {w(F.TOTAL_AMOUNT, str(sold.total))}</div>{sums}
    <div style="font-size:8pt;margin-top:2mm">{notice}</div>"""
    return Page(css, html, 62, 200, cropped=True)


@family(BillKind.LPG)
def delivery_note(pen: Pen) -> Page:
    """A needle printer's note on paper with green rules, the kilograms told for each line and in all."""
    w, r = pen.write, pen.random
    when = day(r)
    price = rounded(r.uniform(33, 44), 1)
    lines = [(size, r.randint(1, 5)) for size in r.sample(SIZES, r.randint(1, 3))]
    kilos = sum(size * count for size, count in lines)
    total, body = 0, ""
    for number, (size, count) in enumerate(lines, 1):
        amount = int(rounded(price * size * count))
        total += amount
        weight = str(size * count)
        told = pen.row().write(F.USAGE, weight) if len(lines) > 1 else w(F.USAGE, weight)
        body += f"""<tr><td>{number}<td>液化石油氣 {size}公斤鋼瓶<td>{count}<td>{told}<td>{price}
    <td>{grouped(amount)}"""
    w(F.UNIT_PRICE, str(price))
    customer = f"客戶編號：{w(F.ACCOUNT_NO, pen.one_of('ABCK') + digits(r, 4))}"
    css = f"""font:11pt {COURIER};color:#2b2b58;padding:8mm;h2{{text-align:center;margin:0;
    letter-spacing:6px}}
    table{{width:100%;border-collapse:collapse}}td{{border-bottom:1px solid #7fae84;padding:1.2mm 2mm}}"""
    html = f"""<h2>{w(F.VENDOR, vendor(pen))}</h2><div style="text-align:center">送　貨　單　　電話
    {phone(r)}</div>
    <table><tr><td colspan=3>{customer}<br>客戶名稱：{firm(r)}<br>送貨地址：{address(r)}
    <td colspan=3>送貨日期：{w(F.ISSUE_DATE, roc(when, "y.m.d"), when)}<br>單號：{digits(r, 8)}
    <br>司機：{person(r)}
    <tr><td>項<td>品　名<td>桶數<td>{w(F.UNIT, "公斤", "kg")}<td>單價/公斤<td>金額{body}
    <tr><td colspan=3>回收空桶：{r.randint(0, 6)} 支　欠桶：{r.randint(0, 3)} 支
    <td>{w(F.USAGE, str(kilos))}<td>應收<td>{w(F.TOTAL_AMOUNT, grouped(total))}</table>
    <p>上期未收：{grouped(r.randint(0, 40) * 100)}　　客戶簽收：＿＿＿＿＿＿　　①存根 ②客戶 ③會計</p>"""
    return Page(css, html, 215, 140)


@family(BillKind.LPG)
def telephone_order(pen: Pen) -> Page:
    """An order that a shop's app has delivered, photographed off the screen or saved as a picture."""
    w, r = pen.write, pen.random
    size, count, price = cylinders(pen)
    when, fee, points = day(r), pen.one_of((0, 30, 50)), r.randint(5, 90)
    hue = pen.one_of(("#e8622c", "#1c7d6b", "#c22f4e"))
    goods = f"{pen.one_of(PRODUCTS)} {size}{w(F.UNIT, '公斤', 'kg')}"
    pen.note(F.USAGE, size * count, f"{size}公斤", f"x{count}")
    css = f"""font:11pt {ARIAL};background:#f3f4f6;color:#333;min-height:167.6mm;padding-bottom:6mm;
    .top{{background:{hue};color:#fff;padding:5mm;font-size:13pt}}.card{{background:#fff;margin:3mm;
    padding:4mm;border-radius:3mm}}.line{{display:flex;justify-content:space-between;padding:1.2mm 0}}"""
    html = f"""<div class=top>‹　訂單明細<div style="font-size:10pt">已送達 · {w(F.VENDOR, vendor(pen))}
    </div></div>
    <div class=card><div class=line><b>{goods}</b><span>x{count}</span></div>
    <div class=line><span>單桶 NT${grouped(price)}</span><span>NT${grouped(price * count)}</span></div>
    <div class=line><span>樓層搬運費</span><span>NT${fee}</span></div><hr>
    <div class=line><b>訂單總金額</b>
    <b style="color:{hue}">{w(F.TOTAL_AMOUNT, f"NT${grouped(price * count + fee)}")}</b></div></div>
    <div class=card><div class=line><span>訂購日期</span><span>{w(F.ISSUE_DATE, roc(when, "Y/m/d"), when)}
    {r.randint(8, 20)}:{r.randint(10, 59)}</span></div>
    <div class=line><span>訂單編號</span><span>G{digits(r, 10)}</span></div>
    <div class=line><span>付款方式</span>
    <span>{pen.one_of(("貨到付現", "行動支付", "信用卡 ****" + digits(r, 4)))}</span></div>
    <div class=line><span>收件</span><span>{person(r)} 09**-***-{digits(r, 3)}</span></div>
    </div>
    <div class=card>本次回饋 {points} 點，可於下次訂購折抵 NT${points // 5}<br>再買一次　　聯絡店家</div>"""
    return Page(css, html, 82, 168)


@family(BillKind.LPG)
def building_meter(pen: Pen) -> Page:
    """Gas that a building's cylinders give through meters: a bill of the shop, in kilograms."""
    w, r = pen.write, pen.random
    start = day(r)
    end = start.fromordinal(start.toordinal() + r.randint(27, 62))
    before, used = r.randint(100, 9000), r.randint(8, 260)
    factor = pen.one_of((Decimal("2.05"), Decimal("2.1"), Decimal("2.0")))
    kilos, price = rounded(used * factor, 1), rounded(r.uniform(34, 45), 1)
    total = int(rounded(kilos * price))
    css = f"""font:11pt {STANDARD_KAI};padding:7mm;color:#14324a;border-top:4mm solid #f2b134;
    td{{border:1px solid #14324a;padding:1.6mm 2.5mm}}table{{border-collapse:collapse;width:100%}}
    h3{{margin:1mm 0}}"""
    html = f"""<h3>{w(F.VENDOR, vendor(pen))}　瓦斯費通知收據</h3>
    <div>統一編號 {w(F.SELLER_UBN, ubn(r))}　服務電話 {phone(r)}</div>
    <table><tr><td>用戶號碼<td>{w(F.ACCOUNT_NO, f"{digits(r, 3)}-{digits(r, 4)}")}<td>表號
    <td>{w(F.METER_NO, digits(r, 7))}
    <tr><td>用戶<td>{firm(r)}<td>地址<td>{address(r)}
    <tr><td>使用期間<td colspan=3>{w(F.PERIOD_START, roc(start, "y年m月d日"), start)} ～
    {w(F.PERIOD_END, roc(end, "y年m月d日"), end)}
    <tr><td>上期指數<td>{w(F.PREVIOUS_READING, str(before))}<td>本期指數
    <td>{w(F.CURRENT_READING, str(before + used))}
    <tr><td>使用度數<td>{used} 度（換算係數 {factor}）<td>計費重量<td><b>{w(F.USAGE, str(kilos))}
    {w(F.UNIT, "公斤", "kg")}</b>
    <tr><td>每公斤單價<td>{w(F.UNIT_PRICE, str(price))} 元<td>應收金額<td>
    <b>{w(F.TOTAL_AMOUNT, f"{grouped(total)} 元")}</b></table>
    <div style="font-size:9pt">上次使用 {r.randint(8, 260)} 度；請於 {r.randint(5, 25)}
    日前繳清，逾期停氣。製表：{person(r)}</div>"""
    return Page(css, html, 190, 110)


@family(BillKind.LPG, development=True)
def yellow_note(pen: Pen) -> Page:
    """A small note on yellow paper with few words."""
    w, r = pen.write, pen.random
    size, count, price = cylinders(pen)
    when = day(r)
    pen.note(F.USAGE, size * count, f"{size}kg × {count}")
    css = f"""font:13pt {MING};background:#fbf0b8;padding:8mm;min-height:129.6mm;color:#402;
    .r{{display:flex;justify-content:space-between;border-bottom:1px dotted #402;padding:2mm 0}}"""
    html = f"""<div style="font-size:18pt;text-align:center">{w(F.VENDOR, vendor(pen))}</div>
    <div style="text-align:center;font-size:10pt">DELIVERY SLIP 出貨單　☎ {phone(r)}</div>
    <div class=r><span>Date 日期</span><span>{w(F.ISSUE_DATE, roc(when, "Y/M/D"), when)}</span></div>
    <div class=r><span>To 客戶</span><span>{firm(r)}</span></div>
    <div class=r><span>Item 品項</span><span>瓦斯 {size}{w(F.UNIT, "kg", "kg")} × {count}</span></div>
    <div class=r><span>Each 每桶</span><span>{price}</span></div>
    <div class=r><b>Amount 總額</b><b>{w(F.TOTAL_AMOUNT, f"${price * count}")}</b></div>
    <p style="font-size:10pt">欠空桶 {r.randint(0, 3)}　　安全第一・定期檢查皮管</p>"""
    return Page(css, html, 105, 130)
