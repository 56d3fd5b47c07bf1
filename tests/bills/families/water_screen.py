"""Water on a screen: a page of one bill, a table of past bills, a letter of plain text."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as Field
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_WATER, WORKS_WATER, history, metered, period
from tests.bills.drawn import Page, Pen, family
from tests.bills.families.water_paper import number
from tests.bills.made_up import grouped, roc

VENDORS = ("北濱自來水事業處", "群嶼自來水廠", "清源水務股份有限公司", "南灣自來水公司")

DETAIL = """font:9.5pt/1.5 'Noto Sans CJK TC';background:#fff;min-height:120mm;
.nav{background:#003f5c;color:#fff;padding:3mm 8mm} .nav span{margin-left:8mm;font-size:8.5pt}
.main{padding:5mm 8mm} h2{font-size:13pt;color:#003f5c;border-bottom:.5mm solid #00a6a6;padding-bottom:1mm}
.grid{display:grid;grid-template-columns:1fr 1fr 1fr 1fr;gap:3mm} .cell{background:#f1f8f8;padding:2.5mm;border-radius:1mm}
.cell i{font-style:normal;display:block;color:#688;font-size:8pt} .cell.hot{background:#00a6a6;color:#fff;font-size:13pt}
.cell.hot i{color:#dff}"""


def _cell(label: str, told: str, style: str = "") -> str:
    return f"<div class='cell {style}'><i>{label}</i>{told}</div>"


@family(BillKind.WATER)
def detail_page(pen: Pen) -> Page:
    """A web page of one bill: a grid of cells, each label above its value."""
    random, use = pen.random, metered(pen.random, pen.one_of((HOUSE_WATER, WORKS_WATER)))
    form = pen.one_of(("Y-m-d", "y/m/d", "y年m月d日"))
    unit = pen.write(Field.UNIT, pen.one_of(("度", "m³")), "m3")
    cells = [
        _cell("水號", pen.write(Field.ACCOUNT_NO, number(pen, pen.one_of(("L-dd-dddddd-d", "dddddddddd"))))),
        _cell("用水期間", period(pen, use, form, " ~ ")),
        _cell("用水量", f"{pen.write(Field.USAGE, grouped(use.usage))} {unit}"),
        _cell("應繳總金額", f"NT${pen.write(Field.TOTAL_AMOUNT, grouped(use.total))}", "hot"),
        _cell("用水種別", pen.one_of(("普通用水", "營業用水", "工業用水"))),
        _cell("繳費截止日", roc(use.end + timedelta(25), form)),
        _cell("去年同期用水", f"{int(use.usage * random.uniform(0.7, 1.4)):,} 度"),
        _cell("日平均用水", f"{use.usage / use.days:.2f} 度"),
    ]
    if pen.chance(0.6):
        cells.insert(3, _cell("上期指針", pen.write(Field.PREVIOUS_READING, str(use.previous))))
        cells.insert(4, _cell("本期指針", pen.write(Field.CURRENT_READING, str(use.current))))
    if pen.chance(0.5):
        kilograms = made_up.rounded(use.usage * 0.0948, 2)
        cells.append(_cell("本期碳排放 (kgCO₂e)", pen.write(Field.PRINTED_KGCO2E, str(kilograms))))
    return Page(
        DETAIL,
        f"""<div class=nav>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}<span>線上申辦</span><span>水費查詢</span>
<span>停水公告</span><span>登出</span></div><div class=main><h2>帳單明細　{roc(use.end, "y年m月")}</h2>
<div class=grid>{"".join(cells)}</div><p style='color:#688;font-size:8pt'>每度用水排碳係數 0.0948 公斤。
客服 {made_up.phone(random)}</p>{pieces.chart(random, ("前期", "上期", "本期", "同期"), "#bfe6e6", 16)}</div>""",
        240,
        200,
        cropped=True,
    )


LIST = """padding:8mm 10mm;font:9.5pt/1.4 'AR PL UMing TW';
h2{font-size:13pt;text-align:center;margin:0 0 2mm} table{border-collapse:collapse;width:100%}
td,th{border:.2mm solid #555;padding:.9mm 1.5mm;text-align:center} th{background:#ddd;font-weight:normal}"""


@family(BillKind.WATER)
def past_bills(pen: Pen) -> Page:
    """A certificate of past bills: a row for each reading of the meter, told by its day alone."""
    random, count = pen.random, pen.random.randint(6, 18)
    form, rows = pen.one_of(("y/m/d", "y.m.d", "ymd", "Y/m/d")), []
    readings = pen.chance(0.7)
    for use in history(random, pen.one_of((HOUSE_WATER, WORKS_WATER)), count):
        entry = pen.row()
        told = [entry.write(Field.PERIOD_END, roc(use.end, form), use.end)]
        if readings:
            told.append(entry.write(Field.CURRENT_READING, str(use.current)))
        told += [
            entry.write(Field.USAGE, str(use.usage)),
            entry.write(Field.TOTAL_AMOUNT, grouped(use.total)),
        ]
        rows.append([*told, pen.one_of(("轉帳", "超商", "臨櫃")), number(pen, "dddddddd")])
    unit = pen.write(Field.UNIT, pen.one_of(("度", "m³")), "m3")
    head = [
        "抄表日期",
        *(["指針數"] if readings else []),
        f"用水度數({unit})",
        "水費(元)",
        "繳費方式",
        "收據號碼",
    ]
    made = made_up.day(random)
    return Page(
        LIST,
        f"""<h2>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}　用水紀錄表</h2>
<div>用戶：{made_up.firm(random)}　　水號：{pen.write(Field.ACCOUNT_NO, number(pen, "L-dd-dddddd-d"))}</div>
<div>用水地址：{made_up.address(random)}　　列印日期：{pen.write(Field.ISSUE_DATE, roc(made, form), made)}</div>
{pieces.table(head, rows)}<div>※本表共 {count} 筆，僅供參考，不作繳費證明。　承辦 {made_up.person(random)} 分機 {random.randint(101, 899)}</div>""",
        180,
        200,
        cropped=True,
    )


TEXT = """padding:8mm;font:10pt/1.75 'Noto Sans Mono CJK TC';white-space:pre-wrap;"""


@family(BillKind.WATER)
def text_letter(pen: Pen) -> Page:
    """A letter of plain text, every line a label, a colon and a value."""
    random, use = pen.random, metered(pen.random, HOUSE_WATER)
    form, line = pen.one_of(("ymd", "y年m月d日")), "─" * 30
    vendor = pen.one_of(VENDORS)
    return Page(
        TEXT,
        f"""親愛的用戶您好：
以下是您 {roc(use.end, "y年m月")} 水費電子通知單
{line}
水號　　　：{pen.write(Field.ACCOUNT_NO, number(pen, pen.one_of(("L-dd-dddddd-d", "d-dd-dddddd-d"))))}
用戶姓名　：{made_up.person(random)[0]}＊＊
計費期間　：{period(pen, use, form, pen.one_of(("/", "～")) if form == "ymd" else "～")}
上期指針　：{pen.write(Field.PREVIOUS_READING, str(use.previous))}
本期指針　：{pen.write(Field.CURRENT_READING, str(use.current))}
用水度數　：{pen.write(Field.USAGE, str(use.usage))}{pen.write(Field.UNIT, "度", "m3")} (去年同期 {int(use.usage * 1.1)}度)
應繳金額　：新臺幣 {pen.write(Field.TOTAL_AMOUNT, grouped(use.total))} 元整
代繳帳號　：{number(pen, "ddd-dd****-dd")}
扣繳日期　：{roc(use.end + timedelta(21), form)}
{line}
查詢碼 {number(pen, "LLdddddd")}　客服電話 {made_up.phone(random)}
{pen.write(Field.VENDOR, vendor)} 敬啟""",
        150,
        180,
        cropped=True,
    )
