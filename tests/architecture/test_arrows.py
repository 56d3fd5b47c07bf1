"""Folders import along the arrows of the design only, and the domain is pure."""

import pytest

from tests.architecture.arrows import arrow_offences, dependence_offences, purity_offences
from tests.architecture.sources import FOLDERS, Source, sources

BY_HAND = "tests.cohort.by_hand"


def test_every_import_follows_an_arrow() -> None:
    read = list(sources(*FOLDERS))
    assert {source.folder for source in read} >= {"domain", "workflows", "activities", "store", "api"}
    assert [offence for source in read for offence in arrow_offences(source)] == []


def test_the_domain_is_pure() -> None:
    assert [offence for source in sources("domain") for offence in purity_offences(source)] == []


@pytest.mark.parametrize(
    ("path", "text", "named"),
    [
        ("domain/quota.py", "import psycopg", "psycopg"),
        ("domain/quota.py", "def f() -> None:\n    from store import events", "store.events"),
        ("domain/checkup/decide.py", "from ...store import events", "store.events"),
        ("domain/quota.py", "import temporalio.workflow", "temporalio.workflow"),
        ("workflows/enrolment.py", "from activities.mail import send", "activities.mail.send"),
        ("workflows/enrolment.py", "import httpx", "httpx"),
        ("activities/mail.py", "from workflows.enrolment import Enrolment", "workflows.enrolment.Enrolment"),
        ("activities/mail.py", "from workflows import enrolment", "workflows.enrolment"),
        ("activities/mail.py", "import workflows", "workflows"),
        ("activities/mail.py", "from api.app import app", "api.app.app"),
        ("store/events.py", "from workflows.contracts import QUEUE", "workflows.contracts.QUEUE"),
        ("store/events.py", "from activities import mail", "activities.mail"),
        ("models/reader.py", "import store.events", "store.events"),
        ("api/pages.py", "from workflows.contracts_of_old import QUEUE", "workflows.contracts_of_old.QUEUE"),
        ("api/pages.py", "from . import cli", "api.cli"),
        ("api/pages.py", "from activities import mail", "activities.mail"),
        ("api/pages.py", "import_module('models.reader')", "models.reader"),
        ("store/events.py", "import api.cli.main", "api.cli.main"),
        ("api/cli/main.py", "from tests.people import trainee", "tests.people.trainee"),
    ],
)
def test_an_import_against_the_arrows_is_named(path: str, text: str, named: str) -> None:
    [offence] = arrow_offences(Source(path, text))
    assert offence == f"{path}:{len(text.splitlines())} imports {named}"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("domain/checkup/decide.py", "import decimal\nfrom . import state\nfrom ..deadline import due"),
        ("workflows/enrolment.py", "import temporalio.workflow\nimport pydantic\nfrom domain import mix"),
        ("activities/mail.py", "import httpx\nfrom workflows.contracts import QUEUE\nimport models.reader"),
        ("api/pages.py", "from workflows import contracts\nfrom store import events\nimport fastapi"),
        ("api/cli/main.py", "import activities.mail, models.reader, workflows.enrolment\nfrom . import demo"),
    ],
)
def test_an_import_along_the_arrows_is_allowed(path: str, text: str) -> None:
    assert arrow_offences(Source(path, text)) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("from datetime import datetime\nat = datetime.now(tz)", "datetime.datetime.now"),
        ("from datetime import datetime as dt\nat = field(default=dt.utcnow)", "datetime.datetime.utcnow"),
        ("import datetime\nday = datetime.date.today()", "datetime.date.today"),
        ("import datetime as clock\nat = clock.datetime.today()", "datetime.datetime.today"),
        ("from uuid import uuid4 as fresh\nid = fresh()", "uuid.uuid4"),
        ("import uuid\nid = uuid.uuid1()", "uuid.uuid1"),
        ("import random", "random"),
        ("from pathlib import Path", "pathlib.Path"),
        ("import os.path", "os.path"),
        ("from time import monotonic", "time.monotonic"),
        ("def f() -> None:\n    import socket", "socket"),
        ("text = open(name).read()", "open"),
        ("print(state)", "print"),
    ],
)
def test_an_impure_domain_is_named(text: str, named: str) -> None:
    [offence] = purity_offences(Source("domain/quota.py", text))
    assert offence == f"domain/quota.py:{len(text.splitlines())} uses {named}"


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime, timedelta\ndue = datetime.combine(day, midnight) + timedelta(days=1)",
        "from uuid import UUID, uuid5\nid = uuid5(space, name)",
        "def now(state: State) -> datetime:\n    return state.now\nat = state.today()",
        "def open(window: Window) -> bool:\n    return window.open\nstill = open(window)",
    ],
)
def test_a_pure_domain_is_left_alone(text: str) -> None:
    assert purity_offences(Source("domain/quota.py", text)) == []


def test_the_second_computation_shares_no_code_with_the_engine() -> None:
    read = list(sources("tests/cohort/by_hand"))
    assert len(read) > 5
    assert [offence for source in read for offence in dependence_offences(source, BY_HAND)] == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("from domain.deadline import TAIPEI", "domain.deadline.TAIPEI"),
        ("from tests.made_up import ubn", "tests.made_up.ubn"),
        ("from .. import comparison", "tests.cohort.comparison"),
        ("import holidays", "holidays"),
        ("from importlib import import_module\nimport_module('store.codec')", "store.codec"),
    ],
)
def test_a_second_computation_that_leans_on_something_is_named(text: str, named: str) -> None:
    [offence] = dependence_offences(Source("tests/cohort/by_hand/year.py", text), BY_HAND)
    assert offence == f"tests/cohort/by_hand/year.py:{len(text.splitlines())} imports {named}"
