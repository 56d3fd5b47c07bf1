"""Electricity for development, told in other ways: a chat, a spreadsheet, a ticket of boxes filled in by hand,
and a bill with two stubs."""

from datetime import date, timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up, pieces
from tests.bills.brush import Hand
from tests.bills.consumption import HOUSE_POWER, SHOP_POWER, Metered, history, metered, parts, period
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import grouped, roc
from tests.bills.serials import pairs, serial

CHAT = """height:158mm;overflow:hidden;background:#8cabd8;font:8.6pt/1.5 'Noto Sans CJK TC';color:#111;
.bar{background:#31456b;color:#fff;padding:2mm 4mm;display:flex;justify-content:space-between} .talk{padding:2mm 4mm}
.day{text-align:center;margin:2mm;font-size:7pt;color:#fff} .b{background:#fff;border-radius:4mm;padding:2.5mm 3.5mm;width:64mm;margin-bottom:1mm}
.me{background:#85e249;margin-left:auto;width:max-content} .t{font-size:6.5pt;color:#3d5275;margin-bottom:3mm} .flex{padding:0;overflow:hidden}
.flex h3{background:#ef7d2d;color:#fff;margin:0;padding:2mm 3.5mm;font-size:9.5pt} .l{display:flex;justify-content:space-between;padding:.4mm 3.5mm}
.go{text-align:center;color:#3366b8;border-top:.2mm solid #ddd;padding:1.5mm;margin-top:1mm}"""


@family(BillKind.ELECTRICITY, development=True)
def chat_message(pen: Pen) -> Page:
    """A chat with a power company's account: a card of this bill below words of the one before."""
    random, uses = pen.random, history(pen.random, HOUSE_POWER, 2)
    use, before = uses
    made, form = use.end + timedelta(3), pen.one_of(("Y/m/d", "y/m/d", "Y-m-d"))
    vendor = pen.write(F.VENDOR, pen.one_of(("海晏電力公司", "星港電力股份有限公司", "禾川電力公司")))
    told = (
        (pen.one_of(("電號", "用電號碼")), pen.write(F.ACCOUNT_NO, serial(random, "dd-dd-dddd-dd-d"))),
        (pen.one_of(("計費期間", "用電期間")), period(pen, use, form, "~")),
        ("度數", f"{pen.write(F.USAGE, grouped(use.usage))}{pen.write(F.UNIT, '度', 'kWh')}"),
        (
            pen.one_of(("應繳總額", "電費金額", "繳費金額")),
            f"NT${pen.write(F.TOTAL_AMOUNT, grouped(use.total))}",
        ),
        ("繳費期限", roc(made + timedelta(16), form)),
    )
    clock = f"{pen.one_of(('上午', '下午'))} {random.randint(1, 12)}:{random.randint(10, 59)}"
    return Page(
        CHAT,
        f"""<div class=bar><span>‹　{vendor}</span><span>☰</span></div><div class=talk>
<div class=day>{roc(before.end + timedelta(18), "M/D")}</div><div class=b>親愛的用戶您好，提醒您 {roc(before.end, "Y年M月")}電費
{before.total:,} 元尚未繳納，請儘速繳費以免停電。</div><div class=t>{clock}</div>
<div class="b me">已經繳了，謝謝</div><div class=day>{roc(made, "M/D")}</div>
<div class="b flex"><h3>{pen.one_of(("電子帳單通知", "本期電費出帳囉！", "電費帳單"))}</h3>{pairs(told)}
<div class=go>查看明細</div><div class=go>立即繳費</div></div><div class=t>{clock}</div>
<div class=b>{pen.one_of(("提醒您：約定扣款日前請備足存款，", "本期起電子帳單每期折 3 元，"))}客服 {made_up.phone(random)}</div></div>""",
        86,
        158,
    )


