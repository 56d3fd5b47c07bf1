"""Which role may do what (design §6): one table for everything that is asked over HTTP."""

from collections.abc import Mapping

from domain.event import Actor, Role
from domain.refusals import NotAllowed

_TRAINEE = frozenset({Role.TRAINEE})
_GUILD = frozenset({Role.GUILD})
_OFFICER = frozenset({Role.OFFICER})
_REVIEWERS = frozenset({Role.REVIEWER, Role.LEAD_REVIEWER})
_STAFF = _REVIEWERS | _OFFICER
_LEADS = frozenset({Role.LEAD_REVIEWER}) | _OFFICER
_HELD_WITH = _GUILD | _OFFICER
_WORKERS = _STAFF | _GUILD
_EVERYONE = frozenset(Role) - {Role.ENGINE}

COMMANDS: Mapping[str, frozenset[Role]] = {
    "session.schedule": _HELD_WITH,
    "session.record_attendance": _HELD_WITH,
    "session.move": _HELD_WITH,
    "session.cancel": _HELD_WITH,
    "session.correct_attendance": _HELD_WITH,
    "enrolment.register": _TRAINEE,
    "enrolment.add_firm": _TRAINEE | _HELD_WITH,
    "enrolment.remove_firm": _TRAINEE | _OFFICER,
    "enrolment.attach_letter": _TRAINEE | _HELD_WITH,
    "enrolment.complete_online_course": _TRAINEE | _HELD_WITH,
    "enrolment.withdraw": _TRAINEE | _OFFICER,
    "enrolment.decide_firm_fee": _OFFICER,
    "enrolment.submit_checkup": _TRAINEE,
    # Which of them may do a task at hand, late ones included, is for its queue to say.
    "enrolment.vet": _GUILD | _LEADS,
    "enrolment.invite": _HELD_WITH,
    "enrolment.check_list": _STAFF,
    "enrolment.decide_late_notice": _OFFICER,
    "enrolment.decide_undelivered_notice": _OFFICER,
    "enrolment.swap_firm": _TRAINEE | _OFFICER,
    "enrolment.withdraw_consent": _OFFICER,
    "enrolment.correct_firm": _TRAINEE | _OFFICER,
    "enrolment.propose_extension": _OFFICER,
    "enrolment.propose_reinstatement": _OFFICER,
    "enrolment.propose_revocation": _OFFICER,
    "enrolment.decide_proposal": _OFFICER,
    "enrolment.decide_questioned_lapse": _OFFICER,
    "enrolment.change_session": _TRAINEE | _HELD_WITH,
    "enrolment.decide_wrong_attendance": _OFFICER,
    "enrolment.log_chase": _HELD_WITH,
    "enrolment.correct_email": _TRAINEE | _OFFICER,
    "enrolment.send_again": _OFFICER,
    "checkup.attach_bill": _TRAINEE,
    "checkup.remove_bill": _TRAINEE,
    "checkup.enter_activity": _TRAINEE,
    "checkup.remove_activity": _TRAINEE,
    "checkup.declare_none": _TRAINEE,
    "checkup.submit_addendum": _TRAINEE,
    "checkup.confirm_reading": _TRAINEE,
    "checkup.read_bill_again": _OFFICER,
    "checkup.decide_unreadable_bill": _OFFICER,
    "checkup.reopen_part": frozenset({Role.LEAD_REVIEWER}),
    "checkup.approve": _STAFF,
    "checkup.return": _STAFF,
    "task.claim": _WORKERS,
    "task.release": _WORKERS,
    "task.decide": _WORKERS,
    "task.next": _WORKERS,
    "task.bulk": _WORKERS,
    "task.assign": _GUILD | _LEADS,
    "task.prioritise": _LEADS,
    "task.follow_up": _WORKERS,
    "enrolment.comment": _STAFF,
    "enrolment.ask_question": _TRAINEE,
    "enrolment.answer_question": _STAFF,
    "enrolment.remind_now": _HELD_WITH,
    "payout.propose": _OFFICER,
    "payout.approve": _OFFICER,
    "payout.reject": _OFFICER,
    "payout.confirm": _OFFICER,
    "payout.import_confirmation": _OFFICER,
    "payout.propose_reversal": _OFFICER,
    "payout.approve_reversal": _OFFICER,
    "payout.reject_reversal": _OFFICER,
    "payout.read_file": _OFFICER,
    "enrolment.give_bank_account": _TRAINEE,
    "import.receive": _HELD_WITH,
    "account.create": _OFFICER,
    "file.upload": _TRAINEE,
    "letter.upload": _HELD_WITH,
}
"""Who may ask for what; whether the thing is theirs is a question of its own (`visibility`)."""

READS: Mapping[str, frozenset[Role]] = {
    "session.read": _EVERYONE,
    "programme.read": _EVERYONE,
    "programme.reached": _OFFICER | {Role.AUDITOR},
    "guild.read": _HELD_WITH | {Role.AUDITOR},
    "enrolment.list": _EVERYONE - {Role.REVIEWER},
    # A window lost to our own lateness is shown to an officer (R30), and to whom reviewers answer to.
    "enrolment.list_late": _LEADS | {Role.AUDITOR},
    "enrolment.read": _EVERYONE,
    "certificate.read": _TRAINEE | _HELD_WITH | {Role.AUDITOR},
    "statement.read": _TRAINEE | _OFFICER | {Role.AUDITOR},
    "checkup.read": _EVERYONE,
    "task.read": _WORKERS | {Role.AUDITOR},
    "bulk.read": _WORKERS | {Role.AUDITOR},
    "payout.read": _OFFICER | {Role.AUDITOR},
    "mail.read": _HELD_WITH | {Role.AUDITOR},
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
