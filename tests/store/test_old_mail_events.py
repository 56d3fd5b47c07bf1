"""Mails that were accepted or refused before there was evidence of it still read."""

import pytest

from domain.enrolment.mail_events import MailAccepted, MailIntended, MailRefused
from store import codec

MAIL = b'"mail":"00000000-0000-0000-0000-000000000001"'


@pytest.mark.parametrize(
    ("topic", "stored", "kind"),
    [
        (
            "enrolment.mail_accepted.v1",
            b'{"accepted_at":"2025-04-01T01:00:00.000000Z",' + MAIL + b"}",
            MailAccepted,
        ),
        (
            "enrolment.mail_refused.v1",
            b'{"code":550,' + MAIL + b',"refused_at":"2025-04-01T01:00:00.000000Z"}',
            MailRefused,
        ),
    ],
)
def test_what_was_stored_before_reads_without_evidence(topic: str, stored: bytes, kind: type) -> None:
    read = codec.from_bytes(topic, stored)
    assert (type(read), read.reply) == (kind, "")
    assert codec.from_bytes(topic, codec.to_bytes(read)) == read


def test_a_notice_of_before_its_day_was_kept_reads_without_one() -> None:
    stored = (
        b'{"deadline":null,"lacking":0,'
        + MAIL
        + b',"note":null,"reminder":null,"template":"resubmission_notice",'
        + b'"to_guild":true,"ubns":[],"was":null}'
    )
    read = codec.from_bytes("enrolment.mail_intended.v1", stored)
    assert isinstance(read, MailIntended)
    assert read.intended_on is None
