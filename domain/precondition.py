"""Whether what somebody acts on still stands (If-Match)."""

from collections.abc import Iterable
from typing import Any

from domain.checkup.reading_events import BillNotReadable, BillRead
from domain.enrolment.events import PaperOmitted, PaperStored
from domain.enrolment.mail_events import MailAccepted, MailIntended, MailRefused
from domain.task import TaskKind, TaskOpened

# Nobody decides by whether a mail is out or a paper is made: they come at any moment, of themselves. So do
# readings, whose own number says which one a person confirms.
_BY_THE_WAY = (
    *(MailIntended, MailAccepted, MailRefused, PaperStored, PaperOmitted),
    *(BillRead, BillNotReadable),
)


def still_stands(since: Iterable[Any]) -> bool:
    """Nothing that matters to a decision is among the events that came after it was seen."""
    return all(isinstance(event, _BY_THE_WAY) or _asks_beside(event) for event in since)


def _asks_beside(event: Any) -> bool:
    """The task that comes with a bill which could not be read."""
    return isinstance(event, TaskOpened) and event.kind is TaskKind.UNREADABLE_BILL
