"""Other purchases on small papers: slips of a till, parking, a receipt of a shop that gives no invoices."""

from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills.brush import Hand
from tests.bills.drawn import Page, Pen, family
from tests.bills.e_invoice import CSS, Line, proof, sale
from tests.bills.made_up import (
    ARIAL,
    COURIER,
    MING,
    MONO,
    SANS,
    SUNG,
    address,
    day,
    digits,
    firm,
    firm_stem,
    grouped,
    invoice_no,
    phone,
    plate,
    roc,
    ubn,
)
from tests.bills.purchases import purchases, seller
from tests.bills.three_parts import in_words


@family(BillKind.INVOICE)
def till_proof(pen: Pen) -> Page:
    """An electronic invoice of a shop with its lines below."""
    w, r, bought = pen.write, pen.random, purchases(pen, 2, 5)
    lines = [Line(one.name, Decimal(one.count), Decimal(one.price), one.amount) for one in bought]
    sold = sale(pen, lines)
    body = ""
    for one in bought:
        row = pen.row()
        told = f"{row.write(F.UNIT_PRICE, str(one.price))} x {row.write(F.USAGE, str(one.count))}"
        body += f"<tr><td colspan=2>{one.name}<tr><td>　　{told}<td align=right>{grouped(one.amount)}TX"
    sums = (
        f"<div>應稅銷售額:{sold.total - sold.tax}　稅額:{w(F.TAX, str(sold.tax))}</div>" if sold.buyer else ""
    )
    css = f"{CSS}font:8.5pt {pen.one_of((SANS, MONO, SUNG))};padding:4mm;color:#333;table{{width:100%}}"
    html = f"""{proof(pen, sold, f"<b style='font-size:12pt'>{w(F.VENDOR, seller(pen))}</b>")}
    <div style="border-top:1px dashed;margin-top:2mm;text-align:center">交 易 明 細</div>
    <div>店:{digits(r, 4)} 機:{r.randint(1, 9)} 收銀:{digits(r, 3)}</div><table>{body}</table>
    <div>共 {len(bought)} 項</div><div style="font-size:11pt">總計 ${w(F.TOTAL_AMOUNT, str(sold.total))}
    </div>{sums}
    <div>信用卡 ****{digits(r, 4)}</div><div>本次紅利 {r.randint(1, 50)} 點　7日內可退換貨</div>"""
    return Page(css, html, 58, 210, cropped=True)


@family(BillKind.INVOICE)
def parking_slip(pen: Pen) -> Page:
    """A car park's invoice out of a machine, with times in and out."""
    w, r, when = pen.write, pen.random, day(pen.random)
    fee, hours = pen.one_of((20, 30, 40, 60)), r.randint(1, 9)
    name = f"{firm_stem(r)}{pen.one_of(('停車場有限公司', '停車管理股份有限公司', '停車事業股份有限公司'))}"
    shown = roc(when, "Y/m/d")
    buyer = f"<div>買受人統編 {w(F.BUYER_UBN, ubn(r))}</div>" if pen.chance(0.5) else ""
    css = f"font:10pt {ARIAL};padding:5mm;color:#223;line-height:1.5;.l{{border-top:1px solid}}"
    html = f"""<b style="font-size:20pt">P</b> <b>{w(F.VENDOR, name)}</b>
    <div>{r.choice("東西南北")}站停車場　{phone(r)}</div>
    <div class=l>電子發票開立資訊</div><div>發票號碼 {w(F.INVOICE_NO, invoice_no(r, "-"))}</div>
    <div>開立日期 {w(F.ISSUE_DATE, shown, when)}</div><div>賣方統編 {w(F.SELLER_UBN, ubn(r))}</div>{buyer}
    <div class=l>車牌號碼 {plate(r)}</div><div>進場 {shown} 08:{r.randint(10, 59)}</div><div>出場 {shown}
    {8 + hours:02d}:{r.randint(0, 9):02d}</div>
    <div>停車時數 {hours} 時　費率 {fee} 元/時</div><div>優惠折抵 0 元</div>
    <div class=l style="font-size:14pt">應付金額 {w(F.TOTAL_AMOUNT, f"{fee * hours} 元")}</div>
    <div>離場緩衝時間 15 分鐘　票號 {digits(r, 8)}</div>"""
    return Page(css, html, 70, 140, cropped=True)


