"""Electricity for development: cards of an app, a works of several meters, and a year's table of a web page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import pieces
from tests.bills.consumption import HOUSE_POWER, WORKS_POWER, Supply, history, metered, parts, period
from tests.bills.drawn import Entry, Page, Pen, family
from tests.bills.made_up import ARIAL, COURIER, address, day, firm, grouped, roc, rounded, ubn
from tests.bills.wares import english, numbered, power_number


def steady(pen: Pen, supply: Supply) -> Supply:
    """A customer's own use, which differs from one period to the next by a fourth."""
    most = pen.random.randint(supply.usage[0] * 2, supply.usage[1])
    price = pen.random.uniform(*supply.price)
    return replace(supply, usage=(most * 3 // 4, most), price=(price, price * 1.06))


DARK = ("#101418", "#1c2329", "#e8eaed", "#9aa0a6", "#8ab4f8")
LIGHT = ("#eef3f8", "#ffffff", "#1b2733", "#6b7a88", "#0b63c5")


def _app(colours: Sequence[str]) -> str:
    back, card, ink, faint, accent = colours
    return f"""font:9pt/1.5 'Noto Sans CJK TC';background:{back};color:{ink};min-height:146mm;padding:1.5mm 3.5mm 4mm;
.bar{{display:flex;justify-content:space-between;font-size:7pt;color:{faint}}} .top{{font-size:12pt;margin:2mm 0}}
.c{{background:{card};border-radius:2.5mm;padding:2.2mm 3.5mm;margin-top:2.2mm}} .l{{display:flex;justify-content:space-between;align-items:baseline}}
.g{{color:{faint};font-size:7.5pt}} .a{{color:{accent}}} b{{font-size:11pt}} .tabs{{display:flex;gap:5mm;font-size:8pt}}"""


@family(BillKind.ELECTRICITY, development=True)
def past_bills_app(pen: Pen) -> Page:
    """Past bills in a telephone's app, a card each, the newest on top, some of them cut off by the screen."""
    w, random, colours = pen.write, pen.random, DARK if pen.chance(0.4) else LIGHT
    form, joint = pen.one_of((("Y/m/d", " - "), ("y/m/d", "~"), ("Y.m.d", " 至 ")))
    unit, sign, cards = pen.one_of(("度", "kWh")), pen.one_of(("$", "NT$ ", "")), []
    vendor = (
        f"<div class=g>{w(F.VENDOR, pen.one_of(('海岸電力股份有限公司', '北嶺電力公司')))}</div>"
        if pen.chance(0.6)
        else ""
    )
    for place, use in enumerate(history(random, steady(pen, HOUSE_POWER), random.randint(3, 5))):
        row, paid = pen.row(), use.end + timedelta(random.randint(8, 25))
        state = (
            f"應於 {roc(paid, form)} 前繳納"
            if place == 0 and pen.chance(0.4)
            else f"已繳費 {roc(paid, form)}"
        )
        told = sign + grouped(use.total)
        cards.append(
            f"""<div class=c><div class=l><span>{roc(use.end, "y年m月")}電費</span><b>{row.write(F.TOTAL_AMOUNT, told, use.total)}{"" if sign else " 元"}</b></div>
<div class=g>用電期間 {period(row, use, form, joint)}（{use.days}天）</div>
<div class=l><span class=a>{row.write(F.USAGE, grouped(use.usage))} {row.write(F.UNIT, unit, "kWh")}</span><span class=g>{state}</span></div></div>"""
        )
    return Page(
        _app(colours),
        f"""<div class=bar><span>{random.randint(1, 12)}:{random.randint(10, 59)} ◂</span><span>4G ▮ {random.randint(8, 99)}%</span></div><div class=top>‹　歷史帳單</div>{vendor}
<div class=c><span class=g>{pen.one_of(("電號", "用電戶電號"))}</span> {w(F.ACCOUNT_NO, power_number(pen, pen.one_of(("dd-dd-dddd-dd-d", "ddddddddddd"))))}　<span class=a>切換 ›</span><br><span class=g>{address(random)[:6]}***</span></div>
<div class=tabs style="margin-top:2.5mm"><span class=a>帳單</span><span class=g>用電分析</span><span class=g>繳費紀錄</span><span class=g>近 {pen.one_of((1, 2))} 年 ▾</span></div>{"".join(cards)}""",
        76,
        165,
        cropped=True,
    )


METERS = f"""padding:9mm 12mm;font:9.5pt/1.5 {COURIER};h2{{margin:0;font:bold 14pt {ARIAL}}} table{{border-collapse:collapse;width:100%;margin:3mm 0}}
td,th{{border:.25mm solid #333;padding:.9mm 2mm;text-align:right}} th{{font-weight:400;background:#f0f0f0;line-height:1.2}} td:nth-child(-n+2){{text-align:left}}
.g{{display:grid;grid-template-columns:1fr 1fr 1fr}} small{{font:7.5pt {ARIAL}}}"""


@family(BillKind.ELECTRICITY, development=True)
def meters_of_a_park(pen: Pen) -> Page:
    """An industrial park's bill, Chinese and English: a works' several meters, each with its factor, and one sum."""
    w, random, end = pen.write, pen.random, day(pen.random)
    form = pen.one_of(("Y-m-d", "Y/m/d", "y.m.d"))
    start, made, lines, usage = (
        end - timedelta(random.randint(28, 31) - 1),
        end + timedelta(random.randint(3, 9)),
        [],
        0,
    )
    for place in random.sample(
        ("A棟 1F", "A棟 2F", "B棟 空壓機房", "宿舍", "冷凍庫", "鍋爐間", "辦公室"), random.randint(2, 6)
    ):
        row, factor, before, steps = (
            pen.row(),
            pen.one_of((1, 20, 40, 60, 80)),
            random.randint(200, 88_000),
            random.randint(40, 1_900),
        )
        usage += steps * factor
        lines.append(
            (
                row.write(F.METER_NO, numbered(pen, "LLdddddd")),
                place,
                row.write(F.PREVIOUS_READING, grouped(before)),
                row.write(F.CURRENT_READING, grouped(before + steps)),
                f"× {factor}",
                row.write(F.USAGE, grouped(steps * factor)),
            )
        )
    price, basic = rounded(random.uniform(3.1, 4.9), 3), random.randint(2, 90) * 100
    sales = int(usage * price) + basic
    tax = int(rounded(sales * 0.05))
    head = (
        "電表編號<br><small>Meter No.</small>",
        "位置<br><small>Location</small>",
        "上期指數<br><small>Previous</small>",
        "本期指數<br><small>Present</small>",
        "倍數<br><small>Factor</small>",
        "用電度數<br><small>kWh used</small>",
    )
    total = ["合計 Total", "", "", "", "", f"{w(F.USAGE, grouped(usage))} {w(F.UNIT, 'kWh')}"]
    return Page(
        METERS,
        f"""<h2>{w(F.VENDOR, pen.one_of(("濱南工業園區服務中心", "東嶺科技園區股份有限公司", "港西加工區管理處")))}</h2>電費計算單　Electricity Statement
<div class=g><span>廠商 Tenant {firm(random)}</span><span>統編 UBN {w(F.BUYER_UBN, ubn(random))}</span><span>戶號 Account {w(F.ACCOUNT_NO, numbered(pen, "EP-dddd"))}</span>
<span>開單日 Issued {w(F.ISSUE_DATE, roc(made, form), made)}</span><span>付款期限 Due {roc(made + timedelta(14), form)}</span><span>單號 No. {numbered(pen, "dddddddd")}</span></div>
用電期間 Period　{w(F.PERIOD_START, roc(start, form), start)} ~ {w(F.PERIOD_END, roc(end, form), end)}{pieces.table(head, [*lines, total])}
<div class=g><span>基本電費 {basic:,}</span><span>流動電費 {usage:,} × {price} = {sales - basic:,}</span><span>未稅 {sales:,}</span>
<span>營業稅 VAT {w(F.TAX, grouped(tax))}</span><span></span><b>應繳 Amount due NT$ {w(F.TOTAL_AMOUNT, grouped(sales + tax))}</b></div>
<small>註：上月用電 {int(usage * random.uniform(0.7, 1.3)):,} kWh，去年同月 {int(usage * random.uniform(0.7, 1.3)):,} kWh。平均單價含基本電費 {sales / usage:.2f} 元/kWh。</small>""",
        250,
        170,
        cropped=True,
    )


TABLE = f"""padding:5mm 6mm;font:9pt/1.4 {ARIAL};color:#24303a;.nav{{background:#0a4f6e;color:#fff;padding:2mm 4mm}} .q{{margin:2.5mm 0;color:#555}}
table{{border-collapse:collapse;width:100%}} th{{background:#d9ecf3;font-weight:600;padding:1.2mm;border:.2mm solid #a8cbd9}}
td{{padding:1mm 1.5mm;text-align:right;border:.2mm solid #cfdde3}} tr:nth-child(odd) td{{background:#f6fafc}} td:first-child{{text-align:center}}"""


def _month(pen: Pen, row: Entry, first: date, supply: Supply, summed: bool) -> list[str]:
    """A month's cells: its kilowatt-hours in three, with their sum where `summed`, and what it came to."""
    use = metered(pen.random, supply)
    shares = parts(pen.random, use.usage, 3)
    printed = [grouped(share) for share in shares]
    told = [pen.months(first, roc(first, "y/m"), row), *printed]
    if summed:
        told.append(row.write(F.USAGE, grouped(use.usage)))
    else:
        row.note(F.USAGE, use.usage, *printed)
    demand, factor = int(use.usage / pen.random.uniform(180, 420)), pen.random.randint(82, 100)
    return [*told, grouped(demand), f"{factor}%", row.write(F.TOTAL_AMOUNT, grouped(use.total))]


@family(BillKind.ELECTRICITY, development=True)
def year_by_hours(pen: Pen) -> Page:
    """A web page's table of months of use by peak and off-peak hours, with or without a column of their sum."""
    w, random, summed = pen.write, pen.random, pen.chance(0.6)
    last, lines, supply = day(random).replace(day=1), [], steady(pen, WORKS_POWER)
    for _ in range(random.randint(4, 12)):
        lines.append(_month(pen, pen.row(), last, supply, summed))
        last = (last - timedelta(1)).replace(day=1)
    head = [
        "用電月份",
        "尖峰度數",
        "半尖峰度數",
        "離峰度數",
        *["合計度數"] * summed,
        "最高需量(瓩)",
        "功率因數",
        pen.one_of(("電費(元)", "應繳金額(元)", "含稅電費")),
    ]
    if pen.chance(0.3):
        lines.reverse()
        pen.rows.reverse()
    return Page(
        TABLE,
        f"""<div class=nav>{w(F.VENDOR, pen.one_of(("西濱電力股份有限公司", "玉峰電業股份有限公司")))}　高壓用戶服務入口　｜　用電資料　｜　契約　｜　登出</div>
<div class=q>電號：{w(F.ACCOUNT_NO, power_number(pen, pen.one_of(("dd-dd-dddd-dd-d", "ddddddddddd"))))}　用戶名稱：{firm(random)}　經常契約容量：{supply.usage[1] // 330} 瓩　查詢 {english(day(random), "D n Y")}</div>
{pieces.table(head, lines)}<div class=q>共 {len(lines)} 筆　每頁 12 筆　第 1 / 1 頁　※資料僅供參考，實際以帳單為準</div>""",
        225,
        130,
        cropped=True,
    )
