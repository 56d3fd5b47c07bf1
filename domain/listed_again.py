"""A row of a guild's list whose firm the case lists already: what is new in it, what contradicts (R12)."""

from typing import ClassVar

from domain.enrolment.state import Check, ListedFirm
from domain.errors import DomainError
from domain.firm import FirmProfile
from domain.registration_list import CAPITAL, COUNTY, FIRM_NAME, INDUSTRY, REVENUE, FirmRow
from domain.sheet import Column, normal

_COMPARED = (INDUSTRY, REVENUE, CAPITAL, COUNTY)


class FirmListedDifferently(DomainError):
    code: ClassVar[str] = "firm_listed_differently"
    rule: ClassVar[str] = "R12"
    zh: ClassVar[str] = (
        "統一編號 {ubn} 已在學員的名單上，但「{columns_zh}」與本列不同："
        "本列未採用；請在學員案更正，或把本列改成與名單相同。"
    )
    en: ClassVar[str] = (
        "Firm {ubn} is on the trainee's list with other data ({columns_en}), so this row was not taken: "
        "correct it on the case, or write here what the list has."
    )


class OtherLetterAttached(DomainError):
    code: ClassVar[str] = "other_letter_attached"
    rule: ClassVar[str] = "R12"
    zh: ClassVar[str] = "統一編號 {ubn} 已附另一份委任書，尚未檢核：本列未採用；如要更換，請在學員案更換。"
    en: ClassVar[str] = (
        "Firm {ubn} has another letter that is not checked yet, so this row's was not taken: "
        "replace it on the case."
    )


def brings_letter(row: FirmRow, listed: ListedFirm, mark: str | None) -> bool:
    """Whether the row's letter, by its `mark`, is to be attached; None where the row has no letter.

    FirmListedDifferently, OtherLetterAttached. Whether the case still takes a letter is for its rules to say.
    """
    differing = _differing(row.profile, listed.profile)
    if differing:
        zh, en = ("、".join(one.zh for one in differing), ", ".join(one.en for one in differing))
        raise FirmListedDifferently(ubn=row.profile.ubn, columns_zh=zh, columns_en=en)
    if mark is None or (listed.letter is not None and listed.letter.mark == mark):
        return False
    # An older list that comes again must not undo what the trainee has attached since.
    if listed.letter is not None and listed.check is Check.UNCHECKED:
        raise OtherLetterAttached(ubn=row.profile.ubn)
    return True


def _differing(said: FirmProfile, known: FirmProfile) -> tuple[Column, ...]:
    """The columns that contradict the list; a name that either of them lacks contradicts nothing."""
    differing = [one for one in _COMPARED if getattr(said, one.key) != getattr(known, one.key)]
    if said.name and known.name and _as_compared(said.name) != _as_compared(known.name):
        differing.append(FIRM_NAME)
    return tuple(differing)


def _as_compared(name: str) -> str:
    return " ".join(normal(name).casefold().split())
