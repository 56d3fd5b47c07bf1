"""Which mails of a step go to the guild too (R45); those of a reminder follow the reminders' own cadence."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.strict_document import read_table


@dataclass(frozen=True, slots=True)
class Notice:
    guild_copy: bool


@dataclass(frozen=True, slots=True)
class Notices:
    """The table `notices`, a field for each template. What is paid is the person's own affair (R47)."""

    registered: Notice
    rejected: Notice
    vetted: Notice
    trained: Notice
    list_returned: Notice
    list_passed: Notice
    all_submitted: Notice
    resubmission_notice: Notice
    withdrawn: Notice
    lapsed_training: Notice
    lapsed_list: Notice
    lapsed_upload: Notice
    failed: Notice
    certified: Notice
    certified_without_fee: Notice

    def copies(self, template: str) -> bool:
        """Whether the guild gets a copy; never of a mail that the table does not have."""
        notice = getattr(self, template, None)
        return notice is not None and notice.guild_copy


_COPIED_BEFORE = (
    "rejected",
    "list_returned",
    "resubmission_notice",
    "lapsed_training",
    "lapsed_list",
    "lapsed_upload",
    "failed",
)


def read_notices(table: Mapping[str, object]) -> Notices:
    """The notices of a programme's document. Raises `Wrong`.

    A version that was published before the table was there keeps the copies that its cases had.
    """
    if "notices" not in table:
        return Notices(**{name: Notice(name in _COPIED_BEFORE) for name in Notices.__slots__})
    return read_table(Notices, table["notices"], "notices")
