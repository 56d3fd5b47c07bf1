"""The bank's file is read strictly: what is not as agreed is named by its line, in both languages."""

import pytest

from api.confirmation_file import MOST_LINES, read_confirmation
from api.problems import Problem
from domain.payout import Confirmation
from domain.streams import derived

BATCH, ONE, TWO = derived("batch", 1), derived("case", 1), derived("case", 2)
GOOD = (
    f"H,{BATCH}\r\nD,1,{ONE},8500,paid\r\nD,2,{TWO},700,returned,account_closed\r\nT,{BATCH},2,8500,700\r\n"
)


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.replace("\r\n", "\n").encode(),
        # As a spreadsheet saves it: every line as long as the longest.
        GOOD.replace(f"H,{BATCH}", f"H,{BATCH},,,,").replace("paid", "paid,").encode(),
    ],
)
def test_a_file_is_read_however_it_was_saved(content: bytes) -> None:
    told = read_confirmation(content)
    assert (told.batch, told.count, told.paid_sum, told.returned_sum) == (BATCH, 2, 8_500, 700)
    assert told.payments == (
        Confirmation(ONE, 8_500, None, 2),
        Confirmation(TWO, 700, "account_closed", 3),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "value"),
    [
        (f"H,{BATCH}", f"X,{BATCH}", 1, "X"),
        (f"H,{BATCH}", "H,no id", 1, "no id"),
        (f"H,{BATCH}", f"H,{BATCH},more", 1, "3"),
        ("8500,paid", "8500.0,paid", 2, "8500.0"),
        ("8500,paid", "-8500,paid", 2, "-8500"),
        ("8500,paid", '"8,500",paid', 2, "8,500"),
        ("8500,paid", "８５００,paid", 2, "８５００"),
        ("8500,paid", "8500,PAID", 2, "PAID"),
        ("8500,paid", "8500", 2, "4"),
        ("returned,account_closed", "returned", 3, "5"),
        ("returned,account_closed", "returned,", 3, ""),
        ("D,2", "E,2", 3, "E"),
        (f"T,{BATCH}", f"T,{ONE}", 4, str(ONE)),
        ("2,8500,700", "two,8500,700", 4, "two"),
        (f"T,{BATCH},2,8500,700\r\n", "", 3, "D"),
    ],
)
def test_what_is_not_as_agreed_is_named(old: str, new: str, line: int, value: str) -> None:
    with pytest.raises(Problem) as refused:
        read_confirmation(GOOD.replace(old, new, 1).encode())
    body = refused.value.body
    assert (refused.value.status_code, body["code"], body["rule"]) == (422, "confirmation_malformed", "R34")
    [error] = body["errors"]
    assert (error["field"], error["value"]) == (f"line {line}", value)
    assert f"第 {line} 行" in error["zh"]
    assert f"line {line}" in error["en"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", GOOD.encode("utf-16"), b'H,"open'])
def test_what_is_no_csv_is_refused(content: bytes) -> None:
    with pytest.raises(Problem):
        read_confirmation(content)


def test_a_file_has_an_end() -> None:
    lines = "".join(f"D,{number},{ONE},1,paid\r\n" for number in range(MOST_LINES))
    with pytest.raises(Problem):
        read_confirmation(f"H,{BATCH}\r\n{lines}T,{BATCH},1,1,0\r\n".encode())
