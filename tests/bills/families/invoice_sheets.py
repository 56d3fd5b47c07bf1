"""Other purchases on sheets: invoices on A4, an order by mail, a supplier's note, a form of three parts."""

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import (
    ARIAL,
    COURIER,
    MING,
    SANS,
    SERIF,
    STANDARD_KAI,
    TIMES,
    address,
    day,
    digits,
    firm,
    firm_stem,
    grouped,
    invoice_no,
    person,
    phone,
    roc,
    ubn,
    with_tax,
)
from tests.bills.purchases import Purchase, purchases, seller
from tests.bills.three_parts import Form, css, form


def told(pen: Pen, bought: list[Purchase]) -> list[tuple[str, str, str, str]]:
    """Name, number, price and amount of each line: rows, where there are several."""
    lines = []
    for one in bought:
        entry = pen.row() if len(bought) > 1 else pen
        count, price = entry.write(F.USAGE, str(one.count)), entry.write(F.UNIT_PRICE, grouped(one.price))
        lines.append((one.name, count, price, grouped(one.amount)))
    return lines


def _sums(bought: list[Purchase]) -> tuple[int, int, int]:
    sales = sum(one.amount for one in bought)
    tax = (sales + 10) // 20
    return sales, tax, sales + tax


@family(BillKind.INVOICE)
def business_proof(pen: Pen) -> Page:
    """An electronic invoice between firms on A4, as the software of a provider lays it out."""
    w, r, bought, when = pen.write, pen.random, purchases(pen, 1, 5), day(pen.random)
    sales, tax, total = _sums(bought)
    body = "".join(
        f"<tr><td>{name}<td>{count}<td>{price}<td>{amount}<td>"
        for name, count, price, amount in told(pen, bought)
    )
    style = f"""font:11pt {pen.one_of((MING, SANS, STANDARD_KAI))};padding:14mm;h2{{text-align:center;
    margin:1mm}}
    table{{width:100%;border-collapse:collapse}}td{{border:.3mm solid #000;padding:2mm}}"""
    html = f"""<h2>{w(F.VENDOR, seller(pen))}</h2><h2>電子發票證明聯</h2>
    <h2>{w(F.ISSUE_DATE, roc(when, "Y-m-d"), when)}</h2>
    <div>發票號碼：{w(F.INVOICE_NO, invoice_no(r, pen.one_of(("", "-"))))}
    格式：25</div>
    <div>買　　方：{firm(r)}</div><div>統一編號：{w(F.BUYER_UBN, ubn(r))}</div><div>地　　址：{address(r)}
    　　　　　第1頁/共1頁</div>
    <table><tr><td width=40%>品名<td>數量<td>單價<td>金額<td width=24%>備註{body}
    <tr><td colspan=3>銷售額合計<td>{grouped(sales)}<td rowspan=3>營業人蓋統一發票專用章
    <br>賣方：{w(F.SELLER_UBN, ubn(r))}
    <tr><td colspan=3>營業稅　應稅 ✓　零稅率 □　免稅 □<td>{w(F.TAX, grouped(tax))}<tr><td colspan=3>總計
    <td>{w(F.TOTAL_AMOUNT, grouped(total))}</table>"""
    return Page(style, html, 210, 190)


