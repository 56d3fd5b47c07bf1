"""Mails made of their templates; each is tried on a full and on a bare mail before the first one goes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

from activities.mail_content import Addressee, content_of
from activities.mail_facts import Facts
from activities.mail_layout import Layouts, Rendered
from activities.mail_templates import TemplateFault, read_labels, read_words
from domain.checkup.commands import Finding
from domain.deadline import Deadline, WindowKind
from domain.enrolment.commands import Trainee
from domain.enrolment.mail_events import MailIntended, Template
from domain.enrolment.state import Case, Check, ListedFirm, Window
from domain.firm import FirmProfile
from domain.periods import Step, StepCode
from domain.sealed import Sealed
from store.guilds import Guild

_NOBODY = UUID(int=0)


class MailTemplates:
    """Words, labels and layouts, read once and checked; raises `TemplateFault`."""

    def __init__(self) -> None:
        self._words, self._labels, self._layouts = read_words(), read_labels(), Layouts()
        for template in Template:
            for facts, to in tries(template):
                self._check(template, facts, to)

    def render(self, facts: Facts, to: Addressee, today: date) -> Rendered:
        """Subject, text and HTML as they go out on `today` (Taipei)."""
        words = self._words[facts.mail.template]
        return self._layouts.render(content_of(facts, to, words, self._labels, today))

    def _check(self, template: Template, facts: Facts, to: Addressee) -> None:
        try:
            content = content_of(facts, to, self._words[template], self._labels, _DAY)
        except (KeyError, IndexError, ValueError, AttributeError) as fault:
            zh, en = f"無法套用：{fault}", f"cannot be filled in: {fault}"
            raise TemplateFault(template, "words", str(fault), zh, en) from None
        self._layouts.check(template, content)


_DAY = date(2025, 7, 15)


def tries(template: Template) -> Iterator[tuple[Facts, Addressee]]:
    """A mail that has everything a mail may have, and one that has nothing."""
    note = Sealed(_NOBODY, "", "")
    end = Deadline(
        *(WindowKind.UPLOAD, _DAY, _DAY, datetime(2025, 7, 15, 16, tzinfo=UTC), "R24", "1"),
        (Step(StepCode.FIXED_DAY, _DAY),),
    )
    firm = ListedFirm(FirmProfile("00000000", "", 0, 0, ""), None, check=Check.NOT_PASSED, reasons=("wrong",))
    trainee = Trainee(_NOBODY, "", note, note)
    about = ("114", "", trainee, "G", _NOBODY)
    case = Case(*about, windows={end.kind: Window(end, ())})
    told = MailIntended(_NOBODY, template, end, ("00000000",), 1, True, None, note, _DAY)
    found = {"00000000": (Finding("fuel", "wrong", note),)}
    parts = ("vetting", "online_course", "attendance")
    full = Facts(told, case, {"00000000": firm}, {"00000000": note}, found, parts, "1", 1, ("mix",))
    bare = Facts(MailIntended(_NOBODY, template, None, (), 0, False, None), Case(*about), {})
    guild = Guild("G", "guild", "guild@example.com")
    yield full, Addressee("name", guild, "http://127.0.0.1", lambda _: "note", {"00000000": "firm"})
    yield bare, Addressee("name", Guild("G", "guild", ""), "http://127.0.0.1", lambda _: "note")
