"""Bottled gas for development: a receipt by hand, a sheet of a month, a slip with codes, an order in an app."""

from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up
from tests.bills.brush import Hand
from tests.bills.drawn import Page, Pen, family
from tests.bills.e_invoice import CSS, Line, proof, sale
from tests.bills.gas_sold import bottles, parted, patterned
from tests.bills.made_up import firm_stem, grouped, roc
from tests.bills.three_parts import NUMERALS

RECEIPT = """padding:5mm 8mm;font:10pt 'AR PL UMing TW';color:#1d3f8f;position:relative;
h2{text-align:center;margin:0;letter-spacing:3mm;font-size:16pt} table{width:100%;border-collapse:collapse;margin-top:1.5mm}
td{border:.25mm solid #1d3f8f;height:8.5mm;padding:0 1.5mm;text-align:center} .d{display:flex;justify-content:space-between}
.st{position:absolute;right:10mm;bottom:6mm;border:.6mm solid #6a2fa0;color:#6a2fa0;padding:1mm 3mm;font:10pt/1.35 'AR PL UKai TW';
transform:rotate(-3deg);opacity:.85;text-align:center}"""


def _sum_in_words(total: int) -> str:
    """A sum as it is written into a receipt: without the places it has not."""
    digits = str(total)
    places = ("", "拾", "佰", "仟", "萬", "拾", "佰")[: len(digits)][::-1]
    return "".join(NUMERALS[int(one)] + place for one, place in zip(digits, places, strict=True))


@family(BillKind.LPG, development=True)
def hand_receipt(pen: Pen) -> Page:
    """A receipt of a shop that makes out no uniform invoices, by hand, with its stamp."""
    random, hand, when = pen.random, Hand(pen.random), made_up.day(pen.random)
    sold = bottles(random, (16, 20, 20, 50), 6)
    size, unit = str(sold.size), pen.one_of(("公斤", "kg", "KG", "K"))
    name = pen.one_of(("桶裝瓦斯", "瓦斯", "液化氣", "家用瓦斯"))
    goods = f"{hand.write(name)} {hand.write(size)}{hand.write(pen.write(F.UNIT, unit, 'kg'))}"
    pen.note(F.USAGE, sold.kilograms, size, str(sold.count))
    dated = parted(pen, F.ISSUE_DATE, when, hand.write)
    count = hand.write(f"{sold.count}{pen.one_of(('', '桶', '支'))}")
    total = hand.write(pen.write(F.TOTAL_AMOUNT, pen.one_of((str(sold.amount), grouped(sold.amount)))))
    stem = firm_stem(random) + pen.one_of(("煤氣行", "瓦斯行", "液化瓦斯行", "煤氣商行"))
    buyer = pen.write(F.BUYER_UBN, made_up.ubn(random)) if pen.chance(0.5) else ""
    blank = "<tr><td><td><td><td><td>"
    return Page(
        RECEIPT,
        f"""<h2>免用統一發票收據</h2><div class=d><span>買受人：{hand.write(made_up.firm(random), 5)}</span><span>統一編號：{hand.write(buyer)}</span></div>
<div class=d><span>地　址：</span><span>中華民國{dated}</span></div>
<table><tr><td width=36%>品　　名<td>數量<td>單價<td>總　　價<td width=20%>備　註
<tr><td>{goods}<td>{count}<td>{hand.write(str(sold.each))}<td>{hand.write(grouped(sold.amount))}<td>{blank * 2}
<tr><td>合　計<td colspan=3>{total}<td><tr><td>新臺幣（大寫）<td colspan=4 style='text-align:left'>{hand.write(_sum_in_words(sold.amount))} 元整</table>
<div style='font-size:7.5pt;margin-top:1mm'>本收據免徵營業稅　第一聯：收執聯　訂製：{patterned(random, "LL-ddd")}</div>
<div style='height:13mm'></div><div class=st><b>{pen.write(F.VENDOR, stem)}</b><br>統編 {pen.write(F.SELLER_UBN, made_up.ubn(random))}<br>
<small>電話 {made_up.phone(random)}<br>{made_up.address(random)}</small></div>""",
        180,
        104,
        handwritten=True,
    )


