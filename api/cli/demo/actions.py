"""The verbs of a scenario, each as the requests that a person sends for it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from api.cli.demo.scenario import Action, FirmPart, Scenario, SessionPart, TraineePart
from api.cli.demo.world import DemoWorld
from domain.streams import checkup_stream

# The year is lived out to here: every window of a programme year has ended by then.
DAYS_AFTER_LAST_ACTION = 60


class RequestRefused(Exception):
    """A request that a scenario's action needs was refused; the message says by which rule."""


@dataclass(slots=True)
class Stand:
    """A trainee of the scenario, and how far the playing has come with them."""

    part: TraineePart
    token: str
    enrolment: UUID | None = None
    refused: str | None = None

    def chosen(self, positions: tuple[int, ...] | None) -> tuple[FirmPart, ...]:
        """The firms at these positions (from 1), all of them by default."""
        if positions is None:
            return self.part.firms
        return tuple(self.part.firms[position - 1] for position in positions)


@dataclass(slots=True)
class Desk:
    """Who is at hand besides the trainees: bearer tokens of guilds, a reviewer and two officers."""

    world: DemoWorld
    scenario: Scenario
    guilds: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    reviewer: str = ""
    officers: tuple[str, str] = ("", "")

    @property
    def year_ends(self) -> datetime:
        """When everything that can become due has become so."""
        last = max(action.at for trainee in self.scenario.trainees for action in trainee.actions)
        return (last + timedelta(days=DAYS_AFTER_LAST_ACTION)).astimezone(UTC)

    async def ask(self, token: str, method: str, path: str, body: Any = None, **rest: Any) -> httpx.Response:
        """One request, answered or refused, never left pending."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
        answer = await self.world.http.request(method, path, json=body, headers=headers, **rest)
        if answer.status_code == httpx.codes.ACCEPTED:
            await self.world.quiet()
            answer = await self.world.http.get(answer.headers["Location"], headers=headers)
        return answer

    async def do(self, token: str, method: str, path: str, body: Any = None, **rest: Any) -> dict[str, Any]:
        """One request that the scenario needs to succeed; RequestRefused."""
        answer = await self.ask(token, method, path, body, **rest)
        if answer.is_error:
            problem = answer.json()
            raise RequestRefused(f"{method} {path}: {problem.get('code')} {problem.get('detail_en')}")
        told: dict[str, Any] = answer.json() if answer.content else {}
        return told

    async def schedule(self, session: SessionPart) -> str:
        """Schedule a session; its id."""
        body = {
            "programme": self.scenario.programme,
            "guild": session.guild,
            "day": session.day,
            "place": session.place,
            "seats_on_site": 60,
            "seats_online": 60,
        }
        told = await self.do(self.guilds[session.guild], "POST", "/sessions", body)
        return str(told["id"])

    def guild_of(self, stand: Stand) -> str:
        """The token of the trainee's guild."""
        return self.guilds[self.scenario.session(stand.part.session).guild]

    async def upload(self, token: str, words: str) -> str:
        """Upload a small PDF that holds the words; its address."""
        files = {"file": ("document.pdf", small_pdf(words), "application/pdf")}
        return str((await self.do(token, "POST", "/files", files=files))["address"])

    async def task(self, token: str, kind: str, enrolment: UUID) -> str | None:
        """Claim the case's open task of this kind; its id."""
        found = await self.tasks(token, kind, enrolment)
        if not found:
            return None
        await self.do(token, "POST", f"/tasks/{found[0]['id']}/claim")
        return str(found[0]["id"])

    async def tasks(self, token: str, kind: str, enrolment: UUID) -> list[dict[str, Any]]:
        """The open tasks of this kind in the case."""
        told = await self.do(token, "GET", f"/tasks?kind={kind}&enrolment={enrolment}&limit=50")
        return list(told["items"])