@family(BillKind.INVOICE)
def order_mail(pen: Pen) -> Page:
    """A web shop's mail on an order, with cards of goods and a coupon."""
    w, r, bought, when = pen.write, pen.random, purchases(pen, 1, 4), day(pen.random)
    off, freight = pen.one_of((0, 50, 100)), pen.one_of((0, 80, 120))
    total = sum(one.amount for one in bought) + freight - off
    hue = pen.one_of(("#d6336c", "#1971c2", "#2f9e44", "#e8590c"))
    cards = "".join(
        f"""<div class=c><div class=p></div><div style='flex:1'><b>{name}</b><br><span>單價 NT${price}
    數量 {count}</span></div><b>NT${amount}</b></div>"""
        for name, count, price, amount in told(pen, bought)
    )
    style = f"""font:11pt {ARIAL};padding:8mm 12mm;color:#333;.h{{background:{hue};color:#fff;padding:4mm;
    font-size:15pt}}
    .c{{display:flex;gap:5mm;align-items:center;border-bottom:.2mm solid #ddd;padding:3mm 0;
    justify-content:space-between}}
    .p{{width:16mm;height:16mm;background:linear-gradient(45deg,#ccc,{hue}55)}}.t{{text-align:right;
    line-height:1.7}}"""
    html = f"""<div class=h>訂單成立，發票已開立</div><p>{person(r)} 您好，感謝您的訂購！訂單編號
    {digits(r, 12)}</p>{cards}
    <div class=t>運費 NT${freight}<br>折價券 -NT${off}<br><b style="font-size:14pt;color:{hue}">實付金額
    {w(F.TOTAL_AMOUNT, f"NT${grouped(total)}")}</b></div>
    <p>發票號碼：{w(F.INVOICE_NO, invoice_no(r))}
    <br>開立時間：{w(F.ISSUE_DATE, roc(when, pen.one_of(("Y/m/d", "Y-m-d"))), when)}
    {r.randint(10, 23)}:{r.randint(10, 59)}<br>
    統一編號：{w(F.BUYER_UBN, ubn(r))}<br>銷售人：{w(F.VENDOR, seller(pen))}（{w(F.SELLER_UBN, ubn(r))}）
    </p>
    <p style="font-size:9pt;color:#888">本信件由系統寄出請勿回覆。預計到貨 {roc(when, "m/d")} 後 3
    日，鑑賞期 7 天。客服 {phone(r)}</p>"""
    return Page(style, html, 190, 235)


@family(BillKind.INVOICE)
def sales_note(pen: Pen) -> Page:
    """A supplier's note out of a needle printer, which goes with the goods and tells prices."""
    w, r, bought, when = pen.write, pen.random, purchases(pen, 1, 6), day(pen.random)
    sales, tax, total = _sums(bought)
    lines = zip(bought, told(pen, bought), strict=True)
    body = "".join(
        f"""<tr><td>{digits(r, 6)}<td>{name}<td>{one.unit}<td class=n>{count}<td class=n>{price}
    <td class=n>{amount}"""
        for one, (name, count, price, amount) in lines
    )
    style = f"""font:11pt {COURIER};padding:8mm;color:#334;.n{{text-align:right}}table{{width:100%;
    border-collapse:collapse}}
    tr:first-child td{{border-top:1px dashed;border-bottom:1px dashed}}td{{padding:.8mm}}h3{{margin:0;
    text-align:center}}"""
    html = f"""<h3>{w(F.VENDOR, seller(pen))}</h3><h3>銷 貨 單</h3>
    <div>客戶：{w(F.ACCOUNT_NO, f"C{digits(r, 5)}")} {firm(r)}　　統編：{w(F.BUYER_UBN, ubn(r))}</div>
    <div>銷貨日期：{w(F.ISSUE_DATE, roc(when, pen.one_of(("y/m/d", "y.m.d", "Y/m/d"))), when)}
    單號：{digits(r, 10)}　業務：{person(r)}</div>
    <div>送貨地址：{address(r)}　發票：{w(F.INVOICE_NO, invoice_no(r))}</div><table><tr><td>貨號<td>品名規格
    <td>單位<td class=n>數量<td class=n>單價<td class=n>金額{body}</table>
    <div class=n style="border-top:1px dashed">合計 {grouped(sales)}　營業稅 {w(F.TAX, grouped(tax))}　總計
    <b>{w(F.TOTAL_AMOUNT, grouped(total))}</b></div>
    <div>備註：貨款請於月結 {pen.one_of((30, 60))} 天內付清　　簽收：　　　　　　　　　　倉管：</div>"""
    return Page(style, html, 215, 140)


@family(BillKind.INVOICE)
def typed_invoice(pen: Pen) -> Page:
    """The form of three parts, filled in by a printer."""
    bought = purchases(pen, 1, 3)
    sales, tax, total = _sums(bought)
    made = Form(seller(pen), ubn(pen.random), day(pen.random), told(pen, bought), sales, tax, total)
    return Page(css(pen), form(pen, made, None), 200, 150)


