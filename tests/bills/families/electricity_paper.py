"""Electricity on paper: notices of houses and shops, a works' bill by hours, a slip, two meters."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as Field
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_POWER, SHOP_POWER, WORKS_POWER, Metered, metered, parts
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import grouped, roc

VENDORS = ("寶島電力股份有限公司", "東岸電力股份有限公司", "群嶼電業股份有限公司", "中嶺電力事業股份有限公司")
TIERS = (("120度以下", "1.78"), ("121～330度", "2.55"), ("331～500度", "3.80"), ("501～700度", "5.14"))

BILINGUAL = """padding:9mm 10mm;font:8.6pt/1.45 'Liberation Sans','Noto Sans CJK TC';color:#222;
.top{background:#0b5c8a;color:#fff;padding:3mm 4mm;display:flex;justify-content:space-between;font-size:13pt}
.boxes{display:flex;gap:2mm;margin:3mm 0}.boxes div{flex:1;border:.4mm solid #0b5c8a;padding:2mm;border-radius:1mm}
small{display:block;color:#557;font-size:7pt} b{font-size:12.5pt} .two{display:flex;gap:4mm}
.two>div{flex:1} h3{background:#dcebf3;margin:2mm 0;padding:1mm 2mm;font-size:9pt}
table{width:100%;border-collapse:collapse} td{padding:.7mm 1mm;border-bottom:.15mm dotted #9ab}
.r td:last-child{text-align:right} .cut{border-top:.3mm dashed #555;margin-top:5mm;padding-top:2mm}"""


def account(pen: Pen, form: str = "dd-dd-dddd-dd-d") -> str:
    """A customer's number in the shape of `form`."""
    return "".join(str(pen.random.randint(0, 9)) if sign == "d" else sign for sign in form)


def _particulars(pen: Pen, use: Metered, form: str) -> str:
    random = pen.random
    buyer = meter = ""
    if pen.chance(0.4):
        buyer = f"<tr><td>用戶統一編號 Buyer ID<td>{pen.write(Field.BUYER_UBN, made_up.ubn(random))}"
    if pen.chance(0.5):
        meter = f"<tr><td>電表號碼 Meter No.<td>{pen.write(Field.METER_NO, account(pen, 'dddddddd'))}"
    return f"""<tr><td>用電種類 Type of Service<td>{pen.one_of(("表燈非營業用", "表燈營業用", "低壓電力"))}
<tr><td>用電地址 Address<td>{made_up.address(random)}{buyer}
<tr><td>計費期間 Billing Period<td>{pen.write(Field.PERIOD_START, roc(use.start, form), use.start)} 至
{pen.write(Field.PERIOD_END, roc(use.end, form), use.end)} ({use.days}天)
<tr><td>計費度數 Energy Consumption (kWh)<td>{pen.write(Field.USAGE, grouped(use.usage))}
{pen.write(Field.UNIT, "度", "kWh")}{meter}
<tr><td>下次抄表日 Next Reading<td>{roc(use.end + timedelta(61), form)}
<tr><td>去年同期度數 Last Year<td>{int(use.usage * random.uniform(0.7, 1.3)):,}
<tr><td>日平均度數 Daily Average<td>{use.usage / use.days:.1f}
<tr><td>輪流停電組別 / 饋線<td>{pen.one_of("ABCDEF")} / {pen.one_of("KTRM")}{random.randint(10, 99)}"""


def _charges(pen: Pen, use: Metered) -> str:
    energy, basic = parts(pen.random, use.sales if (taxed := pen.chance(0.5)) else use.total, 2)
    told = (
        f"<tr><td>流動電費 Energy Charge<td>{energy:,}元<tr><td>公共設施電費分攤 Common Area<td>{basic:,}元"
    )
    if taxed:
        told += f"""<tr><td>稅前金額 Subtotal<td>{use.sales:,}元
<tr><td>營業稅 VAT 5%<td>{pen.write(Field.TAX, f"{use.tax:,}元")}"""
    if pen.chance(0.6):
        kilograms = made_up.rounded(use.usage * 0.494)
        told += f"<tr><td>本期碳排量 CO₂e (kg)<td>{pen.write(Field.PRINTED_KGCO2E, f'{kilograms}公斤')}"
    return f"""{told}<tr><td>每度電排碳係數<td>0.494公斤<tr><td>每度平均電價<td>{use.total / use.usage:.2f}元
<tr><td>每度再生能源基金<td>0.0392元<tr><td>每度燃料成本<td>{pen.random.uniform(1.4, 2.9):.4f}元"""


@family(BillKind.ELECTRICITY)
def bilingual_notice(pen: Pen) -> Page:
    """A notice in two languages: boxes above, particulars left, charges right, a counterfoil below."""
    random, use = pen.random, metered(pen.random, HOUSE_POWER)
    number, vendor, form = account(pen), pen.one_of(VENDORS), pen.one_of(("y/m/d", "y年m月d日", "y.m.d"))
    due, total = roc(use.end + timedelta(random.randint(12, 25)), form), f"{use.total:,}元"
    seal = f"{vendor[:2]} ● ENERGY" if pen.chance(0.5) else ""
    months = [f"{month}月" for month in (1, 3, 5, 7, 9, 11)]
    return Page(
        BILINGUAL,
        f"""<div class=top><span>{pen.write(Field.VENDOR, vendor)}</span><span>{seal}</span>
<span>{roc(use.end, "y年m月")} 電費繳費通知單<small style='color:#fff'>Electricity Bill</small></span></div>
<div class=boxes><div><small>電號 Customer Number</small><b>{pen.write(Field.ACCOUNT_NO, number)}</b></div>
<div><small>繳費期限 Payment Due Date</small><b>{due}</b></div>
<div><small>應繳總金額 Total Amount Due</small><b>{pen.write(Field.TOTAL_AMOUNT, total)}</b></div></div>
<div class=two><div><h3>用戶資訊 Basic Info</h3><table class=r>{_particulars(pen, use, form)}</table>
<h3>近一年用電 Usage History</h3>{pieces.chart(random, months, "#5aa0c8")}</div>
<div><h3>計費內容 Charge Info</h3><table class=r>{_charges(pen, use)}</table>
<h3>電價級距 Tariff (元/度)</h3>{pieces.table(("級距", "非夏月"), TIERS)}</div></div>
<p>{pieces.notices(random, 8)}</p>
<div class=cut>代收存根　電號 {number}　金額 {total}<br>{pieces.bar_code(account(pen, "dddddd") + "6A1")}
{pieces.bar_code(account(pen, "dddddddddddddddd"), 62)}</div>""",
        210,
        297,
        cropped=True,
    )


HOURS = """padding:8mm 12mm;font:9pt/1.5 'Liberation Serif','Noto Serif CJK TC';height:208mm;
h1{text-align:center;font-size:16pt;letter-spacing:3mm;margin:0 0 2mm} .in{text-align:right;font-size:8pt}
table{width:100%;border-collapse:collapse;margin-bottom:2.5mm} td,th{border:.25mm solid #333;padding:.8mm 1.5mm}
th{background:#eee;font-weight:normal} .n td{text-align:right} .n td:first-child{text-align:left}
.flex{display:flex;gap:3mm} .flex>table{flex:1} .sum{font-size:12pt;font-weight:bold}"""


def _hours(pen: Pen, total: int) -> str:
    """Rows of quantity, price and amount by hours of the day, in half of the cases with their sum."""
    names = pen.one_of(
        (("尖峰", "半尖峰", "週六半尖峰", "離峰"), ("尖峰", "離峰"), ("尖峰", "半尖峰", "離峰"))
    )
    weights = [pen.random.uniform(0.5, 3) for _ in names]
    shares = [int(total * weight / sum(weights)) for weight in weights[:-1]]
    shares.append(total - sum(shares))
    prices = [made_up.rounded(pen.random.uniform(2, 9), 2) for _ in names]
    told = [
        (f"{name}用電度數", f"{share:,}", f"{price}", f"{made_up.rounded(share * price):,}")
        for name, share, price in zip(names, shares, prices, strict=True)
    ]
    if pen.chance(0.55):
        told.append(("合計", pen.write(Field.USAGE, grouped(total)), "", ""))
    else:
        pen.note(Field.USAGE, total, *(f"{share:,}" for share in shares))
    return pieces.lines(told)


@family(BillKind.ELECTRICITY)
def works_by_hours(pen: Pen) -> Page:
    """A works' bill at time-of-use prices, its quantity told by hours of the day with or without a sum."""
    random, use = pen.random, metered(pen.random, WORKS_POWER)
    contract, form = random.randint(60, 900), pen.one_of(("y年m月d日", "Y/m/d", "y-m-d"))
    demand = [
        (name, f"{contract - 10 * place}", f"{int(contract * random.uniform(0.6, 1.1))}")
        for place, name in enumerate(("經常(尖峰)", "半尖峰", "週六半尖峰", "離峰"))
    ]
    basic, adjusted, over = parts(random, use.sales // 4, 3)
    unit = pen.write(Field.UNIT, pen.one_of(("度", "kWh")), "kWh")
    made = use.end + timedelta(3)
    return Page(
        HOURS,
        f"""<h1>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}</h1>
<div class=in>高壓用戶電費單　本公司統一編號 {pen.write(Field.SELLER_UBN, made_up.ubn(random))}
　製單日期 {pen.write(Field.ISSUE_DATE, roc(made, form), made)}</div>
<table><tr><th>用戶名稱<td>{made_up.firm(random)}<th>電號<td>{pen.write(Field.ACCOUNT_NO, account(pen))}
<tr><th>用電地址<td>{made_up.address(random)}<th>統一編號<td>{pen.write(Field.BUYER_UBN, made_up.ubn(random))}
<tr><th>用電期間<td>自 {pen.write(Field.PERIOD_START, roc(use.start, form), use.start)} 起至
{pen.write(Field.PERIOD_END, roc(use.end, form), use.end)} 止<th>繳費期限<td>{roc(use.end + timedelta(19), form)}</table>
<div class=flex>{pieces.table(("契約種類", "契約容量(瓩)", "最高需量(瓩)"), demand, "n")}
<table class=n><tr><th>用電度數({unit})<th>度數<th>單價<th>金額</tr>{_hours(pen, use.usage)}</table></div>
<div class=flex><table class=n><tr><td>基本電費<td>{basic:,}<tr><td>流動電費<td>{use.sales - use.sales // 4:,}
<tr><td>功率因數調整費<td>{adjusted:,}<tr><td>超約附加費<td>{over:,}<tr><td>稅前應繳金額<td>{use.sales:,}
<tr><td>營業稅<td>{pen.write(Field.TAX, grouped(use.tax))}
<tr class=sum><td>應繳電費總額<td>{pen.write(Field.TOTAL_AMOUNT, grouped(use.total))}</table>
<table class=n><tr><td>功率因數<td>{random.randint(82, 100)}%<tr><td>線路損失率<td>0.0%
<tr><td>上月用電度數<td>{int(use.usage * 0.93):,}<tr><td>去年同月用電度數<td>{int(use.usage * 1.07):,}
<tr><td>每瓩經常契約單價<td>{random.uniform(160, 240):.1f}元</table></div>
<p>{pieces.notices(random, 7)}<br>服務電話：{made_up.phone(random)}</p>""",
        297,
        210,
    )


SLIP = """padding:6mm 8mm;font:10pt/1.6 'AR PL UMing TW';color:#143;
h2{font:bold 14pt 'AR PL UKai TW';text-align:center;margin:1mm;border-bottom:.8mm double #2a7}
.seal{float:right;color:#c22;border:.6mm solid #c22;border-radius:50%;padding:1mm 3mm}
table{width:100%;border-collapse:collapse} td{border:.2mm solid #2a7;padding:1mm 2mm} td:nth-child(odd){color:#2a7;width:16%}
td:nth-child(even){font-family:'Liberation Mono','AR PL UMing TW';color:#111;font-size:10.5pt}"""


@family(BillKind.ELECTRICITY)
def paid_slip(pen: Pen) -> Page:
    """A small receipt of paid electricity, preprinted in green and filled in by a line printer."""
    random, use = pen.random, metered(pen.random, pen.one_of((HOUSE_POWER, SHOP_POWER)))
    form, shape = pen.one_of(("y m d", "y/M/D", "ymd")), pen.one_of(("ddddddddddd", "dd dd dddd dd d"))
    readings = ""
    if pen.chance(0.6):
        readings = f"""<tr><td>上期指數<td>{pen.write(Field.PREVIOUS_READING, f"{use.previous:06d}", use.previous)}
<td>本期指數<td>{pen.write(Field.CURRENT_READING, f"{use.current:06d}", use.current)}"""
    return Page(
        SLIP,
        f"""<h2>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}</h2>
<div style='text-align:center'>電　費　收　據　(用戶收執聯)　No. {account(pen, "ddddddd")}</div>
<table><tr><td>電號<td>{pen.write(Field.ACCOUNT_NO, account(pen, shape))}<td>用戶名稱<td>{made_up.person(random)}
<tr><td>計費期間<td>{pen.write(Field.PERIOD_START, roc(use.start, form), use.start)} －
{pen.write(Field.PERIOD_END, roc(use.end, form), use.end)}<td>本期用電<td>
{pen.write(Field.USAGE, str(use.usage))} {pen.write(Field.UNIT, "度", "kWh")}{readings}
<tr><td>電費<td>{use.sales}<td>營業稅<td>{pen.write(Field.TAX, str(use.tax))}
<tr><td>合計新臺幣<td>＊{pen.write(Field.TOTAL_AMOUNT, grouped(use.total))}元
<td>繳費日期<td>{roc(use.end + timedelta(random.randint(9, 30)), form)}
<tr><td>代繳銀行<td>{pen.one_of(("島東銀行", "合田農會", "海口郵局"))}<td>代繳帳號<td>{account(pen, "ddd-ddddd****")}
</table><div>※請保留二年備查　客服 {made_up.phone(random)} <span class=seal>收訖</span></div>""",
        160,
        105,
    )


METERS = """padding:14mm 15mm;font:9.5pt/1.6 'TW-Sung';height:290mm; h1{font-size:17pt;font-weight:normal;margin:0}
.line{border-top:1mm solid #8a1c1c;margin:3mm 0} table{width:100%;border-collapse:collapse;margin:3mm 0}
th{border-top:.3mm solid #000;border-bottom:.3mm solid #000;font-weight:normal;padding:1mm}
td{padding:1mm;text-align:right;border-bottom:.1mm solid #999} td:first-child{text-align:left}"""


@family(BillKind.ELECTRICITY)
def several_meters(pen: Pen) -> Page:
    """A statement over two to four meters of one customer, each with its readings and multiplier."""
    random, whole = pen.random, metered(pen.random, SHOP_POWER)
    form, used, rows = pen.one_of(("y年M月D日", "Y.m.d")), 0, []
    for place in range(random.randint(2, 4)):
        entry, one = pen.row(), metered(random, WORKS_POWER, whole.end)
        used += one.usage
        rows.append(
            (
                f"{place + 1}",
                entry.write(Field.METER_NO, f"{pen.one_of('ABE')}{account(pen, 'd-dddddd')}"),
                entry.write(Field.PREVIOUS_READING, grouped(one.previous)),
                entry.write(Field.CURRENT_READING, grouped(one.current)),
                f"{one.current - one.previous:,}",
                f"×{one.factor}",
                entry.write(Field.USAGE, grouped(one.usage)),
            )
        )
    total = int(made_up.rounded(used * random.uniform(3.3, 5)))
    sales, tax = made_up.with_tax(total)
    unit = pen.write(Field.UNIT, pen.one_of(("度", "kWh")), "kWh")
    seller = f"統一編號：{pen.write(Field.SELLER_UBN, made_up.ubn(random))}" if pen.chance(0.6) else ""
    return Page(
        METERS,
        f"""<h1>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}</h1>{seller}　電話：{made_up.phone(random)}
<div class=line></div><p>敬致 {made_up.firm(random)}　(統編 {pen.write(Field.BUYER_UBN, made_up.ubn(random))})<br>
客戶號碼：{pen.write(Field.ACCOUNT_NO, account(pen, "Tddd-ddddd"))}　契約容量：{random.randint(80, 800)} kW<br>
用電計費期間：{pen.write(Field.PERIOD_START, roc(whole.start, form), whole.start)} 起至
{pen.write(Field.PERIOD_END, roc(whole.end, form), whole.end)} 止</p>
{pieces.table(("項次", "電表號碼", "上次讀數", "本次讀數", "差額", "倍數", f"計費度數（{unit}）"), rows)}
<p style='text-align:right'>用電量合計　{pen.write(Field.USAGE, grouped(used))} 度<br>電費（未稅）　{sales:,} 元<br>
營業稅 5%　{pen.write(Field.TAX, grouped(tax))} 元<br>
<b style='font-size:12pt'>應付金額　NT$ {pen.write(Field.TOTAL_AMOUNT, grouped(total))}</b></p>
<p>發票號碼：{pen.write(Field.INVOICE_NO, made_up.invoice_no(random, pen.one_of(("", "-"))))}<br>
請於 {roc(whole.end + timedelta(20), form)} 前匯款至：晴川商業銀行 (代碼 {random.randint(800, 899)})
帳號 {account(pen, "dddd-ddd-dddddd")}<br>每度平均單價 {total / used:.4f} 元，前月用電量 {int(used * 1.1):,} 度</p><p>{pieces.notices(random, 10)}</p>""",
        210,
        297,
    )
