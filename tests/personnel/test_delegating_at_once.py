"""Two who let the same matter be signed at the same moment: one waits and is told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from lienthong.kernel.refusals import Refusal
from tests import sql
from tests.cast import officer
from tests.database import clone
from tests.personnel.delegating import given
from tests.reorganisation.plans import drop, standing_on


@pytest.fixture
def lasting(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[str]:
    """A database in which what is committed stays committed."""
    url = clone(f"giao_{worker_id}")
    with django_db_blocker.unblock(), standing_on(url):
        yield url
    drop(url)


def test_one_matter_is_authorised_once(lasting: str) -> None:
    head, chiefs = officer("lanh_dao"), (officer("truong_phong"), officer("chanh_van_phong"))
    start = Barrier(2)

    def give(number: int) -> str:
        try:
            start.wait()
            given(chiefs[number], by=head, form="tuq")
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "given"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(give, (0, 1))) == ["delegation_overlaps", "given"]
    assert sql.one("select count(*) from delegation") == 1
