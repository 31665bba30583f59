"""Two installations, each in a database of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.joining.joining import Base, Place, city_base, drop_base, fresh, province_base


@pytest.fixture(scope="session")
def city(django_db_setup: None, worker_id: str) -> Iterator[Base]:
    base = city_base(worker_id)
    yield base
    drop_base(base)


@pytest.fixture(scope="session")
def province(django_db_setup: None, worker_id: str) -> Iterator[Base]:
    base = province_base(worker_id)
    yield base
    drop_base(base)


@pytest.fixture
def here(city: Base, tmp_path: Path, django_db_blocker: Any) -> Iterator[Place]:
    """The city's installation, of this test alone."""
    with django_db_blocker.unblock(), fresh(city, tmp_path / "here") as place:
        yield place


@pytest.fixture
def there(province: Base, tmp_path: Path, django_db_blocker: Any) -> Iterator[Place]:
    """Bình Dương's installation, of this test alone."""
    with django_db_blocker.unblock(), fresh(province, tmp_path / "there") as place:
        yield place
