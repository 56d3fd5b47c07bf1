"""Bottled gas for development: a tank lorry's weighing slip, a hotel's English invoice, a delivery in three
copies."""

from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up, pieces
from tests.bills.drawn import Page, Pen, family
from tests.bills.gas_sold import bottles, english, holes, patterned, stripes
from tests.bills.made_up import firm_stem, grouped, roc, rounded

SLIP = """padding:7mm 17mm;font:10.5pt/1.55 'DotGothic16','AR PL UMing TW';color:#33343c;position:relative;
pre{font:inherit;margin:0} .c{text-align:center;font-size:13pt} .sg{display:flex;justify-content:space-between;margin-top:3mm}
.r{display:grid;grid-template-columns:1fr 1fr;column-gap:8mm} .r div{display:flex;justify-content:space-between;border-bottom:.2mm dotted #667}"""


@family(BillKind.LPG, development=True)
def weighing_slip(pen: Pen) -> Page:
    """What a needle printer says of a lorry's load for a works' tank: three weights, a price of a kilogram."""
    random, when = pen.random, made_up.day(pen.random)
    empty, net = random.randint(700, 1_400) * 10, random.randint(150, 1_050) * 10
    price = rounded(random.uniform(22, 36), 2)
    sales = int(rounded(net * price))
    tax, form = int(rounded(sales * 0.05)), pen.one_of(("y/m/d", "Y/m/d", "y.m.d"))
    minute, hour, propane = random.randint(10, 35), random.randint(7, 17), random.choice((30, 50, 70))
    unit = pen.write(F.UNIT, pen.one_of(("KG", "公斤", "kg")), "kg")
    told = [
        ("車號", made_up.plate(random)),
        ("司機", made_up.person(random)),
        ("入廠", f"{roc(when, form)} {hour:02d}:{minute:02d}"),
        ("出廠", f"{roc(when, form)} {hour:02d}:{minute + random.randint(12, 24):02d}"),
        (pen.one_of(("總重", "毛重")), f"{empty + net:,} {unit}"),
        ("空重", f"{empty:,} {unit}"),
        (pen.one_of(("淨重", "實裝量", "交貨量")), f"{pen.write(F.USAGE, grouped(net))} {unit}"),
        ("儲槽液位", f"前 {random.randint(15, 35)}% 後 {random.randint(60, 85)}%"),
        ("單價(未稅)", f"{pen.write(F.UNIT_PRICE, str(price), price)} 元/{unit}"),
        ("貨款", f"{sales:,}"),
        ("營業稅", pen.write(F.TAX, grouped(tax))),
        ("總金額", f"NT$ {pen.write(F.TOTAL_AMOUNT, grouped(sales + tax))}"),
    ]
    lines = "".join(f"<div><span>{label}:</span><span>{value}</span></div>" for label, value in told)
    vendor = firm_stem(random) + pen.one_of(("液化石油氣股份有限公司", "石油氣分裝場", "能源股份有限公司"))
    return Page(
        SLIP,
        f"""{holes(113, 216)}<div class=c>{pen.write(F.VENDOR, vendor)}<br>** {pen.one_of(("地磅單", "過磅送貨單", "槽車交運單"))} **</div>
<div class=sg><span>單號 {patterned(random, "LLdddddd")}</span><span>日期 {pen.write(F.ISSUE_DATE, roc(when, form), when)}</span><span>磅次 {random.randint(2, 98):04d}</span></div>
<pre>客戶: {made_up.firm(random)}   統編: {pen.write(F.BUYER_UBN, made_up.ubn(random))}
品名: 液化石油氣(丙烷{propane}% 丁烷{100 - propane}%)   比重 {random.uniform(0.51, 0.57):.3f}   溫度 {random.randint(18, 33)}℃</pre>
================================================<div class=r>{lines}</div>================================================
<div>UN1075 易燃氣體 2.1類　緊急應變 {made_up.phone(random)}　磅差 ±0.3% 內不予增減</div>
<div class=sg><span>司磅______</span><span>司機______</span><span>收貨簽章__________</span></div>{stripes()}""",
        216,
        114,
    )


