"""An open loop over HTTP, in a process of its own: so many requests a second whether answers come or not, and how long
each took from the moment it was due.

It goes on until its standard input ends, so that whoever started it says when.
"""

import asyncio
import json
import sys
import time
from statistics import quantiles
from typing import Any

import aiohttp


async def run(plan: dict[str, Any], ended: asyncio.Event) -> dict[str, Any]:
    """`plan`: {base, run, rate, kinds: {name: [{method, path, headers, body}]}}, the kinds in turns. Answers with
    {p95_ms: {name: …}, done, failed, first_failure}.
    """
    took: dict[str, list[float]] = {name: [] for name in plan["kinds"]}
    failures: list[str] = []

    async def ask(session: aiohttp.ClientSession, kind: str, number: int, due: float) -> None:
        wanted = plan["kinds"][kind][number % len(plan["kinds"][kind])]
        headers = {"Idempotency-Key": f"{plan['run']}-{kind}-{number}"} | wanted["headers"]
        url = plan["base"] + wanted["path"]
        async with session.request(wanted["method"], url, json=wanted["body"], headers=headers) as answer:
            content = await answer.read()
        if answer.status != 200:
            failures.append(f"{answer.status} {content[:300]!r}")
        took[kind].append(1000 * (time.monotonic() - due))

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=256)) as session:
        begun, asked, kinds = time.monotonic(), 0, list(took)
        async with asyncio.TaskGroup() as under_way:
            while not ended.is_set():
                due = begun + asked / plan["rate"]
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                number, turn = divmod(asked, len(kinds))
                under_way.create_task(ask(session, kinds[turn], number, due))
                asked += 1
    return {
        "p95_ms": {kind: quantiles(all_of_it, n=20)[-1] for kind, all_of_it in took.items()},
        "done": asked, "failed": len(failures), "first_failure": next(iter(failures), ""),
    }  # fmt: skip


async def main() -> None:
    plan, ended, loop = json.loads(sys.stdin.readline()), asyncio.Event(), asyncio.get_running_loop()

    def end() -> None:
        loop.remove_reader(sys.stdin)
        ended.set()

    loop.add_reader(sys.stdin, end)
    print(json.dumps(await run(plan, ended)))


if __name__ == "__main__":
    asyncio.run(main())
