"""Reads a bill: the one activity of a reader's process, which has loaded its networks once."""

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol
from uuid import UUID

import structlog
from temporalio import activity
from temporalio.exceptions import CancelledError

from activities.reading_attempts import Ended, is_of_the_machine
from activities.stored_reading import stored_reading
from activities.tools import Tools
from domain.deadline import taipei_date
from domain.files import FileRef
from domain.sealed import Sealed
from models.readings import FileReading
from models.ways_in.refusals import NotReadable
from store import codec
from store.person_keys import Forgotten
from workflows.contracts import ActivityName
from workflows.contracts.readings import BillResult, ReadBillRequest

_log = structlog.get_logger(__name__)

# A file that was being read when this many processes died is what killed them.
MOST_DEATHS = 2
# Tried ever more rarely, that is an hour and a half; what a machine lacks longer, the file asks too much of.
MOST_FAULTS = 20
# Of the 2 MiB that Temporal takes; a page of a hundred rows has about a tenth of it.
MOST_BYTES = 1024 * 1024


class ReadsBills(Protocol):
    """`models.reading.Reader`, as far as it is needed here; `watch` is called as it goes on."""

    def read(self, content: bytes, *, today: date, watch: Callable[[], None]) -> FileReading: ...


class BillReading:
    """One file at a time: a reader's networks are not for two threads."""

    def __init__(self, tools: Tools, reader: ReadsBills) -> None:
        self._tools = tools
        self._reader = reader

    @activity.defn(name=ActivityName.READ_BILL)
    def read_bill(self, request: ReadBillRequest) -> BillResult:
        """What stands on the bill. Stores that are away and what the machine lacks are faults, and tried
        again; a file that cannot be read is a result, so that it holds up no other."""
        try:
            content = self._tools.files.open(_ref(request))
            ended = Ended.before()
            if ended.deaths >= MOST_DEATHS:
                return _refused(request, "reader_stopped", {"times": str(ended.deaths)})
            return self._read(request, content, ended)
        except Forgotten:
            return _refused(request, "file_missing", {})

    def _read(self, request: ReadBillRequest, content: bytes, ended: Ended) -> BillResult:
        today = taipei_date(self._tools.clock.now())
        ended.begin()
        try:
            read = self._reader.read(content, today=today, watch=ended.begin)
        except CancelledError:
            # A process that stops for a new one has not died of the file.
            ended.tell()
            raise
        except NotReadable as refusal:
            return _refused(request, refusal.code, dict(refusal.fields))
        except Exception as error:
            if is_of_the_machine(error) and ended.faults + 1 < MOST_FAULTS:
                ended.by_a_fault().tell()
                raise
            # Whatever it is, the same file would bring it about again.
            _log.error("a reader failed on a bill", bill=str(request.bill), exc_info=error)
            return _refused(request, "reader_failed", {"error": type(error).__name__})
        ended.tell()
        return _result(request, codec.plain(stored_reading(read, self._seal(request.person))))

    def _seal(self, person: UUID) -> Callable[[str], tuple[Sealed, str]]:
        keys = self._tools.person_keys
        return lambda text: (keys.seal(person, text), keys.mark(person, text.encode()))


def _result(request: ReadBillRequest, reading: dict[str, Any]) -> BillResult:
    size = len(codec.canonical(reading))
    if size > MOST_BYTES:
        return _refused(request, "reading_too_large", {"bytes": str(size), "limit": str(MOST_BYTES)})
    return BillResult(reading)


def _refused(request: ReadBillRequest, code: str, fields: dict[str, str]) -> BillResult:
    _log.info("a bill cannot be read", bill=str(request.bill), code=code)
    return BillResult(None, code, fields)


def _ref(request: ReadBillRequest) -> FileRef:
    file = request.file
    return FileRef(file.address, file.mark, file.size, file.media_type)
