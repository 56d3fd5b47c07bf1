"""Findings and reasons as they are shown: each code with its words in both languages."""

from typing import Any

from domain.programme import Programme
from store.vocabulary import Vocabulary, vocabulary
from store.words import part_words, words

Document = dict[str, Any]


def checkup_in_words(document: Document, programme: Programme) -> Document:
    """A checkup's document with words beside each finding, of the checkup and of its addendum."""
    addendum = document["addendum"]
    return {**_reviewed(document, programme), "addendum": addendum and _reviewed(addendum, programme)}


def firms_in_words(firms: list[Document], programme: Programme) -> list[Document]:
    """The firms of a case, each with the words of the reasons for which its check was not passed."""
    own = vocabulary(programme)
    return [
        {**firm, "why": [{"code": code, **_both(code, own)} for code in firm["reasons"]]} for firm in firms
    ]


def _reviewed(document: Document, programme: Programme) -> Document:
    own = vocabulary(programme)
    told = {"findings": [_finding(one, own) for one in document["findings"]]}
    changes = [
        {**change, "findings": [_finding(one, own) for one in change["findings"]], **_part(change, own)}
        for change in document["changes"]
    ]
    return {**document, **told, "changes": changes}


def _finding(finding: Document, own: Vocabulary) -> Document:
    return {**finding, **_part(finding, own), **_both(finding["code"], own)}


def _part(named: Document, own: Vocabulary) -> Document:
    return {
        "part_zh": part_words(named["part"], "zh", own),
        "part_en": part_words(named["part"], "en", own),
    }


def _both(code: str, own: Vocabulary) -> Document:
    return {"zh": words(code, "zh", own), "en": words(code, "en", own)}