@family(BillKind.INVOICE)
def licence_invoice(pen: Pen) -> Page:
    """A foreign-looking invoice in English for a year of software or a service."""
    w, r, when = pen.write, pen.random, day(pen.random)
    seats, price = r.randint(1, 40), r.randint(20, 300) * 10
    sales = seats * price
    tax = (sales + 10) // 20
    name = pen.one_of(("Accounting cloud, annual", "Design suite, per seat", "設備遠端監控服務 Monitoring"))
    style = f"""font:11pt {pen.one_of((ARIAL, TIMES))};padding:16mm;color:#222;h1{{font-weight:300;
    font-size:30pt;margin:0}}
    table{{width:100%;border-collapse:collapse;margin-top:8mm}}td{{padding:2.5mm 0;border-bottom:.2mm solid
    #bbb}}td+td{{text-align:right}}"""
    html = f"""<h1>Invoice</h1><p>From
    <b>{w(F.VENDOR, firm_stem(r) + pen.one_of(("軟體股份有限公司", "數位有限公司", "資訊有限公司")))}</b>
    <br>{address(r)}<br>Tax ID {w(F.SELLER_UBN, ubn(r))}</p>
    <p>Bill to {firm(r)}<br>Tax ID {w(F.BUYER_UBN, ubn(r))}</p><p>Invoice date
    {w(F.ISSUE_DATE, roc(when, "Y-m-d"), when)}　　Due on receipt<br>GUI No.
    {w(F.INVOICE_NO, invoice_no(r, "-"))}</p>
    <table><tr><td>Description<td>Qty<td>Unit price<td>Amount<tr><td>{name}<td>{w(F.USAGE, str(seats))}
    <td>{w(F.UNIT_PRICE, f"{price:,}.00")}<td>{sales:,}.00
    <tr><td colspan=3>Subtotal<td>{sales:,}.00<tr><td colspan=3>Business tax 5%<td>{w(F.TAX, f"{tax:,}.00")}
    <tr><td colspan=3><b>Amount due (TWD)</b><td><b>{w(F.TOTAL_AMOUNT, f"NT${sales + tax:,}.00")}</b>
    </table><p>Bank {digits(r, 3)} Account {digits(r, 12)}　Support {phone(r)}</p>"""
    return Page(style, html, 210, 230)


@family(BillKind.INVOICE, development=True)
def repair_invoice(pen: Pen) -> Page:
    """A workshop's receipt for repairs, with wages and parts and a guarantee."""
    w, r, bought, when = pen.write, pen.random, purchases(pen, 2, 4), day(pen.random)
    wages = r.randint(3, 30) * 100
    total = sum(one.amount for one in bought) + wages
    sales, tax = with_tax(total)
    body = "".join(
        f"<tr><td>{name}<td>{count}<td>{price}<td>{amount}"
        for name, count, price, amount in told(pen, bought)
    )
    row = pen.row()
    row.write(F.USAGE, "1")
    row.write(F.UNIT_PRICE, grouped(wages))
    shop = firm_stem(r) + pen.one_of(("冷凍空調工程行", "機械修理廠", "汽車保養廠有限公司"))
    style = f"""font:12pt {SERIF};padding:12mm;background:#f7fbff;color:#123;min-height:199.6mm;
    table{{width:100%;border-collapse:collapse}}
    td{{border-bottom:.4mm dotted #345;padding:1.6mm}}h2{{margin:0;border-left:4mm solid #d9480f;
    padding-left:3mm}}"""
    html = f"""<h2>{w(F.VENDOR, shop)}</h2><p>維修收據　{w(F.ISSUE_DATE, roc(when, "y年M月D日"), when)}</p>
    <p>送修客戶：{firm(r)}（統編 {w(F.BUYER_UBN, ubn(r))}）　發票 {w(F.INVOICE_NO, invoice_no(r))}</p>
    <table><tr><td>項目<td>數量<td>單價<td>小計{body}<tr><td>工資<td>1<td>{grouped(wages)}
    <td>{grouped(wages)}</table>
    <p style="text-align:right">未稅 {grouped(sales)}　稅金 {w(F.TAX, grouped(tax))}　<b>總價
    {w(F.TOTAL_AMOUNT, f"{grouped(total)}元")}</b></p><p>保固三個月，里程
    {grouped(r.randint(9000, 200000))} km　{phone(r)}</p>"""
    return Page(style, html, 182, 200)
