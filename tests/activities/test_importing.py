"""An import's activities, run again at any point: what was asked is asked once, and told once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from argon2 import PasswordHasher
from temporalio.testing import ActivityEnvironment

from activities.importing import Importing
from domain.enrolment.evolve import fold
from domain.enrolment.session_commands import Attendance, NoteAttendance
from domain.enrolment.state import Case
from domain.event import Role
from domain.imports import FinishImport, NoteRows, ReceiveImport
from store.accounts import Accounts
from store.letter_zip import ZIP
from store.persons import enrolment_of
from store.registration_lists import read_registrations, row_faults
from store.unfinished import unfinished
from tests import made_up
from tests.activities.conftest import GUILD, Desk
from tests.imports.made_up_list import ListedRow, as_csv, letters_of, rows_of, with_faults
from workflows.contracts import WorkflowKind
from workflows.contracts.imports import ImportResult, ImportResultRequest, SettledRows, SettleRowsRequest

pytestmark = pytest.mark.servers
FAULTS = {"wrong_email": 1, "firm_taken": 1}


def received(desk: Desk) -> UUID:
    """A list of two trainees; another case has a firm of the second."""
    session = desk.schedule("2025-03-10")
    desk.register(session, start=900)
    rows = with_faults(rows_of(2), FAULTS, [made_up.ubn(900)])
    return sent(desk, session, rows)


def sent(desk: Desk, session: UUID, rows: Sequence[ListedRow], letters: bytes | None = None) -> UUID:
    """The import of a list that a guild sends with its letters."""
    accounts = Accounts(desk.tools.database, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    if accounts.actor_named("g01") is None:
        accounts.create_account("g01", "correct-horse", Role.GUILD, guild="G01", account=GUILD.account)
    stream, enclosed = uuid4(), letters or letters_of(rows)
    content = as_csv([row.cells for row in rows])
    read, put = read_registrations(content, enclosed), desk.tools.files.put
    files = (put(stream, content, "text/csv", "list.csv"), put(stream, enclosed, ZIP, "letters.zip"))
    about = (len(read.table.rows), len(read.judged.trainees), row_faults(read.judged))
    desk.do(WorkflowKind.IMPORT, stream, ReceiveImport("114", "G01", session, *files, *about), GUILD)
    return stream


def settled(desk: Desk, importing: Importing, stream: UUID) -> SettledRows:
    told: SettledRows = ActivityEnvironment().run(importing.settle_rows, SettleRowsRequest(stream, 0))
    return told


def lived(desk: Desk, stream: UUID) -> SettledRows:
    """The list taken to the outcome of each of its rows."""
    importing = Importing(desk.tools)
    while not (told := settled(desk, importing, stream)).trainees:
        assert drive(desk)
    return told


def unlettered(row: ListedRow) -> ListedRow:
    return replace(row, values={**row.values, "letter": ""})


def enrolment_named(desk: Desk, number: int = 0) -> UUID:
    """The enrolment of a made-up person."""
    mark = desk.tools.person_keys.identity_mark(made_up.national_id(number))
    enrolment = enrolment_of(desk.tools.event_log, "114", mark)
    assert enrolment is not None
    return enrolment


def case_of(desk: Desk) -> Case:
    state: Any = fold(each.event for each in desk.tools.event_log.read(enrolment_named(desk)))
    found: Case = state.case
    return found


def drive(desk: Desk) -> int:
    """Settle every receipt that has no outcome."""
    pending = desk.tools.receipts.pending(0, 100)
    for receipt in pending:
        desk.settle(receipt)
    return len(pending)


def test_asking_again_asks_nothing_twice_and_a_refused_row_lets_the_others_in(desk: Desk) -> None:
    stream, importing = received(desk), Importing(desk.tools)
    assert settled(desk, importing, stream) == SettledRows()
    # Another worker that knows nothing of the first finds what it asked.
    assert settled(desk, Importing(desk.tools), stream) == SettledRows()
    assert drive(desk) == 2
    # The second trainee's firm is another's: the rest is asked in a command of its own.
    assert settled(desk, importing, stream).trainees == 0
    assert drive(desk) == 1
    told = settled(desk, Importing(desk.tools), stream)
    assert (told.trainees, told.accepted, told.present) == (2, 18, 0)
    assert [(one.codes, one.fields) for one in told.faults] == [(["firm_taken"], {"ubn": made_up.ubn(900)})]
    assert settled(desk, importing, stream) == told
    assert drive(desk) == 0


def test_the_result_has_the_rows_that_were_not_taken_and_is_written_once(desk: Desk) -> None:
    stream, importing = received(desk), Importing(desk.tools)
    while not (told := settled(desk, importing, stream)).trainees:
        drive(desk)
    [fault] = told.faults
    noted = NoteRows(0, 2, told.accepted, told.present, ())
    desk.do(WorkflowKind.IMPORT, stream, noted, GUILD)
    request = ImportResultRequest(stream)
    first, again = (importing.write_import_result(request) for _ in range(2))
    assert isinstance(first, ImportResult)
    assert first == again
    assert first.file is not None
    assert fault.row > 2
    stored = desk.tools.files.latest_of(stream)
    assert stored is not None
    lines = desk.tools.files.open(stored).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "nobody at example" in lines[1]
    assert "電子郵件地址不正確" in lines[1]


def test_an_import_is_unfinished_until_its_end(desk: Desk) -> None:
    stream = received(desk)
    assert [one.stream for one in unfinished(desk.tools.database) if one.kind == "import"] == [stream]
    desk.do(WorkflowKind.IMPORT, stream, FinishImport(None), GUILD)
    assert [one for one in unfinished(desk.tools.database) if one.kind == "import"] == []


def test_letters_that_come_later_are_attached_once_by_whoever_sends_them(desk: Desk) -> None:
    session, rows = desk.schedule("2025-03-10"), rows_of(1)
    letters = letters_of(rows)
    # Two letters are what a registration needs at this time of the year.
    lived(desk, sent(desk, session, [*rows[:2], *map(unlettered, rows[2:])], letters))
    assert sum(firm.letter is None for firm in case_of(desk).firms.values()) == 8
    told = lived(desk, sent(desk, session, rows, letters))
    assert (told.accepted, told.letters_attached, told.present, told.faults) == (0, 8, 2, [])
    firms = case_of(desk).firms.values()
    assert {firm.letter_by for firm in firms} == {GUILD.account}
    assert len({firm.letter.mark for firm in firms if firm.letter}) == 10
    position = desk.tools.event_log.last_position()
    again = sent(desk, session, rows, letters)
    told = lived(desk, again)
    assert (told.accepted, told.letters_attached, told.present, told.faults) == (0, 0, 10, [])
    assert desk.tools.event_log.last_position() == position + 1


def test_asking_again_for_a_letter_joins_what_was_asked(desk: Desk) -> None:
    session, rows = desk.schedule("2025-03-10"), rows_of(1)
    lived(desk, sent(desk, session, [*rows[:2], *map(unlettered, rows[2:])], letters_of(rows)))
    stream = sent(desk, session, rows)
    for _ in range(2):
        assert settled(desk, Importing(desk.tools), stream) == SettledRows()
    assert drive(desk) == 8
    told = settled(desk, Importing(desk.tools), stream)
    assert told == settled(desk, Importing(desk.tools), stream) == SettledRows(1, 0, 2, [], 8)


def test_a_row_that_the_rules_refuse_or_that_differs_is_told_with_the_reason(desk: Desk) -> None:
    session, rows = desk.schedule("2025-03-10"), rows_of(1)
    lived(desk, sent(desk, session, [*rows[:2], *map(unlettered, rows[2:])], letters_of(rows)))
    case = case_of(desk)
    differing = replace(rows[0], written={"revenue": 77_777})
    other = replace(rows[1], written={"letter": rows[2].values["letter"]})
    told = lived(desk, sent(desk, session, [differing, other], letters_of(rows)))
    assert [one.codes for one in told.faults] == [["firm_listed_differently"], ["other_letter_attached"]]
    assert told.faults[0].fields["columns_zh"] == "年營收"
    assert case_of(desk) == case
    # Eight working days after the training day the list takes no letter any more.
    attended = NoteAttendance(session, date(2025, 3, 10), Attendance.ON_SITE)
    desk.do(WorkflowKind.ENROLMENT, enrolment_named(desk), attended)
    desk.at += timedelta(days=60)
    told = lived(desk, sent(desk, session, rows))
    assert (told.letters_attached, told.present) == (0, 2)
    assert {code for one in told.faults for code in one.codes} == {"list_window_closed"}
