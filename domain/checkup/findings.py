"""What a reviewer may object to: parts that there are, for reasons that fit them (R27, R28)."""

from domain.checkup.approval import standing
from domain.checkup.commands import Finding
from domain.checkup.parts import Part, PartKind, part_of, whole_of
from domain.checkup.refusals import (
    FindingsMissing,
    PartApprovedBefore,
    PartUnknown,
    ReasonDoesNotFit,
    ReasonUnknown,
)
from domain.checkup.state import Content
from domain.programme import Programme, Stage


def check_findings(
    findings: tuple[Finding, ...], content: Content, programme: Programme, stage: Stage
) -> None:
    """Refuses a return without findings, and a finding on no part, without a fitting reason, or on a part
    that is approved and unchanged since."""
    if not findings:
        raise FindingsMissing()
    approved = standing(content)
    for finding in findings:
        part = existing_part(finding.part, content, stage)
        _check_reason(finding, part, programme)
        if approved.intersection({finding.part, whole_of(finding.part)}):
            raise PartApprovedBefore(part=finding.part)


def existing_part(text: str, content: Content, stage: Stage) -> Part:
    """The part of the checkup that a text names; PartUnknown."""
    part = part_of(text)
    if part is None or not _exists(part, content, stage):
        raise PartUnknown(part=text)
    return part


def _exists(part: Part, content: Content, stage: Stage) -> bool:
    match part.kind:
        case PartKind.BILL:
            return part.id in content.bills
        case PartKind.ACTIVITY | PartKind.FIELD:
            return part.id in content.activities
        case PartKind.ITEM:
            return part.name in stage.items
        case PartKind.LETTER:
            return content.letter is not None


def _check_reason(finding: Finding, part: Part, programme: Programme) -> None:
    reason = programme.reasons.of_review(finding.code)
    if reason is None:
        codes = ", ".join(known.code for known in programme.reasons.review)
        raise ReasonUnknown(code=finding.code, codes=codes)
    if part.kind not in reason.parts:
        kinds = ", ".join(kind.value for kind in reason.parts)
        raise ReasonDoesNotFit(code=finding.code, part=finding.part, kinds=kinds)
