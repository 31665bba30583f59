"""The country's reorganisation of 1/7/2025, 10,040 → 3,321 communes, committed in a world of its own."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lienthong.ground.database.servers import home_folder, server_at
from lienthong.hosting.inside import enter
from lienthong.hosting.worlds import create_world, drop_world, list_worlds

WORLD = "ca-nuoc"


def main() -> None:
    from lienthong.trials.reorganising import EVE

    server = server_at(home_folder())
    if WORLD in [world.name for world in list_worlds(server)]:
        drop_world(server, WORLD)
    create_world(server, WORLD, EVE, before=True)
    enter(server, WORLD)
    json.dump(_measured(), sys.stdout)
    drop_world(server, WORLD)


def _measured() -> dict[str, float]:
    from lienthong.personnel.acting import acting
    from lienthong.reorganisation.plans.actions import approve_plan, draft_plan, prepare_plan
    from lienthong.reorganisation.plans.texts.shipped import plan_of_2025
    from lienthong.trials.acting import as_centre
    from lienthong.trials.reorganising import two_signers

    seconds: dict[str, float] = {}
    with timed(seconds, "plan_seconds"):
        with as_centre() as centre:
            drafted: dict[str, Any] = draft_plan(plan_of_2025(None), by=centre)
        with as_centre() as centre:
            prepare_plan(drafted["plan"], by=centre)
    for signer in two_signers():
        with timed(seconds, "commit_seconds"), acting(signer) as somebody:
            signed = approve_plan(drafted["plan"], digest=drafted["digest"], by=somebody)
    return {"holdings": signed["holdings"], **seconds}


@contextmanager
def timed(seconds: dict[str, float], what: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    seconds[what] = time.perf_counter() - begun


if __name__ == "__main__":
    main()
