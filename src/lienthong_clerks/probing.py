"""Somebody of every unit looks into the inbox and writes down what lies there: a proof from outside.

    python -m lienthong_clerks.probing --server URL --tokens FILE --out FILE

The tokens file, mode 0600: {"open": {name: token}, "closed": {name: token}}. What comes out:
{"inboxes": {name: [[item, jurisdiction], …]}, "refused": {name: {"code": …, "heirs": n}}}.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random
from typing import Any

from lienthong_clerks.tally import Tally
from lienthong_clerks.tokens import Unfit, read_private
from lienthong_clerks.wire import Answer, Server, Unreachable

AT_ONCE = 8
A_PAGE = "500"

Inbox = list[tuple[str, int]]


async def look(base: str, tokens: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Every inbox to its last page, and what those are told whose unit has ended."""
    async with Server(base, Tally(), Random(0)) as server:  # noqa: S311 – of pauses
        return {
            "inboxes": await _each(tokens["open"], lambda token: _inbox(server, token)),
            "refused": await _each(tokens["closed"], lambda token: _refusal(server, token)),
        }


async def _each(tokens: dict[str, str], ask: Callable[[str], Awaitable[Any]]) -> dict[str, Any]:
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(token: str) -> Any:
        async with turn:
            return await ask(token)

    return dict(zip(tokens, await asyncio.gather(*map(one, tokens.values())), strict=True))


async def _inbox(server: Server, token: str) -> Inbox:
    inbox: Inbox = []
    after = ""
    while True:
        page = await server.get("/items", token, limit=A_PAGE, after=after)
        if not page.ok:
            raise Unreachable(f"GET /items: {page.code}")
        inbox += [(item["id"], item["jurisdiction"]) for item in page.body["items"]]
        after = page.body["next"]
        if not after:
            return inbox


async def _refusal(server: Server, token: str) -> dict[str, Any]:
    answer: Answer = await server.get("/items", token)
    facts = answer.body.get("facts") or {} if isinstance(answer.body, dict) else {}
    return {"code": answer.code, "heirs": len(facts.get("heirs") or ())}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser("lienthong_clerks.probing", description="Look into every inbox once.")
    parser.add_argument("--server", required=True)
    parser.add_argument("--tokens", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    command = parser.parse_args(arguments)
    try:
        seen = asyncio.run(look(command.server, json.loads(read_private(command.tokens))))
    except (Unfit, Unreachable) as wrong:
        print(wrong, file=sys.stderr)
        return 1
    command.out.write_text(json.dumps(seen), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
