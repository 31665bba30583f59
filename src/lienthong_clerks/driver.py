"""One round from its first call to its last look, in one asyncio process."""

import asyncio
import gc
import json
import signal
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lienthong_clerks.citizens import Citizens
from lienthong_clerks.clerks import Office
from lienthong_clerks.counterparts import Counterparts
from lienthong_clerks.memory import Memory
from lienthong_clerks.plan import (
    WINDOW_MINUTES,
    Round,
    in_order,
    read_call,
    read_instructions,
    read_marks,
    read_round,
)
from lienthong_clerks.session import Session
from lienthong_clerks.tally import Tally, report_each_second, write_status
from lienthong_clerks.timing import Pace, poll_offset, seeded
from lienthong_clerks.tokens import Staff, Tokens, Unfit
from lienthong_clerks.wire import Answer, Server

OVERTIME_SECONDS = 20.0
SETTLED_SECONDS = 2.0
STRETCH_MINUTES = 20.0
"""Scenario minutes of calls that are asked for at a time."""
FOREVER_MINUTES = 1e6
SELDOM = (50_000, 20, 50)
"""Generations of garbage: a full collection in the middle of a call would make it late."""


@dataclass(frozen=True)
class Options:
    server: str
    round: int
    status: Path
    speed: float | None = None
    absent: frozenset[str] = frozenset()
    error_rate: float = 0.0
    seed: int | None = None


async def drive(options: Options, tokens: Tokens) -> Tally:
    tally = Tally()
    chance = seeded(options.seed)
    async with Server(options.server, tally, chance) as server:
        round_ = await _round(server, tokens, options)
        raw = _body(await server.get(f"/rehearsal/rounds/{options.round}/instructions", tokens.driver))
        session = _session(server, tally, round_, raw, options)
        memory = Memory(_memory_path(options.status), {"round": round_.number, "starts_at": round_.starts_at})
        if memory.resumed:
            tally.carry_on(_earlier(options.status))
        try:
            await _Driver(session, memory, tokens, options).run()
        finally:
            memory.close()
    return tally


async def _round(server: Server, tokens: Tokens, options: Options) -> Round:
    """Asked for in stretches: the plan of a nation at once, as text and as what is read from it, is most of what the
    driver would ever hold.
    """
    path = f"/rehearsal/rounds/{options.round}/calls"
    raw = _body(await server.get(path, tokens.driver, to_minute=str(STRETCH_MINUTES)))
    calls, begin = [read_call(call) for call in raw["calls"]], STRETCH_MINUTES
    window = float(raw.get("window_minutes") or WINDOW_MINUTES)
    while begin < window:
        end = str(begin + STRETCH_MINUTES) if begin + STRETCH_MINUTES < window else str(FOREVER_MINUTES)
        answer = await server.get(path, tokens.driver, from_minute=str(begin), to_minute=end)
        calls += map(read_call, _body(answer)["calls"])
        begin += STRETCH_MINUTES
    return read_round(raw, options.round, options.speed, in_order(calls))


def _session(server: Server, tally: Tally, round_: Round, raw: dict[str, Any], options: Options) -> Session:
    origin = asyncio.get_running_loop().time() + round_.starts_at - time.time()
    seed = round_.seed if options.seed is None else options.seed
    instructions, marks = read_instructions(raw), read_marks(round_, raw)
    return Session(
        server, tally, round_, instructions, marks, Pace(origin, round_.speed), seed, options.error_rate
    )


def _body(answer: Answer) -> Any:
    if not answer.ok:
        sentence = answer.body.get("message") if isinstance(answer.body, dict) else ""
        raise Unfit(
            f"The server does not give the plan of the round: {answer.status} {sentence or ''}".strip()
        )
    return answer.body


def _memory_path(status: Path) -> Path:
    return status.with_name(status.name + ".memory")


def _earlier(status: Path) -> dict[str, Any]:
    try:
        earlier: dict[str, Any] = json.loads(status.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return earlier


class _Driver:
    def __init__(self, session: Session, memory: Memory, tokens: Tokens, options: Options) -> None:
        self._session = session
        self._status = options.status
        self._standing: dict[str, Any] = {
            "round": session.round.number,
            "phase": "running",
            "resumed": memory.resumed,
        }
        self._stop = asyncio.Event()
        self._offices = _offices(session, tokens, options.absent)
        self._citizens = Citizens(session, memory)
        by_unit = {office.staff.unit: office for office in self._offices}
        units = {unit: office for unit, office in by_unit.items() if unit is not None}
        self._counterparts = Counterparts(session, memory, tokens, self._citizens, units)
        self._counterparts.refuse_unknown()
        for office in self._offices:
            office.told = self._citizens.told

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop.set)
        # The plan lives as long as the process; scanning it again and again would make calls late.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*SELDOM)
        async with asyncio.TaskGroup() as group:
            reporter = group.create_task(
                report_each_second(self._status, self._session.tally, self._standing)
            )
            await self._play_round()
            reporter.cancel()
        write_status(self._status, {**self._standing, "phase": "over", **self._session.tally.as_dict()})

    async def _play_round(self) -> None:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(work) for work in self._standing_work()]
            await self._until_over()
            for task in tasks:
                task.cancel()
        self._session.dismiss()
        if not self._stop.is_set():
            self._standing["phase"] = "last look"
            await self._unless_stopped(self._citizens.farewell())

    async def _unless_stopped(self, work: Coroutine[Any, Any, None]) -> None:
        working, stopping = asyncio.create_task(work), asyncio.create_task(self._stop.wait())
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not working.done():
            working.cancel()
            return
        await working

    def _standing_work(self) -> list[Coroutine[Any, Any, None]]:
        looks = [
            office.watch(poll_offset(place, len(self._offices), office.look_after))
            for place, office in enumerate(self._offices)
        ]
        others = [
            self._counterparts.play(),
            self._citizens.look_around(),
        ]
        return others + looks

    async def _until_over(self) -> None:
        while not self._stop.is_set() and not self._is_over():
            self._standing["queued"] = sum(office.queued for office in self._offices)
            self._session.tally.waiting.add(self._session.server.waiting)
            try:
                await asyncio.wait_for(self._stop.wait(), 0.5)
            except TimeoutError:
                continue

    def _is_over(self) -> bool:
        """All calls made, and everybody has looked since the last act and found nothing; or time is up.

        People end their own round.
        """
        session = self._session
        if session.round.ended:
            return True
        if session.round.played_by == "human":
            return False
        if time.time() >= session.round.ends_at + OVERTIME_SECONDS:
            return True
        if not self._counterparts.done or session.busy:
            return False
        return all(office.looked_at > session.last_act_at + SETTLED_SECONDS for office in self._offices)


def _offices(session: Session, tokens: Tokens, absent: frozenset[str]) -> list[Office]:
    """The units of the round, and the city roles the instructions give work to."""
    units = {call.unit for call in session.round.calls}
    virtual = session.round.played_by != "human"
    offices = [
        Office(session, staff, plays=virtual and staff.code not in absent)
        for staff in _staff_of(tokens, units)
    ]
    city = [role for role in tokens.city if role in session.instructions.roles]
    return offices + [Office(session, tokens.city_staff(role), plays=True) for role in city]


def _staff_of(tokens: Tokens, units: set[int | None]) -> list[Staff]:
    """Both bodies of a ward take part when one does: a copy goes to the sister."""
    codes = {staff.code for unit, staff in tokens.units.items() if unit in units}
    return [staff for staff in tokens.units.values() if staff.code in codes]
