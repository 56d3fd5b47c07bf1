"""World time inside a workflow: the server's time and the world's one offset (design §4.7)."""

from datetime import UTC, datetime, timedelta

from temporalio import workflow

from workflows.contracts import Start


def world_now(start: Start) -> datetime:
    """Now, aware, in UTC, cut to the world's resolution."""
    now = workflow.now().astimezone(UTC) + timedelta(seconds=start.offset_seconds)
    if start.resolution_seconds > 0:
        seconds = now.timestamp()
        now = datetime.fromtimestamp(seconds - seconds % start.resolution_seconds, UTC)
    return now
