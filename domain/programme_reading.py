"""The section `reading` of a programme year: which readings need a person, and which are looked at anyway."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from domain.strict_document import not_empty, share


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """Below `least_confidence` (0 to 1) a field needs a person.

    Of the documents that need none a share `audit_share` is shown to one all the same, drawn by `audit_seed`
    (`domain/checkup/audit_draw.py`).
    """

    least_confidence: Annotated[Decimal, share]
    audit_share: Annotated[Decimal, share]
    audit_seed: Annotated[str, not_empty]
