"""Tests of plans stand on the eve of 1/7/2025: they ask for `eve`, in a database of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.reorganisation.joining import Base, Place, city_base, drop_base, fresh, province_base
from tests.reorganisation.planning import session
from tests.reorganisation.plans import clone_before, drop, planner, standing_on


@pytest.fixture(scope="session")
def before_url(django_db_setup: None, worker_id: str) -> Iterator[str]:
    url = clone_before(f"truoc_{worker_id}")
    yield url
    drop(url)


@pytest.fixture
def _on_the_eve(before_url: str) -> Iterator[None]:
    with standing_on(before_url):
        yield


@pytest.fixture
def eve(_on_the_eve: None, _django_db_helper: None) -> None:
    """As the application, in a transaction that is rolled back. Not together with the mark `django_db`."""
    from lienthong.ground import sql

    sql.run("set local role lienthong_app")


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


@pytest.fixture
def desk(eve: None) -> Client:
    """A planner's browser."""
    return session(planner())
