"""Sends the mails that a case's stream intends."""

import structlog
from temporalio import activity

from activities.invitation_links import invitation_link
from activities.mail_templates import load_templates, render
from activities.mailing import Undeliverable, compose
from activities.tools import Tools
from domain.enrolment.events import MailIntended, Template
from domain.enrolment.evolve import fold
from domain.enrolment.state import Unregistered
from domain.event import RecordedEvent
from store.fail_points import fail_point
from store.person_keys import Forgotten
from workflows.contracts import ActivityName, MailRequest, MailSent

_log = structlog.get_logger(__name__)


class MailSending:
    """Reads the intent from the stream, so that no address travels through Temporal."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._templates = load_templates()

    @activity.defn(name=ActivityName.SEND_MAIL)
    def send_mail(self, request: MailRequest) -> MailSent:
        """Hand the mail over and say when it was taken, or refused for good; a forgotten person gets none."""
        recorded = self._tools.event_log.read(request.stream)
        state = fold(each.event for each in recorded)
        assert not isinstance(state, Unregistered)
        mail = _intended(recorded, request)
        trainee = state.case.trainee
        try:
            name, address = (self._tools.person_keys.open(one) for one in (trainee.name, trainee.email))
            note = self._tools.person_keys.open(mail.note) if mail.note else "-"
            if mail.template is Template.INVITATION:
                note = invitation_link(self._tools, trainee.person)
        except Forgotten:
            return MailSent(self._tools.clock.now())
        guild = self._tools.guilds.get(state.case.guild) if mail.to_guild else None
        if mail.to_guild and guild is None:
            _log.warning("a guild without an address gets no copy", guild=state.case.guild)
        rendered = render(self._templates, mail, name, note)
        now = self._tools.clock.now()
        message = compose(request.mail, address, guild.email if guild else None, rendered, now)
        try:
            self._tools.mailer.send(message)
        except Undeliverable as refused:
            _log.warning("a mail was refused for good", mail=str(request.mail), code=refused.code)
            return MailSent(self._tools.clock.now(), refused.code)
        fail_point("after_smtp")
        return MailSent(self._tools.clock.now())


def _intended(recorded: list[RecordedEvent], request: MailRequest) -> MailIntended:
    for each in recorded:
        event = each.event
        if isinstance(event, MailIntended) and event.mail == request.mail:
            return event
    raise LookupError(f"stream {request.stream} intends no mail {request.mail}")
