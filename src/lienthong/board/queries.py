"""Reads of the board: one question for all counts, and which of the items below them this reader may open."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple, NotRequired, TypedDict
from uuid import UUID

from lienthong.board.rules import RoundStanding, UnitStanding, in_order
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.clock import local
from lienthong.kernel.lately import Lately
from lienthong.kernel.refusals import NotFound
from lienthong.rehearsal.standing import Tally
from lienthong.work.receivers.queries import counts_everywhere, kinds_watched, watches

LISTED = 4
TOLD = 14
ATTEMPTS = 30

KEPT_SECONDS = 1.0
"""All readers see the same numbers, so a process counts once a second however many screens ask."""

UNATTENDED_KEPT_SECONDS = 15.0
"""People leave by the day: what they leave is counted four times a minute."""


SystemCounts = tuple[str, int, int, int, int, int, int]
"""System, mandatory steps, passed, failed, blocked, void, undecided."""
StepCounts = tuple[str, str, str, int, int, int, int, int, int]
"""System, scenario, step, and the same six counts."""


MachineStep = tuple[str, str, str, str]
"""Code of the unit, system, scenario, step."""


class Openable(NamedTuple):
    id: UUID
    subject: str


class World(TypedDict):
    name: str
    kind: str


class StuckItem(TypedDict):
    item: str
    kind: str
    state: str
    due_at: str
    untouched: bool
    before: bool
    """Overdue already when its present holder took over."""
    unit: str | None
    jurisdiction: NotRequired[int]
    """Absent from what was counted before it was asked for."""


class Incident(TypedDict):
    item: str
    state: str
    at: str
    severity: str
    unit: str | None


class UndecidedWork(TypedDict):
    plan: int
    basket: int
    unit: str
    n: int


class TickerLine(TypedDict):
    at: str
    verb: str
    unit: str | None


class Attempt(TypedDict):
    at: str
    system: str
    scenario: str
    step: str
    instance: int
    verdict: str
    why: str | None
    item: str | None


class RoundNumbers(TypedDict):
    number: int
    played_by: str
    state: str
    speed: float
    starts_real_at: str | None
    ended_real_at: str | None
    signed_at: str | None
    units: list[tuple[str, str, bool, list[SystemCounts]]]
    """Code, name, whether it withdrew, its systems."""


class UnitRound(TypedDict):
    number: int
    played_by: str
    state: str
    withdrawn: bool
    steps: list[StepCounts]
    attempts: list[Attempt]


class Counted(TypedDict):
    """What board and page of a unit count alike. Times are ISO, as JSON carries them."""

    world: World
    now: str
    real: str
    incidents: list[Incident]
    stuck: list[StuckItem]
    stuck_total: int
    stuck_before: int
    undecided: list[UndecidedWork]
    undecided_total: int
    validity: dict[str, str] | None
    """Number of a round → what `rehearsal.conduct` says of it, once it is known."""
    machine: dict[str, list[MachineStep]] | None
    """Number of a round of people → the mandatory steps in it that a token passed."""


class BoardNumbers(Counted):
    rounds: list[RoundNumbers]
    incidents_open: int
    ticker: list[TickerLine]


class UnitNumbers(Counted):
    code: str
    name: str
    rounds: list[UnitRound]


class Numbers:
    """What `board_numbers` answered, in the board's own words."""

    def __init__(self, counted: BoardNumbers) -> None:
        self.raw = counted
        self.real = at(counted["real"])
        self.now = at(counted["now"])
        self.rounds = in_order(
            _round(trial, validity_of(counted, trial["number"]), machine_of(counted, trial["number"]))
            for trial in counted["rounds"]
        )

    @property
    def as_of(self) -> datetime:
        """The last sign of the verifier while it stands still, else now."""
        frozen = [
            standing.signed_at
            for standing in self.rounds[:1]
            if standing.is_frozen(self.real) and standing.signed_at
        ]
        return frozen[0] if frozen else self.real

    @property
    def is_frozen(self) -> bool:
        return bool(self.rounds) and self.rounds[0].is_frozen(self.real)


