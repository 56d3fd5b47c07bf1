"""Fuel for development, as most firms hand it in: a forecourt's strip, a dealer's electronic invoice on a whole
sheet, a card company's notice of payment and a station's claim for a month."""

from datetime import date, timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind, FuelKind
from domain.checkup.reading import ReadingField as F
from tests.bills import e_invoice, made_up
from tests.bills.drawn import Page, Pen, family
from tests.bills.fillings import Filling, filling
from tests.bills.made_up import ARIAL, KAI, MING, SERIF, grouped, roc, rounded
from tests.bills.pieces import bar_code, chart, table
from tests.bills.three_parts import in_words

# What stations call what they sell, with the least and most NT$ a litre.
CALLED = {
    FuelKind.GASOLINE: (
        ("95無鉛", 28.4, 32.6),
        ("92無鉛", 26.9, 31.0),
        ("無鉛汽油95", 28.4, 32.6),
        ("九八無鉛汽油", 30.3, 34.6),
    ),
    FuelKind.DIESEL: (("超級柴油", 24.6, 29.5), ("柴油", 24.6, 29.5), ("高級柴油", 24.1, 29.0)),
}


def poured(pen: Pen, fuel: FuelKind, limits: tuple[float, float], places: int = 2) -> Filling:
    """Some of `fuel` as a station calls it, `limits` in litres."""
    name, low, high = pen.one_of(CALLED[fuel])
    litres = rounded(pen.random.uniform(*limits), places)
    return Filling(name, fuel, litres, rounded(pen.random.uniform(low, high), 1))


STRIP = (
    """font:8.4pt/1.3 'Noto Sans CJK TC';color:#34343a;padding:3mm 3mm 4mm;
.logo{font:700 14pt 'Noto Serif CJK TC';letter-spacing:1mm} .cut{border-top:.35mm dashed #555;margin:3mm 0 2mm}
.l{display:flex;justify-content:space-between} .c{text-align:center} td{padding:0;text-align:right} td:first-child{text-align:left}
table{width:100%;border-collapse:collapse} th{font-weight:400;text-align:right;border-bottom:.2mm solid #555} th:first-child{text-align:left}"""
    + e_invoice.CSS
)
BRANDS = ("✦晴川石油", "◎ 鯤島油站", "GoldenTern 金燕", "▲北嶼能源", "車亭 PIT·IN")


def _facts(pen: Pen, litres: Decimal, fuel: FuelKind) -> str:
    random = pen.random
    factor = Decimal("2.65") if fuel is FuelKind.DIESEL else Decimal("2.27")
    grams = pen.write(F.PRINTED_KGCO2E, f"{rounded(litres * factor, 1)}") if pen.chance(0.5) else ""
    told = [
        f"島槍:{random.randint(1, 8):02d}-{random.randint(1, 6):02d} 機號:{random.randint(1, 9):02d}",
        f"車號:{made_up.plate(random)}"
        + (f" 里程:{random.randint(8000, 290000)}" if pen.chance(0.4) else ""),
        f"信用卡:{made_up.digits(random, 4)}-****-****-{made_up.digits(random, 4)}",
        f"端末機:{made_up.digits(random, 8)} 批次:{made_up.digits(random, 6)}",
        f"會員積點 本次:{random.randint(5, 90)} 累計:{random.randint(100, 9000)}",
    ]
    told += [f"加油CO2排放量約 {grams} kg"] if grams else []
    return "<br>".join(told)


