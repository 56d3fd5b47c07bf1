"""A fee from the missing account to a payment that comes back, is paid again, undone, and taken back."""

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from domain.event import Role
from domain.programme import Programme
from tests import made_up
from tests.api.office import Office, account_body, eventually
from tests.api.test_case_lived import People, certified, made, people_of, registered, stage_of

pytestmark = [pytest.mark.servers, pytest.mark.slow]


@dataclass(frozen=True, slots=True)
class Fee:
    """A case whose fee is due, with everyone who has a hand in its payment."""

    office: Office
    people: People
    enrolment: str

    async def case(self) -> dict[str, Any]:
        answer = await self.people.trainee.get(f"/enrolments/{self.enrolment}")
        shown: dict[str, Any] = answer.json()
        return shown

    async def proposed(self) -> httpx.Response:
        proposal = {"programme": "114", "enrolments": [self.enrolment]}
        return await self.people.maker.post("/payout-batches", proposal)

    async def sent(self) -> str:
        """A batch whose payment file is out."""
        batch = made(await self.proposed())
        assert (await self.people.checker.post(f"/payout-batches/{batch}/approval")).status_code == 200

        async def stage() -> str:
            return str((await self.batch(batch))["stage"])

        await eventually(stage, "sent")
        return batch

    async def batch(self, batch: str) -> dict[str, Any]:
        shown: dict[str, Any] = (await self.people.maker.get(f"/payout-batches/{batch}")).json()
        return shown

    async def said(self, batch: str, text: str) -> httpx.Response:
        """The bank's file, imported."""
        files = {"file": ("reply.csv", text.encode("utf-8-sig"), "text/csv")}
        return await self.people.maker.post(f"/payout-batches/{batch}/confirmation-file", files=files)

    async def reversed(self, batch: str, kind: str) -> None:
        """Undone by two officers, of whom neither does both."""
        path = f"/payout-batches/{batch}/lines/{self.enrolment}/reversal"
        proposed = await self.people.maker.post(path, {"kind": kind, "reason": "銀行來函更正"})
        assert proposed.status_code == 200, proposed.text
        own = await self.people.maker.post(f"{path}/approval")
        assert (own.status_code, own.json()["code"]) == (409, "maker_cannot_check")
        [line] = (await self.batch(batch))["lines"]
        assert (line["status"], line["reversal"]["reason"]) == ("paid", "銀行來函更正")
        approved = await self.people.checker.post(f"{path}/approval")
        assert approved.status_code == 200, approved.text


def reply(batch: str, enrolment: str, amount: int, *words: str, total: int | None = None) -> str:
    """What a bank says of one line: `paid`, or `returned` with a reason."""
    told = amount if total is None else total
    sums = (told, 0) if words == ("paid",) else (0, told)
    said = ",".join(words)
    return f"H,{batch}\r\nD,1,{enrolment},{amount},{said}\r\nT,{batch},1,{sums[0]},{sums[1]}\r\n"


async def test_a_fee_is_paid_once_whatever_the_bank_and_the_office_do(
    living: Office, programme: Programme
) -> None:
    people = await people_of(living)
    fee = Fee(living, people, await registered(people, programme, payable=False))
    await certified(people, fee.enrolment, programme)
    await _account_given(fee)
    first = await fee.sent()
    await _file_kept(fee, first)
    await _wrong_files(fee, first)
    await _returned(fee, first)
    second = await _paid_to_another_account(fee)
    await fee.reversed(second, "bank_error")
    await eventually(lambda: stage_of(people.trainee, fee.enrolment), "fee_due")
    assert (await fee.case())["reversed"] == {"kind": "bank_error", "due_again": True}
    assert (await fee.proposed()).status_code == 201


async def test_what_was_taken_back_is_not_due_again(living: Office, programme: Programme) -> None:
    people = await people_of(living)
    fee = Fee(living, people, await registered(people, programme))
    await certified(people, fee.enrolment, programme)
    batch = await fee.sent()
    assert (await fee.said(batch, reply(batch, fee.enrolment, 10_000, "paid"))).status_code == 200
    await fee.reversed(batch, "clawed_back")
    case = await fee.case()
    assert (case["stage"], case["outcome"], case["closed"]) == ("over", "reversed", True)
    assert case["reversed"] == {"kind": "clawed_back", "due_again": False}
    assert (await fee.proposed()).json()["code"] == "fee_not_due"
    [line] = (await fee.batch(batch))["lines"]
    assert line["status"] == "reversed"
    templates = {mail["template"] for mail in case["mails"]}
    assert {"paid", "payment_reversed"} <= templates


