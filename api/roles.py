"""Which role may do what (design §6): one table for everything that is asked over HTTP."""

from collections.abc import Mapping

from domain.event import Actor, Role
from domain.refusals import NotAllowed

_TRAINEE = frozenset({Role.TRAINEE})
_GUILD = frozenset({Role.GUILD})
_OFFICER = frozenset({Role.OFFICER})
_REVIEWERS = frozenset({Role.REVIEWER, Role.LEAD_REVIEWER})
_STAFF = _REVIEWERS | _OFFICER
_HELD_WITH = _GUILD | _OFFICER
_WORKERS = _STAFF | _GUILD
_EVERYONE = frozenset(Role) - {Role.ENGINE}

COMMANDS: Mapping[str, frozenset[Role]] = {
    "session.schedule": _HELD_WITH,
    "session.record_attendance": _HELD_WITH,
    "enrolment.register": _TRAINEE,
    "enrolment.add_firm": _TRAINEE,
    "enrolment.remove_firm": _TRAINEE | _OFFICER,
    "enrolment.attach_letter": _TRAINEE,
    "enrolment.complete_online_course": _TRAINEE | _HELD_WITH,
    "enrolment.withdraw": _TRAINEE | _OFFICER,
    "enrolment.decide_firm_fee": _OFFICER,
    "enrolment.submit_checkup": _TRAINEE,
    "enrolment.invite": _HELD_WITH,
    "enrolment.vet": _GUILD,
    "enrolment.check_list": _STAFF,
    "enrolment.decide_late_notice": _OFFICER,
    "enrolment.decide_undelivered_notice": _OFFICER,
    "checkup.attach_bill": _TRAINEE,
    "checkup.remove_bill": _TRAINEE,
    "checkup.enter_activity": _TRAINEE,
    "checkup.remove_activity": _TRAINEE,
    "checkup.declare_none": _TRAINEE,
    "checkup.approve": _REVIEWERS,
    "checkup.return": _REVIEWERS,
    "task.claim": _WORKERS,
    "task.release": _WORKERS,
    "task.decide": _WORKERS,
    "payout.propose": _OFFICER,
    "payout.approve": _OFFICER,
    "payout.reject": _OFFICER,
    "payout.confirm": _OFFICER,
    "import.receive": _HELD_WITH,
    "account.create": _OFFICER,
    "file.upload": _TRAINEE,
}
"""Who may ask for what; whether the thing is theirs is a question of its own (`visibility`)."""

READS: Mapping[str, frozenset[Role]] = {
    "session.read": _EVERYONE,
    "enrolment.list": _EVERYONE - _REVIEWERS,
    "enrolment.read": _EVERYONE,
    "checkup.read": _EVERYONE,
    "task.read": _WORKERS | {Role.AUDITOR},
    "payout.read": _OFFICER | {Role.AUDITOR},
    "receipt.read": _EVERYONE,
    "import.read": _HELD_WITH | {Role.AUDITOR},
    "session.read_attendance_result": _HELD_WITH | {Role.AUDITOR},
    "account.own": _EVERYONE,
}

ALLOWED: Mapping[str, frozenset[Role]] = {**COMMANDS, **READS}

SEES_ALL = frozenset({Role.OFFICER, Role.AUDITOR})


def allow(actor: Actor, kind: str) -> Actor:
    """The actor, if its role may do this; NotAllowed otherwise."""
    if actor.role not in ALLOWED[kind]:
        raise NotAllowed(role=actor.role.value, kind=kind)
    return actor
