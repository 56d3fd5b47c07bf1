"""Bottled gas for development, rarer papers: a web page of gas that a meter counts, a bilingual list of
cylinders by weight, a card in the kitchen that the driver fills in."""

from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up, pieces
from tests.bills.brush import Hand
from tests.bills.drawn import Page, Pen, family
from tests.bills.gas_sold import english, patterned
from tests.bills.made_up import firm_stem, grouped, roc, rounded, with_tax

SITE = """background:#fff;font:9.5pt/1.55 'Liberation Sans','Noto Sans CJK TC';color:#2b2b2b;
.n{background:#fff;border-bottom:.6mm solid #e2701e;padding:3mm 9mm;display:flex;justify-content:space-between;align-items:center} .n b{font-size:14pt;color:#e2701e}
.g{display:grid;grid-template-columns:44mm 1fr;gap:7mm;padding:5mm 9mm} .m div{padding:1.6mm 3mm;border-bottom:.2mm solid #eee} .m .on{background:#fdebdd;color:#b9540f}
h2{font-size:13pt;margin:0 0 2mm} .p{background:#fff6ee;border:.2mm solid #f0c9a4;border-radius:1.5mm;padding:2.5mm 4mm;display:flex;justify-content:space-between;align-items:center}
.p span{font-size:18pt;color:#b9540f} dl{display:grid;grid-template-columns:30mm 1fr 30mm 1fr;row-gap:1mm;margin:3mm 0} dt{color:#888} dd{margin:0}
table{border-collapse:collapse;width:100%} th{background:#f4f4f4;text-align:left;font-weight:400;color:#666;padding:1.2mm 2mm} td{padding:1.2mm 2mm;border-bottom:.2mm solid #eee}
.f{background:#3a3a3a;color:#ccc;font-size:8pt;padding:3mm 9mm}"""
MENU = "".join(
    f"<div class={'on' if item == '我的帳單' else 'off'}>{item}</div>"
    for item in ("總覽", "我的帳單", "用量分析", "叫修與換表", "發票設定", "推薦好友 送 200 元", "登出")
)


