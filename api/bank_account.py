"""The account that a trainee's fee is paid to: sealed as it comes in, shown by its last digits (R47)."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, ConfigDict, StringConstraints

from api.door import Order, Reply, take
from api.misshapen import misshape
from api.services import Given
from api.shapes import Shape
from api.signing import Asking, SignedRoute, asks
from api.targets import of_case
from domain.bank_account import BankAccount, masked, whole_number
from domain.enrolment.commands import GiveBankAccount
from domain.sealed import Sealed

router = APIRouter(tags=["enrolments"], route_class=SignedRoute)


def _digits(least: int, most: int) -> AfterValidator:
    """So many ASCII digits; spaces and hyphens are not left out silently: they may stand for a lost digit."""
    count = f"{least}" if least == most else f"{least}–{most}"

    def check(value: str) -> str:
        if not (value.isascii() and value.isdigit() and least <= len(value) <= most):
            zh, en = f"須為 {count} 位數字", f"takes {count} digits"
            raise misshape("wrong_bank_account", zh, en, "R47")
        return value

    return AfterValidator(check)


_Text = StringConstraints(max_length=40)


class BankAccountShape(Shape):
    """The trainee's own account; leading zeros belong to it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"bank": "004", "branch": "0015", "account": "000123456789"}]}
    )

    bank: Annotated[str, _Text, _digits(3, 3)]
    branch: Annotated[str, _Text, _digits(4, 4)]
    account: Annotated[str, _Text, _digits(6, 16)]

    def sealed(self, seal: Callable[[str], Sealed]) -> BankAccount:
        """As commands carry it."""
        whole = whole_number(self.bank, self.branch, self.account)
        return BankAccount(seal(whole), seal(masked(self.account)))


@router.put(
    "/enrolments/{enrolment}/bank-account",
    operation_id="give_bank_account",
    summary="提供或更正撥款帳戶 / Give or mend the account to be paid to",
    response_model=None,
)
async def give_bank_account(
    enrolment: UUID,
    body: BankAccountShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.give_bank_account")],
) -> JSONResponse:
    """Refused while the fee is in a payout batch."""
    order = Order(
        lambda: of_case(services, asking.actor, enrolment),
        body.model_dump(mode="json"),
        lambda seal: GiveBankAccount(body.sealed(seal)),
    )
    return await take(services, asking, order, Reply(enrolment))
