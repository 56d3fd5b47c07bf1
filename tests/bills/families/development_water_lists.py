"""Water for development: a query printed from a browser, and a village waterworks' form of several meters."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import pieces
from tests.bills.brush import Hand
from tests.bills.consumption import Supply, history
from tests.bills.drawn import Page, Pen, family
from tests.bills.families.development_electricity_lists import steady
from tests.bills.made_up import MING, TIMES, day, firm, grouped, person, roc
from tests.bills.wares import numbered

PRINTED = f"""padding:7mm 12mm;font:10pt/1.45 {TIMES};color:#000;.e{{font-size:8pt;display:flex;justify-content:space-between}}
h3{{margin:4mm 0 1mm;font-size:14pt}} table{{border-collapse:collapse;width:100%;margin-top:2mm}} td,th{{border:.2mm solid #777;padding:.8mm 1.5mm;text-align:center}}
a{{color:#0000cc;text-decoration:underline}}"""
TWO_MONTHS = Supply((30, 980), (10, 17), (58, 63))


@family(BillKind.WATER, development=True)
def query_printed(pen: Pen) -> Page:
    """Past readings of one account on a web page that a browser printed, with its own head and foot."""
    w, random, form = pen.write, pen.random, pen.one_of(("y/m/d", "Y-m-d", "ymd"))
    uses, lines = history(random, steady(pen, TWO_MONTHS), random.randint(4, 9)), []
    readings, state = pen.chance(0.7), pen.one_of(("已繳", "已銷帳", "轉帳"))
    for use in uses:
        row, even = pen.row(), use.end.replace(day=1)
        if even.month % 2:
            even = even - timedelta(1)
        pointers = ((F.PREVIOUS_READING, use.previous), (F.CURRENT_READING, use.current))
        shown = [row.write(what, str(value)) for what, value in pointers if readings]
        lines.append(
            [
                roc(even, "ym"),
                row.write(F.PERIOD_END, roc(use.end, form), use.end),
                *shown,
                row.write(F.USAGE, str(use.usage)),
                row.write(F.TOTAL_AMOUNT, grouped(use.total)),
                f"{state} {roc(use.end + timedelta(random.randint(9, 24)), form)}",
                "<a>明細</a>",
            ]
        )
    title = pen.one_of(("用水紀錄查詢", "歷期水費查詢", "水費帳單資料"))
    asked = uses[0].end + timedelta(random.randint(20, 50))
    head = [
        "收費年月",
        pen.one_of(("抄表日", "抄表日期")),
        *(["上期指針", "本期指針"] if readings else []),
        pen.one_of(("用水度數", "本期度數")),
        pen.one_of(("應繳金額", "水費(元)")),
        "繳費情形",
        "",
    ]
    return Page(
        PRINTED,
        f"""<div class=e><span>{roc(asked, "Y/M/D")} 下午{random.randint(1, 6)}:{random.randint(10, 59)}</span><span>{title}</span></div>
<h3>{w(F.VENDOR, pen.one_of(("嶺東自來水股份有限公司", "蘭潭自來水事業處", "東港溪水務公司")))}</h3><a>首頁</a> &gt; <a>用戶專區</a> &gt; {title}
<div>水號：{w(F.ACCOUNT_NO, numbered(pen, pen.one_of(("dd-dddddd-d", "Ldddddddddd", "d-dd-dddddd-d"))))}　　用戶：{person(random)[0]}○○　口徑：{pen.one_of((20, 25, 40))} mm</div>
{pieces.table(head, lines)}<p>共 {len(lines)} 期。　<a>匯出</a>　<a>列印</a></p>
<div class=e><span>https://water.example.tw/member/query?no={numbered(pen, "dddddddd")}</span><span>1/1</span></div>""",
        210,
        150,
        cropped=True,
    )


VILLAGE = f"""padding:7mm;font:11pt/1.6 {MING};color:#1d4e6b;h2{{text-align:center;margin:0;font-size:16pt}} table{{border-collapse:collapse;width:100%}}
td,th{{border:.3mm solid;text-align:center;height:10mm;font-weight:400}} .l{{display:flex;justify-content:space-between}}
.seal{{position:absolute;right:12mm;bottom:7mm;color:#c62828;border:.7mm solid;width:17mm;height:17mm;font-size:11pt;line-height:1.25;padding:1mm;opacity:.8;transform:rotate(-4deg)}}"""


@family(BillKind.WATER, development=True)
def village_meters(pen: Pen) -> Page:
    """A simple waterworks' bill of several meters of one household or works, filled in by hand."""
    w, hand, random = pen.write, Hand(pen.random), pen.random
    end = day(random)
    start, lines, usage = end - timedelta(random.randint(28, 61)), [], 0
    for place in random.sample(("住家", "工廠", "農舍", "倉庫", "菜園", "民宿"), random.randint(2, 4)):
        row, before, used = pen.row(), random.randint(20, 6_900), random.randint(4, 160)
        usage += used
        number = f"{place}　{hand.write(row.write(F.METER_NO, numbered(pen, 'dddddd')))}"
        told = ((F.PREVIOUS_READING, before), (F.CURRENT_READING, before + used), (F.USAGE, used))
        lines.append([number, *(hand.write(row.write(what, str(value))) for what, value in told)])
    price, basic = pen.one_of((6, 7, 8, 10, 12)), pen.one_of((50, 60, 100, 150))
    lines.append(["合　計", "", "", f"{hand.write(w(F.USAGE, str(usage)))} {w(F.UNIT, '度', 'm3')}"])
    made = end + timedelta(random.randint(1, 9))
    sums = f"每度 {price} 元　水費 {hand.write(str(usage * price))}　管理費 {basic}　"
    dates = [(F.PERIOD_START, start), (F.PERIOD_END, end)]
    told_days = [hand.write(w(what, roc(when, "y.M.D"), when)) for what, when in dates]
    vendor = pen.one_of(("坪頂簡易自來水管理委員會", "清泉社區簡易自來水廠", "內寮簡易自來水管理站"))
    return Page(
        VILLAGE + "position:relative",
        f"""<h2>{w(F.VENDOR, vendor)}</h2><div style="text-align:center">水　費　收　據</div>
<div class=l><span>戶號 {hand.write(w(F.ACCOUNT_NO, numbered(pen, "dd-ddd")))}</span><span>戶名 {hand.write(pen.one_of((person(random), firm(random))))}</span></div>
抄表 自 {told_days[0]} 至 {told_days[1]} 止{pieces.table(("水表號碼", "前期指數", "本期指數", "用水度數"), lines)}{sums}
<div>應收新臺幣　{hand.write(w(F.TOTAL_AMOUNT, grouped(usage * price + basic)))}　元整　　開單日期 {hand.write(w(F.ISSUE_DATE, roc(made, "y.M.D"), made))}</div>
<div>收費員 {hand.write(person(random))}</div><div class=seal>收款<br>專用章</div>""",
        150,
        170,
        cropped=True,
        handwritten=True,
    )
