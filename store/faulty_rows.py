"""The rows of a list that were not taken, as the same table, with the reasons in a last column."""

from collections.abc import Mapping, Sequence

from domain.errors import DomainError
from store.table_writing import write_table
from store.tables import REASON, Table, header_key


def faulty_rows(table: Table, faults: Mapping[int, Sequence[DomainError]]) -> bytes | None:
    """In the table's own format and order of columns; None where nothing is wrong."""
    if not faults:
        return None
    kept = [at for at, title in enumerate(table.header) if header_key(title) != header_key(REASON)]
    rows = [
        [*(table.written[row][at] for at in kept), _reason(errors)] for row, errors in sorted(faults.items())
    ]
    return write_table(table.media_type, [*(table.header[at] for at in kept), REASON], rows)


def _reason(errors: Sequence[DomainError]) -> str:
    return "；".join(f"{error.message_zh} / {error.message_en}" for error in errors)
