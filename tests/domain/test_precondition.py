"""What somebody has seen still stands though a mail went out meanwhile."""

from domain.deadline import WindowKind
from domain.enrolment.commands import NoteMailAccepted
from domain.enrolment.mail_events import MailAccepted
from domain.precondition import still_stands
from tests.domain.made_up_cases import ENGINE, World, applied


def test_a_mail_that_is_taken_changes_nothing_that_anybody_decides_by(world: World) -> None:
    case = applied(world).trained()
    seen = len(case.events)
    for mail in list(case.state.case.mails):
        case.ask(NoteMailAccepted(mail, world.now), ENGINE)
    later = case.events[seen:]
    assert {type(event) for event in later} == {MailAccepted}
    assert still_stands(later)


def test_the_mail_that_opens_a_window_does(world: World) -> None:
    case = applied(world).in_review()
    case.reviewed(sent_back=case.ubns[:1])
    seen = len(case.events)
    case.noticed()
    assert WindowKind.RESUBMISSION in case.state.case.windows
    assert not still_stands(case.events[seen:])
