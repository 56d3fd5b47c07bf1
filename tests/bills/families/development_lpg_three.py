"""Bottled gas for development, everyday papers: a month's account, an invoice of a buyer that is a firm, a
notice with a stub, a receipt in sentences."""

from datetime import date, timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up, pieces
from tests.bills.drawn import Page, Pen, family
from tests.bills.gas_sold import bottles, patterned
from tests.bills.made_up import firm_stem, grouped, roc, rounded, with_tax
from tests.bills.three_parts import NUMERALS


def month_of(when: date) -> tuple[date, date]:
    """The first and the last day of its month."""
    first = when.replace(day=1)
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)


def capitals(number: int) -> str:
    """A sum below a hundred million in numerals that cannot be forged, as it is spoken."""
    spoken, places = "", ("", "拾", "佰", "仟")
    for group, large in ((number // 10_000, "萬"), (number % 10_000, "")):
        part = ""
        for place in range(3, -1, -1):
            digit = group // 10**place % 10
            if digit:
                part += NUMERALS[digit] + places[place]
            elif (part or spoken) and not part.endswith("零"):
                part += "零"
        part = part.rstrip("零")
        spoken += part + large if part else ""
    return spoken


ACCOUNT = """padding:14mm 13mm 20mm;font:9.5pt/1.45 'Liberation Serif','AR PL UMing TW';color:#111;
h1{font-size:17pt;margin:0;text-align:center;letter-spacing:1.5mm} h2{font-size:13pt;font-weight:400;text-align:center;margin:0 0 3mm;text-decoration:underline}
.w{display:flex;justify-content:space-between} table{width:100%;border-collapse:collapse;margin:2mm 0}
th{border-top:.4mm solid #111;border-bottom:.4mm solid #111;font-weight:400;padding:1mm} td{padding:.9mm 1mm;text-align:right} td:first-child,td:nth-child(2){text-align:left}
.s td{border-top:.3mm solid #111} .m{width:78mm;margin-left:auto} .m td:nth-child(2){text-align:right} .e td{border-top:.2mm solid #111;border-bottom:.7mm double #111}"""


@family(BillKind.LPG, development=True)
def month_account(pen: Pen) -> Page:
    """What a dealer's bookkeeping prints at the month's end: a line for each delivery, sizes in columns."""
    random, w = pen.random, pen.write
    first, last = month_of(made_up.day(random))
    form, short = pen.one_of((("y/m/d", "m/d"), ("y.m.d", "y.m.d"), ("ymd", "ymd"), ("Y-m-d", "m-d")))
    price = Decimal(random.randint(62, 96)) / 2
    day, body, kilograms, sales = first, "", 0, 0
    while day <= last and body.count("<tr>") < 14:
        large, small = random.randint(0, 4), random.randint(0, 5)
        if day.day > 15 and kilograms and pen.chance(0.1):
            price += Decimal(random.choice((-1, 1))) / 2
        if weight := 50 * large + 20 * small:
            row, cost = pen.row(), int(rounded(weight * price))
            kilograms, sales = kilograms + weight, sales + cost
            body += f"""<tr><td>{row.write(F.ISSUE_DATE, roc(day, short), day)}<td>{patterned(random, "Sddddddd")}<td>{large or ""}<td>{small or ""}
<td>{row.write(F.USAGE, str(weight))}<td>{row.write(F.UNIT_PRICE, f"{price:.2f}", price)}<td>{cost:,}"""
        day += timedelta(random.randint(2, 6))
    tax, owed = int(rounded(sales * 0.05)), random.randint(30, 280) * 100
    unit = w(F.UNIT, pen.one_of(("公斤", "kg", "KGS")), "kg")
    vendor = firm_stem(random) + pen.one_of(
        ("煤氣股份有限公司", "液化石油氣行", "瓦斯工程有限公司", "氣體有限公司")
    )
    ends = f"{w(F.PERIOD_START, roc(first, form), first)} {pen.one_of(('至', '～', '-', '起 至'))} {w(F.PERIOD_END, roc(last, form), last)}"
    made, words = (
        last + timedelta(random.randint(0, 4)),
        pen.one_of(("應收帳款對帳單", "客戶月結請款單", "瓦斯貨款明細表")),
    )
    bottle = pen.one_of(("KG", "公斤", "K"))
    total = pen.one_of(("本月應收總額", "應收金額(含稅)", "本期請款合計", "本月合計應付"))
    return Page(
        ACCOUNT,
        f"""<h1>{w(F.VENDOR, vendor)}</h1><div style='text-align:center;font-size:8.5pt'>{made_up.address(random)}　TEL:{made_up.phone(random)}　FAX:{made_up.phone(random)}</div><h2>{words}</h2>
<div class=w><div>客戶代號：{w(F.ACCOUNT_NO, patterned(random, pen.one_of(("Adddd", "dd-dddd", "LLddd"))))}<br>客戶名稱：{made_up.firm(random)}<br>統一編號：{w(F.BUYER_UBN, made_up.ubn(random))}<br>聯 絡 人：{made_up.person(random)}　{made_up.phone(random)}</div>
<div>帳款期間：{ends}<br>{pen.one_of(("製表日期", "列印日期", "結帳製單"))}：{w(F.ISSUE_DATE, roc(made, form), made)}<br>付款條件：{pen.one_of(("月結 30 天", "次月 10 日現金", "月結 45 天電匯"))}<br>頁　　次：1 / 1</div></div>
<table><tr><th style='text-align:left'>日期<th style='text-align:left'>單號<th>50{bottle}<th>20{bottle}<th>重量({unit})<th>單價<th>金額{body}
<tr class=s><td>合計<td>{len(pen.rows)} 筆<td><td><td>{w(F.USAGE, grouped(kilograms))}<td><td>{sales:,}</table>
<table class=m><tr><td>上月餘額<td>{owed:,}<tr><td>本月收款<td>-{owed:,}<tr><td>本月銷貨<td>{sales:,}<tr><td>營業稅<td>{w(F.TAX, grouped(tax))}
<tr class=e><td>{total}<td>{w(F.TOTAL_AMOUNT, grouped(sales + tax))}</table>
<div>{capitals(sales + tax)}元整<br>匯款銀行：{firm_stem(random)}銀行（{patterned(random, "ddd")}）{patterned(random, "dd-dddd-ddddddd")}　票據抬頭請開全銜並劃線。<br>※ 帳目如有不符，請於 {random.randint(3, 10)} 日內來電更正。　{pen.one_of(("會計", "製表", "經辦"))}：{made_up.person(random)}</div>""",
        210,
        297,
        cropped=pen.chance(0.5),
    )


PROOF = """padding:11mm 14mm;font:10pt/1.5 'TW-Kai','AR PL UKai TW';color:#000;
.c{text-align:center} .v{font-size:16pt} .t{font-size:14pt} .w{display:flex;justify-content:space-between}
table{width:100%;border-collapse:collapse;border:.5mm solid #000} td,th{border:.25mm solid #000;padding:1mm 2mm;font-weight:400} .n{text-align:right}
.o td{border-top:0;border-bottom:0;height:7mm}"""


@family(BillKind.LPG, development=True)
def buyers_proof(pen: Pen) -> Page:
    """A sheet that proves an electronic invoice between firms; kilograms or bottles are its quantity."""
    random, w, when = pen.random, pen.write, made_up.day(pen.random)
    sold = [bottles(random, sizes, 12) for sizes in pen.one_of((((20,),), ((50,),), ((50,), (16, 20))))]
    weighed, kilograms = pen.chance(0.5), sum(one.kilograms for one in sold)
    name = pen.one_of(("液化石油氣", "桶裝瓦斯", "LPG 液化氣", "丙丁烷混合氣"))
    body, unit = "", pen.one_of(("公斤", "KG", "kg"))
    pen.note(F.UNIT, "kg", unit)
    for one in sold:
        count = (
            f"{one.kilograms} {unit}" if weighed else f"{one.count}{pen.one_of(('', ' 桶', ' 支', ' 瓶'))}"
        )
        size = pen.one_of((f"{one.size}{unit}裝", f"({one.size}{unit}/桶)", f"-{one.size}{unit}"))
        cost = str(one.price) if weighed else grouped(one.each)
        body += f"<tr class=o><td>{name} {size if not weighed else f'({one.size}K×{one.count})'}<td class=n>{count}<td class=n>{cost}<td class=n>{one.amount:,}<td>"
        pen.note(F.USAGE, kilograms, *((count,) if weighed else (size, count)))
    if weighed and len(sold) == 1:
        pen.note(F.UNIT_PRICE, sold[0].price, str(sold[0].price))
    sales = sum(one.amount for one in sold)
    tax, seller = int(rounded(sales * 0.05)), w(F.SELLER_UBN, made_up.ubn(random))
    vendor = firm_stem(random) + pen.one_of(
        ("石油氣股份有限公司", "煤氣有限公司", "燃氣器材有限公司", "液化氣分銷行")
    )
    dated, place = (
        w(F.ISSUE_DATE, roc(when, pen.one_of(("Y-m-d", "Y/m/d", "Y-m-d"))), when),
        made_up.address(random),
    )
    top = f"<div class='c v'>{w(F.VENDOR, vendor)}</div>" if pen.chance(0.7) else ""
    number = w(F.INVOICE_NO, made_up.invoice_no(random, pen.one_of(("-", "", " "))))
    return Page(
        PROOF,
        f"""{top}<div class='c t'>電子發票證明聯</div><div class=c>{dated}</div>
<div class=w><span>發票號碼：{number}</span><span>格　式：25</span></div><div>買　　方：{made_up.firm(random)}</div><div>統一編號：{w(F.BUYER_UBN, made_up.ubn(random))}</div>
<div class=w><span>地　　址：{made_up.address(random)}</span><span>第1頁/共1頁</span></div>
<table><tr><th style='width:34%'>品名<th>數量<th>單價<th>金額<th style='width:30%'>備註{body}{"<tr class=o><td><td><td><td><td>" * random.randint(1, 6)}
<tr><td colspan=3>銷售額合計<td class=n>{sales:,}<td rowspan=4 style='vertical-align:top;font-size:9pt'>營業人蓋統一發票專用章<br>賣　方：{w(F.VENDOR, vendor)}<br>統一編號：{seller}<br>地　址：{place}
<tr><td colspan=3>營業稅　　應稅 {pen.one_of(("V", "✓", "■"))}　零稅率　　免稅　　<td class=n>{w(F.TAX, grouped(tax))}
<tr><td colspan=3>總計<td class=n>{w(F.TOTAL_AMOUNT, grouped(sales + tax))}
<tr><td colspan=4>總計新臺幣（中文大寫）：{capitals(sales + tax)}元整</table>""",
        210,
        200,
        cropped=pen.chance(0.7),
    )


NOTICE = """font:9pt/1.5 'Noto Sans CJK TC';color:#243038;
.h{background:#0b6e8a;color:#fff;padding:6mm 12mm;display:flex;justify-content:space-between;align-items:center} .h b{font-size:15pt}
.p{padding:5mm 12mm} .k{display:grid;grid-template-columns:repeat(4,1fr);gap:2mm} .k div{border:.3mm solid #0b6e8a;text-align:center;border-radius:1mm;font-size:12pt;font-weight:700}
.k small{display:block;background:#d9eef3;color:#0b6e8a;font-size:8pt;font-weight:400} .two{display:grid;grid-template-columns:1.15fr 1fr;gap:6mm;margin-top:4mm}
h3{font-size:10pt;color:#0b6e8a;border-bottom:.4mm solid #0b6e8a;margin:0 0 1mm} .l{display:flex;justify-content:space-between;border-bottom:.15mm dotted #9ab}
.cut{border-top:.3mm dashed #555;margin:3mm 0;text-align:center;font-size:7pt}"""


@family(BillKind.LPG, development=True)
def payment_notice(pen: Pen) -> Page:
    """A supplier's notice to pay: great figures under their names, what was supplied, a stub for a shop's till."""
    random, w = pen.random, pen.write
    first, _ = month_of(made_up.day(random))
    sold = bottles(random, (16, 20, 50), 14)
    form, rent = pen.one_of(("y年m月d日", "Y.m.d", "y/m/d", "Y/M/D")), random.choice((0, 100, 150, 300))
    check, off = random.choice((0, 0, 200)), random.choice((0, 0, 50, 120))
    total = sold.amount + rent + check - off
    made = first + timedelta(31 + random.randint(0, 8))
    due, unit = made + timedelta(random.randint(10, 20)), w(F.UNIT, pen.one_of(("公斤", "kg")), "kg")
    months = pen.months(first, roc(first, pen.one_of(("y年m月", "Y/m", "y/m", "Y年M月"))))
    number = patterned(random, pen.one_of(("ddddd-dd", "LLdddddd", "dddddddd", "d-ddd-dddd")))
    called = pen.one_of(("用戶編號", "客戶編號", "戶號", "契約客戶號碼"))
    told = [
        (f"瓦斯費（{sold.size}{unit}×{sold.count}桶）", f"{sold.amount:,}"),
        ("鋼瓶租金", str(rent)),
        ("容器檢查費", str(check)),
        ("自動扣款優惠", f"-{off}"),
    ]
    lines = "".join(
        f"<div class=l><span>{name}</span><span>{cost}</span></div>"
        for name, cost in told
        if cost.strip("-") != "0"
    )
    lines += f"<div class=l><b>合計（內含營業稅 {w(F.TAX, grouped(with_tax(total)[1]))} 元）</b><b>{total:,}</b></div>"
    amount = w(F.TOTAL_AMOUNT, pen.one_of(("{:,}元", "${:,}", "NT${:,}", "{:,}")).format(total), total)
    used = f"{pen.one_of(('供氣重量', '本期供應量', '本月用氣'))} <b>{w(F.USAGE, str(sold.kilograms))}</b> {unit}，每{unit} <b>{w(F.UNIT_PRICE, str(sold.price))}</b> 元（含稅）"
    vendor = firm_stem(random) + pen.one_of(
        ("瓦斯供應股份有限公司", "能源服務有限公司", "液化氣供應社有限公司", "家庭燃氣有限公司")
    )
    past = [roc(first - timedelta(30 * back), "m月") for back in (5, 4, 3, 2, 1)]
    boxes = (
        (called, w(F.ACCOUNT_NO, number)),
        (pen.one_of(("供氣月份", "用氣月份", "計費月份")), months),
        (pen.one_of(("應繳金額", "本期應繳", "請繳金額")), amount),
        ("繳款期限", roc(due, form)),
    )
    return Page(
        NOTICE,
        f"""<div class=h><div><b>{w(F.VENDOR, vendor)}</b><br>客服 0800-{patterned(random, "ddd-ddd")}　營業人統編 {w(F.SELLER_UBN, made_up.ubn(random))}</div><span style='font-size:13pt'>{pen.one_of(("繳款通知單", "瓦斯費繳費通知", "PAYMENT NOTICE 繳費單"))}</span></div>
<div class=p><div style='margin:3mm 0 6mm 8mm;font-size:11pt'>{patterned(random, "ddddd")}<br>{made_up.address(random)}<br><b>{made_up.firm(random)}</b>　台照</div>
<div class=k>{"".join(f"<div><small>{label}</small>{value}</div>" for label, value in boxes)}</div>
<div class=two><div><h3>費用內容（新臺幣元）</h3>{lines}<p>{used}<br>開單日 {w(F.ISSUE_DATE, roc(made, form), made)}　去年同月 {random.randint(2, 18) * sold.size} {unit}</p></div>
<div><h3>近期用量（桶）</h3>{pieces.chart(random, past, "#7cc0d0", 20)}</div></div>
<h3>注意事項</h3><div style='font-size:7.5pt'>{pieces.notices(random, 4)}</div>
<div class=cut>✂ 以下由代收單位收執 ✂</div><div class=l style='border:0'><span>{vendor} 代收聯<br>{called} {number}<br>期限 {roc(due, form)}</span><span style='font-size:13pt'>{total:,} 元</span></div>
<div style='margin-top:2mm'>{pieces.bar_code(roc(due, "ymd")[1:] + patterned(random, "ddL"), 38)}{pieces.bar_code(patterned(random, "dddddddddddddddd"), 55)}{pieces.bar_code(roc(first, "ym")[1:] + patterned(random, "dd") + f"{total:09d}", 50)}</div></div>""",
        210,
        297,
        cropped=pen.chance(0.4),
    )


RECEIVED = """padding:10mm 16mm;font:12pt/2 'AR PL UKai TW';color:#1a1a1a;position:relative;height:139mm;
h1{text-align:center;font-size:22pt;letter-spacing:14mm;margin:0;line-height:1.4} .u{border-bottom:.3mm solid #444;padding:0 2mm}
.no{position:absolute;right:16mm;top:10mm;font:10pt 'Liberation Sans';color:#a02020} .q{font-size:10pt;line-height:1.7}
.st{position:absolute;right:22mm;bottom:15mm;width:27mm;height:27mm;border:.9mm solid #b5231c;color:#b5231c;font:13pt/1.35 'TW-Kai';text-align:center;transform:rotate(3deg);opacity:.75;padding-top:1.5mm}"""
PLAIN = "〇一二三四五六七八九"


def spoken_day(when: date) -> str:
    """A day of the Republic in Chinese numerals: the year digit by digit, month and day as they are said."""
    year = "".join(PLAIN[int(digit)] for digit in str(when.year - 1911))
    month, day = (_said(number) for number in (when.month, when.day))
    return f"中華民國{year}年{month}月{day}日"


def _said(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else PLAIN[tens]) + "十" * (tens > 0) + (PLAIN[ones] if ones else "")


@family(BillKind.LPG, development=True)
def receipt_in_sentences(pen: Pen) -> Page:
    """茲收到: a receipt that says in sentences who paid what for how much gas of which month."""
    random, w, when = pen.random, pen.write, made_up.day(pen.random)
    sold, (before, _) = bottles(random, (16, 20, 50), 20), month_of(when - timedelta(when.day))
    unit, total = w(F.UNIT, pen.one_of(("公斤", "公斤", "kg")), "kg"), sold.amount
    counted = f"{sold.size}{unit}裝鋼瓶{sold.count}支"
    if pen.chance(0.5):
        counted += f"，共計 {w(F.USAGE, grouped(sold.kilograms))} {unit}"
    else:
        pen.note(F.USAGE, sold.kilograms, str(sold.size), f"{sold.count}支")
    if pen.chance(0.6):
        counted += f"，每{unit}單價 {w(F.UNIT_PRICE, pen.one_of((f'{sold.price:.2f}', f'{sold.price:.1f}')), sold.price)} 元"
    months = pen.months(
        before, pen.one_of(("{}年{}月份", "{} 年 {} 月")).format(before.year - 1911, before.month)
    )
    figures = w(F.TOTAL_AMOUNT, pen.one_of(("NT$ {:,}", "NT${:,}-", "＄{:,}")).format(total), total)
    stem, place = firm_stem(random), made_up.address(random)
    vendor = stem + pen.one_of(("瓦斯行", "煤氣商行", "液化煤氣企業社", "桶裝瓦斯分銷處"))
    signed = (
        spoken_day(when)
        if pen.chance(0.4)
        else f"中　華　民　國　{when.year - 1911}　年　{when.month}　月　{when.day}　日"
    )
    paid = pen.one_of(("現金收訖", "匯款", f"支票 {patterned(random, 'LLddddddd')} 號"))
    buyer = f"（統一編號 {w(F.BUYER_UBN, made_up.ubn(random))}）" if pen.chance(0.8) else ""
    return Page(
        RECEIVED,
        f"""<div class=no>No. {patterned(random, "dddddd")}</div><h1>{pen.one_of(("收據", "領據", "收款證明"))}</h1>
<p style='margin:2mm 0'>　　茲收到 <span class=u>{made_up.firm(random)}</span>{buyer} 給付 <span class=u>{months}</span>{pen.one_of(("廚房用液化石油氣", "桶裝瓦斯", "員工餐廳瓦斯"))}費用（{counted}），合計新臺幣 <span class=u>{capitals(total)}元整</span>（{figures}），業經如數收訖無訛，特立此據為憑。</p>
<div class=q>付款方式：{paid}<br>出據人：{w(F.VENDOR, vendor)}<br>統一編號：{w(F.SELLER_UBN, made_up.ubn(random))}　　負責人：{made_up.person(random)}<br>營業地址：{place}<br>電話：{made_up.phone(random)}　　本商號依法{pen.one_of(("免用統一發票", "查定課徵營業稅"))}</div>
<div style='text-align:center;letter-spacing:1mm;margin-top:3mm'>{w(F.ISSUE_DATE, signed, when)}</div><div class=st>{stem}<br>收　訖<br>之　章</div>""",
        210,
        148,
    )
