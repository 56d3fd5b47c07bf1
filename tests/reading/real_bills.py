"""What is to be read on the three real documents; whoever is named on them is kept as a hash."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from domain.checkup.reading import BillKind, ReadingField
from models.readings import DocumentReading, FieldReading, Fields

F = ReadingField
FOLDER = os.environ.get("TANJIAN_REAL_BILLS")
WHY_SKIPPED = "TANJIAN_REAL_BILLS names no folder with the three real documents"


@dataclass(frozen=True, slots=True)
class RealBill:
    """`values` and `rows` as they stand on the paper; `hashed` the start of a value's SHA-256."""

    file: str
    kind: BillKind
    values: dict[ReadingField, str]
    hashed: dict[ReadingField, str]
    rows: tuple[dict[ReadingField, str], ...] = ()

    @property
    def path(self) -> Path:
        assert FOLDER is not None
        return Path(FOLDER) / self.file

    @property
    def fields(self) -> int:
        """How many values are to be read."""
        return len(self.values) + len(self.hashed) + sum(map(len, self.rows))


ELECTRICITY = RealBill(
    "electricity-2024.jpg",
    BillKind.ELECTRICITY,
    {
        F.PERIOD_START: "2024-08-28",
        F.PERIOD_END: "2024-10-28",
        F.USAGE: "931",
        F.UNIT: "kWh",
        F.TOTAL_AMOUNT: "2298",
        F.TAX: "109",
        F.PRINTED_KGCO2E: "460",
    },
    {},
)
DIESEL = RealBill(
    "diesel-receipt-2024.jpg",
    BillKind.FUEL,
    {
        F.ISSUE_DATE: "2024-01-26",
        F.FUEL: "diesel",
        F.USAGE: "54.14",
        F.UNIT: "L",
        F.UNIT_PRICE: "27.7",
        F.TOTAL_AMOUNT: "1500",
        F.TAX: "71",
        F.PRINTED_KGCO2E: "143.5",
    },
    {
        F.VENDOR: "794c9636d10269e6",
        F.INVOICE_NO: "29a1d7c7f3f7d491",
        F.SELLER_UBN: "3c9044dddbc1b800",
        F.BUYER_UBN: "55bf9de30cbba914",
    },
)
_GAS = """
2025-01-21 992410 7194 128341
2024-12-27 988112 11979 213367
2024-11-28 980956 12106 210685
2024-10-29 973724 14721 250699
2024-09-26 964930 9839 166337
2024-08-28 959052 12973 202768
2024-07-29 951302 13169 129683
2024-06-26 943435 12384 121953
2024-05-29 936037 14721 144967
2024-04-26 927243 14069 138546
2024-03-27 918838 13239 130372
2024-02-27 910929 14366 141471
2024-01-25 902347 12544 123528
"""
_COLUMNS = (F.PERIOD_END, F.CURRENT_READING, F.USAGE, F.TOTAL_AMOUNT)
GAS = RealBill(
    "gas-history-2024.png",
    BillKind.NATURAL_GAS,
    {F.UNIT: "m3"},
    {},
    tuple(dict(zip(_COLUMNS, line.split(), strict=True)) for line in _GAS.split("\n") if line),
)
REAL_BILLS = (ELECTRICITY, DIESEL, GAS)


def mistakes(bill: RealBill, read: DocumentReading) -> list[str]:
    """Every value that is not as it stands on the paper, with what was read instead."""
    wrong = [] if read.kind is bill.kind else [f"kind: {read.kind} for {bill.kind}"]
    wrong += _differences("", bill.values, read.fields)
    for field, digest in bill.hashed.items():
        value = read.fields[field].value if field in read.fields else None
        if value is None or hashed(value) != digest:
            wrong.append(f"{field}: {value}")
    for number, row in enumerate(bill.rows):
        given = read.rows[number] if number < len(read.rows) else {}
        wrong += _differences(f"row {number + 1} ", row, given)
    if len(read.rows) > len(bill.rows):
        wrong.append(f"{len(read.rows)} rows for {len(bill.rows)}")
    return wrong


def hashed(value: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a value."""
    return hashlib.sha256(value.encode()).hexdigest()[:16]


def _differences(where: str, wanted: dict[ReadingField, str], read: Fields) -> list[str]:
    def told(reading: FieldReading | None) -> str:
        return "nothing" if reading is None else reading.value

    return [
        f"{where}{field}: {told(read.get(field))} for {value}"
        for field, value in wanted.items()
        if told(read.get(field)) != value
    ]
