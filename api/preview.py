"""What a call about many would come to: decided on the streams as they are, and nothing written anywhere."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from api.bulk import Document, Planned, counted, door_refusal, item_about
from api.door import Seal, Target, check_version
from api.problems import Problem, refused
from api.services import Services
from domain.checkup import decide as checkup_decide
from domain.decision import Decision, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.decide import decide as decide_enrolment
from domain.errors import DomainError
from domain.event import Cause, RecordedEvent
from domain.sealed import Sealed
from store.replay import Folded, StreamKind, fold


class Unsealed(Seal):
    """Stands for sealed words: no key is made for a mere look."""

    def __call__(self, words: str) -> Sealed:
        return Sealed(self.target.person, "", "")


def would_be(services: Services, action: str, plan: Sequence[Planned]) -> Document:
    """The report that the call would give if nothing changed meanwhile."""
    targets = [_target(services, one) for one in plan]
    streams = {found.stream for found in targets if isinstance(found, Target)}
    events = services.event_log.read_many(list(streams))
    items = [_item(services, one, found, events) for one, found in zip(plan, targets, strict=True)]
    return {"bulk": None, "action": action, "preview": True, **counted(items)}


def _target(services: Services, one: Planned) -> Target | Problem:
    try:
        target = one.order.find()
        check_version(services, one.asking, target)
    except Problem as problem:
        return problem
    except DomainError as error:
        return refused(error)
    return target


def _item(
    services: Services,
    one: Planned,
    found: Target | Problem,
    events: Mapping[UUID, Sequence[RecordedEvent]],
) -> Document:
    about = item_about(one.seen.id, one.seen.version)
    if isinstance(found, Problem):
        return {**about, **door_refusal(found.body)}
    folded = fold(events[found.stream])
    assert folded is not None
    try:
        decision = _decide(services, one, folded, one.order.build(Unsealed(services, found)))
    except Problem as problem:
        return {**about, **door_refusal(problem.body)}
    except DomainError as error:
        return {**about, **door_refusal(refused(error).body)}
    return {**about, "outcome": "done" if decision else "unchanged"}


def _decide(services: Services, one: Planned, folded: Folded, command: Any) -> Decision:
    """The decider that the command's stream asks; what it asks here needs no neighbouring stream."""
    now = services.clock.now()
    cause = Cause(uuid4(), one.asking.actor, now, now)
    if folded.kind is StreamKind.CHECKUP:
        about = folded.state.content.about
        programme = services.programmes.by_hash(about.programme, about.rules)
        return writes(folded.stream, *checkup_decide.decide(folded.state, command, cause, programme))
    case = folded.state.case
    programme = services.programmes.by_hash(case.programme, case.rules)
    around = Circumstances(folded.stream, cause, programme, services.programmes.calendar())
    return decide_enrolment(folded.state, command, around)
