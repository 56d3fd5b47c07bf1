"""What became of a mail, as the command that tells its case so."""

from uuid import UUID

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.enrolment.commands import NoteMailAccepted, NoteMailRefused
    from domain.event import kind_of
    from domain.streams import due_command

from workflows.contracts import DueCommand, MailSent


def mail_settled(stream: UUID, mail: UUID, sent: MailSent) -> DueCommand:
    """The command's id follows from the mail, so that it is told once."""
    at = sent.accepted_at.isoformat()
    if sent.refused is None:
        taken = kind_of(NoteMailAccepted(mail, sent.accepted_at))
        command = due_command(stream, "mail-accepted", mail)
        return DueCommand(command, taken, {"mail": str(mail), "accepted_at": at})
    refused = kind_of(NoteMailRefused(mail, sent.accepted_at, sent.refused))
    body = {"mail": str(mail), "refused_at": at, "code": sent.refused}
    return DueCommand(due_command(stream, "mail-refused", mail), refused, body)
