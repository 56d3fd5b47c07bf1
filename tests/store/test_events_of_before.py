"""Events that were stored before they told more are still what they were."""

import json
from dataclasses import asdict
from typing import Any

import pytest

from domain.enrolment.changes import FirmCorrected, SwapFirm
from domain.enrolment.commands import FirmEntry, RemoveFirm
from domain.enrolment.events import FirmListed, FirmRemoved, Paid, PaymentReleased
from domain.event import Actor, Role
from domain.payout import BatchApproved, BatchProposed, PaymentFileWritten, PayoutLine, ProposeBatch
from domain.streams import derived
from store import codec
from tests.made_up import firm

BATCH, CASE, PERSON = derived("batch", 1), derived("case", 1), derived("person", 1)
OFFICER = Actor(derived("account", 1), Role.OFFICER)
BY = {"account": str(OFFICER.account), "role": "officer", "person": None, "guild": None}
FILE = {"address": "a", "mark": "m", "size": 1, "media_type": "application/json"}
FIRM = firm(1)
PROFILE = asdict(FIRM)
LINE = {"enrolment": str(CASE), "person": str(PERSON), "gross": 7, "withheld": 0, "supplementary": 0}


@pytest.mark.parametrize(
    ("stored", "event"),
    [
        ({"by": BY}, BatchApproved(OFFICER, None)),
        ({"batch": str(BATCH)}, PaymentReleased(BATCH, None)),
        ({"batch": str(BATCH), "amount": 7}, Paid(BATCH, 7)),
        (
            {"programme": "114", "lines": [{**LINE, "net": 7, "income_code": "9A"}], "by": BY},
            BatchProposed("114", (PayoutLine(CASE, PERSON, 7, 0, 0, 7, "9A"),), OFFICER),
        ),
        ({"ubn": FIRM.ubn}, FirmRemoved(FIRM.ubn)),
        ({"profile": PROFILE, "place": None}, FirmListed(FIRM, None)),
        ({"profile": PROFILE, "place": None}, FirmCorrected(FIRM, None)),
    ],
)
def test_an_event_of_before_is_read(stored: dict[str, Any], event: Any) -> None:
    assert codec.from_bytes(event.TOPIC, json.dumps(stored).encode()) == event


def test_a_file_and_a_proposal_of_before_are_read() -> None:
    written = codec.from_bytes(
        "payout.file_written.v1", json.dumps({"file": FILE, "lines": 1, "control_sum": 7}).encode()
    )
    assert isinstance(written, PaymentFileWritten)
    assert written.sha256 == ""
    asked = {"programme": "114", "enrolments": [str(CASE)]}
    assert codec.command_from_bytes("payout.propose", json.dumps(asked).encode()) == ProposeBatch(
        "114", (CASE,)
    )


@pytest.mark.parametrize(
    ("stored", "command"),
    [
        ({"ubn": FIRM.ubn}, RemoveFirm(FIRM.ubn)),
        (
            {"ubn": FIRM.ubn, "firm": {"profile": PROFILE, "small_or_medium": True, "letter": None}},
            SwapFirm(FIRM.ubn, FirmEntry(FIRM, True, None)),
        ),
    ],
)
def test_a_command_of_before_is_read(stored: dict[str, Any], command: Any) -> None:
    assert codec.command_from_bytes(command.KIND, json.dumps(stored).encode()) == command