@family(BillKind.LPG, development=True)
def metered_page(pen: Pen) -> Page:
    """A member's page: bottles behind a meter; its cubic metres times a density are the kilograms paid for."""
    random, w = pen.random, pen.write
    last = made_up.day(random)
    first = last - timedelta(random.randint(27, 33))
    density = Decimal(random.randint(196, 215)) / 100
    before, used = Decimal(random.randint(900, 90_000)) / 10, Decimal(random.randint(80, 4_000)) / 10
    kilograms, price = rounded(used * density, 1), Decimal(random.randint(72, 108)) / 2
    fee, gas = random.choice((0, 60, 100)), int(rounded(kilograms * price))
    total, form = gas + fee, pen.one_of(("Y/m/d", "Y-m-d", "y/m/d", "Y.m.d"))
    unit = w(F.UNIT, pen.one_of(("公斤", "kg")), "kg")
    made = last + timedelta(random.randint(1, 4))
    span = f"{w(F.PERIOD_START, roc(first, form), first)} – {w(F.PERIOD_END, roc(last, form), last)}"
    facts = (
        ("會員編號", w(F.ACCOUNT_NO, patterned(random, "LLdddddd"))),
        (
            pen.one_of(("流量計序號", "智慧表號", "瓦斯表編號")),
            w(F.METER_NO, patterned(random, "LLd-dddddd")),
        ),
        (pen.one_of(("計量期間", "用氣區間")), span),
        ("出帳日", w(F.ISSUE_DATE, roc(made, form), made)),
        ("裝置地點", made_up.address(random)),
        ("公司統編", w(F.BUYER_UBN, made_up.ubn(random))),
        ("發票號碼", w(F.INVOICE_NO, made_up.invoice_no(random, pen.one_of(("", "-"))))),
        ("扣款日", roc(made + timedelta(15), form)),
    )
    lines = [
        ("上次表值", w(F.PREVIOUS_READING, grouped(before, 1)), "m³"),
        ("本次表值", w(F.CURRENT_READING, grouped(before + used, 1)), "m³"),
        ("流量", grouped(used, 1), "m³"),
        ("換算係數", f"{density:.2f}", f"{unit}/m³"),
        (
            pen.one_of(("計費重量", "換算重量", "計價用量")),
            f"<b>{w(F.USAGE, grouped(kilograms, 1))}</b>",
            unit,
        ),
        (pen.one_of(("優惠單價", "單價", "本期氣價")), w(F.UNIT_PRICE, f"{price:.1f}", price), f"元/{unit}"),
        ("瓦斯費", f"{gas:,}", "元"),
        ("設備服務費", str(fee), "元"),
        ("內含營業稅", w(F.TAX, grouped(with_tax(total)[1])), "元"),
    ]
    brand = pen.one_of(("省心瓦斯", "GasGo 計量瓦斯", "暖灶 WarmStove", "好火管家"))
    vendor = firm_stem(random) + pen.one_of(
        ("智慧能源股份有限公司", "液化石油氣有限公司", "燃氣科技股份有限公司")
    )
    past = [roc(last - timedelta(30 * back), "Y/m") for back in (5, 4, 3, 2, 1, 0)]
    return Page(
        SITE,
        f"""<div class=n><b>{brand}</b><span>首頁　方案價格　門市據點　常見問題　<u>{made_up.person(random)} 您好</u></span></div><div class=g><div class=m>{MENU}</div><div>
<h2>{roc(last, "Y 年 M 月")}帳單</h2><div class=p><div>{pen.one_of(("本期應付金額", "帳單金額", "應付總額"))}<br><small>{pen.one_of(("已繳費", "待扣款", "信用卡自動扣繳"))}</small></div><span>NT${w(F.TOTAL_AMOUNT, grouped(total))}</span></div>
<dl>{"".join(f"<dt>{label}<dd>{value}" for label, value in facts)}</dl>{pieces.table(("計費項目", "數值", "單位"), lines)}
<p style='margin:3mm 0 0'>近六期用量</p>{pieces.chart(random, past, "#f0a868", 18)}<small>牌價為 {price + 4:.1f} 元/{unit}；剩餘鋼瓶存量約 {random.randint(8, 92)}%，低於 20% 時自動派送。</small></div></div>
<div class=f>© {made.year} {w(F.VENDOR, vendor)}　統一編號 {w(F.SELLER_UBN, made_up.ubn(random))}　{made_up.address(random)}　客服 0800-{patterned(random, "ddd-ddd")}</div>""",
        230,
        235,
        cropped=pen.chance(0.6),
    )


CYLINDERS = """padding:9mm 11mm;font:8.5pt/1.4 'Liberation Sans','Noto Sans CJK TC';color:#0c0c0c;
.w{display:flex;justify-content:space-between;align-items:flex-start} h1{font-size:15pt;margin:0} small{font-size:6.5pt;color:#444;display:block;line-height:1.1}
.b{display:grid;grid-template-columns:2fr 1fr 1fr 1fr;border:.3mm solid #000;margin:3mm 0} .b div{border:.15mm solid #000;padding:.8mm 1.5mm}
.c{display:grid;grid-template-columns:1fr 1fr;gap:4mm;align-items:start} table{width:100%;border-collapse:collapse} td,th{border:.15mm solid #000;padding:.5mm 1.5mm;text-align:right} th{background:#ddd;font-weight:400;text-align:center}
.t{margin-top:3mm;grid-template-columns:repeat(5,1fr)} .t div{text-align:right;font-size:11pt} .t small{text-align:left}"""


