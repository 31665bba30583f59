from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import cast
from tests.committed import CommittedWorld
from tests.exchange.axis.worlds import CENTRE_ID, WARD_ID, Sides, has_id, joined_by_folder, second_world
from tests.exchange.conftest import world

__all__ = ["sides", "world"]


@pytest.fixture
def sides(world: CommittedWorld, worker_id: str, tmp_path: Path) -> Iterator[Sides]:
    """The centre's installation and the ward's, each reached from the other by a folder; the centre's stands."""
    centre, ward = cast.dung().unit, cast.an().unit
    with second_world(worker_id) as there:
        both = Sides(world, there, tmp_path)
        for each in (world, there):
            has_id(each, centre, CENTRE_ID)
            has_id(each, ward, WARD_ID)
        joined_by_folder(tmp_path / "here", WARD_ID)
        with both.at(there):
            joined_by_folder(tmp_path / "there", CENTRE_ID)
        yield both
