"""A programme year over HTTP: how it stands, its places and cases, and what it has reached (R23, R46)."""

import pytest

from domain.event import Role
from domain.programme import Programme
from tests.api.office import Office
from tests.api.test_case_lived import people_of, registered

pytestmark = pytest.mark.servers


async def test_a_year_shows_its_places_cases_and_targets(living: Office, programme: Programme) -> None:
    people = await people_of(living)
    await registered(people, programme)
    auditor = await living.hire(Role.AUDITOR)
    [listed] = (await people.trainee.get("/programmes")).json()["items"]
    assert (listed["year"], listed["standing"], listed["version"]) == ("114", "open", 1)
    assert (await people.trainee.get("/programmes/114")).status_code == 403
    told = (await auditor.get("/programmes/114")).json()
    places = {one["sector"]: one for one in told["places"]}
    assert places["manufacturing"]["places"] == programme.quotas.manufacturing
    assert sum(one["taken"] for one in places.values()) == 2
    assert all(one["left"] == one["places"] - one["taken"] for one in places.values())
    assert told["cases"] == {"listing": 1}
    wanted = programme.targets.firms_a_year
    assert told["targets"]["year"] == {"done": 0, "wanted": wanted, "left": wanted, "percent": "0.0"}


async def test_a_year_without_rules_is_not_known(living: Office) -> None:
    officer = await living.hire(Role.OFFICER)
    for year, status in (("199", 404), ("11", 422), ("1140", 422)):
        assert (await officer.get(f"/programmes/{year}")).status_code == status, year
