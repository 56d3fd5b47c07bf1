"""Readers for tests of what is around a reading: each says what its file's first words tell it to say."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from temporalio.exceptions import CancelledError

from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from models.readings import Check, DocumentReading, FieldReading, FileReading, Versions
from models.ways_in.refusals import NotReadable

SURE = "0.9976"


@dataclass(slots=True)
class ScriptedReader:
    """`usage 1200 0.7` on a file's last line is an electricity bill with that usage, so sure, a fourth word
    its seller; `broken CODE` a refusal, `crash` an error of its own, `memory` and `threads` more of either
    than a machine has, `stopped` what the SDK raises in a reader that is stopped. `seen` are the days it was
    asked on."""

    seen: list[date] = field(default_factory=list)

    def read(self, content: bytes, *, today: date, watch: Callable[[], None]) -> FileReading:
        self.seen.append(today)
        watch()
        match content.splitlines()[-1].decode().split():
            case ["broken", code]:
                raise NotReadable(code, limit="7")
            case ["usage", usage, sure, *seller]:
                read = electricity(usage, float(sure), *seller)
                return FileReading((read,), 1, Versions("network 1", "recogniser 1"))
            case ["stopped"]:
                raise CancelledError("the worker shuts down")
            case ["memory"]:
                raise AssertionError(bytearray(2**62))
            case ["threads"]:
                raise AssertionError(_endless_thread())
            case _:
                raise RuntimeError("the reader has a fault")


def _endless_thread() -> threading.Thread:
    """With a stack that no machine has room for."""
    threading.stack_size(2**62)
    try:
        thread = threading.Thread(target=bool)
        thread.start()
    finally:
        threading.stack_size(0)
    return thread


def electricity(usage: str, sure: float, seller: str = "10079223") -> DocumentReading:
    values: Mapping[ReadingField, str] = {
        ReadingField.SELLER_UBN: seller,
        ReadingField.VENDOR: "大湳 電業行",
        ReadingField.PERIOD_START: "2024-03-01",
        ReadingField.PERIOD_END: "2024-04-30",
        ReadingField.UNIT: "kWh",
    }
    fields = {name: _value(text, float(SURE)) for name, text in values.items()}
    fields[ReadingField.USAGE] = _value(usage, sure)
    checks = (
        Check("seller_ubn", True, "10079223 holds", (ReadingField.SELLER_UBN,)),
        Check("days", True, "61 days", (ReadingField.PERIOD_START, ReadingField.PERIOD_END)),
    )
    return DocumentReading(BillKind.ELECTRICITY, 0.999, fields, checks=checks)


def _value(text: str, sure: float) -> FieldReading:
    return FieldReading(text, sure, ReadingSource.OCR, 1, (0.1, 0.25, 0.123456, 1.0000001), 0.9)
