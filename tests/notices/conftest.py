from collections.abc import Iterator
from typing import Any

import pytest

from tests.committed import CommittedWorld, committed_world


@pytest.fixture
def world(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[CommittedWorld]:
    with django_db_blocker.unblock(), committed_world(worker_id) as here:
        yield here
