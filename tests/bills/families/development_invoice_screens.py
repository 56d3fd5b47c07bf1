"""Purchases for development, on screens: an order in an app, a chat, and a month's account as a spreadsheet."""

from collections.abc import Sequence
from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import ARIAL, day, digits, firm, grouped, invoice_no, person, roc, ubn
from tests.bills.purchases import Purchase
from tests.bills.wares import Ware, bought, entries, house, numbered, sum_of, tax_on

WEEKDAYS = "一二三四五六日"
KITCHEN: Sequence[Ware] = (
    ("304不鏽鋼保溫瓶 1L 大容量", "", 390, 890),
    ("【現貨】桌上型電扇 USB充電", "", 299, 690),
    ("人體工學椅墊 記憶棉", "", 450, 1290),
    ("標籤機色帶 12mm 黑字", "", 79, 180),
    ("咖啡豆 中烘焙 半磅裝", "", 220, 420),
    ("無線鍵盤滑鼠組", "", 499, 1390),
    ("LED感應燈 磁吸式", "", 159, 399),
    ("醫療口罩 50入/盒", "", 69, 150),
)
APP = """position:relative;font:8.5pt/1.45 'Noto Sans CJK TC';background:#f3f3f5;color:#222;padding-bottom:4mm;
.bar{display:flex;justify-content:space-between;padding:1mm 4mm;font-size:7pt;background:#fff} .top{background:#fff;padding:2mm 4mm;font-size:11pt}
.card{background:#fff;margin-top:2mm;padding:2.5mm 4mm} .l{display:flex;justify-content:space-between;gap:3mm}
.g{color:#888;font-size:7.5pt} .pic{width:13mm;height:13mm;flex:none;border-radius:1mm} .item{display:flex;gap:3mm;margin:1.5mm 0}
.item>div:last-child{flex:1}"""


def _item(pen: Pen, printed: tuple[str, str], one: Purchase, colour: str) -> str:
    """An article beside its picture; `printed` are its number and its price."""
    kind = pen.one_of(("白色", "黑色", "M", "標準款", "2入組"))
    tint = pen.one_of(("#cfd8dc", "#d7ccc8", "#c5cae9", "#ffe0b2"))
    return f"""<div class=item><div class=pic style="background:linear-gradient(135deg,{tint},#fff)"></div><div>{one.name}
<div class="l g"><span>規格：{kind}</span><span>x{printed[0]}</span></div><div style="text-align:right;color:{colour}">{printed[1]}</div></div></div>"""