async def _account_given(fee: Fee) -> None:
    trainee, path = fee.people.trainee, f"/enrolments/{fee.enrolment}/bank-account"
    assert [need["code"] for need in (await fee.case())["missing"]] == ["bank_account"]
    refused = await fee.proposed()
    assert (refused.status_code, refused.json()["code"]) == (409, "bank_account_missing")
    [due] = (await fee.people.maker.get("/fees-due?programme=114")).json()["items"]
    assert (due["bank_account"], due["in_question"]) == (False, False)
    wrong = await trainee.send("PUT", path, {"bank": "4", "branch": "0015", "account": "1234-5678"})
    errors = {one["field"]: (one["code"], one["rule"], one["value"]) for one in wrong.json()["errors"]}
    assert errors == {
        "bank": ("wrong_bank_account", "R47", "4"),
        "account": ("wrong_bank_account", "R47", None),
    }
    given = await trainee.send("PUT", path, account_body())
    assert given.status_code == 200, given.text
    shown = f"***{made_up.bank_account(1)[2][-3:]}"
    for reader in (trainee, fee.people.guild, fee.people.maker):
        answer = await reader.get(f"/enrolments/{fee.enrolment}")
        assert answer.json()["bank_account"] == shown
        assert made_up.bank_account(1)[2] not in answer.text
    assert (await fee.case())["missing"] == []


async def _file_kept(fee: Fee, batch: str) -> None:
    """The file has its sums, its hash, and a mark of everybody who had it."""
    answer = await fee.people.checker.get(f"/payout-batches/{batch}/file")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, _, line, end = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[:6] == ["H", batch, "114", "2025-03-10", "1", "10000"]
    to = [made_up.person_name(1), *made_up.bank_account(1), "10000", "9A"]
    assert line == ["D", "1", fee.enrolment, *to]
    assert end == ["T", batch, "1", "10000"]
    shown = await fee.people.maker.get(f"/payout-batches/{batch}")
    assert shown.json()["sha256"] == hashlib.sha256(answer.content).hexdigest()
    assert made_up.bank_account(1)[2] not in shown.text
    auditor = await fee.office.hire(Role.AUDITOR)
    assert (await auditor.get(f"/payout-batches/{batch}/file")).status_code == 403
    [download] = (await auditor.get(f"/payout-batches/{batch}/downloads")).json()["items"]
    assert (download["account"], download["role"]) == (str(fee.people.checker.account), "officer")
    locked = await fee.people.trainee.send(
        "PUT", f"/enrolments/{fee.enrolment}/bank-account", account_body(2)
    )
    assert (locked.status_code, locked.json()["code"]) == (409, "fee_already_in_batch")


async def _wrong_files(fee: Fee, batch: str) -> None:
    """Refused whole, the line, its value and the rule named; nothing is noted."""
    version = (await fee.batch(batch))["version"]
    good, other = reply(batch, fee.enrolment, 10_000, "paid"), "0" * 8 + batch[8:]
    wrong = {
        good.replace(batch, other): (409, "confirmation_of_other_batch", "1"),
        good.replace("D,1," + fee.enrolment, "D,1," + other): (422, "confirmation_line_unknown", "2"),
        reply(batch, fee.enrolment, 9_999, "paid"): (409, "confirmation_amount_differs", "2"),
        reply(batch, fee.enrolment, 10_000, "paid", total=1): (422, "confirmation_sum_differs", "3"),
        reply(batch, fee.enrolment, 10_000, "returned", "R99"): (422, "confirmation_reason_unknown", "2"),
    }
    for text, (status, code, line) in wrong.items():
        answer = await fee.said(batch, text)
        problem = answer.json()
        assert (answer.status_code, problem["code"], problem["fields"]["line"]) == (status, code, line)
        assert f"第 {line} 行" in problem["detail"]
        assert problem["rule"] == "R34"
    torn = await fee.said(batch, good.replace("10000,paid", "=1+1,paid"))
    assert (torn.status_code, torn.json()["code"]) == (422, "confirmation_malformed")
    assert torn.json()["errors"][0]["field"] == "line 2"
    assert (await fee.batch(batch))["version"] == version


async def _returned(fee: Fee, batch: str) -> None:
    """The case hears of it, once, however often the file comes."""
    file = reply(batch, fee.enrolment, 10_000, "returned", "account_closed")
    first, again = await fee.said(batch, file), await fee.said(batch, file)
    assert (first.status_code, again.status_code) == (200, 200), first.text
    assert again.json()["version"] == first.json()["version"]
    case = await fee.case()
    assert [need["code"] for need in case["missing"]] == ["bank_account_mended"]
    assert "帳戶已結清" in case["missing"][0]["zh"]
    [mail] = [mail for mail in case["mails"] if mail["template"] == "payment_returned"]
    assert mail["ubns"] == []


async def _paid_to_another_account(fee: Fee) -> str:
    path = f"/enrolments/{fee.enrolment}/bank-account"
    assert (await fee.people.trainee.send("PUT", path, account_body(2))).status_code == 200
    batch = await fee.sent()
    file = (await fee.people.maker.get(f"/payout-batches/{batch}/file")).text
    assert ",".join(made_up.bank_account(2)) in file
    assert (await fee.said(batch, reply(batch, fee.enrolment, 10_000, "paid"))).status_code == 200
    case = await fee.case()
    assert (case["stage"], case["outcome"], case["missing"]) == ("over", "paid", [])
    return batch
