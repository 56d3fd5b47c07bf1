"""What is to be mended of each firm that a mail names: findings and reasons in words, both languages."""

from collections.abc import Mapping
from uuid import UUID

from domain.checkup.evolve import fold as fold_checkup
from domain.checkup.state import Returned
from domain.enrolment.events import MailIntended, Template
from domain.enrolment.state import Case
from domain.streams import checkup_stream
from store.event_log import EventLog
from store.programmes import Programmes
from store.vocabulary import vocabulary
from store.words import words

Reasons = Mapping[str, tuple[str, str]]
OF_LIST = frozenset({Template.LIST_RETURNED, Template.LIST_REMINDER})
OF_REVIEW = frozenset({Template.RESUBMISSION_NOTICE, Template.RESUBMISSION_REMINDER})


def firm_reasons(
    event_log: EventLog, programmes: Programmes, enrolment: UUID, case: Case, mail: MailIntended
) -> Reasons:
    """By ubn, in zh-Hant and English; only the firms of which something was found wrong."""
    told: dict[str, tuple[object, ...]] = {}
    if mail.template in OF_LIST:
        told = {ubn: case.firms[ubn].reasons for ubn in mail.ubns if ubn in case.firms}
    if mail.template in OF_REVIEW:
        told = {ubn: _findings(event_log, enrolment, ubn) for ubn in mail.ubns}
    own = vocabulary(programmes.by_hash(case.programme, case.rules))
    return {ubn: (words(found, "zh", own), words(found, "en", own)) for ubn, found in told.items() if found}


def _findings(event_log: EventLog, enrolment: UUID, ubn: str) -> tuple[object, ...]:
    state = fold_checkup(each.event for each in event_log.read(checkup_stream(enrolment, ubn)))
    return state.findings if isinstance(state, Returned) else ()
