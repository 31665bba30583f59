"""The citizens after they have handed something in: they bring what is asked for, and look at the end."""

import asyncio
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass

from lienthong_clerks.memory import Memory
from lienthong_clerks.papers import labels
from lienthong_clerks.plan import Case
from lienthong_clerks.session import Session
from lienthong_clerks.timing import seeded, thought
from lienthong_clerks.wire import Answer, Unreachable

LOOK_EVERY_SECONDS = 15.0
LOOKING_AT_ONCE = 8
FAREWELL_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Slip:
    """What a citizen keeps in the pocket. `patrolled`: no clerk of ours telephones, one must go and look."""

    item: str
    kind: str
    code: str
    secret: str
    case: Case
    patrolled: bool


class Citizens:
    def __init__(self, session: Session, memory: Memory) -> None:
        self._session = session
        self._memory = memory
        self._chance = seeded(session.seed, "citizens")
        self._slips: dict[str, Slip] = {}
        self._asked: dict[Case, asyncio.Event] = defaultdict(asyncio.Event)
        self._missing: dict[Case, list[str]] = {}
        self._planned = {call.case for call in session.round.calls if call.name == "dossiers.supplement"}

    def keep(self, slip: Slip) -> None:
        self._slips[slip.item] = slip

    @property
    def _unasked(self) -> list[Slip]:
        return [
            slip for slip in self._slips.values() if slip.kind == "dossier" and slip.case not in self._missing
        ]

    def told(self, item: str, missing: list[str]) -> None:
        """The message a citizen gets on the telephone when a clerk asks for papers."""
        slip = self._slips.get(item)
        if slip is None or slip.case in self._missing or slip.code in self._memory.supplied:
            return
        self._missing[slip.case] = missing
        self._asked[slip.case].set()
        if slip.case not in self._planned:
            self._session.spawn(self._bring_unplanned(slip, missing))

    async def asked(self, case: Case) -> tuple[Slip, list[str]]:
        """When the office has asked this citizen for papers: the slip, and what is missing."""
        with self._session.waiting():
            await self._asked[case].wait()
        slip = next(slip for slip in self._slips.values() if slip.case == case)
        return slip, self._missing[case]

    async def bring(self, slip: Slip, papers: list[str], *, key: str) -> Answer:
        """To the counter after some thought; only once, whoever asks how often."""
        pause = self._session.pace.seconds(thought("citizen", self._chance))
        await asyncio.sleep(pause)
        answer = await self._session.act(
            "supplement",
            "/public/dossiers/supplement",
            {"code": slip.code, "secret": slip.secret, "papers": papers},
            key=key,
            planned=self._session.now,
        )
        if answer.ok:
            self._memory.keep_supplied(slip.code)
        return answer

    async def _bring_unplanned(self, slip: Slip, papers: list[str]) -> None:
        await self.bring(slip, papers, key=self._session.key(slip.code, "supplement"))

    async def look_around(self) -> None:
        """Nobody telephones for a person at the counter, nor for what happened while the driver was down."""
        slips = self._unasked
        while True:
            for slip in slips:
                await self._look(slip)
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            slips = [slip for slip in self._unasked if slip.patrolled]

    async def _look(self, slip: Slip) -> None:
        try:
            view = await self._session.look_up(slip.code, slip.secret)
        except Unreachable as gone:
            self._session.tally.complain("unreachable", str(gone))
            return
        if view and view.get("state") == "awaiting_supplement":
            self.told(slip.item, labels(view.get("missing")))

    async def farewell(self) -> None:
        """Everybody looks once more, as long as it takes at most half a minute; what they read is counted."""
        gate = asyncio.Semaphore(LOOKING_AT_ONCE)
        looks = asyncio.gather(*(self._last_look(slip, gate) for slip in self._slips.values()))
        with suppress(TimeoutError):
            await asyncio.wait_for(looks, FAREWELL_SECONDS)
        seen = self._session.tally.citizens.total()
        self._session.tally.citizens["not_looked"] += len(self._slips) - seen

    async def _last_look(self, slip: Slip, gate: asyncio.Semaphore) -> None:
        async with gate:
            try:
                view = await self._session.look_up(slip.code, slip.secret)
            except Unreachable as gone:
                self._session.tally.complain("unreachable", str(gone))
                return
        self._session.tally.citizens[f"{slip.kind}.{view['state'] if view else 'not_found'}"] += 1
