"""The certificate 碳健檢服務顧問 (R32): what it says, from the events of its case."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import segno

from activities.papers.typesetting import PrintedDate
from domain.deadline import taipei_date
from domain.enrolment.events import Certified
from domain.enrolment.evolve import fold
from domain.enrolment.state import Progress, Unregistered
from domain.event import RecordedEvent
from domain.programme_parts import PaperWords

TEMPLATE = "certificate"


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """`qr` is an SVG of `address`, where anyone can see whether the number is valid."""

    number: str
    name: str
    programme_zh: str
    programme_en: str
    title_zh: str
    title_en: str
    host_zh: str
    host_en: str
    firms: int
    issued: PrintedDate
    address: str
    qr: str


def certificate_paper(
    recorded: Sequence[RecordedEvent], number: str, name: str, words: PaperWords, public_url: str
) -> CertificatePaper:
    """The certificate as it was issued, whatever has happened since; LookupError for another's number."""
    at = _certified(recorded, number)
    state = fold(each.event for each in recorded[: at + 1])
    assert not isinstance(state, Unregistered)
    progress = [firm.progress for firm in state.case.firms.values()]
    address = f"{public_url}/certificates/{number}"
    return CertificatePaper(
        number=number,
        name=name,
        programme_zh=words.programme_zh,
        programme_en=words.programme_en,
        title_zh=f"{words.certificate_zh}合格證書",
        title_en=f"Certificate of Qualification: {words.certificate_en}",
        host_zh=words.host_zh,
        host_en=words.host_en,
        firms=progress.count(Progress.APPROVED),
        issued=PrintedDate.of(taipei_date(recorded[at].cause.at)),
        address=address,
        qr=qr_of(address),
    )


def qr_of(address: str) -> str:
    """The address as an SVG of a QR code that survives a quarter of it being unreadable."""
    drawn = BytesIO()
    segno.make_qr(address, error="q").save(drawn, kind="svg", border=4, xmldecl=False)
    return drawn.getvalue().decode()


def _certified(recorded: Sequence[RecordedEvent], number: str) -> int:
    for at, each in enumerate(recorded):
        if isinstance(each.event, Certified) and each.event.certificate == number:
            return at
    raise LookupError(f"no certificate {number} in this stream")
