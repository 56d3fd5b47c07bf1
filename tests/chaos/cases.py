"""The lives of cases: what trainees and staff ask, in an order that is never quite the same."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from domain.streams import checkup_stream
from tests import made_up
from tests.chaos.client import Answer, Person
from tests.chaos.office import GUILD, Age, Office, hire, must

ITEMS = ("fuel", "water", "gas", "materials")
FIRMS_OF_A_CASE = 20


@dataclass(slots=True)
class Case:
    """One trainee's way through the year, as far as its story goes."""

    office: Office
    number: int
    trainee: Person
    id: str = ""
    letter: str = ""

    async def send(self, method: str, path: str, body: Any = None, *, file: bytes | None = None) -> Answer:
        """A command of the trainee."""
        return await self.office.client.command(self.trainee, method, path, body, file=file)

    def firm(self, place: int, *, lettered: bool = True) -> dict[str, Any]:
        """The case's firm of this place: a shop, an indicator firm, services, and one of neither sector."""
        code = {0: made_up.MIDDLE["45-46"], 9: made_up.NEITHER}.get(place, made_up.OTHER_SERVICES)
        firm = made_up.firm(self.number * FIRMS_OF_A_CASE + place, code, indicator=place == 1)
        profile = {name: getattr(firm, name) for name in ("ubn", "industry", "revenue", "capital", "county")}
        return profile | {"small_or_medium": True, "letter": self.letter if lettered else None}

    async def register(self, age: Age) -> str:
        """Registration with all firms and their letters, for the session is over; the session's id."""
        self.letter = await self.upload("letter")
        session = self.office.random.choice(self.office.sessions[age])
        trainee = {
            "name": made_up.person_name(self.number),
            "email": made_up.email(self.number),
            "national_id": made_up.national_id(self.number),
        }
        named = [self.firm(place) for place in range(10)]
        body = {"programme": "114", "trainee": trainee, "guild": GUILD, "session": session, "firms": named}
        to = zip(("bank", "branch", "account"), made_up.bank_account(self.number), strict=True)
        body |= {"bank_account": dict(to)}
        self.id = str(must(await self.send("POST", "/enrolments", body)).body["id"])
        return session

    async def upload(self, words: str) -> str:
        """Store a small file; its address."""
        files = {"file": ("委任書.pdf", _pdf(f"{words} {self.number}"), "application/pdf")}
        told = must(await self.office.client.ask("POST", "/files", self.trainee, files=files))
        return str(told.body["address"])

    async def train(self, session: str) -> None:
        """Vetting, online course and attendance, in any order."""
        steps: list[Callable[[], Awaitable[None]]] = [self._vet, self._online_course]
        steps.append(partial(self._attend, session))
        self.office.random.shuffle(steps)
        for step in steps:
            await step()

    async def _vet(self) -> None:
        task = await self.office.task(self.office.guild, "vet_registration", self.id)
        await self.office.decide(self.office.guild, task, {"accepted": True})

    async def _online_course(self) -> None:
        must(await self.send("POST", f"/enrolments/{self.id}/online-course"))

    async def _attend(self, session: str) -> None:
        # Who attended must be on the guild's page before the guild can tick them off.
        await self.office.until(self.office.guild, f"/enrolments/{self.id}", lambda told: told.get("id"))
        body = {"attendees": [{"enrolment": self.id, "attendance": "online"}]}
        must(
            await self.office.client.command(
                self.office.guild, "POST", f"/sessions/{session}/attendance", body
            )
        )

    async def reached(self, *stages: str) -> dict[str, Any]:
        """The case once it is at one of these stages; Abandoned."""
        wanted = lambda told: told if told["stage"] in stages else None  # noqa: E731
        return await self.office.until(self.trainee, f"/enrolments/{self.id}", wanted)

    async def pass_list(self, *, wrong: int = 0) -> None:
        """A reviewer checks the list; `wrong` letters come back once and are replaced."""
        task = await self.office.task(self._reviewer, "check_list", self.id)
        await self.office.decide(self._reviewer, task, await self._findings(wrong))
        if wrong:
            for place in range(wrong):
                path = f"/enrolments/{self.id}/firms/{self.firm(place)['ubn']}/letter"
                must(await self.send("PUT", path, {"letter": await self.upload(f"better letter {place}")}))
            task = await self.office.task(self._reviewer, "check_list", self.id)
            await self.office.decide(self._reviewer, task, await self._findings(0))

    @property
    def _reviewer(self) -> Person:
        return self.office.reviewers[self.number % len(self.office.reviewers)]

    async def _findings(self, wrong: int) -> dict[str, Any]:
        case = await self.reached("listing")
        bad = {self.firm(place)["ubn"] for place in range(wrong)}
        unchecked = [firm["ubn"] for firm in case["firms"] if firm["check"] == "unchecked"]
        return {
            "findings": [
                {"ubn": ubn, "reasons": ["letter_unsigned"] if ubn in bad else []} for ubn in unchecked
            ]
        }

    async def submit(self, place: int, *, returned: bool = False) -> None:
        """One firm's checkup: filled, submitted, reviewed."""
        ubn = self.firm(place)["ubn"]
        checkup = checkup_stream(UUID(self.id), ubn)
        await self._fill(f"/checkups/{checkup}", place)
        must(await self.send("POST", f"/checkups/{checkup}/submission"))
        decision: dict[str, Any] = {"approved": True}
        if returned:
            decision = {"approved": False, "findings": [{"part": "electricity", "code": "period_missing"}]}
        await self.review(ubn, decision)

    async def submit_again(self, place: int) -> None:
        """One returned checkup, sent once more and approved."""
        ubn = self.firm(place)["ubn"]
        must(await self.send("POST", f"/checkups/{checkup_stream(UUID(self.id), ubn)}/submission"))
        await self.review(ubn, {"approved": True})

    async def review(self, ubn: str, decision: dict[str, Any]) -> None:
        """A reviewer takes the checkup's review and decides it."""
        task = await self.office.task(self._reviewer, "review_checkup", self.id, ubn)
        await self.office.decide(self._reviewer, task, decision)

    async def _fill(self, checkup: str, place: int) -> None:
        bill = must(await self.send("POST", f"{checkup}/bills", file=_pdf(f"bill {self.number} {place}")))
        await self._mistakes(checkup)
        activity = {"item": "electricity", "source": "electricity", "quantity": "1234.5", "unit": "kWh"}
        period = {"first_day": "2024-01-01", "last_day": "2024-12-31", "bills": [bill.body["id"]]}
        must(await self.send("PUT", f"{checkup}/activities/{uuid4()}", activity | period))
        for item in ITEMS:
            must(await self.send("PUT", f"{checkup}/none/{item}", {"reason": "本年度無此項排放源"}))

    async def _mistakes(self, checkup: str) -> None:
        """Now and then a wrong bill, taken off again, and a quantity that shows nothing."""
        if self.office.random.random() < 0.2:
            wrong = must(await self.send("POST", f"{checkup}/bills", file=_pdf(f"wrong {checkup}")))
            must(await self.send("DELETE", f"{checkup}/bills/{wrong.body['id']}"))
            await self.send("DELETE", f"{checkup}/activities/{uuid4()}")


