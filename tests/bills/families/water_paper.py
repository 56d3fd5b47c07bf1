"""Water on paper: a city's notice, a county's upright receipt, a postcard, a customer of several meters."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as Field
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_WATER, WORKS_WATER, metered, parts, period
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import grouped, roc

VENDORS = ("碧潭自來水事業處", "中嶺自來水股份有限公司", "東岸自來水事業處", "雲溪自來水廠")


def number(pen: Pen, form: str) -> str:
    """A customer's or a meter's number in the shape of `form`: d is a digit, L a letter."""
    kinds = {"d": "0123456789", "L": "ABCDEFGHKMN"}
    return "".join(pen.one_of(kinds[sign]) if sign in kinds else sign for sign in form)


CITY = """padding:7mm 9mm;font:9pt/1.5 'Noto Sans CJK TC';color:#123;
h1{font-size:15pt;color:#0a6ebd;margin:0;text-align:center;letter-spacing:1mm} .en{text-align:center;font-size:8pt}
table{border-collapse:collapse;width:100%;margin-top:2mm} td,th{border:.25mm solid #0a6ebd;padding:1mm 2mm}
th{background:#e3f1fb;font-weight:normal;font-size:8pt} .c td{text-align:center;font-size:11pt}
.two{display:flex;gap:3mm} .two>*{flex:1} .m td:last-child{text-align:right} .pay{font-size:15pt;font-weight:bold}"""


@family(BillKind.WATER)
def city_notice(pen: Pen) -> Page:
    """A city's notice ruled in blue, dates without signs, charges beside particulars."""
    random, use = pen.random, metered(pen.random, HOUSE_WATER)
    form, shape = pen.one_of(("ymd", "y/m/d")), pen.one_of(("L-dd-dddddd-d", "d-dd-dddddd-d"))
    shared = random.choice((0, 0, random.randint(1, 6)))
    billed = pen.write(Field.USAGE, f"{use.usage + shared}")
    told = f"<tr><th>實用度數<td>{use.usage}<tr><th>分攤總表度<td>{shared}" if shared else ""
    water, sewer, upkeep = parts(random, use.total, 3)
    stub = pieces.bar_code(number(pen, "dddddd") + "3C5")
    carbon = ""
    if pen.chance(0.5):
        kilograms = str(made_up.rounded((use.usage + shared) * 0.0948, 2))
        carbon = f"<tr><td>本期用水碳排量(公斤CO₂)<td>{pen.write(Field.PRINTED_KGCO2E, kilograms)}"
    return Page(
        CITY,
        f"""<h1>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}</h1>
<div class=en>水費繳費通知單 Water Bill　　收費年月 {roc(use.end, "y年m月")}</div>
<table class=c><tr><th>水號 Account No.<th>用水計費期間 Period<th>繳費期限 Due<tr><td>{pen.write(Field.ACCOUNT_NO, number(pen, shape))}
<td>{period(pen, use, form, pen.one_of(("/", "－", " 至 ")) if form == "ymd" else "－")}
<td>{roc(use.end + timedelta(28), form)}</table>
<table><tr><th>用戶名稱<td>{made_up.person(random)}<th>用水地址<td>{made_up.address(random)}</table>
<div class=two><table><tr><th>本期指針數<td>{pen.write(Field.CURRENT_READING, str(use.current))}
<tr><th>上期指針數<td>{pen.write(Field.PREVIOUS_READING, str(use.previous))}{told}
<tr><th>計費度數<td>{billed} {pen.write(Field.UNIT, "度", "m3")}<tr><th>口徑<td>{pen.one_of((13, 20, 25, 40))} mm
<tr><th>水表號碼<td>{pen.write(Field.METER_NO, number(pen, "Ldddddddd"))}
<tr><th>下次抄表<td>{roc(use.end + timedelta(60), form)}</table>
<table class=m><tr><td>用水費及基本費<td>{water:,}<tr><td>代徵下水道使用費<td>{sewer:,}<tr><td>水源保育與回饋費<td>{upkeep:,}
<tr><td>違約金額<td>0<tr><td>上期金額<td>{int(use.total * random.uniform(0.6, 1.4)):,}{carbon}
<tr><td>應繳總金額<td class=pay>{pen.write(Field.TOTAL_AMOUNT, grouped(use.total))}元</table></div>
<p style='font-size:7.5pt'>{pieces.notices(random, 5)}</p>
<div style='border-top:.3mm dashed;padding-top:2mm'>代收聯　{stub}{pieces.bar_code(number(pen, "LLdddddddddddd"))}</div>""",
        190,
        190,
        cropped=True,
    )


UPRIGHT = """padding:6mm;font:11pt/1.5 'AR PL UKai TW';color:#6b1d1d;
.v{writing-mode:vertical-rl;border:.3mm solid #6b1d1d;padding:1mm;letter-spacing:1mm;text-align:center}
h2{text-align:center;font-size:15pt;margin:0 0 2mm} table{border-collapse:collapse;width:100%}
td{border:.3mm solid #6b1d1d;padding:.6mm 1.5mm} .w{font:11pt 'Liberation Mono','AR PL UMing TW';color:#111}"""


@family(BillKind.WATER)
def upright_receipt(pen: Pen) -> Page:
    """A county's narrow receipt in a brush face, its months of use for a period, printed by machine."""
    random, use = pen.random, metered(pen.random, HOUSE_WATER)
    first = (use.end.replace(day=1) - timedelta(40)).replace(day=1)
    second = (first + timedelta(32)).replace(day=1)
    joint = pen.one_of(
        (f"{roc(first, 'y年m')}-{second.month:02d}月", f"{roc(first, 'y年M')}、{second.month}月")
    )
    if second.month == 1:
        joint = f"{roc(first, 'y年m月')}-{roc(second, 'y年m月')}"
    taxed = f"<tr><td>營業稅(5%)<td class=w>{pen.write(Field.TAX, str(use.tax))}" if pen.chance(0.5) else ""
    rows = f"""<tr><td>水號<td class=w>{pen.write(Field.ACCOUNT_NO, number(pen, pen.one_of(("LL-ddddd", "dd ddd dddd"))))}
<tr><td>姓名<td>{made_up.person(random)}　君<tr><td>用水月份<td class=w>{pen.months(first, joint, count=2)}
<tr><td>本期指數<td class=w>{pen.write(Field.CURRENT_READING, f"{use.current:05d}", use.current)}
<tr><td>上期指數<td class=w>{pen.write(Field.PREVIOUS_READING, f"{use.previous:05d}", use.previous)}
<tr><td>用水度數<td class=w>{pen.write(Field.USAGE, str(use.usage))} {pen.write(Field.UNIT, "度", "m3")}
<tr><td>水　費<td class=w>{use.sales if taxed else use.total}{taxed}<tr><td>清潔規費<td class=w>0
<tr><td>總　計<td class=w>＄{pen.write(Field.TOTAL_AMOUNT, grouped(use.total))}"""
    return Page(
        UPRIGHT,
        f"""<h2>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}</h2><div style='display:flex;gap:1mm'>
<div class=v>水費收據　第二聯用戶收執</div><table>{rows}</table></div>
<div style='font-size:8.5pt'>收據號碼 {number(pen, "dddddddd")}　抄表員 {random.randint(11, 88)}<br>
繳款日 {roc(use.end + timedelta(17), "y.m.d")}　經收 {pen.one_of(("溪口農會", "合田信用合作社", "海口郵局"))}<br>{pieces.notices(random, 2)}</div>""",
        100,
        150,
        cropped=True,
    )


POSTCARD = """padding:4mm 5mm;font:7.6pt/1.4 'Liberation Sans','Noto Sans CJK TC';background:#f6fbf7;height:103mm;
.f{display:flex;gap:4mm} .f>div{flex:1} b{font-size:10pt} .k{color:#27734a;display:inline-block;width:21mm}
.amount{border:.5mm solid #27734a;text-align:center;font-size:15pt;padding:1mm;margin:1.5mm 0}"""


@family(BillKind.WATER)
def postcard(pen: Pen) -> Page:
    """A postcard in small print: address side left, the bill right, labels without rules."""
    random, use = pen.random, metered(pen.random, HOUSE_WATER)
    form, after = pen.one_of(("y年m月d日", "y-m-d", "Y.m.d")), use.end + timedelta(61)
    paid = pen.write(Field.TOTAL_AMOUNT, f"{use.total:,}")
    return Page(
        POSTCARD,
        f"""<div class=f><div><b>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}</b><br>{made_up.address(random)}<br>
電話 {made_up.phone(random)}<br><br><br>{number(pen, "ddddd")}<br>{made_up.address(random)}<br>
<b>{made_up.person(random)}　先生/女士</b> 收<br><br>{pieces.notices(random, 6)}</div>
<div><b>自來水費通知</b><div class=amount>NT$ {paid}</div>
<span class=k>用水編號</span>{pen.write(Field.ACCOUNT_NO, number(pen, "dd-ddddddd-d"))}<br>
<span class=k>上次抄表</span>{pen.write(Field.PERIOD_START, roc(use.start, form), use.start)}　指針
{pen.write(Field.PREVIOUS_READING, f"{use.previous:,}")}<br>
<span class=k>本次抄表</span>{pen.write(Field.PERIOD_END, roc(use.end, form), use.end)}　指針
{pen.write(Field.CURRENT_READING, f"{use.current:,}")}<br><span class=k>下次抄表</span>{roc(after, form)}<br>
<span class=k>本期用水度數</span><b>{pen.write(Field.USAGE, str(use.usage))}</b>
{pen.write(Field.UNIT, pen.one_of(("度", "m³")), "m3")}<br>
<span class=k>去年同期</span>{int(use.usage * 1.2)} 度　日均 {use.usage / use.days:.2f} 度<br>
<span class=k>表徑 / 水價</span>{pen.one_of((13, 20, 25))} 公厘 / 第{random.randint(1, 4)}段<br>
<span class=k>收費截止</span>{roc(use.end + timedelta(24), form)}<br>
{pieces.bar_code(number(pen, "dddddddddd"), 46, 7)}</div></div>""",
        160,
        105,
    )


SEVERAL = """padding:12mm;font:10pt/1.6 'Liberation Serif','AR PL UMing TW'; h1{font-size:16pt;margin:0;text-align:center}
table{border-collapse:collapse;width:100%;margin:3mm 0} td,th{border:.3mm solid #000;padding:1.3mm;text-align:right}
td:first-child,th{text-align:center} .box{border:.6mm double #000;padding:2mm;width:80mm;margin-left:auto}"""


@family(BillKind.WATER)
def several_meters(pen: Pen) -> Page:
    """A works' or school's statement over two or three meters."""
    random, whole, used, rows = pen.random, metered(pen.random, WORKS_WATER), 0, []
    for _ in range(random.randint(2, 3)):
        entry, one = pen.row(), metered(random, WORKS_WATER, whole.end)
        used += one.usage
        rows.append(
            (
                entry.write(Field.METER_NO, number(pen, "LL-dddddd")),
                f"{pen.one_of((40, 50, 75, 100))}",
                entry.write(Field.PREVIOUS_READING, grouped(one.previous)),
                entry.write(Field.CURRENT_READING, grouped(one.current)),
                entry.write(Field.USAGE, grouped(one.usage)),
            )
        )
    total, form = int(used * random.uniform(11, 16)), pen.one_of(("y年M月D日", "y.m.d"))
    water, sewer = parts(random, total, 2)
    unit, made = pen.one_of(("度", "m³", "立方公尺")), whole.end + timedelta(5)
    head = ("水表號碼", "口徑mm", "上期指針", "本期指針", f"用水量({pen.write(Field.UNIT, unit, 'm3')})")
    return Page(
        SEVERAL,
        f"""<h1>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}</h1><div style='text-align:center'>工業用水 水費計算明細表</div>
用戶：{made_up.firm(random)}　　統一編號：{pen.write(Field.BUYER_UBN, made_up.ubn(random))}<br>
水號：{pen.write(Field.ACCOUNT_NO, number(pen, "Ldd-dddddd"))}　　製表日期：{pen.write(Field.ISSUE_DATE, roc(made, form), made)}<br>
計費期間：自{period(pen, whole, form, "至")}止{pieces.table(head, rows)}
<div class=box>合計用水量 {pen.write(Field.USAGE, grouped(used))} {unit}<br>水費 {water:,} 元<br>污水處理費 {sewer:,} 元<br>
<b>應繳總額 {pen.write(Field.TOTAL_AMOUNT, grouped(total))} 元</b></div>
<p>繳款期限 {roc(made + timedelta(15), form)}，平均單價 {total / used:.2f} 元/{unit}，上月用水 {int(used * 0.95):,} {unit}。</p>
<p>{pieces.notices(random, 4)}</p>""",
        200,
        260,
        cropped=True,
    )