SHEET = """font:9pt 'Liberation Sans','Noto Sans CJK TC';color:#000;
.bar{background:#217346;color:#fff;padding:1.5mm 3mm} .fx{border-bottom:.2mm solid #ccc;padding:1mm 3mm;font-size:8pt}
table{border-collapse:collapse;width:100%} td,th{border:.2mm solid #d0d0d0;padding:.7mm 1.5mm;height:5.6mm;white-space:nowrap}
th{background:#eee;font-weight:400;color:#555;width:9mm;text-align:center} .n{text-align:right} .y{background:#fff2cc}
.tabs{background:#f3f3f3;padding:1.2mm 3mm;font-size:8pt}"""


@family(BillKind.LPG, development=True)
def month_sheet(pen: Pen) -> Page:
    """A spreadsheet on a screen: a month's deliveries, which add up to one demand for payment."""
    random, price = pen.random, Decimal(pen.random.randint(64, 100)) / 2
    month = made_up.day(random).replace(day=1)
    days = sorted(random.sample(range(1, 28), random.randint(4, 9)))
    sizes = pen.one_of(((20,), (50,), (20, 50)))
    sold = [(month + timedelta(one), pen.one_of(sizes), random.randint(1, 8)) for one in days]
    kilograms = sum(size * count for _, size, count in sold)
    sales = int(kilograms * price)
    tax, form = int(made_up.rounded(sales * 0.05)), pen.one_of(("Y/M/D", "M/D", "y.m.d"))
    body = ""
    for place, (when, size, count) in enumerate(sold, 5):
        row, weight = pen.row(), size * count
        body += f"""<tr><th>{place}<td class=d>{row.write(F.ISSUE_DATE, roc(when, form), when)}<td class=d>{size}kg桶裝<td class=n>{count}
<td class=n>{row.write(F.USAGE, str(weight))}<td class=n>{row.write(F.UNIT_PRICE, str(price))}<td class=n>{int(weight * price):,}"""
    last, end = 5 + len(sold), (month + timedelta(31)).replace(day=1) - timedelta(1)
    span = f"""請款期間 {pen.write(F.PERIOD_START, roc(month, "Y/m/d"), month)}~{pen.write(F.PERIOD_END, roc(end, "Y/m/d"), end)}"""
    made = end + timedelta(random.randint(1, 5))
    vendor = pen.write(
        F.VENDOR, firm_stem(random) + pen.one_of(("液化煤氣有限公司", "瓦斯企業行", "能源有限公司"))
    )
    return Page(
        SHEET,
        f"""<div class=bar>請款單_{roc(month, "ym")}.xlsx － 唯讀</div><div class=fx>F{last}　<i>fx</i>　=SUM(F5:F{last - 1})</div>
<table><tr><th><th style='width:28mm'>A<th style='width:34mm'>B<th>C<th>D<th>E<th style='width:28mm'>F
<tr><th>1<td colspan=6 style='text-align:center;font-size:13pt'><b>{vendor}</b> 請款明細
<tr><th>2<td colspan=3>客戶：{made_up.firm(random)}<td colspan=3>統編 {pen.write(F.BUYER_UBN, made_up.ubn(random))}
<tr><th>3<td colspan=3>{span}<td colspan=3>製表日 {pen.write(F.ISSUE_DATE, roc(made, "Y/m/d"), made)}
<tr class=y><th>4<td>送貨日<td>品項<td>桶數<td>數量({pen.write(F.UNIT, pen.one_of(("公斤", "kg")), "kg")})<td>單價<td>金額{body}
<tr class=y><th>{last}<td>合計<td><td class=n>{sum(count for *_, count in sold)}<td class=n>{pen.write(F.USAGE, str(kilograms))}<td><td class=n>{sales:,}
<tr><th>{last + 1}<td>營業稅5%<td><td><td><td><td class=n>{pen.write(F.TAX, grouped(tax))}
<tr><th>{last + 2}<td><b>應付總計</b><td><td><td><td><td class=n><b>{pen.write(F.TOTAL_AMOUNT, grouped(sales + tax))}</b>
<tr><th>{last + 3}<td colspan=6>※ 空桶結存 20kg×{random.randint(2, 12)}、50kg×{random.randint(0, 5)}；匯款 {patterned(random, "ddd-ddddddddddd")}
<tr><th>{last + 4}<td colspan=6></table><div class=tabs>◂ ▸　{month.month - 1 or 12}月　<u><b>{month.month}月</b></u>　客戶資料　價格表　＋</div>""",
        178,
        140,
        cropped=True,
    )


