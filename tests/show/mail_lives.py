"""Made-up cases that meet every mail, and each mail with what it has to tell."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from activities.mail_content import Addressee
from activities.mail_facts import Facts, facts_of
from activities.mail_rendering import tries
from domain import payout
from domain.checkup.commands import Finding, ReturnCheckup
from domain.deadline import WindowKind, taipei_date
from domain.enrolment import commands as asks
from domain.enrolment.mail_events import MailIntended, Template
from domain.streams import derived
from domain.task import ClaimTask, TaskKind
from store.guilds import Guild
from store.programme_files import read_calendar, read_programme
from store.vocabulary import vocabulary
from tests.domain.made_up_cases import (
    CHECKER,
    ENGINE,
    OFFICER,
    OTHER_OFFICER,
    REVIEWER,
    VETTER,
    MadeUpCase,
    World,
    applied,
)
from tests.domain.made_up_particulars import letter, sealed
from tests.made_up import NEITHER, firm_name, firms, usual

NAME, SCRIPT = "林𠮷堃", "<script>alert('喆')</script>"
GUILD = Guild("guild-1", "臺北市記帳士公會", "guild@example.com")
_RARE = ("𠮷順", "堃記", "喆安 & 喆寧")


@dataclass(frozen=True, slots=True)
class Shown:
    """A mail's facts, to whom they go, and the day on which they are sent."""

    facts: Facts
    to: Addressee
    today: date


def shown_mails() -> Mapping[Template, Shown]:
    """Each template's first mail of these lives; what no life meets has the values of the start-up check."""
    world = World(usual(read_programme()), read_calendar())
    told: dict[Template, Shown] = {}
    lives = (_paid, _rejected, _withdrawn, _untrained, _unlisted, _unsubmitted, _failed, _without_fee)
    for number, live in enumerate(lives, 1):
        world.now = datetime.fromisoformat("2025-04-14T12:00:00+08:00")
        _collect(told, live(world, number))
    lapsed = told[Template.LAPSED_UPLOAD]
    old = replace(lapsed.facts, mail=replace(lapsed.facts.mail, template=Template.LAPSED))
    told[Template.LAPSED] = replace(lapsed, facts=old)
    for template in Template:
        if template not in told:
            facts, to = next(iter(tries(template)))
            told[template] = Shown(facts, to, date(2025, 7, 1))
    return told


def _collect(told: dict[Template, Shown], case: "Lived") -> None:
    for day, mail in case.mails:
        facts = facts_of(case.case.events, mail.mail)
        found = {ubn: case.findings[ubn] for ubn in mail.ubns if ubn in case.findings}
        own = vocabulary(case.case.world.programme)
        shown = Shown(replace(facts, findings=found, own=own), _addressee(case.case), day)
        told.setdefault(mail.template, shown)


def _addressee(case: MadeUpCase) -> Addressee:
    names = {
        profile.ubn: _RARE[place % 3] + firm_name(place, profile.industry)
        for place, profile in enumerate(case.firms)
    }
    link = f"https://tanjian.example.com/enrolments/{case.id}"
    return Addressee(NAME, GUILD, link, lambda one: one.ciphertext, names)


class Lived:
    """A case with the day on which each of its mails was decided on."""

    def __init__(self, case: MadeUpCase) -> None:
        self.case = case
        self.mails: list[tuple[date, MailIntended]] = []
        self.findings: dict[str, tuple[Finding, ...]] = {}
        self._known = 0
        self.look()

    def look(self) -> "Lived":
        """Take note of the mails since the last look."""
        events: list[Any] = self.case.events
        day = taipei_date(self.case.world.now)
        self.mails += [(day, one) for one in events[self._known :] if isinstance(one, MailIntended)]
        self._known = len(events)
        return self

    def reminded(self, kind: WindowKind, place: int) -> "Lived":
        """The reminder of this window at that place of its cadence."""
        instant = self.case.window(kind).reminders[place]
        self.case.world.now = instant
        self.case.ask(asks.Remind(kind, instant), ENGINE)
        return self.look()

    def sent_back(self, *ubns: str) -> "Lived":
        """Every review decided, these with findings and words."""
        note = sealed(self.case.trainee.account, f"7–8 月電費單缺頁，請補上。{SCRIPT}")
        for place, ubn in enumerate(ubns):
            part = Finding("electricity", "none_unexplained", note)
            found = (part, Finding("fuel", "none_not_credible", None))[: 2 - place % 2]
            task = self.case.review_task(ubn)
            self.case.ask_checkup(ubn, ClaimTask(task), REVIEWER)
            self.case.ask_checkup(ubn, ReturnCheckup(task, found), REVIEWER)
            self.case.ask(asks.ObserveCheckup(ubn), ENGINE)
            self.findings[ubn] = found
        self.case.reviewed()
        return self.look()


