"""A closed loop of eight clients over HTTP, in a process of its own so that it is not counted as the application."""

import asyncio
import json
import sys
import time
from itertools import count
from typing import Any

import aiohttp

LONGER = 4.0


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    """`plan`: {base, run, clients, seconds, at_least, requests: [{method, path, headers, body}]}; request i goes to
    i mod len. A page too slow for `at_least` answers in its time gets up to four times as much.
    """
    done, failed, first_failure, size = 0, 0, "", 0
    begun = time.monotonic()
    until, at_last = begun + plan["seconds"], begun + plan["seconds"] * LONGER
    turn = count()
    requests = plan["requests"]
    run_id = plan["run"]

    async def client(session: aiohttp.ClientSession) -> None:
        nonlocal done, failed, first_failure, size
        while time.monotonic() < (until if done >= plan["at_least"] else at_last):
            number = next(turn)
            wanted = requests[number % len(requests)]
            headers = {"Idempotency-Key": f"{run_id}-{number}"} | wanted["headers"]
            async with session.request(
                wanted["method"],
                plan["base"] + wanted["path"],
                json=wanted.get("body"),
                headers=headers,
                allow_redirects=False,
            ) as answer:
                content = await answer.read()
            if answer.status in (200, 201):
                done, size = done + 1, len(content)
            else:
                failed += 1
                first_failure = first_failure or f"{answer.status} {content[:300]!r}"

    # Bytes as they come over the wire: a compressed page stays compressed.
    connector = aiohttp.TCPConnector(limit=plan["clients"])
    async with aiohttp.ClientSession(connector=connector, auto_decompress=False) as session:
        await asyncio.gather(*(client(session) for _ in range(plan["clients"])))
    seconds = time.monotonic() - begun
    return {
        "done": done, "failed": failed, "rate": done / seconds, "bytes": size, "first_failure": first_failure,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(json.load(sys.stdin)))))
