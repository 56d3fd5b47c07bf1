"""Waiting for the projector: bounded, shared, and no request fails by it."""

import asyncio

from api.freshness import Freshness


async def test_what_is_reached_is_told_and_not_asked_again() -> None:
    positions = iter([3, 5])
    freshness = Freshness(lambda: next(positions), look_seconds=0)
    assert await freshness.reached(5, 10)
    assert await freshness.reached(4, 10)
    assert next(positions, None) is None


async def test_all_who_wait_share_each_look() -> None:
    looks: list[int] = []

    def position() -> int:
        looks.append(len(looks))
        return len(looks)

    freshness = Freshness(position, look_seconds=0.001)
    assert all(await asyncio.gather(*(freshness.reached(3, 10) for _ in range(50))))
    assert len(looks) == 3


async def test_a_projector_that_is_away_keeps_nobody_for_ever() -> None:
    def away() -> int:
        raise ConnectionError

    assert not await Freshness(away, look_seconds=0.001).reached(1, 0.05)
    assert not await Freshness(lambda: 0, look_seconds=0.001).reached(1, 0.05)


async def test_one_who_goes_away_does_not_end_the_look_of_others() -> None:
    positions = iter([0, 0, 9, 9])
    freshness = Freshness(lambda: next(positions), look_seconds=0.005)
    gone, stays = (asyncio.create_task(freshness.reached(9, 10)) for _ in range(2))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays
