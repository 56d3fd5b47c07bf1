"""Sends the mails that a case's stream intends."""

import hashlib
import smtplib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from email.message import EmailMessage

import structlog
from psycopg import OperationalError
from psycopg_pool import PoolTimeout
from temporalio import activity

from activities.invitation_links import invitation_link
from activities.mail_content import Addressee
from activities.mail_facts import Facts, facts_of
from activities.mail_rendering import MailTemplates
from activities.mailing import Undeliverable, compose, content_of, told
from activities.tools import Tools
from domain.checkup.commands import Finding
from domain.checkup.events import CheckupReturned
from domain.deadline import taipei_date
from domain.enrolment.commands import Trainee
from domain.enrolment.evolve import fold
from domain.enrolment.mail_events import Template
from domain.enrolment.state import Unregistered
from domain.streams import checkup_stream
from store.fail_points import fail_point
from store.guilds import Guild
from store.mail_attempts import MailAttempts
from store.person_keys import Forgotten
from store.vocabulary import vocabulary
from workflows.contracts import ActivityName, MailRequest, MailSent

_TELL_FINDINGS = frozenset({Template.RESUBMISSION_NOTICE, Template.RESUBMISSION_REMINDER})

_log = structlog.get_logger(__name__)


class MailSending:
    """Reads the intent from the stream, so that no address travels through Temporal.

    Raises `TemplateFault` before any mail is taken on.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._templates = MailTemplates()
        self._url = tools.public_url
        self._attempts = MailAttempts(tools.database)

    @activity.defn(name=ActivityName.SEND_MAIL)
    def send_mail(self, request: MailRequest) -> MailSent:
        """Hand the mail over and say when it was taken, or refused for good; a forgotten person gets none."""
        try:
            message = self._message(request)
            reply = self._tools.mailer.send(message)
        except Forgotten:
            return MailSent(self._tools.clock.now())
        except Undeliverable as refused:
            _log.warning("a mail was refused for good", mail=str(request.mail), code=refused.code)
            return MailSent(self._tools.clock.now(), refused.code, refused.reply)
        except Exception as fault:
            self._note(request, fault)
            raise
        fail_point("after_smtp")
        evidence = hashlib.sha256(content_of(message)).hexdigest()
        return MailSent(self._tools.clock.now(), reply=reply, sha256=evidence)

    def _note(self, request: MailRequest, fault: Exception) -> None:
        # With the database away nothing can be noted, and the fault itself is what must be told.
        with suppress(OperationalError, PoolTimeout):
            self._attempts.note(request.mail, self._tools.clock.now(), error_of(fault))

    def _message(self, request: MailRequest) -> EmailMessage:
        """The mail as it stood when it was intended, to the address that the case has now."""
        events = [each.event for each in self._tools.event_log.read(request.stream)]
        state, facts = fold(events), facts_of(events, request.mail)
        assert not isinstance(state, Unregistered)
        own = vocabulary(self._tools.programmes.by_hash(state.case.programme, state.case.rules))
        facts = replace(facts, findings=self._findings(request, facts), own=own)
        guild = self._tools.guilds.get(state.case.guild)
        if facts.mail.to_guild and guild is None:
            _log.warning("a guild without an address gets no copy", guild=state.case.guild)
        now, to = self._tools.clock.now(), self._addressee(request, state.case.trainee, facts, guild)
        rendered = self._templates.render(facts, to, taipei_date(now))
        address = self._tools.person_keys.open(state.case.trainee.email)
        copy = guild.email if facts.mail.to_guild and guild else None
        return compose(request.mail, address, copy, rendered, now)

    def _addressee(
        self, request: MailRequest, trainee: Trainee, facts: Facts, guild: Guild | None
    ) -> Addressee:
        known = guild or Guild(facts.case.guild, facts.case.guild, "")
        opened = self._tools.person_keys.open
        link = f"{self._url}/enrolments/{request.stream}"
        if facts.mail.template is Template.INVITATION:
            link = invitation_link(self._tools, trainee.person, self._url) or link
        return Addressee(opened(trainee.name), known, link, opened)

    def _findings(self, request: MailRequest, facts: Facts) -> Mapping[str, Sequence[Finding]]:
        """What the reviewers found in the returned checkups that the mail is about."""
        if facts.mail.template not in _TELL_FINDINGS:
            return {}
        streams = {checkup_stream(request.stream, ubn): ubn for ubn in facts.mail.ubns}
        found: dict[str, Sequence[Finding]] = {}
        for stream, recorded in self._tools.event_log.read_many(list(streams)).items():
            for each in recorded:
                if isinstance(each.event, CheckupReturned):
                    found[streams[stream]] = each.event.findings
        return found


def error_of(fault: Exception) -> str:
    """Why a mail was not taken this time, without the addresses that a server may repeat."""
    name = type(fault).__name__
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{name}: {told(fault.smtp_code, fault.smtp_error)}"
    return f"{name}: {fault.strerror}" if isinstance(fault, OSError) and fault.strerror else name
