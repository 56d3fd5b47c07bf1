"""Fuel for development: a register's roll, a fleet's statement, a telephone's screen and a printed e-mail."""

from datetime import date, timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind, FuelKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up
from tests.bills.drawn import Page, Pen, family
from tests.bills.fillings import Filling, filling
from tests.bills.made_up import grouped, roc

ROLL = """font:8.6pt/1.32 'Liberation Mono','Noto Sans Mono CJK TC';color:#4b4468;padding:3mm 2.5mm;
.pre{color:#a0522d;text-align:center;font-family:'AR PL UMing TW'} .pre b{font-size:12pt;letter-spacing:1mm}
.no{font-size:12pt;letter-spacing:.6mm} .l{display:flex;justify-content:space-between;white-space:pre}"""


def _line(left: str, right: str) -> str:
    return f"<div class=l><span>{left}</span><span>{right}</span></div>"


@family(BillKind.FUEL, development=True)
def register_roll(pen: Pen) -> Page:
    """The roll of a cash register before invoices were electronic, its head printed beforehand."""
    random, w = pen.random, pen.write
    sold = filling(random, pen.one_of((FuelKind.GASOLINE, FuelKind.GASOLINE, FuelKind.DIESEL)))
    when = made_up.day(random, date(2011, 1, 4), date(2019, 12, 28))
    even = when.month + when.month % 2
    off = int(made_up.rounded(sold.litres)) if pen.chance(0.4) else 0
    total = sold.amount - off
    sales, tax = made_up.with_tax(total)
    paid = total + (-total % 500)
    buyer = w(F.BUYER_UBN, made_up.ubn(random)) if pen.chance(0.5) else ""
    station = made_up.firm_stem(random) + pen.one_of(
        ("加油站有限公司", "加油站", "加油站股份有限公司", "石油企業行")
    )
    lines = [_line("買受人", buyer)] if buyer else []
    litres, price = w(F.USAGE, f"{sold.litres:.2f}"), w(F.UNIT_PRICE, f"{sold.price:.1f}")
    lines += [_line(f"*{w(F.FUEL, sold.name, sold.fuel)}", "")]
    lines += [_line(f"  {litres}{w(F.UNIT, 'L')} X {price}", f"{sold.amount:,}TX")]
    lines += [_line("*會員降價", f"-{off}TX")] if off else []
    if buyer:
        lines += [_line("應稅銷售額", f"{sales:,}"), _line("稅額", w(F.TAX, f"{tax}"))]
    lines += [_line("合計", f"${w(F.TOTAL_AMOUNT, grouped(total))}"), _line("現金", f"{paid:,}")]
    lines += [_line("找零", f"{paid - total}")]
    pump = f"泵島 {random.randint(1, 8):02d}-{random.randint(1, 4)}  車號 {made_up.plate(random)}"
    return Page(
        ROLL,
        f"""<div class=pre><b>統一發票</b>（{pen.one_of(("收銀機", "收執聯", "扣抵聯"))}）<br>
{when.year - 1911}年{even - 1:02d}-{even:02d}月份<br><span class=no>{w(F.INVOICE_NO, made_up.invoice_no(random, " "))}</span><br>
{w(F.VENDOR, station)}<br>統編 {w(F.SELLER_UBN, made_up.ubn(random))}<br>
{made_up.address(random)}<br>☎{made_up.phone(random)}</div><br>
{_line(w(F.ISSUE_DATE, roc(when, pen.one_of(("Y-m-d", "Y.m.d", "y-m-d"))), when), f"{random.randint(6, 22)}:{random.randint(10, 59)}")}
{_line(f"機 {random.randint(1, 6):02d} 序 {random.randint(1, 9999):04d}", f"員 {random.randint(101, 180)}")}
{pump}<br>{"".join(lines)}<br>謝謝光臨　道路救援 0800-{made_up.digits(random, 3)}-{made_up.digits(random, 3)}""",
        57,
        180,
        cropped=True,
    )


