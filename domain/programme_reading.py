"""The section `reading` of a programme year: which readings need a person, and which are looked at anyway."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from domain.strict_document import not_empty, share


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """How far the machine's word is taken: where the reader is as sure of a field as its own tests demand.

    `least_confidence` (0 to 1) is for a programme that demands more of every field. Of the documents
    that need nobody a share `audit_share` is shown to a person all the same, drawn by `audit_seed`
    (`domain/checkup/audit_draw.py`).
    """

    audit_share: Annotated[Decimal, share]
    audit_seed: Annotated[str, not_empty]
    least_confidence: Annotated[Decimal, share] = Decimal(0)
