"""What the lives do beyond the demo's actions, or in an order that twin cohorts share."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from api.cli.demo.actions import Play
from api.cli.demo.desk import Desk, Stand, small_pdf
from api.cli.demo.scenario import Action
from domain.enrolment.evolve import fold
from domain.enrolment.state import FeeDue
from domain.streams import checkup_stream


async def review(desk: Desk, stand: Stand, action: Action) -> None:
    """Decide every checkup that awaits it in the order of the list, each taken over before the next."""
    wrong = {firm.ubn for firm in stand.chosen(action.wrong)}
    assert stand.enrolment is not None
    waiting = await desk.tasks(desk.reviewer, "review_checkup", stand.enrolment)
    order = [firm.ubn for firm in stand.part.firms]
    for task in sorted(waiting, key=lambda each: order.index(each["ubn"])):
        await desk.do(desk.reviewer, "POST", f"/tasks/{task['id']}/claim")
        finding = {"part": "electricity", "code": "period_missing", "note": "缺十二月份電費單"}
        returned = {"approved": False, "findings": [finding]}
        decision: dict[str, Any] = returned if task["ubn"] in wrong else {"approved": True}
        await desk.do(desk.reviewer, "POST", f"/tasks/{task['id']}/decision", decision)
        await desk.world.quiet()


async def fill(desk: Desk, stand: Stand, action: Action) -> None:
    """Enter all that the small programme asks of these firms' checkups, and submit nothing."""
    assert stand.enrolment is not None
    for firm in stand.chosen(action.firms):
        checkup = f"/checkups/{checkup_stream(stand.enrolment, firm.ubn)}"
        files = {"file": ("bill.pdf", small_pdf(f"bill {firm.ubn}"), "application/pdf")}
        bill = (await desk.do(stand.token, "POST", f"{checkup}/bills", files=files))["id"]
        activity = {
            "item": "electricity",
            "source": "electricity",
            "quantity": "12480",
            "unit": "kWh",
            "first_day": "2024-01-01",
            "last_day": "2024-12-31",
            "bills": [bill],
        }
        await desk.do(stand.token, "PUT", f"{checkup}/activities/{uuid4()}", activity)
        await desk.do(stand.token, "PUT", f"{checkup}/none/water", {"reason": "本店無此項目"})


async def refuse(desk: Desk, stand: Stand, action: Action) -> None:
    """The guild does not accept the registration."""
    assert stand.enrolment is not None
    token = desk.guild_of(stand)
    task = await desk.task(token, "vet_registration", stand.enrolment)
    await desk.do(token, "POST", f"/tasks/{task}/decision", {"accepted": False, "reason": "非本會會員"})


async def propose(desk: Desk, stand: Stand, action: Action) -> None:
    """One officer proposes a batch of this case."""
    body = {"programme": desk.scenario.programme, "enrolments": [str(stand.enrolment)]}
    await desk.do(desk.officers[0], "POST", "/payout-batches", body)


async def approve(desk: Desk, stand: Stand, action: Action) -> None:
    """The other officer approves it."""
    await desk.do(desk.officers[1], "POST", f"{_batch(desk, stand)}/approval")


async def reject(desk: Desk, stand: Stand, action: Action) -> None:
    """The other officer rejects it."""
    await desk.do(desk.officers[1], "POST", f"{_batch(desk, stand)}/rejection")


async def confirm(desk: Desk, stand: Stand, action: Action) -> None:
    """The bank has paid."""
    await _confirm(desk, stand, None)


async def send_back(desk: Desk, stand: Stand, action: Action) -> None:
    """The bank sends the money back."""
    await _confirm(desk, stand, "account_closed")


async def _confirm(desk: Desk, stand: Stand, returned: str | None) -> None:
    batch = _batch(desk, stand)
    shown = await desk.do(desk.officers[0], "GET", batch)
    payments = [
        {"enrolment": line["enrolment"], "amount": line["net"], "returned": returned}
        for line in shown["lines"]
    ]
    await desk.do(desk.officers[0], "POST", f"{batch}/confirmation", {"payments": payments})


def _batch(desk: Desk, stand: Stand) -> str:
    """The address of the batch that the case is in."""
    assert stand.enrolment is not None
    state = fold(each.event for each in desk.world.tools.event_log.read(stand.enrolment))
    assert isinstance(state, FeeDue)
    return f"/payout-batches/{state.batch}"


VERBS: Mapping[str, Play] = {
    play.__name__: play for play in (review, fill, refuse, propose, approve, reject, confirm, send_back)
}
