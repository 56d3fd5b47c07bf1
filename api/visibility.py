"""Who sees what (design §6): what is not yours is not there."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from api.problems import not_found
from api.roles import SEES_ALL
from api.services import Services
from domain.event import Actor, Role
from domain.task import OURS
from store import views
from store.import_views import import_document
from store.read_models import TaskRow
from store.replay import Folded, StreamKind, folded

Document = dict[str, Any]


def case_for(services: Services, actor: Actor, enrolment: UUID) -> Document:
    """The case's document, if the actor sees it; Problem 404."""
    case = known_case(services, enrolment)
    if case is None or not _sees_case(actor, case):
        raise not_found()
    return case


def checkup_for(services: Services, actor: Actor, checkup: UUID) -> Document:
    """The checkup's document, if the actor sees it; Problem 404."""
    document = _checkup(services, checkup)
    if document is None or not _sees_checkup(services, actor, document):
        raise not_found()
    return document


def comments_about(services: Services, checkup: Document) -> list[Document]:
    """The comments of its case that are about a checkup's firm."""
    case = known_case(services, UUID(checkup["enrolment"]))
    return [one for one in case["comments"] if one["ubn"] == checkup["ubn"]] if case else []


def task_for(services: Services, actor: Actor, task: UUID) -> TaskRow | None:
    """The open task, if it is in one of the actor's queues or the actor sees all."""
    row = services.read_models.task(task)
    return row if row is not None and sees_task(actor, row) else None


def sees_task(actor: Actor, row: TaskRow) -> bool:
    """Whether it waits for the actor's role and guild, or the actor sees all."""
    in_queue = actor.role in row.roles and (actor.role is not Role.GUILD or actor.guild == row.guild)
    return in_queue or actor.role in SEES_ALL


def person_of(services: Services, enrolment: UUID) -> UUID:
    """Whose case it is; Problem 404."""
    return UUID(_there(known_case(services, enrolment))["trainee"]["person"])


def cases_of(services: Services, enrolments: Sequence[UUID]) -> dict[UUID, Document]:
    """The documents of those cases that there are, whoever asks."""
    found = {row.id: row.document for row in services.read_models.enrolments_among(enrolments)}
    for enrolment in enrolments:
        if enrolment not in found and (case := known_case(services, enrolment)) is not None:
            found[enrolment] = case
    return found


def session_of(services: Services, session: UUID) -> Document:
    """The training session's document, which every role may read in part; Problem 404."""
    row = services.read_models.session(session)
    return _there(row.document if row else _unprojected(services, StreamKind.SESSION, session))


def is_session(services: Services, session: UUID) -> bool:
    """Whether there is such a training session."""
    known = services.read_models.session(session)
    return known is not None or _unprojected(services, StreamKind.SESSION, session) is not None


def import_for(services: Services, actor: Actor, import_id: UUID) -> Document:
    """The import's document, if it is the guild's own or the actor sees all; Problem 404."""
    row = services.read_models.imported(import_id)
    document = _there(row.document if row else _unprojected(services, StreamKind.IMPORT, import_id))
    if actor.role is Role.GUILD and document["guild"] != actor.guild:
        raise not_found()
    return document


def batch_of(services: Services, batch: UUID) -> Document:
    """The payout batch's document; Problem 404."""
    row = services.read_models.payout_batch(batch)
    return _there(row.document if row else _unprojected(services, StreamKind.PAYOUT, batch))


def _there(document: Document | None) -> Document:
    if document is None:
        raise not_found()
    return document


def known_case(services: Services, enrolment: UUID) -> Document | None:
    """The case's document, whoever asks; None where there is no such case."""
    row = services.read_models.enrolment(enrolment)
    return row.document if row else _unprojected(services, StreamKind.ENROLMENT, enrolment)


def _checkup(services: Services, checkup: UUID) -> Document | None:
    row = services.read_models.checkup(checkup)
    return row.document if row else _unprojected(services, StreamKind.CHECKUP, checkup)


def _unprojected(services: Services, kind: StreamKind, stream: UUID) -> Document | None:
    """What was made a moment ago and has no row yet: its stream tells, so that no 404 follows a 201."""
    found = folded(services.event_log, stream)
    return _VIEWS[kind](found) if found and found.kind is kind else None


_VIEWS: Mapping[StreamKind, Callable[[Folded], Document]] = {
    StreamKind.ENROLMENT: views.enrolment_document,
    StreamKind.CHECKUP: views.checkup_document,
    StreamKind.SESSION: views.session_document,
    StreamKind.PAYOUT: views.batch_document,
    StreamKind.IMPORT: import_document,
}


def _sees_case(actor: Actor, case: Document) -> bool:
    if actor.role is Role.TRAINEE:
        return actor.person == UUID(case["trainee"]["person"])
    if actor.role is Role.GUILD:
        return _is_of_guild(actor, case)
    late = actor.role is Role.LEAD_REVIEWER and any(one["kind"] in OURS for one in case["late"])
    return actor.role in SEES_ALL or late or _works_on(actor, case)


def _sees_checkup(services: Services, actor: Actor, checkup: Document) -> bool:
    if actor.role is Role.TRAINEE:
        return actor.person == UUID(checkup["trainee"])
    if actor.role is Role.GUILD:
        case = known_case(services, UUID(checkup["enrolment"]))
        return case is not None and _is_of_guild(actor, case)
    return actor.role in SEES_ALL or actor.role is Role.LEAD_REVIEWER or _works_on(actor, checkup)


def _is_of_guild(actor: Actor, case: Document) -> bool:
    guild: str = case["guild"]
    return actor.guild == guild


def _works_on(actor: Actor, document: Document) -> bool:
    """Whether an open task of it waits for the actor's role."""
    return any(actor.role in task["roles"] for task in document["tasks"])
