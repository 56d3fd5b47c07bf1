"""Contents of papers for made-up people."""

from datetime import date

from activities.papers.certificate import CertificatePaper, qr_of
from activities.papers.statement import StatementLine, StatementPaper
from activities.papers.typesetting import PrintedDate
from domain.programme import Programme
from tests import made_up

NUMBER = "114-ABCD-EFGH-IJKL"
ISSUED = PrintedDate.of(date(2025, 6, 3))


def certificate_for(
    name: str, programme: Programme, address: str = "https://example.com"
) -> CertificatePaper:
    words = programme.papers
    assert words is not None
    return CertificatePaper(
        number=NUMBER,
        name=name,
        programme_zh=words.programme_zh,
        programme_en=words.programme_en,
        title_zh=f"{words.certificate_zh}合格證書",
        title_en=words.certificate_en,
        host_zh=words.host_zh,
        host_en=words.host_en,
        firms=10,
        issued=ISSUED,
        address=f"{address}/certificates/{NUMBER}",
        qr=qr_of(f"{address}/certificates/{NUMBER}"),
    )


def statement_for(name: str, programme: Programme, lines: int = 10) -> StatementPaper:
    words = programme.papers
    assert words is not None
    return StatementPaper(
        name=name,
        programme_zh=words.programme_zh,
        programme_en=words.programme_en,
        executor_zh=words.executor_zh,
        contact=words.contact,
        enrolment="6b0f1c52-0b0c-5d5e-9a58-0d1f6b7c1140",
        batch="7c1f2d63-1c1d-5e6f-8b69-1e2f7c8d2251",
        certificate=NUMBER,
        paid=ISSUED,
        income_code="9A",
        income_zh="執行業務所得",
        income_en="professional practice",
        lines=tuple(
            StatementLine(made_up.ubn(number), "製造業", "manufacturing", 1_000) for number in range(lines)
        ),
        gross=1_000 * lines,
        withheld=1_000,
        supplementary=211,
        net=1_000 * lines - 1_211,
    )