ROLL = f"""{CSS}padding:3mm 4mm;font:8.5pt/1.4 'Noto Sans Mono CJK TC';
.cut{{border-top:.3mm dashed #444;margin:4mm 0 3mm}} .l{{display:flex;justify-content:space-between}} .c{{text-align:center}}"""


@family(BillKind.LPG, development=True)
def counter_slip(pen: Pen) -> Page:
    """An electronic invoice of a gas shop's counter with its list, sometimes a credit for gas brought back."""
    random, sold = pen.random, bottles(pen.random, (4, 10, 16, 20), 4)
    back = -random.randint(2, 14) * 10 if pen.chance(0.4) else 0
    name = f"{pen.one_of(('瓦斯', '桶裝瓦斯', 'LPG'))}{sold.size}KG"
    goods = [Line(name, Decimal(sold.count), Decimal(sold.each), sold.amount)]
    goods += [Line("殘氣折讓", Decimal(1), Decimal(back), back)] if back else []
    bought = sale(pen, goods, business=0.6)
    stem = firm_stem(random)
    heading = f"<div style='font-size:13pt'>{stem}瓦斯</div>"
    slip = proof(pen, bought, heading)
    pen.note(F.UNIT, "kg", "KG")
    pen.note(F.USAGE, sold.kilograms, f"{sold.size}KG", f"*{sold.count}")
    vendor = pen.write(F.VENDOR, stem + pen.one_of(("煤氣有限公司", "瓦斯有限公司", "能源行")))
    told = "".join(
        f"<div>{line.name}</div><div class=l><span>　{line.price}*{line.quantity}</span><span>{line.amount:,}TX</span></div>"
        for line in bought.lines
    )
    clock = f"{random.randint(8, 20)}:{random.randint(10, 59)}"
    taxed = ""
    if bought.buyer:
        taxed = f"<div class=l><span>應稅銷售額</span><span>{bought.total - bought.tax:,}</span></div><div class=l><span>稅額</span><span>{pen.write(F.TAX, str(bought.tax))}</span></div>"
    return Page(
        ROLL,
        f"""{slip}<div class=cut></div><div class=c>交易明細</div><div>{vendor}<br>{made_up.address(random)}</div>
<div class=l><span>機{patterned(random, "dd")} 序{patterned(random, "dddddd")}</span><span>{clock}</span></div>{told}
<div class=l><span>小計 {len(goods)} 項</span><span>{grouped(bought.total)}</span></div>{taxed}
<div class=l><span>{pen.one_of(("現金", "信用卡", "行動支付"))}</span><span>{grouped(bought.total)}</span></div>
<div>退貨憑電子發票證明聯正本辦理<br>送氣專線 {made_up.phone(random)}</div>""",
        60,
        190,
        cropped=True,
    )


