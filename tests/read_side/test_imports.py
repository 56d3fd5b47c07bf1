"""Imports as they are read: counts, reasons in words, and the pages of a guild."""

import pytest

from store.database import Database
from store.read_models import ReadModels
from tests.read_side.conftest import Year

pytestmark = pytest.mark.servers


def test_an_import_tells_its_counts_and_reasons(year: Year, projected: Database) -> None:
    [row] = ReadModels(projected).imports(programme=year.world.programme.year).rows
    assert (row.stage, row.rows, row.accepted, row.present, row.faulty) == ("finished", 6, 2, 1, 3)
    counted = {one["code"]: one["rows"] for one in row.document["reasons"]}
    assert counted == {"wrong_email": 2, "firm_taken": 1, "county_unknown": 1}
    [taken] = [one for one in row.document["reasons"] if one["code"] == "firm_taken"]
    assert taken["zh"] == "統一編號 … 本年度已由其他學員案承辦。"
    assert row.document["result"]["address"] == "address faulty rows"
