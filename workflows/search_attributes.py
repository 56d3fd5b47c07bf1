"""By what operators find a case in Temporal's own pages."""

from datetime import datetime
from typing import Any

from temporalio.common import SearchAttributeKey, SearchAttributeUpdate

STAGE = SearchAttributeKey.for_keyword("CaseStage")
YEAR = SearchAttributeKey.for_keyword("ProgrammeYear")
DUE = SearchAttributeKey.for_datetime("DueAt")


def attributes_of(stage: str, year: str, due: datetime | None) -> list[SearchAttributeUpdate[Any]]:
    """The case's stage, its programme year, and when its next window ends."""
    due_at = DUE.value_unset() if due is None else DUE.value_set(due)
    return [STAGE.value_set(stage), YEAR.value_set(year), due_at]