FLEET = """padding:10mm 12mm;font:8.6pt/1.45 'Liberation Sans','Noto Sans CJK TC';color:#111;
h1{font-size:14pt;margin:0;color:#7a1f1f} .top{display:flex;justify-content:space-between;border-bottom:.6mm solid #7a1f1f}
.box{display:grid;grid-template-columns:repeat(4,1fr);margin:3mm 0;background:#faf3ee} .box div{padding:1.2mm 2mm}
.box small{display:block;color:#7a5a4a} table{width:100%;border-collapse:collapse} th{background:#7a1f1f;color:#fff;font-weight:400}
td,th{padding:.7mm 1.6mm;text-align:right} td:nth-child(-n+4),th:nth-child(-n+4){text-align:left} tr:nth-child(odd) td{background:#f7f5f3}
.sum td:nth-child(n+2){text-align:right} .sum td{border-top:.3mm solid #333;font-weight:700}"""


def _fills(pen: Pen) -> list[Filling]:
    # Both fuels occur, or the statement would have one fuel for the whole.
    kinds = [FuelKind.DIESEL, FuelKind.GASOLINE]
    kinds += _lorries(pen, pen.random.randint(2, 10))
    pen.random.shuffle(kinds)
    return [filling(pen.random, kind, (18, 190)) for kind in kinds]


def _lorries(pen: Pen, count: int) -> list[FuelKind]:
    """Mostly diesel, as lorries take."""
    return [FuelKind.DIESEL if pen.chance(0.7) else FuelKind.GASOLINE for _ in range(count)]


@family(BillKind.FUEL, development=True)
def fleet_statement(pen: Pen) -> Page:
    """A month's statement of a fleet's cards: a row for each time that a lorry filled up."""
    random, w, fills = pen.random, pen.write, _fills(pen)
    month, form = made_up.day(random).replace(day=1), pen.one_of(("Y/m/d", "y/m/d"))
    last = (month + timedelta(32)).replace(day=1) - timedelta(1)
    made = last + timedelta(random.randint(2, 6))
    days = sorted(random.sample(range(last.day), len(fills)))
    driven = {made_up.plate(random): random.randint(20_000, 380_000) for _ in range(3)}
    towns = random.sample(("員林站", "中港站", "永康站", "五股站", "烏日站", "蘇澳站"), 3)
    body = ""
    for sold, day in zip(fills, days, strict=True):
        row, when, plate = pen.row(), month + timedelta(day), pen.one_of(list(driven))
        driven[plate] += random.randint(90, 900)
        body += f"""<tr><td>{row.write(F.ISSUE_DATE, roc(when, form), when)}<td>{plate}<td>{pen.one_of(towns)}
<td>{row.write(F.FUEL, sold.name, sold.fuel)}<td>{row.write(F.USAGE, f"{sold.litres:.2f}")}<td>{row.write(F.UNIT_PRICE, f"{sold.price:.1f}")}
<td>{sold.amount:,}<td>{driven[plate]:,}"""
    litres, total = sum((sold.litres for sold in fills), Decimal()), sum(sold.amount for sold in fills)
    ends = f"{w(F.PERIOD_START, roc(month, form), month)} ~ {w(F.PERIOD_END, roc(last, form), last)}"
    return Page(
        FLEET,
        f"""<div class=top><h1>{w(F.VENDOR, pen.one_of(("鯨灣石油股份有限公司", "朝霧能源股份有限公司", "南窗油品股份有限公司")))}</h1>
<div>車隊卡月結對帳單　Fleet Card Statement　第 1 頁／共 1 頁</div></div>
<div class=box><div><small>客戶名稱</small>{made_up.firm(random)}</div><div><small>客戶編號</small>{w(F.ACCOUNT_NO, f"FC{made_up.digits(random, 6)}")}</div>
<div><small>統一編號</small>{w(F.BUYER_UBN, made_up.ubn(random))}</div><div><small>製表日期</small>{w(F.ISSUE_DATE, roc(made, form), made)}</div>
<div><small>交易期間</small>{ends}</div><div><small>信用額度</small>{random.randint(5, 60) * 10000:,}</div>
<div><small>繳款期限</small>{roc(made + timedelta(20), form)}</div><div><small>匯款虛擬帳號</small>{made_up.digits(random, 14)}</div></div>
<table><tr><th>交易日<th>車號<th>站別<th>油品<th>數量({w(F.UNIT, pen.one_of(("公升", "L")), "L")})<th>牌價<th>金額<th>里程
{body}<tr class=sum><td colspan=4>總計 {len(fills)} 筆<td>{w(F.USAGE, grouped(litres, 2))}<td><td>{w(F.TOTAL_AMOUNT, grouped(total))}<td></table>
<p>上期應繳 {random.randint(8000, 90000):,} 元，已於 {roc(month + timedelta(21), form)} 收訖。統一發票另行寄發；逾期按年息 6.5% 計收違約金。</p>""",
        297,
        210,
        cropped=True,
    )


