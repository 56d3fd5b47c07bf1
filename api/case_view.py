"""A case as it is shown: its document in clear, its checkups, and what is missing."""

from typing import Any
from uuid import UUID

from api.missing import missing, mix_words, readings_missing
from api.opening import opened
from api.reason_words import firms_in_words
from api.services import Services
from domain.industry import Sector

Document = dict[str, Any]


def case_view(services: Services, case: Document) -> Document:
    """The case for those who may see it; each deadline comes with the steps that computed it."""
    programme = services.programmes.by_hash(case["programme"], case["rules"])
    free = {
        Sector(each.sector): each.places - each.taken for each in services.read_models.quota(programme.year)
    }
    checkups = services.read_models.checkups_of(UUID(case["id"]))
    shown: Document = opened(services, case)
    return {
        **shown,
        "firms": firms_in_words(shown["firms"], programme),
        "checkups": [
            {
                "id": str(row.id),
                "ubn": row.ubn,
                "stage": row.stage,
                "version": row.version,
                "readings": {
                    "unread": row.unread,
                    "to_confirm": row.to_confirm,
                    "unreadable": row.unreadable,
                },
            }
            for row in checkups
        ],
        "missing": [*missing(case, programme), *readings_missing(case, checkups)],
        "mix": mix_words(case, programme, free),
    }
