"""What a guild's sessions had of people: the mandatory ones, as the average of R2 is asked of them."""

from datetime import date
from typing import Any

from domain.enrolment.session_commands import Attendance
from domain.programme import Programme
from domain.session import Attendee, RecordAttendance, ScheduleSession, SessionStage
from domain.streams import derived
from domain.working_calendar import WorkingCalendar
from store.database import Database
from store.event_log import EventLog
from store.guild_read_models import GuildReadModels
from store.projector import Projector
from store.read_schema import prepare
from tests.domain.made_up_cases import GUILD, VETTER, noon
from tests.made_up import usual
from tests.read_side.recorded_world import RecordedWorld


def held(world: RecordedWorld, day: date, stage: SessionStage, people: int) -> None:
    """A session with so many people on record."""
    session, seats = derived("session", day, stage), (60, 40)
    world.now = noon(day.replace(day=1))
    asked: list[Any] = [ScheduleSession("114", GUILD, day, "Taipei", *seats, stage)]
    came = tuple(Attendee(derived("case", number), Attendance.ONLINE) for number in range(people))
    asked.append(RecordAttendance(came))
    for each in asked:
        world.ask(session, each, VETTER)
        world.now = noon(day)


def test_r02_sessions_of_the_elective_stage_are_not_averaged_in(
    programme: Programme, calendar: WorkingCalendar, database: Database, event_log: EventLog
) -> None:
    world = RecordedWorld(usual(programme), calendar, event_log)
    held(world, date(2025, 4, 14), SessionStage.MANDATORY, 9)
    held(world, date(2025, 11, 14), SessionStage.ELECTIVE, 2)
    prepare(database)
    Projector(event_log, database).catch_up()
    models = GuildReadModels(database)
    assert models.attended("114") == models.attended("114", GUILD) == {GUILD: [9]}