PHONE = """background:#15181d;color:#e8eaed;font:10pt/1.5 'Noto Sans CJK TC';padding:4mm 5mm 10mm;height:172mm;
.bar{display:flex;justify-content:space-between;font-size:7.5pt;color:#9aa0a6} h1{font-size:13pt;margin:4mm 0;text-align:center}
.big{font-size:25pt;text-align:center} .card{background:#22262d;border-radius:4mm;padding:3mm 4mm;margin:3mm 0}
.l{display:flex;justify-content:space-between} .l span:first-child{color:#9aa0a6} .leaf{background:#1e3a2b;color:#a5d6a7}
.pill{background:#2f7d54;border-radius:3mm;padding:.3mm 3mm;font-size:8pt}"""


@family(BillKind.FUEL, development=True)
def phone_screen(pen: Pen) -> Page:
    """A purchase as the station's app shows it, in light letters on dark."""
    random, w = pen.random, pen.write
    sold = filling(random, pen.one_of((FuelKind.GASOLINE, FuelKind.DIESEL)), (3, 58))
    when, off = made_up.day(random, date(2023, 1, 2)), int(made_up.rounded(sold.litres * Decimal("0.8")))
    clock = f"{random.randint(7, 22):02d}:{random.randint(0, 59):02d}"
    factor = Decimal("2.65") if sold.fuel is FuelKind.DIESEL else Decimal("2.26")
    vendor = made_up.firm_stem(random) + pen.one_of(("加油站", "石油股份有限公司", "能源加油站"))
    unit = pen.one_of(("公升", "L"))
    litres = f"{w(F.USAGE, f'{sold.litres:.2f}')} {w(F.UNIT, unit, 'L')}"
    told = [
        ("油品", w(F.FUEL, sold.name, sold.fuel)),
        ("加油量", litres),
        ("單價", f"NT${w(F.UNIT_PRICE, f'{sold.price:.1f}')} / {unit}"),
        ("油品金額", f"NT${sold.amount:,}"),
        ("自助折扣 0.8元/L", f"-NT${off}"),
        ("獲得點數", f"{sold.amount // 30} 點"),
    ]
    paid = [
        ("付款方式", f"信用卡 •••• {made_up.digits(random, 4)}"),
        ("車牌", made_up.plate(random)),
        ("電子發票", w(F.INVOICE_NO, made_up.invoice_no(random, pen.one_of(("", "-"))))),
        ("載具", "/" + "".join(random.choices("ABCDEFGH1234567.+-", k=7))),
        ("交易序號", made_up.digits(random, 12)),
    ]
    first, second = ("".join(_line(*one) for one in part) for part in (told, paid))
    grams = w(F.PRINTED_KGCO2E, f"{made_up.rounded(sold.litres * factor, 1)}")
    day = w(F.ISSUE_DATE, roc(when, pen.one_of(("Y/m/d", "Y年M月D日", "Y-m-d"))), when)
    return Page(
        PHONE,
        f"""<div class=bar><span>{clock}</span><span>5G ▮▮▯ {random.randint(9, 99)}%</span></div><h1>交易明細</h1>
<div style='text-align:center'><span class=pill>付款成功</span></div><div class=big>NT${w(F.TOTAL_AMOUNT, grouped(sold.amount - off))}</div>
<div style='text-align:center'>{w(F.VENDOR, vendor)}<br><small>{day} {clock}　第 {random.randint(1, 12)} 島</small></div>
<div class=card>{first}</div><div class=card>{second}</div>
<div class='card leaf'>♻ 本次加油約排放 {grams} 公斤 CO₂，再加 {random.randint(20, 300)} 公升可種一棵樹</div>""",
        86,
        172,
    )


