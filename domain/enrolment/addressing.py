"""Mails that reached nobody: another address, and what still matters sent once more (R28, R45)."""

from domain.decision import Decision, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.mail_commands import CorrectEmail, SendAgain
from domain.enrolment.mail_events import EmailCorrected, MailIntended, Template
from domain.enrolment.mails import repeat
from domain.enrolment.state import Case, InReview, Live, Over
from domain.errors import DomainError
from domain.task import TaskKind, open_of_kind


class MailNotRefused(DomainError):
    code = "mail_not_refused"
    rule = "R45"
    zh = "郵件 {mail} 沒有被拒收，或已重新寄出。"
    en = "Mail {mail} was not refused, or was sent again already."


class MailOutOfDate(DomainError):
    code = "mail_out_of_date"
    rule = "R45"
    zh = "郵件 {mail} 所說的期限或階段已過，不再寄出，以免誤導。"
    en = "What mail {mail} says of a date or a stage is over: it is not sent again, so as to mislead nobody."


def correct_email(state: Live | Over, asked: CorrectEmail, around: Circumstances) -> Decision:
    """Another address, to which everything goes that was refused before and still matters."""
    if state.case.trainee.email == asked.email:
        return ()
    again = tuple(write for mail in _worth_repeating(state) for write in repeat(mail, around))
    return writes(around.enrolment, EmailCorrected(asked.email)) + again


def send_again(state: Live | Over, asked: SendAgain, around: Circumstances) -> Decision:
    """One refused mail, once more."""
    mail = state.case.refused_mails.get(asked.mail)
    if mail is None:
        raise MailNotRefused(mail=asked.mail)
    if not still_matters(state, mail):
        raise MailOutOfDate(mail=asked.mail)
    return repeat(mail, around)


def still_matters(state: Live | Over, mail: MailIntended) -> bool:
    """Whether what the mail says still holds: its window is open as it says, its stage not over.

    The one notice of R28 only while no officer has given the day on which the trainee was told otherwise.
    """
    if mail.template is Template.RESUBMISSION_NOTICE:
        return open_of_kind(state.case.tasks, TaskKind.UNDELIVERED_NOTICE) is not None
    if mail.template is Template.ALL_SUBMITTED:
        return isinstance(state, InReview)
    return mail.deadline is None or _still_open(state.case, mail)


def _still_open(case: Case, mail: MailIntended) -> bool:
    assert mail.deadline is not None
    window = case.windows.get(mail.deadline.kind)
    return window is not None and window.deadline.due == mail.deadline.due


def _worth_repeating(state: Live | Over) -> tuple[MailIntended, ...]:
    """Of several reminders of a window the last one says it all."""
    matters = [mail for mail in state.case.refused_mails.values() if still_matters(state, mail)]
    last = {mail.template: mail.mail for mail in matters}
    return tuple(mail for mail in matters if mail.reminder is None or mail.mail == last[mail.template])
