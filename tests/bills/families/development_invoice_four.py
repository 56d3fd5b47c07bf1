"""Purchases for development that are rarer: a Japanese invoice, and a market's ticket of what was weighed."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import (
    MONO,
    address,
    day,
    digits,
    firm,
    grouped,
    invoice_no,
    person,
    phone,
    roc,
    rounded,
    ubn,
)
from tests.bills.purchases import Purchase
from tests.bills.wares import Ware, bought, entries, house, numbered, sum_of, tax_on

SERVICES: Sequence[Ware] = (
    ("金型メンテナンス作業", "人日", 9500, 18000),
    ("精密ベアリング 6904ZZ", "個", 180, 520),
    ("油圧シリンダ用パッキン", "セット", 850, 2400),
    ("出張技術指導料", "時間", 2200, 4800),
    ("センサーケーブル 5m", "本", 640, 1500),
    ("射出成形機 定期点検", "台", 12000, 26000),
    ("切削チップ CNMG120408", "枚", 160, 390),
    ("保守ソフト年間利用料", "ライセンス", 18000, 42000),
)
HOUSES = ("蒼樹", "凪原", "朝霧野", "白楊", "瑞野", "楓谷")
JAPANESE = """font:10pt/1.55 'Noto Serif CJK JP','Noto Serif CJK TC';color:#111;padding:16mm 17mm;
h1{font-size:21pt;text-align:center;letter-spacing:12mm;text-indent:12mm;margin:0 0 7mm;font-weight:400;border-bottom:.9mm double #111}
.g{display:flex;justify-content:space-between} .to{font-size:13pt;border-bottom:.3mm solid;padding-right:12mm;align-self:flex-start}
.sum{margin:7mm 0 5mm;font-size:15pt;border-bottom:.5mm solid;display:inline-block;padding:0 4mm 1mm 0} table{width:100%;border-collapse:collapse}
th{background:#ececec;font-weight:400;letter-spacing:2mm} td,th{border:.25mm solid #333;padding:1.1mm 2mm;height:7.4mm} .x td:nth-child(n+3){text-align:right}
td:nth-child(4){text-align:center!important} .t{margin-left:57%;width:43%;margin-top:-.25mm} .t td:last-child{text-align:right;width:55%} .b{border:.25mm solid #333;padding:2mm 4mm;margin-top:8mm;font-size:8.8pt}
.hanko{position:absolute;margin:-15mm 0 0 53mm;width:17mm;height:17mm;border:.7mm solid #c9302c;color:#c9302c;border-radius:50%;opacity:.75;text-align:center;line-height:1.15;padding-top:3.4mm;font-size:9pt}"""


def _services(pen: Pen, goods: Sequence[Purchase]) -> str:
    lines = "".join(
        f"""<tr><td style="text-align:center">{place}<td>{one.name}<td>{entry.write(F.USAGE, str(one.count))}<td>{one.unit}
        <td>{entry.write(F.UNIT_PRICE, grouped(one.price))}<td>{one.amount:,}"""
        for place, (entry, one) in enumerate(entries(pen, goods), 1)
    )
    return lines + "<tr><td><td><td><td><td><td>" * (7 - len(goods))


@family(BillKind.INVOICE, development=True)
def japanese_invoice(pen: Pen) -> Page:
    """An invoice in Japanese of a Japanese firm's branch, in New Taiwan dollars with Taiwan's tax."""
    w, random, when = pen.write, pen.random, day(pen.random)
    goods = bought(pen, SERVICES, 1, 5, (1, 2, 3, 4, 6, 10, 20))
    sales = sum_of(goods)
    total, stem = sales + tax_on(sales), pen.one_of(HOUSES)
    vendor = stem + pen.one_of(
        ("精機株式会社 台湾支店", "商事株式会社 台北支店", "テクノ株式会社 台湾分公司")
    )
    amount, form = w(F.TOTAL_AMOUNT, grouped(total)), pen.one_of(("Y年M月D日", "Y年m月d日", "Y/m/d"))
    due = (when.replace(day=1) + timedelta(63)).replace(day=1) - timedelta(1)
    sign = pen.one_of(("NT$ {}-", "NT${} -", "{} 台湾元", "TWD {}")).format(amount)
    return Page(
        JAPANESE,
        f"""<h1>{pen.one_of(("請求書", "御請求書"))}</h1><div class=g><div class=to>{firm(random)}　御中</div><div style="width:72mm">
<span style="font-size:9pt">請求番号：{numbered(pen, "LL")}-{roc(when, "Ym")}-{random.randint(1, 99):03d}<br>{pen.one_of(("発行日", "請求日"))}：{w(F.ISSUE_DATE, roc(when, form), when)}</span><br><br>
<b style="font-size:12pt">{w(F.VENDOR, vendor)}</b><br>〒{digits(random, 3)}　{address(random)}<br>TEL {phone(random)}<br>統一編號 {w(F.SELLER_UBN, ubn(random))}　担当：{pen.one_of(("佐藤", "田中", "山本", "中村"))}
<div class=hanko>{stem}<br>之印</div></div></div>
<div style="font-size:9.5pt">貴社統一編號：{w(F.BUYER_UBN, ubn(random))}<br>件名：{when.month}月度分　ご注文番号 {digits(random, 8)}</div><div style="margin-top:4mm">下記の通りご請求申し上げます。</div>
<div class=sum>{pen.one_of(("ご請求金額", "ご請求額（税込）", "合計金額"))}　　{sign}</div>
<table class=x><tr><th width=6%>No<th>品名<th width=10%>数量<th width=13%>単位<th width=16%>単価<th width=18%>金額{_services(pen, goods)}</table>
<table class=t><tr><td>小計（税抜）<td>{sales:,}<tr><td>{pen.one_of(("営業税 5%", "消費税（営業税）5%"))}<td>{w(F.TAX, grouped(total - sales))}<tr><td><b>合計（税込）</b><td><b>{amount}</b></table>
<div class=b>【お振込先】{stem}銀行 台北支店（{random.randint(800, 830)}）　当座 {digits(random, 11)}<br>【お支払期限】{roc(due, form)}　※振込手数料は貴社にてご負担願います。<br>
【備考】納品日 {roc(when - timedelta(random.randint(3, 12)), form)}　統一發票 {w(F.INVOICE_NO, invoice_no(random, pen.one_of(("", "-"))))} を同封いたします。前回ご請求額 {random.randint(8, 90)},{digits(random, 3)} は入金済みです。</div>""",
        210,
        297,
    )


# Name, and the least and most NT$ for a kilogram.
HARVEST: Sequence[tuple[str, int, int]] = (
    ("高麗菜初秋", 12, 45),
    ("青江菜", 15, 60),
    ("牛番茄", 30, 95),
    ("洋蔥本產", 14, 38),
    ("紅蘿蔔洗選", 16, 40),
    ("虱目魚肚", 150, 280),
    ("吳郭魚", 55, 90),
    ("土雞腿肉", 120, 210),
    ("馬鈴薯", 22, 48),
    ("空心菜", 18, 70),
)
TICKET = f"""font:9.5pt/1.4 {MONO};color:#26262e;padding:4mm 4mm;background:#fffdf4;
.c{{text-align:center}} .big{{font-size:15pt;font-weight:700}} .l{{display:flex;justify-content:space-between}} hr{{border:0;border-top:.3mm dashed #444;margin:1.5mm 0}}
.w{{font-size:8pt;padding-left:4mm;color:#444}}"""


def _weighed(pen: Pen, per: str) -> tuple[str, int]:
    """The lines of what was weighed and what they come to together."""
    told, total, chosen = "", 0, pen.random.sample(HARVEST, pen.random.randint(1, 6))
    for place, (name, low, high) in enumerate(chosen, 1):
        entry = pen if len(chosen) == 1 else pen.row()
        net, boxes = rounded(pen.random.uniform(4, 46), 2), pen.random.randint(1, 3)
        tare = boxes * Decimal("1.6")
        price = Decimal(pen.random.randint(low * 2, high * 2)) / 2
        amount = int(rounded(net * price))
        total += amount
        entry.note(F.UNIT, "kg", per)
        told += f"""<div>{place:02d} {name}</div><div class=w>毛重 {net + tare:.2f}　籃 {boxes}×1.60　</div>
        <div class=l><span>　淨 {entry.write(F.USAGE, f"{net:.2f}")}{per}</span><span>@{entry.write(F.UNIT_PRICE, f"{price:.1f}")}</span><span>{amount:,}</span></div>"""
    return told, total


@family(BillKind.INVOICE, development=True)
def market_ticket(pen: Pen) -> Page:
    """A ticket that the scale of a market's stall prints before dawn: gross, crates, net weight, price of a kilogram."""
    w, random, when = pen.write, pen.random, day(pen.random)
    per = pen.one_of(("kg", "公斤", "KG"))
    lines, total = _weighed(pen, per)
    paid = total + (-total % 100)
    clock = f"{random.randint(2, 6):02d}:{random.randint(0, 59):02d}"
    buyer = f"<div>統編 {w(F.BUYER_UBN, ubn(random))}</div>" if pen.chance(0.5) else ""
    return Page(
        TICKET,
        f"""<div class="c big">{w(F.VENDOR, house(pen, "蔬果行", "農產行", "生鮮商行", "農產運銷有限公司"))}</div><div class=c>{pen.one_of(("南區果菜市場", "果菜批發市場", "第二魚貨市場"))} {numbered(pen, "L")}棟 {random.randint(1, 180)} 號攤<br>
TEL {phone(random)}<br>統編 {w(F.SELLER_UBN, ubn(random))}</div><hr><div class=l><span>{w(F.ISSUE_DATE, roc(when, pen.one_of(("y.m.d", "y-m-d", "Y.m.d", "ymd"))), when)} {clock}</span><span>秤{random.randint(1, 6)} #{random.randint(1, 999):04d}</span></div>
<div>{firm(random)}</div>{buyer}<hr>{lines}<hr><div class="l big"><span>{pen.one_of(("合計", "應收", "總額"))}</span><span>{w(F.TOTAL_AMOUNT, grouped(total))}元</span></div>
<div class=l><span>收現</span><span>{paid:,}</span></div><div class=l><span>找零</span><span>{paid - total}</span></div><hr>
<div class=c>未加工農漁產品 免徵營業稅<br>空籃押金每只 {pen.one_of((100, 150, 200))} 元 {random.randint(5, 9)} 日內退<br>週一、{pen.one_of(("農曆初三", "十六"))}休市　司磅 {person(random)[0]}</div>""",
        76,
        230,
        cropped=True,
    )
