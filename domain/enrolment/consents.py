"""What letters a firm has had in a case, and which of them its owner has taken back (R15)."""

from dataclasses import replace

from domain.enrolment.state import Case
from domain.errors import DomainError
from domain.files import FileRef


class LetterWithdrawn(DomainError):
    code = "letter_withdrawn"
    rule = "R15"
    zh = "統一編號 {ubn} 的負責人已撤回這份委任書的同意；須重新簽署一份再附上。"
    en = "The owner of firm {ubn} has withdrawn the consent of this letter: a newly signed one is needed."


def check_letter(case: Case, ubn: str, letter: FileRef | None) -> None:
    """A new letter is a new consent, the old one is none: LetterWithdrawn."""
    if is_withdrawn(case, ubn, letter):
        raise LetterWithdrawn(ubn=ubn)


def is_withdrawn(case: Case, ubn: str, letter: FileRef | None) -> bool:
    return letter is not None and letter.mark in case.withdrawn.get(ubn, frozenset())


def all_withdrawn(case: Case, ubn: str) -> bool:
    """The owner has withdrawn consent, and no letter has come since."""
    return case.withdrawn.get(ubn) == case.letters[ubn]


def with_firm_named(case: Case, ubn: str) -> Case:
    """The case knows the firm from now on, though it may leave."""
    return replace(case, letters={ubn: frozenset(), **case.letters})


def with_letter(case: Case, ubn: str, letter: FileRef) -> Case:
    return replace(case, letters={**case.letters, ubn: case.letters[ubn] | {letter.mark}})


def with_consent_withdrawn(case: Case, ubn: str) -> Case:
    """Every letter that the firm has had so far counts no more; one that is approved stays counted."""
    withdrawn = replace(case, withdrawn={**case.withdrawn, ubn: case.letters[ubn]})
    if ubn not in case.firms:
        return withdrawn
    firm = replace(case.firms[ubn], consents=False)
    return replace(withdrawn, firms={**case.firms, ubn: firm})
