"""What each action of a file does to a case: one function for each `do`."""

from collections.abc import Mapping

from tests.cohort.by_hand.deeds.checkups import fill, review, submit
from tests.cohort.by_hand.deeds.ending import decide_fee, end_late_notice, pay, withdraw
from tests.cohort.by_hand.deeds.ground import Deed
from tests.cohort.by_hand.deeds.listing import add_firms, attach_letters, check_list, remove_firms
from tests.cohort.by_hand.deeds.training import attend, online_course, register, vet

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
    )
}
