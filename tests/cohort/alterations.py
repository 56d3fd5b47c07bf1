"""Rules of the second computation altered one at a time: each must show as a difference."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from tests.cohort.by_hand.numbers import REMINDER_DAYS, REST_DAYS, Numbers

_RULES = Numbers()
_LATER_REST = tuple(day for day in REST_DAYS if day != "2025-05-30")

_FEWER_REMINDERS = {**REMINDER_DAYS, "upload": (60, 30, 14, 7, 3)}

ALTERATIONS: Mapping[str, Numbers] = {
    "R1 training ends a day earlier": replace(_RULES, training_ends=date(2025, 7, 14)),
    "R5 two days to record attendance": replace(_RULES, recording_working_days=2),
    "R5 a window that is over is given all the same": replace(
        _RULES, nobody_gets_a_window_that_is_over=False
    ),
    "R5 a session's new day is not heard of": replace(_RULES, sessions_can_be_moved=False),
    "R6 a person may enrol twice": replace(_RULES, person_once=False),
    "R7 early registration ends on 6/29": replace(_RULES, early_until=date(2025, 6, 29)),
    "R7 early registration needs three firms": replace(_RULES, early_firms=3),
    "R9 a firm may be on two lists": replace(_RULES, firm_once=False),
    "R10 retail begins at 471111": replace(_RULES, retail_begins="471111"),
    "R10 manufacturing ends with 33": replace(_RULES, manufacturing=("08", "33")),
    "R11 corrections do not count": replace(_RULES, corrections_count=False),
    "R11 revenue above the threshold": replace(_RULES, indicator_revenue=5_000_001),
    "R11 revenue just below the threshold": replace(_RULES, indicator_revenue=4_999_999),
    "R11 capital above the threshold": replace(_RULES, indicator_capital=2_000_001),
    "R11 capital just below the threshold": replace(_RULES, indicator_capital=1_999_999),
    "R12 seven working days": replace(_RULES, list_working_days=7),
    "R12 nine working days": replace(_RULES, list_working_days=9),
    "R12 the training day counts": replace(_RULES, first_day_counts=True),
    "R13 two working days to mend": replace(_RULES, fix_working_days=2),
    "R14 nothing is swapped": replace(_RULES, swap_until_submitted=False),
    "R14 a turn is not given on": replace(_RULES, turns_can_be_given_on=False),
    "R15 who is approved leaves without consent": replace(_RULES, approved_stay_without_consent=False),
    "R16 one factory is enough": replace(_RULES, factories_wanted=1),
    "R17 two shops": replace(_RULES, shops_wanted=2),
    "R18 one firm in two slots": replace(_RULES, slots_distinct=False),
    "R21 800 for services": replace(_RULES, services_fee=800),
    "R21 900 for manufacturing": replace(_RULES, manufacturing_fee=900),
    "R23 who lapses keeps the places": replace(_RULES, lapsed_free_their_places=False),
    "R24 two months": replace(_RULES, upload_months=2),
    "R28 two months to resubmit": replace(_RULES, resubmission_months=2),
    "R28 the hard stop a day earlier": replace(_RULES, hard_stop=date(2025, 10, 30)),
    "R30 no window is extended": replace(_RULES, windows_can_be_extended=False),
    "R34 what is taken back is due again": replace(_RULES, clawed_back_for_good=False),
    "R35 no certificate is revoked": replace(_RULES, certificates_can_be_revoked=False),
    "R36 reinstated without their firms": replace(_RULES, reinstated_with_their_firms=False),
    "R38 no last day moves": replace(_RULES, last_day_rolls=False),
    "R38 5/30 is a working day": replace(_RULES, rest_days=_LATER_REST),
    "R39 a minute late is in time": replace(_RULES, grace=timedelta(minutes=1)),
    "R39 the last minute is too late": replace(_RULES, grace=timedelta(minutes=-1)),
    "R45 no reminder on the day before the upload ends": replace(_RULES, reminder_days=_FEWER_REMINDERS),
}
