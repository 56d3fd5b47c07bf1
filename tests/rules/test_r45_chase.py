"""R45: whom a guild should call first, and when its weekly digest goes out."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from domain.chase import Due, FirmStanding, Missing, Pace, Standing, board, missing_of, pace
from domain.deadline import TAIPEI, WindowKind
from domain.enrolment.commands import Channel, LogChase
from domain.enrolment.session_events import Chased
from domain.guild_year import (
    BeginDigests,
    DigestOutcome,
    DigestsBegun,
    DigestSettled,
    NoteDigest,
    digest_id,
    first_called,
    guild_year_stream,
    last_day_told,
    next_digest,
)
from domain.streams import derived
from tests.domain.made_up_cases import ENGINE, GUILD, VETTER, World, applied, noon
from tests.domain.made_up_particulars import sealed
from tests.domain.specification import Specification, when
from tests.made_up import MIDDLE, NEITHER

TODAY = date(2025, 5, 5)
KNOWN = Pace(0, 0, Decimal("0.1"), by_history=True)
FACTORY, SHOP = MIDDLE["25"], MIDDLE["56"]
SIX_IN_THE_MORNING = datetime(2025, 5, 5, 6, tzinfo=TAIPEI)


def standing(stage: str, last_day: date, *firms: FirmStanding, number: int = 1) -> Standing:
    kind = WindowKind.LIST_SUPPLEMENT if stage == "listing" else WindowKind.UPLOAD
    return Standing(UUID(int=number), stage, firms, (Due(kind, last_day, "R24"),))


def open_firms(count: int, industry: str) -> tuple[FirmStanding, ...]:
    return (FirmStanding(industry, True, "open"),) * count


def full_list(open_count: int, *, number: int, last_day: date) -> Standing:
    """Ten firms, the others submitted."""
    others = (FirmStanding(FACTORY, True, "submitted"),) * (10 - open_count)
    return standing("uploading", last_day, *open_firms(open_count, FACTORY), *others, number=number)


def test_r45_the_pace_is_firms_submitted_by_trainee_days(world: World) -> None:
    assert pace(30, 100, world.programme) == Pace(30, 100, Decimal("0.3000"), by_history=True)


def test_r45_while_there_is_too_little_history_the_programme_has_its_own_guess(world: World) -> None:
    assert pace(30, 99, world.programme) == Pace(30, 99, Decimal("0.05"), by_history=False)


def test_r45_what_is_missing_is_counted_by_kind(world: World) -> None:
    firms = (
        FirmStanding(FACTORY, True, "open"),
        FirmStanding(FACTORY, False, "open"),
        FirmStanding(SHOP, True, "submitted"),
    )
    listing = standing("listing", TODAY, *firms)
    assert missing_of(listing, world.programme) == Missing(7, 1, 2, 0)
    assert missing_of(replace(listing, stage="uploading"), world.programme) == Missing(7, 1, 2, 0)
    returned = standing("resubmitting", TODAY, FirmStanding(SHOP, True, "returned"))
    assert missing_of(returned, world.programme) == Missing(0, 0, 0, 1)


def test_r45_the_most_that_can_still_be_expected_comes_first(world: World) -> None:
    near = full_list(8, number=1, last_day=TODAY + timedelta(days=20))
    soon = full_list(8, number=2, last_day=TODAY + timedelta(days=5))
    done = full_list(1, number=3, last_day=TODAY + timedelta(days=90))
    fees = replace(world.programme.fees, manufacturing=1_000)
    lines = board([soon, done, near], KNOWN, TODAY, replace(world.programme, fees=fees), world.calendar)
    assert [line.enrolment.int for line in lines] == [1, 3, 2]
    assert [line.expected_firms for line in lines] == [Decimal("2.00"), Decimal("1.00"), Decimal("0.50")]
    assert [line.value for line in lines] == [2_000, 1_000, 500]


def test_r45_a_firm_not_named_yet_counts_with_the_smaller_fee(world: World) -> None:
    listing = standing("listing", TODAY + timedelta(days=9), *open_firms(5, FACTORY))
    [line] = board([listing], KNOWN, TODAY, world.programme, world.calendar)
    fees = world.programme.fees
    smaller = min(fees.manufacturing, fees.services)
    assert line.missing.to_name == 5
    assert line.fee_a_firm == Decimal(fees.manufacturing + smaller) / 2


def test_r45_days_are_left_by_the_calendar_and_by_work(world: World) -> None:
    friday, monday = date(2025, 5, 9), date(2025, 5, 12)
    lines = board(
        [standing("uploading", monday, *open_firms(1, NEITHER))],
        KNOWN,
        friday,
        world.programme,
        world.calendar,
    )
    assert (lines[0].calendar_days, lines[0].working_days) == (3, 1)


def test_r45_nobody_is_chased_who_has_nothing_to_do(world: World) -> None:
    waiting = standing("in_review", TODAY, FirmStanding(SHOP, True, "submitted"))
    full = full_list(0, number=2, last_day=TODAY)
    assert board([waiting, full], KNOWN, TODAY, world.programme, world.calendar) == []


def test_r45_a_call_is_logged_and_followed_up_no_earlier_than_today(world: World) -> None:
    case = applied(world)
    note, today = sealed(derived("person", 1), "asked for the letters"), world.now.date()
    past = LogChase(Channel.PHONE, note, today - timedelta(days=1))
    when(case, past, VETTER).then_refused("follow_up_past")
    [written] = when(case, LogChase(Channel.LINE, note, today), VETTER).decision
    assert isinstance(written.event, Chased)
    assert (written.event.channel, written.event.follow_up) == (Channel.LINE, today)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        (SIX_IN_THE_MORNING, datetime(2025, 5, 5, 8, tzinfo=TAIPEI)),
        (datetime(2025, 5, 5, 8, tzinfo=TAIPEI), datetime(2025, 5, 12, 8, tzinfo=TAIPEI)),
        (datetime(2025, 5, 11, 23, tzinfo=TAIPEI), datetime(2025, 5, 12, 8, tzinfo=TAIPEI)),
        (datetime(2025, 12, 29, 9, tzinfo=TAIPEI), None),
    ],
)
def test_r45_the_digest_goes_out_on_monday_morning(world: World, after: datetime, due: object) -> None:
    assert next_digest(after, world.programme) == due


def test_r45_a_digest_is_settled_once_and_what_was_missed_is_not_made_up_for(world: World) -> None:
    stream = guild_year_stream("114", GUILD)
    year = Specification(world, stream)
    due = datetime(2025, 4, 21, 8, tzinfo=TAIPEI)
    year.when(BeginDigests("114", GUILD), ENGINE, noon(date(2025, 4, 14))).then(
        DigestsBegun("114", GUILD, due)
    )
    late = due + timedelta(days=16)
    noted = NoteDigest(due, late, DigestOutcome.SENT)
    later = datetime(2025, 5, 12, 8, tzinfo=TAIPEI)
    year.when(noted, ENGINE, late).then(DigestSettled(due, late, DigestOutcome.SENT, None, later))
    year.when(noted, ENGINE, late).then_nothing()
    assert digest_id(stream, due) == digest_id(stream, due.astimezone())


def test_r45_the_digest_names_ten_trainees_and_what_ends_within_fourteen_days(world: World) -> None:
    standings = [
        standing("uploading", TODAY + timedelta(days=9), *open_firms(2, SHOP), number=number)
        for number in range(1, 13)
    ]
    lines = board(standings, KNOWN, TODAY, world.programme, world.calendar)
    assert first_called(lines, world.programme) == lines[:10]
    assert last_day_told(TODAY, world.programme) == TODAY + timedelta(days=14)
