"""The check of `tanjian doctor` on readers: whether bills wait that nobody reads."""

import asyncio
from pathlib import Path

from temporalio.client import Client

from api.cli.checks import Finding, failed
from api.cli.compose import running_database_url
from api.cli.programs import temporal_address_of
from api.cli.temporal_checks import CONNECT_SECONDS, pollers
from store.database import Database
from store.read_models import ReadModels
from workflows.contracts import READING_QUEUE


async def reading_checks(data: Path) -> list[Finding]:
    """One finding: wrong where bills wait and no reader asks for work."""
    try:
        unread = await asyncio.to_thread(_unread, running_database_url(data))
        client = await asyncio.wait_for(Client.connect(temporal_address_of(data)), CONNECT_SECONDS)
        return [readers_finding(await pollers(client, READING_QUEUE, "activity"), unread)]
    except Exception as error:
        return [failed("reader", error)]


def readers_finding(readers: int, unread: int) -> Finding:
    """Readers that are away keep nothing waiting but readings; so without a bill that waits all is well."""
    zh = f"判讀程式 {readers} 個，等候判讀的單據 {unread} 份"
    en = f"Readers: {readers}; bills that wait to be read: {unread}"
    if readers == 0 and unread:
        zh, en = f"{zh}；請執行 tanjian reader", f"{en}; run tanjian reader"
    return Finding("reader", readers > 0 or unread == 0, zh, en)


def _unread(url: str) -> int:
    with Database(url) as database:
        return ReadModels(database).unread_bills()
