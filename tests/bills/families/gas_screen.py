"""Piped gas on a screen: a company's query of past months, a dark telephone page, a letter with boxes."""

from datetime import date, timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as Field
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_GAS, KITCHEN_GAS, Metered, history, metered, period
from tests.bills.drawn import Entry, Page, Pen, family
from tests.bills.families.gas_paper import priced
from tests.bills.families.water_paper import number
from tests.bills.made_up import grouped, roc

VENDORS = ("海口天然氣股份有限公司", "青田瓦斯股份有限公司", "南灣天然氣股份有限公司", "和濟瓦斯公司")

QUERY = """padding:6mm;font:9.5pt/1.4 'Liberation Sans','Noto Sans CJK TC';
.t{background:#7a1f5c;color:#fff;padding:2mm 4mm;font-size:12pt} table{border-collapse:collapse;width:100%;margin-top:2mm}
td,th{border:.2mm solid #c9a;padding:1.1mm 1.5mm;text-align:center} th{background:#f6e6f0} .k{width:auto}
.page{text-align:center;color:#777;margin-top:2mm}"""


def _read_day(entry: Entry, use: Metered, form: str) -> str:
    return entry.write(Field.PERIOD_END, roc(use.end, form), use.end)


@family(BillKind.NATURAL_GAS)
def query_of_months(pen: Pen) -> Page:
    """A company's query: a row for each bill with the day and state of the meter and the billed quantity."""
    random, count, form = pen.random, pen.random.randint(6, 12), pen.one_of(("y/m/d", "Y/m/d", "ymd"))
    factor = pen.one_of((1, 1, 1.67))
    rows: list[tuple[str, ...]] = []
    for use in history(random, pen.one_of((HOUSE_GAS, KITCHEN_GAS)), count):
        entry, paid = pen.row(), roc(use.end + timedelta(random.randint(10, 25)), form)
        rows.append(
            (
                roc(use.end, "ym"),
                number(pen, "Ldddddddd"),
                _read_day(entry, use, form),
                entry.write(Field.CURRENT_READING, str(use.current)),
                entry.write(Field.USAGE, str(int(made_up.rounded(use.usage * factor)))),
                entry.write(Field.TOTAL_AMOUNT, grouped(use.total)),
                paid if rows or pen.chance(0.6) else "未繳",
            )
        )
    unit = pen.write(Field.UNIT, pen.one_of(("度", "m³")), "m3")
    head = ("收費年月", "單據號碼", "抄表日期", "抄見指數", f"計費度數({unit})", "金額", "入帳日")
    return Page(
        QUERY,
        f"""<div class=t>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}｜用戶專區</div>
<table><tr><th>用戶號碼<td>{pen.write(Field.ACCOUNT_NO, number(pen, pen.one_of(("dddddd-d", "dd-dd-ddddd"))))}<th>用戶名稱
<td>{made_up.firm(random)}<th>裝置地址<td>{made_up.address(random)}</table>{pieces.table(head, rows)}
<div class=page>共 {count} 筆　第 1 頁　每頁 {pen.one_of((12, 20, 24))} 筆　客服 {made_up.phone(random)}</div>""",
        215,
        160,
        cropped=True,
    )


USED = """padding:10mm;font:10.5pt/1.5 'TW-Kai'; h1{font-size:17pt;text-align:center;font-weight:normal}
table{border-collapse:collapse;width:100%;margin:3mm 0} td,th{border:.3mm solid #222;padding:1mm;text-align:center;font-weight:normal}
.stamp{color:#c0392b;border:1mm solid #c0392b;padding:2mm 4mm;display:inline-block;float:right;transform:rotate(-8deg)}"""


