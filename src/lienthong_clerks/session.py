"""What everybody in the driver shares: the server, the round, the tally, and the tasks under way."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from lienthong_clerks.plan import Instructions, Marks, Round
from lienthong_clerks.tally import Tally
from lienthong_clerks.timing import Pace
from lienthong_clerks.wire import Answer, Server, Unreachable

LOOKS_AT_ONCE = 4


@dataclass
class Session:
    server: Server
    tally: Tally
    round: Round
    instructions: Instructions
    marks: Marks
    pace: Pace
    seed: int = 0
    error_rate: float = 0.0
    # item -> loop time until which its line is cut and nobody touches it
    cut_until: dict[str, float] = field(default_factory=dict)
    # dossiers of old bodies that this round plays; others lie there for other rounds
    handed_over: set[str] = field(default_factory=set)
    last_act_at: float = 0.0
    # of the wire's connections; the others stay free for acts when the server is slow
    looking: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LOOKS_AT_ONCE))
    _waiting: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def now(self) -> float:
        return asyncio.get_running_loop().time()

    @property
    def elapsed(self) -> float:
        """Real seconds since the round began; the world's clock runs no faster."""
        return self.now - self.pace.origin

    @property
    def busy(self) -> bool:
        """Whether anything is under way that will end by itself."""
        return len(self._tasks) > self._waiting

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Around a wait for what others may never do: it does not keep the round open."""
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    def key(self, *parts: object) -> str:
        """The same act of the same round has the same key after a SIGKILL: repeating it has one effect."""
        return ":".join(str(part) for part in (self.round.number, *parts))

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def dismiss(self) -> None:
        for task in self._tasks:
            task.cancel()

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or (wrong := task.exception()) is None:
            return
        code = "unreachable" if isinstance(wrong, Unreachable) else "bug"
        self.tally.complain(code, f"{type(wrong).__name__}: {wrong}")

    async def act(
        self, name: str, path: str, body: dict[str, Any], *, key: str, token: str = "", planned: float
    ) -> Answer:
        """POST an act and count it, or its refusal."""
        answer = await self.server.post(path, body, key=key, token=token, round_token=self._public(token))
        self.note(name, answer, planned)
        return answer

    async def enclose(self, path: str, name: str, content: bytes, *, key: str, token: str) -> Answer:
        """A file with a draft, counted as an act."""
        planned = self.now
        answer = await self.server.post_file(path, name, content, key=key, token=token)
        self.note("enclose-file", answer, planned)
        return answer

    def note(self, name: str, answer: Answer, planned: float) -> None:
        self.last_act_at = self.now
        if answer.ok:
            self.tally.acted(name, self.now - planned)
        else:
            sentence = answer.body.get("message", "") if isinstance(answer.body, dict) else ""
            self.tally.complain(answer.code, f"{name}: {answer.status} {answer.code} {sentence}")

    def _public(self, token: str) -> str:
        return "" if token else self.round.public_token

    async def look_up(self, code: str, secret: str) -> dict[str, Any] | None:
        """The citizen's own view of a dossier or report."""
        asked = {"code": code, "secret": secret}
        answer = await self.server.post(
            "/public/lookup", asked, kind="lookup", round_token=self.round.public_token
        )
        return answer.body if answer.ok else None