@family(BillKind.LPG, development=True)
def cylinder_list(pen: Pen) -> Page:
    """A bilingual delivery invoice of propane for works: each cylinder with its tare, gross and net weight."""
    random, w, when = pen.random, pen.write, made_up.day(pen.random)
    count, price = random.randint(3, 14), rounded(random.uniform(32, 58), random.randint(1, 2))
    tares = [Decimal(random.randint(372, 468)) / 10 for _ in range(count)]
    nets = [Decimal(random.randint(482, 506)) / 10 for _ in range(count)]
    net = sum(nets, Decimal())
    sales, deposit = int(rounded(net * price)), random.randint(0, 3)
    tax, unit = int(rounded(sales * 0.05)), w(F.UNIT, "kg")
    rows = [
        (str(place), patterned(random, "LLdddddd"), f"{tare:.1f}", f"{tare + weight:.1f}", f"{weight:.1f}")
        for place, (tare, weight) in enumerate(zip(tares, nets, strict=True), 1)
    ]
    head = ("#", "瓶號 Serial", "空重 Tare", "總重 Gross", "淨重 Net")
    half = (count + 1) // 2
    both = "".join(f"<div>{pieces.table(head, part)}</div>" for part in (rows[:half], rows[half:]))
    vendor = pen.one_of(
        (
            "岬角特用氣體股份有限公司",
            "赤崁工業氣體股份有限公司",
            "青穹氣體工業股份有限公司",
            "石門嶺丙烷有限公司",
        )
    )
    dated = pen.one_of(
        (roc(when, "Y/m/d"), english(when, "d-B-Y"), english(when, "B D, Y"), roc(when, "Y-m-d"))
    )
    boxes = (
        ("客戶 Customer", made_up.firm(random)),
        ("客戶編號 Customer No.", w(F.ACCOUNT_NO, patterned(random, "Cddddd"))),
        ("統編 Buyer VAT No.", w(F.BUYER_UBN, made_up.ubn(random))),
        ("日期 Date", w(F.ISSUE_DATE, dated, when)),
        ("交貨地點 Ship to", made_up.address(random)),
        ("採購單號 P.O. No.", patterned(random, "PO-dddddddd")),
        ("發票號碼 GUI No.", w(F.INVOICE_NO, made_up.invoice_no(random, pen.one_of(("-", ""))))),
        ("出貨單號 D/N No.", roc(when, "Ymd") + patterned(random, "-ddd")),
    )
    sums = (
        ("總淨重 Total net weight", f"{w(F.USAGE, grouped(net, 1))} {unit}"),
        (f"單價 Unit price (NT$/{unit})", w(F.UNIT_PRICE, str(price), price)),
        ("未稅金額 Amount", f"{sales:,}"),
        ("營業稅 VAT 5%", w(F.TAX, grouped(tax))),
        ("總金額 Grand total NT$", f"<b>{w(F.TOTAL_AMOUNT, grouped(sales + tax))}</b>"),
    )
    carbon = ""
    if pen.chance(0.5):
        carbon = f"本批燃燒排放 Combustion emissions: {w(F.PRINTED_KGCO2E, grouped(rounded(net * Decimal('2.99'), 1), 1))} kg CO₂e (2.99 kg CO₂e/{unit})"
    boxed = "".join(f"<div><small>{label}</small>{value}</div>" for label, value in boxes)
    return Page(
        CYLINDERS,
        f"""<div class=w><div><h1>{w(F.VENDOR, vendor)}</h1>{made_up.address(random)}<br>Tel {made_up.phone(random)}　統一編號 VAT No. {w(F.SELLER_UBN, made_up.ubn(random))}</div><div style='text-align:right;font-size:12pt'>送貨單暨請款單<br>Delivery Note &amp; Invoice</div></div>
<div class=b>{boxed}</div><div>品名 Description：丙烷 Propane {random.choice(("95%", "98.5%", "N25"))}，50 {unit} 鋼瓶 cylinder × {count}　UN 1978　Class 2.1　批號 Lot {patterned(random, "Ldddddd")}</div>
<div class=c>{both}</div><div class='b t'>{"".join(f"<div><small>{label}</small>{value}</div>" for label, value in sums)}</div>
<div>{carbon}<br>空瓶退回 Empties returned {max(count - deposit, 0)}　瓶庫存 On loan {count + random.randint(0, 20)}　押金 Deposit NT$ 3,000/瓶　逾 60 日未還每日租金 Rental NT$ 5</div>
<div class=w style='margin-top:7mm'><span>倉管 Warehouse ________</span><span>司機 Driver ________ {made_up.plate(random)}</span><span>客戶簽收 Received by ____________</span></div>""",
        210,
        215,
        cropped=True,
    )


