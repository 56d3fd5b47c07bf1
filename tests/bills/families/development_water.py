"""Water for development: a township's card, a works with several meters, and a browser's list of bills."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_WATER, WORKS_WATER, history, metered, parts
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import full_width, grouped, roc
from tests.bills.serials import serial

CARD = """padding:4mm 6mm;font:8pt/1.3 'AR PL UKai TW';color:#7a4b12;background:#fff7d9; h2{margin:0;font-size:13pt;text-align:center;letter-spacing:1.5mm}
table{border-collapse:collapse;width:100%} td{border:.25mm solid #b5772a;padding:.7mm 1.2mm} .v{writing-mode:vertical-rl;text-align:center;letter-spacing:1mm;width:6mm;padding:1mm 0}
b{font:9.5pt 'Noto Sans Mono CJK TC';color:#222;font-weight:400} .r{text-align:right} .seal{position:absolute;right:22mm;top:47mm;border:.5mm solid #c33;color:#c33;
padding:.5mm 2mm;transform:rotate(6deg);opacity:.75} position:relative;"""


@family(BillKind.WATER, development=True)
def township_card(pen: Pen) -> Page:
    """A card with standing headings: months of use, and a share of the common meter in what is billed."""
    random, use = pen.random, metered(pen.random, HOUSE_WATER)
    share = random.randint(0, 4)
    first = use.end.replace(day=1)
    first = first.replace(month=first.month - 1) if first.month % 2 == 0 else first
    told = f"{first.year - 1911}年{first.month:02d}{pen.one_of(('-', '、', '至'))}{first.month + 1:02d}月"
    wide = full_width if pen.chance(0.3) else str
    cost, sewer, fund = parts(random, use.total, 3)
    mono = "<b>{}</b>".format
    usage = mono(pen.write(F.USAGE, wide(str(use.usage + share)), use.usage + share))
    return Page(
        CARD,
        f"""<h2>{pen.write(F.VENDOR, pen.one_of(("菱湖鎮自來水廠", "雙埤鄉公共造產自來水廠", "石鼓鎮自來水管理所")))}</h2>
<div style='text-align:center'>水費{pen.one_of(("繳納通知單", "收據", "繳費單"))}　　中華民國 {mono(pen.months(first, told, count=2))}份</div>
<table><tr><td rowspan=3 class=v>用戶<td>水　　號<td>{mono(pen.write(F.ACCOUNT_NO, serial(random, "dd-dddd-d")))}<td>水表口徑<td>{mono(pen.one_of((13, 20, 25)))}公厘
<td rowspan=3 class=v>水量<td>本月指針<td class=r>{mono(pen.write(F.CURRENT_READING, wide(str(use.current)), use.current))}
<tr><td>姓　　名<td>{mono(made_up.person(random))}<td>戶　　別<td>{mono(pen.one_of(("普通", "營業", "機關")))}<td>上月指針<td class=r>{mono(pen.write(F.PREVIOUS_READING, wide(str(use.previous)), use.previous))}
<tr><td>裝置地點<td colspan=3>{mono(made_up.address(random)[3:])}<td>實用度數<td class=r>{mono(use.usage)}
<tr><td rowspan=2 class=v>費額<td>基本費<td class=r>{mono(sewer)}<td>用水費<td class=r>{mono(cost)}<td rowspan=2 class=v>計收<td>公用分攤<td class=r>{mono(share)}
<tr><td>代徵清潔費<td class=r>{mono(fund)}<td>合　　計<td class=r>{mono(pen.write(F.TOTAL_AMOUNT, wide(str(use.total)), use.total))}元<td>計費度數<td class=r>{usage}{pen.write(F.UNIT, "度", "m3")}</table>
<div class=seal>逾期加收百分之{pen.one_of("二三五")}</div><div>限繳日期：{mono(roc(first + timedelta(80), "y 年 m 月 d 日"))}　抄表員章　　收費員章　　（未蓋章無效）　電話 {made_up.phone(random)}</div>""",
        165,
        90,
        cropped=True,
    )


METERS = """padding:13mm 15mm;font:9.5pt/1.55 'Noto Serif CJK TC'; h1{font-size:15pt;margin:0} .top{display:grid;grid-template-columns:1fr 1fr;gap:0 12mm;margin:4mm 0}
.top div{border-bottom:.2mm solid #9bb} table{width:100%;border-collapse:collapse;margin:3mm 0} th{border-top:.5mm solid #066;border-bottom:.2mm solid #066;font-weight:600}
td,th{padding:1.2mm;text-align:center} td:nth-last-child(-n+3){text-align:right} tr:last-child td{border-top:.2mm solid #066;border-bottom:.5mm solid #066}"""


@family(BillKind.WATER, development=True)
def works_meters(pen: Pen) -> Page:
    """A park's water office bills a works with several meters, in lines with a sum."""
    random = pen.random
    end = made_up.day(random)
    uses = [metered(random, WORKS_WATER, end) for _ in range(random.randint(2, 5))]
    form, made = pen.one_of(("Y/m/d", "y年m月d日", "Y.m.d")), end + timedelta(random.randint(1, 9))
    start = uses[0].start
    lines = []
    for use in uses:
        row = pen.row()
        lines.append(
            (
                row.write(F.METER_NO, serial(random, "LLdd-ddddd")),
                pen.one_of(("製程", "宿舍", "冷卻水塔", "消防", "辦公棟")),
                f"{pen.one_of((25, 40, 50, 75, 100))} mm",
                row.write(F.PREVIOUS_READING, grouped(use.previous)),
                row.write(F.CURRENT_READING, grouped(use.current)),
                row.write(F.USAGE, grouped(use.usage)),
            )
        )
    usage = sum(use.usage for use in uses)
    lines.append(("合計", "", "", "", "", pen.write(F.USAGE, grouped(usage))))
    heads = (
        "水表編號",
        "用途",
        "口徑",
        "前期讀數",
        "本期讀數",
        f"用水量({pen.write(F.UNIT, pen.one_of(('m³', '立方公尺', '度')), 'm3')})",
    )
    total = sum(use.total for use in uses)
    return Page(
        METERS,
        f"""<h1>{pen.write(F.VENDOR, pen.one_of(("麟谷工業區供水管理處", "臨港園區水務股份有限公司", "青埔頭工業區服務中心供水站")))}</h1>{pen.one_of(("自來水水費計收單", "用水費用請款單", "工業用水繳款通知"))}
<div class=top><div>用戶名稱：{made_up.firm(random)}</div><div>廠商編號：{pen.write(F.ACCOUNT_NO, serial(random, "L-ddd-dd"))}</div>
<div>統一編號：{pen.write(F.BUYER_UBN, made_up.ubn(random))}</div><div>填單日期：{pen.write(F.ISSUE_DATE, roc(made, form), made)}</div>
<div>計費起日：{pen.write(F.PERIOD_START, roc(start, form), start)}</div><div>計費迄日：{pen.write(F.PERIOD_END, roc(end, form), end)}</div></div>
{pieces.table(heads, lines)}<table><tr><td>水費單價 {random.uniform(10, 14):.2f} 元/度<td>水源保育費 {int(total * 0.05):,} 元<td>污水處理費另計
<tr><td colspan=2>應繳金額（新臺幣）<td><b>{pen.write(F.TOTAL_AMOUNT, grouped(total))} 元整</b></table>
<p>一、請於 {roc(made + timedelta(14), form)} 前匯入專戶 {serial(random, "ddddddddddd")}。<br>二、日平均用水量 {usage / 30:,.1f}，核配水量 {random.randint(20, 900)} CMD。<br>
承辦：{made_up.person(random)}　分機 {random.randint(101, 699)}　公文字號：供水字第{serial(random, "ddddddddd")}號</p>""",
        210,
        220,
        cropped=True,
    )


BROWSER = """font:9.5pt/1.5 'Noto Sans CJK TC'; .url{background:#dee1e6;padding:2mm 4mm;color:#555} .url i{font-style:normal;background:#fff;border-radius:4mm;padding:.8mm 60mm .8mm 4mm}
.nav{background:#00838f;color:#fff;padding:3mm 8mm;display:flex;justify-content:space-between} .main{padding:5mm 8mm} h2{font-size:13pt;margin:0 0 2mm;border-left:1.5mm solid #00838f;padding-left:3mm}
table{width:100%;border-collapse:collapse;margin-top:3mm} th{background:#e0f2f3;padding:1.5mm} td{padding:1.5mm;text-align:center;border-bottom:.2mm solid #ddd} tr:nth-child(odd) td{background:#fafafa}
.p{text-align:center;margin-top:3mm;color:#00838f} .s{color:#777;font-size:8pt}"""


@family(BillKind.WATER, development=True)
def browser_list(pen: Pen) -> Page:
    """A browser's window with past bills, newest first; paid days stand beside the months."""
    random = pen.random
    uses, form = history(random, WORKS_WATER, random.randint(4, 9)), pen.one_of(("Y/m/d", "y/m/d", "Y-m-d"))
    months = pen.one_of(("Y-m", "y/m", "ym", "Y年M月"))
    lines = []
    month = made_up.day(random).replace(day=1)
    asked = month + timedelta(random.randint(75, 95))
    for number, use in enumerate(uses):
        row, paid = pen.row(), month + timedelta(random.randint(45, 70))
        told = pen.months(month, roc(month, months), row)
        usage, total = row.write(F.USAGE, grouped(use.usage)), row.write(F.TOTAL_AMOUNT, grouped(use.total))
        status = "未繳費" if number == 0 and pen.chance(0.4) else roc(paid, form)
        lines.append((str(number + 1), told, usage, total, status, pen.one_of(("下載", "檢視"))))
        month = (month - timedelta(1)).replace(day=1)
    heads = (
        "序號",
        pen.one_of(("用水年月", "用水月份")),
        "用水度數",
        pen.one_of(("水費金額", "應繳金額(元)", "金額")),
        "繳費日期",
        "電子帳單",
    )
    pen.note(F.UNIT, "m3", "度")
    return Page(
        BROWSER,
        f"""<div class=url>←　→　⟳　<i>https://ebill.example.tw/water/history?page=1</i></div>
<div class=nav><b>{pen.write(F.VENDOR, pen.one_of(("澄湖自來水事業處", "南溟自來水股份有限公司", "望安溪自來水公司")))}</b><span>{made_up.person(random)[0]}○○ 您好　登出</span></div>
<div class=main><h2>用水紀錄查詢</h2>水號：{pen.write(F.ACCOUNT_NO, serial(random, "L-dd-dddddd-d"))}　查詢區間：近 {pen.one_of((12, 24))} 個月　<span class=s>查詢時間 {roc(asked, form)} 10:{random.randint(10, 59)}</span>
{pieces.table(heads, lines)}<div class=p>‹ 1　2　3 ›　共 {random.randint(10, 40)} 筆</div><div class=s>1 度 = 1 立方公尺。資料僅供參考，以實際帳單為準。</div></div>""",
        215,
        150,
        cropped=True,
    )
