"""Tests of plans stand on the eve of 1/7/2025: they ask for `eve`, in a database of its own."""

from collections.abc import Iterator

import pytest
from django.test import Client

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


@pytest.fixture
def desk(eve: None) -> Client:
    """A planner's browser."""
    return session(planner())
