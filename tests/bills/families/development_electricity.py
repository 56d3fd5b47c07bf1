"""Electricity for development, on paper and screen: a dot matrix form, an English statement, a bill of many
accounts, and a telephone's page."""

from datetime import date, timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_POWER, SHOP_POWER, WORKS_POWER, Metered, metered, parts, period
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import grouped, roc
from tests.bills.serials import pairs, serial

MATRIX = """font:9.5pt/1.35 'AR PL UMing TW';color:#2f7a53;position:relative;height:126mm;overflow:hidden;padding:5mm 17mm;
.h{position:absolute;top:0;width:9mm;height:126mm;background:radial-gradient(circle at 4.5mm 6.3mm,#bbb 1.9mm,#fff 2mm) 0 0/9mm 12.7mm}
h1{font-size:15pt;margin:0;text-align:center;letter-spacing:2mm} table{border-collapse:collapse;width:100%;margin-top:-.3mm}
td{border:.3mm solid #2f7a53;padding:.6mm 1.2mm;height:7mm;vertical-align:top;font-size:8pt} .two{display:flex;gap:2mm}
b{font:11pt 'Liberation Mono','Noto Sans Mono CJK TC';color:#3b3b46;letter-spacing:.25mm;display:block} b.r{text-align:right}
.foot{font-size:7pt}"""


def _typed(label: str, told: str, style: str = "") -> str:
    return f"<td>{label}<b class='{style}'>{told}</b>"


def _times_of_use(pen: Pen, use: Metered) -> list[tuple[str, str]]:
    """The quantity of each time of use, with their sum or as the sum."""
    names = pen.one_of(
        (("尖峰", "離峰"), ("尖峰", "半尖峰", "離峰"), ("經常", "半尖峰", "週六半尖峰", "離峰"))
    )
    quantities = [grouped(quantity) for quantity in parts(pen.random, use.usage, len(names))]
    lines = [(f"{name}度數", quantity) for name, quantity in zip(names, quantities, strict=True)]
    if pen.chance(0.5):
        return [*lines, ("計費度數合計", pen.write(F.USAGE, grouped(use.usage)))]
    pen.note(F.USAGE, use.usage, *quantities)
    return lines


@family(BillKind.ELECTRICITY, development=True)
def dot_matrix_form(pen: Pen) -> Page:
    """Continuous paper of the 2010s' first years, green labels above what a dot matrix printer typed."""
    random = pen.random
    use = metered(random, WORKS_POWER, made_up.day(random, date(2011, 3, 1), date(2017, 12, 28)))
    form, made = pen.one_of(("y.m.d", "y/m/d", "y 年m 月d 日")), use.end + timedelta(random.randint(1, 6))
    vendor = pen.write(F.VENDOR, pen.one_of(("翠嶺電力股份有限公司", "遠汐電力公司", "鶴崗電業股份有限公司")))
    heads = [
        _typed(
            "電　號", pen.write(F.ACCOUNT_NO, serial(random, pen.one_of(("dd-dddd-dd-d", "ddddddddddd"))))
        ),
        _typed("電表號碼", pen.write(F.METER_NO, serial(random, "LLdddddd"))),
        _typed("用電種別", pen.one_of(("高壓電力(二段式)", "高壓電力(三段式)", "特高壓電力"))),
        _typed("契約容量 KW", str(random.randint(99, 990))),
    ]
    days = [
        _typed("用　電　期　間", period(pen, use, form, pen.one_of((" 至 ", " ~ ", "-")))),
        _typed("營利事業統一編號", pen.write(F.BUYER_UBN, made_up.ubn(random))),
        _typed(
            pen.one_of(("製單日期", "開單日期", "列印日期")), pen.write(F.ISSUE_DATE, roc(made, form), made)
        ),
        _typed("倍數", str(use.factor)),
    ]
    used = "<tr>".join(
        _typed(f"{label} <span style='float:right'>(度)</span>", told, "r")
        for label, told in _times_of_use(pen, use)
    )
    pen.note(F.UNIT, "kWh", "度")
    return Page(
        MATRIX,
        f"""<div class=h style='left:0'></div><div class=h style='right:0'></div><h1>{vendor}</h1>
<div style='text-align:center'>電費{pen.one_of(("收據", "通知單", "計算單"))}　第二聯　用戶收執　<span style='float:right'>頁次 1/1</span></div>
<table><tr>{"".join(heads)}<tr>{"".join(days)}</table>
<table><tr>{_typed("戶名", made_up.firm(random))}{_typed("用電地址", made_up.address(random))}</table>
<div class=two><table><tr>{used}<tr>{_typed("最高需量 KW", str(random.randint(80, 990)), "r")}</table>
<table><tr>{_matrix_charges(pen, use)}</table></div>
<div class=foot>{pieces.notices(random, 2)}</div>""",
        241,
        127,
    )


