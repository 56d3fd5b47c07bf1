"""The mails by which a case hears of its payment."""

from uuid import UUID

from domain.decision import Write
from domain.enrolment.mail_events import MailIntended, Template
from domain.event import Cause
from domain.sealed import Sealed
from domain.streams import derived


def tell(enrolment: UUID, template: Template, cause: Cause, note: Sealed | None = None) -> Write:
    """One mail of the case; its id follows from the command, so that a retry is the same mail."""
    mail = derived("mail", enrolment, cause.command, template)
    told = MailIntended(mail, template, None, (), 0, to_guild=False, reminder=None, note=note)
    return Write(enrolment, told)