APP = """background:#f4f1ec;font:9pt/1.5 'Noto Sans CJK TC';color:#222;min-height:159.5mm;
.h{background:#d84315;color:#fff;padding:4mm;font-size:12pt;text-align:center} .st{display:flex;justify-content:space-between;padding:3mm 5mm;font-size:7.5pt;color:#888}
.st b{color:#d84315} .c{background:#fff;margin:2mm 3mm;border-radius:2mm;padding:2.5mm 3.5mm} .l{display:flex;justify-content:space-between} .g{color:#888;font-size:7.5pt}
.t{font-size:13pt;color:#d84315;font-weight:700;border-top:.2mm solid #eee;padding-top:1mm;margin-top:1mm}"""


@family(BillKind.LPG, development=True)
def app_order(pen: Pen) -> Page:
    """An order of gas in an app once it is delivered: bottles, a credit for the rest, a fee for the floor."""
    random, sold, when = pen.random, bottles(pen.random, (16, 20), 3), made_up.day(pen.random)
    fee, coupon = random.choice((0, 50, 100)), random.choice((0, 0, 30, 50))
    rest = Decimal(random.randint(5, 45)) / 10 if pen.chance(0.5) else Decimal(0)
    credit = int(rest * 20)
    total, form = sold.amount + fee - coupon - credit, pen.one_of(("Y/m/d", "Y-m-d", "Y年M月D日"))
    clock, size = f"{random.randint(8, 20)}:{random.randint(10, 59)}", str(sold.size)
    unit = pen.one_of(("公斤", "kg"))
    pen.note(F.USAGE, sold.kilograms, size, f"x{sold.count}")
    name = f"{pen.one_of(('一般桶', '標準桶', '輕量複合桶'))} {size}{pen.write(F.UNIT, unit, 'kg')}"
    told = [f"<div class=l><span>{name}　x{sold.count}</span><span>${sold.amount:,}</span></div>"]
    told += (
        [f"<div class=l><span>樓層搬運費（{random.randint(3, 6)}樓）</span><span>${fee}</span></div>"]
        if fee
        else []
    )
    told += (
        [f"<div class=l><span>殘氣退費 {rest}{unit}</span><span>-${credit}</span></div>"] if credit else []
    )
    told += [f"<div class=l><span>優惠券 GAS{coupon}</span><span>-${coupon}</span></div>"] if coupon else []
    shop = pen.write(F.VENDOR, firm_stem(random) + pen.one_of(("瓦斯行", "煤氣行", "煤氣有限公司")))
    buyer = ""
    if pen.chance(0.5):
        buyer = f"<div class=l><span class=g>統一編號</span><span>{pen.write(F.BUYER_UBN, made_up.ubn(random))}</span></div>"
    return Page(
        APP,
        f"""<div class=h>‹　訂單明細</div><div class=st><span>已接單</span><span>配送中</span><b>已送達</b><span>評價</span></div>
<div class=c><div class=l><b>{shop}</b><span class=g>★ {random.randint(38, 50) / 10} ({random.randint(20, 900)})</span></div>
<div class=g>訂單編號 {roc(when, "Ymd")}{patterned(random, "dddd")}<br>訂購時間 {pen.write(F.ISSUE_DATE, roc(when, form), when)} {clock}</div></div>
<div class=c><div class=g>送達地址</div>{made_up.address(random)}<div class=g>收件人 {made_up.person(random)[0]}先生　09{patterned(random, "dd-ddd-ddd")}</div></div>
<div class=c>{"".join(told)}<div class='l t'><span>{pen.one_of(("實付金額", "合計", "應付金額"))}</span><span>${pen.write(F.TOTAL_AMOUNT, grouped(total))}</span></div></div>
<div class=c><div class=l><span class=g>付款方式</span><span>{pen.one_of(("現金", "貨到付款", "信用卡 ••" + patterned(random, "dddd")))}</span></div>
{buyer}<div class=l><span class=g>鋼瓶檢驗期限</span><span>{when.year - 1909}年{when.month}月</span></div>
<div class=l><span class=g>獲得點數</span><span>{total // 100} 點</span></div></div>
<div class=c style='text-align:center;color:#d84315'>再訂一次</div>""",
        78,
        160,
    )