def at(text: str) -> datetime:
    return local(datetime.fromisoformat(text))


def at_or_none(text: str | None) -> datetime | None:
    return None if text is None else at(text)


def validity_of(counted: Counted, number: int) -> str | None:
    return (counted["validity"] or {}).get(str(number))


def machine_of(counted: Counted, number: int) -> list[MachineStep]:
    return (counted["machine"] or {}).get(str(number), [])


def _round(counted: RoundNumbers, validity: str | None, machine: list[MachineStep]) -> RoundStanding:
    by_system = Counter((code, system) for code, system, _, _ in machine)
    return RoundStanding(
        number=counted["number"],
        played_by=counted["played_by"],
        state=counted["state"],
        speed=counted["speed"],
        signed_at=at_or_none(counted["signed_at"]),
        units=[_unit(*unit, by_system) for unit in counted["units"]],
        validity=validity,
    )


def _unit(
    code: str, name: str, is_withdrawn: bool, systems: list[SystemCounts], machine: Counter[tuple[str, str]]
) -> UnitStanding:
    tallies = {counts[0]: Tally(*counts[1:], machine=machine[code, counts[0]]) for counts in systems}
    return UnitStanding(code, name, is_withdrawn, tallies)


BESIDES = """jsonb_build_object(
    'validity', (select jsonb_object_agg(number, validity) from trial_round where validity is not null),
    'machine', (
        select jsonb_object_agg(t.number, (
            select jsonb_agg(jsonb_build_array(u.code, s.system, s.scenario, s.step))
            from expectation_standing(t.id, 'infinity') s
            join round_unit u on u.round = t.id and u.unit = s.unit
            where s.state = 'machine' and s.mandatory))
        from board_rounds() t
        where t.played_by = 'human'
          and exists (select from attempt a where a.round = t.id and a.actor_kind = 'machine')))"""
COUNT = f"select board_numbers(%s, %s) || {BESIDES}"
COUNT_UNIT = f"select board_unit(%s, %s) || {BESIDES}"


def count() -> Numbers:
    return Numbers(sql.only_value(BoardNumbers, COUNT, (LISTED, TOLD)))


lately = Lately(count, KEPT_SECONDS)


unattended_lately = Lately(counts_everywhere, UNATTENDED_KEPT_SECONDS)


def unattended(actor: Actor) -> tuple[int, bool]:
    """How much open work lies where nobody takes it up, and whether the actor opens the list of it: then of the kinds
    they oversee, as the list counts them.
    """
    counted = unattended_lately(actor.day)
    if not watches(actor):
        return sum(counted.values()), False
    return sum(counted.get(kind, 0) for kind in kinds_watched(actor)), True


def numbers(actor: Actor) -> Numbers:
    actor.require("view_board")
    return lately()


def unit(actor: Actor, code: str) -> UnitNumbers:
    """One unit's steps, attempts, stuck items and incidents; not found when none of today has the code."""
    actor.require("view_board")
    counted = sql.value(UnitNumbers, COUNT_UNIT, (code, ATTEMPTS))
    if counted is None:
        raise NotFound
    return counted


def openable(items: Iterable[str | None]) -> dict[str, str]:
    """Those of these items that the reader's own scope opens, with their subjects."""
    asked = [UUID(item) for item in items if item]
    if not asked:
        return {}
    rows = sql.rows(Openable, "select id, subject from work_item where id = any (%s)", (asked,))
    return {str(row.id): row.subject for row in rows}


def work_lists(actor: Actor) -> Callable[[int], bool]:
    """Whether the actor may open the list of a divided jurisdiction: who plans, supervises it, or answers for it."""
    seen = {*actor.scope, *actor.reads}
    return lambda jurisdiction: actor.can("plan_reorganisation") or jurisdiction in seen
