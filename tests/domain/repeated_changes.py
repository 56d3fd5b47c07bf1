"""Changes of a case as they are asked, each with the code of its refusal the second time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from domain.deadline import WindowKind
from domain.enrolment import changes
from domain.event import Actor
from domain.task import ClaimTask, TaskKind
from tests.domain.changed_cases import recounted, rest_day_added, why
from tests.domain.made_up_cases import ENGINE, OFFICER, OTHER_OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import entry
from tests.made_up import OTHER_SERVICES, firm

Asked = tuple[UUID, Any, Actor]
LATER = date(2025, 8, 29)


def _of(
    stage: Callable[[MadeUpCase], object], asked: Callable[[MadeUpCase], Any], by: Actor | None = None
) -> Callable[[World], Asked]:
    def prepared(world: World) -> Asked:
        case = applied(world)
        stage(case)
        return case.id, asked(case), by or case.trainee

    return prepared


def lapsed(case: MadeUpCase) -> None:
    case.trained().window_ended(WindowKind.LIST_SUPPLEMENT)
    case.window_ended(WindowKind.UPLOAD)


def questioned(case: MadeUpCase) -> None:
    lapsed(case)
    rest_day_added(case.world, case.state.case.ended[WindowKind.UPLOAD].due_date)
    recounted(case).ask(ClaimTask(case.task(TaskKind.QUESTIONED_LAPSE)), OFFICER)


def proposed(case: MadeUpCase) -> None:
    case.uploading().ask(changes.ProposeExtension(WindowKind.UPLOAD, LATER, why(case)), OFFICER)
    case.ask(ClaimTask(case.task(TaskKind.DECIDE_PROPOSAL)), OTHER_OFFICER)


def revised(case: MadeUpCase) -> None:
    case.trained()
    rest_day_added(case.world, date(2025, 4, 22))


REPEATED_CHANGES: dict[str, tuple[Callable[[World], Asked], str]] = {
    "enrolment.swap_firm": (
        _of(
            MadeUpCase.uploading,
            lambda case: changes.SwapFirm(case.ubns[0], entry(firm(900, OTHER_SERVICES))),
        ),
        "firm_not_listed",
    ),
    "enrolment.withdraw_consent": (
        _of(MadeUpCase.certified, lambda case: changes.WithdrawConsent(case.ubns[0], why(case)), OFFICER),
        "",
    ),
    "enrolment.correct_firm": (
        _of(
            MadeUpCase.uploading,
            lambda case: changes.CorrectFirm(replace(case.firms[0], revenue=1), why(case)),
            OFFICER,
        ),
        "",
    ),
    "enrolment.propose_extension": (
        _of(
            MadeUpCase.uploading,
            lambda case: changes.ProposeExtension(WindowKind.UPLOAD, LATER, why(case)),
            OFFICER,
        ),
        "proposal_open",
    ),
    "enrolment.propose_reinstatement": (
        _of(lapsed, lambda case: changes.ProposeReinstatement(LATER, why(case)), OFFICER),
        "proposal_open",
    ),
    "enrolment.propose_revocation": (
        _of(MadeUpCase.certified, lambda case: changes.ProposeRevocation(why(case)), OFFICER),
        "proposal_open",
    ),
    "enrolment.decide_proposal": (
        _of(
            proposed,
            lambda case: changes.DecideProposal(case.task(TaskKind.DECIDE_PROPOSAL), True, None),
            OTHER_OFFICER,
        ),
        "task_unknown",
    ),
    "enrolment.decide_questioned_lapse": (
        _of(
            questioned,
            lambda case: changes.DecideQuestionedLapse(case.task(TaskKind.QUESTIONED_LAPSE), None, why(case)),
            OFFICER,
        ),
        "task_unknown",
    ),
    "enrolment.recount_windows": (
        _of(revised, lambda case: changes.RecountWindows(case.world.calendar.version), ENGINE),
        "",
    ),
}
