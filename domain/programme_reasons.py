"""The reasons that a person can give for sending something back: codes with their words, as data."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from domain.checkup.parts import PartKind
from domain.strict_document import Wrong, not_empty


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and its words."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ReviewReason:
    """A code, its words, and the kinds of part that it can be said of."""

    code: str
    zh: str
    en: str
    parts: Annotated[tuple[PartKind, ...], not_empty]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Of a review (R27), and of the check of list and letters (R13)."""

    review: Annotated[tuple[ReviewReason, ...], not_empty]
    list_check: Annotated[tuple[Reason, ...], not_empty]

    def of_review(self, code: str) -> ReviewReason | None:
        return next((reason for reason in self.review if reason.code == code), None)

    def codes_of_list_check(self) -> frozenset[str]:
        return frozenset(reason.code for reason in self.list_check)


def check_reasons(reasons: Reasons) -> None:
    """One code has one meaning, whoever gives it. Raises `Wrong`."""
    seen = set[str]()
    everything: Iterable[Reason | ReviewReason] = (*reasons.review, *reasons.list_check)
    for reason in everything:
        if reason.code in seen:
            raise Wrong("reasons", reason.code, "重複列出", "is listed twice")
        seen.add(reason.code)