SHEET = """font:9pt/1.2 'Liberation Sans','Noto Sans CJK TC'; table{border-collapse:collapse;width:100%}
td{border:.15mm solid #c8c8c8;padding:1mm 1.5mm;text-align:right;height:6mm} .k td,td:first-child{background:#e9e9e9;color:#555;text-align:center}
tr:nth-child(-n+3) td:nth-child(2){text-align:left} .tabs{background:#f1f1f1;padding:1mm 8mm;color:#217346} .fx{padding:1mm 3mm;border-bottom:.2mm solid #bbb;color:#444}"""


@family(BillKind.ELECTRICITY, development=True)
def spreadsheet(pen: Pen) -> Page:
    """Past bills on an open spreadsheet, with letters of columns, numbers of lines and an average."""
    random = pen.random
    uses = history(random, pen.one_of((HOUSE_POWER, SHOP_POWER)), random.randint(5, 12))
    if pen.chance(0.5):
        uses.reverse()
    form, readings = pen.one_of(("Y/M/D", "y/m/d", "Y-m-d")), pen.chance(0.5)
    head = [pen.one_of(("抄表日", "抄表日期", "結算日")), "用電度數", "電費(元)", "每度均價", "日均用電"]
    lines = [_sheet_line(pen, use, form, readings) for use in uses]
    if readings:
        head[1:1] = ["上期指針", "本期指針"]
    average = sum(use.usage for use in uses) / len(uses)
    pen.note(F.UNIT, "kWh", "度")
    title = f"{pen.write(F.VENDOR, pen.one_of(('曜石電力公司', '蒼嶺電力股份有限公司', '沙崙尾電力公司')))} 歷史用電"
    account = (
        f"電號：{pen.write(F.ACCOUNT_NO, serial(random, pen.one_of(('ddddddddddd', 'dd-dd-dddd-dd-d'))))}"
    )
    blank = [""] * (len(head) - 1)
    filled = [
        [title, *blank],
        [account, *blank],
        head,
        *lines,
        ["平均", *[""] * (len(head) - 5), f"{average:,.1f}", "", "", ""],
    ]
    numbered = [[str(number), *line] for number, line in enumerate([*filled, [""] * len(head)], 1)]
    letters = "".join(f"<td>{letter}" for letter in "ABCDEFG"[: len(head)])
    return Page(
        SHEET,
        f"""<div class=tabs>檔案　<b>常用</b>　插入　版面配置　公式　資料　校閱　檢視</div><div class=fx>A1　ƒx　{title}</div>
<table><tr class=k><td>{letters}</tr>{pieces.lines(numbered)}</table><div class=tabs>◂ ▸　<b>電費</b>　水費　瓦斯　　　　100%</div>""",
        220,
        140,
        cropped=True,
    )


def _sheet_line(pen: Pen, use: Metered, form: str, readings: bool) -> list[str]:
    row = pen.row()
    meter = []
    if readings:
        meter = [
            row.write(F.PREVIOUS_READING, str(use.previous)),
            row.write(F.CURRENT_READING, str(use.current)),
        ]
    return [
        row.write(F.PERIOD_END, roc(use.end, form), use.end),
        *meter,
        row.write(F.USAGE, str(use.usage)),
        row.write(F.TOTAL_AMOUNT, str(use.total)),
        f"{use.total / use.usage:.2f}",
        f"{use.usage / use.days:.1f}",
    ]


BOXES = """padding:7mm 8mm;font:10pt/1.3 'AR PL UMing TW';color:#24476e;background:#fdeef0; h2{margin:0;text-align:center;letter-spacing:2mm;font-size:14pt}
.r{display:flex;align-items:center;margin-top:1.6mm} .r>span{width:29mm} .r>em{font-style:normal;font-size:8pt;margin-left:2mm}
i.c{font-style:normal;display:inline-block;width:6.6mm;height:8mm;border:.25mm solid #24476e;text-align:center;margin-right:-.25mm;line-height:8mm;vertical-align:top}
.no{color:#b3261e;text-align:right;font:12pt 'Liberation Mono'} .s{font-size:7.5pt;margin-top:2mm} .seal{position:absolute;right:12mm;bottom:24mm;color:#c33;border:.6mm solid #c33;border-radius:50%;
width:21mm;height:21mm;text-align:center;padding-top:5mm;font-size:8pt;opacity:.8;transform:rotate(-8deg)} position:relative;"""


