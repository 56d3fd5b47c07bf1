"""What a worker sends: from the stream alone, to the address the case has now, with what became of it."""

import hashlib
import smtplib
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from uuid import UUID

import pytest

from activities.mail_sending import MailSending
from activities.mailing import Mailer, Undeliverable, content_of
from domain.enrolment.commands import Vet, Withdraw
from domain.enrolment.mail_commands import CorrectEmail
from domain.enrolment.mail_events import MailIntended, Template
from domain.programme import Programme
from domain.sealed import Sealed
from domain.task import ClaimTask
from domain.working_calendar import WorkingCalendar
from store.guilds import Guild
from store.person_keys import UnknownPerson
from tests import made_up
from tests.activities.conftest import GUILD, Desk
from tests.domain.made_up_cases import applied
from tests.made_up import usual
from tests.read_side.recorded_world import RecordedWorld
from workflows.contracts import MailRequest, MailSent, WorkflowKind
from workflows.mails import mail_settled

pytestmark = pytest.mark.servers


@dataclass(slots=True)
class Letterbox:
    """Answers what it is told to, and keeps what it took."""

    fault: Exception | None = None
    taken: list[EmailMessage] = field(default_factory=list)

    def send(self, message: EmailMessage) -> str:
        if self.fault is not None:
            raise self.fault
        self.taken.append(message)
        return "250 2.0.0 Ok: queued as 4F2A"


@pytest.fixture
def box() -> Letterbox:
    return Letterbox()


def sending(desk: Desk, mailer: Mailer) -> MailSending:
    return MailSending(replace(desk.tools, mailer=mailer))


def intended(desk: Desk, case: UUID, template: Template) -> UUID:
    events = [one.event for one in desk.tools.event_log.read(case)]
    [mail] = [one.mail for one in events if isinstance(one, MailIntended) and one.template is template]
    return mail


def rejected(desk: Desk, why: str) -> UUID:
    case = desk.register(desk.schedule("2025-03-20"))
    person = desk.trainee.person
    assert person is not None
    task = next(one.event.task for one in desk.tools.event_log.read(case) if hasattr(one.event, "task"))
    desk.do(WorkflowKind.ENROLMENT, case, ClaimTask(task), GUILD)
    reason = desk.tools.person_keys.seal(person, why)
    desk.do(WorkflowKind.ENROLMENT, case, Vet(task, False, reason), GUILD)
    return case


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    text: str = body.get_content()
    return text


def test_a_mail_goes_to_the_trainee_with_the_evidence_of_it(desk: Desk, box: Letterbox) -> None:
    case = desk.register(desk.schedule("2025-03-20"))
    mail = intended(desk, case, Template.REGISTERED)
    sent = sending(desk, box).send_mail(MailRequest(case, mail))
    [message] = box.taken
    assert (message["To"], message["Cc"]) == (made_up.email(0), None)
    for kind in ("plain", "html"):
        assert made_up.person_name(0) in part(message, kind)
        assert f"http://127.0.0.1:8000/enrolments/{case}" in part(message, kind)
        assert made_up.ubn(1) in part(message, kind)
    assert sent.reply == "250 2.0.0 Ok: queued as 4F2A"
    assert sent.sha256 == hashlib.sha256(content_of(message)).hexdigest()
    settled = mail_settled(case, mail, sent)
    assert (settled.body["reply"], settled.body["sha256"]) == (sent.reply, sent.sha256)


def test_a_rejection_gives_the_guild_s_reason_to_both_and_names_the_guild(desk: Desk, box: Letterbox) -> None:
    desk.tools.guilds.put(Guild("G01", "臺北市記帳士公會", "guild@example.com"))
    case = rejected(desk, "會員資格已終止 <b>")
    sending(desk, box).send_mail(MailRequest(case, intended(desk, case, Template.REJECTED)))
    [message] = box.taken
    assert message["Cc"] == "guild@example.com"
    assert "會員資格已終止 <b>" in part(message, "plain")
    assert "會員資格已終止 &lt;b&gt;" in part(message, "html")
    assert "臺北市記帳士公會" in part(message, "html")