@family(BillKind.INVOICE)
def free_receipt(pen: Pen) -> Page:
    """A shop that needs no invoices writes a receipt by hand and stamps it."""
    w, r, when, hand = pen.write, pen.random, day(pen.random), Hand(pen.random)
    bought = purchases(pen, 1, 1)[0]
    put = hand.write
    parts = [str(when.year - 1911), str(when.month), str(when.day)]
    pen.note(F.ISSUE_DATE, when, *parts)
    ink = pen.one_of(("#255c3b", "#73304a", "#234a86"))
    css = f"""font:12pt {MING};color:{ink};padding:7mm 9mm;position:relative;table{{width:100%;
    border-collapse:collapse}}
    td{{border:.3mm solid {ink};padding:1mm 2mm;height:9mm;text-align:center}}
    .s{{position:absolute;right:12mm;bottom:6mm;border:.7mm solid #c33;color:#c33;padding:2mm 3mm;
    font-size:11pt;
    transform:rotate({r.uniform(-5, 5):.1f}deg);opacity:.9}}"""
    html = f"""<div style="text-align:center;font-size:18pt;letter-spacing:4mm">免用統一發票收據</div>
    <div>買受人：{put(firm(r))}　統一編號：{put(w(F.BUYER_UBN, ubn(r)))}</div>
    <div style="text-align:right">中華民國 {put(parts[0])} 年 {put(parts[1])} 月 {put(parts[2])} 日</div>
    <table><tr><td width=40%>品　　名<td>數量<td>單價<td>總　　價<td>備註
    <tr><td>{put(bought.name.split()[0])}<td>{put(w(F.USAGE, str(bought.count)))}
    <td>{put(w(F.UNIT_PRICE, str(bought.price)))}<td>{put(str(bought.amount))}<td>
    <tr><td><td><td><td><td><tr><td><td><td><td><td></table>
    <div style="margin-top:2mm">合計新臺幣　{in_words(bought.amount, put)}
    {put(w(F.TOTAL_AMOUNT, f"${grouped(bought.amount)}"))}</div>
    <div style="height:30mm">經手人：</div><div class=s>
    <b>{w(F.VENDOR, firm_stem(r) + pen.one_of(("五金行", "商店", "水電行", "文具店", "木材行")))}</b><br>
    統一編號 {w(F.SELLER_UBN, ubn(r))}<br>{address(r)}</div>"""
    return Page(css, html, 178, 122, handwritten=True)


@family(BillKind.INVOICE)
def register_roll(pen: Pen) -> Page:
    """A cash register's invoice of two parts: few words, no prices for one piece."""
    w, r, when = pen.write, pen.random, day(pen.random)
    first = when.month - 1 + when.month % 2
    amounts = [r.randint(15, 900) for _ in range(r.randint(1, 4))]
    kinds = "".join(
        f"<div class=r><span>部門{r.randint(1, 9):02d}</span><span>{one}TX</span></div>" for one in amounts
    )
    total = sum(amounts)
    css = f"""font:11pt {COURIER};color:#4a3f63;background:#fbfaf2;padding:4mm;.r{{display:flex;
    justify-content:space-between}}"""
    html = f"""<div style="text-align:center">統一發票（收銀機）
    <br>中華民國{when.year - 1911}年{first}、{first + 1}月份<br>收執聯<br>
    <b>{w(F.INVOICE_NO, invoice_no(r))}</b><br>{w(F.VENDOR, seller(pen))}<br>統編 {w(F.SELLER_UBN, ubn(r))}
    </div>
    <div class=r><span>{w(F.ISSUE_DATE, roc(when, "Y-m-d"), when)}</span><span>NO.{digits(r, 6)}</span>
    </div>{kinds}
    <div class=r><b>合計</b><b>{w(F.TOTAL_AMOUNT, f"*{total}")}</b></div><div class=r><span>收現</span>
    <span>{-(-total // 1000) * 1000}</span></div>
    <div class=r><span>找零</span><span>{-total % 1000}</span></div>"""
    return Page(css, html, 57, 120, cropped=True)


@family(BillKind.INVOICE, development=True)
def meal_bill(pen: Pen) -> Page:
    """A restaurant's receipt with service charge, in two languages."""
    w, r, when = pen.write, pen.random, day(pen.random)
    dishes = r.sample(
        ("商業午餐 Lunch", "牛肉麵 Noodles", "無糖紅茶 Tea", "便當 Bento", "拿鐵 Latte"), r.randint(2, 4)
    )
    body, total = "", 0
    for dish in dishes:
        row, count, price = pen.row(), r.randint(1, 6), r.randint(9, 60) * 5
        total += count * price
        body += f"""<tr><td>{dish}<td>{row.write(F.USAGE, str(count))}
    <td>{row.write(F.UNIT_PRICE, str(price))}<td>{count * price}"""
    service = total // 10
    css = f"font:10pt {SANS};padding:5mm;table{{width:100%}}td{{padding:.6mm 0}}td+td{{text-align:right}}"
    html = f"""<div style="text-align:center"><i style="font-size:16pt">Bistro</i>
    <br>{w(F.VENDOR, firm_stem(r) + "餐飲有限公司")}<br>{address(r)}</div>
    <div>Date {w(F.ISSUE_DATE, roc(when, "Y/m/d"), when)}　Table {r.randint(1, 30)}　Guests
    {r.randint(1, 8)}</div>
    <div>Invoice {w(F.INVOICE_NO, invoice_no(r, "-"))}　統編 {w(F.BUYER_UBN, ubn(r))}</div><hr>
    <table><tr><td>Item<td>Qty<td>Price<td>Amt{body}<tr><td colspan=3>小計 Subtotal<td>{total}<tr>
    <td colspan=3>服務費 10%<td>{service}
    <tr><td colspan=3><b>總計 Total NT$</b><td><b>{w(F.TOTAL_AMOUNT, grouped(total + service))}</b></table>
    <center>Wi-Fi: guest{digits(r, 4)}</center>"""
    return Page(css, html, 78, 160, cropped=True)
