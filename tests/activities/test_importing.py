"""An import's activities, run again at any point: what was asked is asked once, and told once."""

from uuid import UUID, uuid4

import pytest
from argon2 import PasswordHasher
from temporalio.testing import ActivityEnvironment

from activities.importing import Importing
from domain.event import Role
from domain.imports import FinishImport, NoteRows, ReceiveImport
from store.accounts import Accounts
from store.letter_zip import ZIP
from store.registration_lists import read_registrations, row_faults
from store.unfinished import unfinished
from tests import made_up
from tests.activities.conftest import GUILD, Desk
from tests.imports.made_up_list import as_csv, letters_of, rows_of, with_faults
from workflows.contracts import WorkflowKind
from workflows.contracts.imports import ImportResult, ImportResultRequest, SettledRows, SettleRowsRequest

pytestmark = pytest.mark.servers
FAULTS = {"wrong_email": 1, "firm_taken": 1}


def received(desk: Desk) -> UUID:
    """A list of two trainees; another case has a firm of the second."""
    accounts = Accounts(desk.tools.database, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    accounts.create_account("g01", "correct-horse", Role.GUILD, guild="G01", account=GUILD.account)
    session, stream = desk.schedule("2025-03-10"), uuid4()
    desk.register(session, start=900)
    rows = with_faults(rows_of(2), FAULTS, [made_up.ubn(900)])
    content, letters = as_csv([row.cells for row in rows]), letters_of(rows)
    read, put = read_registrations(content, letters), desk.tools.files.put
    files = (put(stream, content, "text/csv", "list.csv"), put(stream, letters, ZIP, "letters.zip"))
    about = (len(read.table.rows), len(read.judged.trainees), row_faults(read.judged))
    desk.do(WorkflowKind.IMPORT, stream, ReceiveImport("114", "G01", session, *files, *about), GUILD)
    return stream


def settled(desk: Desk, importing: Importing, stream: UUID) -> SettledRows:
    told: SettledRows = ActivityEnvironment().run(importing.settle_rows, SettleRowsRequest(stream, 0))
    return told


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
