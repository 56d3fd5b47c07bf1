"""Made-up bank accounts, sealed as made-up cases seal: with the words left readable."""

from uuid import UUID

from domain.bank_account import BankAccount, masked, whole_number
from domain.sealed import Sealed
from tests import made_up


def account_of(person: UUID, number: int = 1) -> BankAccount:
    """The account of this number, the person's own."""
    bank, branch, digits = made_up.bank_account(number)
    return BankAccount(
        Sealed(person, "", whole_number(bank, branch, digits)), Sealed(person, "", masked(digits))
    )