def _matrix_charges(pen: Pen, use: Metered) -> str:
    basic, *rest = parts(pen.random, use.sales, 3)
    lines = [("流動電費", grouped(basic)), ("基本電費", grouped(rest[0])), ("力率調整費", grouped(rest[1]))]
    lines += [("應稅小計", grouped(use.sales)), ("營業稅 5%", pen.write(F.TAX, grouped(use.tax)))]
    label, mark = pen.one_of(("應收總額", "合計金額", "應繳電費")), pen.one_of(("", "*", "**"))
    lines.append((label, f"{mark}{pen.write(F.TOTAL_AMOUNT, grouped(use.total))}{mark}"))
    return "<tr>".join(_typed(name, told, "r") for name, told in lines)


ENGLISH = """padding:16mm 18mm;font:9.5pt/1.5 'Liberation Sans','Noto Sans CJK TC';color:#1a1a1a;
.top{display:flex;justify-content:space-between;border-bottom:.8mm solid #0b3d66;padding-bottom:3mm}
h1{font-size:13pt;margin:0;color:#0b3d66} .box{background:#eef4f9;padding:3mm 4mm;width:68mm} .two{display:flex;gap:10mm;margin-top:5mm}
.l{display:flex;justify-content:space-between} table{width:100%;border-collapse:collapse;margin-top:5mm}
th{border-bottom:.4mm solid #0b3d66;text-align:right;font-size:8.5pt} td{text-align:right;padding:.8mm 0} th:first-child,td:first-child{text-align:left}
.due td{border-top:.4mm solid #0b3d66;font-weight:700;font-size:12pt} .s{font-size:8pt;color:#444;margin-top:5mm}"""


@family(BillKind.ELECTRICITY, development=True)
def english_statement(pen: Pen) -> Page:
    """An English statement of account of a firm in a science park, with last month's balance."""
    random, use = pen.random, metered(pen.random, WORKS_POWER)
    made = use.end + timedelta(random.randint(2, 8))
    form = pen.one_of(("%d %b %Y", "%b. %d, %Y", "%B %d, %Y", "%d-%b-%Y"))
    vendor = pen.one_of(
        ("Banyan Coast Electric Co., Ltd.", "Camphor Hill Power Co.", "Sunbird Utilities Ltd.")
    )
    start = pen.write(F.PERIOD_START, use.start.strftime(form), use.start)
    ended = pen.write(F.PERIOD_END, use.end.strftime(form), use.end)
    told = (
        ("Account No.", pen.write(F.ACCOUNT_NO, serial(random, "ddddd-ddddd-d"))),
        ("Statement Date", pen.write(F.ISSUE_DATE, made.strftime(form), made)),
        ("Due Date", (made + timedelta(21)).strftime(form)),
        ("Reference", serial(random, "STdddddddd")),
    )
    meter = (
        pen.write(F.METER_NO, serial(random, "Lddddddd")),
        pen.write(F.PREVIOUS_READING, grouped(use.previous)),
        pen.write(F.CURRENT_READING, grouped(use.current)),
        f"x {use.factor}",
        f"{pen.write(F.USAGE, grouped(use.usage))} {pen.write(F.UNIT, 'kWh')}",
    )
    return Page(
        ENGLISH,
        f"""<div class=top><div><h1>{pen.write(F.VENDOR, vendor)}</h1>Tel {made_up.phone(random)}　Tax ID
{pen.write(F.SELLER_UBN, made_up.ubn(random))}</div><div style='font-size:16pt'>ELECTRICITY STATEMENT</div></div>
<div class=two><div style='flex:1'>Bill to:<br><b>{pen.one_of(("Redwood", "Taiho", "Kingsway", "Orient Peak"))} Precision Industrial Co., Ltd.</b><br>No. {random.randint(2, 99)},
Innovation Rd. {pen.one_of(("I", "II", "III"))}, Hsinchu 300<br>UBN: {pen.write(F.BUYER_UBN, made_up.ubn(random))}</div>
<div class=box>{pairs(told)}</div></div>
{pieces.table(("Meter", "Previous reading", "Present reading", "Multiplier", "Consumption"), [meter])}
<div>Service period: {start} {pen.one_of(("to", "–", "through"))} {ended} ({use.days} days)　Load factor {random.uniform(40, 90):.1f}%</div>
{_english_charges(pen, use)}<div style='margin-top:7mm'>Usage history (kWh)</div>{_history(pen, use)}<div class=s>Average daily use {use.usage / use.days:,.1f} kWh. Same month last year {int(use.usage * 1.07):,} kWh.
Grid emission factor 0.495 kg CO2e/kWh applies. Late payment bears interest of 0.05% per day. Please quote your account number
with every remittance to account {serial(random, "ddd-dd-dddddd-d")}, SWIFT {serial(random, "LLLLTWTP")}.</div>""",
        210,
        297,
    )


