"""Water for development: a company's notice with a stub, a bank's slip of a debit, a PDF with a coloured side and
a telephone's page of one bill."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_WATER, WORKS_WATER, Metered, Supply, metered
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import grouped, roc
from tests.bills.serials import pairs, serial
from tests.bills.water_charged import Charged, charged

SHOP_WATER = Supply((38, 620), (11, 17), (57, 64))

NOTICE = """padding:9mm 11mm;font:8.8pt/1.4 'Noto Sans CJK TC';color:#1d2b3a; .head{display:flex;justify-content:space-between;align-items:flex-end;border-bottom:.7mm solid #0b5fa5}
.head b{font-size:15pt;color:#0b5fa5} .band{display:grid;grid-template-columns:repeat(5,1fr);margin:3mm 0;border:.3mm solid #0b5fa5;border-radius:1.5mm;overflow:hidden}
.band div{text-align:center;border-left:.2mm solid #9cc3e4;padding-bottom:1mm;font-size:11pt} .band small{display:block;background:#dcecf8;font-size:7.5pt;padding:.4mm;margin-bottom:.7mm} .band div:last-child{font-weight:700;font-size:13pt}
.two{display:grid;grid-template-columns:88mm 1fr;gap:6mm} h3{margin:1mm 0;font-size:9.5pt;color:#0b5fa5} .l{display:flex;justify-content:space-between;border-bottom:.15mm dotted #8aa;padding:.5mm 0}
table{border-collapse:collapse;width:100%;font-size:8pt} th{background:#eef5fb;font-weight:400} td,th{border:.15mm solid #b8cfe2;padding:.5mm 1.2mm;text-align:right}
.s{font-size:7pt;color:#445;margin:2mm 0} .cut{border-top:.25mm dashed #555;margin:3mm 0;padding-top:2mm;display:flex;justify-content:space-between}"""


def _steps(charge: Charged) -> str:
    head = ("級距", "度數", "單價", "金額")
    rows = [
        (f"{step.above + 1}度起", grouped(step.quantity), f"{step.price}", f"{step.amount:,}")
        for step in charge.steps
    ]
    return pieces.table(head, rows)


def _meter(pen: Pen, use: Metered, deducted: int) -> str:
    unit = pen.write(F.UNIT, "度", "m3")
    told = [
        ("水表號碼", pen.write(F.METER_NO, serial(pen.random, pen.one_of(("Ldddddddd", "ddd-dddddd"))))),
        ("口徑", f"{pen.one_of((20, 25, 40, 50))} 公厘"),
        (pen.one_of(("本次抄見", "本期表底")), pen.write(F.CURRENT_READING, grouped(use.current))),
        (pen.one_of(("上次抄見", "前期表底")), pen.write(F.PREVIOUS_READING, grouped(use.previous))),
    ]
    if deducted:
        told += [("抄見水量", f"{use.current - use.previous:,} 度"), ("扣：子表水量", f"-{deducted} 度")]
    billed = pen.one_of(("計費水量", "實收度數", "本期用水量"))
    return pairs([*told, (billed, f"<b>{pen.write(F.USAGE, grouped(use.usage))}</b> {unit}")])


@family(BillKind.WATER, development=True)
def notice_with_stub(pen: Pen) -> Page:
    """A company's own notice: a band of five facts, two columns of lines, steps of the price, a stub."""
    random, use = pen.random, metered(pen.random, SHOP_WATER)
    charge = charged(random, use, sewered=pen.chance(0.6))
    deducted = random.randint(3, 30) if pen.chance(0.3) and use.previous > 60 else 0
    shown = Metered(use.start, use.end, use.previous - deducted, use.current, 1, use.usage, 0, 0, 0)
    form = pen.one_of(("y/m/d", "y.m.d", "y年m月d日"))
    vendor = pen.write(
        F.VENDOR, pen.one_of(("大屯溪自來水股份有限公司", "龜嶼自來水股份有限公司", "南隘頭水務公司"))
    )
    number = pen.write(F.ACCOUNT_NO, serial(random, pen.one_of(("dL-dd-dddddd-d", "dd dd dddd dd d"))))
    total = pen.write(F.TOTAL_AMOUNT, grouped(charge.total))
    due, month = roc(use.end + timedelta(24), form), roc(use.end + timedelta(9), "y年m月")
    items = [("基本費", charge.base), ("用水費", charge.water), ("水源保育與回饋費", charge.fund)]
    items += [("代收污水使用費", charge.sewer)] if charge.sewer else []
    costs = pairs([(label, grouped(amount)) for label, amount in items])
    tax = pairs([("營業稅 5%", pen.write(F.TAX, grouped(charge.tax))), ("本期應繳合計", f"{total} 元")])
    start = pen.write(F.PERIOD_START, roc(use.start, form), use.start)
    end = pen.write(F.PERIOD_END, roc(use.end, form), use.end)
    past = [f"{label} {random.randint(30, 600)} 度" for label in ("上期", "去年同期")]
    codes = "".join(
        pieces.bar_code(serial(random, code), 46, 7) for code in ("ddddddLdL", "dddddddddddddddd")
    )
    return Page(
        NOTICE,
        f"""<div class=head><b>{vendor}</b><span>{month} 水費繳費通知　<small>{pen.one_of(("平信", "第一聯 用戶存查", "非繳費憑證"))}</small></span></div>
<p>{made_up.firm(random)} 台照<br>用水地址：{made_up.address(random)}</p>
<div class=band><div><small>{pen.one_of(("水號", "用水編號"))}</small>{number}</div><div><small>計費起日</small>{start}</div><div><small>計費迄日</small>{end}</div><div><small>繳費期限</small>{due}</div><div><small>應繳金額</small>${total}</div></div>
<div class=two><div><h3>抄表資料</h3>{_meter(pen, shown, deducted)}<h3>用水比較</h3>{past[0]}　{past[1]}<br>下次抄表日 {roc(use.end + timedelta(61), form)}</div>
<div><h3>費用明細（元）</h3>{costs}{tax}<h3>用水費計算</h3>{_steps(charge)}</div></div>
<div class=s>{pieces.notices(random, random.randint(2, 4))}</div>
<div class=cut><span>{vendor}　代收聯<br>水號 {number}<br>期限 {due}<br>金額 <b>{total}</b> 元</span><span>{codes}</span></div>""",
        210,
        235,
        cropped=True,
    )


STRIP = """padding:8mm 12mm;font:9pt/1.35 'Liberation Serif','AR PL UMing TW';color:#222;background:#fffefa; h2{font-size:13pt;font-weight:400;margin:0 0 3mm;letter-spacing:1mm}
.g{display:grid;grid-template-columns:46mm 50mm 40mm 1fr;gap:2.2mm 3mm} .g div{font-size:10.5pt;white-space:nowrap} .g small{display:block;font-size:7.5pt;color:#3c6e47} .w{grid-column:span 2} .foot{margin-top:4mm;display:flex;justify-content:space-between;font-size:8pt}
.seal{position:absolute;right:14mm;top:10mm;border:.6mm double #b33;color:#b33;border-radius:50%;width:25mm;height:25mm;text-align:center;padding-top:7mm;font-size:7.5pt;opacity:.75} position:relative;"""


@family(BillKind.WATER, development=True)
def debit_strip(pen: Pen) -> Page:
    """A strip without a line: the receipt of a debit, small labels above typed values, the company at the foot."""
    random, use = pen.random, metered(pen.random, pen.one_of((HOUSE_WATER, SHOP_WATER)))
    charge, form = charged(random, use, taxed=False), pen.one_of(("y.m.d", "y-m-d", "ymd"))
    paid = use.end + timedelta(random.randint(12, 26))
    start = pen.write(F.PERIOD_START, roc(use.start, form), use.start)
    end = pen.write(F.PERIOD_END, roc(use.end, form), use.end)
    usage = f"{pen.write(F.USAGE, grouped(use.usage))} {pen.write(F.UNIT, '度', 'm3')}"
    total = pen.one_of(("{}元", "NT${}", "＊＊{}元", "{}")).format(
        pen.write(F.TOTAL_AMOUNT, grouped(charge.total))
    )
    readings = (
        pen.write(F.CURRENT_READING, str(use.current)),
        pen.write(F.PREVIOUS_READING, str(use.previous)),
    )
    cells = [
        (
            pen.one_of(("用戶水號", "水籍號碼", "用戶代號")),
            pen.write(
                F.ACCOUNT_NO, serial(random, pen.one_of(("LL-dddddd-d", "ddd-dd-ddddd", "dddddddddL")))
            ),
        ),
        (pen.one_of(("計費期間", "用水起訖日")), f"{start}{pen.one_of(('～', ' 至 ', '—'))}{end}"),
        (pen.one_of(("計收水量", "用水量")), usage),
        (pen.one_of(("扣款金額", "轉帳金額", "實扣金額")), f"<b>{total}</b>"),
        ("用戶名稱", f"{made_up.firm_stem(random)}○○{pen.one_of(('公司', '企業社', '商行'))}"),
        (pen.one_of(("指針 本期／上期", "表底數 (本/上)")), " ／ ".join(readings)),
        ("扣款日期", roc(paid, form)),
        ("扣款帳號", f"****{serial(random, 'ddd')}**{serial(random, 'dd')}"),
    ]
    grid = "".join(f"<div><small>{label}</small>{value}</div>" for label, value in cells)
    parts = f"基本費 {charge.base}　用水費 {charge.water:,}　保育費 {charge.fund}　下水道費 {charge.sewer:,}"
    vendor = pen.one_of(("東螺溪自來水事業管理處", "關埔自來水股份有限公司", "三甲坪自來水廠"))
    return Page(
        STRIP,
        f"""<h2>{pen.one_of(("水費轉帳代繳收據", "水費扣繳憑證", "轉帳繳納水費證明"))}　<small>{roc(use.end, "y年m月份")}</small></h2><div class=seal>水費<br>{roc(paid, "y.m.d")}<br>收訖</div>
<div class=g>{grid}<div class=w><small>用水地址</small>{made_up.address(random)}</div><div class=w><small>費用組成</small><span style='font-size:9pt'>{parts}</span></div></div>
<div class=foot><span>{pen.write(F.VENDOR, vendor)}　統一編號 {pen.write(F.SELLER_UBN, made_up.ubn(random))}　客服 {made_up.phone(random)}</span><span>憑證號碼 {serial(random, "dddddddd")}　下次扣款日約 {roc(paid + timedelta(60), form)}</span></div>""",
        215,
        100,
        cropped=True,
    )


SIDE = """display:grid;grid-template-columns:60mm 1fr;height:234mm;font:9.3pt/1.6 'Noto Sans CJK TC';color:#263238; .left{background:#00695c;color:#fff;padding:14mm 7mm} .left small{display:block;opacity:.85;margin-top:5mm} .left b{font-size:19pt;line-height:1.2}
.right{padding:14mm 11mm} h1{font-size:14pt;margin:0;color:#00695c} .to{margin:9mm 0 7mm;font-size:10.5pt} table{width:100%;border-collapse:collapse;margin:1mm 0 4mm} th{font-weight:400;color:#607d8b;text-align:right;border-bottom:.3mm solid #00695c} td{text-align:right;padding:.9mm 0;border-bottom:.15mm solid #cfd8dc}
td:first-child,th:first-child{text-align:left} h3{font-size:10pt;color:#00695c;margin:3mm 0 0} .s{font-size:7.5pt;color:#607d8b}"""


@family(BillKind.WATER, development=True)
def coloured_side(pen: Pen) -> Page:
    """A PDF that came by mail: sums on a coloured side, a letter whose sentence tells days and quantity."""
    random, use = pen.random, metered(pen.random, pen.one_of((SHOP_WATER, WORKS_WATER)))
    charge, form = charged(random, use), pen.one_of(("Y年M月D日", "Y/m/d", "Y-m-d", "民國y年M月D日"))
    made = use.end + timedelta(random.randint(2, 8))
    w, unit = pen.write, pen.one_of(("立方公尺", "度", "m³"))
    usage, total = w(F.USAGE, grouped(use.usage)), w(F.TOTAL_AMOUNT, grouped(charge.total))
    factor = pen.one_of(("0.150", "0.233", "0.0948"))
    carbon = w(F.PRINTED_KGCO2E, grouped(made_up.rounded(use.usage * float(factor), 1)))
    start = w(F.PERIOD_START, roc(use.start, form), use.start)
    end = w(F.PERIOD_END, roc(use.end, form), use.end)
    meter = (
        w(F.METER_NO, serial(random, "LLdddddd")),
        w(F.PREVIOUS_READING, grouped(use.previous)),
        w(F.CURRENT_READING, grouped(use.current)),
        usage,
    )
    items = [
        ("基本費", "依口徑計收", charge.base),
        ("從量費", f"共 {len(charge.steps)} 段累進", charge.water),
        ("水源保育費", "代徵", charge.fund),
        ("污水下水道費", "代徵", charge.sewer),
    ]
    costs = [(label, how, grouped(amount)) for label, how, amount in items]
    costs += [("營業稅", "5%", w(F.TAX, grouped(charge.tax))), ("<b>總計</b>", "", f"<b>{total}</b>")]
    months = [roc(use.end - timedelta(30 * back), "Y/m") for back in range(5, 0, -1)]
    vendor = w(
        F.VENDOR, pen.one_of(("水尾潭水資源股份有限公司", "北勢坑自來水公司", "藍鵲自來水股份有限公司"))
    )
    return Page(
        SIDE,
        f"""<div class=left>{pen.one_of(("電子帳單", "e 水單", "數位帳單"))}<small>{pen.one_of(("您的客戶編號", "用戶號碼", "水號"))}</small>{w(F.ACCOUNT_NO, serial(random, pen.one_of(("dddd dddd dd", "Wdd-ddddddd", "dd-ddddd-dd-d"))))}
<small>{pen.one_of(("本期應付金額", "這期要繳", "應繳總額"))}</small><b>${total}</b><small>請於期限前繳納</small>{roc(made + timedelta(15), form)}<small>{pen.one_of(("本期用水", "使用水量"))}</small><b>{usage}</b> {w(F.UNIT, unit, "m3")}
<small>平均每日</small>{use.usage / use.days:.2f} {unit}<small>較去年同期</small>{pen.one_of("▲▼")} {random.uniform(0.5, 30):.1f}%<small>超商條碼請見第 2 頁</small><div style='margin-top:16mm;font-size:7.5pt'>{pieces.notices(random, 3)}</div></div>
<div class=right><h1>{vendor}</h1><span class=s>帳單日期 {w(F.ISSUE_DATE, roc(made, form), made)}　帳單序號 {serial(random, "ddddddddddd")}</span>
<div class=to>{made_up.firm(random)}　會計部 收<br><span class=s>{made_up.address(random)}</span></div>
<p>您好：自 {start} 起至 {end} 止共 {use.days} 天，貴戶使用自來水 {usage} {unit}，相當於排放二氧化碳 {carbon} 公斤（每{unit} {factor} 公斤）。</p>
<h3>水表</h3>{pieces.table(("表號", "前次讀數", "本次讀數", "用量"), [meter])}<h3>費用</h3>{pieces.table(("項目", "說明", "金額（元）"), costs)}
<h3>近期用水趨勢</h3>{pieces.chart(random, months, "#80cbc4", 18)}<p class=s>＊ 若您已設定帳戶自動扣繳，本公司將於期限當日扣款，請勿重複繳納。</p></div>""",
        210,
        234,
    )


APP = """font:9pt/1.5 'Noto Sans CJK TC'; .status{display:flex;justify-content:space-between;padding:1.5mm 4mm;font-size:7.5pt} .bar{text-align:center;font-size:10.5pt;padding:2mm;font-weight:600}
.card{margin:2mm 3.5mm;border-radius:3mm;padding:3mm 3.5mm} .big{font-size:21pt;font-weight:700;line-height:1.25} .l{display:flex;justify-content:space-between;padding:.7mm 0} .b{text-align:center;border-radius:5mm;padding:1.5mm;color:#fff;margin-top:2mm}
.tabs{display:flex;justify-content:space-around;padding:2mm 0 3mm;font-size:7pt;margin-top:2mm} .s{font-size:7.3pt;opacity:.65}"""
LIGHT, DARK = ("#f2f4f8", "#ffffff", "#1c2733", "#1e88e5"), ("#10151c", "#1d2630", "#e7edf3", "#26a69a")


@family(BillKind.WATER, development=True)
def app_bill(pen: Pen) -> Page:
    """A telephone's page of this period's bill: the sum in great digits, then days or months, then costs."""
    random, use = pen.random, metered(pen.random, pen.one_of((HOUSE_WATER, SHOP_WATER)))
    charge, form = charged(random, use, taxed=False), pen.one_of(("Y/m/d", "Y.m.d", "y/m/d"))
    ground, card, ink, accent = pen.one_of((LIGHT, LIGHT, DARK))
    w, unit = pen.write, pen.write(F.UNIT, "度", "m3")
    total = w(F.TOTAL_AMOUNT, grouped(charge.total))
    usage = f"{w(F.USAGE, grouped(use.usage))} {unit}"
    if pen.chance(0.7):
        start = w(F.PERIOD_START, roc(use.start, form), use.start)
        days = ("用水期間", f"{start} - {w(F.PERIOD_END, roc(use.end, form), use.end)}")
    else:
        first = use.end.replace(month=(use.end.month - 1) // 2 * 2 + 1, day=1)
        month = f"{first.year}年{first.month}-{first.month + 1}月"
        days = ("用水月份", pen.months(first, month, count=2))
    due = use.end + timedelta(30)
    state = pen.one_of(
        (
            ("繳費期限", roc(due, form)),
            ("狀態", f"已於 {roc(due - timedelta(4), form)} 繳清"),
            ("狀態", "未繳費"),
        )
    )
    told = [days, ("本期用量", usage), ("上期用量", f"{random.randint(12, 600)} 度"), state]
    if pen.chance(0.6):
        told[1:1] = [
            ("本次讀數", w(F.CURRENT_READING, grouped(use.current))),
            ("前次讀數", w(F.PREVIOUS_READING, grouped(use.previous))),
        ]
    costs = [
        ("基本費", charge.base),
        ("用水費", charge.water),
        ("保育費", charge.fund),
        ("下水道", charge.sewer),
    ]
    number = w(F.ACCOUNT_NO, serial(random, pen.one_of(("dLdddddddd", "dd-dddddd-d", "L-dd-ddddd-d"))))
    vendor = w(F.VENDOR, pen.one_of(("鷺江自來水事業處", "五溝水自來水公司", "赤崁頭自來水股份有限公司")))
    block = f"<div class=card style='background:{card}'>"
    return Page(
        APP,
        f"""<div style='background:{ground};color:{ink}'><div class=status><span>{random.randint(6, 23)}:{random.randint(10, 59)}</span><span>5G　{random.randint(12, 99)}%</span></div><div class=bar>‹　{pen.one_of(("帳單明細", "我的水費", "水費查詢"))}　⋮</div>
{block}<span class=s>{pen.one_of(("公司", "店面", "倉庫", "我的家"))}　水號 {number}</span><div class=big>${total}</div><span class=s>{pen.one_of(("本期應繳", "應繳金額（含稅）", "帳單金額"))}</span><div class=b style='background:{accent}'>{pen.one_of(("立即繳費", "下載繳費憑證", "設定自動扣款"))}</div></div>
{block}{pairs(told)}</div>{block}<b>費用明細</b>{pairs([(label, f"${amount:,}") for label, amount in costs])}</div>
{block}<b>用水趨勢</b>{pieces.chart(random, ("1月", "3月", "5月", "7月", "9月", "11月"), accent, 13)}</div>
<div class=s style='text-align:center'>{vendor}　客服 1{random.randint(900, 999)}</div><div class=tabs><span>首頁</span><span>帳單</span><span>報修</span><span>停水</span><span>更多</span></div></div>""",
        78,
        200,
        cropped=True,
    )
