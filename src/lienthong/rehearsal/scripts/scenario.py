"""The shape of a scenario file. Reading one is `catalogue.load`, which says what is wrong and where."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

Condition = str
"""`name` (true of the instance) or `name=value`."""

_DURATION = re.compile(r"(\d+)\s*(s|m|h)")
_UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600}


def _seconds(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = _DURATION.fullmatch(value.strip())
    if match is None:
        raise ValueError("thời hạn viết như 60s, 15m hoặc 2h")
    return int(match[1]) * _UNIT_SECONDS[match[2]]


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Seconds = Annotated[int, BeforeValidator(_seconds), Field(gt=0)]
Conditions = Annotated[tuple[Condition, ...], BeforeValidator(_several)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Where(Strict):
    """Which lines of the journal count. Values are variables (`$unit`) or fixed words."""

    unit: str | None = None  # the unit that acted
    to: str | None = None  # the unit that holds the item
    actor: Literal["$assigned"] | None = None
    kind: str | None = None  # the kind of item


class EventProof(Strict):
    """A line of the journal on an item that carries the instance's nonce."""

    event: str
    where: Where = Where()
    names: str = "item"
    """What later proofs call this event's item; the first one is `item`."""


class StateProof(Strict):
    """What another role reads through the API, with a login of its own."""

    state: str
    as_: str = Field(alias="as")
    at: str | None = None
    of: str = "item"
    contains: dict[str, str] = {}
    """Field → words it must contain; `$nonce` is the instance's own."""


class Reading(Strict):
    """One side of a comparison: what a role reads, a fact of an event, or what was noted at planning."""

    of: str = "item"
    field: str | None = None
    as_: str | None = Field(None, alias="as")
    event: str | None = None
    fact: str | None = None
    baseline: str | None = None


class EqualProof(Strict):
    equal: tuple[Reading, Reading]


class CountProof(Strict):
    """How many items of a kind carry the instance's nonce."""

    count: str
    equals: int = Field(ge=0)


class UniqueProof(Strict):
    unique: str
    within: tuple[str, ...]
    of: str = "item"


class AbsentProof(Strict):
    """An event that must not have happened, or (`absent: item`) an item another office must not find."""

    absent: str
    as_: str | None = Field(None, alias="as")
    at: str | None = None
    of: str = "item"


class MetricProof(Strict):
    metric: str
    from_: str = Field(alias="from")
    to: str
    at_least: float | None = None
    at_most: float | None = None


_PROOFS = ("event", "state", "equal", "count", "unique", "absent", "metric")


def proof_kind(value: Any) -> str:
    keys = value if isinstance(value, dict) else vars(value)
    return next((kind for kind in _PROOFS if kind in keys), "unknown")


Proof = Annotated[
    Annotated[EventProof, Tag("event")]
    | Annotated[StateProof, Tag("state")]
    | Annotated[EqualProof, Tag("equal")]
    | Annotated[CountProof, Tag("count")]
    | Annotated[UniqueProof, Tag("unique")]
    | Annotated[AbsentProof, Tag("absent")]
    | Annotated[MetricProof, Tag("metric")],
    Discriminator(
        proof_kind,
        custom_error_type="unknown_proof",
        custom_error_message="không phải một bằng chứng đã biết (" + ", ".join(_PROOFS) + ")",
    ),
]


class Instruct(Strict):
    """A person reads `instruct` on the screen; a virtual clerk runs `play`."""

    instruct: str
    play: str


class After(Strict):
    """The state of the instance's item that a counterpart waits for before it calls."""

    kind: str
    state: str


class Call(Strict):
    """What a virtual counterpart sends. `once`: one call for all units of the round."""

    call: str
    said: str = ""
    """What it is, in words for the report."""
    with_: dict[str, Any] = Field({}, alias="with")
    once: bool = False
    waits_for: After | None = None
    hold_seconds: int | None = None
    instead: dict[Condition, dict[str, Any]] = {}
    """What replaces parts of `with` for the instances of which the condition holds: how a trap is planted."""
    repeat_when: Condition | None = None
    repeat_after_ms: int | None = None


class Observe(Strict):
    observe: str


def _do_kind(value: Any) -> str:
    keys = value if isinstance(value, dict) else vars(value)
    return next((kind for kind in ("instruct", "call", "observe") if kind in keys), "unknown")


Do = Annotated[
    Annotated[Instruct, Tag("instruct")] | Annotated[Call, Tag("call")] | Annotated[Observe, Tag("observe")],
    Discriminator(
        _do_kind,
        custom_error_type="unknown_do",
        custom_error_message="cần một trong instruct, call, observe",
    ),
]


class Step(Strict):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    role: str
    after: Annotated[tuple[str, ...], BeforeValidator(_several)] = ()
    when: Conditions = ()
    unless: Conditions = ()
    do: Do
    expect: tuple[Proof, ...] = Field(min_length=1)
    start_within: Seconds | None = None
    within: Seconds
    mandatory: bool = True
    catches: bool = False
    """The right answer to a planted negative: who accepts everything fails here."""

    @property
    def is_peoples(self) -> bool:
        """Limits of people's steps shrink with the round's speed; the others are real time."""
        return isinstance(self.do, Instruct)


class Param(Strict):
    """How a value of an instance is drawn from the seed; exactly one way."""

    gen: str | None = Field(None, pattern=r"^hex:\d+$")
    choose_one_instance: Literal[True] | None = None
    share: float | None = Field(None, ge=0, le=1)
    kinds: dict[str, int] | None = None
    mix: str | None = None
    pick: str | None = None
    among: Conditions = ()
    narrowed: dict[Condition, str] = {}
    """Another mix, or list, for the instances of which the condition holds."""
    scope: Literal["instance"] = "instance"


class Instances(Strict):
    per_unit: int = Field(gt=0)


class Arrive(Strict):
    """When the first call comes: a scenario minute, or one drawn between two."""

    at: float | None = None
    between: tuple[float, float] | None = None


def _version(value: str) -> str:
    if not re.fullmatch(r"\d+\.\d+\.\d+", value):
        raise ValueError("phiên bản viết như 1.0.0")
    return value


class Scenario(Strict):
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    version: Annotated[str, AfterValidator(_version)]
    system: Literal["conference", "documents", "reports", "procedures"]
    phase: Literal[1, 2] = 1
    instances: Instances
    roles: dict[str, Literal["human", "virtual"]]
    nonce: Literal["instance", "round"] = "instance"
    arrive: Arrive
    params: dict[str, Param] = {}
    tolerates: tuple[str, ...] = ()
    """Verbs that may come at any time without leaving the legal order."""
    steps: tuple[Step, ...] = Field(min_length=1)

    def step(self, step_id: str) -> Step:
        return next(step for step in self.steps if step.id == step_id)
