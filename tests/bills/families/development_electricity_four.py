"""Electricity for development: a page of a company's site, and a slip of a reader's portable printer."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import pieces
from tests.bills.consumption import HOUSE_POWER, SHOP_POWER, WORKS_POWER, Metered, metered
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import address, firm, grouped, invoice_no, person, phone, roc, ubn
from tests.bills.power_charges import power_company, split
from tests.bills.serials import pairs, serial
from tests.bills.wares import numbered, power_number

SITE = """font:9pt/1.6 'Liberation Sans','Noto Sans CJK TC';color:#333;background:#fff; .nav{background:#fff;border-bottom:.8mm solid #e0542f;display:flex;gap:7mm;padding:3mm 8mm;align-items:center}
.logo{font-weight:700;font-size:13pt;color:#e0542f} .crumb{padding:2mm 8mm;color:#888;font-size:7.5pt} .body{display:grid;grid-template-columns:36mm 1fr;gap:6mm;padding:0 8mm 5mm} .menu div{padding:1.4mm 3mm;border-left:.6mm solid #eee}
.menu .on{border-color:#e0542f;color:#e0542f} h2{font-size:13pt;font-weight:500;margin:0 0 3mm} .dl{display:grid;grid-template-columns:30mm 1fr 30mm 1fr;gap:1.6mm 2mm} .dl i{font-style:normal;color:#8a8a8a;text-align:right} .dl i:after{content:'：'}
.pay{color:#e0542f;font-size:14pt;font-weight:600;line-height:1} .bt{display:inline-block;border:.25mm solid #e0542f;color:#e0542f;border-radius:1mm;padding:.7mm 4mm;margin:3mm 2mm 0 0} .ft{background:#3d3d3d;color:#ccc;font-size:7pt;padding:2.5mm 8mm}
table{width:100%;border-collapse:collapse;margin-top:3mm;font-size:8.5pt} th{background:#f7f2f0;font-weight:500;text-align:left;padding:1mm 2mm} td{padding:1mm 2mm;border-bottom:.15mm solid #eee}"""


@family(BillKind.ELECTRICITY, development=True)
def site_page(pen: Pen) -> Page:
    """A company's site with one bill: names in grey before values in two columns, its registered name in the foot."""
    w, random, use = (
        pen.write,
        pen.random,
        metered(pen.random, pen.one_of((HOUSE_POWER, SHOP_POWER, WORKS_POWER))),
    )
    form, made = (
        pen.one_of(("Y/m/d", "Y-m-d", "Ymd", "y/m/d", "ymd")),
        use.end + timedelta(random.randint(2, 8)),
    )
    vendor = power_company(pen, "電力股份有限公司", "電業股份有限公司")
    paid = pen.chance(0.6)
    facts = [
        ("帳單年月", pen.one_of((roc(made, "Y/m"), roc(made, "Y年M月"), roc(made, "ym")))),
        (
            pen.one_of(("電號", "用電戶號", "合約電號")),
            w(F.ACCOUNT_NO, power_number(pen, pen.one_of(("dd-dd-dddd-dd-d", "ddddddddddd")))),
        ),
        (pen.one_of(("計費起日", "起算日", "用電起日")), w(F.PERIOD_START, roc(use.start, form), use.start)),
        (pen.one_of(("計費迄日", "截止日", "用電迄日")), w(F.PERIOD_END, roc(use.end, form), use.end)),
        (
            pen.one_of(("用電度數", "計費度數", "本期度數")),
            f"{w(F.USAGE, grouped(use.usage) if pen.chance(0.6) else str(use.usage))} {w(F.UNIT, pen.one_of(('度', 'kWh')), 'kWh')}",
        ),
        (
            pen.one_of(("應繳金額", "電費總額", "帳單金額")),
            f"<span class=pay>{w(F.TOTAL_AMOUNT, grouped(use.total))}</span> 元",
        ),
        ("用戶名稱", firm(random)[0] + "○○" + pen.one_of(("有限公司", "商行"))),
        ("用電地址", address(random)[:6] + "＊＊＊＊"),
        ("繳費期限", roc(made + timedelta(15), form)),
        ("繳費狀態", f"已繳費（{roc(made + timedelta(9), form)}）" if paid else "未繳費"),
    ]
    more = _behind(pen, use, made, form)
    facts += [(label, tell()) for label, tell in random.sample(more, random.randint(0, len(more)))]
    if pen.chance(0.4):
        facts[:4] = [*facts[2:4], *facts[:2]]
    earlier = _earlier(random, use)
    compare = pieces.table(("比較", "度數", "金額", "增減"), earlier) if pen.chance(0.7) else ""
    return Page(
        SITE,
        f"""<div class=nav><span class=logo>{vendor[:2]}電力 e 櫃檯</span><span>首頁</span><span>申辦服務</span><span>電費專區</span><span>節電獎勵</span><span style='margin-left:auto'>{person(random)[0]}先生/小姐　登出</span></div>
<div class=crumb>首頁 &gt; 電費專區 &gt; {pen.one_of(("帳單查詢", "電費查詢與繳費"))} &gt; 明細　　最後登入 {roc(made + timedelta(11), "Y/m/d")} 09:{random.randint(10, 59)}</div>
<div class=body><div class=menu>{"".join(f"<div class='{style}'>{name}</div>" for name, style in (("我的電號", ""), ("電費明細", "on"), ("繳費紀錄", ""), ("用電分析", ""), ("電子帳單設定", ""), ("時間電價試算", "")))}</div>
<div><h2>{pen.one_of(("電費明細", "帳單內容", "本期帳單"))}</h2><div class=dl>{"".join(f"<i>{label}</i><span>{value}</span>" for label, value in facts)}</div>
{compare}<span class=bt>下載 PDF 帳單</span><span class=bt>{"列印繳費憑證" if paid else "線上繳費"}</span></div></div>
<div class=ft>{w(F.VENDOR, vendor)}　版權所有　{address(random)}　客服專線 {phone(random)}　建議使用 1280×800 以上解析度</div>""",
        pen.one_of((220, 240, 260)),
        150,
        cropped=True,
    )


def _behind(pen: Pen, use: Metered, made: date, form: str) -> list[tuple[str, Callable[[], str]]]:
    """What some of the pages tell as well."""
    w, random = pen.write, pen.random
    return [
        (pen.one_of(("出單日期", "開立日期", "帳單日")), lambda: w(F.ISSUE_DATE, roc(made, form), made)),
        (
            pen.one_of(("電表表號", "表號")),
            lambda: w(F.METER_NO, numbered(pen, pen.one_of(("LLddddddd", "dddddddd")))),
        ),
        (
            pen.one_of(("電子發票", "發票號碼")),
            lambda: w(F.INVOICE_NO, invoice_no(random, pen.one_of(("", "-")))),
        ),
        ("統一編號", lambda: w(F.BUYER_UBN, ubn(random))),
        (pen.one_of(("排碳量", "本期碳排")), lambda: f"{w(F.PRINTED_KGCO2E, f'{use.usage * 0.474:.0f}')} kg"),
    ]


def _earlier(random: Random, use: Metered) -> list[tuple[str, ...]]:
    return [
        (
            name,
            f"{int(use.usage * random.uniform(0.6, 1.4)):,}",
            f"{int(use.total * random.uniform(0.6, 1.4)):,}",
            f"{random.uniform(-30, 40):+.1f}%",
        )
        for name in ("上期", "去年同期")
    ]


ROLL = """padding:3mm 3.5mm;font:8.6pt/1.35 'Liberation Mono','Noto Sans Mono CJK TC';color:#222; .c{text-align:center} .l{display:flex;justify-content:space-between}
.d{overflow:hidden;white-space:nowrap;height:3.6mm} .x{font-size:12.5pt;font-weight:700} .s{font-size:7pt}"""


@family(BillKind.ELECTRICITY, development=True)
def readers_slip(pen: Pen) -> Page:
    """What a reader's portable printer leaves in the letter box: narrow, lines of dashes, noughts before readings."""
    w, random, use = pen.write, pen.random, metered(pen.random, pen.one_of((HOUSE_POWER, SHOP_POWER)))
    form, width = pen.one_of(("y.m.d", "y/m/d", "ymd", "Y-m-d")), pen.one_of((56, 64, 78))
    rule = f"<div class=d>{pen.one_of(('-', '=', '*')) * 60}</div>"
    long = "05d" if pen.chance(0.5) else "d"
    reading = [
        (w(F.CURRENT_READING, f"{use.current:{long}}", use.current), "本次指數", "本期表碼", "現值"),
        (w(F.PREVIOUS_READING, f"{use.previous:{long}}", use.previous), "上次指數", "上期表碼", "前值"),
    ]
    days = [
        (w(F.PERIOD_END, roc(use.end, form), use.end), "本次抄表", "本期抄表日", "抄表日"),
        (w(F.PERIOD_START, roc(use.start, form), use.start), "上次抄表", "上期抄表日", "前次抄表日"),
    ]
    names = pen.one_of((1, 2, 3))
    meter = [(label[names], label[0]) for pair in zip(days, reading, strict=True) for label in pair]
    if pen.chance(0.4):
        meter.reverse()
    energy, rest = split(random, use.sales, 2)
    money = [
        ("基本電費", grouped(min(energy, rest))),
        ("流動電費", grouped(max(energy, rest))),
        (pen.one_of(("營業稅", "稅額", "稅 5%")), w(F.TAX, str(use.tax))),
    ]
    vendor = power_company(pen, "電力公司", "電力股份有限公司", "電力供應站", "電業有限公司")
    clock = f"{random.randint(8, 17):02d}:{random.randint(0, 59):02d}"
    unit = pen.one_of(("度", "KWH", "kWh"))
    return Page(
        ROLL,
        f"""<div class=c><b>{w(F.VENDOR, vendor)}</b><br>{pen.one_of(("電費通知（現場開單）", "用電抄表單", "抄表繳費單"))}</div>{rule}
{pen.one_of(("用戶號", "電號", "戶號"))}:{w(F.ACCOUNT_NO, power_number(pen, "ddddddddddd") if pen.chance(0.6) else numbered(pen, "ddd-dddd-d"))}<br>
{pen.one_of(("表號", "電表"))}:{w(F.METER_NO, serial(random, "Ldddddd"))}<br>戶名:{person(random)[0]}**　路線:{serial(random, "dd-dddd")}{rule}
{pairs(meter)}{pairs([("倍數", "x1"), (pen.one_of(("使用度數", "本期用電", "用電量")), f"{w(F.USAGE, str(use.usage))}{w(F.UNIT, unit, 'kWh')}"), ("去年同期", f"{int(use.usage * random.uniform(0.6, 1.4))}{unit}")])}{rule}
{pairs(money)}<div class="l x"><span>{pen.one_of(("應繳", "合計", "應收"))}</span><span>${w(F.TOTAL_AMOUNT, grouped(use.total))}</span></div>{rule}
<div class=s>繳費期限 {roc(use.end + timedelta(18), form)}<br>下次抄表約 {roc(use.end + timedelta(61), "M月D日")}<br>{pen.one_of(("列印", "製單"))} {w(F.ISSUE_DATE, roc(use.end, form), use.end)} {clock} 機號{serial(random, "dd")} 抄表員{serial(random, "ddd")}<br>
感熱紙請勿曝曬。超過2萬元請至櫃檯繳納。<br>查詢 {phone(random)}</div><div style='margin-top:2mm'>{pieces.bar_code(serial(random, "dddddddddddd"), width - 10, 9)}</div>""",
        width,
        180,
        cropped=True,
    )
