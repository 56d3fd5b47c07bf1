"""Mails are intended by an event first; whoever sends them tells when the server took them."""

from dataclasses import replace
from datetime import date, datetime

from domain.deadline import Deadline
from domain.decision import Decision, Write, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.mail_commands import NoteMailAccepted, NoteMailRefused
from domain.enrolment.mail_events import MailAccepted, MailIntended, MailRefused, MailRepeated, Template
from domain.enrolment.state import EnrolmentState, Over, Unregistered
from domain.refusals import CaseClosed
from domain.sealed import Sealed
from domain.streams import derived


def intend(
    template: Template,
    around: Circumstances,
    *,
    until: Deadline | None = None,
    ubns: tuple[str, ...] = (),
    lacking: int = 0,
    to_guild: bool | None = None,
    reminder: datetime | None = None,
    note: Sealed | None = None,
    was: date | None = None,
    about: object = None,
    intended_on: date | None = None,
) -> Write:
    """One mail of the case; its id follows from the command, so that a retry is the same mail.

    `about` tells apart what one command says by the same template of several things. Unless `to_guild`
    says whether the guild gets a copy, the programme's notices do.
    """
    copied = around.programme.notices.copies(template) if to_guild is None else to_guild
    named = (template,) if about is None else (template, about)
    mail = derived("mail", around.enrolment, around.cause.command, *named)
    told = MailIntended(mail, template, until, ubns, lacking, copied, reminder, note, was, intended_on)
    return Write(around.enrolment, told)


def repeat(mail: MailIntended, around: Circumstances) -> Decision:
    """The same mail once more, under an id of its own; it is no reminder's instant a second time."""
    again = derived("mail-again", around.enrolment, around.cause.command, mail.mail)
    told = replace(mail, mail=again, reminder=None)
    return writes(around.enrolment, told, MailRepeated(again, mail.mail))


def invite(state: EnrolmentState, around: Circumstances) -> Decision:
    """Invite the person once more; an invitation that is still on its way is enough."""
    assert not isinstance(state, Unregistered)
    if isinstance(state, Over) and state.closed:
        raise CaseClosed()
    if any(mail.template is Template.INVITATION for mail in state.case.mails.values()):
        return ()
    return (intend(Template.INVITATION, around),)


def refused(state: EnrolmentState, asked: NoteMailRefused) -> MailRefused | None:
    """The mail server will never take the mail; None when the mail is settled already."""
    if isinstance(state, Unregistered) or asked.mail not in state.case.mails:
        return None
    return MailRefused(asked.mail, asked.refused_at, asked.code, asked.reply)


def accepted(state: EnrolmentState, asked: NoteMailAccepted) -> MailAccepted | None:
    """The mail server has taken the mail; None when that is known already."""
    if isinstance(state, Unregistered) or asked.mail not in state.case.mails:
        return None
    return MailAccepted(asked.mail, asked.accepted_at, asked.reply, asked.sha256)