async def late(case: Case) -> None:
    """A session so long ago that its windows run from today, unless the trainee's own step came last."""
    session = await case.register(Age.PAST)
    await case.train(session)
    await case.reached("listing", "over")
    await case.send("POST", f"/enrolments/{case.id}/firms", case.firm(12))
    await case.send("POST", f"/enrolments/{case.id}/withdrawal", {"reason": "工作繁忙"})
    await case.reached("over")
    await case.send("POST", f"/enrolments/{case.id}/firms", case.firm(13))


async def ending(case: Case) -> None:
    """A list that is being completed when its window ends."""
    random = case.office.random
    session = await case.register(Age.ENDING)
    await case.train(session)
    # Whatever became of the list's check: a firm that leaves takes it away.
    for place in range(1, 10):
        await case.send("DELETE", f"/enrolments/{case.id}/firms/{case.firm(place)['ubn']}")
    for place in range(2, 2 + random.randrange(1, 9)):
        lettered = random.random() < 0.7
        added = await case.send("POST", f"/enrolments/{case.id}/firms", case.firm(place, lettered=lettered))
        if added.accepted and not lettered:
            path = f"/enrolments/{case.id}/firms/{case.firm(place)['ubn']}/letter"
            await case.send("PUT", path, {"letter": case.letter})
    await case.send("POST", f"/enrolments/{case.id}/firms", case.firm(0))
    if random.random() < 0.15:
        await case.send("POST", f"/enrolments/{case.id}/withdrawal", {"reason": "工作繁忙"})


