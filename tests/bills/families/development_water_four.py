"""Water for development: a line printer's list of a firm's premises, an English letter of a free trade zone and a
summons to pay old periods."""

from datetime import date, timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_WATER, WORKS_WATER, Metered, Supply, history, metered
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import full_width, grouped, roc, rounded
from tests.bills.serials import serial

PREMISES = Supply((4, 950), (10, 15), (56, 63))

PRINTER = """padding:9mm 15mm;font:9pt/6.4mm 'Noto Sans Mono CJK TC';color:#3a3a4a;position:relative;background:repeating-linear-gradient(#fff 0 12.8mm,#e3f1e1 12.8mm 25.6mm);white-space:pre;
.hole{position:absolute;top:0;bottom:0;width:5mm;background:radial-gradient(circle,#8a8a8a 1.7mm,transparent 1.8mm) 0 0/5mm 12.7mm} h2{font:15pt/12.8mm 'Noto Sans Mono CJK TC';margin:0;text-align:center}
table{border-collapse:collapse;width:100%} td,th{padding:0 1mm;font-weight:400;text-align:right;height:6.4mm} td:nth-child(-n+3),th:nth-child(-n+3){text-align:left} .rule{overflow:hidden;height:6.4mm}"""


def _premises(pen: Pen, use: Metered, place: int, pattern: str, padded: bool) -> tuple[str, ...]:
    row, width = pen.row(), "07d" if padded else "d"
    return (
        f"{place:02d}",
        row.write(F.ACCOUNT_NO, serial(pen.random, pattern)),
        made_up.address(pen.random)[3:],
        pen.one_of(("020", "025", "040", "050")),
        row.write(F.PREVIOUS_READING, f"{use.previous:{width}}", use.previous),
        row.write(F.CURRENT_READING, f"{use.current:{width}}", use.current),
        row.write(F.USAGE, grouped(use.usage)),
        row.write(F.TOTAL_AMOUNT, grouped(use.total)),
    )


