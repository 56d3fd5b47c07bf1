"""Made-up lives of cases, one for each stage and end of design §5, as steps at instants of world time.

On `MIDDLE` they stand at every stage at once: registered, vetted, listing, list under check, list being
mended, uploading, in review, resubmitting, fee due, in a batch, sent to the bank, and every end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from api.cli.demo.actions import ACTIONS, Play
from api.cli.demo.scenario import Action, FirmPart, GuildPart, Scenario, SessionPart, TraineePart
from domain.deadline import TAIPEI
from tests.durability import verbs
from tests.made_up import OTHER_SERVICES, county, national_id, person_name, ubn

BEGINS = datetime(2025, 3, 3, 9, tzinfo=TAIPEI)
MIDDLE = datetime(2025, 6, 20, 12, tzinfo=TAIPEI)
ENDS = datetime(2026, 1, 5, 9, tzinfo=TAIPEI)

VERBS: Mapping[str, Play] = {**ACTIONS, **verbs.VERBS}


@dataclass(frozen=True, slots=True)
class Step:
    """What a trainee, or someone for their case, does at an aware instant."""

    at: datetime
    play: Play
    action: Action


@dataclass(frozen=True, slots=True)
class Life:
    """A session, whether the list has an indicator firm, and lines of `MM-DD HH verb firms`."""

    session: str
    lines: str
    indicator: bool = True


SESSIONS = {
    "early": ("2025-03-27", "G01"),
    "june": ("2025-06-06", "G01"),
    "middle": ("2025-06-18", "G02"),
    "late": ("2025-07-08", "G02"),
}
_TRAINED = """
03-10 10 register 1,2
03-11 09 vet
03-20 20 online_course
03-27 18 attend
"""
_LISTED = f"""{_TRAINED}
04-07 11 add_firms
04-09 15 check_list
"""
_SUBMITTED = f"""{_LISTED}
06-10 10 submit
"""
_CERTIFIED = f"""{_SUBMITTED}
06-17 14 review
"""
_PAID_IN_JULY = """
07-01 10 propose
07-01 11 approve
07-01 12 confirm
"""
# The first ten stand at every stage on `MIDDLE`.
LIVES: Mapping[str, Life] = {
    "returned_then_paid": Life(
        "early",
        f"""{_SUBMITTED}
        06-17 14 review -2
        07-10 10 submit
        07-15 14 review
        08-01 10 propose
        08-01 11 approve
        08-01 12 confirm""",
    ),
    "lapsed_upload": Life(
        "early",
        f"""{_LISTED}
        06-10 10 submit 1,2
        07-03 10 review -2""",
    ),
    "review_late": Life("early", f"{_SUBMITTED}\n06-25 14 review\n{_PAID_IN_JULY}"),
    "payment_returned": Life(
        "early",
        f"""{_CERTIFIED}
        06-19 10 propose
        06-19 11 approve
        06-25 10 send_back
        {_PAID_IN_JULY}""",
    ),
    "still_listing": Life(
        "middle",
        """06-10 10 register 1,2
        06-11 09 vet
        06-16 20 online_course
        06-18 18 attend
        06-24 11 add_firms
        06-26 15 check_list
        08-20 10 submit
        08-25 14 review
        09-01 10 propose
        09-01 11 approve
        09-01 12 confirm""",
    ),
    "lapsed_training": Life("late", "06-17 10 register\n06-18 10 vet\n07-01 20 online_course"),
    "list_being_mended": Life(
        "june",
        """05-26 10 register 1,2
        05-27 09 vet
        06-02 20 online_course
        06-06 18 attend
        06-17 11 add_firms
        06-19 15 check_list -3
        06-23 10 attach_letters 3
        06-24 15 check_list
        07-04 09 withdraw""",
    ),
    "batch_rejected": Life("early", f"{_CERTIFIED}\n06-19 10 propose\n06-24 10 reject\n{_PAID_IN_JULY}"),
    "withdrawn_in_review": Life(
        "early",
        f"""{_LISTED}
        06-10 10 submit 1
        06-16 09 withdraw
        06-24 14 review""",
    ),
    "certified_without_fee": Life("early", _CERTIFIED, indicator=False),
    "at_the_hard_stop": Life(
        "late",
        """06-19 10 register 1,2,3
        06-24 09 vet
        07-01 20 online_course
        07-08 18 attend
        07-10 15 check_list
        10-08 23 submit
        10-14 14 review -3
        10-31 23 submit
        11-05 10 review
        11-20 10 propose
        11-20 11 approve
        11-20 12 confirm""",
    ),
    "failed_review": Life(
        "early",
        f"""{_SUBMITTED}
        06-17 14 review -1,2
        07-10 10 submit 1
        07-15 14 review""",
    ),
    "lapsed_list": Life("early", _TRAINED),
    "paid_early": Life(
        "early",
        f"""{_LISTED}
        05-20 10 submit
        05-27 14 review
        06-05 10 propose
        06-05 11 approve
        06-05 12 confirm""",
    ),
    "list_under_check": Life(
        "middle",
        """06-10 10 register 1,2
        06-11 09 vet
        06-16 20 online_course
        06-18 18 attend
        06-19 11 add_firms
        06-24 15 check_list -1
        06-25 10 attach_letters 1
        06-27 15 check_list""",
    ),
    "returned_before_the_last": Life(
        "early",
        f"""{_LISTED}
        06-10 10 submit 1
        06-17 14 review -1
        06-23 10 submit 2,3
        06-25 14 review
        07-10 10 submit 1
        07-15 14 review
        08-01 10 propose
        08-01 11 approve
        08-01 12 confirm""",
    ),
    "rejected": Life("early", "03-10 10 register 1,2\n03-11 09 refuse"),
    "withdrawn": Life("early", f"{_LISTED}\n04-30 10 fill 1\n05-02 09 withdraw"),
    "paid_at_once": Life("early", f"{_CERTIFIED} {_PAID_IN_JULY}"),
    "unchecked_until_lapse": Life("middle", "06-10 10 register 1,2\n06-18 18 attend"),
    "waits_for_vetting": Life(
        "early",
        """03-10 10 register 1,2
        03-20 20 online_course
        03-27 18 attend""",
    ),
}


def noon_of(month: int, day: int) -> datetime:
    """Noon of a day of the year that is lived."""
    return datetime(2025, month, day, 12, tzinfo=TAIPEI)


def scenario(lives: Mapping[str, Life]) -> Scenario:
    """Guilds, sessions and one trainee for each life, by name; the steps are beside it."""
    guilds = tuple(
        GuildPart(code=code, name=f"{code} 公會", email=f"{code}@example.tw") for code in ("G01", "G02")
    )
    sessions = tuple(
        SessionPart(key=key, guild=guild, day=day, place="臺北市") for key, (day, guild) in SESSIONS.items()
    )
    trainees = tuple(_trainee(number, life) for number, life in enumerate(lives.values()))
    return Scenario(programme="114", begins=BEGINS, guilds=guilds, sessions=sessions, trainees=trainees)


def steps(life: Life) -> list[Step]:
    """The life's lines, in order."""
    return [_step(line.split()) for line in life.lines.splitlines() if line.strip()]


def _step(words: list[str]) -> Step:
    day, hour, verb, *rest = words
    at = datetime.fromisoformat(f"2025-{day}T{hour}:00:00+08:00")
    named = tuple(int(one) for one in rest[0].lstrip("-").split(",")) if rest else None
    wrong = bool(rest and rest[0].startswith("-"))
    fields = {"wrong": named} if wrong else {"firms": named}
    return Step(at, VERBS[verb], Action.model_validate({"at": at, "do": "vet", **fields}))


def _trainee(number: int, life: Life) -> TraineePart:
    kinds = (("471112", False), (OTHER_SERVICES, life.indicator), (OTHER_SERVICES, False))
    return TraineePart(
        name=person_name(number),
        national_id=national_id(number),
        email=f"trainee{number}@example.com",
        session=life.session,
        firms=tuple(_firm(number * 10 + place, *kind) for place, kind in enumerate(kinds)),
        actions=(),
    )


def _firm(number: int, industry: str, indicator: bool) -> FirmPart:
    revenue = 12_000_000 if indicator else 1_800_000
    return FirmPart(
        ubn=ubn(number), industry=industry, revenue=revenue, capital=500_000, county=county(number)
    )
