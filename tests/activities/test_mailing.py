"""Mails go to a real SMTP server: plain or secured, to the addressee first of all."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from activities.mail_layout import Rendered
from activities.mailing import SmtpMailer, Undeliverable, WrongMailSettings, compose, mailer_from_environment
from store.embedded_temporal import free_port
from tests import made_up

TRAINEE, GUILD = made_up.email(1), "guild@example.com"
USER, PASSWORD = "no-reply@example.com", "p@ss/word"
_SIGN_IN = "no-reply%40example.com:p%40ss%2Fword"


class Clerk:
    """Takes mails, except for the addresses that it refuses; keeps who each went to, and the sign-ins."""

    def __init__(self, *refused: str, reply: str = "550 no such mailbox") -> None:
        self.refused, self.reply = refused, reply
        self.taken, self.signed_in = list[Envelope](), list[tuple[bytes, bool]]()

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Envelope, address: str, options: Any
    ) -> str:
        if address in self.refused:
            return self.reply
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        self.taken.append(envelope)
        return "250 taken"

    def authenticate(self, server: SMTP, session: Any, envelope: Any, how: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        right = (given.login.decode(), given.password.decode()) == (USER, PASSWORD)
        self.signed_in.append((given.login, session.ssl is not None))
        return AuthResult(success=right, handled=right)

    @property
    def went_to(self) -> list[list[str]]:
        return [envelope.rcpt_tos for envelope in self.taken]


@contextmanager
def serving(clerk: Clerk, **secured: Any) -> Iterator[int]:
    """The port of a server on 127.0.0.1."""
    controller = Controller(clerk, hostname="127.0.0.1", port=free_port(), **secured)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def a_mail(copy: str | None = None) -> EmailMessage:
    at = datetime(2025, 4, 1, 9, tzinfo=UTC)
    return compose(uuid4(), TRAINEE, copy, Rendered("名單提醒", "尚缺二家。"), at)


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate, which this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(here, critical=False)
    path = tmp_path / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def test_a_mail_goes_to_its_addressee_and_its_copy_to_the_guild() -> None:
    clerk = Clerk()
    with serving(clerk) as port:
        SmtpMailer(f"smtp://127.0.0.1:{port}").send(a_mail(copy=GUILD))
    assert clerk.went_to == [[TRAINEE], [GUILD]]


@pytest.mark.parametrize("copy", [None, GUILD])
def test_an_addressee_refused_for_good_is_told_and_nobody_gets_a_copy(copy: str | None) -> None:
    clerk = Clerk(TRAINEE)
    with serving(clerk) as port, pytest.raises(Undeliverable) as refused:
        SmtpMailer(f"smtp://127.0.0.1:{port}").send(a_mail(copy))
    assert refused.value.code == 550
    assert clerk.taken == []


def test_an_addressee_refused_for_now_is_a_fault_that_passes() -> None:
    clerk = Clerk(TRAINEE, reply="451 try again later")
    with serving(clerk) as port, pytest.raises(smtplib.SMTPResponseException, match="451"):
        SmtpMailer(f"smtp://127.0.0.1:{port}").send(a_mail())


def test_a_refused_copy_does_not_have_the_mail_sent_again() -> None:
    clerk = Clerk(GUILD)
    with serving(clerk) as port:
        SmtpMailer(f"smtp://127.0.0.1:{port}").send(a_mail(copy=GUILD))
    assert clerk.went_to == [[TRAINEE]]


def test_with_starttls_the_password_goes_over_the_secured_line(secure: ssl.SSLContext) -> None:
    clerk = Clerk()
    secured = {"tls_context": secure, "require_starttls": True}
    with serving(clerk, **secured, authenticator=clerk.authenticate, auth_required=True) as port:
        SmtpMailer(f"smtp+starttls://{_SIGN_IN}@127.0.0.1:{port}").send(a_mail())
        assert (clerk.signed_in, clerk.went_to) == ([(USER.encode(), True)], [[TRAINEE]])
        with pytest.raises(smtplib.SMTPAuthenticationError):
            SmtpMailer(f"smtp+starttls://{USER.replace('@', '%40')}:x@127.0.0.1:{port}").send(a_mail())


def test_smtps_is_secured_from_the_first_byte(secure: ssl.SSLContext) -> None:
    clerk = Clerk()
    with serving(clerk, ssl_context=secure) as port:
        SmtpMailer(f"smtps://127.0.0.1:{port}").send(a_mail())
    assert clerk.went_to == [[TRAINEE]]


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_a_certificate_that_nobody_vouches_for_gets_no_mail(
    secure: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    clerk = Clerk()
    secured = {"ssl_context": secure} if scheme == "smtps" else {"tls_context": secure}
    monkeypatch.delenv("SSL_CERT_FILE")
    with serving(clerk, **secured) as port, pytest.raises(ssl.SSLCertVerificationError):
        SmtpMailer(f"{scheme}://127.0.0.1:{port}").send(a_mail())
    assert clerk.taken == []


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:25",
        "http://127.0.0.1:25",
        "smtp://",
        "smtp://127.0.0.1:many",
        "smtp://user:hunter2@127.0.0.1",
        "imaps://user:hunter2@127.0.0.1",
    ],
)
def test_an_address_that_is_no_mail_server_is_refused_without_repeating_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("TANJIAN_SMTP_URL", url)
    with pytest.raises(WrongMailSettings, match="TANJIAN_SMTP_URL") as refused:
        mailer_from_environment(tmp_path)
    assert "hunter2" not in str(refused.value)


def test_the_sender_is_the_one_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = Clerk()
    assert a_mail()["From"] == "tanjian@localhost"
    monkeypatch.setenv("TANJIAN_MAIL_FROM", "碳健檢 <no-reply@example.com>")
    with serving(clerk) as port:
        SmtpMailer(f"smtp://127.0.0.1:{port}").send(a_mail())
    assert clerk.taken[0].mail_from == "no-reply@example.com"


@pytest.mark.parametrize("wrong", ["nobody", "@example.com", "a@b\r\nBcc: c@d", "名@example.com"])
def test_a_sender_that_is_no_address_is_refused_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setenv("TANJIAN_MAIL_FROM", wrong)
    with pytest.raises(WrongMailSettings, match="TANJIAN_MAIL_FROM"):
        mailer_from_environment(tmp_path)