CARD = """padding:5mm 6mm;font:9pt/1.5 'AR PL UMing TW';color:#a3271d;background:#fffdf5;
h1{font-size:15pt;text-align:center;margin:0;letter-spacing:1.5mm} .w{display:flex;justify-content:space-between} .b{border:.6mm double #a3271d;padding:2mm;text-align:center}
table{width:100%;border-collapse:collapse;margin:2mm 0} td,th{border:.25mm solid #a3271d;height:8.2mm;text-align:center;padding:0;font-weight:400;white-space:nowrap} th{height:6mm}"""


@family(BillKind.LPG, development=True)
def kitchen_card(pen: Pen) -> Page:
    """A card that hangs in a kitchen: its driver writes down each delivery, and what a month comes to."""
    random, w, hand = pen.random, pen.write, Hand(pen.random)
    when, price = made_up.day(random).replace(day=random.randint(1, 6)), random.randint(33, 52)
    size, weighed, summed = random.choice((16, 20, 20, 50)), pen.chance(0.5), pen.chance(0.7)
    year = f"{hand.write(str(when.year - 1911))} 年"
    head = [
        "月／日",
        pen.one_of(("規格", "桶別")),
        "桶數",
        *(["公斤"] if weighed else []),
        "單價/公斤",
        "金額",
        "送貨員",
    ]
    body, kilograms, total, month = "", 0, 0, when.month
    driver, cut = made_up.person(random)[0], pen.one_of(("/", "．", "-"))
    while when.month == month and len(pen.rows) < 7:
        row, count = pen.row(), random.randint(1, 5)
        weight = count * size
        kilograms, total = kilograms + weight, total + weight * price
        row.note(F.USAGE, weight, *([str(weight)] if weighed else [str(size), str(count)]))
        told = [
            row.write(F.ISSUE_DATE, f"{when.month}{cut}{when.day}", when),
            f"{size}{pen.one_of(('K', 'kg'))}",
            str(count),
            *([str(weight)] if weighed else []),
            row.write(F.UNIT_PRICE, str(price)),
            str(weight * price),
            driver,
        ]
        body += "<tr>" + "".join(f"<td>{hand.write(cell)}" for cell in told)
        when += timedelta(random.randint(3, 9))
    blank = "<tr>" + "<td>" * len(head)
    body += blank * random.randint(0, 3)
    end = ""
    if summed:
        parts = hand.write(w(F.USAGE, str(kilograms))), hand.write(w(F.TOTAL_AMOUNT, str(total)))
        end = f"<div>本月合計　{parts[0]} {w(F.UNIT, '公斤', 'kg')}　　{pen.one_of(('應付', '共計新臺幣'))} {parts[1]} 元　　收款 {hand.write(pen.one_of(('清', '已收', '✓')))}</div>"
    else:
        pen.note(F.UNIT, "kg", "公斤")
    vendor = firm_stem(random) + pen.one_of(("瓦斯行", "煤氣行", "液化氣配送站", "瓦斯企業社"))
    return Page(
        CARD,
        f"""<div class=b><h1>{w(F.VENDOR, vendor)}</h1>叫瓦斯專線 <b style='font-size:13pt'>{made_up.phone(random)}</b>　{made_up.address(random)}</div>
<div class=w style='margin-top:2mm'><span>用戶送氣卡　No. {w(F.ACCOUNT_NO, patterned(random, pen.one_of(("ddddd", "dddd", "L-dddd"))))}</span><span>中華民國 {year}</span></div>
<div>寶號 {hand.write(made_up.firm(random))}　電話 {hand.write(made_up.phone(random))}</div>
<table><tr>{"".join(f"<th>{label}" for label in head)}{body}</table>{end}
<div style='font-size:7.5pt'>◎ 使用後請關緊開關　◎ 聞到異味勿開電源，速打 119 或本店<br>◎ 鋼瓶每 {random.choice((3, 5))} 年檢驗一次　◎ 本卡請妥為保存，集滿 {random.choice((10, 12, 20))} 桶贈清潔劑乙瓶</div>""",
        118,
        185,
        cropped=True,
        handwritten=True,
    )
