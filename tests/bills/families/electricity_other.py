"""Electricity for development: a retailer of green power, and a plain notice of another power company."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as Field
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_POWER, WORKS_POWER, metered, parts
from tests.bills.drawn import Page, Pen, family
from tests.bills.families.electricity_paper import account
from tests.bills.made_up import grouped, roc

GREEN = """padding:12mm 14mm;font:9.5pt/1.6 'Noto Sans CJK TC';
h1{color:#2e7d32;font-size:16pt;margin:0} .right{text-align:right;color:#555} .sum{font-size:14pt;color:#2e7d32}
table{width:100%;border-collapse:collapse;margin:4mm 0} th{background:#e8f5e9;text-align:left;padding:2mm}
td{padding:2mm;border-bottom:.2mm solid #c8e6c9}"""


@family(BillKind.ELECTRICITY, development=True)
def green_retailer(pen: Pen) -> Page:
    """A month's bill of a retailer of renewable power."""
    random, use = pen.random, metered(pen.random, WORKS_POWER)
    vendor = pen.one_of(("綠野再生能源股份有限公司", "向日售電股份有限公司", "風禾綠電股份有限公司"))
    made, form = use.end + timedelta(random.randint(2, 9)), pen.one_of(("Y/m/d", "Y年m月d日"))
    return Page(
        GREEN,
        f"""<h1>{pen.write(Field.VENDOR, vendor)}</h1><div class=right>轉供電費帳單 Invoice<br>
開立日期 {pen.write(Field.ISSUE_DATE, roc(made, form), made)}　帳單編號 GP{account(pen, "dddddddd")}</div>
<table><tr><th>客戶<td>{made_up.firm(random)}<th>統一編號<td>{pen.write(Field.BUYER_UBN, made_up.ubn(random))}
<tr><th>用戶電號<td>{pen.write(Field.ACCOUNT_NO, account(pen))}<th>付款期限<td>{roc(made + timedelta(30), form)}
<tr><th>轉供期間<td>{pen.write(Field.PERIOD_START, roc(use.start, form), use.start)} ～
{pen.write(Field.PERIOD_END, roc(use.end, form), use.end)}<th>案場<td>{pen.one_of(("光電一號", "濱海風場", "滯洪池案"))}</table>
<table><tr><th>項目<th>轉供度數<th>單價(元/kWh)<th>金額
<tr><td>再生能源電能及憑證<td>{pen.write(Field.USAGE, grouped(use.usage))} {pen.write(Field.UNIT, "kWh")}
<td>{use.sales / use.usage:.3f}<td>{use.sales:,}</table>
<div class=right>銷售額 {use.sales:,}<br>營業稅(5%) {pen.write(Field.TAX, grouped(use.tax))}<br>
<span class=sum>應付總額 NT$ {pen.write(Field.TOTAL_AMOUNT, grouped(use.total))}</span><br>
發票號碼 {pen.write(Field.INVOICE_NO, made_up.invoice_no(random))}　賣方統編 {pen.write(Field.SELLER_UBN, made_up.ubn(random))}
</div><p>憑證張數 {use.usage // 1000}　匯款帳號 {account(pen, "ddd-dddddddddddd")}</p><p>{pieces.notices(random, 4)}</p>""",
        210,
        250,
        cropped=True,
    )


PLAIN = """padding:8mm;font:10pt/1.7 'AR PL UKai TW'; h2{margin:0;font-size:15pt}
table{border-collapse:collapse;width:100%} td{border:.25mm solid #7a4;padding:1mm 2mm}
td:nth-child(odd){background:#f2f7ea;width:20%}"""


@family(BillKind.ELECTRICITY, development=True)
def plain_notice(pen: Pen) -> Page:
    """A house's notice in one framed table, with readings of the meter."""
    random, use = pen.random, metered(pen.random, HOUSE_POWER)
    form, vendor = pen.one_of(("y年m月d日", "y/m/d")), pen.one_of(("南灣電力公司", "雲山電力股份有限公司"))
    energy, shared = parts(random, use.total, 2)
    return Page(
        PLAIN,
        f"""<h2>{pen.write(Field.VENDOR, vendor)}　電費通知及收據</h2>
<table><tr><td>電號<td>{pen.write(Field.ACCOUNT_NO, account(pen))}<td>表號<td>{pen.write(Field.METER_NO, account(pen, "dddddddd"))}
<tr><td>用戶名稱<td>{made_up.person(random)}<td>用電地址<td>{made_up.address(random)}
<tr><td>上次抄表<td>{pen.write(Field.PERIOD_START, roc(use.start, form), use.start)}<td>本次抄表<td>
{pen.write(Field.PERIOD_END, roc(use.end, form), use.end)}
<tr><td>上期指針<td>{pen.write(Field.PREVIOUS_READING, str(use.previous))}<td>本期指針<td>
{pen.write(Field.CURRENT_READING, str(use.current))}
<tr><td>本期用電<td>{pen.write(Field.USAGE, str(use.usage))} {pen.write(Field.UNIT, "度", "kWh")}
<td>下次抄表<td>{roc(use.end + timedelta(60), form)}<tr><td>流動電費<td>{energy:,}<td>分攤電費<td>{shared:,}
<tr><td>應繳金額<td>{pen.write(Field.TOTAL_AMOUNT, grouped(use.total))}元
<td>繳費期限<td>{roc(use.end + timedelta(18), form)}</table><p>{pieces.notices(random, 3)}</p>""",
        190,
        150,
        cropped=True,
    )
