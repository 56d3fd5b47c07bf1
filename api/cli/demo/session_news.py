"""Sessions that a guild moves or cancels, told to their cases before anything else happens."""

from datetime import datetime
from uuid import UUID

from api.cli.demo.desk import Desk
from api.cli.demo.scenario import Scenario, SessionPart
from workflows.contracts import WorkflowKind, workflow_id

News = tuple[datetime, SessionPart]


def dated(scenario: Scenario) -> list[News]:
    """Each session that something happens to, with when; a session is moved or cancelled, not both."""
    sessions = [(session.news_at, session) for session in scenario.sessions]
    return sorted(((at, session) for at, session in sessions if at is not None), key=lambda each: each[0])


async def tell(desk: Desk, session: SessionPart) -> None:
    """The guild moves or cancels the session, and every case that waits for it has heard."""
    token, address = desk.guilds[session.guild], desk.sessions[session.key]
    if session.moved is not None:
        body = {"day": session.moved.day, "place": session.place, "reason": "場地整修"}
        await desk.do(token, "POST", f"/sessions/{address}/move", body)
    else:
        await desk.do(token, "POST", f"/sessions/{address}/cancellation", {"reason": "報名人數不足"})
    client = desk.world.services.temporal
    assert client is not None
    # Its workflow ends when all of its cases are told.
    await client.get_workflow_handle(workflow_id(WorkflowKind.SESSION, UUID(address))).result()
    await desk.world.quiet()
