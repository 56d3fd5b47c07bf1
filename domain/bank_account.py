"""The account that a payee is paid to (R47): sealed, and shown by its last digits only."""

from dataclasses import dataclass

from domain.sealed import Sealed

SHOWN_DIGITS = 3


@dataclass(frozen=True, slots=True)
class BankAccount:
    """`number` is bank, branch and account, for the payment file alone; `shown` is what people see of it."""

    number: Sealed
    shown: Sealed


def whole_number(bank: str, branch: str, account: str) -> str:
    """The words that are sealed as `number`, such as `004-0015-000123456`."""
    return f"{bank}-{branch}-{account}"


def parts_of(number: str) -> tuple[str, str, str]:
    """Bank, branch and account of a whole number."""
    bank, branch, account = number.split("-")
    return bank, branch, account


def masked(account: str) -> str:
    """The words that are sealed as `shown`: the last digits, however long the number is."""
    return f"***{account[-SHOWN_DIGITS:]}"
