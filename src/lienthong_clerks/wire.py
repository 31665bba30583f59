"""The public API and nothing else. A request that got no answer is repeated under its key until one comes."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from random import Random
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

import aiohttp

from lienthong_clerks.enclosing import FORM_TYPE, file_form
from lienthong_clerks.tally import Tally

CONNECTIONS = 16
PATIENCE_SECONDS = 120.0
TIMEOUT_SECONDS = 30.0
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 3.0
COME_BACK_LATER = frozenset({429, 502, 503, 504})
SERVER_FAULT_TRIES = 6


class Unreachable(Exception):
    """The server gave no usable answer for two minutes."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any

    @property
    def ok(self) -> bool:
        return self.status < 400

    @property
    def code(self) -> str:
        if isinstance(self.body, dict) and self.body.get("code"):
            return str(self.body["code"])
        return str(self.status)


class Server:
    def __init__(self, base: str, tally: Tally, chance: Random) -> None:
        self._base = base.rstrip("/") + "/api/v1"
        self._tally = tally
        self._chance = chance
        self._session: aiohttp.ClientSession | None = None
        self.waiting = 0

    async def __aenter__(self) -> "Server":
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=30, ttl_dns_cache=None),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=TIMEOUT_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    @contextmanager
    def in_line(self) -> Iterator[None]:
        """Around everything somebody waits for an answer: `waiting` says how many do."""
        self.waiting += 1
        try:
            yield
        finally:
            self.waiting -= 1

    async def get(
        self,
        path: str,
        token: str = "",
        *,
        kind: str = "read",
        wanted_at: float | None = None,
        round_token: str = "",
        **query: str,
    ) -> Answer:
        """`wanted_at`: since when somebody has stood in line for it elsewhere, and is counted there."""
        asked = f"{path}?{urlencode(query)}" if query else path
        return await self._ask(kind, wanted_at, "GET", asked, None, _headers(token, round_token))

    async def post(
        self,
        path: str,
        body: dict[str, Any],
        *,
        key: str = "",
        token: str = "",
        round_token: str = "",
        kind: str = "act",
    ) -> Answer:
        """An act has a `key`; what is only asked with a secret in its body has none."""
        headers = _headers(token, round_token)
        if key:
            headers["Idempotency-Key"] = key
            headers["Prefer"] = "return=representation"
        headers["Content-Type"] = "application/json"
        return await self._ask(
            kind, None, "POST", path, json.dumps(body, ensure_ascii=False).encode(), headers
        )

    async def post_file(self, path: str, name: str, content: bytes, *, key: str, token: str) -> Answer:
        """A file in the form's field `file`. The form is bytes: it is sent again as it is when no answer comes."""
        headers = _headers(token, "") | {"Idempotency-Key": key, "Content-Type": FORM_TYPE}
        return await self._ask("act", None, "POST", path, file_form(name, content), headers)

    async def _ask(
        self,
        kind: str,
        wanted_at: float | None,
        method: str,
        path: str,
        data: bytes | None,
        headers: dict[str, str],
    ) -> Answer:
        loop = asyncio.get_running_loop()
        with nullcontext() if wanted_at else self.in_line():
            wanted_at = wanted_at or loop.time()
            answer, tries = await self._until_answered(method, path, data, headers)
        if tries == 1:
            # What had to be repeated tells of a server that was away, not of a slow one.
            self._tally.answered(kind, loop.time() - wanted_at)
        return answer

    async def _until_answered(
        self, method: str, path: str, data: bytes | None, headers: dict[str, str]
    ) -> tuple[Answer, int]:
        loop = asyncio.get_running_loop()
        give_up_at = loop.time() + PATIENCE_SECONDS
        pause, tries, faults = FIRST_PAUSE, 0, 0
        while True:
            answer = await self._once(method, path, data, headers)
            tries += 1
            if answer is not None and answer.status not in COME_BACK_LATER:
                faults += answer.status >= 500
                if answer.status < 500 or faults >= SERVER_FAULT_TRIES:
                    return answer, tries
            if loop.time() + pause > give_up_at:
                raise Unreachable(f"{method} {path}: no answer for {PATIENCE_SECONDS:.0f} s.")
            self._tally.retries += 1
            await asyncio.sleep(pause * (0.5 + self._chance.random()))
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _once(
        self, method: str, path: str, data: bytes | None, headers: dict[str, str]
    ) -> Answer | None:
        assert self._session is not None, "use `async with Server(...)`"
        self._tally.requests += 1
        try:
            async with self._session.request(method, self._base + path, data=data, headers=headers) as reply:
                text = await reply.read()
                return Answer(reply.status, _decoded(text))
        except (aiohttp.ClientError, TimeoutError, OSError) as wrong:
            self._tally.errors[type(wrong).__name__] += 1
            return None


def _headers(token: str, round_token: str) -> dict[str, str]:
    """The round's token lifts the limit by address of the public doors."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if round_token:
        headers["X-Round-Token"] = round_token
    return headers


def _decoded(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