@family(BillKind.NATURAL_GAS)
def proof_of_use(pen: Pen) -> Page:
    """A company's stamped list of a year's use, a row for each month, with or without its sum."""
    random, rows, periods = pen.random, [], history(pen.random, KITCHEN_GAS, pen.random.randint(6, 12))
    year = pen.one_of((2022, 2023, 2024, 2025))
    style = pen.one_of(("y年m月", "y/m"))
    for month, use in enumerate(periods, 1):
        entry, first = pen.row(), use.end.replace(year=year, month=month, day=1)
        used, paid = (
            entry.write(Field.USAGE, grouped(use.usage)),
            entry.write(Field.TOTAL_AMOUNT, grouped(use.total)),
        )
        rows.append((pen.months(first, roc(first, style), entry), used, paid, f"{use.total / use.usage:.2f}"))
    unit = pen.write(Field.UNIT, pen.one_of(("度", "立方公尺")), "m3")
    if pen.chance(0.6):
        total = pen.write(Field.USAGE, grouped(sum(use.usage for use in periods)))
        rows.append(
            ("合計", total, pen.write(Field.TOTAL_AMOUNT, grouped(sum(use.total for use in periods))), "")
        )
    made = date(year + 1, 1, 2) + timedelta(random.randint(0, 200))
    return Page(
        USED,
        f"""<h1>天然氣使用量證明</h1>茲證明 {made_up.firm(random)}（統一編號
{pen.write(Field.BUYER_UBN, made_up.ubn(random))}，用戶編號 {pen.write(Field.ACCOUNT_NO, number(pen, "dddd-dddd"))}）使用本公司天然氣如下：
{pieces.table(("用氣月份", f"用氣量（{unit}）", "氣費（元，含稅）", "平均單價"), rows)}
<span class=stamp>用氣證明專用章</span><p>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}<br>經辦：{made_up.person(random)}
電話：{made_up.phone(random)}<br>開立日期：中華民國 {pen.write(Field.ISSUE_DATE, roc(made, "y 年 m 月 d 日"), made)}</p>""",
        190,
        200,
        cropped=True,
    )


DARK = """font:10.5pt/1.5 'Noto Sans CJK TC';background:#14181f;color:#e8eaed;min-height:189.9mm;padding:4mm;
.c{background:#222833;border-radius:3mm;padding:4mm;margin-top:3mm} .v{font-size:26pt;font-weight:bold;color:#ffb454}
.g{display:grid;grid-template-columns:1fr 1fr;gap:3mm} .g i,.s{font-style:normal;display:block;color:#9aa4b2;font-size:8.5pt}
.tab{display:flex;justify-content:space-around;color:#9aa4b2;margin-top:4mm;font-size:8.5pt}"""


@family(BillKind.NATURAL_GAS)
def dark_page(pen: Pen) -> Page:
    """A telephone's dark page of the newest bill, each label small above its value."""
    random, use = pen.random, metered(pen.random, HOUSE_GAS)
    bill, form = priced(pen, use.usage), pen.one_of(("Y/m/d", "y.m.d", "Y-m-d"))
    unit = pen.write(Field.UNIT, pen.one_of(("度", "m³")), "m3")
    cells = [
        ("用戶編號", pen.write(Field.ACCOUNT_NO, number(pen, "ddddddd-d"))),
        ("用氣度數", f"{pen.write(Field.USAGE, str(use.usage))} {unit}"),
        ("上期指數", pen.write(Field.PREVIOUS_READING, str(use.previous))),
        ("本期指數", pen.write(Field.CURRENT_READING, str(use.current))),
        ("基本費", f"${bill.basic}"),
        ("從量費", f"${bill.metered_part:,}"),
        ("單價", f"{pen.write(Field.UNIT_PRICE, str(bill.price))} 元/度"),
        ("下次抄表", roc(use.end + timedelta(61), form)),
    ]
    if pen.chance(0.5):
        kilograms = str(made_up.rounded(use.usage * 1.881, 1))
        cells.append(("本期碳排量", f"{pen.write(Field.PRINTED_KGCO2E, kilograms)} kg CO₂e"))
    grid = "".join(f"<div><i>{label}</i>{told}</div>" for label, told in cells)
    return Page(
        DARK,
        f"""<div>{random.randint(1, 12)}:{random.randint(10, 59)}<span style='float:right'>4G {random.randint(9, 99)}%</span></div>
<div style='font-size:13pt;margin-top:3mm'>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}</div>
<div class=c><span class=s>本期應繳　{roc(use.end + timedelta(15), form)} 到期</span>
<span class=v>NT$ {pen.write(Field.TOTAL_AMOUNT, grouped(bill.total))}</span><span class=s>{period(pen, use, form, " – ")}</span></div>
<div class=c><div class=g>{grid}</div></div><div class=c><span class=s>自報度數期間 每單月 {random.randint(1, 12)}～{random.randint(15, 25)} 日，
集點 {random.randint(3, 60)} 點</span>{pieces.chart(random, ("前期", "上期", "本期"), "#3b82f6", 14)}</div>
<div class=tab><span>首頁</span><span>帳單</span><span>報度</span><span>我的</span></div>""",
        84,
        190,
    )
