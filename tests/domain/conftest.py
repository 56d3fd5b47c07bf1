"""A world of made-up cases for each test, with sets of the tests' own."""

import pytest

from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import World
from tests.made_up import usual


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(usual(programme), calendar)