@family(BillKind.INVOICE, development=True)
def order_in_app(pen: Pen) -> Page:
    """A telephone's picture of one finished order with freight, a coupon and the invoice that was made out."""
    w, random, when = pen.write, pen.random, day(pen.random)
    goods, colour = (
        bought(pen, KITCHEN, 1, 4, (1, 1, 2, 3, 5, 10)),
        pen.one_of(("#e8452c", "#d0006f", "#0a7d5a")),
    )
    sign, form = pen.one_of(("NT$", "$", "NT$ ")), pen.one_of(("Y/m/d", "Y-m-d"))
    items = "".join(
        _item(
            pen,
            (
                entry.write(F.USAGE, str(one.count)),
                entry.write(F.UNIT_PRICE, sign + grouped(one.price), one.price),
            ),
            one,
            colour,
        )
        for entry, one in entries(pen, goods)
    )
    freight, coupon = pen.one_of((0, 45, 60, 80, 100)), pen.one_of((0, 20, 50, 100))
    total = sum_of(goods) + freight - coupon
    clock = f"{random.randint(7, 23):02d}:{random.randint(0, 59):02d}"
    told = [("商品小計", sum_of(goods)), ("運費", freight), ("優惠券折抵", -coupon)]
    sums = "".join(
        f"<div class='l g'><span>{label}</span><span>{f'{sign}{amount:,}'.replace(f'{sign}-', f'-{sign}')}</span></div>"
        for label, amount in told
    )
    invoice = [
        ("發票號碼", w(F.INVOICE_NO, invoice_no(random, pen.one_of(("", "-"))))),
        ("發票日期", w(F.ISSUE_DATE, roc(when, form), when)),
        ("發票類型", "公司戶電子發票（三聯式）"),
        ("買受人統編", w(F.BUYER_UBN, ubn(random))),
        ("開立人", w(F.VENDOR, house(pen, "電子商務股份有限公司", "數位購物有限公司", "國際有限公司"))),
        ("開立人統編", w(F.SELLER_UBN, ubn(random))),
    ]
    lines = "".join(
        f"<div class=l><span class=g>{label}</span><span>{value}</span></div>" for label, value in invoice
    )
    return Page(
        APP,
        f"""<div class=bar><span>{random.randint(1, 12)}:{random.randint(10, 59)}</span><span>5G　{random.randint(9, 100)}%</span></div><div class=top>‹　訂單明細</div>
<div class=card style="margin-top:0;background:{colour};color:#fff">{pen.one_of(("訂單已完成", "已送達", "包裹已取件"))}<div style="font-size:7pt">評價即可獲得 {random.randint(5, 200)} 點</div></div>
<div class=card><div class=l><b>{pen.one_of(("樂活選物", "小日子百貨", "工作室好物"))}官方店 ›</b><span class=g>聊聊</span></div>{items}</div>
<div class=card>{sums}<div class=l><b>{pen.one_of(("訂單金額", "實付金額", "付款總額"))}</b><b style="color:{colour}">{w(F.TOTAL_AMOUNT, sign + grouped(total), total)}</b></div></div>
<div class=card>{lines}</div><div class=card><div class=l><span>訂單編號</span><span>{roc(when, "Ymd")[2:]}{numbered(pen, "LLddLLdL")}</span></div>
<div class="l g"><span>下單時間</span><span>{roc(when, form)} {clock}</span></div><div class="l g"><span>付款方式</span><span>信用卡 末四碼 {digits(random, 4)}</span></div>
<div class="l g"><span>收件人</span><span>{person(random)[0]}** 09{random.randint(10, 89)}***{digits(random, 3)}</span></div></div>""",
        75,
        185,
        cropped=True,
    )


PLUMBING: Sequence[Ware] = (
    ("PVC管 4分", "支", 38, 75),
    ("止水閥", "個", 90, 240),
    ("水龍頭", "個", 280, 760),
    ("電線 2.0mm", "捲", 880, 1650),
    ("無熔絲開關", "個", 160, 420),
    ("插座", "組", 65, 150),
    ("馬桶水箱零件", "組", 320, 680),
    ("師傅工資", "工", 2500, 3200),
)
CHAT = """font:9pt/1.5 'Noto Sans CJK TC';color:#111;padding:0 0 4mm;min-height:130mm;background:#8cabd9;
.top{background:#2b3a55;color:#fff;padding:4mm;font-size:11pt} .d{text-align:center;margin:3mm} .d span{background:#0003;color:#fff;border-radius:3mm;padding:.5mm 3mm;font-size:7.5pt}
.b{display:inline-block;background:#fff;border-radius:3.5mm;padding:2mm 3mm;max-width:58mm} .r{text-align:right;margin:2mm 3mm} .r .b{background:#9be27a;text-align:left}
.t{font-size:6.5pt;color:#3b4a63;margin:0 1.5mm} .m{margin:2mm 3mm}"""


