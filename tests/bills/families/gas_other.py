"""Piped gas for development: a plain receipt, and a web page of one bill."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as Field
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_GAS, KITCHEN_GAS, metered, period
from tests.bills.drawn import Page, Pen, family
from tests.bills.families.gas_paper import priced
from tests.bills.families.water_paper import number
from tests.bills.made_up import grouped, roc

PLAIN = """padding:7mm;font:10pt/1.6 'AR PL UKai TW'; h2{margin:0;text-align:center;font-size:15pt}
table{border-collapse:collapse;width:100%;margin-top:2mm} td,th{border:.25mm solid #35a;padding:1mm 2mm;text-align:center}
th{font-weight:normal;color:#35a}"""


@family(BillKind.NATURAL_GAS, development=True)
def plain_receipt(pen: Pen) -> Page:
    """A receipt whose labels head columns."""
    random, use = pen.random, metered(pen.random, HOUSE_GAS)
    bill, form = priced(pen, use.usage), pen.one_of(("y/m/d", "y.m.d"))
    vendor = pen.one_of(("湖畔瓦斯股份有限公司", "石門灣天然氣股份有限公司"))
    return Page(
        PLAIN,
        f"""<h2>{pen.write(Field.VENDOR, vendor)}</h2><div style='text-align:center'>瓦斯費收據</div>
<table><tr><th>用戶號碼<th>抄表期間<th>上期指數<th>本期指數<th>使用度數
<tr><td>{pen.write(Field.ACCOUNT_NO, number(pen, "dddddddd"))}<td>{period(pen, use, form, "-")}
<td>{pen.write(Field.PREVIOUS_READING, str(use.previous))}<td>{pen.write(Field.CURRENT_READING, str(use.current))}
<td>{pen.write(Field.USAGE, str(use.usage))}{pen.write(Field.UNIT, "度", "m3")}</table>
<table><tr><th>基本費<th>每度單價<th>氣費<th>合計<th>繳費期限<tr><td>{bill.basic}<td>{pen.write(Field.UNIT_PRICE, str(bill.price))}
<td>{bill.metered_part:,}<td>{pen.write(Field.TOTAL_AMOUNT, grouped(bill.total))}元<td>{roc(use.end + timedelta(18), form)}</table>
<div>用戶：{made_up.person(random)}　地址：{made_up.address(random)}<br>{pieces.notices(random, 3)}</div>""",
        170,
        120,
        cropped=True,
    )


WEB = """padding:8mm;font:10pt/1.6 'Noto Sans CJK TC'; h1{font-size:14pt;color:#0d47a1;margin:0 0 3mm}
.b{border:.3mm solid #bbdefb;border-radius:2mm;padding:4mm} .l{display:grid;grid-template-columns:45mm 1fr;border-bottom:.2mm solid #e3f2fd}
.l span:first-child{color:#607d8b}"""


@family(BillKind.NATURAL_GAS, development=True)
def web_page(pen: Pen) -> Page:
    """A web page of one month's bill, lines of label and value."""
    random, use = pen.random, metered(pen.random, KITCHEN_GAS)
    bill, form = priced(pen, use.usage, (600, 1200)), pen.one_of(("Y/m/d", "y年m月d日"))
    told = (
        ("用戶編號", pen.write(Field.ACCOUNT_NO, number(pen, "N-ddddddd"))),
        ("用戶名稱", made_up.firm(random)),
        ("用戶統編", pen.write(Field.BUYER_UBN, made_up.ubn(random))),
        ("計費期間", period(pen, use, form, " ~ ")),
        ("計費度數", f"{pen.write(Field.USAGE, grouped(use.usage))} {pen.write(Field.UNIT, '度', 'm3')}"),
        ("前期度數", f"{int(use.usage * 1.1):,} 度"),
        ("氣價", f"{pen.write(Field.UNIT_PRICE, str(bill.price))} 元/度"),
        ("發票號碼", pen.write(Field.INVOICE_NO, made_up.invoice_no(random))),
        ("營業稅", f"{pen.write(Field.TAX, grouped(bill.tax))} 元"),
        ("應繳金額", f"{pen.write(Field.TOTAL_AMOUNT, grouped(bill.total))} 元"),
        ("繳款期限", roc(use.end + timedelta(20), form)),
    )
    lines = "".join(f"<div class=l><span>{label}</span><span>{value}</span></div>" for label, value in told)
    vendor = pen.write(Field.VENDOR, pen.one_of(("雲山天然氣股份有限公司", "大溪口瓦斯股份有限公司")))
    return Page(
        WEB,
        f"""<h1>{vendor}　電子帳單</h1><div class=b>{lines}</div><p style='font-size:8pt'>{pieces.notices(random, 3)}</p>""",
        180,
        160,
        cropped=True,
    )
