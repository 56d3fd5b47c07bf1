"""Numbered places: held, taken, given back, and never one too many."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from domain.streams import quota_place_stream
from store.database import Database
from store.event_log import Change, EventLog
from store.places import Busy, Full, HoldLost, PlaceKey, Places
from tests.store.sample import Counted, accepted, cause

pytestmark = pytest.mark.servers
A, B, C = "04595257", "22099131", "12345675"


@pytest.fixture
def places(database: Database) -> Places:
    made = Places(database)
    made.provide("114", "services", 3)
    made.provide("114", "manufacturing", 2)
    return made


def _numbers(held: dict[str, PlaceKey] | Full | Busy) -> list[int]:
    assert isinstance(held, dict)
    return [place.number for place in held.values()]


def _take(log: EventLog, held: dict[str, PlaceKey] | Full | Busy, command: UUID) -> None:
    assert isinstance(held, dict)
    given, case = cause(command), uuid4()
    changes = [
        Change(quota_place_stream(place.programme, place.sector, place.number), 0, (Counted(1),))
        for place in held.values()
    ]
    log.append(changes, given, outcome=accepted(given, case), taken=list(held.values()))


def test_the_lowest_numbers_are_held_for_each_sector(places: Places) -> None:
    held = places.hold("114", {A: "services", B: "manufacturing", C: "services"}, uuid4())
    assert held == {
        A: PlaceKey("114", "services", 1),
        B: PlaceKey("114", "manufacturing", 1),
        C: PlaceKey("114", "services", 2),
    }


def test_a_command_that_asks_again_has_its_own_again(places: Places) -> None:
    mine, others = uuid4(), uuid4()
    first = places.hold("114", {A: "services", B: "services"}, mine)
    assert _numbers(places.hold("114", {C: "services"}, others)) == [3]
    assert places.hold("114", {A: "services", B: "services"}, mine) == first
    assert _numbers(places.hold("114", {B: "services"}, mine)) == [2]
    assert _numbers(places.hold("114", {A: "services"}, uuid4())) == [1]


def test_all_or_none(places: Places) -> None:
    wanted = {A: "services", B: "manufacturing", C: "manufacturing", "x": "manufacturing"}
    assert places.hold("114", wanted, uuid4()) == Full("manufacturing")
    assert _numbers(places.hold("114", {A: "services", B: "manufacturing"}, uuid4())) == [1, 1]


def test_busy_while_held_by_others_and_full_once_taken(places: Places, event_log: EventLog) -> None:
    first = uuid4()
    held = places.hold("114", {A: "manufacturing", B: "manufacturing"}, first)
    assert places.hold("114", {C: "manufacturing"}, uuid4()) == Busy("manufacturing")
    _take(event_log, held, first)
    assert places.hold("114", {C: "manufacturing"}, uuid4()) == Full("manufacturing")


def test_a_released_place_is_free(places: Places) -> None:
    first = uuid4()
    places.hold("114", {A: "manufacturing", B: "manufacturing"}, first)
    places.release(first)
    assert _numbers(places.hold("114", {C: "manufacturing"}, uuid4())) == [1]


def test_a_lapsed_hold_is_free_and_can_no_longer_be_taken(database: Database, event_log: EventLog) -> None:
    lapsing, first = Places(database, hold_seconds=0), uuid4()
    lapsing.provide("114", "services", 1)
    held = lapsing.hold("114", {A: "services"}, first)
    with pytest.raises(HoldLost):
        _take(event_log, held, first)
    assert _numbers(Places(database).hold("114", {B: "services"}, uuid4())) == [1]
    with pytest.raises(HoldLost):
        _take(event_log, held, first)


def test_a_freed_place_can_be_held_again(places: Places, event_log: EventLog) -> None:
    first, swap = uuid4(), cause()
    held = places.hold("114", {A: "services"}, first)
    _take(event_log, held, first)
    event_log.append([], swap, outcome=accepted(swap, uuid4()), freed=[PlaceKey("114", "services", 1)])
    assert _numbers(places.hold("114", {B: "services"}, uuid4())) == [1]


def test_fewer_places_remove_only_free_ones_at_the_end(places: Places, event_log: EventLog) -> None:
    command = uuid4()
    held = places.hold("114", {A: "services", B: "services"}, command)
    _take(event_log, held, command)
    places.provide("114", "services", 1)
    assert places.hold("114", {C: "services"}, uuid4()) == Full("services")
    freeing = cause()
    event_log.append([], freeing, outcome=accepted(freeing, uuid4()), freed=[PlaceKey("114", "services", 2)])
    assert places.hold("114", {C: "services"}, uuid4()) == Full("services")
    places.provide("114", "services", 2)
    places.provide("114", "services", 2)
    assert _numbers(places.hold("114", {C: "services"}, uuid4())) == [2]


def test_a_sector_without_places_is_full(places: Places) -> None:
    assert places.hold("115", {A: "services"}, uuid4()) == Full("services")


def test_two_hundred_for_fifty_places(database: Database, event_log: EventLog) -> None:
    places = Places(database)
    places.provide("114", "services", 50)

    def come(command: UUID) -> int | None:
        while isinstance(held := places.hold("114", {A: "services"}, command), Busy):
            pass
        if isinstance(held, Full):
            return None
        _take(event_log, held, command)
        return held[A].number

    with ThreadPoolExecutor(12) as threads:
        numbers = list(threads.map(come, [uuid4() for _ in range(200)]))
    assert sorted(number for number in numbers if number) == list(range(1, 51))
    assert numbers.count(None) == 150
