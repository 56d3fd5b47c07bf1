"""Registration, vetting and training: what is written where, and who may say it."""

from dataclasses import replace

import pytest

from domain.deadline import WindowKind, taipei_date
from domain.enrolment.commands import CompleteOnlineCourse, Register, Vet, Withdraw
from domain.enrolment.events import (
    Closed,
    Ended,
    FirmListed,
    FirmRemoved,
    LetterAttached,
    OnlineCourseCompleted,
    Outcome,
    Registered,
    Trained,
    Vetted,
    WindowEnded,
)
from domain.enrolment.mail_events import MailIntended, Template
from domain.enrolment.session_commands import Attendance, NoteAttendance
from domain.enrolment.state import Listing
from domain.event import Role
from domain.firm_year import FirmClaimed, FirmReleased
from domain.person_year import PersonEnrolled, PersonReleased
from domain.quota_place import Place, PlaceFreed, PlaceTaken
from domain.refusals import NotYourTask
from domain.streams import derived, firm_year_stream, person_year_streams, quota_place_stream
from domain.task import ClaimTask, TaskClosed, TaskKind, TaskOpened
from tests.domain.made_up_cases import (
    ENGINE,
    GUILD,
    OTHER_GUILD,
    TRAINING_DAY,
    VETTER,
    World,
    actor,
    applied,
    held_session,
    trainee,
)
from tests.domain.made_up_particulars import entry, letter
from tests.domain.specification import Specification, when
from tests.made_up import NEITHER, OTHER_SERVICES, firm

ONE, TWO = firm(1, OTHER_SERVICES), firm(2, NEITHER)


def test_registration_writes_the_case_and_claims_person_firms_and_places(world: World) -> None:
    year, session = world.programme.year, held_session(world)
    account, person = trainee(1)
    case = derived("case", 1)
    asked = Register(year, person, GUILD, session, (entry(ONE), entry(TWO)))
    told = Specification(world, case).when(asked, account)
    assert [type(write.event) for write in told.decision if write.stream == case] == [
        Registered, FirmListed, LetterAttached, FirmListed, LetterAttached, TaskOpened,
        MailIntended,
    ]  # fmt: skip
    for stream in person_year_streams(year, person.mark, person.person):
        assert world.events[stream] == [PersonEnrolled(case)]
    assert world.events[firm_year_stream(year, TWO.ubn)] == [FirmClaimed(case, TWO.ubn)]
    assert FirmListed(ONE, Place("services", 1), account.person) in world.events[case]
    assert FirmListed(TWO, None, account.person) in world.events[case]
    assert LetterAttached(ONE.ubn, letter(ONE.ubn), account.person) in world.events[case]
    taken = PlaceTaken("services", 1, case, ONE.ubn)
    assert world.events[quota_place_stream(year, "services", 1)] == [taken]


def test_a_case_registers_once(world: World) -> None:
    case = applied(world)
    _, person = trainee(2)
    again = Register(world.programme.year, person, GUILD, case.session, (entry(ONE), entry(TWO)))
    when(case, again).then_refused("already_registered")


def test_a_session_of_another_year_is_unknown(world: World) -> None:
    session = held_session(world)
    details = world.events[session][0]
    world.events[session] = [replace(details, programme="113")]
    account, person = trainee(1)
    asked = Register(world.programme.year, person, GUILD, session, (entry(ONE), entry(TWO)))
    Specification(world, derived("case", 1)).when(asked, account).then_refused("session_unknown")


def test_nothing_is_asked_of_a_case_that_is_not_there(world: World) -> None:
    nowhere = Specification(world, derived("case", "nowhere"))
    nowhere.when(Withdraw(None), trainee(1)[0]).then_refused("enrolment_unknown")
    nowhere.when(NoteAttendance(held_session(world), TRAINING_DAY, Attendance.ONLINE), ENGINE).then_refused(
        "enrolment_unknown"
    )


def test_a_rejection_frees_person_firms_and_places_and_is_told(world: World) -> None:
    case = applied(world, firms=[ONE, TWO])
    task, year = case.task(TaskKind.VET_REGISTRATION), world.programme.year
    case.ask(ClaimTask(task), VETTER)
    told = when(case, Vet(task, False, None), VETTER)
    trainee = case.state.case.trainee
    told.then(
        TaskClosed(task, done=True),
        Ended(Outcome.REJECTED, ("rejected_by_guild",)),
        FirmRemoved(ONE.ubn),
        FirmReleased(case.id, ONE.ubn),
        PlaceFreed("services", 1, case.id, ONE.ubn),
        FirmRemoved(TWO.ubn),
        FirmReleased(case.id, TWO.ubn),
        *[PersonReleased(case.id)] * 2,
        *(write.event for write in told.decision if isinstance(write.event, MailIntended)),
        Closed(),
    )
    for stream in person_year_streams(year, trainee.mark, trainee.person):
        assert world.events[stream][-1] == PersonReleased(case.id)
    assert [mail.template for mail in case.state.case.mails.values()] == [
        Template.REGISTERED,
        Template.REJECTED,
    ]


@pytest.mark.parametrize("by", [actor(Role.GUILD, guild=OTHER_GUILD), actor(Role.OFFICER)])
def test_only_the_guild_of_the_case_vets(world: World, by: object) -> None:
    case = applied(world)
    with pytest.raises(NotYourTask):
        case.ask(ClaimTask(case.task(TaskKind.VET_REGISTRATION)), by)  # type: ignore[arg-type]


def test_nobody_vets_themselves(world: World) -> None:
    case = applied(world)
    myself = replace(VETTER, person=case.trainee.person)
    task = case.task(TaskKind.VET_REGISTRATION)
    when(case, ClaimTask(task), myself).then_refused("maker_cannot_check")
    when(case, Vet(task, True, None), myself).then_refused("maker_cannot_check")


def test_the_last_step_of_training_opens_what_follows_from_it(world: World) -> None:
    case = applied(world, firms=[ONE, TWO]).vetted()
    case.ask(CompleteOnlineCourse())
    case.attended()
    assert case.stage is Listing
    steps = [type(event) for event in case.events if isinstance(event, Vetted | OnlineCourseCompleted)]
    assert steps == [Vetted, OnlineCourseCompleted]
    ended, trained = (
        case.events.index(WindowEnded(WindowKind.TRAINING, met=True)),
        case.events.index(Trained(TRAINING_DAY)),
    )
    assert ended < trained
    assert set(case.state.case.windows) == {WindowKind.LIST_SUPPLEMENT, WindowKind.UPLOAD}


def test_a_second_attendance_changes_nothing_before_or_after_the_training(world: World) -> None:
    case = applied(world).attended()
    later = NoteAttendance(case.session, TRAINING_DAY, Attendance.ONLINE)
    when(case, later, ENGINE).then_nothing()
    case.vetted().ask(CompleteOnlineCourse())
    when(case, later, ENGINE).then_nothing()
    when(case, CompleteOnlineCourse()).then_nothing()
    assert case.state.training_day == TRAINING_DAY


def test_after_a_vetting_long_after_the_session_the_list_window_runs_from_the_vetting(world: World) -> None:
    case = applied(world, firms=[ONE, TWO]).attended()
    case.ask(CompleteOnlineCourse())
    world.now = world.now.replace(month=5, day=20)
    case.vetted()
    windows = {kind: case.window(kind).deadline for kind in case.state.case.windows}
    assert case.state.training_day == TRAINING_DAY
    assert windows[WindowKind.LIST_SUPPLEMENT].starts == taipei_date(world.now)
    assert windows[WindowKind.UPLOAD].starts == TRAINING_DAY
