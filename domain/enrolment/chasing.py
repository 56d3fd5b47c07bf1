"""The chase log: who has spoken to the trainee, how, and when to ask again (R45)."""

from domain.deadline import taipei_date
from domain.decision import Decision, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import LogChase
from domain.enrolment.session_events import Chased
from domain.enrolment.state import Live
from domain.session_refusals import FollowUpPast
from domain.streams import derived


def log_chase(state: Live, asked: LogChase, around: Circumstances) -> Decision:
    """One entry for each command; the day to follow up is today or later."""
    chase = derived("chase", around.enrolment, around.cause.command)
    if chase in state.case.chases:
        return ()
    if asked.follow_up is not None and asked.follow_up < taipei_date(around.cause.at):
        raise FollowUpPast(day=asked.follow_up)
    return writes(around.enrolment, Chased(chase, asked.channel, asked.note, asked.follow_up))
