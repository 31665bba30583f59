"""Two who reach for the same work at the same moment: one has it, the other is told who."""

from collections.abc import Iterator
from typing import Any

import pytest

from lienthong.ground import acts
from lienthong.work.handing.actions import take_item
from lienthong.work.queries import item_of
from tests import cast
from tests.database import clone
from tests.reorganisation.plans import drop, standing_on
from tests.work.test_handing import directed
from tests.work.test_requests_at_once import at_once
from tests.work.test_waiting import colleagues_of


@pytest.fixture
def lasting(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[str]:
    """A database in which what is committed stays committed."""
    url = clone(f"nhan_{worker_id}")
    with django_db_blocker.unblock(), standing_on(url):
        yield url
    drop(url)


def test_the_second_hears_of_the_first(lasting: str) -> None:
    item, (first, second, *_) = directed(), colleagues_of("chuyen_vien")
    outcome = at_once(lambda: take_item(item, by=first), lambda: take_item(item, by=second))
    assert outcome == ["directed", "in_other_hands"]
    with acts.opening(cast.an()):
        assert item_of(cast.an(), item).assignee in (first.mandate, second.mandate)
