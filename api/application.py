"""The JSON application, put together from its services; nothing is connected here."""

from fastapi import FastAPI

from api import (
    accounts,
    bank_account,
    bulk_calls,
    case_changes,
    certificates,
    checkups,
    conversation,
    enrolments,
    files,
    forms,
    guilds,
    health,
    imports,
    invitations,
    letters,
    listed_firms,
    mails,
    next_task,
    papers,
    payout_files,
    payouts,
    problems,
    programmes,
    readings,
    receipts,
    reversals,
    session_attendance,
    session_changes,
    sessions,
    signing_in,
    tasks,
)
from api.description import describe
from api.limits import BodyLimit
from api.services import Services

_DESCRIPTION = """
碳健檢案件系統的 JSON 介面。每個操作先收件（receipt）再決定；收件時間決定是否逾期。

Every command is received before it is decided, and its time of receipt is what counts. Commands carry
an `Idempotency-Key`: the same key and body give the same answer for ever. `If-Match` with an ETag that
was read before makes a stale page fail with 412; rules are judged on the case as it is, either way. An
answer 202 means received and still being worked on: see `Location`. Problems are RFC 9457.
"""


def create_app(services: Services) -> FastAPI:
    """The application over these services; whoever made them closes them."""
    app = FastAPI(title="碳健檢 Tanjian", version="1", description=_DESCRIPTION, redoc_url=None)
    app.state.services = services
    app.add_middleware(
        BodyLimit, body_bytes=services.settings.body_bytes, form_bytes=services.settings.form_bytes
    )
    problems.install(app)
    for for_everyone in (
        signing_in.open_router,
        invitations.open_router,
        forms.router,
        certificates.router,
    ):
        app.include_router(for_everyone, responses=problems.DOCUMENTED)
    about_cases = (
        enrolments,
        bank_account,
        letters,
        listed_firms,
        case_changes,
        checkups,
        readings,
        tasks,
        receipts,
    )
    of_cases = (papers, mails, invitations)
    about_money = (payouts, payout_files, reversals)
    work = (next_task, bulk_calls, conversation)
    of_guilds = (programmes, sessions, session_changes, session_attendance, guilds, imports)
    for concept in (signing_in, accounts, files, *of_guilds, *about_cases, *of_cases, *about_money, *work):
        app.include_router(concept.router, responses=problems.DOCUMENTED)
    app.include_router(health.router)
    describe(app)
    return app