@family(BillKind.INVOICE, development=True)
def bill_in_chat(pen: Pen) -> Page:
    """A tradesman's bill as messages of a chat."""
    w, random, when = pen.write, pen.random, day(pen.random)
    goods, sign = bought(pen, PLUMBING, 1, 5, (1, 2, 3, 4, 6, 10, 15)), pen.one_of((" x ", " * ", "×", " "))
    at = pen.one_of((" @", " 單價", " 每{}$"))
    lines = "<br>".join(
        f"{one.name}{sign}{entry.write(F.USAGE, str(one.count))}{one.unit}{at.format(one.unit)}{entry.write(F.UNIT_PRICE, str(one.price))}＝{one.amount}"
        for entry, one in entries(pen, goods)
    )
    sales = sum_of(goods)
    tax, hour = tax_on(sales), random.randint(8, 19)
    clock = [
        f"<span class=t>{seen}{hour:02d}:{minute}</span>"
        for seen, minute in zip(
            ("已讀 ", "", "", "已讀 "), sorted(random.sample(range(10, 60), 4)), strict=True
        )
    ]
    dated = (
        w(F.ISSUE_DATE, roc(when, pen.one_of(("Y/m/d", "Y.m.d", "Y年M月D日"))), when)
        + f" ({WEEKDAYS[when.weekday()]})"
    )
    vendor = w(F.VENDOR, house(pen, "水電材料行", "水電工程行", "水電行"))
    return Page(
        CHAT,
        f"""<div class=top>‹ {random.randint(2, 99)}　{vendor}　　☎ ≡</div><div class=d><span>{dated}</span></div>
<div class=r>{clock[0]}<span class=b>{pen.one_of(("老闆 上次修廁所的帳給我一下", "請款明細麻煩傳一下，要報帳", "這次多少錢？要打統編喔"))}</span></div>
<div class=r><span class=b>統編 {w(F.BUYER_UBN, ubn(random))}</span></div>
<div class=m><span class=b>{pen.one_of(("您好，明細如下：", "收到 明細給您", "這次的帳～"))}<br>{lines}<br>小計 {sales}<br>稅 {w(F.TAX, str(tax))}<br>{pen.one_of(("總共", "合計含稅", "共計"))} {w(F.TOTAL_AMOUNT, str(sales + tax))} 元</span>{clock[1]}</div>
<div class=m><span class=b>發票 {w(F.INVOICE_NO, invoice_no(random, pen.one_of(("", "-", " "))))} 已開好<br>匯款 {numbered(pen, "9dd")}-{digits(random, 12)}<br>戶名 {person(random)}，{(when + timedelta(9)).month}/{(when + timedelta(9)).day} 前就好</span>{clock[2]}</div>
<div class=r>{clock[3]}<span class=b>好的 謝謝</span></div>""",
        78,
        175,
        cropped=True,
    )


VEGETABLES: Sequence[Ware] = (
    ("高麗菜", "公斤", 18, 45),
    ("雞胸肉", "公斤", 130, 190),
    ("白米 30kg", "包", 1050, 1400),
    ("沙拉油 18L", "桶", 780, 1050),
    ("雞蛋", "盤", 130, 220),
    ("豬五花", "公斤", 190, 280),
    ("洋蔥", "公斤", 22, 48),
    ("板豆腐", "板", 85, 140),
    ("紅蘿蔔", "公斤", 16, 38),
    ("免洗筷", "箱", 320, 560),
)
SHEET = f"""font:9pt {ARIAL};color:#000;background:#fff;padding-bottom:2mm;
.x{{background:#217346;color:#fff;padding:1.5mm 4mm;font-size:8.5pt}} table{{border-collapse:collapse;width:100%}}
td,th{{border:.2mm solid #d4d4d4;padding:.6mm 1.5mm;white-space:nowrap;height:5.5mm}} th{{background:#e6e6e6;color:#555;font-weight:400}}
tr>th:first-child{{width:8mm}} .n{{text-align:right}} .s{{outline:.6mm solid #217346}} .h{{background:#ddebf7}}
td:nth-child(2){{max-width:17mm;overflow:visible}} .tab{{background:#f3f3f3;padding:1mm 10mm;font-size:8pt;color:#217346}}"""


