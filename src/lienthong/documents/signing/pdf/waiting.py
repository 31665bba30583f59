"""pyHanko speaks in coroutines; whoever signs or checks here waits for each."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


def result_of(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """What comes of it. `asyncio.run` would, in a main thread, write out the result for a message nobody reads: of a
    signature that takes longer than making it.
    """
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
