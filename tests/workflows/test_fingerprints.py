"""The commands that workflows issue do not change unnoticed."""

import pytest

from tests.architecture.sources import Source
from tests.workflows.fingerprints import fingerprint, fingerprints, kept

WHAT_TO_DO = """
The calls by which {path} asks things of Temporal have changed, in number, kind or order. A case lives for
months, and its workflow is replayed by whatever code runs then: where the code would issue another command
than the one in the history, every sleeping case stops with a nondeterminism error at its next event.

If cases live under the old code, keep its order for them:

    if workflow.patched("2026-01-31-why-in-a-few-words"):
        ...  # the new order
    else:
        ...  # the old one, until no case is left that began under it; then deprecate_patch, then neither

record a new history beside the old ones (python -m tests.workflows.record NAME), and run the replay tests:
they are the proof. If the order of commands within a run has not changed (a call only moved between
methods, say), the replay tests show that too. Then: python -m tests.workflows.fingerprints

{changes}"""
WORKFLOW = """
class Case:
    async def run(self):
        await workflow.wait_condition(self.is_due, timeout=left)
        await workflow.execute_activity(ActivityName.SEND_MAIL, mail)
        await self._case.settle(command)
        await self.other.close()
"""


@pytest.mark.parametrize("path", sorted(fingerprints().keys() | kept().keys()))
def test_the_commands_are_those_that_cases_were_started_with(path: str) -> None:
    now, before = fingerprints().get(path, []), kept().get(path, [])
    changes = [f"- {one}" for one in before if one not in now] + [
        f"+ {one}" for one in now if one not in before
    ]
    assert now == before, WHAT_TO_DO.format(path=path, changes="\n".join(changes) or "(the order)")


def test_a_call_is_told_with_its_activity_and_timer() -> None:
    assert fingerprint(Source("workflows/case.py", WORKFLOW)) == [
        "Case.run: workflow.wait_condition(timeout)",
        "Case.run: workflow.execute_activity(ActivityName.SEND_MAIL)",
        "Case.run: self._case.settle()",
    ]


def test_another_order_is_another_fingerprint() -> None:
    lines = WORKFLOW.splitlines()
    lines[4], lines[5] = lines[5], lines[4]
    reordered = Source("workflows/case.py", "\n".join(lines))
    assert fingerprint(reordered) != fingerprint(Source("workflows/case.py", WORKFLOW))
