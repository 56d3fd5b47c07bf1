"""R6: one enrolment per person and programme year, the person matched by a keyed mark."""

from dataclasses import replace

from domain.enrolment.commands import Register, Withdraw
from domain.enrolment.events import Outcome
from domain.streams import derived
from tests.domain.made_up_cases import World, applied, held_session, trainee
from tests.domain.made_up_particulars import entry
from tests.domain.specification import Answer, Specification
from tests.made_up import firm


def second(world: World, mark_of: int) -> Answer:
    """Another registration, by another account, with the mark of this person."""
    account, other = trainee(9)
    person = replace(other, mark=trainee(mark_of)[1].mark)
    entries = tuple(entry(firm(900 + number)) for number in range(world.programme.registration.firms))
    register = Register(world.programme.year, person, "guild-1", held_session(world), entries)
    return Specification(world, derived("case", 9)).when(register, account)


def test_r06_a_second_enrolment_of_the_year_is_refused(world: World) -> None:
    applied(world, 1)
    second(world, mark_of=1).then_refused("already_enrolled")


def test_r06_another_person_is_free_to_enrol(world: World) -> None:
    applied(world, 1)
    assert second(world, mark_of=2).refused is None


def test_r06_whoever_withdrew_has_had_their_enrolment(world: World) -> None:
    applied(world, 1).ask(Withdraw(None))
    second(world, mark_of=1).then_refused("already_enrolled")


def test_r06_whoever_a_guild_rejected_may_register_again(world: World) -> None:
    rejected = applied(world, 1).vetted(accepted=False)
    assert rejected.state.outcome is Outcome.REJECTED
    assert second(world, mark_of=1).refused is None


def test_r06_whoever_has_signed_in_enrols_once_whatever_national_id_they_give(world: World) -> None:
    first = applied(world, 1)
    account, person = trainee(1)
    again = replace(person, mark=trainee(2)[1].mark)
    entries = tuple(entry(firm(900 + number)) for number in range(world.programme.registration.firms))
    asked = Register(world.programme.year, again, "guild-1", first.session, entries)
    Specification(world, derived("case", 9)).when(asked, account).then_refused("already_enrolled")
