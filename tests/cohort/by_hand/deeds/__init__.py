"""What each action of a file does to a case: one function for each `do`."""

from collections.abc import Mapping

from tests.cohort.by_hand.deeds.changes import (
    answer,
    ask,
    cancel_firm,
    choose_session,
    correct_firm,
    swap_firm,
    withdraw_consent,
)
from tests.cohort.by_hand.deeds.checkups import fill, review, submit
from tests.cohort.by_hand.deeds.ending import (
    decide_fee,
    end_late_notice,
    give_account,
    pay,
    reverse,
    withdraw,
)
from tests.cohort.by_hand.deeds.ground import Deed
from tests.cohort.by_hand.deeds.listing import add_firms, attach_letters, check_list, remove_firms
from tests.cohort.by_hand.deeds.training import attend, online_course, register, vet
from tests.cohort.by_hand.deeds.two_officers import extend, reinstate, revoke

DEEDS: Mapping[str, Deed] = {
    deed.__name__: deed
    for deed in (
        register,
        vet,
        online_course,
        attend,
        add_firms,
        remove_firms,
        attach_letters,
        check_list,
        fill,
        submit,
        review,
        withdraw,
        decide_fee,
        end_late_notice,
        pay,
        give_account,
        reverse,
        swap_firm,
        cancel_firm,
        withdraw_consent,
        correct_firm,
        choose_session,
        ask,
        answer,
        extend,
        reinstate,
        revoke,
    )
}
