"""The checks of `tanjian doctor` on mails: whether their templates hold, and which mails wait too long."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from activities.mail_rendering import MailTemplates
from activities.mail_templates import TemplateFault
from activities.public_address import WrongPublicAddress, public_url
from api.cli.checks import Finding, failed
from api.cli.compose import running_database_url
from api.cli.console import wrong_input
from domain.enrolment.mail_events import Template
from store import read_schema, world
from store.database import Database

PATIENCE, USUAL_PATIENCE = "TANJIAN_MAIL_PATIENCE_MINUTES", 60
_CONNECT_SECONDS, _NAMED = 5.0, 5


def mail_checks(data: Path) -> Iterator[Finding]:
    """The templates and the link that they hold; then, where the database answers, the mails that wait."""
    yield _templates()
    try:
        with Database(running_database_url(data), max_size=1).open(_CONNECT_SECONDS) as database:
            yield mails_waiting(database, patience())
    except Exception as error:
        yield failed("mails", error)


def patience() -> timedelta:
    """How long a mail may wait before somebody should look, TANJIAN_MAIL_PATIENCE_MINUTES. Raises Fault."""
    told = os.environ.get(PATIENCE) or str(USUAL_PATIENCE)
    if not (told.isascii() and told.isdigit() and 0 < int(told) <= 100_000):
        wrong_input(f"{PATIENCE} 須為分鐘數，收到「{told}」。", f'{PATIENCE} takes minutes, got "{told}".')
    return timedelta(minutes=int(told))


def mails_waiting(database: Database, longest: timedelta) -> Finding:
    """The mails that were decided on longer ago, in world time, and are neither sent nor refused."""
    now = world.ServerClock(world.load(database)).now()
    with read_schema.current(database) as connection:
        rows = connection.execute(
            "SELECT m.id, m.template, m.enrolment, a.last_error, count(*) OVER () AS waiting"
            " FROM mails m LEFT JOIN public.mail_attempts a ON a.mail = m.id"
            " WHERE m.state = 'waiting' AND m.intended_at < %s ORDER BY m.intended_at, m.id LIMIT %s",
            (now - longest, _NAMED),
        ).fetchall()
    minutes = int(longest.total_seconds() // 60)
    if not rows:
        zh, en = f"沒有郵件等候逾 {minutes} 分鐘", f"No mail has waited for more than {minutes} minutes"
        return Finding("mails", True, zh, en)
    named = "; ".join(f"{row['template']} {row['id']} ({row['last_error'] or '-'})" for row in rows)
    count = rows[0]["waiting"]
    return Finding(
        "mails",
        False,
        f"{count} 封郵件等候逾 {minutes} 分鐘：{named}；見 tanjian mails --state waiting",
        f"{count} mails wait for more than {minutes} minutes: {named}; see tanjian mails --state waiting",
    )


def _templates() -> Finding:
    try:
        MailTemplates()
        link = public_url()
    except (TemplateFault, WrongPublicAddress) as error:
        return failed("templates", error)
    count = len(Template)
    return Finding("templates", True, f"{count} 種郵件，連結 {link}", f"{count} mails; links go to {link}")
