"""Queries: what pages show is what the states say."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from domain.deadline import WindowKind
from domain.event import Role
from domain.task import Claim, TaskKind
from store.database import Database
from store.event_log import EventLog
from store.pages import BadCursor, Page
from store.places import Places
from store.projector import Projector
from store.read_models import EnrolmentRow, ReadModels, TaskRow
from tests.domain.made_up_cases import GUILD, OTHER_GUILD, OTHER_OFFICER, REVIEWER, VETTER, noon
from tests.read_side.conftest import Year

pytestmark = pytest.mark.servers

STAGES = {
    "paid": ("over", "paid"),
    "failing": ("resubmitting", None),
    "with_evidence": ("uploading", None),
    "returned_list": ("listing", None),
    "applying": ("applying", None),
    "rejected": ("over", "rejected"),
    "withdrawn": ("over", "withdrawn"),
    "sent_back_by_the_bank": ("fee_due", None),
    "awaiting_payment": ("fee_due", None),
    "lapsed": ("over", "lapsed_list"),
}


@pytest.fixture(scope="module")
def models(projected: Database) -> ReadModels:
    return ReadModels(projected)


def every_page[Row](ask: Callable[[str | None], Page[Row]]) -> list[Row]:
    rows, after = list[Row](), None
    while True:
        page = ask(after)
        rows += page.rows
        after = page.after
        if after is None:
            return rows
