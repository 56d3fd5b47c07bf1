"""The role table: who may ask for what."""

import pytest

from api.decisions import EXAMPLES, decision_of
from api.roles import ALLOWED, COMMANDS, READS, allow
from domain.enrolment.commands import EnrolmentCommand
from domain.event import COMMAND_TYPES, Actor, Role
from domain.refusals import NotAllowed
from domain.streams import derived
from domain.task import QUEUES, TaskKind

# Commands of due timers, of other workflows, and of whoever sets the programme up.
_ENGINE = {
    "enrolment.note_attendance",
    "enrolment.end_window",
    "enrolment.remind",
    "enrolment.observe_checkup",
    "enrolment.note_mail_accepted",
    "enrolment.note_mail_refused",
    "enrolment.recount_windows",
    "enrolment.note_session_moved",
    "enrolment.note_session_cancelled",
    "enrolment.note_attendance_corrected",
    "enrolment.note_elective_attendance",
    "guild.begin_digests",
    "guild.note_digest",
    "task.note_late",
    "enrolment.note_paper",
    "checkup.note_review_late",
    "checkup.note_bill_read",
    "checkup.note_bill_not_readable",
    "payout.note_file",
    "import.note_rows",
    "import.finish",
    "programme.publish",
    "programme.open",
    "programme.freeze",
    "programme.close",
    "calendar.publish",
}
# Asked for over HTTP, and no command of a stream.
_BESIDE = {"task.decide", "task.next", "task.bulk", "account.create", "payout.read_file"} | {
    "file.upload",
    "letter.upload",
}


def _actor(role: Role) -> Actor:
    return Actor(derived("account", role), role)


def test_every_command_of_people_is_in_the_table_and_none_of_the_engine() -> None:
    assert EnrolmentCommand
    ours = {kind for kind in COMMAND_TYPES if not kind.startswith("sample.")}
    assert ours - _ENGINE == set(COMMANDS) - _BESIDE


def test_an_auditor_reads_and_never_acts() -> None:
    assert all(Role.AUDITOR not in roles for roles in COMMANDS.values())
    assert all(Role.AUDITOR in roles for roles in READS.values())


def test_nobody_signs_in_as_the_engine() -> None:
    assert all(Role.ENGINE not in roles for roles in ALLOWED.values())


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.TRAINEE, "checkup.approve"),
        (Role.TRAINEE, "enrolment.vet"),
        (Role.GUILD, "payout.propose"),
        (Role.GUILD, "checkup.enter_activity"),
        (Role.REVIEWER, "enrolment.register"),
        (Role.REVIEWER, "enrolment.list"),
        (Role.GUILD, "enrolment.list_late"),
        (Role.TRAINEE, "enrolment.list_late"),
        (Role.TRAINEE, "letter.upload"),
        (Role.REVIEWER, "letter.upload"),
        (Role.REVIEWER, "enrolment.attach_letter"),
        (Role.GUILD, "enrolment.swap_firm"),
        (Role.LEAD_REVIEWER, "enrolment.add_firm"),
        (Role.LEAD_REVIEWER, "payout.approve"),
        (Role.OFFICER, "enrolment.ask_question"),
        (Role.REVIEWER, "task.assign"),
        (Role.GUILD, "task.prioritise"),
        (Role.GUILD, "enrolment.comment"),
        (Role.REVIEWER, "enrolment.remind_now"),
        (Role.OFFICER, "enrolment.submit_checkup"),
        (Role.AUDITOR, "task.claim"),
        (Role.TRAINEE, "session.move"),
        (Role.REVIEWER, "session.cancel"),
        (Role.TRAINEE, "enrolment.log_chase"),
        (Role.GUILD, "enrolment.decide_wrong_attendance"),
        (Role.AUDITOR, "payout.read_file"),
        (Role.GUILD, "payout.read_file"),
        (Role.OFFICER, "enrolment.give_bank_account"),
        (Role.REVIEWER, "payout.approve_reversal"),
        (Role.REVIEWER, "checkup.confirm_reading"),
        (Role.TRAINEE, "checkup.read_bill_again"),
    ],
)
def test_who_may_not_is_told_role_and_kind(role: Role, kind: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        allow(_actor(role), kind)
    assert refused.value.fields == {"role": role.value, "kind": kind}


def test_whoever_has_a_queue_may_claim_release_and_decide() -> None:
    workers = frozenset[Role]().union(*QUEUES.values())
    assert COMMANDS["task.claim"] == COMMANDS["task.release"] == COMMANDS["task.decide"] == workers


@pytest.mark.parametrize("kind", list(TaskKind))
def test_the_documented_decision_of_each_kind_has_its_shape(kind: TaskKind) -> None:
    assert decision_of(kind, EXAMPLES[kind]["value"])
