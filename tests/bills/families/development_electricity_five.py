"""Electricity for development: a sheet of past use in two columns, and a works' bill less wind and sun."""

from datetime import date, timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import pieces
from tests.bills.consumption import HOUSE_POWER, SHOP_POWER, WORKS_POWER, metered
from tests.bills.drawn import Entry, Page, Pen, family
from tests.bills.made_up import (
    address,
    day,
    firm,
    grouped,
    person,
    phone,
    roc,
    ubn,
)
from tests.bills.power_charges import Charges, charges, power_company
from tests.bills.serials import pairs, serial
from tests.bills.wares import numbered, power_number

PAST = """padding:14mm 16mm;font:10.5pt/1.6 'AR PL UMing TW';color:#111;position:relative; h1{font-size:16pt;text-align:center;margin:0 0 1mm;font-weight:400}
.l{display:flex;gap:3mm} .l span:first-child:after{content:'：'} .two{display:flex;gap:6mm;margin:4mm 0 2mm} table{border-collapse:collapse;width:100%;font:10pt/1.3 'Liberation Serif','AR PL UMing TW'}
td,th{border-top:.2mm solid #333;border-bottom:.2mm solid #333;padding:1mm 1.5mm;text-align:right;font-weight:400} td:first-child,th:first-child{text-align:center} .s{font-size:9pt}
.seal{position:absolute;right:24mm;bottom:6mm;border:.7mm double #b71c1c;color:#b71c1c;padding:1mm 2mm;font:11pt/1.2 'TW-Kai';opacity:.75;transform:rotate(3deg)}"""


