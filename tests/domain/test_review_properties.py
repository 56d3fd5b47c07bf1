"""Whatever is found and however it is mended: nothing approved is asked for twice, all can be mended."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.checkup.commands import (
    Activity,
    ApproveCheckup,
    AttachBill,
    EnterActivity,
    Finding,
    RemoveActivity,
    RemoveBill,
    ReturnCheckup,
    SubmitAddendum,
)
from domain.checkup.events import AddendumApproved, CheckupApproved, CheckupReturned
from domain.checkup.parts import ActivityField, PartKind, activity_part, bill_part, field_part, part_of
from domain.checkup.refusals import CheckupIncomplete
from domain.checkup.state import Content, NotOpened
from domain.enrolment.commands import AttachLetter, SubmitCheckup
from domain.errors import DomainError
from domain.event import Actor
from domain.programme import Programme
from domain.streams import checkup_stream
from domain.task import ClaimTask
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import OTHER_REVIEWER, REVIEWER, MadeUpCase, World, applied
from tests.domain.made_up_checkups import (
    LEAD,
    activity,
    approved_in_autumn,
    bill,
    entered,
    found,
    half_filled,
    none,
    noticed,
    sent_back,
    under_review,
)
from tests.domain.made_up_particulars import letter
from tests.domain.random_world import small

# A reason that fits each kind of part.
CODES = {
    PartKind.BILL: "bill_illegible",
    PartKind.ACTIVITY: "quantity_differs",
    PartKind.FIELD: "quantity_differs",
    PartKind.ITEM: "quantity_implausible",
    PartKind.LETTER: "letter_not_valid",
}


def short(programme: Programme) -> Programme:
    """Lists of three firms, each with every item."""
    return replace(small(programme), stages=programme.stages)


def begun(programme: Programme, calendar: WorkingCalendar) -> tuple[MadeUpCase, str]:
    """A case whose first checkup has several activities and nones; all others are approved by the notice."""
    case = applied(World(short(programme), calendar)).uploading()
    half_filled(case, case.ubns[0])
    return case, case.ubns[0]


def content(case: MadeUpCase, ubn: str) -> Content:
    checkup = case.checkup(ubn)
    assert not isinstance(checkup, NotOpened)
    return checkup.content


def parts(case: MadeUpCase, ubn: str) -> list[str]:
    """Every part that a finding can name."""
    now = content(case, ubn)
    named = [*map(bill_part, now.bills), *map(activity_part, now.activities)]
    named += [field_part(key, field) for key in now.activities for field in ActivityField]
    return [*named, *case.world.programme.stages.mandatory.items, "letter"]


def finding(part: str) -> Finding:
    named = part_of(part)
    assert named is not None
    return found(part, CODES[named.kind])


def value(case: MadeUpCase, ubn: str, part: str) -> Any:
    """What a part says, as a person would compare it: bills by their file."""
    now, named = content(case, ubn), part_of(part)
    assert named is not None
    match named.kind:
        case PartKind.BILL:
            return now.bills[named.id].file.mark if named.id in now.bills else None
        case PartKind.ACTIVITY | PartKind.FIELD:
            said = _said(now, now.activities.get(named.id) if named.id else None)
            return said.get(named.name) if named.name and said else said
        case PartKind.ITEM:
            said_of = [str(_said(now, one)) for one in now.activities.values() if one.item == named.name]
            return sorted(said_of), now.nones.get(named.name)
        case PartKind.LETTER:
            return now.letter


def _said(now: Content, used: Activity | None) -> dict[str, Any] | None:
    if used is None:
        return None
    shown = sorted(now.bills[each].file.mark for each in used.bills)
    period = (used.first_day, used.last_day)
    said = {"source": used.source, "quantity": used.quantity, "unit": used.unit, "period": period}
    return {**said, "bills": shown, "item": used.item}


def edits(case: MadeUpCase, ubn: str, draw: st.DataObject) -> Iterator[Any]:
    """Changes that a trainee may try, allowed or not."""
    now = content(case, ubn)
    for number in range(draw.draw(st.integers(0, 6))):
        chosen = draw.draw(st.sampled_from(sorted(now.activities)))
        used = content(case, ubn).activities.get(chosen, now.activities[chosen])
        shown = bill(case, f"new {number}", draw.draw(st.sampled_from(["first", "other"])))
        yield draw.draw(
            st.sampled_from(
                [
                    AttachBill(shown),
                    RemoveBill(draw.draw(st.sampled_from(sorted(now.bills)))),
                    EnterActivity(replace(used, quantity=used.quantity + draw.draw(st.integers(0, 1)))),
                    EnterActivity(replace(used, last_day=used.last_day.replace(day=30))),
                    EnterActivity(replace(used, bills=(shown.id,))),
                    RemoveActivity(chosen),
                    none(case, draw.draw(st.sampled_from(["gas", "water", "electricity"])), "other"),
                ]
            )
        )


def asked_quietly(case: MadeUpCase, ubn: str, asked: Any, by: Actor | None = None) -> str | None:
    """The code of the refusal, if it is refused."""
    try:
        case.ask_checkup(ubn, asked, by)
    except DomainError as refused:
        return refused.code
    return None


@settings(max_examples=30, deadline=None)
@given(draw=st.data())
def test_what_is_approved_and_unchanged_is_never_asked_for_again_and_all_else_may_be(
    programme: Programme, calendar: WorkingCalendar, draw: st.DataObject
) -> None:
    case, ubn = begun(programme, calendar)
    under_review(case, ubn)
    named = draw.draw(st.sets(st.sampled_from(parts(case, ubn)), min_size=1, max_size=4))
    before = {part: value(case, ubn, part) for part in parts(case, ubn)}
    sent_back(case, ubn, *map(finding, sorted(named)))
    for asked in edits(case, ubn, draw):
        asked_quietly(case, ubn, asked)
    noticed(case)
    try:
        task = under_review(case, ubn)
    except CheckupIncomplete:
        return
    for part in parts(case, ubn):
        untouched = part in before and before[part] == value(case, ubn, part)
        objected = part in named or _overlaps(part, named)
        stream, asked = checkup_stream(case.id, ubn), ReturnCheckup(task, (finding(part),))
        code = _code_of(case, stream, asked)
        assert (code == "part_approved_before") == (untouched and not objected), part


def _overlaps(part: str, named: set[str]) -> bool:
    """A field of an activity that was objected to as a whole, or an activity of which a field was."""
    whole = part.partition(".")[0]
    if part == whole:
        return any(each.partition(".")[0] == whole for each in named)
    return whole in named


def _code_of(case: MadeUpCase, stream: Any, asked: Any) -> str | None:
    try:
        case.world.decide(stream, asked, case.world.cause(REVIEWER))
    except DomainError as refused:
        return refused.code
    return None


def mend(case: MadeUpCase, ubn: str, part: str) -> None:
    """What the finding on this part asks for, and nothing else."""
    named, now = part_of(part), content(case, ubn)
    assert named is not None
    match named.kind:
        case PartKind.LETTER:
            case.ask(AttachLetter(ubn, letter("mended")))
        case PartKind.BILL if named.id in now.bills:
            _replace_bill(case, ubn, named.id)
        case PartKind.ACTIVITY if named.id in now.activities:
            _take_out(case, ubn, now.activities[named.id])
        case PartKind.FIELD if named.id in now.activities:
            _correct(case, ubn, now.activities[named.id], named.name)
        case PartKind.ITEM:
            entered(case, ubn, named.name, f"more {named.name}")
        case _:
            pass


def _replace_bill(case: MadeUpCase, ubn: str, old: Any) -> None:
    better = bill(case, f"better {old}")
    case.ask_checkup(ubn, AttachBill(better))
    for used in content(case, ubn).activities.values():
        if old in used.bills:
            case.ask_checkup(ubn, EnterActivity(replace(used, bills=(better.id,))))
    case.ask_checkup(ubn, RemoveBill(old))


def _take_out(case: MadeUpCase, ubn: str, used: Activity) -> None:
    case.ask_checkup(ubn, RemoveActivity(used.id))
    if all(other.item != used.item for other in content(case, ubn).activities.values()):
        case.ask_checkup(ubn, none(case, used.item, "counted double"))


def _correct(case: MadeUpCase, ubn: str, used: Activity, field: str) -> None:
    corrected = {
        "quantity": {"quantity": used.quantity + 1},
        "period": {"last_day": used.last_day.replace(day=30)},
    }
    if field in corrected:
        case.ask_checkup(ubn, EnterActivity(replace(used, **corrected[field])))  # type: ignore[arg-type]
    else:
        shown = bill(case, f"for {used.id} {field}")
        case.ask_checkup(ubn, AttachBill(shown))
        case.ask_checkup(ubn, EnterActivity(replace(used, bills=(*used.bills, shown.id))))


@settings(max_examples=25, deadline=None)
@given(draw=st.data())
def test_a_returned_checkup_can_always_be_resubmitted_by_mending_exactly_its_findings(
    programme: Programme, calendar: WorkingCalendar, draw: st.DataObject
) -> None:
    case, ubn = begun(programme, calendar)
    under_review(case, ubn)
    named = draw.draw(st.lists(st.sampled_from(parts(case, ubn)), min_size=1, max_size=5, unique=True))
    sent_back(case, ubn, *map(finding, named))
    noticed(case)
    for part in named:
        mend(case, ubn, part)
    task = under_review(case, ubn)
    assert asked_quietly(case, ubn, ApproveCheckup(task), REVIEWER) is None


PEOPLE = (REVIEWER, OTHER_REVIEWER, LEAD)


@settings(max_examples=12, deadline=None)
@given(draw=st.data())
def test_nobody_decides_on_what_they_made(
    programme: Programme, calendar: WorkingCalendar, draw: st.DataObject
) -> None:
    case, ubn = begun(programme, calendar)
    hands = set[Actor]()

    def made(asked: Any) -> None:
        by = draw.draw(st.sampled_from([None, *PEOPLE]))
        if asked_quietly(case, ubn, asked, by) is None and by is not None:
            hands.add(by)

    made(none(case, "gas", "seen on site"))
    made(AttachBill(bill(case, "theirs")))
    case.ask(SubmitCheckup(ubn))
    _decide_by_anyone(case, ubn, hands, draw, found("electricity", "period_missing"))
    if any(isinstance(one, CheckupReturned) for one in case.world.events[checkup_stream(case.id, ubn)]):
        made(AttachBill(bill(case, "more")))
        made(RemoveBill(bill(case, "more").id))
    check_deciders(case, ubn, hands)


@settings(max_examples=30, deadline=None)
@given(draw=st.data())
def test_nobody_decides_on_an_addendum_that_they_had_a_hand_in(
    programme: Programme, calendar: WorkingCalendar, draw: st.DataObject
) -> None:
    case = applied(World(short(programme), calendar)).uploading()
    ubn, by = approved_in_autumn(case), draw.draw(st.sampled_from(PEOPLE))
    case.ask_checkup(ubn, AttachBill(bill(case, "one")), by)
    used = activity(case, "waste", "one", bill(case, "one"))
    case.ask_checkup(ubn, EnterActivity(used))
    case.ask_checkup(ubn, SubmitAddendum())
    _decide_by_anyone(case, ubn, {by}, draw, found("waste", "bill_missing"))
    check_deciders(case, ubn, {by})


def _decide_by_anyone(
    case: MadeUpCase, ubn: str, hands: set[Actor], draw: st.DataObject, objection: Finding
) -> None:
    """Everyone tries, in some order; whoever had a hand in it cannot even claim."""
    task = case.review_task(ubn)
    for by in draw.draw(st.permutations(PEOPLE)):
        claimed = asked_quietly(case, ubn, ClaimTask(task), by)
        assert (claimed == "maker_cannot_check") == (by in hands) or claimed == "task_unknown"
        approve = draw.draw(st.booleans())
        asked_quietly(case, ubn, ApproveCheckup(task) if approve else ReturnCheckup(task, (objection,)), by)


def check_deciders(case: MadeUpCase, ubn: str, hands: set[Actor]) -> None:
    people = {by.person for by in hands} | {case.trainee.person}
    for happened in case.world.events[checkup_stream(case.id, ubn)][-3:]:
        if isinstance(happened, CheckupApproved | CheckupReturned | AddendumApproved):
            assert happened.by not in people
