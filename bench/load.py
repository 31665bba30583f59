"""A closed loop of eight clients over HTTP, in a process of its own so that it is not counted as the application."""

import asyncio
import json
import sys
import time
from itertools import count
from typing import Any

import aiohttp


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    """`plan`: {base, clients, seconds, requests: [{method, path, token, body}]}; request i goes to i mod len."""
    done, failed, first_failure = 0, 0, ""
    until = time.monotonic() + plan["seconds"]
    turn = count()
    requests = plan["requests"]
    run_id = plan["run"]

    async def client(session: aiohttp.ClientSession) -> None:
        nonlocal done, failed, first_failure
        while time.monotonic() < until:
            number = next(turn)
            wanted = requests[number % len(requests)]
            headers = {"Idempotency-Key": f"{run_id}-{number}"} | wanted["headers"]
            async with session.request(
                wanted["method"], plan["base"] + wanted["path"], json=wanted.get("body"), headers=headers
            ) as answer:
                text = await answer.text()
            if answer.status == 200:
                done += 1
            else:
                failed += 1
                first_failure = first_failure or f"{answer.status} {text[:300]}"

    started = time.monotonic()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=plan["clients"])) as session:
        await asyncio.gather(*(client(session) for _ in range(plan["clients"])))
    seconds = time.monotonic() - started
    return {"done": done, "failed": failed, "rate": done / seconds, "first_failure": first_failure}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(json.load(sys.stdin)))))
