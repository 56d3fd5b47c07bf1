"""The verbs of a scenario, each as the requests that a person sends for it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from api.cli.demo import changes, office
from api.cli.demo.desk import Desk, RequestRefused, Stand, small_pdf, together
from api.cli.demo.firm_bodies import firm_body
from api.cli.demo.scenario import Action, FirmPart
from domain.streams import checkup_stream, derived


async def register(desk: Desk, stand: Stand, action: Action) -> None:
    """Registration with the first firms; a refusal by rule is an outcome of the scenario."""
    lettered = stand.chosen(action.letters or action.firms)
    firms = await together(
        firm_body(desk, stand, firm, with_letter=firm in lettered) for firm in stand.chosen(action.firms)
    )
    part = stand.part
    body = {
        "programme": desk.scenario.programme,
        "trainee": {"name": part.name, "email": part.email, "national_id": part.national_id},
        "guild": desk.scenario.session(part.session).guild,
        "session": desk.sessions[part.session],
        "firms": firms,
        "bank_account": office.account_of(part.national_id),
    }
    try:
        stand.enrolment = UUID((await desk.do(stand.token, "POST", "/enrolments", body))["id"])
    except RequestRefused as refused:
        stand.refused = refused.code
        raise


async def vet(desk: Desk, stand: Stand, action: Action) -> None:
    """The guild's decision on the registration."""
    token = desk.guild_of(stand)
    task = await desk.task(token, "vet_registration", stand.case)
    body = {"accepted": action.accepted, "reason": None if action.accepted else "非本會會員"}
    await desk.do(token, "POST", f"/tasks/{task}/decision", body)


