"""No bills, for development: a supplier's letter, a tax return, a savings book and the dial of a meter."""

from datetime import date, timedelta

from domain.checkup.reading import BillKind
from tests.bills import made_up
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import roc

LETTER = """padding:18mm 20mm;font:11.5pt/1.75 'TW-Kai';color:#111;h1{font-size:19pt;text-align:center;margin:0 0 5mm;letter-spacing:2mm}
.r{font-size:9.5pt;line-height:1.4;margin-left:95mm} ol{padding-left:9mm;margin:1mm 0} .seal{color:#c0392b;border:1mm solid #c0392b;
width:32mm;height:32mm;margin:6mm 0 0 120mm;font-size:15pt;line-height:1.2;padding:2mm;text-align:center;opacity:.8}"""


@family(BillKind.UNKNOWN, development=True)
def outage_letter(pen: Pen) -> Page:
    """A letter of a supplier of power, water or gas that announces work: numbers, days, nothing to pay."""
    random, when = pen.random, made_up.day(random=pen.random)
    what, number, office = pen.one_of(
        (
            ("停電", f"電號 {made_up.digits(random, 11)}", "電力公司東濱區營業處"),
            ("停水", f"水號 {made_up.digits(random, 10)}", "自來水公司第十三區管理處"),
            ("換裝瓦斯表", f"用戶號碼 {made_up.digits(random, 8)}", "天然氣股份有限公司"),
        )
    )
    work = when + timedelta(random.randint(8, 20))
    feeder = f"{pen.one_of('ABKT')}{random.randint(10, 99)}"
    return Page(
        LETTER,
        f"""<h1>{made_up.firm_stem(random)}{office}　函</h1><div class=r>地址：{made_up.address(random)}<br>
承辦人：{made_up.person(random)}　電話：{made_up.phone(random)} 分機 {random.randint(101, 899)}</div>
<p>受文者：{made_up.firm(random)}<br>發文日期：中華民國{when.year - 1911}年{when.month}月{when.day}日<br>
發文字號：{pen.one_of(("東濱", "十三", "工務"))}字第 {made_up.digits(random, 10)} 號<br>速別：普通件　附件：施工位置圖 1 份</p>
<p>主旨：貴戶（{number}）自{roc(work, "y年M月D日")}上午 {random.randint(8, 10)} 時至下午 {random.randint(2, 5)} 時{what}，敬請預作準備。</p>
<p>說明：</p><ol><li>依本處 {when.year - 1911} 年度汰換計畫（工程編號 {made_up.digits(random, 8)}）辦理，影響 {random.randint(40, 900)} 戶，線路代號 {feeder}。</li>
<li>施工範圍：{made_up.address(random)}一帶；如遇雨順延至{roc(work + timedelta(7), "y年M月D日")}。</li>
<li>{what}期間請關閉總開關；本項工程不收取任何費用，如有自稱本處人員收費者請撥 165。</li>
<li>歷年同期平均用量 {random.randint(300, 9000):,} 度僅供參考，工程後首期帳單計費天數可能不足 {random.randint(50, 60)} 日。</li></ol>
<p>正本：{made_up.firm(random)}、{pen.one_of(("中正", "永安", "大同"))}里辦公處<br>副本：本處工務課</p><div class=seal>{made_up.firm_stem(random)}<br>處長<br>{made_up.person(random)}</div>""",
        210,
        297,
    )


RETURN = """padding:7mm 9mm;font:7.6pt/1.3 'TW-Sung';color:#123;h1{font-size:13pt;text-align:center;margin:0}
table{border-collapse:collapse;width:100%} td{border:.2mm solid #356;padding:.6mm 1mm;height:6.4mm} .n{text-align:right;font:8.5pt 'Liberation Sans'}
.d{display:inline-flex} .d b{border:.2mm solid #356;width:4.5mm;text-align:center;font:10pt 'Liberation Sans'} .g{background:#e6eef2} .v{width:6mm;text-align:center}"""


