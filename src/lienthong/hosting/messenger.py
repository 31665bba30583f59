"""The worker's other half: reads the journal's tail for notices, webhooks and the exchange, and lets messages go.

It lives beside the jobs in the worker's process and takes none of their places. Everything it does can be done again:
killed at any point, it goes on from the tables.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from django.conf import settings
from django.db import connection

from lienthong.exchange.axis.carrying.round import one_round
from lienthong.exchange.webhooks import outbox, rules
from lienthong.exchange.webhooks.terms import AT_ONCE, Claimed
from lienthong.ground import sql
from lienthong.ground.database.lost import LOST
from lienthong.notices import telling
from lienthong.notices.mailing import Post, post_of

if TYPE_CHECKING:
    from lienthong.exchange.webhooks.sending import Sender

LOOK_EVERY_SECONDS = 1.0
SOON_SECONDS = 0.5
"""After lines of the journal were read: those that come meanwhile are read together."""
AT_ONCE_SECONDS = 0.001
AFTER_A_BUG_SECONDS = 10.0
FINISH_WITHIN_SECONDS = 6.0
"""What is in the air when the worker is told to stop may still land."""

Result = TypeVar("Result")
log = logging.getLogger("lienthong.messenger")


class Messenger:
    """`await Messenger().run(stop)`: until `stop` is set."""

    def __init__(self, *, look_every_seconds: float = LOOK_EVERY_SECONDS) -> None:
        self._look_every = look_every_seconds
        # A connection each: a mail server that keeps us waiting holds up no webhook.
        self._records = ThreadPoolExecutor(1, thread_name_prefix="messenger")
        self._mails = ThreadPoolExecutor(1, thread_name_prefix="mailer")
        self._letters = ThreadPoolExecutor(1, thread_name_prefix="exchange")
        self._air: set[asyncio.Task[None]] = set()

    async def run(self, stop: asyncio.Event) -> None:
        source, post = await self._until_known(stop)
        allowed = rules.allowed_networks(settings.WEBHOOK_ALLOW)
        async with AsyncExitStack() as stack:
            sending = _Sending(allowed, stack)
            await asyncio.gather(
                self._again(stop, lambda: self._tell(post)),
                self._again(stop, lambda: self._webhooks(source, sending)),
                self._again(stop, self._exchange),
                *([self._again(stop, lambda: self._mail(post))] if post else []),
            )
            with suppress(TimeoutError):
                async with asyncio.timeout(FINISH_WITHIN_SECONDS):
                    await asyncio.gather(*self._air)

    async def _until_known(self, stop: asyncio.Event) -> tuple[str, Post | None]:
        while True:
            try:
                return await self._in(self._records, _world)
            except LOST as away:
                log.warning("the database is away: %s", away)
                if stop.is_set():
                    raise
                await asyncio.sleep(self._look_every)

    async def _again(self, stop: asyncio.Event, look: Callable[[], Awaitable[float]]) -> None:
        """Look, and again after as many seconds as it says. A database that is away is waited for."""
        while not stop.is_set():
            wait = self._look_every
            try:
                wait = min(wait, await look())
            except LOST as away:
                log.warning("the database is away: %s", away)
            except Exception:
                log.exception("the messenger could not go on")
                wait = AFTER_A_BUG_SECONDS
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)

    async def _tell(self, post: Post | None) -> float:
        notices = await self._in(self._records, lambda: telling.tell_of_new_lines(post))
        return SOON_SECONDS if notices else self._look_every

    async def _mail(self, post: Post) -> float:
        sent = await self._in(self._mails, lambda: telling.send_due_mails(post))
        return AT_ONCE_SECONDS if sent else self._look_every

    async def _exchange(self) -> float:
        moved = await self._in(self._letters, one_round)
        return AT_ONCE_SECONDS if moved else self._look_every

    async def _webhooks(self, source: str, sending: "_Sending") -> float:
        addressed = await self._in(self._records, lambda: outbox.address_new_lines(source))
        free = AT_ONCE - len(self._air)
        claimed = await self._in(self._records, lambda: outbox.claim(free)) if free > 0 else []
        for each in claimed:
            task = asyncio.create_task(self._deliver(await sending.sender(), each))
            self._air.add(task)
            task.add_done_callback(self._air.discard)
        return AT_ONCE_SECONDS if claimed else SOON_SECONDS if addressed else self._look_every

    async def _deliver(self, sender: "Sender", claimed: Claimed) -> None:
        outcome = await sender.send(claimed)
        try:
            await self._in(self._records, lambda: outbox.settle(claimed, outcome))
        except LOST as away:
            log.warning("delivery %s is not settled and goes out again: %s", claimed.id, away)

    async def _in(self, threads: ThreadPoolExecutor, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(threads, _with_connection, work)


class _Sending:
    """Who sends webhooks, made with the first that is to go out: most worlds have none, and what sends them is 8 MB."""

    def __init__(self, allowed: rules.Networks, stack: AsyncExitStack) -> None:
        self._allowed, self._stack = allowed, stack
        self._sender: Sender | None = None

    async def sender(self) -> "Sender":
        if self._sender is None:
            from lienthong.exchange.webhooks.sending import Sender

            sender = Sender(key=settings.SECRET_KEY, allowed=self._allowed)
            self._sender = await self._stack.enter_async_context(sender)
        return self._sender


def _with_connection(work: Callable[[], Result]) -> Result:
    """In a thread that keeps its connection, unless it turns out to be dead."""
    try:
        return work()
    except LOST:
        connection.close()
        raise


class _WorldRow(NamedTuple):
    name: str
    kind: str
    origin: int


def _world() -> tuple[str, Post | None]:
    """What events come from, and how e-mails leave this world."""
    row = sql.only_row(_WorldRow, "select name, kind, origin from world")
    post = post_of(
        kind=row.kind, server=settings.SMTP, sender=settings.MAIL_FROM, site=settings.ADDRESS,
        folder=settings.MAIL_FOLDER,
    )  # fmt: skip
    return f"urn:lienthong:{row.origin}:{row.name}", post
