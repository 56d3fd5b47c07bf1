"""R32: the paper names the person, the programme and the certificate, its number and its day."""

import pytest

from activities.papers.certificate import CertificatePaper, certificate_paper
from domain.deadline import taipei_date
from domain.enrolment.commands import NotePaper, PaperKind
from domain.enrolment.papers import pending_papers
from tests.domain.made_up_cases import ENGINE, World, applied
from tests.domain.made_up_particulars import letter
from tests.rules.recorded import recorded


def paper_of(world: World, number: str | None = None) -> CertificatePaper:
    case = applied(world).certified()
    words = world.programme.papers
    assert words is not None
    asked = number or case.state.certificate
    return certificate_paper(recorded(world, case.id), asked, "林志明", words, "https://example.com")


def test_r32_it_is_of_the_programme_and_names_what_it_makes_of_the_person(world: World) -> None:
    paper = paper_of(world)
    assert paper.programme_zh == "114年度「中小微企業碳健檢及AI財務培力計畫」"
    assert (paper.title_zh, paper.name) == ("碳健檢服務顧問合格證書", "林志明")
    assert paper.firms == world.programme.registration.firms
    assert paper.issued.iso == taipei_date(world.now).isoformat()
    assert paper.address == f"https://example.com/certificates/{paper.number}"


def test_r32_another_number_is_on_no_paper_of_the_case(world: World) -> None:
    with pytest.raises(LookupError):
        paper_of(world, "114-AAAA-AAAA-AAAA")


def test_r32_it_is_owed_from_the_tenth_approval_until_it_is_stored(world: World) -> None:
    case = applied(world).in_review()
    *most, last = case.ubns
    case.reviewed(*most)
    assert pending_papers(case.state) == ()
    case.reviewed(last)
    [owed] = pending_papers(case.state)
    assert (owed.kind, owed.of) == (PaperKind.CERTIFICATE, case.state.certificate)
    case.ask(NotePaper(owed.kind, owed.of, letter("paper")), ENGINE)
    assert pending_papers(case.state) == ()
