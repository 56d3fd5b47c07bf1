"""The draw of documents that a person looks at although the machine is sure of them."""

import hashlib
import json
from decimal import Decimal

from domain.checkup.commands import Bill

_WHOLE = 2**256


def drawn_for_audit(seed: str, bill: Bill, document: int, share: Decimal) -> bool:
    """Whether the document is of the share; the same for ever, so that anybody with the events can repeat it.

    SHA-256 over seed, bill, the file's keyed mark and the document's index, read as a fraction of one.
    Without the mark, which no trainee knows, whoever chooses what a bill's id follows from could choose to
    be spared.
    """
    said = json.dumps([seed, str(bill.id), bill.file.mark, document], ensure_ascii=False)
    fraction = int.from_bytes(hashlib.sha256(said.encode()).digest(), "big")
    return fraction < share * _WHOLE
