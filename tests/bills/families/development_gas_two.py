"""Piped gas for development: a chat, a dark list in an app, a letter by mail, the end of a contract."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up
from tests.bills.consumption import HOUSE_GAS, KITCHEN_GAS, history, metered, period
from tests.bills.drawn import Page, Pen, family
from tests.bills.gas_sold import WEEKDAYS, charge, english, patterned
from tests.bills.made_up import grouped, roc

CHAT = """background:#8fadcf;font:9.5pt/1.45 'Noto Sans CJK TC';color:#111;min-height:195.5mm;
.h{background:#2b3a4f;color:#fff;padding:3mm 4mm;font-size:11pt} .b{background:#fff;border-radius:4mm;padding:2.5mm 3.5mm;
margin:2mm 14mm 0 11mm;position:relative;white-space:pre-line} .me{background:#8de055;margin:2mm 4mm 0 38mm} .tm{font-size:6.5pt;color:#345;margin:.5mm 12mm}
.d{text-align:center;margin:3mm;font-size:7.5pt} .d span{background:#6f8fb4;color:#fff;border-radius:3mm;padding:.6mm 3mm}
.bt{border-top:.2mm solid #ddd;margin-top:2mm;padding-top:2mm;text-align:center;color:#3f6fb0}"""


@family(BillKind.NATURAL_GAS, development=True)
def chat(pen: Pen) -> Page:
    """A telephone's picture of a chat in which the company tells the bill in sentences."""
    random, use = pen.random, metered(pen.random, HOUSE_GAS)
    bill, stem = charge(random, use.usage), pen.one_of(("蘆灣瓦斯", "鶴岡天然氣", "鹽丘瓦斯"))
    form, unit = pen.one_of(("Y/m/d", "y/m/d", "y年M月D日")), pen.write(F.UNIT, "度", "m3")
    brand = stem if (registered := pen.chance(0.6)) else pen.write(F.VENDOR, stem)
    foot = f"\n{pen.write(F.VENDOR, stem + '股份有限公司')} 敬上" if registered else ""
    total, usage = pen.write(F.TOTAL_AMOUNT, grouped(bill.total)), pen.write(F.USAGE, str(use.usage))
    account = pen.write(F.ACCOUNT_NO, patterned(random, "ddddddd-d"))
    told = period(pen, use, form, pen.one_of(("～", " - ", " 至 ")))
    due = roc(use.end + timedelta(19), form)
    prose = f"""親愛的用戶您好：
您的用戶編號 {account} 於 {told} 共使用瓦斯 {usage} {unit}，應繳金額為 {total} 元，請於 {due} 前繳納。{foot}"""
    points = f"""◆ {pen.one_of(("瓦斯費帳單通知", "本期帳單已出爐"))}
用戶編號：{account}
用氣期間：{told}
本期用量：{usage} {unit}
帳單金額：${total}
繳費期限：{due}{foot}"""
    answer = ""
    if pen.chance(0.7):
        previous = pen.write(F.PREVIOUS_READING, grouped(use.previous))
        answer = f"""<div class='b me'>{pen.one_of(("請問這期表上是幾度", "表的度數是多少？", "請問怎麼比上期多"))}</div>
<div class=b>您好，上期讀數 {previous}，本期讀數 {pen.write(F.CURRENT_READING, grouped(use.current))}。
每期費用另含基本費 {bill.basic} 元喔！</div>"""
    hour = random.randint(8, 20)
    return Page(
        CHAT,
        f"""<div class=h>‹　{brand}　<small>{random.randint(12, 999)}</small><span style='float:right'>⌕ ☰</span></div>
<div class=d><span>{roc(use.end + timedelta(4), "M/D")}（{pen.one_of(WEEKDAYS)}）</span></div>
<div class=b>{pen.one_of((prose, points, points))}<div class=bt>{pen.one_of(("立即繳費", "查看帳單明細"))}</div></div>
<div class=tm>{hour:02d}:{random.randint(10, 59)}</div>{answer}
<div class=b>小提醒：帳單將於繳費期限前 {random.randint(3, 7)} 日再次通知。回覆「1」查詢繳費紀錄、回覆「2」自報度數、回覆「3」專人服務。</div>
<div class=tm>{hour + 1:02d}:{random.randint(10, 59)}</div>""",
        92,
        196,
    )


DARK = """background:#121417;color:#e8eaed;font:9pt/1.5 'Noto Sans CJK TC';min-height:171.5mm;padding-bottom:3mm;
.top{padding:3mm 4mm;font-size:7pt;display:flex;justify-content:space-between} h3{margin:0 4mm;font-size:13pt}
.sub{margin:1mm 4mm 2mm;color:#9aa0a6} .c{background:#20242a;border-radius:3mm;margin:2mm 3mm;padding:2.5mm 3.5mm;
display:grid;grid-template-columns:1fr auto} .c b{font-size:13pt;color:#8ab4f8;text-align:right} .g{color:#9aa0a6;font-size:7.5pt}
.tab{display:flex;justify-content:space-around;border-top:.2mm solid #333;padding-top:2mm;margin-top:3mm;font-size:7pt}"""


@family(BillKind.NATURAL_GAS, development=True)
def dark_list(pen: Pen) -> Page:
    """An app in the dark: a card for each past period, with its days or with the day of reading alone."""
    random, whole = pen.random, pen.chance(0.5)
    form, mark = pen.one_of(("Y/m/d", "Y-m-d", "Y.m.d")), pen.chance(0.4)
    cards = []
    for place, use in enumerate(history(random, HOUSE_GAS, random.randint(3, 5))):
        row, bill = pen.row(), charge(random, use.usage)
        if whole:
            told = f"使用期間 {period(row, use, form, ' – ')}"
        else:
            told = f"抄表日期 {row.write(F.PERIOD_END, roc(use.end, form), use.end)}"
        index = f"　指數 {row.write(F.CURRENT_READING, str(use.current))}" if mark else ""
        cards.append(
            f"""<div class=c><div>{roc(use.end, "Y年M月")}帳單<div class=g>{told}<br>用氣量
{row.write(F.USAGE, str(use.usage))} {pen.write(F.UNIT, "度", "m3")}{index}</div></div>
<div style='text-align:right'><b>${row.write(F.TOTAL_AMOUNT, grouped(bill.total))}</b>
<div class=g>{"未繳費" if not place else pen.one_of(("已繳費 ✓", "自動扣繳 ✓"))}</div></div></div>"""
        )
    vendor = pen.one_of(("澄湖瓦斯", "雁門天然氣股份有限公司", "石榴瓦斯"))
    return Page(
        DARK,
        f"""<div class=top><span>{random.randint(7, 23)}:{random.randint(10, 59)}</span><span>5G ▮▮▯ {random.randint(9, 99)}%</span></div>
<h3>‹ 歷史帳單</h3><div class=sub>{pen.write(F.VENDOR, vendor)}　{pen.one_of(("我的家", "店面", "老家"))} ▾<br>
用戶號碼 {pen.write(F.ACCOUNT_NO, patterned(random, pen.one_of(("dddddddddd", "dd-dddddd-d", "Ldddddddd"))))}</div>{"".join(cards)}
<div class=tab><span>首頁</span><span>帳單</span><span>報度數</span><span>會員</span></div>""",
        80,
        172,
    )


MAIL = """padding:10mm 12mm;font:9.5pt/1.55 'Liberation Sans','Noto Sans CJK TC';color:#222;
h1{font-size:15pt;font-weight:400;margin:0 0 3mm} .from{display:flex;gap:3mm;color:#555;border-bottom:.2mm solid #ddd;padding-bottom:3mm}
.av{width:9mm;height:9mm;border-radius:50%;background:#e6762a;color:#fff;text-align:center;line-height:9mm}
.m{margin:5mm 8mm;border:.3mm solid #e6762a} .m h2{background:#e6762a;color:#fff;margin:0;padding:3mm;font-size:13pt}
table{width:100%;border-collapse:collapse} td{padding:1.6mm 4mm} tr:nth-child(odd){background:#fff3ea} td:last-child{text-align:right;font-weight:700}
.f{font-size:7.5pt;color:#777;padding:3mm 4mm} .at{border:.2mm solid #ccc;display:inline-block;padding:1.5mm 3mm;font-size:8pt}"""


@family(BillKind.NATURAL_GAS, development=True)
def mail(pen: Pen) -> Page:
    """A mail printed out of a mailbox: its head, a table in company colours, a file attached."""
    random, use = pen.random, metered(pen.random, pen.one_of((HOUSE_GAS, KITCHEN_GAS)))
    bill, form = charge(random, use.usage), pen.one_of(("Y/m/d", "Y-m-d", "Y 年 m 月 d 日"))
    made = use.end + timedelta(random.randint(3, 8))
    vendor = pen.one_of(("桐花燃氣股份有限公司", "海梧瓦斯股份有限公司", "望潮天然氣股份有限公司"))
    unit = pen.write(F.UNIT, pen.one_of(("度", "m³", "立方公尺")), "m3")
    told = [
        ("帳單日期", pen.write(F.ISSUE_DATE, roc(made, form), made)),
        (
            pen.one_of(("客戶代號", "用戶號碼 Customer ID")),
            pen.write(F.ACCOUNT_NO, patterned(random, "ddd-dddddd")),
        ),
        (pen.one_of(("計費起迄日", "使用期間", "本期抄表區間")), period(pen, use, form, " ～ ")),
        ("前次抄見／本次抄見", f"{grouped(use.previous)} ／ {grouped(use.current)}"),
        (
            pen.one_of(("使用氣量", "本期用氣", "計費氣量")),
            f"{pen.write(F.USAGE, grouped(use.usage))} {unit}",
        ),
        ("去年同期", f"{grouped(int(use.usage * random.uniform(0.7, 1.3)))} {unit}"),
        ("平均每日費用", f"NT$ {bill.total / use.days:.1f}"),
        (
            pen.one_of(("本期應繳金額", "應付金額 Amount due")),
            f"NT$ {pen.write(F.TOTAL_AMOUNT, grouped(bill.total))}",
        ),
        ("電子發票", pen.write(F.INVOICE_NO, made_up.invoice_no(random, pen.one_of(("", "-"))))),
    ]
    pen.note(F.PREVIOUS_READING, use.previous, grouped(use.previous))
    pen.note(F.CURRENT_READING, use.current, grouped(use.current))
    if pen.chance(0.5):
        told.insert(6, ("本期碳足跡", f"{pen.write(F.PRINTED_KGCO2E, f'{use.usage * 1.88:.1f}')} kgCO2e"))
    lines = "".join(f"<tr><td>{label}<td>{value}" for label, value in told)
    sent = english(made, "B D, Y") if pen.chance(0.3) else roc(made + timedelta(1), "Y年M月D日")
    return Page(
        MAIL,
        f"""<h1>【電子帳單】{roc(use.end, "Y年m月")}瓦斯費通知</h1><div class=from><div class=av>{vendor[0]}</div><div>
<b>{pen.write(F.VENDOR, vendor)}</b> &lt;ebill@gas.example&gt;<br>寄給我、{made_up.person(random)}　{sent} {random.randint(7, 23)}:{random.randint(10, 59)}</div></div>
<p>{made_up.person(random)} 先生／女士 您好：<br>感謝您使用電子帳單，本期帳單內容如下，詳細計算方式請開啟附件（密碼為身分證字號後 4 碼）。</p>
<div class=m><h2>{pen.one_of(("本期瓦斯帳單", "Gas e-Bill 瓦斯電子帳單"))}</h2><table>{lines}</table><div class=f>繳費期限 {roc(made + timedelta(14), form)}，
約定扣款者將於當日自尾號 {patterned(random, "dddd")} 帳戶扣款。統一發票將於扣款後 {random.randint(2, 7)} 日內開立。</div></div>
<span class=at>＠ ebill_{roc(made, "ym")}_{patterned(random, "dddd")}.pdf　{random.randint(90, 480)} KB</span>
<p class=f>本信件由系統自動發送，請勿直接回信。客服 {made_up.phone(random)}　週一至週五 8:30–17:30</p>""",
        200,
        230,
        cropped=True,
    )


LETTER = """padding:16mm 20mm;font:12pt/1.75 'TW-Kai','AR PL UKai TW';h1{text-align:center;font-size:19pt;margin:0}
.r{font-size:10pt;text-align:right;line-height:1.4} table{width:88%;margin:3mm auto;border-collapse:collapse} td{border:.3mm solid #000;padding:.6mm 4mm}
td:last-child{text-align:right} .seal{position:absolute;right:26mm;bottom:10mm;width:30mm;height:30mm;border:1mm solid #c33;color:#c33;
font-size:13pt;line-height:1.35;padding:1mm;opacity:.7;text-align:center;overflow:hidden} position:relative"""


@family(BillKind.NATURAL_GAS, development=True)
def closing_letter(pen: Pen) -> Page:
    """A letter at the end of a contract: the last use in sentences, a deposit against it."""
    random, use = pen.random, metered(pen.random, KITCHEN_GAS)
    bill, made = charge(random, use.usage, places=2), use.end + timedelta(random.randint(2, 9))
    work, deposit = random.choice((200, 300, 525)), random.choice((500, 1000, 1500))
    vendor = pen.one_of(("榕江瓦斯股份有限公司", "古岸煤氣公司", "雪峰天然氣股份有限公司"))
    form = "中華民國y年M月D日"
    last, first = pen.write(F.PERIOD_END, roc(use.end, "y年M月D日"), use.end), roc(use.start, "y年M月D日")
    total = bill.total + work - deposit
    return Page(
        LETTER,
        f"""<h1>{pen.write(F.VENDOR, vendor)}　函</h1><div class=r>地址：{made_up.address(random)}<br>承辦人：{made_up.person(random)}　電話：{made_up.phone(random)} 分機 {random.randint(11, 399)}</div>
受文者：{made_up.firm(random)}<br>發文日期：{pen.write(F.ISSUE_DATE, roc(made, form), made)}<br>發文字號：業字第 {patterned(random, "dddddddddd")} 號<br>
主旨：貴戶（用戶號碼 {pen.write(F.ACCOUNT_NO, patterned(random, "dddd-ddd-dd"))}）申請{pen.one_of(("終止供氣", "拆表", "過戶"))}，瓦斯費結算如說明，請查照。<br>
說明：<br>一、本公司於 {last} 派員拆錶（錶號 {pen.write(F.METER_NO, patterned(random, "ddLdddddd"))}），錶面指數為 {pen.write(F.CURRENT_READING, str(use.current))} 度；
前次抄表日為 {pen.write(F.PERIOD_START, first, use.start)}，指數 {pen.write(F.PREVIOUS_READING, str(use.previous))} 度，計使用 {pen.write(F.USAGE, str(use.usage))} {pen.write(F.UNIT, "度", "m3")}，
每度 {pen.write(F.UNIT_PRICE, str(bill.price), bill.price)} 元。<br>二、結算金額如下（單位：新臺幣元）：
<table><tr><td>瓦斯費<td>{bill.energy:,}<tr><td>基本費<td>{bill.basic}<tr><td>拆錶工料費<td>{work}<tr><td>減：保證金<td>－{deposit:,}
<tr><td>應補繳金額<td>{pen.write(F.TOTAL_AMOUNT, grouped(total))}</table>三、請於文到 {random.randint(7, 15)} 日內至本公司或各代收處繳納，逾期依營業章程第 {random.randint(12, 49)} 條辦理。
<div style='height:14mm'></div><div class=seal>{vendor[:4]}<br>業務專用<br>之　章</div>""",
        210,
        297,
        cropped=True,
    )
