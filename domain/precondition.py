"""Whether what somebody acts on still stands (If-Match)."""

from collections.abc import Iterable
from typing import Any

from domain.enrolment.events import PaperOmitted, PaperStored
from domain.enrolment.mail_events import MailAccepted, MailIntended, MailRefused

# Nobody decides by whether a mail is out or a paper is made: they come at any moment, of themselves.
_BY_THE_WAY = (MailIntended, MailAccepted, MailRefused, PaperStored, PaperOmitted)


def still_stands(since: Iterable[Any]) -> bool:
    """Nothing that matters to a decision is among the events that came after it was seen."""
    return all(isinstance(event, _BY_THE_WAY) for event in since)
