"""Streams that guard uniqueness, and published versions: who has it now, and what a second claim meets."""

import pytest

from domain import firm_year, person_year, publication, quota_place
from domain.firm_year import FirmClaimed, FirmReleased
from domain.person_year import PersonEnrolled, PersonReleased
from domain.publication import (
    CalendarPublished,
    ProgrammePublished,
    PublishCalendar,
    PublishProgramme,
)
from domain.quota_place import PlaceFreed, PlaceTaken
from domain.refusals import AlreadyEnrolled, FirmTaken
from domain.streams import derived, due_command

ONE, TWO = derived("case", 1), derived("case", 2)
UBN = "12345675"


def test_a_firm_has_one_holder_at_a_time() -> None:
    taken, freed = FirmClaimed(ONE, UBN), FirmReleased(ONE, UBN)
    held = [firm_year.holder(events) for events in ((), (taken,), (taken, freed), (taken, freed, taken))]
    assert held == [None, ONE, None, ONE]
    assert firm_year.claim(UBN, None, TWO) == FirmClaimed(TWO, UBN)
    for present in (ONE, TWO):
        with pytest.raises(FirmTaken):
            firm_year.claim(UBN, present, TWO)


def test_a_person_has_one_enrolment_at_a_time() -> None:
    enrolled, released = PersonEnrolled(ONE), PersonReleased(ONE)
    present = [person_year.enrolled_in(events) for events in ((), (enrolled,), (enrolled, released))]
    assert present == [None, ONE, None]
    assert person_year.enrol(None, TWO) == PersonEnrolled(TWO)
    with pytest.raises(AlreadyEnrolled):
        person_year.enrol(ONE, TWO)


def test_a_place_is_taken_by_one_firm_of_one_case() -> None:
    taken, freed = PlaceTaken("services", 7, ONE, UBN), PlaceFreed("services", 7, ONE, UBN)
    by = [quota_place.taken_by(events) for events in ((), (taken,), (taken, freed))]
    assert by == [None, (ONE, UBN), None]


def test_a_version_is_published_when_it_says_something_new() -> None:
    first = ProgrammePublished("114", 1, "hash-1", "{}")
    assert publication.decide((), PublishProgramme("114", "hash-1", "{}")) == (first,)
    assert publication.decide((first,), PublishProgramme("114", "hash-1", "{}")) == ()
    [second] = publication.decide((first,), PublishProgramme("114", "hash-2", "{1}"))
    assert isinstance(second, ProgrammePublished)
    assert second.version == 2
    [third] = publication.decide((first, second), PublishProgramme("114", "hash-1", "{}"))
    assert isinstance(third, ProgrammePublished)
    assert third.version == 3


def test_a_calendar_is_published_when_it_says_something_new() -> None:
    first = CalendarPublished("tw-1", "{}")
    assert publication.decide((), PublishCalendar("tw-1", "{}")) == (first,)
    assert publication.decide((first,), PublishCalendar("tw-1", "{}")) == ()
    assert publication.decide((first,), PublishCalendar("tw-2", "{2}")) == (CalendarPublished("tw-2", "{2}"),)
    with pytest.raises(publication.CalendarVersionTaken):
        publication.decide((first,), PublishCalendar("tw-1", "{2}"))


def test_a_timer_has_one_command() -> None:
    assert due_command(ONE, "end", "2025-04-24") == due_command(ONE, "end", "2025-04-24")
    others = {due_command(*of) for of in ((TWO, "end", 1), (ONE, "remind", 1), (ONE, "end", 2))}
    assert len(others | {due_command(ONE, "end", 1)}) == 4