@family(BillKind.UNKNOWN, development=True)
def tax_return(pen: Pen) -> Page:
    """A form on which a firm declares two months of sales and tax, a digit of its number to a box."""
    random, when = pen.random, made_up.day(random=pen.random)
    even = when.month + when.month % 2
    boxes = "".join(f"<b>{sign}</b>" for sign in made_up.ubn(random))
    kinds = (
        "三聯式發票、電子計算機發票",
        "收銀機發票（三聯式）及電子發票",
        "二聯式發票、收銀機發票",
        "免用發票",
        "退回及折讓",
    )
    sales = [random.randint(0, 2_800_000) for _ in kinds]
    bought = [random.randint(0, 1_300_000) for _ in kinds]
    lines = "".join(
        f"<tr><td class=v>{place}<td>{kind}<td class=n>{out:,}<td class=n>{out // 20:,}<td class=n>{pen.one_of((0, 0, out // 9)):,}<td class=g>進貨及費用<td class=n>{into:,}<td class=n>{into // 20:,}"
        for place, (kind, out, into) in enumerate(zip(kinds, sales, bought, strict=True), 1)
    )
    due = (sum(sales) - sum(bought)) // 20
    return Page(
        RETURN,
        f"""<h1>營業人銷售額與稅額申報書（一般稅額計算－專營應稅營業人使用）</h1>
<table><tr><td class=g>統一編號<td><span class=d>{boxes}</span><td class=g>營業人名稱<td>{made_up.firm(random)}<td class=g>稅籍編號<td>{made_up.digits(random, 9)}
<tr><td class=g>負責人姓名<td>{made_up.person(random)}<td class=g>營業地址<td>{made_up.address(random)}<td class=g>使用發票份數<td>{random.randint(3, 400)} 份</table>
<div>所屬年月份：{when.year - 1911} 年 {even - 1:02d} － {even:02d} 月　　金額單位：新臺幣元　　註記欄：核准按月申報 □　總機構彙總 □</div>
<table><tr class=g><td>代號<td>區分<td>應稅 銷售額<td>稅額<td>零稅率銷售額<td>進項<td>金額<td>稅額{lines}
<tr class=g><td>㉑<td>銷售額總計<td class=n>{sum(sales):,}<td class=n>{sum(sales) // 20:,}<td><td>合計<td class=n>{sum(bought):,}<td class=n>{sum(bought) // 20:,}
<tr><td>⑪<td>本期應實繳稅額<td class=n colspan=2>{max(due, 0):,}<td><td class=g>本期累積留抵稅額<td class=n colspan=2>{max(-due, 0):,}</table>
<div>申報日期 {when.year - 1911} 年 {when.month} 月 {random.randint(1, 15)} 日　收件編號 {made_up.digits(random, 14)}　申報人身分證統一編號 ＊＊＊＊＊　登錄文（字）號　{random.randint(100, 9999)}
<br>一、本申報書一式二聯，第一聯申報聯，第二聯收執聯由營業人於申報時併同送交稽徵機關核章後留存。二、應納稅額未達 500 元者免徵。</div>""",
        297,
        210,
        cropped=True,
    )


BOOK = """background:repeating-linear-gradient(135deg,#e6f1ea 0 1.2mm,#eef6f0 1.2mm 2.4mm);padding:6mm 8mm;color:#26303a;height:95mm;
font:9.4pt/1.62 'Liberation Mono','AR PL UMing TW';h3{margin:0;font:10pt 'Noto Serif CJK TC';color:#2e7d5b;display:flex;justify-content:space-between}
table{width:100%;border-collapse:collapse} th{color:#2e7d5b;font:8pt 'Noto Serif CJK TC';border-bottom:.3mm solid #2e7d5b} td{padding:0 1.6mm;white-space:nowrap} td:nth-child(n+3):nth-child(-n+5){text-align:right}"""
ENTRIES = (
    "電費",
    "水費",
    "瓦斯費",
    "台端轉帳",
    "薪資",
    "健保費",
    "利息",
    "跨行手續費",
    "ATM提款",
    "加油卡費",
    "票據兌現",
    "電信費",
)


