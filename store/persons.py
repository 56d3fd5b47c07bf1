"""Who a national id is, by its keyed mark: the person of an enrolment, or a new one of that mark."""

from collections.abc import Sequence
from uuid import UUID

from domain.enrolment.events import Registered
from domain.person_year import enrolled_in
from domain.streams import derived
from store.event_log import EventLog

# Where a person has been before, somebody who signs in knows their cases.
_YEARS_BACK = 3


def enrolment_of(event_log: EventLog, programme: str, mark: str) -> UUID | None:
    """The enrolment that the mark has in the year, or None."""
    return _enrolments(event_log, [programme], mark)[0]


def person_of(event_log: EventLog, programme: str, mark: str) -> UUID:
    """The person whose mark it is: of the latest enrolment under it, else one that follows from the mark.

    A mark is keyed, so that the id tells nothing; and it is the same whichever list names the person.
    """
    years = [str(int(programme) - back) for back in range(_YEARS_BACK + 1)]
    for enrolment in _enrolments(event_log, years, mark):
        if enrolment is not None:
            registered = event_log.read(enrolment)[0].event
            assert isinstance(registered, Registered)
            return registered.trainee.person
    return derived("person-of-mark", mark)


def _enrolments(event_log: EventLog, years: Sequence[str], mark: str) -> list[UUID | None]:
    streams = [derived("person", year, mark) for year in years]
    found = event_log.read_many(streams)
    return [enrolled_in([each.event for each in found[stream]]) for stream in streams]