MAIL = """padding:9mm 14mm;font:9.6pt/1.5 'Liberation Serif','Noto Serif CJK TC';color:#111;
.url{font:7pt 'Liberation Sans','Noto Sans CJK TC';color:#555;display:flex;justify-content:space-between} h2{font-size:14pt;margin:3mm 0 1mm}
.to{border-top:.3mm solid #999;border-bottom:.3mm solid #999;padding:1.5mm 0;margin-bottom:4mm;font-size:8.6pt}
table{border-collapse:collapse;margin:3mm 0} td,th{border:.2mm solid #777;padding:1.2mm 3mm;text-align:right} th,td:first-child{text-align:left}"""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@family(BillKind.FUEL, development=True)
def english_mail(pen: Pen) -> Page:
    """An e-mail, printed, with which a dealer invoices a delivery in English; the price is before tax."""
    random, w = pen.random, pen.write
    sold = filling(random, FuelKind.DIESEL, (900, 16000), places=0, priced=4)
    when = made_up.day(random)
    spoken = pen.one_of(
        (
            f"{when.day} {MONTHS[when.month - 1]} {when.year}",
            f"{MONTHS[when.month - 1]}. {when.day:02d}, {when.year}",
        )
    )
    tax = int(made_up.rounded(Decimal(sold.amount) / 20))
    name = pen.one_of(
        ("Automotive Diesel Fuel (S < 10 ppm)", "Premium Diesel, B2", "Ultra Low Sulfur Diesel (ULSD)")
    )
    vendor = pen.one_of(
        (
            "Harbour Crown Fuels Co., Ltd.",
            "Formosan Lantern Fuels Co., Ltd.",
            "Blue Strait Trading Co., Ltd.",
        )
    )
    number = w(F.INVOICE_NO, made_up.invoice_no(random, pen.one_of(("", "-"))))
    return Page(
        MAIL,
        f"""<div class=url><span>{roc(when + timedelta(3), "Y/M/D")} 下午 4:{random.randint(10, 59)}</span><span>Mail - Invoice {made_up.digits(random, 5)}</span></div>
<h2>Tax invoice: diesel delivery {made_up.plate(random)}</h2><div class=to>From: billing &lt;ar@fuels.example&gt;<br>To: purchasing &lt;purchase@works.example&gt;
<br>Attachments: invoice.pdf (84 KB)</div>Dear customer,<br>please find below the particulars of our delivery.
<table><tr><td>Seller<td>{w(F.VENDOR, vendor)}<tr><td>Seller's Uniform No.<td>{w(F.SELLER_UBN, made_up.ubn(random))}
<tr><td>Uniform Invoice No.<td>{number}<tr><td>Invoice date<td>{w(F.ISSUE_DATE, spoken, when)}
<tr><td>Bill to (Uniform No.)<td>{w(F.BUYER_UBN, made_up.ubn(random))}<tr><td>Payment terms<td>30 days net, due {(when + timedelta(30)).isoformat()}</table>
<table><tr><th>Product<th>Qty ({w(F.UNIT, pen.one_of(("L", "Litres", "liter")), "L")})<th>NT$/L<th>Amount (NT$)
<tr><td>{w(F.FUEL, name, sold.fuel)}<td>{w(F.USAGE, grouped(sold.litres, 1))}<td>{w(F.UNIT_PRICE, f"{sold.price:.4f}")}<td>{sold.amount:,}
<tr><td colspan=3>VAT 5%<td>{w(F.TAX, grouped(tax))}<tr><td colspan=3><b>Amount due</b><td><b>{w(F.TOTAL_AMOUNT, grouped(sold.amount + tax))}</b></table>
Metered at {random.uniform(18, 36):.1f} °C, density 0.{random.randint(825, 845)}. Remit to account {made_up.digits(random, 12)} (SWIFT XXXXTWTP).
<p>Kind regards,<br>Accounts Receivable　Tel. +886-{random.randint(2, 7)}-{made_up.digits(random, 7)}</p><div class=url><span>https://mail.fuels.example/inbox/{made_up.digits(random, 9)}</span><span>1/1</span></div>""",
        210,
        297,
    )
