"""Mails go to a real SMTP server: plain or secured, to the addressee first of all."""

import hashlib
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
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
from activities.mail_rendering import MailTemplates
from activities.mailing import (
    FolderMailer,
    SmtpMailer,
    Undeliverable,
    WrongMailSettings,
    compose,
    content_of,
    mailer_from_environment,
)
from domain.enrolment.mail_events import Template
from store.embedded_temporal import free_port
from tests import made_up
from tests.show.mail_lives import NAME, shown_mails

TRAINEE, GUILD = made_up.email(1), "guild@example.com"
USER, PASSWORD = "no-reply@example.com", "p@ss/word"
_SIGN_IN = "no-reply%40example.com:p%40ss%2Fword"


class Clerk:
    """Takes mails, except for the addresses that it refuses; keeps who each went to, and the sign-ins."""

    def __init__(self, *refused: str, reply: str = "550 no such mailbox", taken: str = "250 taken") -> None:
        self.refused, self.reply, self.answer = refused, reply, taken
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
        return self.answer

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


def test_the_reply_of_the_server_is_told_without_the_addresses_that_it_repeats() -> None:
    clerk = Clerk(taken=f"250 2.0.0 Ok <{TRAINEE}>: queued as 4F2A")
    with serving(clerk) as port:
        reply = SmtpMailer(f"smtp://127.0.0.1:{port}").send(a_mail())
    assert reply == "250 2.0.0 Ok (address) queued as 4F2A"


def test_a_mail_arrives_in_both_parts_with_the_bytes_that_its_evidence_names() -> None:
    clerk, mail = Clerk(), uuid4()
    one = shown_mails()[Template.LIST_RETURNED]
    rendered = MailTemplates().render(one.facts, one.to, one.today)
    message = compose(mail, TRAINEE, None, rendered, datetime(2025, 4, 1, 9, tzinfo=UTC))
    with serving(clerk) as port:
        SmtpMailer(f"smtp://127.0.0.1:{port}").send(message)
    content = clerk.taken[0].content
    assert isinstance(content, bytes)
    assert hashlib.sha256(content).digest() == hashlib.sha256(content_of(message)).digest()
    read = message_from_bytes(content, policy=default)
    assert (read.get_content_type(), read["Auto-Submitted"]) == ("multipart/alternative", "auto-generated")
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    assert read["Subject"] == rendered.subject
    assert content.split(b"\r\n\r\n")[0].isascii()
    for part, sent in zip(read.iter_parts(), (rendered.text, rendered.html), strict=True):
        assert part.get_content().replace("\r\n", "\n").strip() == (sent or "").strip()
        assert NAME in part.get_content()
        assert (part["Content-Transfer-Encoding"], part.get_content_charset()) == ("base64", "utf-8")


@pytest.mark.parametrize("name", ["林𠮷堃", "喆", "陳怡君" * 30])
def test_a_subject_of_any_letters_and_length_comes_back_as_it_was(name: str) -> None:
    clerk = Clerk()
    message = compose(uuid4(), TRAINEE, None, Rendered(f"{name} 提醒", "x", "<p>x</p>"), datetime.now(UTC))
    with serving(clerk) as port:
        SmtpMailer(f"smtp://127.0.0.1:{port}").send(message)
    content = clerk.taken[0].content
    assert isinstance(content, bytes)
    assert message_from_bytes(content, policy=default)["Subject"] == f"{name} 提醒"
    assert max(map(len, content.split(b"\r\n"))) < 998


def test_the_same_mail_at_the_same_instant_has_the_same_bytes() -> None:
    mail, at = uuid4(), datetime(2025, 4, 1, 9, tzinfo=UTC)
    rendered = Rendered("x", "text", "<p>text</p>")
    assert content_of(compose(mail, TRAINEE, GUILD, rendered, at)) == content_of(
        compose(mail, TRAINEE, GUILD, rendered, at)
    )


def test_a_mail_kept_as_a_file_has_the_same_bytes_and_says_so(tmp_path: Path) -> None:
    message = a_mail()
    [mail_id] = [message["Message-ID"].strip("<>").partition("@")[0]]
    assert FolderMailer(tmp_path).send(message) == f"kept as {mail_id}.eml"
    assert (tmp_path / f"{mail_id}.eml").read_bytes() == content_of(message)


def test_contents_refused_for_good_are_told_and_contents_refused_for_now_pass() -> None:
    for reply, fault in (("554 no", Undeliverable), ("452 later", smtplib.SMTPResponseException)):
        clerk = Clerk(taken=reply)
        with serving(clerk) as port, pytest.raises(fault):
            SmtpMailer(f"smtp://127.0.0.1:{port}").send(a_mail())


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
