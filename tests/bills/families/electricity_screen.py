"""Electricity on a screen: a telephone's page, an electronic letter, a table of past periods, a retailer's page."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as Field
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_POWER, SHOP_POWER, history, metered, parts
from tests.bills.drawn import Page, Pen, family
from tests.bills.families.electricity_paper import account
from tests.bills.made_up import grouped, roc

VENDORS = ("北濱電力股份有限公司", "藍島供電事業處", "東嶼電力公司", "晨曦電業股份有限公司")

TELEPHONE = """font:10pt/1.5 'Noto Sans CJK TC';background:#eef1f6;min-height:170mm;
.bar{background:#1f9d6b;color:#fff;padding:3mm 4mm;font-size:12pt;text-align:center}
.card{background:#fff;border-radius:3mm;margin:3mm;padding:3.5mm} .big{font-size:24pt;color:#e0562b;font-weight:bold}
.line{display:flex;justify-content:space-between;padding:1.1mm 0;border-bottom:.2mm solid #e5e8ee}
.line span:first-child{color:#78808c} .tip{color:#78808c;font-size:8pt}
.button{background:#1f9d6b;color:#fff;border-radius:5mm;text-align:center;padding:2mm;margin-top:3mm}"""


def _line(label: str, told: str) -> str:
    return f"<div class=line><span>{label}</span><span>{told}</span></div>"


@family(BillKind.ELECTRICITY)
def telephone_page(pen: Pen) -> Page:
    """A telephone's page of one bill: the amount large, particulars as lines in cards."""
    random, use = pen.random, metered(pen.random, HOUSE_POWER)
    form = pen.one_of(("Y/m/d", "y/m/d", "Y-m-d"))
    more = int(use.usage * random.uniform(0.02, 0.3))
    kilograms = made_up.rounded(use.usage * 0.474, 1)
    carbon = (
        _line("碳排放量", f"{pen.write(Field.PRINTED_KGCO2E, str(kilograms))} kgCO₂e")
        if pen.chance(0.5)
        else ""
    )
    meter = (
        _line("電表編號", pen.write(Field.METER_NO, account(pen, "TPdddddddd"))) if pen.chance(0.4) else ""
    )
    unit = pen.write(Field.UNIT, pen.one_of(("度", "kWh")), "kWh")
    start = pen.write(Field.PERIOD_START, roc(use.start, form), use.start)
    end = pen.write(Field.PERIOD_END, roc(use.end, form), use.end)
    told = _line("供電單位", pen.write(Field.VENDOR, pen.one_of(VENDORS)))
    told += (
        _line("電號", pen.write(Field.ACCOUNT_NO, account(pen))) + meter + _line("用電期間", f"{start}~{end}")
    )
    told += _line("用電量", f"{pen.write(Field.USAGE, grouped(use.usage))} {unit}")
    return Page(
        TELEPHONE,
        f"""<div style='padding:1mm 4mm;font-size:8pt'>{random.randint(8, 23)}:{random.randint(10, 59)}
<span style='float:right'>5G ▮ {random.randint(11, 99)}%</span></div><div class=bar>‹　電費帳單</div>
<div class=card><div class=tip>{roc(use.end, "Y年m月")}帳單　應繳金額</div>
<div class=big>${pen.write(Field.TOTAL_AMOUNT, grouped(use.total))}</div>
<div class=tip>請於 {roc(use.end + timedelta(20), form)} 前繳納</div><div class=button>立即繳費</div></div>
<div class=card>{told}{_line("日均用電", f"{use.usage / use.days:.2f} 度")}{carbon}</div>
<div class=card><b>用電分析</b><div class=tip>較去年同期增加 {more:,} 度，節電可得 {
            random.randint(10, 300)
        } 點</div>
{pieces.chart(random, ("去年同期", "上期", "本期"), "#9cd6bd", 18)}</div>
<div class=card>{_line("載具號碼", "/" + account(pen, "KddFddd"))}{
            _line("付款方式", "尚未設定自動扣繳")
        }</div>""",
        82,
        230,
        cropped=True,
    )


LETTER = """padding:8mm;font:9.5pt/1.6 'Noto Sans CJK TC';color:#333;background:#fff;
.mail{border-bottom:.3mm solid #ccc;padding-bottom:2mm;margin-bottom:4mm;font-size:8.5pt;color:#555}
.body{width:170mm;margin:auto} table{border-collapse:collapse;width:100%;margin:3mm 0}
td{border:.2mm solid #bbb;padding:1.6mm 3mm} td:first-child{background:#fff6e0;width:34%}
.foot{font-size:7.5pt;color:#888} h1{font-size:15pt;color:#b5651d;margin:0 0 3mm}"""


@family(BillKind.ELECTRICITY)
def electronic_letter(pen: Pen) -> Page:
    """An electronic letter as a mail program prints it: greeting, one table, small print."""
    random, use = pen.random, metered(pen.random, pen.one_of((HOUSE_POWER, SHOP_POWER)))
    vendor, customer = pen.one_of(VENDORS), made_up.firm(random)
    form, energy = pen.one_of(("y年M月D日", "y/m/d")), parts(random, use.total, 2)
    invoice = ""
    if pen.chance(0.6):
        invoice = f"""<tr><td>電子發票號碼<td>{pen.write(Field.INVOICE_NO, made_up.invoice_no(random))}
<tr><td>買受人統編<td>{pen.write(Field.BUYER_UBN, made_up.ubn(random))}"""
    return Page(
        LETTER,
        f"""<div class=mail>主旨：{roc(use.end, "y年M月")}份電費電子帳單通知（系統自動發送，請勿直接回覆）<br>
收件者：account{random.randint(10, 99)}@{random.choice(("post", "mail"))}.example</div><div class=body>
<h1>{pen.write(Field.VENDOR, vendor)}</h1><p>親愛的用戶 {customer} 您好：<br>
您 {roc(use.end, "y年M月")}份的電費帳單已產生，明細如下，請於期限內完成繳費。</p>
<table><tr><td>用電戶名<td>{customer}<tr><td>用電地址<td>{made_up.address(random)}
<tr><td>電號<td>{pen.write(Field.ACCOUNT_NO, account(pen, pen.one_of(("ddddddddddd", "dd-dd-dddd-dd-d"))))}
<tr><td>計費期間<td>{pen.write(Field.PERIOD_START, roc(use.start, form), use.start)}至{
            pen.write(Field.PERIOD_END, roc(use.end, form), use.end)
        }
<tr><td>計費度數<td>{pen.write(Field.USAGE, grouped(use.usage))}{pen.write(Field.UNIT, "度", "kWh")}
<tr><td>上期度數／去年同期<td>{int(use.usage * 0.9):,}度／{int(use.usage * 1.1):,}度
<tr><td>流動電費<td>{energy[0]:,}元<tr><td>基本電費<td>{energy[1]:,}元{invoice}
<tr><td><b>繳費總金額</b><td><b style='color:#c00'>{pen.write(Field.TOTAL_AMOUNT, grouped(use.total))}元</b>
<tr><td>扣款日<td>{roc(use.end + timedelta(22), form)}<tr><td>扣款帳號<td>{
            account(pen, "***-***-**ddd")
        }</table>
<p>您可<u>按此下載繳費憑證</u>。本期每度約 {use.total / use.usage:.2f} 元。</p>
<p class=foot>{pieces.notices(random, 5)}<br>敬祝 平安順心　{vendor[:4]}客戶服務中心 敬上</p></div>""",
        205,
        270,
        cropped=True,
    )


LIST = """padding:7mm;font:9pt/1.5 'Liberation Sans','Noto Sans CJK TC';
.head{color:#24507a;font-size:14pt;border-left:2mm solid #f2a900;padding-left:3mm} .crumb{color:#999;font-size:7.5pt}
table{border-collapse:collapse;width:100%;margin-top:3mm} th{background:#24507a;color:#fff;padding:1.5mm;font-weight:normal}
td{padding:1.3mm 2mm;text-align:right;border-bottom:.2mm solid #d5dde5} td:first-child{text-align:center}
tr:nth-child(odd) td{background:#f3f7fb} .form{background:#f4f4f4;padding:2mm 4mm;margin-top:3mm}"""


@family(BillKind.ELECTRICITY)
def past_periods(pen: Pen) -> Page:
    """A web page's table of 6 to 14 past bills: days of use, quantity, amount."""
    random, count = pen.random, pen.random.randint(6, 14)
    form, rows = pen.one_of(("y/m/d", "Y/m/d", "ymd")), []
    with_average, sum_told = pen.chance(0.6), pen.chance(0.3)
    periods = history(random, pen.one_of((HOUSE_POWER, SHOP_POWER)), count)
    for use in periods:
        entry = pen.row()
        told = [
            f"{entry.write(Field.PERIOD_START, roc(use.start, form), use.start)} ~ "
            f"{entry.write(Field.PERIOD_END, roc(use.end, form), use.end)}",
            str(use.days),
            entry.write(Field.USAGE, grouped(use.usage)),
            entry.write(Field.TOTAL_AMOUNT, grouped(use.total)),
            roc(use.end + timedelta(random.randint(8, 24)), form),
        ]
        rows.append(told + ([f"{use.usage / use.days:.1f}"] if with_average else []))
    if sum_told:
        used, paid = sum(use.usage for use in periods), sum(use.total for use in periods)
        rows.append(
            [
                "合計",
                "",
                pen.write(Field.USAGE, grouped(used)),
                pen.write(Field.TOTAL_AMOUNT, grouped(paid)),
                "",
            ]
            + ([""] if with_average else [])
        )
    unit = pen.write(Field.UNIT, pen.one_of(("度", "kWh")), "kWh")
    head = ["用電期間", "天數", f"用電量({unit})", "電費(元)", "繳費日期"] + (
        ["日平均"] if with_average else []
    )
    return Page(
        LIST,
        f"""<div class=crumb>首頁 &gt; 帳單查詢 &gt; 歷史用電</div>
<div class=head>{pen.write(Field.VENDOR, pen.one_of(VENDORS))}　網路服務平台</div>
<div class=form>電號：{pen.write(Field.ACCOUNT_NO, account(pen))}　用戶：{made_up.person(random)[0]}○○
　用電地址：{made_up.address(random)[:6]}＊＊＊＊　　查詢近 {count} 期</div>
{pieces.table(head, rows)}<p style='color:#888;font-size:7.5pt'>資料僅供參考，實際金額以繳費憑證為準。
服務專線 {made_up.phone(random)}</p>""",
        195,
        170,
        cropped=True,
    )
