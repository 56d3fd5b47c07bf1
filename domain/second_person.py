"""Two persons where one is not enough: whoever proposed does not decide (R30, R34–R36)."""

from domain.errors import DomainError
from domain.event import Actor, Cause
from domain.refusals import MakerCannotCheck


class OfficerWithoutPerson(DomainError):
    code = "officer_without_person"
    rule = "R34"
    zh = "提出與核准須為兩個人：帳號 {account} 未登記是誰，請系統操作者補登人員代碼。"
    en = "Two persons are needed: whose account {account} is, is not known. The operator has to say so."


def check_second(proposed_by: Actor, cause: Cause) -> None:
    """Whoever made cannot check, under whichever account: both have to be known as persons."""
    if proposed_by.account == cause.actor.account:
        raise MakerCannotCheck()
    for actor in (proposed_by, cause.actor):
        if actor.person is None:
            raise OfficerWithoutPerson(account=actor.account)
    if proposed_by.person == cause.actor.person:
        raise MakerCannotCheck()
