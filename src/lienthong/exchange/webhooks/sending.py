"""Sending what the outbox holds: outside every transaction, many at a time, few to one address."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from lienthong.exchange.webhooks import rules
from lienthong.exchange.webhooks.terms import (
    AT_ONCE,
    CONTENT_TYPE,
    SIGNATURE_HEADER,
    TIMEOUT_SECONDS,
    TIMESTAMP_HEADER,
    TRY_HEADER,
    Claimed,
    Outcome,
)
from lienthong.kernel import clock
from lienthong.kernel.refusals import Refusal


class AddressForbidden(OSError):
    """The name leads to the machine itself or to a private network."""


class CheckedResolver(AbstractResolver):
    """Looks a name up once, checks every address it leads to, and hands out those.

    What was checked is what is connected to, whatever the name server says a moment later.
    """

    def __init__(self, allowed: rules.Networks, *, is_public_too: bool = True) -> None:
        self._allowed, self._is_public_too = allowed, is_public_too
        # Threads of its own: name servers that do not answer hold up no other name.
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        look = partial(
            socket.getaddrinfo, host, port, type=socket.SOCK_STREAM, family=family, flags=socket.AI_ADDRCONFIG
        )
        infos = await asyncio.get_running_loop().run_in_executor(self._threads, look)
        addresses = [str(address[0]) for *_, address in infos]
        may_reach = rules.is_reachable if self._is_public_too else rules.is_allowed
        if not addresses or not all(may_reach(each, self._allowed) for each in addresses):
            raise AddressForbidden(host)
        return [
            ResolveResult(
                hostname=host, host=str(address[0]), port=port, family=kind, proto=proto,
                flags=socket.AI_NUMERICHOST,
            )
            for kind, _, proto, _, address in infos
        ]  # fmt: skip

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


class Sender:
    """`async with Sender(key=…, allowed=…) as sender: await sender.send(claimed)`."""

    def __init__(
        self, *, key: str, allowed: rules.Networks, timeout_seconds: float = TIMEOUT_SECONDS
    ) -> None:
        self._key, self._allowed = key, allowed
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds)

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            resolver=CheckedResolver(self._allowed), use_dns_cache=False, force_close=True, limit=AT_ONCE
        )
        self._session = aiohttp.ClientSession(
            connector=connector, cookie_jar=aiohttp.DummyCookieJar(), timeout=self._timeout, trust_env=False
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def send(self, claimed: Claimed) -> Outcome:
        """One try. Whatever the other side does, it ends within the timeout and with an outcome."""
        try:
            rules.check_url(claimed.url, self._allowed)
        except Refusal as refusal:
            return Outcome(False, refusal.code, is_hopeless=True)
        try:
            async with asyncio.timeout(self._timeout.total):
                return await self._post(claimed)
        except TimeoutError:
            return Outcome(False, "không trả lời kịp")
        except aiohttp.ClientConnectorDNSError as unknown:
            if isinstance(unknown.os_error, AddressForbidden):
                return Outcome(False, rules.private_address().code, is_hopeless=True)
            return Outcome(False, "không tìm thấy tên máy chủ")
        except (aiohttp.ClientError, OSError, ValueError) as failed:
            return Outcome(False, f"không gửi được: {type(failed).__name__}")

    async def _post(self, claimed: Claimed) -> Outcome:
        async with self._session.post(
            claimed.url, data=claimed.event.encode(), headers=self._headers(claimed), allow_redirects=False
        ) as answer:
            # The answer's body is nobody's business: it is not read, and its connection is not kept.
            status = answer.status
        if 300 <= status < 400:
            return Outcome(False, f"{status}: chuyển hướng, không đi theo")
        return Outcome(200 <= status < 300, str(status), is_hopeless=status == 410)

    def _headers(self, claimed: Claimed) -> dict[str, str]:
        timestamp = int(clock.real().timestamp())
        secret = rules.secret_of(claimed.webhook, self._key)
        return {
            "Content-Type": CONTENT_TYPE,
            "User-Agent": "LienThong-Webhook/1",
            TIMESTAMP_HEADER: str(timestamp),
            SIGNATURE_HEADER: rules.signature(secret, timestamp, claimed.event.encode()),
            TRY_HEADER: str(claimed.tries),
        }
