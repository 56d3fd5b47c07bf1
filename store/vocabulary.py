"""The words that a programme's data brings: its items, sources and reasons, by their codes."""

from collections.abc import Mapping
from functools import lru_cache

from domain.programme import Programme
from domain.refusals import ProgrammeUnknown
from store.programmes import Programmes

Vocabulary = Mapping[str, tuple[str, str]]
NO_WORDS: Vocabulary = {}


@lru_cache(maxsize=32)
def vocabulary(programme: Programme) -> Vocabulary:
    """Words in zh-Hant and English; a reason goes before an item, and an item before its sources."""
    items = (*programme.stages.mandatory.catalogue, *programme.stages.elective.catalogue)
    kinds = {kind.code: (kind.zh, kind.en) for item in items for kind in item.kinds}
    reviewed = {reason.code: (reason.zh, reason.en) for reason in programme.reasons.review}
    checked = {reason.code: (reason.zh, reason.en) for reason in programme.reasons.list_check}
    return {**kinds, **{item.code: (item.zh, item.en) for item in items}, **reviewed, **checked}


def words_of_rules(programmes: Programmes, year: str, rules: str) -> Vocabulary:
    """The words of the rules with this hash; none where no such version was published."""
    try:
        return vocabulary(programmes.by_hash(year, rules))
    except (ProgrammeUnknown, KeyError):
        return NO_WORDS
