"""Acting from a command or a job, as somebody with a mandate: through the same question as at every door."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from lienthong.ground import acts
from lienthong.ground.actor import PROGRAM, Actor
from lienthong.personnel.asking import mint_token, who_asks


@contextmanager
def acting(mandate: int, label: str = "command line") -> Iterator[Actor]:
    """A transaction of the holder of this mandate; refused when the mandate or its unit has ended."""
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        token = mint_token(mandate, label, lasts=timedelta(minutes=5))
        actor, earlier = who_asks(token, "token")
        actor = replace(
            actor, through=PROGRAM, access=None
        )  # with a token of its own: nobody came by the API
        acts.set_who(actor)
        stack.enter_context(acts.opened(actor, earlier=earlier))
        yield actor
