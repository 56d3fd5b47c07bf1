"""Purchases for development, on paper: a carbon copy, a receipt by hand, a till roll, a weigh slip, a repair."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills.brush import Hand
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import (
    MING,
    MONO,
    SANS,
    address,
    day,
    firm,
    grouped,
    invoice_no,
    person,
    phone,
    plate,
    roc,
    rounded,
    ubn,
)
from tests.bills.purchases import Purchase
from tests.bills.three_parts import NUMERALS
from tests.bills.wares import Ware, bought, entries, house, numbered, sum_of, tax_on

IRONWARE: Sequence[Ware] = (
    ("內六角螺絲 M8*30 黑", "支", 3, 9),
    ("彈簧華司 3/8", "包", 28, 60),
    ("鑽尾螺絲 #10*1", "盒", 95, 180),
    ("切斷砂輪片 4 吋", "片", 14, 32),
    ("銅接頭 PT1/4 外牙", "只", 35, 88),
    ("油封 TC 35*52*7", "只", 40, 120),
    ("三角皮帶 A-45", "條", 70, 190),
    ("培林 6203ZZ", "粒", 45, 130),
    ("鐵氟龍膠帶", "捲", 8, 15),
    ("焊條 3.2mm", "盒", 210, 480),
    ("角鐵 L40*40*3*6M", "支", 320, 610),
)

MATRIX = f"""position:relative;padding:5mm 15mm 4mm;height:138mm;font:10.5pt/1.35 {MONO};letter-spacing:.15mm;
&::before,&::after{{content:"";position:absolute;top:0;bottom:0;width:6mm;left:3mm;
background:radial-gradient(circle,#777 1.6mm,transparent 1.8mm) 0 0/6mm 12.7mm}} &::after{{left:auto;right:3mm}}
h2{{margin:0;font-size:15pt;text-align:center;font-weight:400}} .c{{text-align:center}}
.two{{display:grid;grid-template-columns:1fr 62mm}} table{{width:100%;border-collapse:collapse;margin:1mm 0}}
th{{border-top:.3mm dashed;border-bottom:.3mm dashed;font-weight:400;text-align:left}} td{{padding:.2mm 0}}
td:nth-last-child(-n+4),th:nth-last-child(-n+4){{text-align:right}} td:last-child{{padding-left:4mm;text-align:left}}
.f{{border-top:.3mm dashed;display:flex;justify-content:space-between}}"""


@family(BillKind.INVOICE, development=True)
def sales_slip(pen: Pen) -> Page:
    """A carbon copy of a sales slip on endless paper of a dot matrix printer."""
    w, when = pen.write, day(pen.random, date(2014, 1, 1))
    goods = bought(pen, IRONWARE, 1, 7, (1, 2, 3, 5, 6, 10, 12, 20, 50, 100))
    sales, places = sum_of(goods), pen.one_of((0, 2))
    lines = "".join(
        f"""<tr><td>{number:02d}<td>{one.name}<td>{one.unit}<td>{entry.write(F.USAGE, grouped(one.count, places))}
<td>{entry.write(F.UNIT_PRICE, grouped(one.price, 2))}<td>{one.amount:,}<td>{pen.one_of(("", "", "補貨", "自取"))}"""
        for number, (entry, one) in enumerate(entries(pen, goods), 1)
    )
    form = pen.one_of(("y.m.d", "y/m/d", "Y/m/d"))
    invoice = w(F.INVOICE_NO, invoice_no(pen.random)) if pen.chance(0.7) else "月結"
    buyer = w(F.BUYER_UBN, ubn(pen.random))
    colour = pen.one_of(("#4b3f72", "#333", "#7a3350", "#2f4a6d"))
    return Page(
        MATRIX + f"color:{colour};background:{pen.one_of(('#fff', '#fdf3f5', '#fffbe8', '#f1f7ff'))}",
        f"""<div class=c>{w(F.VENDOR, house(pen, "五金股份有限公司", "螺絲五金行", "機械五金有限公司"))}</div>
<h2>{pen.one_of(("銷　貨　單", "出　貨　單", "銷貨憑單"))}</h2><div class=c>電話:{phone(pen.random)} 傳真:{phone(pen.random)}</div>
<div class=two><div>客戶編號:{pen.write(F.ACCOUNT_NO, numbered(pen, "Ldddd"))}<br>客戶名稱:{firm(pen.random)}<br>統一編號:{buyer}<br>送貨地址:{address(pen.random)}</div>
<div>{pen.one_of(("單據日期", "銷貨日期", "出貨日期"))}:{w(F.ISSUE_DATE, roc(when, form), when)}<br>單據號碼:{roc(when, "ymd")}{numbered(pen, "ddd")}
<br>發票號碼:{invoice}<br>業 務 員:{person(pen.random)}　頁次:1/1</div></div>
<table><tr><th>序<th>品名規格<th>單位<th>數量<th>單價<th>金額<th>備註{lines}</table>
<div class=f><span>合計 {sales:,}</span><span>營業稅 {w(F.TAX, grouped(tax_on(sales)))}</span>
<span>{pen.one_of(("總計", "應收金額", "總金額"))} {w(F.TOTAL_AMOUNT, grouped(sales + tax_on(sales)))}</span></div>
<div class=f><span>主管:</span><span>倉管:{person(pen.random)[0]}</span><span>製單:{numbered(pen, "ddd")}</span><span>客戶簽收:　　　　</span></div>
白聯:存根 紅聯:客戶 黃聯:會計　　※貨品如有不符請於 {pen.random.randint(3, 7)} 日內通知,逾期恕不退換""",
        241,
        140,
    )


SNACKS: Sequence[Ware] = (
    ("便當", "個", 70, 120),
    ("茶水", "箱", 150, 280),
    ("影印", "張", 1, 3),
    ("鮮花", "盆", 300, 900),
    ("電池", "組", 60, 180),
    ("掃把", "支", 65, 150),
    ("印章", "顆", 120, 350),
    ("水果", "盒", 250, 600),
    ("鑰匙", "支", 40, 90),
)
BY_HAND = f"""padding:5mm 6mm;font:11pt/1.5 {MING};position:relative;
h2{{margin:0;text-align:center;letter-spacing:4mm;font-size:17pt}} table{{width:100%;border-collapse:collapse}}
td{{border:.3mm solid;height:9mm;text-align:center;padding:0 1mm}} .box td{{width:9mm}} .l{{text-align:left}}
.seal{{position:absolute;left:8mm;bottom:7mm;border:.7mm double;padding:1mm 3mm;text-align:center;font-size:10pt;
line-height:1.35;opacity:.85}}"""


def _boxes(pen: Pen, total: int, hand: Hand) -> str:
    pen.note(F.TOTAL_AMOUNT, total)
    digits = str(total).rjust(6)
    return "".join(
        f"<td>{hand.write(NUMERALS[int(digit)]) if digit.strip() else ''}<td>{place}"
        for digit, place in zip(digits, "拾萬仟佰拾元", strict=True)
    )


@family(BillKind.INVOICE, development=True)
def receipt_by_hand(pen: Pen) -> Page:
    """A small shop's receipt that needs no uniform invoice, filled in by hand, with the shop's stamp."""
    w, hand, when = pen.write, Hand(pen.random), day(pen.random)
    goods = bought(pen, SNACKS, 1, 3, (1, 2, 3, 4, 5, 6, 8, 10, 20))
    total = sum_of(goods)
    rows = "".join(
        f"""<tr><td>{hand.write(one.name)}<td>{hand.write(entry.write(F.USAGE, str(one.count)) + pen.one_of(("", one.unit)))}
<td>{hand.write(entry.write(F.UNIT_PRICE, str(one.price)))}<td>{hand.write(grouped(one.amount))}<td>"""
        for entry, one in entries(pen, goods)
    )
    blank = "<tr><td><td><td><td><td>" * (4 - len(goods))
    parts = [str(when.year - 1911), str(when.month), str(when.day)]
    pen.note(F.ISSUE_DATE, when, *parts)
    dated = "".join(f" {hand.write(part)} {sign}" for part, sign in zip(parts, "年月日", strict=True))
    buyer = hand.write(w(F.BUYER_UBN, ubn(pen.random))) if pen.chance(0.6) else ""
    ink, seal = pen.one_of(("#2d6a4f", "#1d3f8a", "#8a2e2e", "#444")), pen.one_of(("#c62828", "#3949ab"))
    figures = f"NT$ {hand.write(w(F.TOTAL_AMOUNT, grouped(total)))}" if pen.chance(0.8) else ""
    return Page(
        BY_HAND + f"color:{ink};",
        f"""<h2>{pen.one_of(("免用統一發票收據", "收　據", "銀貨兩訖收據"))}</h2>
<div style="display:flex;justify-content:space-between"><span>No. {numbered(pen, "dddddd")}</span><span>中華民國{dated}</span></div>
買受人 {hand.write(firm(pen.random))}　台照　　統一編號 {buyer}
<table><tr><td width=32%>品　名<td>數　量<td>單　價<td>總　價<td width=14%>備　註{rows}{blank}</table>
<table class=box style="margin-top:-.3mm"><tr><td class=l style="width:32mm">合計新台幣{_boxes(pen, total, hand)}<td>整</table>
<div style="text-align:right;height:27mm">{figures}<br>經手人 {hand.write(person(pen.random)[0])}　　</div>
<div class=seal style="color:{seal};transform:rotate({pen.random.uniform(-5, 5):.1f}deg)">免用統一發票專用章<br>
<b>{w(F.VENDOR, house(pen, "小吃店", "花坊", "鎖印行", "雜貨店", "商號"))}</b><br>統一編號 {w(F.SELLER_UBN, ubn(pen.random))}
<br>負責人 {person(pen.random)}　電話 {phone(pen.random)}<br>{address(pen.random)}</div>""",
        150,
        170,
        cropped=True,
        handwritten=True,
    )


STATIONERY: Sequence[Ware] = (
    ("自來水筆", "", 25, 60),
    ("資料夾", "", 12, 45),
    ("修正帶", "", 25, 49),
    ("便條紙", "", 15, 39),
    ("釘書針", "", 10, 22),
    ("白板筆", "", 20, 35),
    ("抽取衛生紙", "", 79, 149),
    ("延長線 6尺", "", 199, 459),
    ("洗碗精", "", 49, 99),
    ("垃圾袋", "", 55, 119),
)
TILL = f"""padding:3mm 4mm;font:9.5pt/1.35 {MONO};color:#353a5e;.c{{text-align:center}} .b{{font-size:12pt}}
.l{{display:flex;justify-content:space-between}} .red{{color:#b0303a}}"""


def _till_lines(pen: Pen, goods: Sequence[Purchase]) -> str:
    """Number and price above or beside each name; the price of one article alone is told as well."""
    above, mark = pen.chance(0.5), pen.one_of((" X ", " @", "x $"))
    lines = []
    for entry, one in entries(pen, goods):
        count, price = entry.write(F.USAGE, str(one.count)), entry.write(F.UNIT_PRICE, str(one.price))
        told = f"{count}{mark}{price}"
        amount = f"{one.amount}{pen.one_of(('TX', 'T', ' *'))}"
        lines.append(
            f"<div>　{told}</div><div class=l><span>{one.name}</span><span>{amount}</span></div>"
            if above
            else f"<div>{one.name}</div><div class=l><span>　　{told}</span><span>{amount}</span></div>"
        )
    return "".join(lines)


@family(BillKind.INVOICE, development=True)
def cash_register(pen: Pen) -> Page:
    """The customer's copy of a cash register's uniform invoice, as before electronic ones."""
    w, when = pen.write, day(pen.random, date(2012, 1, 1), date(2020, 12, 31))
    goods = bought(pen, STATIONERY, 1, 8, (1, 1, 1, 2, 3, 4, 5, 10))
    total, even = sum_of(goods), when.month + when.month % 2
    paid = total if pen.chance(0.3) else (total // 500 + 1) * 500
    buyer = f"<div>統一編號 {w(F.BUYER_UBN, ubn(pen.random))}</div>" if pen.chance(0.5) else ""
    form = pen.one_of(("Y-m-d", "Y/m/d", "y-m-d"))
    clock = f"{pen.random.randint(8, 21):02d}:{pen.random.randint(0, 59):02d}"
    return Page(
        TILL,
        f"""<div class="c red">收銀機統一發票（收執聯）</div><div class="c red b">{w(F.INVOICE_NO, invoice_no(pen.random, " "))}</div>
<div class="c red">中華民國{when.year - 1911}年{even - 1:02d}-{even:02d}月份</div><div class="c b">{w(F.VENDOR, house(pen, "百貨行", "文具有限公司", "生活百貨股份有限公司"))}</div>
<div class=c>{pen.one_of(("營業人統編", "NO.", "統編:"))}{w(F.SELLER_UBN, ubn(pen.random))}</div><div class=c>{phone(pen.random)}</div>
<div class=l><span>{w(F.ISSUE_DATE, roc(when, form), when)} {clock}</span><span>{numbered(pen, "#dd")}</span></div>
<div class=l><span>機{numbered(pen, "d")} 店{numbered(pen, "ddd")}</span><span>序{numbered(pen, "dddddd")}</span></div>{buyer}
{_till_lines(pen, goods)}<div class=l><span>{len(goods)}項　{sum(one.count for one in goods)}點</span><span>小計 {total}</span></div>
<div class="l b"><span>{pen.one_of(("合計", "總計", "TOTAL"))}</span><span>{pen.one_of(("$", "", "＄"))}{w(F.TOTAL_AMOUNT, str(total))}</span></div>
<div class=l><span>現金</span><span>{paid}</span></div><div class=l><span>找零</span><span>{paid - total}</span></div>
<div class=c>本發票金額已含 5% 營業稅</div><div class=c>{pen.random.randint(7, 14)}日內憑發票換貨</div>""",
        57,
        170,
        cropped=True,
    )


HEAVY = (
    ("鍍鋅鋼板 1.2t", 24, 36),
    ("不銹鋼邊料 304", 42, 61),
    ("玉米粉", 13, 19),
    ("環保再生粒 PP", 21, 34),
    ("工業鹽", 5, 9),
    ("黃豆粉", 15, 23),
)
WEIGHED = f"""padding:6mm;font:10.5pt/1.4 {SANS};color:#1b5e20;table{{width:100%;border-collapse:collapse}}
td{{border:.35mm solid #2e7d32;padding:1mm 2mm;height:8.5mm}} td:nth-child(odd){{width:26mm}}
b{{font:500 12pt {MONO};color:#222}} h2{{margin:0 0 1mm;font-size:15pt;letter-spacing:2mm}}"""


@family(BillKind.INVOICE, development=True)
def weigh_slip(pen: Pen) -> Page:
    """A slip of a weighbridge that is the bill as well: the goods weigh what the full lorry does above the empty."""
    w, random, when = pen.write, pen.random, day(pen.random)
    name, low, high = pen.one_of(HEAVY)
    empty, net = random.randint(3_000, 15_500), random.randrange(900, 18_000, 10)
    price = rounded(Decimal(random.uniform(low, high)), pen.one_of((0, 1, 2)))
    less = random.randrange(10, 90, 10) if pen.chance(0.4) else 0
    sales = int(rounded((net - less) * price))
    tax = tax_on(sales)
    unit = pen.one_of(("公斤", "kg", "KG"))
    billed = f"<b>{w(F.USAGE, grouped(net - less))}</b> {w(F.UNIT, unit, 'kg')}"
    deducted = (
        f"<tr><td>淨　　重<td><b>{net:,}</b> {unit}<td>扣　　重<td><b>{less}</b> {unit}<tr><td>計價重量<td>{billed}"
        if less
        else f"<tr><td>淨　　重<td>{billed}"
    )
    gross, hour = net + empty, random.randint(7, 16)
    return Page(
        WEIGHED,
        f"""<h2>{w(F.VENDOR, house(pen, "鋼鐵股份有限公司", "飼料有限公司", "原料行"))} {pen.one_of(("過磅單", "地磅單", "磅單暨銷貨單"))}</h2>
統一編號 {w(F.SELLER_UBN, ubn(random))}　{address(random)}　TEL {phone(random)}
<table><tr><td>過磅單號<td><b>{numbered(pen, "dddddddd")}</b><td>日　　期<td><b>{w(F.ISSUE_DATE, roc(when, pen.one_of(("y/m/d", "Y-m-d"))), when)}</b>
<tr><td>客戶名稱<td>{firm(random)}<td>統一編號<td><b>{w(F.BUYER_UBN, ubn(random))}</b>
<tr><td>車　　號<td><b>{plate(random)}</b><td>貨　　品<td><b>{name}</b>
<tr><td>總　　重<td><b>{gross:,}</b> {unit}<td>過磅時間<td><b>{hour:02d}:{random.randint(0, 59):02d}</b>
<tr><td>空　　重<td><b>{empty:,}</b> {unit}<td>過磅時間<td><b>{hour + 1:02d}:{random.randint(0, 59):02d}</b>
{deducted}<td>單　　價<td><b>{w(F.UNIT_PRICE, str(price))}</b> 元
<tr><td>金　　額<td><b>{sales:,}</b><td>營 業 稅<td><b>{w(F.TAX, grouped(tax))}</b>
<tr><td>總　　計<td><b>{w(F.TOTAL_AMOUNT, grouped(sales + tax))}</b><td>發票號碼<td><b>{w(F.INVOICE_NO, invoice_no(random))}</b></table>
司磅員 {person(random)}　　司機簽名 ＿＿＿＿＿＿　　地磅檢定有效期限 {roc(when + timedelta(random.randint(30, 400)), "y/m/d")}　最大秤量 {pen.one_of((40, 60, 80))} 公噸""",
        180,
        130,
        cropped=True,
    )
