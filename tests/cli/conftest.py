"""The command line is called in process where it needs no processes of its own."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from domain.event import Role
from store.accounts import Accounts
from store.database import Database

Tanjian = Callable[..., "Ended"]
BASIS = "中企示範字第1140000001號函"


class Ended:
    """What a command said, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("tests.servers")


@pytest.fixture
def tanjian() -> Tanjian:
    """Calls the command line with these words."""

    def call(*words: object) -> Ended:
        done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
        return Ended(done.exit_code, done.stdout, done.stderr)

    return call


@pytest.fixture
def signed(database: Database) -> tuple[str, ...]:
    """The words by which an officer's decision is carried out."""
    Accounts(database).create_account("chief", "correct horse battery", Role.OFFICER)
    return ("--by", "chief", "--basis", BASIS)
