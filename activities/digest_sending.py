"""Sends a guild its weekly digest: read when it is sent, under an id that a second copy shares."""

from typing import Any
from uuid import UUID

import structlog
from temporalio import activity

from activities.digest_rendering import Digest, DigestLine, render_digest
from activities.mailing import Undeliverable, compose
from activities.tools import Tools
from domain.chase import board, pace
from domain.deadline import taipei_date
from domain.guild_year import DigestOutcome, Reporting, digest_id, first_called, fold, last_day_told
from domain.programme import Programme
from domain.sealed import Sealed
from store.fail_points import fail_point
from store.guild_read_models import GuildReadModels, chased_by_case
from store.guilds import Guild
from store.person_keys import Forgotten
from workflows.contracts import ActivityName, DigestRequest, DigestSent

_log = structlog.get_logger(__name__)


class DigestSending:
    """Names are opened here, so that none travels through Temporal."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._rows = GuildReadModels(tools.database)

    @activity.defn(name=ActivityName.SEND_DIGEST)
    def send_digest(self, request: DigestRequest) -> DigestSent:
        """Hand the digest over and say what became of it."""
        state = fold(each.event for each in self._tools.event_log.read(request.stream))
        assert isinstance(state, Reporting)
        guild = self._tools.guilds.get(state.guild)
        if guild is None:
            _log.warning("a guild without an address gets no digest", guild=state.guild)
            return self._became(DigestOutcome.NO_ADDRESS)
        if not self._rows.stages(state.programme, guild.code):
            return self._became(DigestOutcome.NO_CASES)
        digest = self._digest(self._tools.programmes.in_force(state.programme), guild)
        return self._hand_over(digest_id(request.stream, request.due), guild, digest)

    def _hand_over(self, mail: UUID, guild: Guild, digest: Digest) -> DigestSent:
        message = compose(mail, guild.email, None, render_digest(digest), self._tools.clock.now())
        try:
            self._tools.mailer.send(message)
        except Undeliverable as refused:
            _log.warning("a digest was refused for good", guild=guild.code, code=refused.code)
            return self._became(DigestOutcome.REFUSED, refused.code)
        fail_point("after_smtp")
        return self._became(DigestOutcome.SENT)

    def _became(self, outcome: DigestOutcome, code: int | None = None) -> DigestSent:
        return DigestSent(self._tools.clock.now(), outcome.value, code)

    def _digest(self, programme: Programme, guild: Guild) -> Digest:
        year, today = programme.year, taipei_date(self._tools.clock.now())
        cases = self._rows.chased(year, guild.code, today)
        known = pace(*self._rows.completed(year, today), programme)
        standings = [case.standing for case in cases]
        lines = board(standings, known, today, programme, self._tools.programmes.calendar())
        by_case = chased_by_case(cases)
        return Digest(
            year,
            guild.name,
            today,
            self._rows.stages(year, guild.code),
            [
                DigestLine(self._name(by_case[line.enrolment].trainee), line)
                for line in first_called(lines, programme)
            ],
            self._rows.deadlines_until(year, guild.code, last_day_told(today, programme)),
            programme.digest.deadline_days,
            [self._name(trainee) for trainee in self._rows.late_vetting(year, guild.code)],
        )

    def _name(self, trainee: dict[str, Any]) -> str:
        sealed = trainee["name"]
        try:
            return self._tools.person_keys.open(
                Sealed(UUID(sealed["person"]), sealed["nonce"], sealed["ciphertext"])
            )
        except Forgotten:
            return "—"