@family(BillKind.FUEL, development=True)
def forecourt_strip(pen: Pen) -> Page:
    """An electronic invoice of thermal paper; below the cut a list with a discount, the pump and the card."""
    random, w = pen.random, pen.write
    fuel = pen.one_of((FuelKind.GASOLINE, FuelKind.GASOLINE, FuelKind.DIESEL))
    got = poured(pen, fuel, (4, 66) if fuel is FuelKind.GASOLINE else (30, 260))
    lines = [e_invoice.Line(got.name, got.litres, got.price, got.amount)]
    off = int(rounded(got.litres * Decimal("0.6")))
    if pen.chance(0.55):
        lines.append(e_invoice.Line("自助折讓", got.litres, Decimal("-0.6"), -off))
    sold = e_invoice.sale(pen, lines, business=0.65)
    company = made_up.firm_stem(random) + pen.one_of(
        ("石油股份有限公司", "加油站有限公司", "育樂股份有限公司")
    )
    heading = f"<div class=logo>{pen.one_of(BRANDS)}</div>{w(F.VENDOR, company)}"
    unit = f"({w(F.UNIT, pen.one_of(('L', '公升')), 'L')})" if pen.chance(0.7) else ""
    cells = [
        (
            w(F.FUEL, got.name, fuel),
            w(F.USAGE, f"{got.litres}"),
            w(F.UNIT_PRICE, f"{got.price}"),
            f"{got.amount}TX",
        )
    ]
    cells += [(line.name, f"{line.quantity}", f"{line.price}", f"{line.amount}TX") for line in lines[1:]]
    money = [
        f"<div class=l><span>合計 {len(lines)} 項</span><span>{w(F.TOTAL_AMOUNT, str(sold.total))}</span></div>"
    ]
    if sold.buyer:
        money.append(
            f"<div class=l><span>應稅銷售額 {sold.total - sold.tax}</span><span>稅額 {w(F.TAX, str(sold.tax))}</span></div>"
        )
    return Page(
        STRIP,
        f"""{e_invoice.proof(pen, sold, heading)}<div class=cut></div>
<div class=c>{pen.one_of(("交易明細", "銷貨明細表", "＊＊ 明 細 ＊＊"))}</div>
<div class=l><span>站代號 {made_up.digits(random, 5)}</span><span>交易序號 {made_up.digits(random, 7)}</span></div>
{table(("品名", f"數量{unit}", "單價", "金額"), cells)}{"".join(money)}
<br>{_facts(pen, got.litres, fuel)}<br>{made_up.address(random)}<br>TEL {made_up.phone(random)}<br><small>退貨請持本聯辦理；發票逾 {random.randint(3, 30)} 日恕不更改統編</small>""",
        58,
        240,
        cropped=True,
    )


SHEET = """font-size:10pt;line-height:1.5;color:#111;padding:13mm 15mm;height:297mm;
h1{font-size:16pt;font-weight:500;text-align:center;margin:0} .t{text-align:center;font-size:12.5pt} .two{display:flex;justify-content:space-between}
table{width:100%;border-collapse:collapse;margin-top:2mm} td,th{border:.25mm solid #222;padding:1mm 2mm;font-weight:400} th{text-align:center}
td.n{text-align:right} .goods td{border-top:0;border-bottom:0} .goods tr:last-child td{border-bottom:.25mm solid #222} .seal{vertical-align:top;width:52mm}
small{font-size:8.5pt}"""
DEALERS = ("能源股份有限公司", "石油行", "油品實業有限公司", "石化貿易有限公司")


def _goods(pen: Pen, got: Filling, freight: int) -> str:
    w, random = pen.write, pen.random
    places = pen.one_of((0, 2))
    note = pen.one_of(
        (f"槽車 {made_up.plate(random)}", f"出貨單 {made_up.digits(random, 8)}", "含載運裝卸", "")
    )
    unit = w(F.UNIT, pen.one_of(("公升", "L", "LTR")), "L")
    rows = f"""<tr><td>{w(F.FUEL, got.name, got.fuel)}<td class=n>{w(F.USAGE, grouped(got.litres, places))} {unit}
<td class=n>{w(F.UNIT_PRICE, str(got.price))}<td class=n>{got.amount:,}<td><small>{note}</small>"""
    if freight:
        rows += f"<tr><td>運費<td class=n>1 車<td class=n>{freight}<td class=n>{freight:,}<td>"
    blank = "<tr><td>&nbsp;<td><td><td><td>" * random.randint(4, 9)
    return f"<table class=goods><tr><th>品名<th>數量<th>單價<th>金額<th width=24%>備註{rows}{blank}</table>"


