"""R35: whoever asks for a certificate's number is told that it is valid until it is revoked, and then so."""

from domain.certificate import CertificateRevoked, CertificateStatus, certificate_status, normal_number
from domain.decision import writes
from domain.streams import certificate_stream
from tests.domain.made_up_cases import World, applied


def test_r35_a_number_is_valid_from_the_certificate_on_and_revoked_from_the_revocation_on(
    world: World,
) -> None:
    case = applied(world).in_review()
    case.reviewed()
    number = case.state.certificate
    stream = certificate_stream(number)
    assert certificate_status(world.events[stream]) is CertificateStatus.VALID
    world.append(writes(stream, CertificateRevoked(number, case.id)))
    assert certificate_status(world.events[stream]) is CertificateStatus.REVOKED


def test_r35_a_number_that_was_never_issued_is_unknown(world: World) -> None:
    applied(world).in_review()
    typed = normal_number("114 aaaa aaaa aaaa")
    assert typed is not None
    assert certificate_status(world.events[certificate_stream(typed)]) is CertificateStatus.UNKNOWN