def small_pdf(words: str) -> bytes:
    """A PDF of one empty page, different for different words."""
    return (
        b"%PDF-1.4\n% " + words.encode() + b"\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


async def register(desk: Desk, stand: Stand, action: Action) -> None:
    """Registration with the first firms; a refusal by rule is an outcome of the scenario."""
    lettered = stand.chosen(action.letters or action.firms)
    firms = [await _firm(desk, stand, firm, firm in lettered) for firm in stand.chosen(action.firms)]
    part = stand.part
    body = {
        "programme": desk.scenario.programme,
        "trainee": {"name": part.name, "email": part.email, "national_id": part.national_id},
        "guild": desk.scenario.session(part.session).guild,
        "session": desk.sessions[part.session],
        "firms": firms,
        "bank_account": _account_of(part.national_id),
    }
    answer = await desk.ask(stand.token, "POST", "/enrolments", body)
    if answer.is_error:
        stand.refused = str(answer.json()["code"])
    else:
        stand.enrolment = UUID(answer.json()["id"])


async def vet(desk: Desk, stand: Stand, action: Action) -> None:
    """The guild's decision on the registration."""
    token = desk.guild_of(stand)
    task = await desk.task(token, "vet_registration", _case(stand))
    body = {"accepted": action.accepted, "reason": None if action.accepted else "非本會會員"}
    await desk.do(token, "POST", f"/tasks/{task}/decision", body)


async def online_course(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee has done the online course."""
    await desk.do(stand.token, "POST", f"/enrolments/{_case(stand)}/online-course")


async def attend(desk: Desk, stand: Stand, action: Action) -> None:
    """The guild records that the trainee attended."""
    session = desk.sessions[stand.part.session]
    body = {"attendees": [{"enrolment": str(_case(stand)), "attendance": action.attendance}]}
    await desk.do(desk.guild_of(stand), "POST", f"/sessions/{session}/attendance", body)


async def add_firms(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee adds firms, those not yet listed by default, each with its letter unless said."""
    case = await desk.do(stand.token, "GET", f"/enrolments/{_case(stand)}")
    listed = {firm["ubn"] for firm in case["firms"]}
    lettered = stand.chosen(action.letters)
    for firm in stand.chosen(action.firms):
        if firm.ubn not in listed:
            body = await _firm(desk, stand, firm, firm in lettered)
            await desk.do(stand.token, "POST", f"/enrolments/{_case(stand)}/firms", body)


async def remove_firms(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee takes firms off the list."""
    for firm in stand.chosen(action.firms):
        await desk.do(stand.token, "DELETE", f"/enrolments/{_case(stand)}/firms/{firm.ubn}")


async def attach_letters(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee attaches, or replaces, letters."""
    for firm in stand.chosen(action.firms):
        body = {"letter": await desk.upload(stand.token, f"letter {firm.ubn} {action.at}")}
        await desk.do(stand.token, "PUT", f"/enrolments/{_case(stand)}/firms/{firm.ubn}/letter", body)


async def check_list(desk: Desk, stand: Stand, action: Action) -> None:
    """The reviewer checks the list: the firms of `wrong` come back, the others pass."""
    task = await desk.task(desk.reviewer, "check_list", _case(stand))
    case = await desk.do(desk.reviewer, "GET", f"/enrolments/{_case(stand)}")
    wrong = {firm.ubn for firm in stand.chosen(action.wrong)}
    findings = [
        {"ubn": firm["ubn"], "reasons": ["letter_unsigned"] if firm["ubn"] in wrong else []}
        for firm in case["firms"]
        if firm["check"] == "unchecked"
    ]
    await desk.do(desk.reviewer, "POST", f"/tasks/{task}/decision", {"findings": findings})


async def submit(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee fills and submits checkups, or mends and resubmits those that came back."""
    case = await desk.do(stand.token, "GET", f"/enrolments/{_case(stand)}")
    progress = {firm["ubn"]: firm["progress"] for firm in case["firms"]}
    for firm in stand.chosen(action.firms):
        if progress.get(firm.ubn) in ("open", "returned"):
            checkup = checkup_stream(_case(stand), firm.ubn)
            await _fill(desk, stand, checkup, action)
            await desk.do(stand.token, "POST", f"/checkups/{checkup}/submission")


async def review(desk: Desk, stand: Stand, action: Action) -> None:
    """The reviewer decides every checkup that awaits it: those of `wrong` come back, the others pass."""
    wrong = {firm.ubn for firm in stand.chosen(action.wrong)}
    for task in await desk.tasks(desk.reviewer, "review_checkup", _case(stand)):
        await desk.do(desk.reviewer, "POST", f"/tasks/{task['id']}/claim")
        decision: dict[str, Any] = {"approved": True}
        if task["ubn"] in wrong:
            finding = {"part": "electricity", "code": "period_missing", "note": "缺十二月份電費單"}
            decision = {"approved": False, "findings": [finding]}
        await desk.do(desk.reviewer, "POST", f"/tasks/{task['id']}/decision", decision)


async def withdraw(desk: Desk, stand: Stand, action: Action) -> None:
    """The trainee gives up."""
    await desk.do(stand.token, "POST", f"/enrolments/{_case(stand)}/withdrawal", {})


async def pay(desk: Desk, stand: Stand, action: Action) -> None:
    """One officer proposes a batch of this case, the other approves it, the bank confirms it."""
    maker, checker = desk.officers
    proposal = {"programme": desk.scenario.programme, "enrolments": [str(_case(stand))]}
    batch = (await desk.do(maker, "POST", "/payout-batches", proposal))["id"]
    await desk.do(checker, "POST", f"/payout-batches/{batch}/approval")
    await desk.world.quiet()
    shown = await desk.do(maker, "GET", f"/payout-batches/{batch}")
    payments = [{"enrolment": line["enrolment"], "amount": line["net"]} for line in shown["lines"]]
    await desk.do(maker, "POST", f"/payout-batches/{batch}/confirmation", {"payments": payments})


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
        submit,
        review,
        withdraw,
        pay,
    )
}


def _case(stand: Stand) -> UUID:
    if stand.enrolment is None:
        raise RequestRefused(f"{stand.part.name} has no enrolment: {stand.refused}")
    return stand.enrolment


def _account_of(national_id: str) -> dict[str, str]:
    """A made-up bank account, another one for each person."""
    return {"bank": "004", "branch": "0015", "account": f"000{national_id[1:]}"}


async def _firm(desk: Desk, stand: Stand, firm: FirmPart, with_letter: bool) -> dict[str, Any]:
    letter = await desk.upload(stand.token, f"letter {firm.ubn}") if with_letter else None
    return {**firm.model_dump(), "small_or_medium": True, "letter": letter}


async def _fill(desk: Desk, stand: Stand, checkup: UUID, action: Action) -> None:
    """A year's electricity with its bill, mended where it is there, and a reasoned none for all else."""
    year = desk.world.tools.programmes.in_force(desk.scenario.programme).inventory_year
    files = {"file": ("bill.pdf", small_pdf(f"bill {checkup} {action.at}"), "application/pdf")}
    bill = (await desk.do(stand.token, "POST", f"/checkups/{checkup}/bills", files=files))["id"]
    shown = await desk.do(stand.token, "GET", f"/checkups/{checkup}")
    entered = next(iter(shown["activities"]), {"id": str(uuid4()), "bills": []})
    activity = {
        "item": "electricity",
        "source": "electricity",
        "quantity": "12480",
        "unit": "kWh",
        "first_day": date(year, 1, 1).isoformat(),
        "last_day": date(year, 12, 31).isoformat(),
        "bills": [*entered["bills"], bill],
    }
    await desk.do(stand.token, "PUT", f"/checkups/{checkup}/activities/{entered['id']}", activity)
    items = desk.world.tools.programmes.in_force(desk.scenario.programme).stages.mandatory.items
    declared = {"electricity", *(none["item"] for none in shown["nones"])}
    for item in items:
        if item not in declared:
            body = {"reason": "本店無此項目"}
            await desk.do(stand.token, "PUT", f"/checkups/{checkup}/none/{item}", body)