@family(BillKind.ELECTRICITY, development=True)
def two_columns_of_past_use(pen: Pen) -> Page:
    """A sheet that a counter prints on request: past months of use, the first half on the left, the rest on the right."""
    w, random = pen.write, pen.random
    step, count, readings = pen.one_of((1, 2)), pen.one_of((6, 8, 10, 12)), pen.chance(0.3)
    supply = pen.one_of((SHOP_POWER, WORKS_POWER)) if step == 1 else pen.one_of((HOUSE_POWER, SHOP_POWER))
    level, price, first, form = (
        random.uniform(0.3, 1) * supply.usage[1],
        random.uniform(2.6, 4.8),
        day(random, date(2021, 1, 1), date(2025, 1, 1)),
        random.randrange(4),
    )
    first, lines, sums = first.replace(month=(first.month - 1) // step * step + 1, day=1), [], [0, 0]
    for _ in range(count):
        row, usage = pen.row(), int(level * random.uniform(0.6, 1.1))
        total = int(usage * price * random.uniform(0.95, 1.05)) + 100
        when = (
            _reading_day(pen, row, first, step) if readings else _months_of_use(pen, row, first, step, form)
        )
        lines.append((when, row.write(F.USAGE, grouped(usage)), row.write(F.TOTAL_AMOUNT, grouped(total))))
        sums, first = [sums[0] + usage, sums[1] + total], (first + timedelta(31 * step)).replace(day=1)
    if pen.chance(0.5):
        lines.reverse()
        pen.rows.reverse()
    head = _heads(pen, readings=readings)
    tables = "".join(pieces.table(head, half) for half in (lines[: count // 2], lines[count // 2 :]))
    pen.note(F.UNIT, "kWh", "度")
    all_of_it = pen.one_of(
        (
            f"以上共 {count} 期，用電 {w(F.USAGE, grouped(sums[0]))} 度，電費 {w(F.TOTAL_AMOUNT, grouped(sums[1]))} 元。",
            f"總計　{w(F.USAGE, grouped(sums[0]))} 度　　{w(F.TOTAL_AMOUNT, grouped(sums[1]))} 元　　平均每期 {sums[0] / count:,.0f} 度",
        )
    )
    made = first + timedelta(random.randint(40, 200))
    facts = [
        ("用戶名稱", firm(random)),
        ("用電地址", address(random)),
        (
            pen.one_of(("電號", "用電電號", "電　　號")),
            w(
                F.ACCOUNT_NO,
                power_number(pen, pen.one_of(("dd-dd-dddd-dd-d", "ddddddddddd", "dd dd dddd dd d"))),
            ),
        ),
        ("用電種類", pen.one_of(("低壓電力", "表燈營業用", "低壓綜合用電"))),
    ]
    if pen.chance(0.5):
        facts.insert(3, (pen.one_of(("電表號碼", "表號")), w(F.METER_NO, numbered(pen, "LLdddddd"))))
    vendor = w(F.VENDOR, power_company(pen))
    return Page(
        PAST,
        f"""<h1>{vendor}</h1><h1>{pen.one_of(("用戶歷次用電資料表", "各期用電度數及電費明細", "歷史用電紀錄"))}</h1>
<div class=s style='text-align:right'>{pen.one_of(("列印日期", "製表日期", "資料列印日"))}：{w(F.ISSUE_DATE, roc(made, pen_form := pen.one_of(("y年m月d日", "y/m/d", "Y/m/d"))), made)}　櫃檯 {serial(random, "dd")}</div>{pairs(facts)}
<div class=two>{tables}</div><div>{all_of_it}</div><div class=s>一、本表依申請書第 {serial(random, "dddddddd")} 號列印，僅供參考，不作繳費證明。<br>二、{roc(made - timedelta(8), pen_form)} 以後之資料未列入。<br>三、電費含營業稅、不含遲延繳付費用。</div>
<div class=seal>服務櫃檯<br>{roc(made, "y.m.d")}<br>列印專用</div>""",
        210,
        240,
        cropped=True,
    )


def _heads(pen: Pen, *, readings: bool) -> tuple[str, str, str]:
    return (
        pen.one_of(("抄表日期", "抄表日")) if readings else pen.one_of(("用電月份", "用電年月", "使用月份")),
        pen.one_of(("度數", "用電度數", "計費度數")),
        pen.one_of(("電費(元)", "應繳金額", "電費金額")),
    )


def _months_of_use(pen: Pen, row: Entry, first: date, step: int, form: int) -> str:
    """Months in the sheet's own form, from the first day of the first."""
    last = first.month + step - 1
    one = (roc(first, "y/m"), roc(first, "ym"), roc(first, "y年M月"), roc(first, "Y-m"))[form]
    two = (
        f"{one}-{last:02d}",
        f"{one}-{roc(first.replace(month=last), 'ym')}",
        f"{roc(first, 'y年M')}-{last}月",
        f"{one}～{last:02d}",
    )[form]
    return pen.months(first, one if step == 1 else two, row, step)


def _reading_day(pen: Pen, row: Entry, first: date, step: int) -> str:
    end = first + timedelta(30 * step + pen.random.randint(-3, 3))
    return row.write(F.PERIOD_END, roc(end, "y/m/d"), end)


WHEELED = """padding:9mm 11mm;font:8.5pt/1.5 'Liberation Sans','Noto Sans CJK TC';color:#10263d; .top{display:flex;justify-content:space-between;align-items:flex-end;border-bottom:.8mm solid #10263d;padding-bottom:1.5mm}
.top b{font-size:14pt} table{border-collapse:collapse;width:100%;margin-top:3mm} th{background:#dfe7f0;font-weight:600;padding:1mm;border:.2mm solid #8ea3ba;line-height:1.25} td{border:.2mm solid #8ea3ba;padding:1mm 2mm;text-align:right} td:first-child{text-align:left}
.row{display:grid;grid-template-columns:repeat(4,1fr);gap:0 5mm;margin-top:2mm} .row div{border-bottom:.15mm solid #c5d0dc} .row small{color:#5d7186;display:block;line-height:1.1;margin-top:1mm} .sum{display:grid;grid-template-columns:1fr 70mm;gap:8mm;margin-top:3mm}
.l{display:flex;justify-content:space-between} .due{background:#10263d;color:#fff;padding:1.5mm 3mm;font-size:12pt;margin-top:1mm} .s{font-size:7.5pt;color:#5d7186}"""


@family(BillKind.ELECTRICITY, development=True)
def partly_wheeled(pen: Pen) -> Page:
    """A works' bill across the paper: of what it used, wind and sun that it buys elsewhere are taken off by hours."""
    w, random, use = pen.write, pen.random, metered(pen.random, WORKS_POWER)
    cost = charges(
        random,
        use.usage,
        pen.one_of((("尖峰 Peak", "半尖峰 Half-peak", "離峰 Off-peak"), ("尖峰 Peak", "離峰 Off-peak"))),
    )
    form, made = pen.one_of(("Y/m/d", "Y-m-d", "Y.m.d", "y/m/d")), use.end + timedelta(random.randint(4, 9))
    start, end = (
        w(F.PERIOD_START, roc(use.start, form), use.start),
        w(F.PERIOD_END, roc(use.end, form), use.end),
    )
    facts = (
        ("用戶 Customer", firm(random)),
        (pen.one_of(("電號 Account No.", "電號 Electricity No.")), w(F.ACCOUNT_NO, power_number(pen))),
        ("統一編號 Tax ID (buyer)", w(F.BUYER_UBN, ubn(random))),
        (pen.one_of(("計費期間 Billing period", "用電期間 Period")), f"{start} – {end}"),
        ("製單日 Issued", w(F.ISSUE_DATE, roc(made, form), made)),
        ("繳費期限 Due date", roc(made + timedelta(14), form)),
        ("轉供契約 Wheeling contract", serial(random, "dddddddd")),
        ("契約容量／最高需量 kW", f"{cost.contract:,}／{cost.demand:,}"),
    )
    vendor = w(F.VENDOR, power_company(pen, "電力股份有限公司", "電業股份有限公司"))
    money = [
        ("基本電費 Basic", grouped(cost.basic, 1)),
        ("流動電費 Energy", grouped(sum(one.amount for one in cost.hours), 1)),
        (f"功率因數調整 PF {cost.factor}%", f"−{cost.reward:,}"),
        ("未稅 Subtotal", grouped(cost.sales)),
        ("營業稅 VAT", w(F.TAX, grouped(cost.tax))),
    ]
    return Page(
        WHEELED,
        f"""<div class=top><b>{vendor}</b><span>電費單（含再生能源轉供）Electricity Bill　{roc(use.end, "Y-m")}</span><span class=s>統一編號 {w(F.SELLER_UBN, ubn(random))}</span></div>
<div class=row>{"".join(f"<div><small>{label}</small>{told}</div>" for label, told in facts)}</div>{_taken_off(pen, cost)}
<div class=sum><div class=s>說明：計費度數＝受電度數－轉供度數，依每 15 分鐘匹配；當月未匹配之餘電 {random.randint(10, 900):,} 度由原發電業處理。<br>轉供度數之費用由售電業另行開立，不在本單。<br>上月計費 {int(cost.usage * random.uniform(0.7, 1.3)):,} kWh；平均 {cost.sales / cost.usage:.2f} 元/kWh（未稅）。<br>繳費虛擬帳號 {serial(random, "ddd-dddddddddddddd")}　承辦 {person(random)} {phone(random)}</div>
<div>{pairs(money)}<div class="l due"><span>應繳總金額 Total</span><span>NT$ {w(F.TOTAL_AMOUNT, grouped(cost.total))}</span></div></div></div>""",
        pen.one_of((270, 297)),
        190,
        cropped=True,
    )


def _taken_off(pen: Pen, cost: Charges) -> str:
    """Received, wheeled and billed kWh of each time of use, with their sums."""
    given = [int(one.usage * pen.random.uniform(0.05, 0.5)) for one in cost.hours]
    lines = [
        (
            one.name,
            grouped(one.usage + off),
            grouped(off),
            grouped(one.usage),
            str(one.price),
            grouped(one.amount, 1),
        )
        for one, off in zip(cost.hours, given, strict=True)
    ]
    total = (
        "合計 Total",
        grouped(cost.usage + sum(given)),
        grouped(sum(given)),
        f"<b>{pen.write(F.USAGE, grouped(cost.usage))}</b>",
        "",
        grouped(sum(one.amount for one in cost.hours), 1),
    )
    unit = pen.write(F.UNIT, "kWh")
    head = (
        "時段<br>Time of use",
        f"受電度數<br>Received {unit}",
        f"轉供度數<br>Wheeled {unit}",
        f"計費度數<br>Billed {unit}",
        "單價(元)<br>Rate",
        "流動電費(元)<br>Energy charge",
    )
    return pieces.table(head, [*lines, total])