@family(BillKind.FUEL, development=True)
def invoice_sheet(pen: Pen) -> Page:
    """A dealer's electronic invoice on A4 to a works that takes a tank lorry of oil; prices are before tax."""
    random, w = pen.random, pen.write
    fuel = pen.one_of((FuelKind.DIESEL, FuelKind.DIESEL, FuelKind.FUEL_OIL, FuelKind.KEROSENE))
    got = filling(random, fuel, (600, 14000), places=0, priced=pen.one_of((2, 3, 4)))
    freight = 100 * random.randint(6, 30) if pen.chance(0.3) else 0
    sales = got.amount + freight
    tax = int(rounded(Decimal(sales) / 20))
    when, number = made_up.day(random), made_up.invoice_no(random, pen.one_of(("", "-", " ")))
    vendor, seller = made_up.firm_stem(random) + pen.one_of(DEALERS), w(F.SELLER_UBN, made_up.ubn(random))
    vendor = w(F.VENDOR, vendor)
    even = when.month + when.month % 2
    period = pen.one_of((f"（{when.year - 1911}年{even - 1:02d}-{even:02d}月）", "", "格式：25"))
    day = w(F.ISSUE_DATE, roc(when, pen.one_of(("Y-m-d", "Y/m/d", "中華民國 y 年 m 月 d 日"))), when)
    return Page(
        f"font-family:{pen.one_of((MING, SERIF, ARIAL, KAI))};{SHEET}",
        f"""<h1>{vendor}</h1><div class=t>電子發票證明聯 {period}</div><div class=t>{day}</div>
<div class=two><div>發票號碼：{w(F.INVOICE_NO, number)}<br>買　　方：{made_up.firm(random)}<br>統一編號：{w(F.BUYER_UBN, made_up.ubn(random))}
<br>地　　址：{made_up.address(random)}</div><div>隨機碼：{made_up.digits(random, 4)}<br>訂單編號：SO{made_up.digits(random, 8)}<br>業務：{made_up.person(random)}
<br>第 1 頁／共 1 頁</div></div>{_goods(pen, got, freight)}
<table style="margin-top:0"><tr><td colspan=5>銷售額合計<td class=n>{sales:,}<td rowspan=4 class=seal><small>營業人蓋統一發票專用章</small><br>賣方：{vendor}
<br>統一編號：{seller}<br><small>地址：{made_up.address(random)}<br>電話：{made_up.phone(random)}</small>
<tr><td>營業稅<td>應稅　V<td>零稅率<td colspan=2>免稅<td class=n>{w(F.TAX, grouped(tax))}
<tr><td colspan=5>總計<td class=n>{w(F.TOTAL_AMOUNT, grouped(sales + tax))}
<tr><td colspan=6>總計新臺幣（中文大寫）<br><small>{in_words(sales + tax, str)}</small></table>
<p><small>付款條件：月結 {random.choice((30, 45, 60))} 天　匯款：城東分行 {made_up.digits(random, 12)}<br>※依加值型及非加值型營業稅法，本證明聯得作為進項憑證。儲槽進油前請確認油位，溫度 15 ℃ 換算量僅供參考。</small></p>""",
        210,
        297,
    )


NOTICE = f"""font:9.4pt/1.5 {ARIAL};color:#1d2733;padding:0 0 8mm;height:297mm;
.band{{background:#0b5c6b;color:#fff;padding:7mm 14mm 5mm;display:flex;justify-content:space-between;align-items:flex-end}} .band b{{font-size:15pt}}
.in{{padding:5mm 14mm}} .side{{display:grid;grid-template-columns:1.25fr 1fr;gap:6mm}} .due{{border:.6mm solid #0b5c6b;border-radius:3mm;padding:3mm 4mm}}
.due big{{font-size:23pt;display:block;text-align:right}} .l{{display:flex;justify-content:space-between}} h3{{color:#0b5c6b;font-size:11pt;margin:4mm 0 1mm}}
table{{width:100%;border-collapse:collapse}} th{{background:#dcecef;font-weight:400}} td,th{{padding:1.1mm 2mm;text-align:right;border-bottom:.2mm solid #b7c7cb}}
td:first-child,th:first-child{{text-align:left}} .stub{{border-top:.3mm dashed #555;margin-top:4mm;padding-top:3mm}}"""
COMPANIES = ("行通卡務股份有限公司", "遠浦車隊服務股份有限公司", "路晴油卡有限公司", "雲驛能源卡股份有限公司")


def _products(pen: Pen) -> tuple[list[tuple[str, ...]], Decimal, int]:
    chosen = [("超級柴油", FuelKind.DIESEL, 26.9), ("95無鉛汽油", FuelKind.GASOLINE, 30.2)]
    chosen += [("92無鉛汽油", FuelKind.GASOLINE, 28.7)] if pen.chance(0.4) else []
    cells, litres, amount = [], Decimal(), 0
    for name, fuel, price in chosen:
        row, got = pen.row(), rounded(pen.random.uniform(40, 2600), 2)
        cost = int(rounded(got * Decimal(str(price))))
        told = row.write(F.FUEL, name, fuel), row.write(F.USAGE, grouped(got, 2))
        cells.append((told[0], f"{pen.random.randint(2, 40)}", told[1], f"{cost:,}"))
        litres, amount = litres + got, amount + cost
    return cells, litres, amount


