"""A workflow that continues as new loses nothing that was on its way to it."""

from pathlib import Path

import pytest

from tests.durability.long_case import AT_ONCE, live

COMMANDS = 48


@pytest.mark.servers
@pytest.mark.slow
async def test_no_command_is_lost_when_runs_are_short(database_url: str, tmp_path: Path) -> None:
    lived = await live(database_url, tmp_path, COMMANDS)
    assert lived.accepted == lived.letters == COMMANDS
    # A run may take up what is in flight when it has become long, and no more.
    assert lived.runs >= COMMANDS // (2 * AT_ONCE)
