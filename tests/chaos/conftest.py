"""One small durability run for all tests that look at what it left."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.plan import small
from tests.chaos.run import Report, Scene, run, stopped_database


@pytest.fixture(scope="session")
def scene() -> Iterator[Scene]:
    # Not under pytest's own folder, which other system users cannot pass.
    folder = Path(tempfile.mkdtemp(prefix="tanjian-chaos-"))
    yield Scene(folder, small())
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def report(scene: Scene) -> Report:
    """What the small run did, and what the checker found."""
    return run(scene)


@pytest.fixture(scope="session")
def left(scene: Scene, report: Report) -> Iterator[str]:
    """The address of the database that the run has left."""
    with stopped_database(scene) as url:
        yield url
