"""Tests of plans stand on the eve of 1/7/2025: they ask for `eve`."""

import pytest
from django.test import Client

from tests.reorganisation.planning import session
from tests.reorganisation.plans import planner


@pytest.fixture
def desk(eve: None) -> Client:
    """A planner's browser."""
    return session(planner())
