"""R45: a firm that is gone while the others upload is asked for, and so is what its successor lacks."""

from decimal import Decimal
from typing import Any

import pytest

from api.missing import missing
from domain.chase import Due, FirmStanding, Missing, Pace, Standing, board
from domain.deadline import WindowKind
from domain.enrolment.agenda import due_reminder
from domain.enrolment.changes import SwapFirm
from domain.enrolment.commands import AddFirm, Remind, RemindNow, RemoveFirm
from domain.enrolment.mail_events import MailIntended, Template
from domain.enrolment.state import InReview, Over
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from store import views
from store.projection import rows_of
from store.replay import fold
from tests.domain.made_up_cases import ENGINE, VETTER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import entry
from tests.domain.specification import when
from tests.made_up import OTHER_SERVICES, firm, settled
from tests.rules.recorded import recorded

NEW = firm(900, OTHER_SERVICES)
UPLOAD = WindowKind.UPLOAD
KNOWN = Pace(0, 0, Decimal("0.1"), by_history=True)


@pytest.fixture
def case(programme: Programme, calendar: WorkingCalendar) -> MadeUpCase:
    return applied(World(settled(programme), calendar)).uploading()


@pytest.fixture
def gap(case: MadeUpCase) -> MadeUpCase:
    """Nine firms are submitted, and the tenth is gone."""
    case.submitted(*case.ubns[1:]).ask(RemoveFirm(case.ubns[0]))
    return case


@pytest.fixture
def unmended(case: MadeUpCase) -> MadeUpCase:
    """A firm has taken another's turn, and its letter did not pass."""
    case.submitted(*case.ubns[1:]).ask(SwapFirm(case.ubns[0], entry(NEW)))
    return case.checked({NEW.ubn: ("letter_unsigned",)})


def needs(case: MadeUpCase) -> dict[str, list[str]]:
    """What the trainee is shown as missing: the firms of each need."""
    folded = fold(recorded(case.world, case.id))
    assert folded is not None
    document = views.enrolment_document(folded)
    return {need["code"]: need["ubns"] for need in missing(document, case.world.programme)}


def chased(case: MadeUpCase) -> list[Missing]:
    """What the guild's board shows of the case."""
    folded = fold(recorded(case.world, case.id))
    assert folded is not None
    rows: list[dict[str, Any]] = rows_of(folded)["firms"]
    firms = (
        FirmStanding(
            row["industry"], row["has_letter"] and row["list_check"] != "not_passed", row["progress"]
        )
        for row in rows
    )
    ends = (window.deadline for window in case.state.case.windows.values())
    due = tuple(Due(end.kind, end.due_date, end.rule) for end in ends)
    standing = Standing(case.id, views.stage_of(case.state), tuple(firms), due)
    world = case.world
    lines = board([standing], KNOWN, world.now.date(), world.programme, world.calendar)
    return [line.missing for line in lines]


def reminded(case: MadeUpCase) -> MailIntended:
    """The last reminder of the window."""
    case.world.now = case.window(UPLOAD).reminders[-1]
    due = due_reminder(case.state, case.world.now)
    assert due is not None
    [mail] = [write.event for write in case.ask(Remind(due.kind, due.at), ENGINE)]
    assert isinstance(mail, MailIntended)
    return mail


def test_r45_a_missing_firm_is_shown_to_its_trainee_and_chased_by_the_guild(gap: MadeUpCase) -> None:
    assert needs(gap) == {"firms": []}
    assert chased(gap) == [Missing(1, 0, 0, 0)]


def test_r45_the_upload_reminder_says_that_a_firm_is_lacking(gap: MadeUpCase) -> None:
    mail = reminded(gap)
    assert (mail.template, mail.ubns, mail.lacking) == (Template.UPLOAD_REMINDER, (), 1)
    [by_hand] = [write.event for write in when(gap, RemindNow(None), VETTER).decision]
    assert isinstance(by_hand, MailIntended)
    assert by_hand.lacking == 1


def test_r45_the_lapse_says_it_too(gap: MadeUpCase) -> None:
    gap.window_ended(UPLOAD)
    assert gap.stage is Over
    mail = next(one for one in reversed(gap.events) if isinstance(one, MailIntended))
    assert (mail.template, mail.ubns, mail.lacking) == (Template.LAPSED_UPLOAD, (), 1)


def test_r45_once_another_is_named_only_its_checkup_is_missing(gap: MadeUpCase) -> None:
    gap.ask(AddFirm(entry(NEW)))
    assert needs(gap) == {"submission": [NEW.ubn], "list_check": []}
    gap.checked()
    assert needs(gap) == {"submission": [NEW.ubn]}
    assert chased(gap) == [Missing(0, 0, 1, 0)]
    assert reminded(gap).lacking == 0
    gap.submitted(NEW.ubn)
    assert (gap.stage, chased(gap)) == (InReview, [])


def test_r45_a_letter_that_did_not_pass_is_named_while_the_others_upload(unmended: MadeUpCase) -> None:
    assert needs(unmended) == {"not_passed": [NEW.ubn], "submission": [NEW.ubn]}
    assert chased(unmended) == [Missing(0, 1, 1, 0)]
    assert reminded(unmended).ubns == (NEW.ubn,)
