"""Every event as a sentence in zh-Hant and in English, and every refusal with its own two messages."""

from collections.abc import Mapping
from typing import Any

from domain import (
    attendance_list,
    fee,
    firm,
    first_reviewer,
    guild_year,
    imports,
    listed_again,
    programme,
    programme_year,
    refusals,
    registration_list,
    session_refusals,
    sheet,
    working,
    working_calendar,
)
from domain.checkup import reading_refusals
from domain.checkup import refusals as checkup_refusals
from domain.enrolment import (
    addressing,
    consents,
    firm_changes,
    proposals,
    registration,
    reinstating,
    reminding,
    review,
    windows,
)
from domain.errors import REFUSALS
from domain.event import Actor
from domain.payout import refusals as payout_refusals
from store.case_sentences import CASE_SENTENCES
from store.checkup_sentences import CHECKUP_SENTENCES
from store.programme_sentences import PROGRAMME_SENTENCES
from store.vocabulary import NO_WORDS, Vocabulary
from store.words import Language, actor_words, words

Pair = tuple[str, str]


def sentence(event: Any, own: Vocabulary = NO_WORDS) -> Pair:
    """What happened, in zh-Hant and in English, codes by the programme's `own` words where it has them.

    KeyError for an event that has no sentence.
    """
    zh, en = SENTENCES[event.TOPIC]
    told = zh.format_map(_Fields(event, "zh", own)), en.format_map(_Fields(event, "en", own))
    return _without_nothing(told[0]), _without_nothing(told[1])


def _without_nothing(text: str) -> str:
    """What a mail does not name need not be said."""
    for nothing in _NOTHING:
        text = text.replace(nothing, "")
    return text


_NOTHING = (
    *("；單據種類：無", "; kind of bill: none"),
    *("；期限：無", "；企業：無", "；名單尚缺 0 家", "；銀行退匯原因：無", "；附上委任書 0 份"),
    *(
        "; deadline: none",
        "; firms: none",
        "; the list lacks 0",
        "; returned by the bank: none",
        "; letters attached: 0",
    ),
)


def refusal(code: str, fields: Mapping[str, str]) -> Pair:
    """A refusal's messages by its code; one that is no longer known is given by its code."""
    try:
        error = REFUSALS[code](**fields)
    except (KeyError, TypeError):
        return f"未受理（{code}）。", f"Refused ({code})."
    return f"未受理：{error.message_zh}", f"Refused: {error.message_en}"


def actor(who: Actor) -> Pair:
    """Who acted: role and account id."""
    return actor_words(who, "zh"), actor_words(who, "en")


def role(who: Actor) -> Pair:
    """In which role somebody acted, without the account."""
    return words(f"role.{who.role.value}", "zh"), words(f"role.{who.role.value}", "en")


class _Fields(dict[str, str]):
    """The fields of an event as words, looked up only where a sentence names them."""

    def __init__(self, event: Any, language: Language, own: Vocabulary) -> None:
        super().__init__()
        self._event, self._language, self._own = event, language, own

    def __missing__(self, name: str) -> str:
        value = self._event
        for part in name.split("__"):
            value = getattr(value, part)
        if name in _FROM_ZERO:
            value += 1
        return words(value, self._language, self._own)


# Events count them from 0, people from 1.
_FROM_ZERO = frozenset({"document"})
SENTENCES: Mapping[str, Pair] = {**CASE_SENTENCES, **CHECKUP_SENTENCES, **PROGRAMME_SENTENCES}

# Naming them registers their refusals.
_ALSO_TOLD = (
    *(checkup_refusals, reading_refusals, fee, firm, first_reviewer, programme, refusals, working_calendar),
    *(firm_changes, programme_year, proposals, registration, reinstating, reminding, windows, working),
    *(addressing, consents, guild_year, payout_refusals, review, session_refusals),
    *(attendance_list, imports, listed_again, registration_list, sheet),
)