async def online_course(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee has done the online course."""
    await desk.do(stand.token, "POST", f"/enrolments/{stand.case}/online-course")


async def attend(desk: Desk, stand: Stand, action: Action) -> None:
    """The guild records that the trainee attended: the session waited for, unless another is named."""
    session = desk.sessions[action.session or stand.session]
    body = {"attendees": [{"enrolment": str(stand.case), "attendance": action.attendance}]}
    await desk.do(desk.guild_of(stand), "POST", f"/sessions/{session}/attendance", body)


async def add_firms(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee adds firms, those not yet listed by default, each with its letter unless said."""
    case = await desk.do(stand.token, "GET", f"/enrolments/{stand.case}")
    listed = {firm["ubn"] for firm in case["firms"]}
    lettered = stand.chosen(action.letters)
    new = [firm for firm in stand.chosen(action.firms) if firm.ubn not in listed]
    for body in await together(firm_body(desk, stand, firm, with_letter=firm in lettered) for firm in new):
        await desk.do(stand.token, "POST", f"/enrolments/{stand.case}/firms", body)


async def remove_firms(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee takes firms off the list."""
    for firm in stand.chosen(action.firms):
        await desk.do(stand.token, "DELETE", f"/enrolments/{stand.case}/firms/{firm.ubn}")


async def attach_letters(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee attaches, or replaces, letters."""
    for firm in stand.chosen(action.firms):
        body = {"letter": await desk.upload(stand.token, f"letter {firm.ubn} {action.at}")}
        await desk.do(stand.token, "PUT", f"/enrolments/{stand.case}/firms/{firm.ubn}/letter", body)


async def check_list(desk: Desk, stand: Stand, action: Action) -> None:
    """The reviewer checks the list: the firms of `wrong` come back, the others pass."""
    task = await desk.task(desk.reviewer, "check_list", stand.case)
    case = await desk.do(desk.reviewer, "GET", f"/enrolments/{stand.case}")
    wrong = {firm.ubn for firm in stand.chosen(action.wrong)}
    findings = [
        {"ubn": firm["ubn"], "reasons": ["letter_unsigned"] if firm["ubn"] in wrong else []}
        for firm in case["firms"]
        if firm["check"] == "unchecked"
    ]
    await desk.do(desk.reviewer, "POST", f"/tasks/{task}/decision", {"findings": findings})


async def fill(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee enters all that the checkups ask for, and submits nothing."""
    await together(_fill(desk, stand, firm, action) for firm in stand.chosen(action.firms))


async def submit(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee fills and submits checkups, or mends and resubmits those that came back.

    Without `firms` those that are open or came back; those of `firms` whatever has become of them.
    """
    case = await desk.do(stand.token, "GET", f"/enrolments/{stand.case}")
    progress = {firm["ubn"]: firm["progress"] for firm in case["firms"]}
    firms = [
        firm
        for firm in stand.chosen(action.firms)
        if action.firms is not None or progress.get(firm.ubn) in ("open", "returned")
    ]
    await together(_fill(desk, stand, firm, action) for firm in firms if _lacks(stand, firm, progress))
    for firm in firms:
        await desk.do(stand.token, "POST", f"{_checkup(stand, firm)}/submission")


async def review(desk: Desk, stand: Stand, action: Action) -> None:
    """The reviewer decides every checkup that awaits it: those of `wrong` come back, the others pass."""
    wrong = {firm.ubn for firm in stand.chosen(action.wrong)}
    tasks = await desk.tasks(desk.reviewer, "review_checkup", stand.case)
    await together(desk.claim(desk.reviewer, task) for task in tasks)
    for task in tasks:
        decision: dict[str, Any] = {"approved": True}
        if task["ubn"] in wrong:
            finding = {"part": "electricity", "code": "period_missing", "note": "缺十二月份電費單"}
            decision = {"approved": False, "findings": [finding]}
        await desk.do(desk.reviewer, "POST", f"/tasks/{task['id']}/decision", decision)


async def withdraw(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee gives up."""
    await desk.do(stand.token, "POST", f"/enrolments/{stand.case}/withdrawal", {})


Play = Callable[[Desk, Stand, Action], Awaitable[None]]
ACTIONS: Mapping[str, Play] = {
    play.__name__: play
    for play in (
        register,
        vet,
        online_course,
        attend,
        add_firms,
        remove_firms,
        attach_letters,
        check_list,
        fill,
        submit,
        review,
        withdraw,
        office.pay,
        office.decide_fee,
        office.end_late_notice,
        office.give_account,
        office.reverse,
        changes.swap_firm,
        changes.cancel_firm,
        changes.withdraw_consent,
        changes.correct_firm,
        changes.choose_session,
        changes.ask,
        changes.answer,
        changes.extend,
        changes.reinstate,
        changes.revoke,
    )
}


async def _fill(desk: Desk, stand: Stand, firm: FirmPart, action: Action) -> None:
    """A year's electricity with its bill, and a reasoned none for everything else; again, a better bill."""
    checkup, year = _checkup(stand, firm), desk.programme.inventory_year
    files = {"file": ("bill.pdf", small_pdf(f"bill {checkup} {action.at}"), "application/pdf")}
    bill = (await desk.do(stand.token, "POST", f"{checkup}/bills", files=files))["id"]
    first = derived("scenario-activity", stand.case, firm.ubn)
    shown = await desk.do(stand.token, "GET", checkup)
    entered = next(iter(shown["activities"]), {"id": str(first), "bills": []})
    activity = {
        "item": "electricity",
        "source": "electricity",
        "quantity": "12480",
        "unit": "kWh",
        "first_day": date(year, 1, 1).isoformat(),
        "last_day": date(year, 12, 31).isoformat(),
        "bills": [*entered["bills"], bill],
    }
    await desk.do(stand.token, "PUT", f"{checkup}/activities/{entered['id']}", activity)
    if firm.ubn not in stand.filled:
        for item in desk.programme.stages.mandatory.items:
            if item != "electricity":
                body = {"reason": "本店無此項目"}
                await desk.do(stand.token, "PUT", f"{checkup}/none/{item}", body)
    stand.filled.add(firm.ubn)


def _checkup(stand: Stand, firm: FirmPart) -> str:
    return f"/checkups/{checkup_stream(stand.case, firm.ubn)}"


def _lacks(stand: Stand, firm: FirmPart, progress: Mapping[str, str]) -> bool:
    """Whether the firm's checkup is to be filled, or mended, before it can be submitted."""
    stands = progress.get(firm.ubn)
    return stands == "returned" or (stands == "open" and firm.ubn not in stand.filled)
