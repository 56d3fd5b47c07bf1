"""Making a case's papers: from its events, stored once, for a person who is not forgotten."""

from dataclasses import replace

import pytest

from activities.papers.making import PaperMaking
from activities.papers.programme_words import PaperWordsMissing
from activities.recording import Recording
from domain.deadline import taipei_date
from domain.enrolment.commands import PaperKind
from domain.enrolment.papers import PendingPaper, pending_papers, stored_papers
from domain.files import FileRef
from domain.programme import Programme
from domain.roc_date import roc_date
from domain.working_calendar import WorkingCalendar
from store.replay import enrolment_state
from store.unfinished import unfinished
from tests.activities.conftest import Desk
from tests.activities.lived_case import LivedCase, paid_case
from tests.papers import bare, code_on, text_of
from workflows.contracts import RecordRequest, WorkflowKind
from workflows.contracts.files import PaperMade, PaperRequest
from workflows.papers import paper_settled

pytestmark = pytest.mark.servers
NAME = "𠮷野堃喆"


@pytest.fixture
def lived(desk: Desk, programme: Programme, calendar: WorkingCalendar) -> LivedCase:
    return paid_case(desk, programme, calendar, NAME)


def requests(lived: LivedCase) -> dict[PaperKind, PaperRequest]:
    owed = pending_papers(lived.case.state)
    return {paper.kind: PaperRequest(lived.case.id, paper.kind, paper.of) for paper in owed}


def made(desk: Desk, request: PaperRequest) -> bytes:
    file = PaperMaking(desk.tools).make_paper(request).file
    assert file is not None
    return desk.tools.files.open(FileRef(file.address, file.mark, file.size, file.media_type))


def test_a_certificate_says_who_when_and_where_to_check(desk: Desk, lived: LivedCase) -> None:
    here = replace(desk.tools, public_url="https://checkup.example.com")
    desk.tools = here
    pdf = made(desk, requests(lived)[PaperKind.CERTIFICATE])
    told, number = bare(text_of(pdf)), lived.case.state.certificate
    day = taipei_date(lived.case.world.now)
    for said in (NAME, number, roc_date(day), day.isoformat(), "碳健檢服務顧問合格證書"):
        assert said in told
    assert code_on(pdf) == f"https://checkup.example.com/certificates/{number}"


def test_a_statement_lists_each_firm_and_the_sums(desk: Desk, lived: LivedCase) -> None:
    told = bare(text_of(made(desk, requests(lived)[PaperKind.STATEMENT])))
    state = lived.case.state
    for line in state.lines:
        assert line.ubn in told
    for said in (NAME, str(lived.batch), f"{state.total:,}", "9A執行業務所得", state.certificate):
        assert said in told


def test_a_paper_made_again_is_the_same_file(desk: Desk, lived: LivedCase) -> None:
    for request in requests(lived).values():
        assert PaperMaking(desk.tools).make_paper(request) == PaperMaking(desk.tools).make_paper(request)
    with desk.tools.database.transaction() as connection:
        row = connection.execute("SELECT count(*) AS files FROM files").fetchone()
    assert row is not None
    assert row["files"] == 2


def test_a_forgotten_person_gets_none(desk: Desk, lived: LivedCase) -> None:
    desk.tools.person_keys.forget(lived.person)
    for request in requests(lived).values():
        assert PaperMaking(desk.tools).make_paper(request) == PaperMade(None)


def test_an_old_version_of_the_rules_says_what_it_lacks(
    desk: Desk, lived: LivedCase, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = replace(programme, papers=None)
    monkeypatch.setattr(type(desk.tools.programmes), "in_force", lambda *_: old)
    with pytest.raises(PaperWordsMissing, match=r"\[papers\]"):
        PaperMaking(desk.tools).make_paper(requests(lived)[PaperKind.CERTIFICATE])


def test_a_case_of_before_papers_is_unfinished_until_each_is_noted_once(desk: Desk, lived: LivedCase) -> None:
    recording, enrolment = Recording(desk.tools), lived.case.id
    assert _is_unfinished(desk, lived)
    for _ in range(2):
        for kind, request in requests(lived).items():
            told = PaperMaking(desk.tools).make_paper(request)
            due = paper_settled(enrolment, PendingPaper(kind, request.of), told)
            recording.record(RecordRequest(WorkflowKind.ENROLMENT, enrolment, due, desk.at, None))
    topics = [each.event.TOPIC for each in desk.tools.event_log.read(enrolment)]
    assert topics.count("enrolment.paper_stored.v1") == 2
    assert set(stored_papers(enrolment_state(desk.tools.event_log, enrolment))) == set(PaperKind)
    assert not _is_unfinished(desk, lived)


def _is_unfinished(desk: Desk, lived: LivedCase) -> bool:
    return lived.case.id in {each.stream for each in unfinished(desk.tools.database)}