@family(BillKind.FUEL, development=True)
def card_notice(pen: Pen) -> Page:
    """A fuel card's notice of payment: what is due, litres of each product, half a year's columns, a stub."""
    random, w = pen.random, pen.write
    cells, litres, amount = _products(pen)
    end = made_up.day(random).replace(day=pen.one_of((15, 20, 25)))
    begin = (end.replace(day=1) - timedelta(1)).replace(day=end.day) + timedelta(1)
    form = pen.one_of(("Y/m/d", "y/m/d", "y年m月d日", "Y.m.d"))
    off, fee, before = int(rounded(litres)), random.choice((0, 100, 300)), random.randint(3000, 80000)
    total = amount - off + fee
    cells.append(("合計", "", w(F.USAGE, grouped(litres, 2)), f"{amount:,}"))
    ends = f"{w(F.PERIOD_START, roc(begin, form), begin)}～{w(F.PERIOD_END, roc(end, form), end)}"
    made, due = end + timedelta(3), roc(end + timedelta(random.randint(14, 20)), form)
    account, owed = w(F.ACCOUNT_NO, made_up.digits(random, 8)), w(F.TOTAL_AMOUNT, grouped(total))
    months = [roc((end - timedelta(30 * back)).replace(day=1), "y/m") for back in range(5, -1, -1)]
    grams = (litres * Decimal("2.5")).quantize(Decimal(1))
    leaf = (
        f"♻ 本期用油溫室氣體排放量 {w(F.PRINTED_KGCO2E, grouped(grams))} 公斤 CO₂e" if pen.chance(0.5) else ""
    )
    vendor, called = w(F.VENDOR, pen.one_of(COMPANIES)), pen.one_of(("客戶代號", "用戶編號", "客戶號碼"))
    sums = (
        ("上期應繳金額", f"{before:,}"),
        ("上期已繳金額", f"-{before:,}"),
        (pen.one_of(("本期加油金額", "本期新增消費")), f"{amount:,}"),
    )
    sums = (*sums, ("用量回饋金（每公升 1 元）", f"-{off:,}"), ("帳務管理費", f"{fee:,}"))
    lines = "".join(f"<div class=l><span>{label}</span><span>{told}</span></div>" for label, told in sums)
    unit = w(F.UNIT, pen.one_of(("公升", "L")), "L")
    return Page(
        NOTICE,
        f"""<div class=band><b>{pen.one_of(("加油卡繳款通知書", "車隊卡電子帳單", "油卡帳款繳費通知"))}</b><span>{vendor}</span></div>
<div class=in>{made_up.address(random)}<br><b>{made_up.firm(random)}</b>　會計部 收<div class=side style="margin-top:4mm"><div><div class=l><span>{called}</span><span>{account}</span></div>
<div class=l><span>貴公司統編</span><span>{w(F.BUYER_UBN, made_up.ubn(random))}</span></div><div class=l><span>{pen.one_of(("帳單期間", "本期交易起訖", "計費期間"))}</span><span>{ends}</span></div>
<div class=l><span>{pen.one_of(("製單日", "開立日期", "帳單列印日"))}</span><span>{w(F.ISSUE_DATE, roc(made, form), made)}</span></div><div class=l><span>使用中卡數</span><span>{random.randint(2, 30)} 張</span></div>
<div class=l><span>信用額度／可用餘額</span><span>500,000／{random.randint(20, 400) * 1000:,}</span></div></div>
<div class=due>{pen.one_of(("本期應繳總額（新臺幣）", "本次應付金額 NT$", "應繳金額合計"))}<big>{owed}</big><div class=l><span>繳款截止日</span><b>{due}</b></div></div></div>
<h3>帳務摘要</h3>{lines}<h3>各油品用量</h3>{table(("油品", "加油次數", f"用量（{unit}）", "金額（元）"), cells)}
<h3>近六期加油量</h3>{chart(random, months, "#5aa3af", 17)}<div>{leaf}</div>
<div class=stub><div class=l><span>收款專用　{called} {account}</span><span>應繳總額 {owed} 元</span><span>期限 {due}</span></div><br>
{bar_code(roc(end, "ymd") + "6QK")} {bar_code(made_up.digits(random, 16))}<br><br>{bar_code(f"{made_up.digits(random, 6)}{total:09d}")}</div></div>""",
        210,
        297,
    )


CLAIM = """font:9pt/1.35 'Noto Sans CJK TC';color:#000;padding:12mm 16mm;
h2{font-size:15pt;text-align:center;margin:0;font-weight:500} .l{display:flex;justify-content:space-between} table{width:100%;border-collapse:collapse;margin:2mm 0}
td,th{border:.2mm solid #000;padding:.4mm 1.5mm;text-align:right;font-weight:400} td:first-child,td:nth-child(2){text-align:center} th{text-align:center;background:#ffe9b8}
.g td{text-align:left!important;background:#f1f1f1} .s td{background:#eaf3df} tr.s td:nth-child(2),tr.sum td:nth-child(2){text-align:right} .sum td{font-weight:700;background:#ffe9b8}"""