def _boxes(hand: Hand, told: str, count: int) -> str:
    """A box for each digit, filled from the right."""
    signs = told.rjust(count)
    return "".join(f"<i class=c>{hand.write(sign, 5.2) if sign.strip() else '&nbsp;'}</i>" for sign in signs)


@family(BillKind.ELECTRICITY, development=True)
def reader_boxes(pen: Pen) -> Page:
    """A small island's ticket, the pink copy: a printed form whose boxes the reader of meters fills by hand."""
    random, hand = pen.random, Hand(pen.random)
    use = metered(random, HOUSE_POWER, made_up.day(random, date(2013, 1, 5)))
    account, meter = serial(random, "ddddddd"), serial(random, "dddddd")
    told = [
        ("用 戶 編 號", _boxes(hand, pen.write(F.ACCOUNT_NO, account), 7), ""),
        ("電 表 號 碼", _boxes(hand, pen.write(F.METER_NO, meter), 7), ""),
        ("上次抄表日期", _date(pen, hand, F.PERIOD_START, use.start), ""),
        ("本次抄表日期", _date(pen, hand, F.PERIOD_END, use.end), ""),
        ("本次電表讀數", _boxes(hand, pen.write(F.CURRENT_READING, str(use.current)), 7), ""),
        ("上次電表讀數", _boxes(hand, pen.write(F.PREVIOUS_READING, str(use.previous)), 7), ""),
        ("實 用 度 數", _boxes(hand, pen.write(F.USAGE, str(use.usage)), 7), pen.write(F.UNIT, "度", "kWh")),
        (
            pen.one_of(("應 繳 電 費", "應 收 金 額")),
            _boxes(hand, pen.write(F.TOTAL_AMOUNT, str(use.total)), 7),
            "元（含稅）",
        ),
    ]
    lines = "".join(
        f"<div class=r><span>{label}</span>{boxes}<em>{after}</em></div>" for label, boxes, after in told
    )
    vendor = pen.write(F.VENDOR, pen.one_of(("星嶼電力服務所", "東礁島發電管理處", "澎南嶼電力合作社")))
    return Page(
        BOXES,
        f"""<div class=no>No. {serial(random, "dddddd")}</div><h2>{vendor}</h2><div style='text-align:center'>電費收據（用戶聯）</div>
<div class=r><span>用 戶 姓 名</span>{hand.write(made_up.person(random))}</div>{lines}<div class=seal>收費章<br>{hand.write(f"{random.randint(1, 12)}.{random.randint(1, 28)}", 4)}</div>
<div class=r><span>抄 表 員</span>{hand.write(made_up.person(random)[0])}</div>
<div class=s>註：每度以公告電價計收，底度 {random.randint(10, 40)} 度；逾期 {random.randint(7, 20)} 日停止供電。</div>""",
        112,
        148,
        cropped=True,
        handwritten=True,
    )


def _date(pen: Pen, hand: Hand, what: F, when: date) -> str:
    told = [str(when.year - 1911), f"{when.month:02d}", f"{when.day:02d}"]
    pen.note(what, when, *told)
    return "".join(_boxes(hand, one, len(one)) + sign for one, sign in zip(told, "年月日", strict=True))


STUBS = """padding:6mm 8mm;font:8.5pt/1.4 'TW-Sung';position:relative; .h{display:flex;justify-content:space-between;border-bottom:1mm solid #d9480f}
h1{font-size:14pt;margin:0;color:#d9480f} .cols{display:grid;grid-template-columns:60mm 1fr 52mm;gap:4mm;margin-top:3mm}
.l{display:flex;justify-content:space-between;border-bottom:.15mm dotted #999} .k{background:#fff0e6;padding:2mm;text-align:center}
.k b{font-size:15pt;display:block} h3{margin:0 0 1mm;font-size:9pt;background:#d9480f;color:#fff;padding:.5mm 2mm;font-weight:normal}
.cut{border-top:.3mm dashed #333;margin:4mm 0 2mm} .stubs{display:grid;grid-template-columns:1fr 1fr;gap:8mm} .s{font-size:7pt;color:#555}"""