def _paid(world: World, number: int) -> Lived:
    """Everything that can happen to a case which is paid in the end."""
    case = applied(world, number, named=8)
    lived = Lived(case)
    case.vetted()
    lived.look().reminded(WindowKind.TRAINING, 0)
    world.now = datetime.fromisoformat("2025-04-15T09:30:00+08:00")
    case.ask(asks.CompleteOnlineCourse())
    case.attended()
    lived.look().reminded(WindowKind.LIST_SUPPLEMENT, 1)
    case.listed()
    _returned(lived)
    for ubn, firm in case.state.case.firms.items():
        if firm.needs_mending:
            case.ask(asks.AttachLetter(ubn, letter(f"{ubn} mended")))
    case.checked()
    lived.look().reminded(WindowKind.UPLOAD, 2)
    case.submitted()
    lived.look().sent_back(*case.ubns[2:5])
    case.noticed()
    lived.look().reminded(WindowKind.RESUBMISSION, 1)
    case.submitted(*case.ubns[2:5]).reviewed()
    _pay(lived.look())
    return lived.look()


def _returned(lived: Lived) -> None:
    case = lived.case
    task = case.task(TaskKind.CHECK_LIST)
    case.ask(ClaimTask(task), CHECKER)
    note = sealed(case.trainee.account, f"委任書未用印 {SCRIPT}")
    unchecked = [ubn for ubn, firm in case.state.case.firms.items() if firm.check == "unchecked"]
    found = tuple(
        asks.FirmFinding(ubn, ("letter_unsigned",) if place in (1, 4) else (), note if place == 1 else None)
        for place, ubn in enumerate(unchecked)
    )
    case.ask(asks.CheckList(task, found), CHECKER)
    lived.look()


def _pay(lived: Lived) -> None:
    case, world, batch = lived.case, lived.case.world, derived("batch", 1)
    world.ask(batch, payout.ProposeBatch(world.programme.year, (case.id,)), OFFICER)
    world.ask(batch, payout.ApproveBatch(), OTHER_OFFICER)
    world.ask(batch, payout.NotePaymentFile(letter("file")), ENGINE)
    state: Any = world.batch(batch)
    confirmed = payout.Confirmation(case.id, state.lines[case.id].net, None)
    world.ask(batch, payout.ConfirmPayments((confirmed,)), OFFICER)


def _rejected(world: World, number: int) -> Lived:
    lived = Lived(applied(world, number))
    task = lived.case.task(TaskKind.VET_REGISTRATION)
    lived.case.ask(ClaimTask(task), VETTER)
    why = sealed(lived.case.trainee.account, f"會員資格已於三月終止，請先辦理續會。\n{SCRIPT}")
    lived.case.ask(asks.Vet(task, False, why), VETTER)
    return lived.look()


def _withdrawn(world: World, number: int) -> Lived:
    lived = Lived(applied(world, number))
    lived.case.ask(asks.Withdraw(sealed(lived.case.trainee.account, "工作異動，無法完成")))
    return lived.look()


def _untrained(world: World, number: int) -> Lived:
    lived = Lived(applied(world, number).vetted())
    lived.case.window_ended(WindowKind.TRAINING)
    return lived.look()


def _unlisted(world: World, number: int) -> Lived:
    lived = Lived(applied(world, number, named=7).trained())
    case = lived.case
    for profile in case.firms[7:9]:
        case.ask(asks.AddFirm(asks.FirmEntry(profile, True, None)))
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    return lived.look()


def _unsubmitted(world: World, number: int) -> Lived:
    lived = Lived(applied(world, number).uploading())
    lived.case.submitted(*lived.case.ubns[:6]).window_ended(WindowKind.UPLOAD)
    return lived.look()


def _failed(world: World, number: int) -> Lived:
    lived = Lived(applied(world, number).resubmitting())
    lived.case.window_ended(WindowKind.RESUBMISSION)
    return lived.look()


def _without_fee(world: World, number: int) -> Lived:
    alike = firms(number * 100, *[(NEITHER, False)] * 10)
    return Lived(applied(world, number, firms=alike).certified())
