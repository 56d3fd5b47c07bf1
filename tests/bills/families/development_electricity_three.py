"""Electricity for development, as firms mostly hand it in: a receipt of a debit in a folded letter, a month's
bill on open paper, and a reminder."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import pieces
from tests.bills.consumption import HOUSE_POWER, SHOP_POWER, WORKS_POWER, Metered, metered
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import address, firm, grouped, invoice_no, person, phone, roc, rounded, ubn, with_tax
from tests.bills.power_charges import Charges, charges, power_company
from tests.bills.serials import pairs, serial
from tests.bills.wares import numbered, power_number

LETTER = """padding:9mm 11mm;font:8.5pt/1.45 'Noto Serif CJK TC';color:#1d1d1d; .top{display:flex;justify-content:space-between}
.v{font-size:13pt;font-weight:700} .s{font-size:7pt;color:#444} .win{margin:7mm 0 6mm 8mm;font-size:10pt;line-height:1.6}
.four{display:grid;grid-template-columns:1.2fr 1fr 1fr 1.1fr;border:.4mm solid #14506b} .four div{border-right:.2mm solid #14506b;text-align:center;padding-bottom:1.5mm;font-size:12pt}
.four small,.hd{display:block;background:#14506b;color:#fff;font-size:7.5pt;padding:.7mm 2mm;text-align:left} .four small{text-align:center;margin-bottom:1.2mm}
.half{display:grid;grid-template-columns:78mm 1fr;gap:4mm;margin-top:3mm} .l{display:flex;justify-content:space-between;gap:4mm;padding:.35mm 1.5mm}
.l span:last-child{text-align:right} table{width:100%;border-collapse:collapse;font-size:8pt} th{border-bottom:.2mm solid #14506b;font-weight:400;text-align:right}
td{text-align:right;padding:.5mm 0} td:first-child,th:first-child{text-align:left} .fold{border-top:.2mm dashed #aaa;margin:4mm -11mm 2mm}"""


@family(BillKind.ELECTRICITY, development=True)
def debit_letter(pen: Pen) -> Page:
    """A folded letter's receipt of what a bank has debited: boxes with names above, hours of the day in a table."""
    w, random, use = pen.write, pen.random, metered(pen.random, WORKS_POWER)
    cost = charges(
        random,
        use.usage,
        pen.one_of(
            (("尖峰", "離峰"), ("尖峰", "半尖峰", "離峰"), ("經常(尖峰)", "半尖峰", "週六半尖峰", "離峰"))
        ),
    )
    form, paid = pen.one_of(("y/m/d", "y年m月d日", "y.m.d")), use.end + timedelta(random.randint(14, 24))
    number = w(
        F.ACCOUNT_NO, power_number(pen, pen.one_of(("dd-dd-dddd-dd-d", "dd dd dddd dd d", "ddddddddddd")))
    )
    total = w(F.TOTAL_AMOUNT, grouped(cost.total))
    vendor = w(F.VENDOR, power_company(pen))
    start = w(F.PERIOD_START, roc(use.start, form), use.start)
    end = w(F.PERIOD_END, roc(use.end, form), use.end)
    boxes = (
        (pen.one_of(("電號 Customer Number", "用戶電號 Account", "電　號")), number),
        (pen.one_of(("扣款日 Debited on", "扣繳日期 Date Paid", "繳費日期")), roc(paid, form)),
        (pen.one_of(("實扣金額 Amount Paid", "扣繳總金額", "繳費總金額(元)")), f"<b>{total}</b>"),
        (
            pen.one_of(("計費期間 Billing Period", "用電計費期間")),
            f"<span style='font-size:8.5pt'>{start}<br>至 {end}</span>",
        ),
    )
    made = (
        f"{pen.one_of(('製單日期', '列印日期'))} {w(F.ISSUE_DATE, roc(paid + timedelta(3), form), paid + timedelta(3))}"
        if pen.chance(0.6)
        else ""
    )
    invoice = (
        ("統一發票期別", roc(use.end, "y/m")),
        (
            pen.one_of(("發票號碼", "電子發票字軌號碼")),
            w(F.INVOICE_NO, invoice_no(random, pen.one_of(("", "-", " ")))),
        ),
        ("發票金額", grouped(cost.total)),
        (pen.one_of(("本公司統一編號", "營業人統編")), w(F.SELLER_UBN, ubn(random))),
    )
    return Page(
        LETTER,
        f"""<div class=top><div><div class=v>{vendor}</div><div class=s>{address(random)}　客服 {phone(random)}</div></div>
<div style='text-align:right'><b style='font-size:12pt'>{roc(use.end, "y年m月")}電費{pen.one_of(("扣繳憑證", "轉帳繳費收據", "繳費證明（委託扣款）"))}</b><div class=s>{made}<br>第 1 頁／共 1 頁　{serial(random, "LLdddddd")}</div></div></div>
<div class=win>{random.randint(100, 983)}<br>{address(random)}<br>{firm(random)}　台啟</div>
<div class=four>{"".join(f"<div><small>{label}</small>{told}</div>" for label, told in boxes)}</div>
<div class=half><div><span class=hd>用戶資料</span>{pairs(_customer(pen, cost))}</div>
<div><span class=hd>電費明細</span>{_by_hours(pen, cost)}<span class=hd style='margin-top:2mm'>發票資訊</span>{pairs(invoice)}</div></div>
<div class=fold></div><div class=s>{pieces.notices(random, 3)}<br>本憑證自下次抄表日 {roc(use.end + timedelta(30), form)} 起三個月內可申請補發。</div>""",
        210,
        250,
        cropped=True,
    )


def _customer(pen: Pen, cost: Charges) -> list[tuple[str, str]]:
    told = [
        ("用電種類", pen.one_of(("高壓需量電力（二段式）", "低壓需量綜合", "高壓三段式時間電價"))),
        ("用電地址", address(pen.random)),
        (
            pen.one_of(("用戶統一編號", "買受人統編", "貴公司統一編號")),
            pen.write(F.BUYER_UBN, ubn(pen.random)),
        ),
        ("代繳行庫", pen.one_of(("合作社 信義分社", "第三銀行 東門分行", "郵局儲金"))),
        ("代繳帳號", f"***{serial(pen.random, 'ddddd')}***"),
        (pen.one_of(("經常契約容量(瓩)", "契約容量")), str(cost.contract)),
        (pen.one_of(("最高需量(瓩)", "本期最高需量")), str(cost.demand)),
        ("功率因數(%)", str(cost.factor)),
        ("輪流停電組別", pen.one_of("ABCDEF")),
        ("饋線代號", serial(pen.random, "LLdd")),
        ("每度平均電價(未稅)", f"{cost.sales / cost.usage:.2f} 元"),
    ]
    if pen.chance(0.6):
        carbon = pen.write(F.PRINTED_KGCO2E, grouped(round(cost.usage * 0.494)))
        told.append((pen.one_of(("電力排碳量(公斤)", "本期用電排碳(kg)", "二氧化碳排放量 公斤")), carbon))
    return told


def _by_hours(pen: Pen, cost: Charges) -> str:
    quantities, w = [grouped(one.usage) for one in cost.hours], pen.write
    lines = [
        (f"流動電費　{one.name}", told, str(one.price), grouped(one.amount, 1))
        for one, told in zip(cost.hours, quantities, strict=True)
    ]
    if pen.chance(0.4):
        lines.append((pen.one_of(("計費度數合計", "總度數")), w(F.USAGE, grouped(cost.usage)), "", ""))
    else:
        pen.note(F.USAGE, cost.usage, *quantities)
    pen.note(F.UNIT, "kWh", "度")
    lines += [
        ("基本電費", str(cost.contract), "", grouped(cost.basic, 1)),
        ("功率因數調整", "", "", f"-{cost.reward:,}"),
        (pen.one_of(("稅前金額", "未稅小計")), "", "", grouped(cost.sales)),
        ("營業稅 5%", "", "", w(F.TAX, grouped(cost.tax))),
        (pen.one_of(("應繳總金額", "本期電費合計")), "", "", w(F.TOTAL_AMOUNT, grouped(cost.total))),
    ]
    return pieces.table(("項目", pen.one_of(("度數", "用電度數")), "單價", "金額(元)"), lines)


OPEN = """padding:12mm 14mm;font:9.5pt/1.6 'Noto Sans CJK TC';color:#2b2b2b; .br{display:flex;align-items:center;gap:3mm;font-size:14pt;font-weight:500}
.br i{width:9mm;height:9mm;border-radius:50%;background:conic-gradient(#f2a900 0 60%,#0a7 0)} .big{display:flex;justify-content:space-between;margin:6mm 0 4mm}
.big b{display:block;font-size:19pt;line-height:1.2;font-weight:500} .big small{color:#777;font-size:8.5pt} .l{display:flex;justify-content:space-between}
.l span:first-child{flex:0 1 auto} .l span:first-child:after{content:' ･･･････････';color:#bbb} .two{display:grid;grid-template-columns:1fr 74mm;gap:9mm} h4{margin:4mm 0 1mm;color:#0a7;font-weight:500;font-size:10.5pt}
.s{font-size:7.5pt;color:#777}"""


@family(BillKind.ELECTRICITY, development=True)
def open_bill(pen: Pen) -> Page:
    """A month's bill on open paper: three great figures, readings in sentences, steps of price with formulas."""
    w, random, use = pen.write, pen.random, metered(pen.random, pen.one_of((HOUSE_POWER, SHOP_POWER)))
    form, made = (
        pen.one_of(("Y年M月D日", "Y/M/D", "y年M月D日", "Y.m.d")),
        use.end + timedelta(random.randint(2, 6)),
    )
    steps = _steps(pen, use)
    due, sign, unit = (
        roc(made + timedelta(16), form),
        pen.one_of(("NT$ ", "$", "")),
        pen.one_of(("度", "kWh")),
    )
    total = w(F.TOTAL_AMOUNT, sign + grouped(paid := sum(amount for _, amount in steps)), paid) + (
        "" if sign else " 元"
    )
    big = (
        (
            pen.one_of(("這期用了", "本期用電", "用電量")),
            f"{w(F.USAGE, grouped(use.usage))} {w(F.UNIT, unit, 'kWh')}",
        ),
        (pen.one_of(("應付金額", "這期要繳", "本期應繳電費")), total),
        (pen.one_of(("請在這天以前繳", "繳費截止日", "付款期限")), due),
    )
    start, end = (
        w(F.PERIOD_START, roc(use.start, form), use.start),
        w(F.PERIOD_END, roc(use.end, form), use.end),
    )
    told = pen.one_of(
        (
            f"計費天數：{start}－{end}（{use.days} 天）",
            f"本帳單計算 {start} 至 {end} 的用電，共 {use.days} 天。",
            f"用電期間 {start} ~ {end}　{use.days}日",
        )
    )
    meter = f"電表 {w(F.METER_NO, numbered(pen, pen.one_of(('dddddddd', 'LLdddddd', 'Ldd-ddddd'))))}"
    reading = f"{meter}：上次指數 {w(F.PREVIOUS_READING, grouped(use.previous) if pen.chance(0.3) else str(use.previous))}，這次指數 {w(F.CURRENT_READING, str(use.current))}，倍數 1"
    lines = [(label, grouped(amount)) for label, amount in steps]
    if pen.chance(0.5):
        lines.append((pen.one_of(("內含營業稅", "內含稅額（5%）")), w(F.TAX, grouped(with_tax(paid)[1]))))
    vendor, short = (
        power_company(pen, "電力股份有限公司", "電業股份有限公司"),
        pen.one_of(("好電", "綠點點", "Enerly", "電管家")),
    )
    return Page(
        OPEN,
        f"""<div class=br><i></i>{short}<span style='margin-left:auto;font-size:11pt'>電費帳單</span></div>
<div class=l style='margin-top:3mm'><div>{person(random)} 您好<br>{pen.one_of(("客戶編號", "用電戶號", "電號"))} {w(F.ACCOUNT_NO, power_number(pen, "dd-dd-dddd-dd-d") if pen.chance(0.5) else numbered(pen, "Ldd dddd ddd"))}<br>{address(random)}</div>
<div style='text-align:right'>{pen.one_of(("開立日", "帳單日", "出帳日期"))} {w(F.ISSUE_DATE, roc(made, form), made)}<br>帳單序號 {serial(random, "dddddddd")}</div></div>
<div class=big>{"".join(f"<div><small>{label}</small><b>{value}</b></div>" for label, value in big)}</div>
<div>{told}<br>{reading}</div>
<div class=two><div><h4>電費怎麼算</h4>{pairs(lines)}</div><div><h4>過去用電（度）</h4>{_past(pen, use)}
<div class=s>去年同期 {int(use.usage * random.uniform(0.6, 1.4)):,} 度，每日平均 {use.usage / use.days:.1f} 度。{_carbon(pen, use)}</div></div></div>
<h4>怎麼繳</h4>{pieces.bar_code(roc(made, "ymd")[1:] + serial(random, "LdL"), 40, 8)}{pieces.bar_code(serial(random, "dddddddddddddddd"), 60, 8)}
<p class=s>{w(F.VENDOR, vendor)}　統一編號 {w(F.SELLER_UBN, ubn(random))}　{address(random)}　{phone(random)}<br>{pieces.notices(random, 2)}</p>""",
        210,
        250,
        cropped=True,
    )


def _carbon(pen: Pen, use: Metered) -> str:
    if pen.chance(0.5):
        return ""
    kilograms = pen.write(F.PRINTED_KGCO2E, f"{use.usage * 0.474:.1f}")
    return pen.one_of(
        (f"<br>這期用電約排放 {kilograms} 公斤 CO₂e", f"<br>碳足跡 {kilograms} kgCO2e（每度 0.474）")
    )


def _past(pen: Pen, use: Metered) -> str:
    """Columns as high as what six earlier bills counted, with months and quantities below."""
    shares = [pen.random.uniform(0.5, 1.5) for _ in range(6)]
    columns = "".join(
        f"<div style='flex:1;text-align:center;font-size:6.5pt'><div style='margin:0 18%;background:#9fd8c8;height:{share * 14:.1f}mm'></div>"
        f"{(use.end.month - 2 * (6 - place) - 1) % 12 + 1}月<br>{int(use.usage * share):,}</div>"
        for place, share in enumerate(shares)
    )
    return f"<div style='display:flex;align-items:flex-end;height:29mm'>{columns}</div>"


def _steps(pen: Pen, use: Metered) -> list[tuple[str, int]]:
    """What each step of the price comes to, and small things besides."""
    edges, left, told, price = (120, 330, 500, 700), use.usage, [], pen.random.uniform(1.7, 2.2)
    for low, high in zip((0, *edges), (*edges, 10**7), strict=True):
        here = min(left, high - low)
        if here <= 0:
            break
        rate = rounded(price, 2)
        name = f"{low + 1}～{high}度" if high < 10**7 else f"{low + 1}度以上"
        told.append((f"{name} {here:,}×{rate}", int(rounded(here * rate))))
        left, price = left - here, price * pen.random.uniform(1.15, 1.4)
    return [*told, (pen.one_of(("公共用電分攤", "電表維護費", "其他費用")), pen.random.randint(11, 90))]


CARD = """padding:8mm 10mm;font:10.5pt/1.75 'TW-Kai';color:#111; h1{font-size:15pt;margin:0;text-align:center;letter-spacing:1.5mm} .st{color:#c62828;border:.5mm solid #c62828;padding:.5mm 3mm;font-size:11pt}
.top{display:flex;justify-content:space-between;align-items:center} p{margin:2mm 0;text-indent:2em;text-align:justify} table{border-collapse:collapse;width:100%;font:9.5pt/1.4 'TW-Sung'}
td,th{border:.2mm solid #444;padding:1mm;text-align:center;font-weight:400} th{background:#eee} ol{margin:2mm 0;font-size:8.5pt;line-height:1.45;padding-left:6mm} .sum{font-size:13pt}"""


@family(BillKind.ELECTRICITY, development=True)
def overdue_reminder(pen: Pen) -> Page:
    """A letter that reminds of one unpaid bill and adds what the delay costs; its table tells days or months of use."""
    w, random = pen.write, pen.random
    use = metered(random, pen.one_of((HOUSE_POWER, SHOP_POWER)))
    fine, made, form = (
        max(int(use.total * 0.01), 6),
        use.end + timedelta(random.randint(38, 60)),
        pen.one_of(("y年M月D日", "y/m/d", "y.m.d")),
    )
    due, stop = roc(use.end + timedelta(17), form), roc(made + timedelta(12), "y年M月D日")
    number = w(
        F.ACCOUNT_NO, power_number(pen, pen.one_of(("dd-dd-dddd-dd-d", "dd－dd－dddd－dd－d", "ddddddddddd")))
    )
    vendor, total = w(F.VENDOR, power_company(pen)), w(F.TOTAL_AMOUNT, grouped(use.total + fine))
    month, who = roc(use.end, "y年M月"), pen.one_of(("貴用戶", "台端", "貴公司"))
    told = pen.one_of(
        (
            f"{who}（電號：{number}）{month}份電費計新臺幣 {use.total:,} 元，繳費期限為 {due}，迄今尚未接獲繳款資料，特此通知。請於 {stop}前持本單繳納，逾期將依營業規章停止供電。",
            f"查{who}坐落{address(random)}之用電（{number}），{month}份電費已逾期限（{due}）{(made - use.end).days - 17} 日未繳，依規定加計遲延繳付費用。為免停電影響營運，請於 {stop}以前繳清。",
        )
    )
    cells = [
        *(
            (
                pen.one_of(("計費期間", "用電起迄日")),
                f"{w(F.PERIOD_START, roc(use.start, form), use.start)}<br>至 {w(F.PERIOD_END, roc(use.end, form), use.end)}",
            )
            if pen.chance(0.7)
            else ("用電月份", _months(pen, use)),
        ),
        (pen.one_of(("用電度數", "計費度數", "度數")), w(F.USAGE, grouped(use.usage))),
        (pen.one_of(("電費", "原應繳電費", "欠費金額")), f"{use.total:,}"),
        (pen.one_of(("遲延繳付費用", "逾期加計金額", "滯納費用")), f"{fine:,}"),
        (pen.one_of(("應繳總額", "合計應繳", "本單應繳金額")), f"<b class=sum>{total}</b>"),
    ]
    pen.note(F.UNIT, "kWh", "度")
    return Page(
        CARD,
        f"""<div class=top><span>{vendor}</span><span class=st>{pen.one_of(("催　繳", "重要通知", "限期繳納"))}</span></div><h1>{pen.one_of(("逾期電費催繳通知單", "未繳電費通知", "電費催繳單"))}</h1>
<div class=top><span>受文者：{firm(random)}</span><span>{pen.one_of(("製單日期", "列印日期", "開單日"))}：{w(F.ISSUE_DATE, roc(made, pen.one_of(("中華民國y年M月D日", form))), made)}</span></div>
<p>{told}</p>{pieces.table([label for label, _ in cells], [[value for _, value in cells]])}
<ol><li>本單寄發時如已繳費，請免予理會；{roc(made - timedelta(2), form)} 以後繳納者資料尚未入帳。<li>停電後申請復電，每戶另收復電費 {random.randint(10, 40) * 10} 元。<li>收款時間：週一至週五 8:00–16:30，洽詢電話 {phone(random)} 轉 {random.randint(11, 89)}。</ol>
<div class=top>{pieces.bar_code(serial(random, "dddddddL"), 42, 8)}{pieces.bar_code(serial(random, "ddddddddddddddd"), 62, 8)}</div><div style='text-align:right;font-size:9pt'>收費課　承辦人 {person(random)}</div>""",
        pen.one_of((148, 170, 186)),
        200,
        cropped=True,
    )


def _months(pen: Pen, use: Metered) -> str:
    first = use.start.replace(day=1)
    if use.days < 40:
        return pen.months(first, roc(first, "y年M月"))
    after = first.month % 12 + 1
    return pen.months(first, f"{roc(first, 'y年M月')}～{after}月", count=2)