@family(BillKind.UNKNOWN, development=True)
def savings_book(pen: Pen) -> Page:
    """A page of a bank's savings book, where bills of all suppliers were paid."""
    random, day, left = pen.random, made_up.day(random=pen.random), pen.random.randint(120_000, 900_000)
    body = ""
    for _ in range(random.randint(9, 15)):
        what, amount = pen.one_of(ENTRIES), random.randint(150, 42_000)
        comes = what in ("利息", "薪資", "台端轉帳")
        amount = random.randint(12, 900) if what == "利息" else amount
        left += amount if comes else -amount
        day += timedelta(random.randint(0, 9))
        money = ("", f"{amount:,}.00") if comes else (f"{amount:,}.00", "")
        note = pen.one_of(("", made_up.digits(random, 11), f"{random.randint(1, 12):02d}月", "自動扣繳"))
        body += f"<tr><td>{roc(day, 'ymd')}<td>{what}<td>{money[0]}<td>{money[1]}<td>*{left:,}.00<td>{note}"
    return Page(
        BOOK,
        f"""<h3><span>活期存款　帳號 {random.randint(100, 999)}-{random.randint(10, 99)}-{made_up.digits(random, 7)}</span><span>第 {random.randint(2, 18)} 頁</span></h3>
<table><tr><th>日期<th>摘要<th>支出金額<th>存入金額<th>結存金額<th>備註{body}</table>""",
        150,
        95,
    )


DIAL = """background:#6d6a63;padding:9mm;height:130mm;font:8pt/1.4 'Liberation Sans','Noto Sans CJK TC';color:#222;
.m{background:#d8dbd9;border-radius:50%;width:112mm;height:112mm;border:3mm solid #9a9d9b;text-align:center;padding-top:15mm;margin:auto}
.w{display:inline-flex;background:#111;padding:1.5mm;border-radius:1mm;margin:3mm} .w b{background:#222;color:#fff;width:9mm;margin:.4mm;font-size:22pt;line-height:1.2}
.w b:last-child{background:#b3261e} .p{border:.2mm solid #555;display:inline-block;padding:1mm 3mm} .k{background:#f3e27a;display:inline-block;padding:.5mm 2mm;margin-top:3mm}"""


@family(BillKind.UNKNOWN, development=True)
def meter_dial(pen: Pen) -> Page:
    """A photograph of a meter instead of a bill: its counter, its plate and the label of its calibration."""
    random = pen.random
    made = made_up.day(random, date(2012, 1, 1), date(2025, 1, 1))
    name, unit, plate = pen.one_of(
        (
            ("單相三線式瓦時計", "kWh", "110V/220V　60Hz　5(60)A　1000 Rev/kWh"),
            ("多流式水量計", "m³", "口徑 20mm　Q3=4 m³/h　Q3/Q1=100"),
            ("膜式氣量計 G4", "m³", "Qmax 6 m³/h　Qmin 0.04　Pmax 10 kPa"),
        )
    )
    counter = "".join(f"<b>{sign}</b>" for sign in f"{random.randrange(10**6):06d}")
    return Page(
        DIAL,
        f"""<div class=m><b>{made_up.firm_stem(random)}儀表</b><br>{name}<br><div class=w>{counter}</div> <b style="font-size:13pt">{unit}</b><br>
<div class=p>{plate}<br>型式認證號碼 {random.randint(80, 113)}-{made_up.digits(random, 3)}　CLASS {pen.one_of(("1.0", "2.0", "B"))}</div><br>
No. <b style="font-size:11pt">{made_up.digits(random, 8)}</b>　{made.year - 1911} 年製<br><div class=k>檢定合格　有效期間至 {made.year - 1911 + 8} 年 {made.month:02d} 月</div></div>""",
        130,
        130,
    )
