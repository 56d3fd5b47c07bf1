"""Water for development: a slip of the meter reader's hand printer, and a company's monthly bill."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as Field
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_WATER, WORKS_WATER, metered, parts, period
from tests.bills.drawn import Page, Pen, family
from tests.bills.families.water_paper import number
from tests.bills.made_up import grouped, roc

SLIP = """padding:3mm;font:9pt/1.45 'Noto Sans Mono CJK TC';color:#222; .c{text-align:center;font-size:10.5pt}
.l{display:flex;justify-content:space-between} hr{border:0;border-top:.3mm dashed #444}"""


def _line(label: str, told: str) -> str:
    return f"<div class=l><span>{label}</span><span>{told}</span></div>"


@family(BillKind.WATER, development=True)
def reader_slip(pen: Pen) -> Page:
    """A strip of thermal paper that the reader of meters leaves."""
    random, use, form = pen.random, metered(pen.random, HOUSE_WATER), pen.one_of(("y/m/d", "ymd"))
    vendor = pen.one_of(("石門灣自來水廠", "湖畔自來水公司"))
    lines = [
        _line("水號", pen.write(Field.ACCOUNT_NO, number(pen, "Lddddddddd"))),
        _line("表號", pen.write(Field.METER_NO, number(pen, "dddddddd"))),
        _line("上次抄表", pen.write(Field.PERIOD_START, roc(use.start, form), use.start)),
        _line("本次抄表", pen.write(Field.PERIOD_END, roc(use.end, form), use.end)),
        _line("上次指針", pen.write(Field.PREVIOUS_READING, str(use.previous))),
        _line("本次指針", pen.write(Field.CURRENT_READING, str(use.current))),
        _line("用水度數", f"{pen.write(Field.USAGE, str(use.usage))}{pen.write(Field.UNIT, '度', 'm3')}"),
        _line("下次抄表", roc(use.end + timedelta(60), form)),
        _line("試算水費", f"{pen.write(Field.TOTAL_AMOUNT, grouped(use.total))}元"),
    ]
    return Page(
        SLIP,
        f"""<div class=c>{pen.write(Field.VENDOR, vendor)}<br>抄表通知</div><hr>{"".join(lines)}<hr>
用水異常請洽 {made_up.phone(random)}""",
        58,
        140,
        cropped=True,
    )


MONTHLY = """padding:12mm;font:9.5pt/1.6 'Liberation Sans','Noto Sans CJK TC'; h1{color:#1565c0;font-size:16pt;margin:0}
table{width:100%;border-collapse:collapse;margin:3mm 0} td{border-bottom:.2mm solid #90caf9;padding:1.2mm}
td:last-child{text-align:right}"""


@family(BillKind.WATER, development=True)
def monthly_bill(pen: Pen) -> Page:
    """A water company's monthly bill of a works."""
    random, use, form = pen.random, metered(pen.random, WORKS_WATER), pen.one_of(("Y/m/d", "y年m月d日"))
    basic, sewer, fund = parts(random, use.total, 3)
    made = use.end + timedelta(2)
    return Page(
        MONTHLY,
        f"""<h1>{pen.write(Field.VENDOR, pen.one_of(("藍溪水務股份有限公司", "和濟自來水股份有限公司")))}</h1>
用水帳單 Water Statement　　製單日 {pen.write(Field.ISSUE_DATE, roc(made, form), made)}
<table><tr><td>客戶名稱 Customer<td>{made_up.firm(random)}<tr><td>統一編號<td>{pen.write(Field.BUYER_UBN, made_up.ubn(random))}
<tr><td>用戶編號 Account<td>{pen.write(Field.ACCOUNT_NO, number(pen, "W-ddddddd"))}
<tr><td>用水期間 Period<td>{period(pen, use, form, " – ")}
<tr><td>前次讀數 Previous<td>{pen.write(Field.PREVIOUS_READING, grouped(use.previous))}
<tr><td>本次讀數 Current<td>{pen.write(Field.CURRENT_READING, grouped(use.current))}
<tr><td>用水量 Consumption<td>{pen.write(Field.USAGE, grouped(use.usage))} {pen.write(Field.UNIT, "m³", "m3")}</table>
<table><tr><td>水費<td>{basic:,}<tr><td>下水道使用費<td>{sewer:,}<tr><td>保育費<td>{fund:,}
<tr><td><b>應付總額 Total</b><td><b>NT$ {pen.write(Field.TOTAL_AMOUNT, grouped(use.total))}</b></table>
<p>請於 {roc(made + timedelta(20), form)} 前付款。</p><p>{pieces.notices(random, 4)}</p>""",
        190,
        230,
        cropped=True,
    )
