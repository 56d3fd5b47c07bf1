"""Reading one bill: it comes back sealed where it says who, and a file that cannot be read is a result."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from temporalio.exceptions import CancelledError
from temporalio.testing import ActivityEnvironment

from activities.bill_reading import MOST_DEATHS, MOST_FAULTS, BillReading, ReadsBills
from activities.stored_reading import stored_reading
from domain.checkup.bill_reading import PARTS, SEALED_FIELDS, ReadFile
from domain.checkup.reading import ReadingField
from domain.checkup.reading_commands import NoteBillRead
from domain.deadline import taipei_date
from domain.event import kind_of
from domain.sealed import Sealed
from models.reading import Reader
from models.readings import FileReading, Versions
from models.ways_in import opening
from models.ways_in.parsers import Parsers
from store import codec
from store.files import FileMissing
from store.reading_words import unreadable
from tests.activities.conftest import Desk
from tests.activities.readers import ScriptedReader, electricity
from tests.made_up import PDF
from tests.reading.made_files import rewritten, typeset
from workflows.contracts.files import StoredFile
from workflows.contracts.readings import BillResult, ReadBillRequest

pytestmark = pytest.mark.servers


def request_for(desk: Desk, words: str, person: UUID | None = None) -> ReadBillRequest:
    whose = person or uuid4()
    file = desk.tools.files.put(whose, PDF + b"\n" + words.encode(), "application/pdf", "bill.pdf")
    stored = StoredFile(file.address, file.mark, file.size, file.media_type)
    return ReadBillRequest(uuid4(), whose, stored)


def attempted(deaths: int = 0, faults: int = 0) -> ActivityEnvironment:
    """A worker's process, after so many that died of the file and so many that lacked something."""
    environment = ActivityEnvironment()
    environment.info = replace(environment.info, heartbeat_details=[deaths, faults])
    return environment


def result_of(
    desk: Desk, request: ReadBillRequest, deaths: int = 0, faults: int = 0, reader: ReadsBills | None = None
) -> BillResult:
    reading = BillReading(desk.tools, reader or ScriptedReader())
    result: BillResult = attempted(deaths, faults).run(reading.read_bill, request)
    return result


def read_file(result: BillResult) -> ReadFile:
    """The reading as the command that notes it has it."""
    body = {"bill": str(uuid4()), "number": 1, "file": "f", "reading": result.reading}
    noted = codec.command_from_bytes("checkup.note_bill_read", orjson.dumps(body))
    assert isinstance(noted, NoteBillRead)
    assert kind_of(noted) == "checkup.note_bill_read"
    return noted.reading


def test_who_words_come_back_sealed_and_figures_in_clear(desk: Desk) -> None:
    request = request_for(desk, "usage 1200 0.7")
    result = result_of(desk, request)
    assert b"10079223" not in orjson.dumps(result.reading)
    [document] = read_file(result).documents
    fields = {one.field: one for one in document.fields}
    assert fields[ReadingField.USAGE].value == "1200"
    assert fields[ReadingField.USAGE].confidence == 7_000
    assert fields[ReadingField.USAGE].box == (1_000, 2_500, 1_234, 10_000)
    vendor = fields[ReadingField.VENDOR]
    assert isinstance(vendor.value, Sealed)
    assert vendor.value.person == request.person
    assert desk.tools.person_keys.open(vendor.value) == "大湳電業行"
    assert vendor.mark == desk.tools.person_keys.mark(request.person, "大湳電業行".encode())
    assert [check.detail for check in document.checks] == ["", "61 days"]


def test_the_day_is_the_world_s(desk: Desk) -> None:
    reader = ScriptedReader()
    ActivityEnvironment().run(BillReading(desk.tools, reader).read_bill, request_for(desk, "usage 1 1"))
    assert reader.seen == [taipei_date(desk.at)]


@pytest.mark.parametrize(
    ("words", "code", "fields"),
    [
        ("broken password_needed", "password_needed", {"limit": "7"}),
        ("crash", "reader_failed", {"error": "RuntimeError"}),
    ],
)
def test_what_cannot_be_read_is_a_result(desk: Desk, words: str, code: str, fields: dict[str, str]) -> None:
    result = result_of(desk, request_for(desk, words))
    assert (result.reading, result.code, result.fields) == (None, code, fields)


def test_a_locked_pdf_is_refused_with_what_to_do_about_it(desk: Desk) -> None:
    whose, locked = uuid4(), rewritten(typeset("電費通知單"), passwords=("A123456789", "owner"))
    file = desk.tools.files.put(whose, locked, "application/pdf", "bill.pdf")
    request = ReadBillRequest(uuid4(), whose, StoredFile(file.address, file.mark, file.size, file.media_type))
    result = ActivityEnvironment().run(BillReading(desk.tools, Reader.load(1)).read_bill, request)
    assert (result.reading, result.code) == (None, "password_needed")
    why = unreadable(result.code)
    assert "沒有密碼的 PDF" in why.do_zh
    assert "without one" in why.do_en


