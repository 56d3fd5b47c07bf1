"""A few lives of the state machine; `make show-lives` lives ten thousand steps."""

from tests.domain.lives import live


def test_whatever_is_asked_every_life_holds_together() -> None:
    told = live(1_000)
    assert told["taken"]
    assert told["refused"]