def test_a_mail_that_waited_goes_to_the_corrected_address_and_says_what_it_said(
    desk: Desk, box: Letterbox
) -> None:
    case = desk.register(desk.schedule("2025-03-20"))
    mail, person = intended(desk, case, Template.REGISTERED), desk.trainee.person
    assert person is not None
    seal = desk.tools.person_keys.seal
    correction = CorrectEmail(seal(person, "right@example.com"), seal(person, "a slip"))
    assert desk.do(WorkflowKind.ENROLMENT, case, correction).refusal is None
    desk.do(WorkflowKind.ENROLMENT, case, Withdraw(None))
    sending(desk, box).send_mail(MailRequest(case, mail))
    [message] = box.taken
    assert message["To"] == "right@example.com"
    assert made_up.ubn(0) in part(message, "plain")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "ConnectionRefusedError: Connection refused"),
        (
            smtplib.SMTPResponseException(451, b"<who@example.com> try later"),
            "SMTPResponseException: 451 (address) try later",
        ),
        (smtplib.SMTPServerDisconnected("gone"), "SMTPServerDisconnected"),
    ],
)
def test_attempts_in_vain_are_counted_with_the_last_error_and_no_address(
    desk: Desk, box: Letterbox, fault: Exception, told: str
) -> None:
    case = desk.register(desk.schedule("2025-03-20"))
    request = MailRequest(case, intended(desk, case, Template.REGISTERED))
    box.fault = fault
    for _ in range(2):
        with pytest.raises(type(fault)):
            sending(desk, box).send_mail(request)
    with desk.tools.database.transaction() as connection:
        row = connection.execute("SELECT * FROM mail_attempts").fetchone()
    assert row is not None
    assert (row["mail"], row["failed"], row["last_error"]) == (request.mail, 2, told)
    box.fault = None
    assert sending(desk, box).send_mail(request).refused is None


def test_a_refusal_for_good_comes_back_with_code_and_reply(desk: Desk, box: Letterbox) -> None:
    case = desk.register(desk.schedule("2025-03-20"))
    box.fault = Undeliverable(550, "550 no such mailbox")
    sent = sending(desk, box).send_mail(MailRequest(case, intended(desk, case, Template.REGISTERED)))
    assert (sent.refused, sent.reply, sent.sha256) == (550, "550 no such mailbox", "")


def test_a_forgotten_person_gets_no_mail_and_the_case_goes_on(desk: Desk, box: Letterbox) -> None:
    case = desk.register(desk.schedule("2025-03-20"))
    assert desk.trainee.person is not None
    desk.tools.person_keys.forget(desk.trainee.person)
    request = MailRequest(case, intended(desk, case, Template.REGISTERED))
    assert sending(desk, box).send_mail(request) == MailSent(desk.at)
    assert box.taken == []


def test_what_cannot_be_opened_is_noted_by_its_name_alone(desk: Desk, box: Letterbox) -> None:
    case = desk.register(desk.schedule("2025-03-20"))
    with desk.tools.database.transaction() as connection:
        connection.execute("DELETE FROM person_keys")
    nobody = replace(desk.tools, person_keys=type(desk.tools.person_keys)(desk.tools.database, bytes(32)))
    request = MailRequest(case, intended(desk, case, Template.REGISTERED))
    with pytest.raises(UnknownPerson):
        MailSending(replace(nobody, mailer=box)).send_mail(request)
    with desk.tools.database.transaction() as connection:
        [row] = connection.execute("SELECT last_error FROM mail_attempts").fetchall()
    assert row["last_error"] == "UnknownPerson"


@dataclass(frozen=True, slots=True)
class Unsealed:
    """Made-up cases carry their texts unsealed."""

    def open(self, sealed: Sealed) -> str:
        return sealed.ciphertext


def test_the_notice_of_resubmission_says_what_was_found(
    desk: Desk, box: Letterbox, programme: Programme, calendar: WorkingCalendar
) -> None:
    case = applied(RecordedWorld(usual(programme), calendar, desk.tools.event_log)).in_review()
    returned = case.ubns[:2]
    case.reviewed(sent_back=returned)
    tools = replace(desk.tools, mailer=box, person_keys=Unsealed())  # type: ignore[arg-type]
    MailSending(tools).send_mail(MailRequest(case.id, case.notices()[0]))
    text = part(box.taken[0], "plain")
    assert text.count("須補件：油：聲明無此項目") == len(returned)
    assert text.count("to be submitted again: Fuel: That there is none") == len(returned)