def _vehicle(
    pen: Pen, month: date, form: str, names: list[tuple[str, FuelKind, Decimal]]
) -> tuple[str, Decimal, int]:
    """Its rows with what they come to in litres and NT$."""
    name, fuel, price = pen.one_of(names)
    days = sorted(pen.random.sample(range(28), pen.random.randint(2, 5)))
    body = f"<tr class=g><td colspan=5>車號 {made_up.plate(pen.random)}（{made_up.person(pen.random)}）"
    litres, amount, most = Decimal(), 0, 150 if fuel is FuelKind.DIESEL else 58
    for day in days:
        row, when = pen.row(), month + timedelta(day)
        # Prices change on Mondays.
        now = price + Decimal(when.isocalendar().week % 4) / 10
        got = Filling(name, fuel, rounded(pen.random.uniform(15, most), 2), now)
        body += f"""<tr><td>{row.write(F.ISSUE_DATE, roc(when, form), when)}<td>{row.write(F.FUEL, name, fuel)}
<td>{row.write(F.USAGE, str(got.litres))}<td>{row.write(F.UNIT_PRICE, str(now))}<td>{got.amount:,}"""
        litres, amount = litres + got.litres, amount + got.amount
    return (
        f"{body}<tr class=s><td colspan=2>小計 {len(days)} 次<td>{litres}<td><td>{amount:,}",
        litres,
        amount,
    )


@family(BillKind.FUEL, development=True)
def account_claim(pen: Pen) -> Page:
    """A station's claim for a month on account, a spreadsheet printed: lines under each vehicle, with its sum."""
    random, w = pen.random, pen.write
    month = made_up.day(random).replace(day=1)
    form = pen.one_of(("Y/m/d", "y.m.d", "y/m/d", "m/d", "M/D"))
    names = [("柴油", FuelKind.DIESEL, rounded(random.uniform(24, 28), 1))]
    names += [("95無鉛", FuelKind.GASOLINE, rounded(random.uniform(28, 31), 1))]
    blocks = [_vehicle(pen, month, form, [one]) for one in names]
    blocks += [_vehicle(pen, month, form, names) for _ in range(random.randint(0, 2))]
    litres = sum((block[1] for block in blocks), Decimal())
    total = sum(block[2] for block in blocks)
    made = (month + timedelta(32)).replace(day=random.randint(1, 5))
    title = pen.months(month, pen.one_of((roc(month, "y年M月份"), roc(month, "Y年m月"))))
    station = w(
        F.VENDOR,
        made_up.firm_stem(random) + pen.one_of(("加油站", "加油站有限公司", "興業加油站股份有限公司")),
    )
    tax = (
        f"（內含營業稅 {w(F.TAX, grouped(made_up.with_tax(total)[1]))} 元）"
        if pen.chance(0.5)
        else "（以上均含稅）"
    )
    number = f"發票號碼：{w(F.INVOICE_NO, made_up.invoice_no(random))}" if pen.chance(0.6) else ""
    day = w(F.ISSUE_DATE, roc(made, pen.one_of(("y/m/d", "Y/M/D", "y年M月D日"))), made)
    unit = pen.one_of((f"{w(F.UNIT, '公升', 'L')}數", "數量（公升）", "加油量(公升)"))
    return Page(
        CLAIM,
        f"""<h2>{station}</h2><h2 style="font-size:12pt">{title} {pen.one_of(("油款請款單", "簽帳明細表", "加油月結單"))}</h2>
<div class=l><span>TO：{made_up.firm(random)}　統編 {w(F.BUYER_UBN, made_up.ubn(random))}</span><span>製表：{day}</span></div>
<div class=l><span>{number}</span><span>統一編號：{w(F.SELLER_UBN, made_up.ubn(random))}　TEL {made_up.phone(random)}</span></div>
<table><tr><th>{pen.one_of(("日期", "加油日"))}<th>油品<th>{unit}<th>單價<th>金額{"".join(block[0] for block in blocks)}
<tr class=sum><td colspan=2>總　　計<td>{w(F.USAGE, grouped(litres))}<td><td>{w(F.TOTAL_AMOUNT, grouped(total))}</table>{tax}
<p>請於次月 {random.choice((10, 15, 20))} 日前電匯：和風商業銀行 東門分行　戶名同上　帳號 {made_up.digits(random, 3)}-{made_up.digits(random, 9)}<br>
匯費請自行負擔；油價如遇週一調整，以加油當日公告價計。　會計：{made_up.person(random)}</p>""",
        210,
        297,
        cropped=pen.chance(0.3),
    )