async def recent(case: Case) -> None:
    """A case in time: its list passes, and some of its checkups are submitted and reviewed."""
    random = case.office.random
    session = await case.register(Age.RECENT)
    await case.train(session)
    await case.pass_list(wrong=random.choice((0, 0, 1)))
    places = random.sample(range(10), 3)
    await together(case.submit(place, returned=random.random() < 0.3) for place in places)


async def paid(case: Case) -> None:
    """A whole year: ten checkups, a resubmission now and then, the certificate, and the fee."""
    again = case.number % 2 == 1
    session = await case.register(Age.RECENT)
    await case.train(session)
    await case.pass_list()
    await together(case.submit(place, returned=again and place == 3) for place in range(10))
    if again:
        await case.reached("resubmitting")
        await case.submit_again(3)
    await case.reached("fee_due")
    await _pay(case)


async def _pay(case: Case) -> None:
    maker, checker = case.office.officers
    client, neither = case.office.client, case.firm(9)["ubn"]
    fee = {"amount": 500, "reason": "依公函核定"}
    must(await client.command(maker, "POST", f"/enrolments/{case.id}/firms/{neither}/fee", fee))
    proposal = {"programme": "114", "enrolments": [case.id]}
    rejected = must(await client.command(maker, "POST", "/payout-batches", proposal)).body["id"]
    must(await client.command(checker, "POST", f"/payout-batches/{rejected}/rejection"))
    batch = must(await client.command(maker, "POST", "/payout-batches", proposal)).body["id"]
    must(await client.command(checker, "POST", f"/payout-batches/{batch}/approval"))
    wanted = lambda told: told if told["stage"] == "sent" else None  # noqa: E731
    sent = await case.office.until(maker, f"/payout-batches/{batch}", wanted)
    payments = [{"enrolment": line["enrolment"], "amount": line["net"]} for line in sent["lines"]]
    must(await client.command(maker, "POST", f"/payout-batches/{batch}/confirmation", {"payments": payments}))
    await case.reached("over")


async def together(stories: Iterable[Coroutine[Any, Any, None]]) -> None:
    """All at once; what stops one does not cut off the others' requests."""
    for ended in await asyncio.gather(*stories, return_exceptions=True):
        if isinstance(ended, BaseException):
            raise ended


# A third each; of those in time, every third goes all the way.
STORIES = (paid, late, ending, recent, late, ending, recent, late, ending)


async def trainee(office: Office, number: int) -> Person:
    """The trainee of this number, signed in."""
    return await hire(office.client, office.officers[0], "trainee", f"trainee{number}")


async def live(office: Office, number: int, person: Person) -> None:
    """The story of the case with this number; Enough, Abandoned, Unanswered."""
    await STORIES[number % len(STORIES)](Case(office, number, person))


def _pdf(words: str) -> bytes:
    rest = b"\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return b"%PDF-1.4\n% " + words.encode() + rest
