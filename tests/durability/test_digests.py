"""A guild's weekly digests go out on their Mondays, each once, though Temporal is lost in between."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from api.cli.demo.world import DemoWorld, demo_world
from domain.deadline import TAIPEI
from domain.guild_year import DigestOutcome, DigestSettled, digest_id, guild_year_stream
from tests.durability.cohort import Cohort, conditions
from tests.durability.lives import BEGINS, LIVES

pytestmark = [pytest.mark.servers, pytest.mark.slow, pytest.mark.timeout(300)]

STREAM = guild_year_stream("114", "G01")
LOST, ENDS = (datetime(2025, 4, day, 12, tzinfo=TAIPEI) for day in (2, 16))
MONDAYS = [datetime(2025, 3, 10, 8, tzinfo=TAIPEI) + timedelta(weeks=week) for week in range(6)]


def settled(world: DemoWorld) -> list[DigestSettled]:
    events = [each.event for each in world.tools.event_log.read(STREAM)]
    return [event for event in events if isinstance(event, DigestSettled)]


async def test_each_digest_is_sent_once_and_goes_on_after_temporal_was_lost() -> None:
    with TemporaryDirectory(prefix="tanjian-digest-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        async with demo_world(folder, BEGINS, conditions(folder)) as world:
            cohort = Cohort(world, {"one": LIVES["returned_then_paid"]})
            await cohort.open()
            await cohort.play(LOST)
            await world.lose_temporal()
            assert (await world.replace_temporal())["guild_year"] == 2
            await cohort.play(ENDS, since=LOST)
            found = settled(world)
            mails = {path.stem: path.read_text() for path in (folder / "mail").glob("*.eml")}
    assert [one.due for one in found] == MONDAYS
    # On the first Monday nobody has registered yet.
    assert [one.outcome for one in found] == [DigestOutcome.NO_CASES] + 5 * [DigestOutcome.SENT]
    sent = [str(digest_id(STREAM, one.due)) for one in found[1:]]
    assert set(sent) <= set(mails)
