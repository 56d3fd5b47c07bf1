"""Which paths a cohort of a size takes: each way to end three times, every path, then what is usual."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from random import Random
from typing import Any

from api.cli.demo.cohort import firm_lists
from api.cli.demo.cohort.firm_lists import FirmList
from api.cli.demo.cohort.paths import (
    changed,
    given_up,
    out_of_a_window,
    out_of_review,
    refused,
    taken_up_again,
    to_a_certificate,
    to_a_fee,
)

ROUNDS = 3


class Held(StrEnum):
    """Which sessions a path can begin with."""

    ANY = "any"
    EARLY = "early"
    LATE = "late"
    FOLLOWED = "followed"
    MOVED = "moved"
    CANCELLED = "cancelled"


class Meeting(StrEnum):
    """What a path hangs on beside its own trainee."""

    NOTHING = "nothing"
    FULL_QUOTA = "full_quota"
    OTHER_LIFE = "other_life"


@dataclass(frozen=True, slots=True)
class Path:
    """What is done, by one of the lists of firms, from a session of this kind on."""

    lives: Callable[..., None]
    lists: tuple[FirmList, ...]
    held: Held = Held.ANY
    meets: Meeting = Meeting.NOTHING


SETS = (firm_lists.services_set, firm_lists.manufacturing_set, firm_lists.both_sets)
SERVICES = (firm_lists.services_set,)
NO_SETS = (
    firm_lists.without_indicator,
    firm_lists.one_for_two_slots,
    firm_lists.one_sub_industry_twice,
    firm_lists.no_sub_industry,
)

TO_A_FEE = (
    # Early, so that others can meet its firms and its person.
    Path(to_a_fee.straight, SETS, Held.EARLY),
    Path(to_a_fee.resubmits, SETS),
    Path(to_a_fee.cut_by_the_hard_stop, SETS, Held.LATE),
    Path(to_a_fee.officer_sets_a_fee, (firm_lists.with_neither,)),
    Path(to_a_fee.mends_the_list_after, SETS, Held.EARLY),
    Path(to_a_fee.attends_a_later_session, SETS, Held.FOLLOWED),
    Path(to_a_fee.payment_comes_back, SETS),
    Path(to_a_fee.submits_in_the_last_second, SETS),
    Path(to_a_fee.replaces_a_firm, SETS),
    Path(to_a_fee.lists_in_the_last_second, SERVICES, Held.EARLY),
    Path(to_a_fee.mends_the_list_inside, SETS),
    Path(to_a_fee.course_after_the_session, SETS),
    Path(to_a_fee.reviewed_as_they_come, SETS),
    Path(to_a_fee.resubmits_in_the_last_second, SETS),
    Path(to_a_fee.reviewed_late, (*SETS, firm_lists.with_neither)),
    Path(refused.finds_another_firm, (firm_lists.services_only,), meets=Meeting.FULL_QUOTA),
)
# What is changed on the way is rarer than anything else, and comes three times in a hundred.
CHANGED = (
    Path(changed.swaps_a_firm, SETS),
    Path(changed.gives_a_turn_on, SETS),
    Path(changed.loses_a_consent_under_review, SETS),
    Path(changed.loses_a_consent_after_approval, SETS),
    Path(changed.has_the_upload_extended, SETS),
    Path(changed.has_firms_corrected, SETS, Held.EARLY),
    Path(changed.asks_a_question, SETS),
    Path(changed.waits_for_a_moved_session, SETS, Held.MOVED),
    Path(changed.waits_for_another_session, SETS, Held.CANCELLED),
    Path(changed.recorded_after_the_last_day, SETS, Held.LATE),
    Path(changed.vetted_after_the_last_day, SETS, Held.LATE),
    Path(taken_up_again.certificate_revoked_after_payment, SETS),
    Path(taken_up_again.account_mended, SETS),
    Path(taken_up_again.payment_undone, SETS),
)
# Places that were given up are taken again, so their firms need none of those that run out.
REINSTATED = (
    Path(taken_up_again.after_the_upload, SERVICES),
    Path(taken_up_again.after_the_list, SERVICES, Held.EARLY),
    Path(taken_up_again.after_the_resubmission, SERVICES),
)
WAYS_TO_END: Mapping[str, Sequence[Path]] = {
    "a fee": (*TO_A_FEE, *CHANGED, *REINSTATED),
    "a certificate": tuple(
        Path(lives, (firms,))
        for lives in (to_a_certificate.straight, to_a_certificate.resubmits)
        for firms in NO_SETS
    ),
    "out of review": (
        Path(out_of_review.does_not_pass_again, SETS),
        Path(out_of_review.does_not_resubmit, SETS),
        Path(out_of_review.resubmits_a_second_late, SETS),
        Path(out_of_review.told_on_the_hard_stop, SETS, Held.LATE),
    ),
    "out of the upload": (
        Path(out_of_a_window.submits_some, SETS),
        Path(out_of_a_window.submits_a_second_late, SETS),
    ),
    "out of the list": (
        Path(out_of_a_window.lists_a_second_late, SERVICES, Held.EARLY),
        Path(out_of_a_window.never_mends_the_list, SETS),
        Path(out_of_a_window.lists_too_few, SETS),
        Path(out_of_a_window.lacks_a_letter, SETS, Held.EARLY),
    ),
    "out of the training": (
        Path(out_of_a_window.never_attends, SETS),
        Path(out_of_a_window.never_does_the_course, SETS),
        Path(out_of_a_window.never_vetted, SETS),
    ),
    "given up": (
        Path(given_up.while_in_review, SETS),
        Path(given_up.while_listing, SETS),
        Path(given_up.before_the_session, SETS),
    ),
    "not accepted": (Path(given_up.not_accepted, SETS),),
    "revoked": (Path(taken_up_again.certificate_revoked_before_payment, SETS),),
    "taken back": (Path(taken_up_again.payment_taken_back, SETS),),
    "refused": (
        Path(refused.meets_a_full_quota, (firm_lists.factories_only,), meets=Meeting.FULL_QUOTA),
        Path(refused.names_a_firm_of_another, SERVICES, meets=Meeting.OTHER_LIFE),
        Path(refused.registers_twice, SERVICES, meets=Meeting.OTHER_LIFE),
    ),
}
# How usual each way to end is once every path is there.
_WEIGHTS = (40, 12, 8, 9, 8, 6, 8, 4, 2, 2, 5)


def paths_for(trainees: int, chance: Random) -> list[Path]:
    """The paths of a cohort of this size, in no order that tells anything."""
    wanted = [path for path, _ in zip(_endless(chance), range(trainees), strict=False)]
    chance.shuffle(wanted)
    return wanted


def _endless(chance: Random) -> Iterator[Path]:
    # A first round of each way to end, a second and a third; a full quota and a paid case are in the first.
    rounds = [ways[number % len(ways)] for number in range(ROUNDS) for ways in WAYS_TO_END.values()]
    yield from rounds
    # Then what is changed on the way, so that few trainees meet every rule.
    every = chain((*CHANGED, *REINSTATED), chain.from_iterable(WAYS_TO_END.values()))
    unused = [path for path in dict.fromkeys(every) if path not in rounds]
    yield from unused
    yield from CHANGED * (ROUNDS - 1)
    ways: Any = list(WAYS_TO_END.values())
    while True:
        yield chance.choice(chance.choices(ways, _WEIGHTS)[0])
