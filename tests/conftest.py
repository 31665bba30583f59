"""Every test of the database runs on a clone of the template world, in a transaction, as the application's role."""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.database import HOME, clone

os.environ["LIENTHONG_HOME"] = str(HOME)
os.environ["LIENTHONG_WORLD"] = "kiem-thu"
os.environ["LIENTHONG_POOL"] = "0"
os.environ["DJANGO_SETTINGS_MODULE"] = "lienthong.site.settings"

# How fast an example runs says something about the machine's other work, not about the law it is drawn for.
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, worker_id: str) -> None:
    """Point Django at this worker's clone instead of letting it make a database of its own."""
    from django.conf import settings
    from django.db import connections

    url = clone(worker_id)
    parts = settings.DATABASES["default"]
    fresh = _settings_for(url)
    parts.update(fresh)
    connections["default"].settings_dict.update(fresh)
    with django_db_blocker.unblock():
        connections["default"].close()


def _settings_for(url: str) -> dict[str, Any]:
    from lienthong.site.settings import database

    found = database(url)
    return {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}


@pytest.fixture
def db(db: None) -> None:
    """As the application: it owns nothing, so row security and grants hold in tests as in life."""
    from tests import sql

    sql.run("set local role lienthong_app")


@pytest.fixture
def world_now(db: None) -> datetime:
    from tests import sql

    found: datetime = sql.one("select world_now()")
    return found


@pytest.fixture(autouse=True)
def _no_moment_leaks() -> Iterator[None]:
    """A test that left a transaction open for an actor would speak for the next one; what it read is rolled back."""
    yield
    from lienthong.ground import acts
    from lienthong.kernel import lately

    lately.forget_all()
    assert acts._opened.get() is None


@pytest.fixture(scope="session")
def before_url(django_db_setup: None, worker_id: str) -> Iterator[str]:
    """Of a database whose registry stands before the reorganisation of 1/7/2025."""
    from tests.reorganisation.plans import clone_before, drop

    url = clone_before(f"truoc_{worker_id}")
    yield url
    drop(url)


@pytest.fixture(scope="session")
def prepared_url(before_url: str, worker_id: str, django_db_blocker: Any) -> Iterator[str]:
    """Of a database on that eve in which the real plan is drafted and prepared."""
    from tests.reorganisation.plans import clone_prepared, drop

    with django_db_blocker.unblock():
        url = clone_prepared(f"san_{worker_id}", before_url)
    yield url
    drop(url)


@pytest.fixture
def _before_the_plan(prepared_url: str) -> Iterator[None]:
    from tests.reorganisation.plans import standing_on

    with standing_on(prepared_url):
        yield


@pytest.fixture
def real(_before_the_plan: None, _django_db_helper: None) -> None:
    """The eve of the reorganisation with the real plan prepared; as `eve` for the rest."""
    from lienthong.ground import sql

    sql.run("set local role lienthong_app")


@pytest.fixture
def _on_the_eve(before_url: str) -> Iterator[None]:
    from tests.reorganisation.plans import standing_on

    with standing_on(before_url):
        yield


@pytest.fixture
def eve(_on_the_eve: None, _django_db_helper: None) -> None:
    """The eve of the reorganisation, as the application, in a transaction that is rolled back; not together with the
    mark `django_db`.
    """
    from lienthong.ground import sql

    sql.run("set local role lienthong_app")