@family(BillKind.WATER, development=True)
def premises_list(pen: Pen) -> Page:
    """Striped continuous paper of the 2010s: one firm's premises, each with its number and sum, billed together."""
    random = pen.random
    end = made_up.day(random, date(2011, 3, 1), date(2018, 12, 31))
    uses = [metered(random, PREMISES, end) for _ in range(random.randint(3, 9))]
    pattern = pen.one_of(("dd-dddddddd", "Ldddddddddd", "d-dd-ddddd-d"))
    padded = pen.chance(0.4)
    rows = [_premises(pen, use, place, pattern, padded) for place, use in enumerate(uses, 1)]
    first = end.replace(month=(end.month - 1) // 2 * 2 + 1, day=1)
    told = f"{first.year - 1911}年{first.month:02d}-{first.month + 1:02d}月"
    made = first + timedelta(random.randint(70, 80))
    unit = pen.write(F.UNIT, "度", "m3")
    usage = pen.write(F.USAGE, grouped(sum(use.usage for use in uses)))
    total = pen.write(F.TOTAL_AMOUNT, grouped(sum(use.total for use in uses)))
    title = full_width(f"水費{pen.one_of(('合併收費清單', '彙總繳費明細表', '集中繳納清冊'))}")
    heads = (
        "序",
        pen.one_of(("水號", "用水號碼")),
        "用水地點",
        "口徑",
        pen.one_of(("上次指針", "上期指數")),
        pen.one_of(("本次指針", "本期指數")),
        f"用水{unit}數",
        pen.one_of(("應收金額", "水費總額")),
    )
    vendor = pen.write(
        F.VENDOR, pen.one_of(("後壟自來水事業處", "大庄埔自來水公司", "內灣底自來水股份有限公司"))
    )
    rule = f"<div class=rule>{pen.one_of('-=') * 240}</div>"
    return Page(
        PRINTER,
        f"""<div class=hole style='left:3mm'></div><div class=hole style='right:3mm'></div><h2>{vendor}　{title}</h2><div>用戶：{made_up.firm(random)}　　統一編號：{pen.write(F.BUYER_UBN, made_up.ubn(random))}　　用水月份：{pen.months(first, told, count=2)}</div>
<div>報表代號：WB{serial(random, "dddL")}　　印表日期：{pen.write(F.ISSUE_DATE, roc(made, "y/m/d"), made)}　　繳款期限：{roc(made + timedelta(18), "y/m/d")}　　頁次：1/1</div>
{rule}{pieces.table(heads, rows)}{rule}<div>合計　共 {len(uses)} 戶　　用水 {usage} {unit}　　應繳 {total} 元　　（代徵下水道使用費另單開列）</div>
<div>請將本清單連同支票寄 {random.randint(100, 999)} 郵政 {random.randint(10, 99)}-{random.randint(100, 999)} 號信箱　　製表：{made_up.person(random)}　　覆核：</div>""",
        270,
        190,
        cropped=True,
    )


LETTER = """padding:16mm 18mm;font:9.6pt/1.5 'Liberation Serif';color:#111; .top{display:flex;justify-content:space-between;border-bottom:.4mm solid #333;padding-bottom:2mm} .top b{font-size:14pt} h1{font-size:12.5pt;margin:6mm 0 3mm;text-align:center}
.who{display:grid;grid-template-columns:1fr 72mm;gap:8mm} table{border-collapse:collapse;width:100%;margin:4mm 0} td,th{padding:1mm 2mm;border:.2mm solid #666;text-align:right} th{font-weight:600;background:#eee} td:first-child,th:first-child{text-align:left}
.due{text-align:right;font-size:12pt;margin:3mm 0} .f td{border:0;padding:.2mm 1mm;text-align:left!important} .f{margin:0} .s{font-size:8pt;color:#333} font-feature-settings:'lnum';"""
ZONES = ("Seagate Free Port Water Co., Ltd.", "Tamkang Zone Utilities Ltd.", "Formosan Bay Water Corp.")


@family(BillKind.WATER, development=True)
def zone_letter(pen: Pen) -> Page:
    """An English letter to a tenant of a free trade zone; the cost is told as a product, tax apart."""
    random, use = pen.random, metered(pen.random, WORKS_WATER)
    form = pen.one_of(("%d %b %Y", "%b %d, %Y", "%d-%b-%y", "%B %d, %Y", "%Y/%m/%d"))
    price, service = Decimal(random.randint(980, 1890)) / 100, random.randint(3, 24) * 50
    water, made = int(rounded(use.usage * price)), use.end + timedelta(random.randint(1, 7))
    waste = int(rounded(use.usage * Decimal("0.8") * 6))
    tax = int(rounded((water + waste + service) * Decimal("0.05")))
    old, w = random.randint(3000, 60000), pen.write
    unit = w(F.UNIT, pen.one_of(("m³", "cu.m", "m3")), "m3")
    usage, total = w(F.USAGE, grouped(use.usage)), grouped(water + waste + service + tax)
    start = w(F.PERIOD_START, use.start.strftime(form), use.start)
    end = w(F.PERIOD_END, use.end.strftime(form), use.end)
    facts = [
        (
            pen.one_of(("Tenant No.", "Account No.", "Customer ID")),
            w(F.ACCOUNT_NO, serial(random, pen.one_of(("T-ddd-dd", "FTZddddd", "dddddddd-d")))),
        ),
        (
            pen.one_of(("Statement Date", "Date of Issue")),
            w(F.ISSUE_DATE, made.strftime(form), made),
        ),
        ("Statement No.", serial(random, "WS-dddddd")),
        ("Payment Due", (made + timedelta(21)).strftime(form)),
        ("Your VAT No.", w(F.BUYER_UBN, made_up.ubn(random))),
    ]
    meter = (
        w(F.METER_NO, serial(random, pen.one_of(("Ldddddd", "ddLddddd")))),
        w(F.PREVIOUS_READING, grouped(use.previous)),
        w(F.CURRENT_READING, grouped(use.current)),
        "1.0",
        f"{usage} {unit}",
    )
    lines = [
        ("Fixed service charge", f"{pen.one_of((40, 50, 75, 100))} mm meter", grouped(service, 2)),
        ("Water supply", f"{usage} {unit} × {price:.2f}", grouped(water, 2)),
        ("Wastewater (80% of supply)", f"{use.usage * 0.8:,.1f} {unit} × 6.00", grouped(waste, 2)),
        ("VAT 5%", "", w(F.TAX, grouped(tax, 2))),
    ]
    heads = ("Meter Serial", "Previous Reading", "Present Reading", "Factor", "Consumption")
    return Page(
        LETTER,
        f"""<div class=top><b>{w(F.VENDOR, pen.one_of(ZONES))}</b><span class=s>No. {random.randint(2, 90)}, Gangnan 2nd Rd., Taiwan (R.O.C.)<br>Tel +886-{random.randint(2, 8)}-{serial(random, "dddd-dddd")}</span></div><h1>{pen.one_of(("WATER CHARGE STATEMENT", "Monthly Water Bill", "INVOICE FOR WATER SUPPLY"))}</h1>
<div class=who><div>{made_up.firm_stem(random)}{pen.one_of(("國際", "電子", "物流"))}股份有限公司<br>Unit {pen.one_of("ABCD")}-{random.randint(101, 620)}, Warehouse {random.randint(1, 9)}<br>Attn: Accounts Payable</div><table class=f>{pieces.lines(facts)}</table></div>
<p>Dear tenant, the water drawn at your premises from {start} to {end} ({use.days} days) is charged as follows.</p>
{pieces.table(heads, [meter])}{pieces.table(("Description", "Basis", "Amount (NT$)"), lines)}
<div class=due>{pen.one_of(("Amount due", "TOTAL PAYABLE", "Current charges"))}: <b>NT$ {w(F.TOTAL_AMOUNT, total + ".00")}</b></div>
<p class=s>Previous balance NT$ {old:,}.00 — paid with thanks on {(made - timedelta(12)).strftime(form)}.<br>Please remit to account {serial(random, "ddd-dddddddddd")} quoting the statement number. Late payments bear interest of {random.randint(2, 8)}% p.a. Drinking water quality: turbidity {random.uniform(0.05, 0.6):.2f} NTU, pH {random.uniform(6.8, 8.1):.1f}.<br>1 {unit} = 1,000 litres. This is a computer-generated statement; no signature is required.</p>""",
        210,
        205,
        cropped=True,
    )


SUMMONS = """padding:14mm 19mm;font:11pt/1.65 'TW-Kai','AR PL UKai TW';color:#111; h1{font-size:16pt;font-weight:400;text-align:center;letter-spacing:1mm;margin:0 0 3mm} .no{font-size:9.5pt;line-height:1.5;margin:2mm 0} .p{padding-left:3em;text-indent:-3em;margin:1.5mm 0} .n{padding-left:2em;text-indent:-2em;margin-left:2em}
table{border-collapse:collapse;width:92%;margin:2mm auto;font-size:10.5pt} td,th{border:.25mm solid #222;font-weight:400;padding:.6mm 2mm;text-align:center} td:nth-child(n+2){text-align:right} .sign{font-size:17pt;margin-top:5mm;letter-spacing:2mm} .sign i{display:inline-block;vertical-align:middle;text-align:center;line-height:1.3;font-style:normal;color:#b22;border:.5mm solid #b22;font-size:11pt;padding:1mm;margin-left:8mm;letter-spacing:0}"""


def _owed(pen: Pen, use: Metered, first: date, joint: str, rate: float) -> tuple[tuple[str, ...], int]:
    row, late = pen.row(), int(use.total * rate)
    told = f"{first.year - 1911}年{first.month:02d}{joint}{first.month + 1:02d}月"
    cells = (
        pen.months(first, told, row, count=2),
        row.write(F.USAGE, grouped(use.usage)),
        grouped(use.total),
        str(late),
        row.write(F.TOTAL_AMOUNT, grouped(use.total + late)),
    )
    return cells, use.total + late


@family(BillKind.WATER, development=True)
def summons(pen: Pen) -> Page:
    """An office's letter about two to four periods not paid: a sentence, a table of months, and a seal."""
    random = pen.random
    uses = list(reversed(history(random, HOUSE_WATER, random.randint(2, 4))))
    month = random.randrange(2022 * 6, 2026 * 6)
    joint = pen.one_of(("-", "、", "至"))
    firsts = [date((month + at) // 6, (month + at) % 6 * 2 + 1, 1) for at in range(len(uses))]
    rate = pen.one_of((0.01, 0.03, 0.05, 0.1))
    owed = [_owed(pen, use, first, joint, rate) for use, first in zip(uses, firsts, strict=True)]
    total = pen.write(F.TOTAL_AMOUNT, grouped(sum(amount for _, amount in owed)))
    usage = pen.write(F.USAGE, grouped(sum(use.usage for use in uses)))
    unit = pen.write(F.UNIT, "度", "m3")
    made = firsts[-1] + timedelta(random.randint(110, 150))
    number = pen.write(
        F.ACCOUNT_NO, serial(random, pen.one_of(("dd-ddd-dddddd", "L-ddddddd-d", "dddddddddd")))
    )
    vendor = pen.write(F.VENDOR, pen.one_of(("溪尾寮自來水事業處", "崁腳自來水廠", "東石坪自來水管理處")))
    heads = (pen.one_of(("用水月份", "欠費期別")), f"用水量（{unit}）", "水費（元）", "遲延費", "小計")
    rows = [*(cells for cells, _ in owed), ("合計", usage, "", "", total)]
    due = roc(made + timedelta(15), "y年M月D日")
    return Page(
        SUMMONS,
        f"""<h1>{vendor}　{pen.one_of(("函", "催繳通知書", "限期繳納通知"))}</h1><div class=no>地址：{made_up.address(random)}<br>承辦人：{made_up.person(random)}　電話：{made_up.phone(random)} 分機 {random.randint(11, 399)}</div>
<div>受文者：{made_up.firm(random)}</div><div class=no>發文日期：中華民國{pen.write(F.ISSUE_DATE, roc(made, "y年M月D日"), made)}<br>發文字號：{pen.one_of(("水業", "營收", "台催"))}字第 {made.year - 1911}{serial(random, "ddddddd")} 號<br>速別：{pen.one_of(("普通件", "速件"))}　附件：繳款單 {len(uses)} 紙</div>
<div class=p>主旨：貴用戶（水號 {number}）積欠水費 {len(uses)} 期，計新臺幣 {total} 元，請於 {due}前繳清，請查照。</div><div class=p>說明：</div>
<div class=n>一、依本{vendor[-1]}營業章程第 {random.randint(20, 48)} 條辦理；欠費明細如下：</div>{pieces.table(heads, rows)}
<div class=n>二、逾期未繳，將自 {roc(made + timedelta(30), "y年M月D日")}起停止供水，復水費 {random.randint(3, 12) * 100} 元由用戶負擔。</div><div class=n>三、如已繳納，請將收據傳真至 {made_up.phone(random)}，並請見諒。</div>
<div class=sign>{vendor[-1]}長　{made_up.person(random)}<i>{vendor[:4]}<br>{vendor[4:]}</i></div>""",
        210,
        250,
        cropped=True,
    )