@family(BillKind.ELECTRICITY, development=True)
def two_stubs(pen: Pen) -> Page:
    """A shop's bill in three columns with an old credit, and stubs of the bank and the shop below."""
    random, use = pen.random, metered(pen.random, SHOP_POWER)
    form, made = pen.one_of(("y年m月d日", "y/m/d", "y.m.d")), use.end + timedelta(random.randint(1, 5))
    credit = random.randint(20, 900)
    account = pen.write(F.ACCOUNT_NO, serial(random, "dd-dd-dddd-dd-d"))
    due, total = roc(made + timedelta(15), form), pen.write(F.TOTAL_AMOUNT, grouped(use.total - credit))
    who = (
        ("電號", account),
        ("戶名", made_up.firm(random)),
        ("用戶統編", pen.write(F.BUYER_UBN, made_up.ubn(random))),
        ("用電種類", pen.one_of(("表燈營業用", "低壓綜合用電", "表燈時間電價"))),
        ("饋線代號", serial(random, "LLdd")),
        ("輪流停電組別", pen.one_of("ABCDEF")),
        ("前年同期", f"{int(use.usage * 0.9):,}度"),
        (
            pen.one_of(("本期碳排放", "本期排碳量")),
            f"{pen.write(F.PRINTED_KGCO2E, str(round(use.usage * 0.474)))}公斤",
        ),
    )
    stub = pairs((("電號", account), ("繳費期限", due), ("應繳總金額", f"{total}元")))
    code = pieces.bar_code(serial(random, "ddddddLdL"), 46, 7) + pieces.bar_code(
        serial(random, "dddddddddddddddd"), 66, 7
    )
    return Page(
        STUBS,
        f"""<div class=h><h1>{pen.write(F.VENDOR, pen.one_of(("岱嶼電力股份有限公司", "蘭汀電力公司")))}</h1>
<span>{roc(made, "y年m月")}電費{pen.one_of(("帳單", "通知單"))}　統編 {pen.write(F.SELLER_UBN, made_up.ubn(random))}　{pen.one_of(("列印", "開立"))}日期 {pen.write(F.ISSUE_DATE, roc(made, form), made)}</span></div>
<div class=cols><div><h3>用戶資料</h3>{pairs(who)}</div><div><h3>計費內容</h3>{pairs(_seasons(pen, use, credit, form))}</div>
<div><div class=k>應繳總金額<b>{total}元</b>繳費期限<br>{due}</div><div class=s>{pieces.notices(random, 3)}</div></div></div>
<div class=cut></div><div class=stubs><div><h3>代收單位存查聯</h3>{stub}{code}</div><div><h3>收據聯　（請蓋收訖章）</h3>{stub}</div></div>""",
        210,
        170,
        cropped=True,
    )


def _seasons(pen: Pen, use: Metered, credit: int, form: str) -> list[tuple[str, str]]:
    summer, winter = parts(pen.random, use.usage, 2)
    cost, basic = parts(pen.random, use.sales, 2)
    return [
        ("計費期間", period(pen, use, form, "至")),
        ("夏月用電", f"{summer:,} 度 × {pen.random.uniform(4, 6):.2f} 元"),
        ("非夏月用電", f"{winter:,} 度 × {pen.random.uniform(2, 4):.2f} 元"),
        ("計費度數", f"{pen.write(F.USAGE, grouped(use.usage))} {pen.write(F.UNIT, '度', 'kWh')}"),
        ("基本電費", f"{basic:,}"),
        ("流動電費", f"{cost:,}"),
        ("營業稅", pen.write(F.TAX, grouped(use.tax))),
        ("本期電費小計", f"{use.total:,}"),
        (pen.one_of(("前期溢繳抵扣", "節電獎勵及溢繳")), f"-{credit:,}"),
    ]