def _history(pen: Pen, use: Metered) -> str:
    """A year's quantities, which are told for comparison."""
    ends = [use.end - timedelta(round(30.4 * back)) for back in range(12, 0, -1)]
    quantities = [f"{int(use.usage * pen.random.uniform(0.6, 1.3)):,}" for _ in ends]
    head = [end.strftime("%b %y") for end in ends]
    return "".join(pieces.table(head[half : half + 6], [quantities[half : half + 6]]) for half in (0, 6))


def _english_charges(pen: Pen, use: Metered) -> str:
    energy, demand = parts(pen.random, use.sales, 2)
    before = int(use.total * pen.random.uniform(0.7, 1.3))
    lines = [
        ("Balance brought forward", grouped(before)),
        ("Payment received - thank you", f"-{before:,}"),
        ("Energy charge", grouped(energy)),
        ("Demand charge", grouped(demand)),
        ("Value-added tax 5%", pen.write(F.TAX, grouped(use.tax))),
    ]
    due = pen.one_of(("TOTAL AMOUNT DUE", "PLEASE PAY THIS AMOUNT", "Current amount payable"))
    total = pen.write(F.TOTAL_AMOUNT, grouped(use.total))
    head = "<tr><th>Description<th>Amount (NT$)"
    return f"<table>{head}{pieces.lines(lines)}<tr class=due><td>{due}<td>NT$ {total}</table>"


MANY = """padding:9mm 11mm;font:9pt/1.45 'Noto Serif CJK TC'; h1{font-size:14pt;margin:0;text-align:center} .c{text-align:center}
table{width:100%;border-collapse:collapse;margin:2mm 0} th,td{border:.2mm solid #333;padding:.9mm 1.4mm;text-align:right}
th{background:#ddd;text-align:center;font-weight:normal} td:nth-child(1),td:nth-child(2),td:nth-child(3){text-align:left} .h span{margin-right:8mm}"""


@family(BillKind.ELECTRICITY, development=True)
def many_accounts(pen: Pen) -> Page:
    """One bill of a chain's accounts, a line each, across the paper."""
    random = pen.random
    last, form = made_up.day(random), pen.one_of(("y/m/d", "Y-m-d", "ymd"))
    uses = [
        metered(random, SHOP_POWER, last - timedelta(random.randint(0, 9)))
        for _ in range(random.randint(3, 8))
    ]
    towns = [town for names in made_up.COUNTIES.values() for town in names]
    rows = []
    for use in uses:
        row = pen.row()
        rows.append(
            (
                row.write(F.ACCOUNT_NO, serial(random, "dd-dd-dddd-dd-d")),
                random.choice(towns)[:2] + pen.one_of(("店", "門市", "分公司")),
                period(row, use, form, "~"),
                row.write(F.USAGE, grouped(use.usage)),
                f"{use.sales:,}",
                row.write(F.TAX, grouped(use.tax)),
                row.write(F.TOTAL_AMOUNT, grouped(use.total)),
            )
        )
    usage, total = sum(use.usage for use in uses), sum(use.total for use in uses)
    pen.note(F.UNIT, "kWh", "度")
    sums = (
        "合計",
        f"{len(uses)} 戶",
        "",
        pen.write(F.USAGE, grouped(usage)),
        f"{sum(use.sales for use in uses):,}",
    )
    tax = pen.write(F.TAX, grouped(sum(use.tax for use in uses)))
    rows.append((*sums, tax, pen.write(F.TOTAL_AMOUNT, grouped(total))))
    made = last + timedelta(random.randint(3, 8))
    heads = (
        "電號",
        pen.one_of(("用電處所", "據點")),
        "計費期間",
        "用電度數",
        "未稅電費",
        "營業稅",
        "含稅金額",
    )
    return Page(
        MANY,
        f"""<h1>{pen.write(F.VENDOR, pen.one_of(("群嶼電業股份有限公司", "柏嵐電力事業股份有限公司")))}</h1>
<div class=c>{pen.one_of(("電費彙總繳款單", "集團用戶電費合併帳單", "多戶電費明細暨繳費通知"))}</div>
<div class=h><span>客戶：{made_up.firm(random)}</span><span>總管理處統編：{pen.write(F.BUYER_UBN, made_up.ubn(random))}</span>
<span>彙總代號：{serial(random, "Gddddd")}</span><span>製表日：{pen.write(F.ISSUE_DATE, roc(made, "y/m/d"), made)}</span></div>
{pieces.table(heads, rows)}<div class=h><span>單位：度、新臺幣元</span><span>扣款日：{roc(made + timedelta(15), "y/m/d")}</span>
<span>扣款帳號：{serial(random, "dddddd****ddd")}</span></div><p>{pieces.notices(random, 2)}</p>""",
        297,
        150,
        cropped=True,
    )


