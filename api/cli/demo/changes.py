"""What is changed in a case beside its usual way: by its trainee, or by one officer or two."""

from typing import Any

from api.cli.demo.desk import Desk, Stand
from api.cli.demo.firm_bodies import firm_body
from api.cli.demo.scenario import Action


async def swap_firm(desk: Desk, stand: Stand, action: Action) -> None:
    """The first of two firms leaves the list, and the second takes its turn with its letter."""
    old, new = stand.chosen(action.firms)
    body = {"firm": await firm_body(desk, stand, new), "reason": "客戶歇業"}
    await desk.do(stand.token, "POST", f"/enrolments/{stand.case}/firms/{old.ubn}/swap", body)


async def cancel_firm(desk: Desk, stand: Stand, action: Action) -> None:
    """An officer takes firms off the list."""
    for firm in stand.chosen(action.firms):
        path = f"/enrolments/{stand.case}/firms/{firm.ubn}"
        await desk.do(desk.officers[0], "DELETE", path, {"reason": "依公會來函"})


async def withdraw_consent(desk: Desk, stand: Stand, action: Action) -> None:
    """An officer notes that the owners of these firms have withdrawn their consent."""
    for firm in stand.chosen(action.firms):
        path = f"/enrolments/{stand.case}/firms/{firm.ubn}/consent-withdrawal"
        await desk.do(desk.officers[0], "POST", path, {"reason": "負責人來函"})


async def correct_firm(desk: Desk, stand: Stand, action: Action) -> None:
    """An officer corrects what was declared of these firms; what the action does not name stays."""
    for firm in stand.chosen(action.firms):
        body = {**firm.model_dump(exclude={"ubn"}), **action.corrected, "reason": "依稅籍登記"}
        await desk.do(desk.officers[0], "PUT", f"/enrolments/{stand.case}/firms/{firm.ubn}/profile", body)


async def choose_session(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee waits for another session of the guild."""
    assert action.session is not None
    body = {"session": desk.sessions[action.session]}
    await desk.do(stand.token, "POST", f"/enrolments/{stand.case}/session", body)
    stand.session = action.session


async def ask(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee asks a question."""
    await desk.do(
        stand.token, "POST", f"/enrolments/{stand.case}/questions", {"words": "共用電表要如何分攤？"}
    )


async def answer(desk: Desk, stand: Stand, action: Action) -> None:
    """The reviewer answers the oldest open question."""
    task = await desk.task(desk.reviewer, "answer_question", stand.case)
    await desk.do(desk.reviewer, "POST", f"/tasks/{task}/decision", {"answer": "依面積分攤"})


async def extend(desk: Desk, stand: Stand, action: Action) -> None:
    """Two officers let a window end on a later day."""
    body = {"window": action.window, "last_day": f"{action.last_day}", "reason": "複核逾時"}
    await _by_two(desk, stand, "extensions", body)


async def reinstate(desk: Desk, stand: Stand, action: Action) -> None:
    """Two officers take an ended case up again, with a window until this day."""
    await _by_two(desk, stand, "reinstatements", {"last_day": f"{action.last_day}", "reason": "不可歸責"})


async def revoke(desk: Desk, stand: Stand, action: Action) -> None:
    """Two officers revoke the certificate."""
    await _by_two(desk, stand, "revocations", {"reason": "單據不實"})


async def _by_two(desk: Desk, stand: Stand, what: str, body: dict[str, Any]) -> None:
    """One officer proposes, and the other says yes."""
    maker, checker = desk.officers
    await desk.do(maker, "POST", f"/enrolments/{stand.case}/{what}", body)
    task = await desk.task(checker, "decide_proposal", stand.case)
    await desk.do(checker, "POST", f"/tasks/{task}/decision", {"approved": True})
