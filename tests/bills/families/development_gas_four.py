"""Piped gas for development: an own invoice, a proof of a year's use, an English bill, an upright receipt."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_GAS, KITCHEN_GAS, Metered, Supply, history, metered
from tests.bills.drawn import Entry, Page, Pen, family
from tests.bills.gas_sold import charge, english, patterned
from tests.bills.made_up import grouped, roc, rounded

INVOICE = """padding:13mm 15mm;font:9.5pt/1.5 'Liberation Sans','Noto Sans CJK TC';color:#222;
.t{display:flex;justify-content:space-between} .t h1{margin:0;font-size:16pt;font-weight:500} .no{border:.4mm solid #222;padding:2mm 4mm;text-align:center}
.no b{font-size:14pt;letter-spacing:.6mm} .p{display:grid;grid-template-columns:1.5fr 1fr;margin:4mm 0;gap:0 6mm} table{width:100%;border-collapse:collapse}
th{border-top:.5mm solid #222;border-bottom:.2mm solid #222;font-weight:500;padding:1.2mm;text-align:right} td{padding:1.2mm;text-align:right;border-bottom:.1mm solid #bbb}
th:first-child,td:first-child{text-align:left} .b{display:flex;gap:8mm;margin-top:3mm} .b>div:first-child{flex:1;font-size:8.5pt}
.sum{width:74mm} .sum div{display:flex;justify-content:space-between;padding:.5mm 1mm} .sum div:last-child{border-top:.5mm double #222;font-weight:700;font-size:11pt}
.z{border:.5mm solid #345cae;color:#345cae;width:46mm;text-align:center;font-size:8.5pt;padding:1.5mm;margin-top:3mm}"""


def _in_use(pen: Pen, use: Metered) -> str:
    """The days of use and both readings, as a remark below the goods tells them."""
    form = pen.one_of(("y/m/d", "Y/m/d", "y.m.d", "M月D日"))
    written = "y年M月D日" if form == "M月D日" else form
    first = pen.write(F.PERIOD_START, roc(use.start, written), use.start)
    last = pen.write(F.PERIOD_END, roc(use.end, written), use.end)
    now = pen.write(F.CURRENT_READING, grouped(use.current))
    before = pen.write(F.PREVIOUS_READING, grouped(use.previous))
    return pen.one_of(
        (
            f"計費期間：{first}～{last}<br>本月指針 {now}　上月指針 {before}",
            f"{first} 起至 {last} 止供氣，表底由 {before} 至 {now}",
            f"使用期間 {first}-{last}（前 {before}／後 {now}）",
        )
    )


@family(BillKind.NATURAL_GAS, development=True)
def own_invoice(pen: Pen) -> Page:
    """A company's own invoice to a kitchen or a works: gas as goods, its period a remark, tax apart."""
    random, use = pen.random, metered(pen.random, KITCHEN_GAS)
    factor = rounded(random.uniform(1.01, 1.4), 3) if pen.chance(0.5) else Decimal(1)
    usage, made = int(rounded(use.usage * factor)), use.end + timedelta(random.randint(1, 7))
    price, basic = rounded(random.uniform(10.5, 17), pen.one_of((2, 3, 4))), random.randint(300, 2400)
    energy = int(rounded(usage * price))
    tax = int(rounded((energy + basic) * 0.05))
    form, stem = (
        pen.one_of(("Y-m-d", "Y/m/d", "中華民國 y 年 m 月 d 日")),
        pen.one_of(("昱川", "浪港", "禾洲")),
    )
    vendor = stem + pen.one_of(("天然氣股份有限公司", "工業瓦斯管線股份有限公司", "燃氣事業股份有限公司"))
    unit = pen.write(F.UNIT, pen.one_of(("度", "M3", "立方公尺")), "m3")
    goods = pen.one_of(("天然氣", "導管瓦斯", "NG1 天然氣", "瓦斯費－從量")) + roc(use.end, "（M月份）")
    adjusted = "" if factor == 1 else f"<br>指針差 {use.usage:,} × 壓力係數 {factor} ＝ 計費 {usage:,}"
    money = [
        (pen.one_of(("銷售額合計", "未稅金額", "小計")), grouped(energy + basic)),
        ("營業稅 5%", pen.write(F.TAX, grouped(tax))),
        (
            pen.one_of(("總計", "發票總金額", "應付金額")),
            "$" + pen.write(F.TOTAL_AMOUNT, grouped(energy + basic + tax)),
        ),
    ]
    buyer = f"""<div>買受人：{made_up.firm(random)}<br>地　址：{made_up.address(random)}</div>
<div>統一編號：{pen.write(F.BUYER_UBN, made_up.ubn(random))}<br>{pen.one_of(("用戶編號", "客戶代碼", "供氣編號"))}：{pen.write(F.ACCOUNT_NO, patterned(random, pen.one_of(("LL-dddd", "ddddddd", "Ld-dddddd"))))}</div>"""
    return Page(
        INVOICE,
        f"""<div class=t><div><h1>{pen.write(F.VENDOR, vendor)}</h1>{made_up.address(random)}<br>TEL {made_up.phone(random)}　FAX {made_up.phone(random)}</div>
<div class=no>{pen.one_of(("電子發票證明聯", "統一發票", "發票 INVOICE"))}<br><b>{pen.write(F.INVOICE_NO, made_up.invoice_no(random, pen.one_of(("", "-", " "))))}</b><br>{pen.write(F.ISSUE_DATE, roc(made, form), made)}</div></div>
<div class=p>{buyer}</div><table><tr><th>品　　名<th>數量<th>單位<th>單價<th>金額
<tr><td>{goods}<td>{pen.write(F.USAGE, grouped(usage))}<td>{unit}<td>{pen.write(F.UNIT_PRICE, str(price))}<td>{energy:,}
<tr><td>{pen.one_of(("基本費", "管線維護基本費", "月基本費"))}<td>1<td>式<td>{basic:,}<td>{basic:,}</table>
<div class=b><div>備註：<br>{_in_use(pen, use)}{adjusted}<br>匯款銀行 {patterned(random, "ddd-dddd")}　帳號 {patterned(random, "dddddddddddddd")}<br>付款條件：月結 {random.choice((15, 30, 45))} 天，逾期年息 5%<br>
<div class=z>{vendor}<br>統一發票專用章<br>統一編號 {pen.write(F.SELLER_UBN, made_up.ubn(random))}</div></div><div class=sum>{"".join(f"<div><span>{label}</span><span>{value}</span></div>" for label, value in money)}</div></div>
<div style='font-size:7.5pt;margin-top:4mm'>課稅別：■應稅 □零稅率 □免稅　格式 25　本發票依規定由營業人自行留存備查。第 1 頁／共 1 頁</div>""",
        210,
        150,
        cropped=True,
    )


LIST = """padding:14mm 16mm;font:10pt/1.55 'Liberation Serif','AR PL UMing TW';color:#111;h1{font-size:16pt;text-align:center;margin:0;font-weight:600}
h2{font-size:13pt;text-align:center;margin:1mm 0 4mm;font-weight:400} .i{display:grid;grid-template-columns:1fr 1fr;margin-bottom:2mm} table{width:100%;border-collapse:collapse}
td,th{border:.2mm solid #444;padding:1mm 2mm;text-align:right} th{background:#eee;font-weight:400;text-align:center} td:first-child{text-align:center} tr:last-child td{font-weight:700}
.e{display:flex;justify-content:space-between;margin-top:5mm;font-size:9pt} .sq{border:.8mm solid #c22;color:#c22;width:24mm;height:24mm;font-size:10pt;line-height:1.3;padding:1.5mm;text-align:center}"""


def _periods(pen: Pen, row: Entry, use: Metered, way: str, form: str) -> list[str]:
    """The cells that tell a row's period: months of use, both days, or the day of reading alone."""
    if way == "months":
        return [pen.months(use.end.replace(day=1), roc(use.end, form), row)]
    last = row.write(F.PERIOD_END, roc(use.end, form), use.end)
    if way == "reading":
        return [roc(use.end, "ym"), last]
    return [row.write(F.PERIOD_START, roc(use.start, form), use.start) + "～" + last]


@family(BillKind.NATURAL_GAS, development=True)
def proof_of_use(pen: Pen) -> Page:
    """What a company prints for a firm that asks how much gas it used: a year's periods and their sum."""
    random, monthly = pen.random, pen.chance(0.6)
    kept = history(random, _steady(pen, monthly), random.randint(10, 12) if monthly else 6)
    way = pen.one_of(("months", "days", "reading")) if monthly else pen.one_of(("days", "reading"))
    if way == "months":
        kept = _a_month_each(kept)
    if pen.chance(0.7):
        kept.reverse()
    form = pen.one_of(("y年m月", "Y/m", "y/m")) if way == "months" else pen.one_of(("y/m/d", "Y/m/d", "ymd"))
    read, paid, heads = (
        pen.chance(0.6),
        pen.chance(0.6),
        {"months": ["用氣月份"], "days": ["用氣期間"], "reading": ["期別", "抄表日"]},
    )
    unit = pen.write(F.UNIT, pen.one_of(("度", "度", "立方公尺")), "m3")
    head = (
        heads[way]
        + ["指針數"] * read
        + [f"{pen.one_of(('計費度數', '用氣量', '使用量'))}（{unit}）"]
        + ["瓦斯費（元）"] * paid
    )
    lines = []
    for use in kept:
        row = pen.row()
        cells = _periods(pen, row, use, way, form)
        cells += [row.write(F.CURRENT_READING, str(use.current))] if read else []
        cells.append(row.write(F.USAGE, grouped(use.usage)))
        lines.append(cells + ([row.write(F.TOTAL_AMOUNT, grouped(use.total))] if paid else []))
    blank = ["－"] * (len(heads[way]) - 1 + read)
    usage = sum(int(row.values[F.USAGE]) for row in pen.rows)
    paid_all = sum(int(row.values.get(F.TOTAL_AMOUNT, "0")) for row in pen.rows)
    sums = ["合計", *blank, pen.write(F.USAGE, grouped(usage))]
    lines.append(sums + ([pen.write(F.TOTAL_AMOUNT, grouped(paid_all))] if paid else []))
    made, told = (
        max(use.end for use in kept) + timedelta(random.randint(12, 90)),
        pen.one_of(("y/m/d", "Y-m-d", "y年m月d日")),
    )
    vendor = pen.one_of(("稻香埕瓦斯股份有限公司", "遠岫天然氣股份有限公司", "芎林灣煤氣股份有限公司"))
    facts = [
        f"用戶名稱：{made_up.firm(random)}",
        f"統一編號：{pen.write(F.BUYER_UBN, made_up.ubn(random))}",
        f"{pen.one_of(('用戶編號', '用戶號碼', '裝置號碼'))}：{pen.write(F.ACCOUNT_NO, patterned(random, 'ddd-ddd-dddd'))}",
        f"表　　號：{pen.write(F.METER_NO, patterned(random, 'Lddddddd'))}",
        f"用氣地址：{made_up.address(random)}",
        f"{pen.one_of(('列印日期', '製表日期', '開立日期'))}：{pen.write(F.ISSUE_DATE, roc(made, told), made)}",
    ]
    return Page(
        LIST,
        f"""<h1>{pen.write(F.VENDOR, vendor)}</h1><h2>{pen.one_of(("用戶用氣量明細表", "天然氣使用度數證明", "用戶瓦斯費查詢清單"))}</h2>
<div class=i>{"".join(f"<div>{fact}</div>" for fact in facts)}</div>{pieces.table(head, lines)}
<div class=e><div>說明：一、計費度數以本公司帳載為準。二、本表僅供參考，不得作為繳費憑證。<br>三、熱值 {random.randint(8900, 9600):,} kcal/m³。四、查詢電話 {made_up.phone(random)} 轉 {random.randint(11, 88)}。<br>申請用途：{pen.one_of(("溫室氣體盤查", "碳盤查佐證", "帳務核對"))}　經辦：{made_up.person(random)}</div><div class=sq>{vendor[:4]}<br>用戶服務<br>專用章</div></div>""",
        210,
        297,
        cropped=True,
    )


def _a_month_each(kept: list[Metered]) -> list[Metered]:
    """The same quantities, one to each month back from the newest: days of about a month skip or repeat one."""
    newest, moved = kept[0].end.replace(day=1), []
    for back, use in enumerate(kept):
        month = newest.year * 12 + newest.month - 1 - back
        end = date(month // 12, month % 12 + 1, 1)
        moved.append(replace(use, start=end, end=end))
    return moved


def _steady(pen: Pen, monthly: bool) -> Supply:
    """One customer's use, which differs by half from period to period, at about one price."""
    least, price = pen.random.randint(40, 1800), pen.random.uniform(11, 18)
    return Supply((least, least * 3 // 2), (price, price + 0.6), (29, 32) if monthly else (58, 63))


ENGLISH = """padding:15mm 16mm;font:9.5pt/1.45 'Liberation Serif','Noto Serif CJK TC';color:#1d1d1f;
.h{display:flex;justify-content:space-between;margin-bottom:7mm} .h b{font:700 15pt 'Liberation Sans'} .r{text-align:right} h3{font:700 10.5pt 'Liberation Sans';border-bottom:.4mm solid #7a1f3d;
color:#7a1f3d;margin:5mm 0 1.5mm} .w{display:grid;grid-template-columns:1fr 62mm;gap:9mm} .d{display:flex;justify-content:space-between}
.x{background:#f5ecef;padding:4mm} .x h3{margin-top:0} .due{font:700 16pt 'Liberation Sans';color:#7a1f3d} table{width:100%;border-collapse:collapse} td,th{text-align:right;padding:.6mm 0;font-weight:400}
th{font-style:italic;color:#666} td:first-child,th:first-child{text-align:left} small{font-size:7.5pt;color:#555}"""


def _line(label: str, value: str) -> str:
    return f"<div class=d><span>{label}</span><span>{value}</span></div>"


@family(BillKind.NATURAL_GAS, development=True)
def english_account(pen: Pen) -> Page:
    """An English bill for a tenant from abroad: the last bill and its payment stand beside the charges."""
    random, use = pen.random, metered(pen.random, pen.one_of((HOUSE_GAS, KITCHEN_GAS)))
    bill, form = charge(random, use.usage), pen.one_of(("D B Y", "B D, Y", "d-B-Y", "d B Y"))
    made, before = use.end + timedelta(random.randint(3, 8)), int(bill.total * random.uniform(0.7, 1.2))
    vendor = pen.one_of(
        ("Harbour Ridge Gas Co., Ltd.", "Plum Valley City Gas Corp.", "Eastwater Natural Gas Co.")
    )
    unit = pen.write(F.UNIT, pen.one_of(("m³", "cu m", "units (1 unit = 1 m³)")), "m3")
    first = pen.write(F.PERIOD_START, english(use.start, form), use.start)
    last = pen.write(F.PERIOD_END, english(use.end, form), use.end)
    total, usage = pen.write(F.TOTAL_AMOUNT, grouped(bill.total)), pen.write(F.USAGE, grouped(use.usage))
    account = _line(
        pen.one_of(("Account number", "Customer No.", "Your account")),
        pen.write(F.ACCOUNT_NO, patterned(random, "dddd dddd dd")),
    )
    billed = _line(
        pen.one_of(("Bill date", "Date of issue", "Issued on")),
        pen.write(F.ISSUE_DATE, english(made, form), made),
    )
    meter = pen.write(F.METER_NO, patterned(random, "LLdddddd"))
    kinds = pen.one_of(("Actual", "Customer's own", "Estimated"))
    readings = f"""<table><tr><th>Meter {meter}<th>Date<th>Type<th>Reading
<tr><td>{pen.one_of(("Previous", "Last time"))}<td>{first}<td>Actual<td>{pen.write(F.PREVIOUS_READING, grouped(use.previous))}
<tr><td>{pen.one_of(("Current", "This time"))}<td>{last}<td>{kinds}<td>{pen.write(F.CURRENT_READING, grouped(use.current))}</table>"""
    charges = _line("Standing charge", f"{bill.basic}.00")
    charges += _line(
        f"Gas {usage} {unit} @ {pen.write(F.UNIT_PRICE, str(bill.price))}", f"{bill.energy:,}.00"
    )
    charges += _line("<b>Charges this period</b> <small>(VAT included)</small>", f"<b>{total}</b>")
    if pen.chance(0.5):
        charges += _line(
            "<small>of which VAT 5%</small>", f"<small>{pen.write(F.TAX, grouped(bill.tax))}</small>"
        )
    balance = _line("Previous bill", grouped(before)) + _line(
        f"Payment received {english(use.end - timedelta(30), 'D B')}", f"-{before:,}"
    )
    due = english(made + timedelta(18), form)
    return Page(
        ENGLISH,
        f"""<div class=h><div><b>{pen.write(F.VENDOR, vendor)}</b><br><small>No. {random.randint(2, 300)}, Section {random.randint(1, 4)}, Minsheng Rd., Taiwan (R.O.C.)　Tel +886-{random.randint(2, 8)}-{patterned(random, "dddd-dddd")}</small></div>
<div class=r>{pen.one_of(("GAS BILL", "Piped Gas Statement", "Your gas bill"))}<br><small>Page 1 of 1</small></div></div>
<div class=w><div>Mr. / Ms. {pen.one_of(("A. Keller", "J. Moreau", "T. Nakano", "R. Osei", "M. Lindqvist"))}<br>{random.randint(2, 14)}F., No. {random.randint(1, 280)}, Lane {random.randint(3, 90)}<br>Guangfu Rd.
<h3>Meter readings</h3>{readings}{_line("Gas used", f"<b>{usage} {unit.split(' (')[0]}</b>")}<small>{use.days} days; daily average {use.usage / use.days:.2f} m³. Same period last year: {int(use.usage * 1.1) + 3} m³.</small>
<h3>Charges (NT$)</h3>{charges}</div><div class=x><h3>Account summary</h3>{account}{billed}{balance}{_line("Balance brought forward", "0")}{_line("This bill", total)}
<hr>{pen.one_of(("Total amount due", "Please pay", "Amount payable"))}<div class=due>NT$ {total}</div>{pen.one_of(("Due by", "Pay before", "Autopay on"))} {due}
<p><small>Pay at any convenience store with the code below, or by card. Bills unpaid after {random.randint(20, 60)} days may lead to disconnection (reconnection NT$ {random.choice((300, 500, 600))}).</small></p></div></div>
<h3>Good to know</h3><small>Smell gas? Open windows, do not touch switches, call {patterned(random, "0800-ddd-ddd")}. Heating value about {random.randint(8900, 9500):,} kcal/m³. The price per m³ changed on {english(use.start + timedelta(9), form)}
for new contracts only. E-invoices are kept by the Ministry's platform. Next reading around {english(use.end + timedelta(61), form)}.</small><br><br>{pieces.bar_code(patterned(random, "ddddddddLLdddd"), 70, 9)}""",
        210,
        200,
        cropped=True,
    )


UPRIGHT = """padding:5mm 6mm;font:9.5pt/1.3 'TW-Sung','AR PL UMing TW';color:#a12a2a;background:#fbf3dc;height:87mm;
.p{display:flex;flex-direction:row-reverse;height:76mm} .v{writing-mode:vertical-rl} .ti{font-size:17pt;letter-spacing:2.5mm;padding:2mm 1mm;width:13mm}
.k{display:flex;flex-direction:column;border:.3mm solid #a12a2a;border-right:0;flex:1} .k:nth-child(2){border-right:.3mm solid #a12a2a} .k:has(.u){flex:.6} .k .v{height:27mm;width:100%;display:flex;align-items:center;justify-content:center;letter-spacing:1mm;
border-bottom:.3mm solid #a12a2a} .k .t{flex:1;padding-top:3mm;text-align:center;color:#26263a;font:9pt/1.35 'Liberation Sans Narrow','AR PL UMing TW'} .k .u{flex:1;height:auto;border:0;color:#26263a;justify-content:flex-start;padding-top:2mm;letter-spacing:.3mm}
.e{width:22mm;display:flex;flex-direction:row-reverse;gap:2mm;font-size:13pt;padding-right:2mm} .e small{font-size:8pt}"""


def _upright_day(pen: Pen, what: F, when: date) -> str:
    """A day whose year stands above its month and day."""
    pen.note(what, when, f"{when.year - 1911}年", f"{when.month}月{when.day}日")
    return f"{when.year - 1911}年<br>{when.month}月{when.day}日"


@family(BillKind.NATURAL_GAS, development=True)
def upright_receipt(pen: Pen) -> Page:
    """A small company's receipt as of old, written downwards from right to left, its figures across."""
    random, use = pen.random, metered(pen.random, HOUSE_GAS)
    bill, paid = charge(random, use.usage, places=1), use.end + timedelta(random.randint(3, 14))
    vendor = pen.one_of(("鳳髻山瓦斯股份有限公司", "礁溪坪煤氣有限公司", "老梅坡天然瓦斯股份有限公司"))
    unit, total = pen.write(F.UNIT, "度", "m3"), pen.write(F.TOTAL_AMOUNT, grouped(bill.total))
    told = [
        (
            pen.one_of(("用戶編號", "用戶號數")),
            "t",
            pen.write(F.ACCOUNT_NO, patterned(random, pen.one_of(("ddddd", "dd-dddd")))),
        ),
        ("戶名", "v u", made_up.person(random)),
        ("地址", "v u", made_up.address(random)[3:]),
        ("錶號", "t", pen.write(F.METER_NO, patterned(random, "dddddd"))),
        (pen.one_of(("上次抄錶", "前回抄錶")), "t", _upright_day(pen, F.PERIOD_START, use.start)),
        (pen.one_of(("本次抄錶", "今回抄錶")), "t", _upright_day(pen, F.PERIOD_END, use.end)),
        (pen.one_of(("本次指數", "今次錶數")), "t", pen.write(F.CURRENT_READING, str(use.current))),
        (pen.one_of(("上次指數", "前次錶數")), "t", pen.write(F.PREVIOUS_READING, str(use.previous))),
        (pen.one_of(("實用度數", "使用度數")), "t", f"{pen.write(F.USAGE, str(use.usage))}{unit}"),
        ("單價", "t", pen.write(F.UNIT_PRICE, str(bill.price))),
        (pen.one_of(("氣費", "瓦斯費")), "t", grouped(bill.energy)),
        ("基本費", "t", str(bill.basic)),
        (pen.one_of(("合計金額", "應收金額")), "t", f"<b>{total}</b>元"),
    ]
    columns = "".join(
        f"<div class=k><div class=v>{label}</div><div class='{style}'>{value}</div></div>"
        for label, style, value in told
    )
    signs = "〇一二三四五六七八九"
    year = "".join(signs[int(digit)] for digit in str(paid.year - 1911))
    return Page(
        UPRIGHT,
        f"""<div class=p><div class='v ti'>{pen.one_of(("瓦斯費收據", "煤氣費收據"))}</div>{columns}<div class=e><div class=v>{pen.write(F.VENDOR, vendor)}</div>
<div class=v><small>中華民國{year}年{_in_signs(paid.month)}月{_in_signs(paid.day)}日收訖　經收人</small></div></div></div>""",
        210,
        88,
    )


def _in_signs(number: int) -> str:
    """A number below forty in Chinese numerals, as days are written."""
    tens, ones = divmod(number, 10)
    signs = "〇一二三四五六七八九"
    return ("" if not tens else "十" if tens == 1 else signs[tens] + "十") + (signs[ones] if ones else "")
