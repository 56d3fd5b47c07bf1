"""Changes that people may ask of a case at random: swaps, consent, corrections, proposals, new calendars."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.deadline import WindowKind, taipei_date
from domain.enrolment import changes
from domain.enrolment.commands import RemoveFirm
from domain.event import Actor
from domain.firm import FirmProfile
from domain.task import Task, TaskKind
from tests.domain.changed_cases import rest_day_added, why
from tests.domain.made_up_cases import ENGINE, OFFICER, OTHER_OFFICER, MadeUpCase
from tests.domain.made_up_particulars import entry
from tests.made_up import MIDDLE, NEITHER, OTHER_SERVICES

Choose = Callable[[int], int]
Asked = tuple[Any, Actor]


def asked_changes(case: MadeUpCase, firms: Sequence[FirmProfile], choose: Choose) -> Iterator[Asked]:
    """What people ask; a calendar may have been published before."""
    profile, other = firms[choose(len(firms))], firms[choose(len(firms))]
    by = OFFICER if choose(2) else case.trainee
    yield changes.SwapFirm(other.ubn, entry(profile), why(case) if choose(4) else None), by
    if choose(8) == 0:
        yield RemoveFirm(other.ubn, why(case)), OFFICER
    code = (MIDDLE["25"], OTHER_SERVICES, NEITHER)[choose(3)]
    yield changes.CorrectFirm(replace(profile, industry=code), why(case)), by
    if choose(4) == 0:
        yield changes.WithdrawConsent(other.ubn, why(case)), OFFICER
    yield (
        changes.ProposeExtension(list(WindowKind)[choose(len(WindowKind))], _ahead(case, choose), why(case)),
        OFFICER,
    )
    yield changes.ProposeReinstatement(_ahead(case, choose), why(case)), OFFICER
    if choose(8) == 0:
        yield changes.ProposeRevocation(why(case)), OFFICER
    if choose(4) == 0:
        rest_day_added(case.world, _ahead(case, choose))
    yield changes.RecountWindows(case.world.calendar.version), ENGINE


def decided_changes(case: MadeUpCase, task: Task, choose: Choose) -> Iterator[Asked]:
    """What officers say to a proposal, or to a lapse that a new calendar questions."""
    if task.kind is TaskKind.DECIDE_PROPOSAL:
        yield changes.DecideProposal(task.id, choose(4) > 0, None), (OFFICER, OTHER_OFFICER)[choose(2)]
    elif task.kind is TaskKind.QUESTIONED_LAPSE:
        last = _ahead(case, choose) if choose(2) else None
        yield changes.DecideQuestionedLapse(task.id, last, why(case)), OFFICER


def _ahead(case: MadeUpCase, choose: Choose) -> date:
    return taipei_date(case.world.now) + timedelta(days=1 + choose(40))
