"""An address that takes what is sent: another installation of this system, or a gateway that speaks as it does. It is
reached as webhooks are: the address that was checked is the one that is connected to, and nobody is followed. What
others send comes to the door of the API.
"""

import asyncio
from pathlib import Path

import aiohttp

from lienthong.exchange.axis.rules import check_may_leave
from lienthong.exchange.axis.terms import CONTENT_TYPE, LARGEST_RECEIPT, TIMEOUT_SECONDS, Sent
from lienthong.exchange.webhooks.rules import Networks, check_url
from lienthong.exchange.webhooks.sending import AddressForbidden, CheckedResolver
from lienthong.kernel.refusals import Refusal

TRIED_AGAIN = frozenset({401, 403, 404, 408, 425, 429})
"""Of the answers that blame the sender, what somebody may put right: a word that ran out, an address that moved."""


class Http:
    def __init__(
        self, url: str, token_file: Path | None, *, allowed: Networks, is_trial: bool,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:  # fmt: skip
        self._url, self._token_file = url, token_file
        self._allowed, self._is_trial = allowed, is_trial
        self._timeout = timeout_seconds

    def send(self, name: str, data: bytes) -> Sent:
        """One try. Whatever the other side does, it ends within the timeout and with an outcome."""
        try:
            check_url(self._url, self._allowed)
            check_may_leave(self._url, self._allowed, is_trial=self._is_trial)
            token = self._token_file.read_text("utf-8").strip() if self._token_file else ""
        except Refusal as refusal:
            return Sent(False, refusal.code)
        except OSError:
            return Sent(False, "không đọc được tệp mã truy cập của kết nối")
        try:
            return asyncio.run(self._within_time(name, data, token))
        except TimeoutError:
            return Sent(False, "không trả lời kịp")
        except aiohttp.ClientConnectorDNSError as unknown:
            is_private = isinstance(unknown.os_error, AddressForbidden)
            return Sent(False, "trỏ về mạng nội bộ" if is_private else "không tìm thấy tên máy chủ")
        except (aiohttp.ClientError, OSError, ValueError) as failed:
            return Sent(False, f"không gửi được: {type(failed).__name__}")

    async def _within_time(self, name: str, data: bytes, token: str) -> Sent:
        is_open = not self._is_trial and self._url.startswith("https://")
        connector = aiohttp.TCPConnector(
            resolver=CheckedResolver(self._allowed, is_public_too=is_open),
            use_dns_cache=False,
            force_close=True,
        )
        async with (
            asyncio.timeout(self._timeout),
            aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False
            ) as session,
        ):
            return await self._post(session, name, data, token)

    async def _post(self, session: aiohttp.ClientSession, name: str, data: bytes, token: str) -> Sent:
        headers = {
            "Content-Type": CONTENT_TYPE,
            "User-Agent": "LienThong-Exchange/1",
            "Idempotency-Key": name,
        }
        if token:
            headers["Authorization"] = f"Bearer {token}"
        async with session.post(self._url, data=data, headers=headers, allow_redirects=False) as answer:
            said = bytearray()
            async for part in answer.content.iter_chunked(LARGEST_RECEIPT):
                said += part
                if len(said) > LARGEST_RECEIPT:
                    break
            status = answer.status
        if 200 <= status < 300:
            return Sent(True, str(status), message=bytes(said[:LARGEST_RECEIPT]))
        is_final = 400 <= status < 500 and status not in TRIED_AGAIN
        return Sent(False, f"{status}: {_sentence(said)}" if is_final else str(status), is_hopeless=is_final)


def _sentence(said: bytearray) -> str:
    return " ".join(said.decode("utf-8", "replace").split())[:200]