def _grid(cells: Sequence[Sequence[str]], columns: int) -> str:
    """A spreadsheet's rows with their numbers; a cell that begins with = stands right, without the sign."""

    def cell(told: str) -> str:
        return f"<td class=n>{told[1:]}" if told.startswith("=") else f"<td>{told}"

    head = "<tr><th>" + "".join(f"<th>{chr(65 + place)}" for place in range(columns))
    return (
        f"<table>{head}"
        + "".join(
            f"<tr><th>{number}{''.join(cell(told) for told in [*line, *[''] * (columns - len(line))])}"
            for number, line in enumerate(cells, 1)
        )
        + "</table>"
    )


def _deliveries(pen: Pen, goods: Sequence[Purchase], month: int) -> list[list[str]]:
    """A line of cells for each delivery, in order of days."""
    days = sorted(pen.random.randint(1, 28) for _ in goods)
    return [
        [
            f"={month}/{on}",
            numbered(pen, "Sddddd"),
            one.name,
            f"={entry.write(F.USAGE, str(one.count))}",
            entry.write(F.UNIT, one.unit, "kg") if one.unit == "公斤" else one.unit,
            f"={entry.write(F.UNIT_PRICE, str(one.price))}",
            f"={grouped(one.amount)}",
        ]
        for on, (entry, one) in zip(days, entries(pen, goods), strict=True)
    ]


@family(BillKind.INVOICE, development=True)
def account_in_spreadsheet(pen: Pen) -> Page:
    """A month's deliveries of a grocer, as its spreadsheet shows on a screen."""
    w, random = pen.write, pen.random
    made = day(random).replace(day=random.randint(1, 28))
    first = (made.replace(day=1) - timedelta(1)).replace(day=1)
    goods = bought(pen, VEGETABLES, 3, 9, (1, 2, 3, 5, 8, 10, 12, 15, 20, 30))
    lines = _deliveries(pen, goods, first.month)
    sales = sum_of(goods)
    tax, blank = tax_on(sales), [""] * 5
    period = f"{roc(first, 'Y/m/d')}~{roc(made.replace(day=1) - timedelta(1), 'Y/m/d')}"
    cells = [
        [
            f"<b>{w(F.VENDOR, house(pen, '食品行', '農產有限公司', '食材企業社'))}</b>",
            "",
            "",
            "",
            "",
            "統編",
            w(F.SELLER_UBN, ubn(random)),
        ],
        [f"{first.month}月份對帳單", "", f"對帳區間 {period}"],
        ["客戶", firm(random), "", "", "", "統編", w(F.BUYER_UBN, ubn(random))],
        [
            "製表日",
            w(F.ISSUE_DATE, roc(made, pen.one_of(("Y/M/D", "Y-m-d"))), made),
            "",
            "",
            "",
            "發票",
            w(F.INVOICE_NO, invoice_no(random)),
        ],
        ["日期", "單號", "品名", "數量", "單位", "單價", "金額"],
        *lines,
        [*blank, "小計", f"={grouped(sales)}"],
        [*blank, "稅額5%", f"={w(F.TAX, grouped(tax))}"],
        [
            *blank,
            pen.one_of(("應收合計", "本月應付", "總計")),
            f"=<b>{w(F.TOTAL_AMOUNT, grouped(sales + tax))}</b>",
        ],
        ["備註：每月 10 日前付款；匯款帳號 " + digits(random, 12)],
    ]
    return Page(
        SHEET,
        f"""<div class=x>對帳單_{roc(first, "Ym")}.xlsx　　檔案　常用　插入　公式　資料　檢視</div>{_grid(cells, pen.one_of((7, 8, 9)))}
<div class=tab>◂ ▸　<b>{first.month}月</b>　{first.month % 12 + 1}月　工作表{random.randint(2, 9)}　＋　　　　　就緒　{pen.one_of((80, 90, 100, 110))}%</div>""",
        230,
        170,
        cropped=True,
    )
