"""What one bill says, before it is laid out."""

from dataclasses import dataclass, field
from datetime import date

from domain.checkup.reading import BillKind
from models.generator.marked import Entry, Marked, Table
from models.generator.style import Style


@dataclass(slots=True)
class Content:
    """`titles` stand at its head; `groups` are entries by topic, `tables` by what they hold; `strong` those
    that a bill prints large and its stub repeats; `named_below` has the registered name stand with the
    vendor's address, where the head shows a brand; `foot` is the page's last line."""

    kind: BillKind
    style: Style
    day: date
    vendor: Marked
    titles: list[Marked] = field(default_factory=list)
    brand: Marked = ()
    named_below: bool = False
    groups: dict[str, list[Entry]] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    strong: list[Entry] = field(default_factory=list)
    notes: list[Marked] = field(default_factory=list)
    codes: list[Marked] = field(default_factory=list)
    foot: Marked = ()

    def add(self, group: str, *entries: Entry) -> None:
        self.groups.setdefault(group, []).extend(entries)
