"""The rules and the calendar that tests judge by; a changed programme is named by TANJIAN_PROGRAMME_FILE."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from store.programme_files import read_calendar, read_programme

# Parsed sources stay, and are many: walking them again and again takes a sixth of the fast tests.
gc.set_threshold(100_000, 20, 100)
# How long an example takes tells more of what else the machine does than of us.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def programme() -> Programme:
    named = os.environ.get("TANJIAN_PROGRAMME_FILE")
    return read_programme(Path(named) if named else None)


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    return read_calendar()