def test_a_file_that_processes_died_of_is_given_up(desk: Desk) -> None:
    request = request_for(desk, "usage 1200 0.99")
    assert result_of(desk, request, MOST_DEATHS - 1).reading is not None
    assert result_of(desk, request, MOST_DEATHS).code == "reader_stopped"


def told_by(environment: ActivityEnvironment) -> list[tuple[int, ...]]:
    """What it tells the next attempt: deaths and faults."""
    told: list[tuple[int, ...]] = []
    environment.on_heartbeat = lambda *details: told.append(details)
    return told


def test_every_attempt_says_that_it_began_and_one_that_ends_takes_it_back(desk: Desk) -> None:
    environment = attempted(0, 3)
    told = told_by(environment)
    environment.run(BillReading(desk.tools, ScriptedReader()).read_bill, request_for(desk, "usage 1 1"))
    assert told == [(1, 3), (1, 3), (0, 3)]


def test_deaths_that_were_counted_alone_still_count(desk: Desk) -> None:
    environment = ActivityEnvironment()
    environment.info = replace(environment.info, heartbeat_details=[MOST_DEATHS])
    request = request_for(desk, "usage 1200 0.99")
    result = environment.run(BillReading(desk.tools, ScriptedReader()).read_bill, request)
    assert result.code == "reader_stopped"


@pytest.mark.parametrize(("words", "lacking"), [("memory", MemoryError), ("threads", RuntimeError)])
def test_what_the_machine_lacks_is_tried_again_for_long_and_then_given_up(
    desk: Desk, words: str, lacking: type[Exception]
) -> None:
    request, environment = request_for(desk, words), attempted(1, MOST_FAULTS - 2)
    told = told_by(environment)
    with pytest.raises(lacking):
        environment.run(BillReading(desk.tools, ScriptedReader()).read_bill, request)
    assert told[-1] == (1, MOST_FAULTS - 1)
    result = result_of(desk, request, 1, MOST_FAULTS - 1)
    assert (result.code, result.fields) == ("reader_failed", {"error": lacking.__name__})


def test_a_parser_that_cannot_be_started_is_no_fault_of_the_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, reader = request_for(desk, "usage 1200 0.99"), Reader.load(1)
    monkeypatch.setattr(opening, "PARSERS", Parsers([str(tmp_path / "no-interpreter")]))
    with pytest.raises(FileNotFoundError, match="no-interpreter"):
        result_of(desk, request, reader=reader)


def test_a_reader_that_is_stopped_has_not_died_of_its_file(desk: Desk) -> None:
    environment, request = attempted(1, 2), request_for(desk, "stopped")
    told = told_by(environment)
    with pytest.raises(CancelledError):
        environment.run(BillReading(desk.tools, ScriptedReader()).read_bill, request)
    assert told == [(2, 2), (2, 2), (1, 2)]


def test_a_page_seen_while_readers_are_stopped_counts_no_death(desk: Desk) -> None:
    environment = attempted(1, 2)
    told = told_by(environment)

    class Stopping(ScriptedReader):
        def read(self, content: bytes, *, today: date, watch: Callable[[], None]) -> FileReading:
            environment.worker_shutdown()
            return ScriptedReader.read(self, content, today=today, watch=watch)

    environment.run(BillReading(desk.tools, Stopping()).read_bill, request_for(desk, "usage 1 1"))
    assert told == [(2, 2), (1, 2), (1, 2)]


def test_a_forgotten_person_s_bill_is_not_read_and_a_file_that_is_away_is_tried_again(
    desk: Desk, tmp_path: Path
) -> None:
    request = request_for(desk, "usage 1200 0.99")
    address = request.file.address
    path = tmp_path / "files" / address[:2] / address[2:]
    content = path.read_bytes()
    path.unlink()
    with pytest.raises(FileMissing):
        result_of(desk, request)
    path.write_bytes(content)
    desk.tools.person_keys.forget(request.person)
    assert result_of(desk, request).code == "file_missing"


@given(st.floats(), st.floats())
def test_shares_are_whole_parts_and_none_passes_by_rounding(sure: float, other: float) -> None:
    reading = FileReading((electricity("12", sure), electricity("12", other)), 1, Versions("n", "r"))
    stored = stored_reading(reading, lambda text: (Sealed(UUID(int=1), "", text), text))
    for read, share in zip(stored.documents, (sure, other), strict=True):
        parts = next(one for one in read.fields if one.field is ReadingField.USAGE).confidence
        assert 0 <= parts <= PARTS
        if 0 <= share <= 1:
            assert parts <= share * PARTS + 1e-6
            assert share * PARTS - parts < 1
    assert {type(one.value) for one in stored.documents[0].fields if one.field in SEALED_FIELDS} == {Sealed}


@given(st.integers(0, PARTS))
def test_a_share_of_four_places_stays_what_it_is(parts: int) -> None:
    reading = FileReading((electricity("12", parts / PARTS),), 1, Versions("n", "r"))
    stored = stored_reading(reading, lambda text: (Sealed(UUID(int=1), "", text), text))
    assert (
        next(one for one in stored.documents[0].fields if one.field is ReadingField.USAGE).confidence == parts
    )
