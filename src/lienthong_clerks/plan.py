"""What the round asks for: the planned calls of the counterparts and the instructions of the roles."""

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from sys import intern
from typing import Any

from lienthong_clerks.papers import place_of
from lienthong_clerks.play import PLAYS
from lienthong_clerks.tokens import Unfit

WINDOW_MINUTES = 240.0

Case = tuple[str, int | None, int]
"""Scenario, unit, instance. A call made once for all units has no unit."""


@dataclass(frozen=True, slots=True)
class Call:
    """A planned act of a counterpart. A round of the nation has 64,000: what each says is kept as it is sent."""

    expectation: str
    scenario: str
    instance: int
    unit: int | None
    step: str
    role: str
    at_minute: float
    name: str
    packed: bytes
    """JSON of the body."""
    repeat_after_ms: int | None
    hold_seconds: float | None
    waits_for: str | None

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.packed)
        return body

    @property
    def case(self) -> Case:
        return self.scenario, self.unit, self.instance


@dataclass(frozen=True)
class AddressBook:
    """Who is who: what everybody may look up."""

    committee_at: dict[str, dict[str, int]]
    """Province -> ward, as `papers.spelt` writes it -> its People's Committee. Names repeat elsewhere."""
    province_of: dict[int, str]
    names: dict[int, str]
    sisters: dict[int, int | None]

    def committees_in(self, province: str) -> dict[str, int]:
        """Who belongs to no province here – the switchboard – looks through all."""
        if province in self.committee_at:
            return self.committee_at[province]
        return {
            place: unit for committees in self.committee_at.values() for place, unit in committees.items()
        }


@dataclass(frozen=True)
class Round:
    number: int
    ended: bool
    speed: float
    seed: int
    starts_at: float
    ends_at: float
    played_by: str
    public_token: str
    mark: str
    book: AddressBook
    calls: deque[Call]
    """Those still to be made."""


@dataclass(frozen=True)
class Step:
    role: str
    play: str
    kind: str
    states: frozenset[str]


class Instructions:
    """Which roles have something to do with an item of this kind in this state."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self._by_place: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
        self.roles: set[str] = set()
        self.plays: set[str] = set()
        for step in steps:
            self.roles.add(step.role)
            self.plays.add(step.play)
            for state in step.states:
                plays = self._by_place[step.kind, state].setdefault(step.role, [])
                if step.play not in plays:
                    plays.append(step.play)

    def for_item(self, kind: str, state: str) -> dict[str, list[str]]:
        """Role -> plays."""
        return self._by_place.get((kind, state), {})

    def roles_of(self, play: str) -> set[str]:
        return {role for roles in self._by_place.values() for role, plays in roles.items() if play in plays}


def in_order(calls: Iterable[Call]) -> deque[Call]:
    """As they are made. What was asked for in several stretches names a call for everybody in each."""
    for_all: set[tuple[str, str]] = set()
    made: deque[Call] = deque()
    for call in sorted(calls, key=lambda call: call.at_minute):
        if call.unit is None:
            if (call.scenario, call.step) in for_all:
                continue
            for_all.add((call.scenario, call.step))
        made.append(call)
    return made


def read_round(raw: dict[str, Any], number: int, speed: float | None, calls: deque[Call]) -> Round:
    """`speed` given on the command line replaces the round's own."""
    pace = float(speed or raw.get("speed") or 1)
    starts_at = instant_of(raw["starts_at_real"])
    minutes = float(raw.get("window_minutes") or WINDOW_MINUTES)
    return Round(
        number=int(raw.get("round") or number),
        ended=raw.get("state") == "ended",
        speed=pace,
        seed=int(raw.get("seed") or 0),
        starts_at=starts_at,
        ends_at=starts_at + minutes * 60 / pace,
        played_by=str(raw.get("played_by") or "virtual"),
        public_token=str(raw.get("public_token") or ""),
        mark=str(raw.get("round_mark") or ""),
        book=_book(raw.get("directory") or ()),
        calls=calls,
    )


def _book(entries: Iterable[dict[str, Any]]) -> AddressBook:
    listed = list(entries)
    committee_at: dict[str, dict[str, int]] = defaultdict(dict)
    for entry in listed:
        if entry["body"] == "ubnd":
            committee_at[entry.get("province", "")][place_of(entry["name"])] = entry["unit"]
    return AddressBook(
        committee_at=dict(committee_at),
        province_of={entry["unit"]: entry.get("province", "") for entry in listed},
        names={entry["unit"]: entry["name"] for entry in listed},
        sisters={entry["unit"]: entry.get("sister") for entry in listed},
    )


def read_call(raw: dict[str, Any]) -> Call:
    repeat, hold = raw.get("repeat_after_ms"), raw.get("hold_seconds")
    return Call(
        expectation=str(raw["expectation"]),
        scenario=intern(str(raw["scenario"])),
        instance=int(raw.get("instance") or 0),
        unit=None if raw.get("unit") is None else int(raw["unit"]),
        step=intern(str(raw["step"])),
        role=intern(str(raw.get("role") or "")),
        at_minute=float(raw["at_minute"]),
        name=intern(str(raw["call"])),
        packed=json.dumps(raw.get("with") or {}, ensure_ascii=False).encode(),
        repeat_after_ms=None if repeat is None else int(repeat),
        hold_seconds=None if hold is None else float(hold),
        waits_for=(raw.get("waits_for") or {}).get("state"),
    )


def read_instructions(raw: dict[str, Any]) -> Instructions:
    """A play nobody here knows stops the start: a silent clerk would read as an absent one."""
    steps = [
        Step(str(step["role"]), str(step["play"]), str(step["kind"]), frozenset(step["states"]))
        for step in raw["steps"]
        if step.get("play")
    ]
    unknown = sorted({step.play for step in steps} - set(PLAYS))
    if unknown:
        raise Unfit(f"The round asks for plays these clerks do not know: {', '.join(unknown)}.")
    return Instructions(steps)


class Marks:
    """Every paper of a round carries its mark. Clerks leave the papers of other rounds, and of people, alone.

    Marks of rounds that were planned after this one started are known by their form.
    """

    def __init__(self, own: str, leave_alone: Iterable[str] = ()) -> None:
        self._own = own
        self._others = tuple(mark for mark in leave_alone if mark != own)
        self._form = re.compile(re.sub(r"\d+", r"\\d+", re.escape(own))) if own else None

    def foreign(self, text: str) -> bool:
        if any(mark in text for mark in self._others):
            return True
        return self._form is not None and any(form != self._own for form in self._form.findall(text))

    def lacking(self, text: str) -> bool:
        return bool(self._own) and self._own not in text


def read_marks(round_: Round, raw: dict[str, Any]) -> Marks:
    return Marks(round_.mark, raw.get("leave_alone") or ())


def instant_of(value: str | float) -> float:
    """Seconds since the epoch, from ISO 8601 with an offset or from such seconds."""
    if isinstance(value, (int, float)):
        return float(value)
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise Unfit(f"The round's start {value} has no time zone.")
    return moment.timestamp()
