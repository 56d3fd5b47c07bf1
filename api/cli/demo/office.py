"""What is done about fees and payments in a scenario, and to end a case that was told too late."""

from api.cli.demo.desk import Desk, Stand
from api.cli.demo.scenario import Action


async def pay(desk: Desk, stand: Stand, action: Action) -> None:
    """One officer proposes a batch of this case, the other approves it, the bank confirms or returns it."""
    maker, checker = desk.officers
    proposal = {"programme": desk.scenario.programme, "enrolments": [str(stand.case)]}
    batch = stand.batch = (await desk.do(maker, "POST", "/payout-batches", proposal))["id"]
    await desk.do(checker, "POST", f"/payout-batches/{batch}/approval")
    await desk.world.quiet()
    shown = await desk.do(maker, "GET", f"/payout-batches/{batch}")
    payments = [
        {"enrolment": line["enrolment"], "amount": line["net"], "returned": action.returned}
        for line in shown["lines"]
    ]
    await desk.do(maker, "POST", f"/payout-batches/{batch}/confirmation", {"payments": payments})


async def decide_fee(desk: Desk, stand: Stand, action: Action) -> None:
    """An officer sets what these firms of neither sector bring."""
    for firm in stand.chosen(action.firms):
        body = {"amount": action.amount, "reason": "比照服務業核給"}
        await desk.do(desk.officers[0], "POST", f"/enrolments/{stand.case}/firms/{firm.ubn}/fee", body)


async def end_late_notice(desk: Desk, stand: Stand, action: Action) -> None:
    """An officer ends a case whose notice came when no resubmission window could open."""
    task = await desk.task(desk.officers[0], "late_notice", stand.case)
    body = {"reason": "補件通知逾計畫截止日，依規定結案"}
    await desk.do(desk.officers[0], "POST", f"/tasks/{task}/decision", body)


async def give_account(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee gives another account to be paid to."""
    body = account_of(stand.part.national_id, "007")
    await desk.do(stand.token, "PUT", f"/enrolments/{stand.case}/bank-account", body)


async def reverse(desk: Desk, stand: Stand, action: Action) -> None:
    """One officer proposes to undo the last payment of this case, and the other approves it."""
    maker, checker = desk.officers
    path = f"/payout-batches/{stand.batch}/lines/{stand.case}/reversal"
    await desk.do(maker, "POST", path, {"kind": action.kind, "reason": "銀行來函更正"})
    await desk.do(checker, "POST", f"{path}/approval")


def account_of(national_id: str, bank: str = "004") -> dict[str, str]:
    """A made-up bank account, another one for each person."""
    return {"bank": bank, "branch": "0015", "account": f"000{national_id[1:]}"}
