"""The import of a list: what its stream takes, and what it comes to when something is told twice."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from domain import imports
from domain.errors import DomainError
from domain.event import COMMAND_TYPES, Actor, Cause, Role
from domain.files import FileRef
from domain.imports import (
    Finished,
    FinishImport,
    ImportReceived,
    ImportState,
    NoteRows,
    NotReceived,
    ReceiveImport,
    RowsSettled,
    Settling,
    evolve,
)
from domain.session import Scheduled, SessionScheduled
from domain.sheet import RowFault
from tests.domain.made_up_cases import TRAINING_DAY, noon

GUILD = Actor(uuid4(), Role.GUILD, guild="G01")
SESSION = uuid4()
HELD = Scheduled(SessionScheduled("114", "G01", TRAINING_DAY, "臺北市", 40, 40))
FILE = FileRef("a" * 64, "mark", 100, "text/csv")
AT_THE_DOOR = RowFault(3, ("wrong_email",))
RECEIVE = ReceiveImport("114", "G01", SESSION, FILE, None, 12, 2, (AT_THE_DOOR,))
LATER = RowFault(5, ("firm_taken",), {"ubn": "10079223"})
FIRST, SECOND = NoteRows(0, 1, 5, 1, (LATER,)), NoteRows(1, 1, 4, 0, ())


def cause(actor: Actor = GUILD) -> Cause:
    return Cause(uuid4(), actor, noon(TRAINING_DAY), noon(TRAINING_DAY))


def asked(state: ImportState, *commands: Any, by: Actor = GUILD) -> ImportState:
    for command in commands:
        for happened in imports.decide(state, command, cause(by), HELD):
            state = evolve(state, happened)
    return state


def test_rows_are_counted_from_the_door_to_the_end() -> None:
    state = asked(NotReceived(), RECEIVE, FIRST, SECOND, FinishImport(FILE))
    assert isinstance(state, Finished)
    rows = state.rows
    assert (rows.settled, rows.accepted, rows.present, state.result) == (2, 9, 1, FILE)
    assert dict(rows.faults) == {3: AT_THE_DOOR, 5: LATER}


def test_an_import_that_is_received_says_what_was_read() -> None:
    [event] = imports.decide(NotReceived(), RECEIVE, cause(), HELD)
    assert event == ImportReceived("114", "G01", SESSION, FILE, None, 12, 2, (AT_THE_DOOR,))


REPEATS: dict[str, tuple[tuple[Any, ...], Any]] = {
    "import.receive": ((), RECEIVE),
    "import.note_rows": ((RECEIVE,), FIRST),
    "import.finish": ((RECEIVE, FIRST, SECOND), FinishImport(None)),
}


@pytest.mark.parametrize("kind", list(REPEATS))
def test_a_command_decided_again_adds_nothing(kind: str) -> None:
    before, command = REPEATS[kind]
    state = asked(NotReceived(), *before)
    first = imports.decide(state, command, cause(), HELD)
    assert (command.KIND, len(first)) == (kind, 1)
    assert imports.decide(evolve(state, first[0]), command, cause(), HELD) == ()


def test_every_command_of_an_import_is_here() -> None:
    assert set(REPEATS) == {kind for kind in COMMAND_TYPES if kind.startswith("import.")}


def test_rows_are_noted_in_their_order() -> None:
    state = asked(NotReceived(), RECEIVE)
    assert imports.decide(state, SECOND, cause(), HELD) == ()
    assert imports.decide(state, FIRST, cause(), HELD) == (RowsSettled(0, 1, 5, 1, (LATER,)),)
    finished = asked(state, FIRST, SECOND, FinishImport(None))
    assert imports.decide(finished, NoteRows(2, 1, 1, 0, ()), cause(), HELD) == ()


@pytest.mark.parametrize(
    ("command", "held", "by", "code"),
    [
        (RECEIVE, None, GUILD, "session_unknown"),
        (replace(RECEIVE, programme="115"), HELD, GUILD, "session_unknown"),
        (replace(RECEIVE, guild="G02"), HELD, GUILD, "session_of_other_guild"),
        (RECEIVE, HELD, Actor(uuid4(), Role.GUILD, guild="G02"), "not_your_guild"),
        (FIRST, HELD, GUILD, "import_unknown"),
        (FinishImport(None), HELD, GUILD, "import_unknown"),
    ],
)
def test_what_does_not_fit_is_refused(command: Any, held: Any, by: Actor, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        imports.decide(NotReceived(), command, cause(by), held)
    assert refused.value.code == code


def test_an_officer_sends_a_list_for_any_guild() -> None:
    state = asked(NotReceived(), RECEIVE, by=Actor(uuid4(), Role.OFFICER))
    assert isinstance(state, Settling)