PHONE = """height:150mm;overflow:hidden;background:#14171c;color:#e8eaed;font:9pt/1.5 'Noto Sans CJK TC';padding:2mm 5mm;
.bar{display:flex;justify-content:space-between;font-size:8pt} h2{font-size:11pt;text-align:center;margin:3mm 0}
.card{background:#232830;border-radius:4mm;padding:4mm;margin-bottom:3mm} .big{font-size:22pt;font-weight:700;color:#7fd6a6;line-height:1.2}
.l{display:flex;justify-content:space-between} .l span:first-child,.g{color:#9aa3ad} .pay{background:#3aa76d;border-radius:8mm;text-align:center;padding:2mm;margin-top:3mm}"""


@family(BillKind.ELECTRICITY, development=True)
def phone_app(pen: Pen) -> Page:
    """A telephone's dark page of one bill: a great sum, a chart and lines."""
    random, use = pen.random, metered(pen.random, HOUSE_POWER)
    form, change = pen.one_of(("Y/m/d", "Y.m.d", "y/m/d")), random.randint(2, 38)
    total = pen.write(F.TOTAL_AMOUNT, grouped(use.total))
    told = [
        (pen.one_of(("電號", "用戶電號")), pen.write(F.ACCOUNT_NO, serial(random, "dd-dd-dddd-dd-d"))),
        (pen.one_of(("用電期間", "計費期間")), period(pen, use, form, " - ")),
        (
            pen.one_of(("用電度數", "本期用電", "使用度數")),
            f"{pen.write(F.USAGE, grouped(use.usage))} {pen.write(F.UNIT, pen.one_of(('度', 'kWh')), 'kWh')}",
        ),
        ("日平均", f"{use.usage / use.days:.1f} 度"),
        ("去年同期", f"{int(use.usage * 1.1):,} 度"),
    ]
    if pen.chance(0.6):
        kilograms = f"{use.usage * 0.494:.1f}"
        told.append((pen.one_of(("碳排放量", "排碳量")), f"{pen.write(F.PRINTED_KGCO2E, kilograms)} kg CO₂e"))
    due = use.end + timedelta(20)
    months = [f"{month}月" for month in range(2, 13, 2)]
    return Page(
        PHONE,
        f"""<div class=bar><span>{random.randint(7, 23)}:{random.randint(10, 59)}</span><span>5G　{random.randint(15, 99)}%</span></div>
<h2>‹　{pen.write(F.VENDOR, pen.one_of(("晴川電力", "瑚光電力", "稻浪電力")))}</h2>
<div class=card><span class=g>{pen.one_of(("應繳金額", "本期應繳", "待繳金額"))}</span><div class=big>{pen.one_of(("$", "NT$ "))}{total}</div>
<span class=g>{pen.one_of(("請於", "繳費期限"))} {roc(due, form)}</span><div class=pay>立即繳費</div></div>
<div class=card>{pairs(told)}</div><div class=card><span class=g>較上期{pen.one_of(("減少", "增加"))} {change}%</span>
{pieces.chart(random, months, "#3aa76d", 18)}</div><div class=g style='text-align:center'>首頁　　帳單　　用電　　我的</div>""",
        86,
        150,
    )
