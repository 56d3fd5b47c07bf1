"""Records the history of an import that `test_replay.py` replays: `python -m tests.workflows.record_import`.

A guild's list of two trainees, one firm of which a third has: made-up people, and no encryption. As the
other histories it is recorded once, and stands for the imports that are under way in production.
"""

import asyncio
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from api.cli.demo.world import Conditions, DemoWorld, demo_world
from domain.event import Role
from tests.api.office import BEGINS, session_body
from tests.imports.made_up_list import as_csv, letters_of, rows_of, with_faults
from tests.workflows.record import HISTORIES, SINCE
from workflows.contracts import WorkflowKind, workflow_id


async def record(path: Path) -> None:
    """Live one import, and keep what Temporal has of it."""
    with tempfile.TemporaryDirectory(prefix="tanjian-record-", ignore_cleanup_errors=True) as name:
        async with demo_world(Path(name), BEGINS, Conditions(encrypted=False)) as world:
            imported = await _import(world)
            client = world.services.temporal
            assert client is not None
            handle = client.get_workflow_handle(workflow_id(WorkflowKind.IMPORT, imported))
            await handle.result()
            history = (await handle.fetch_history()).to_json()
    await asyncio.to_thread(path.write_text, history, encoding="utf-8")


async def _import(world: DemoWorld) -> Any:
    accounts, now = world.services.accounts, world.clock.now()
    account = accounts.create_account("g01", "correct-horse", Role.GUILD, guild="G01")
    headers = {"Authorization": f"Bearer {accounts.issue(account, now + timedelta(days=1))}"}

    async def post(path: str, **body: Any) -> str:
        key = {"Idempotency-Key": str(uuid4())}
        answer = await world.http.post(path, headers=headers | key, **body)
        answer.raise_for_status()
        await world.quiet()
        return str(answer.json()["id"])

    session = await post("/sessions", json=session_body())
    first = rows_of(1, first_person=8, first_firm=800)
    rows = with_faults(rows_of(2), {"wrong_email": 1, "firm_taken": 1}, [first[0].values["ubn"]])
    for sent in (first, rows):
        files = {
            "file": ("list.csv", as_csv([row.cells for row in sent])),
            "letters": ("letters.zip", letters_of(sent)),
        }
        imported = await post("/imports", files=files, data={"programme": "114", "session": session})
    return imported


if __name__ == "__main__":
    kept = Path(sys.argv[1]) if sys.argv[1:] else HISTORIES / f"import{SINCE}.json"
    if kept.exists():
        raise SystemExit(f"{kept.stem} is recorded: imports sleep on it. A new path needs a new name.")
    asyncio.run(record(kept))