HOTEL = """padding:16mm 15mm;font:9pt/1.5 'Liberation Serif','Noto Serif CJK TC';color:#111;
h1{font-size:21pt;font-weight:400;letter-spacing:1mm;margin:0 0 4mm} .w{display:flex;justify-content:space-between}
table{width:100%;border-collapse:collapse;margin:5mm 0} th{border-top:.5mm solid #111;border-bottom:.2mm solid #111;text-align:right;font-weight:400;font-style:italic;padding:1.2mm}
td{text-align:right;padding:1.2mm} th:first-child,td:first-child{text-align:left} .s{width:80mm;margin-left:auto} .s td{border-bottom:.2mm solid #aaa}
.s tr:last-child td{border-top:.5mm solid #111;font-weight:700;font-size:11pt}"""


HOTEL_SELLERS = {
    "Coral Reef": "珊瑚礁液化氣股份有限公司",
    "Camphor Bay": "樟樹灣能源有限公司",
    "Blue Magpie": "藍鵲燃氣有限公司",
    "Jade Harbour": "玉港石油氣股份有限公司",
}


@family(BillKind.LPG, development=True)
def hotel_invoice(pen: Pen) -> Page:
    """An invoice in English to a hotel, with net weight and what burning it gives off."""
    random, made = pen.random, made_up.day(pen.random)
    sold = bottles(random, (20, 50), 24)
    sales, form = sold.amount, pen.one_of(("D B Y", "B D, Y", "d-B-y"))
    tax, stem = (
        int(rounded(sales * 0.05)),
        pen.one_of(tuple(HOTEL_SELLERS)),
    )
    chinese = pen.one_of(("珊瑚礁液化氣股份有限公司", "樟樹灣能源有限公司", "藍鵲燃氣有限公司"))
    both = pen.chance(0.5)
    english_name = f"{stem} Gas Co., Ltd."
    name = (
        f"{english_name}<br><span style='font-size:12pt'>{pen.write(F.VENDOR, chinese)}</span>"
        if both
        else ""
    )
    name = name or pen.write(F.VENDOR, english_name)
    unit = pen.write(F.UNIT, "kg")
    emitted = rounded(sold.kilograms * Decimal("2.98"), 1)
    carbon = ""
    if pen.chance(0.5):
        carbon = f"Estimated Scope 1 emissions of this supply: {pen.write(F.PRINTED_KGCO2E, grouped(emitted, 1))} kg CO2e (2.98 kg CO2e/kg)"
    weight = f"{pen.write(F.USAGE, grouped(sold.kilograms))} {unit}"
    return Page(
        HOTEL,
        f"""<div class=w><h1>{pen.one_of(("INVOICE", "Tax Invoice", "SALES INVOICE"))}</h1><div style='text-align:right;font-size:14pt'>{name}</div></div>
<div class=w><div>Bill to:<br><b>{pen.one_of(("Grand Lagoon Hotel", "Seaview Resort & Spa", "Old Port Kitchen Ltd."))}</b><br>{pen.one_of(("Hualien", "Taitung", "Kenting", "Penghu"))}, Taiwan<br>
Business ID {pen.write(F.BUYER_UBN, made_up.ubn(random))}<br>Customer ref. {pen.write(F.ACCOUNT_NO, patterned(random, "LLL-dddd"))}</div>
<div>Invoice date: {pen.write(F.ISSUE_DATE, english(made, form), made)}<br>Delivered: {english(made - timedelta(1), form)}<br>Payment terms: net {random.choice((15, 30, 45))} days<br>
Due: {english(made + timedelta(30), form)}<br>Our reference: {patterned(random, "INV-dddddd")}<br>Uniform invoice: {pen.write(F.INVOICE_NO, made_up.invoice_no(random, "-"))}</div></div>
<table><tr><th>Description<th>Cylinders<th>Net weight<th>NT$ per {unit}<th>Amount<tr><td>LPG, commercial propane, {sold.size} {unit} cylinder<td>{sold.count}<td>{weight}
<td>{pen.write(F.UNIT_PRICE, f"{sold.price:.2f}", sold.price)}<td>{sales:,}<tr><td>Cylinder deposit (balance {random.randint(6, 40)} pcs)<td>0<td>–<td>–<td>0</table>
<table class=s><tr><td>Subtotal<td>{sales:,}<tr><td>VAT 5%<td>{pen.write(F.TAX, grouped(tax))}<tr><td>Total due NT$<td>{pen.write(F.TOTAL_AMOUNT, grouped(sales + tax))}</table>
<p>{carbon}</p><p>Please remit to account {patterned(random, "ddd-dddd-ddddddd")}, SWIFT {patterned(random, "LLLLTWTP")}. Overdue balances bear interest at 1.5% per month.<br>
Supplier business ID {pen.write(F.SELLER_UBN, made_up.ubn(random))}　Tel. +886-{random.randint(2, 8)}-{patterned(random, "ddd-dddd")}</p>""",
        210,
        297,
        cropped=True,
    )


