"""Whatever anyone asks, in any order: places, payments, reviews, windows and folds hold together."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.checkup.events import CheckupApproved
from domain.checkup.evolve import fold as fold_checkup
from domain.checkup.state import NotOpened
from domain.deadline import WindowKind
from domain.enrolment.certification import CertificateIssued
from domain.enrolment.commands import ObserveCheckup
from domain.enrolment.events import (
    Closed,
    Ended,
    ListPassed,
    MailAccepted,
    Outcome,
    Paid,
    PaymentReleased,
    PaymentReserved,
    Registered,
    Trained,
    WindowEnded,
    WindowOpened,
)
from domain.enrolment.evolve import fold
from domain.enrolment.state import Case, Over, Unregistered
from domain.errors import DomainError
from domain.industry import Sector, sector_of
from domain.programme import Programme
from domain.streams import checkup_stream
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import ENGINE, MadeUpCase
from tests.domain.random_world import FIRMS, RandomWorld, decided_or_waiting, holding_firms, small

LIVES = settings(max_examples=25, deadline=None)


def life(
    programme: Programme, calendar: WorkingCalendar, source: st.DataObject, *, after_lapse: bool = True
) -> RandomWorld:
    random = source.draw(st.randoms(use_true_random=False))
    return RandomWorld(small(programme, after_lapse=after_lapse), calendar, random.randrange)