COPIES = """padding:6mm 9mm;font:9.5pt 'Noto Sans CJK TC';color:#3a3a44;background:#fdf3b4;position:relative;height:99mm;
table{width:100%;border-collapse:collapse;margin-top:1mm} td,th{border:.25mm solid #667;padding:.6mm 1.5mm;height:6.5mm;font-weight:400} .n{text-align:right}
.w{display:flex;justify-content:space-between;align-items:flex-end} .v{position:absolute;right:2.5mm;top:30mm;writing-mode:vertical-rl;font-size:8pt}"""


@family(BillKind.LPG, development=True)
def three_copies(pen: Pen) -> Page:
    """A delivery note on yellow paper: bottles of two sizes, a regulator, empties taken back."""
    random, when = pen.random, made_up.day(pen.random)
    small = bottles(random, (16, 20), 6)
    large, form = bottles(random, (50,), 4), pen.one_of(("y/m/d", "Y-m-d", "y年m月d日"))
    fitting, summed = random.choice((0, 350, 480)), pen.chance(0.6)
    unit = pen.one_of(("公斤", "KG", "kg"))
    told = [
        (f"A{sold.size:03d}", f"液化石油氣 {sold.size}{unit}", sold.count, "桶", sold.each, sold.amount)
        for sold in (small, large)
    ]
    told += [("R101", "Q3 調整器 附軟管 1.5M", 1, "組", fitting, fitting)] if fitting else []
    kilograms, sales = small.kilograms + large.kilograms, sum(line[-1] for line in told)
    tax = int(rounded(sales * 0.05))
    pen.note(F.UNIT, "kg", unit)
    if summed:
        weighed = f"合計重量 {pen.write(F.USAGE, grouped(kilograms))} {unit}"
    else:
        weighed = f"共 {small.count + large.count} 桶"
        pen.note(F.USAGE, kilograms, *(f"{sold.size}{unit}" for sold in (small, large)))
    body = [
        (
            str(place),
            code,
            name,
            f"<div class=n>{count}</div>",
            kind,
            f"<div class=n>{each:,}</div>",
            f"<div class=n>{amount:,}</div>",
            "",
        )
        for place, (code, name, count, kind, each, amount) in enumerate(told, 1)
    ]
    empties = f"收回空桶 {small.size}{unit}×{small.count}　50{unit}×{random.randint(0, large.count)}"
    body += [("", "", empties, "", "", "", "", "")]
    vendor = pen.write(F.VENDOR, firm_stem(random) + pen.one_of(("煤氣行", "瓦斯有限公司", "燃氣企業社")))
    head = ("項", "品號", "品名規格", "數量", "單位", "單價", "金額", "備註")
    return Page(
        COPIES,
        f"""<div class=w><div><b style='font-size:15pt'>{vendor}</b><br>TEL {made_up.phone(random)}　FAX {made_up.phone(random)}</div>
<b style='font-size:14pt;letter-spacing:3mm'>{pen.one_of(("銷貨單", "送貨單", "出貨單"))}</b><div>單號 {roc(when, "ymd")}{patterned(random, "ddd")}<br>日期 {pen.write(F.ISSUE_DATE, roc(when, form), when)}</div></div>
<div>客戶 {pen.write(F.ACCOUNT_NO, patterned(random, "Cddd"))} {made_up.firm(random)}　統編 {pen.write(F.BUYER_UBN, made_up.ubn(random))}<br>送貨地址 {made_up.address(random)}</div>
{pieces.table(head, body)}<table><tr><td>{weighed}<td>未稅 {sales:,}<td>稅額 {pen.write(F.TAX, grouped(tax))}<td><b>總計 {pen.write(F.TOTAL_AMOUNT, grouped(sales + tax))}</b>
<tr><td>前期未收 {random.randint(0, 19) * 500:,}<td colspan=2>業務 {made_up.person(random)}　司機 {made_up.person(random)}<td>客戶簽收</table>
<div style='font-size:7.5pt;margin-top:1mm'>※ 鋼瓶屬本行財產，逾檢驗期限請勿使用。發票於每月 {random.choice((5, 25, 30))} 日彙開。</div><div class=v>白：存根　紅：會計　黃：客戶</div>""",
        216,
        100,
    )
