"""Official acts (laws 1 and 5): one function, one transaction, one act id, one effect per key.

A door (page, API, job, player) opens a transaction for an actor and calls acts inside it; an act called without a
door opens its own. Either way the scope of row security is set before the first row is read.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from psycopg import errors
from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.kernel.ids import uuid7
from lienthong.kernel.machine.disk import records_full
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.working_time import by_calendar

Answer = dict[str, Any]
Known = TypeVar("Known")

ANSWERS_KEY = "answer_pkey"
"""The constraint that makes the second of two concurrent twins wait and then fail."""


@dataclass(slots=True)
class Opened:
    """The transaction in progress: for whom, which act, and the answers its key already has."""

    actor: Actor
    act: UUID | None = None
    earlier: dict[str, Any] | None = None
    reach: set[int] = field(default_factory=set)
    known: dict[object, Any] = field(default_factory=dict)
    """What was asked of the database and holds until an act begins (`asked_once`)."""


_opened: ContextVar[Opened | None] = ContextVar("opened", default=None)


def set_scope(
    jurisdictions: tuple[int, ...], item: UUID | None = None, *, archives: tuple[int, ...] | None = None
) -> None:
    """Let row security show exactly these, to the end of the transaction. `archives`: whose closed work besides;
    None leaves what was set.
    """
    sql.run(
        "select set_config('lt.scope', %s, true), set_config('lt.item', %s, true),"
        " set_config('lt.archive', coalesce(%s, current_setting('lt.archive', true), ''), true)",
        (
            _array(jurisdictions),
            str(item) if item else "",
            None if archives is None else _array(archives),
        ),
    )


def set_who(actor: Actor) -> None:
    """Whose lines the journal takes to the end of the transaction, and by which door they came."""
    sql.run(
        "select set_config('lt.mandate', %s, true), set_config('lt.door', %s, true),"
        " set_config('lt.access', %s, true)",
        _who(actor),
    )


def _enter(actor: Actor) -> None:
    """Scope and who asks, as `ask` sets them at a door."""
    sql.run(
        "select set_config('lt.scope', %s, true), set_config('lt.item', %s, true), set_config('lt.archive', %s, true),"
        " set_config('lt.mandate', %s, true), set_config('lt.door', %s, true), set_config('lt.access', %s, true)",
        (
            _array(actor.scope + actor.reads),
            str(actor.item or ""),
            _array(actor.archives),
            *_who(actor),
        ),
    )


def _who(actor: Actor) -> tuple[str, str, str]:
    return str(actor.mandate or ""), actor.through, "" if actor.access is None else str(actor.access)


def _array(jurisdictions: tuple[int, ...]) -> str:
    return "{" + ",".join(map(str, jurisdictions)) + "}"


@contextmanager
def opened(actor: Actor, *, earlier: dict[str, Any] | None = None) -> Iterator[Opened]:
    """A transaction whose scope is set already (by the statement that asked who this is). Refuses `records_full`, where
    the database's disk takes no more."""
    token = _opened.set(Opened(actor, earlier=earlier))
    try:
        with clock.moment(actor.at), by_calendar(actor.calendar):
            yield current()
    except (OperationalError, errors.DiskFull) as failed:
        if isinstance(failed, errors.DiskFull) or isinstance(failed.__cause__, errors.DiskFull):
            raise records_full() from failed
        raise
    finally:
        _opened.reset(token)


@contextmanager
def opening(actor: Actor) -> Iterator[Opened]:
    """Begin a transaction for `actor`: jobs, commands and tests, where no door did."""
    around = _opened.get()
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        _enter(actor)
        yield stack.enter_context(opened(actor))
        if around is not None:
            set_who(around.actor)


def current() -> Opened:
    opened = _opened.get()
    if opened is None:
        raise RuntimeError("no transaction is open for an actor")
    return opened


def act_id() -> UUID:
    """The id of the act in progress; every journal line it writes carries it."""
    act = current().act
    if act is None:
        raise RuntimeError("outside an official act")
    return act


def asked_once(what: object, ask: Callable[[], Known]) -> Known:
    """What `ask` answers, asked once in the transaction for whoever says the same `what`: outside of acts nothing in it
    changes what is read.
    """
    here = _opened.get()
    if here is None or here.act is not None:
        return ask()
    if what not in here.known:
        here.known[what] = ask()
    answer: Known = here.known[what]
    return answer


def reach(*jurisdictions: int) -> None:
    """Add the target of a submission or a sending to the scope, after a rule has allowed it.

    PostgreSQL checks a new row against the read policy too, so the sender must for this transaction see where
    it sends.
    """
    here = current()
    here.reach.update(jurisdictions)
    _set_scope_of(here)


@contextmanager
def reaching(*jurisdictions: int) -> Iterator[None]:
    """The same for one statement only, when the targets are many."""
    here = current()
    before = set(here.reach)
    reach(*jurisdictions)
    yield
    here.reach = before
    _set_scope_of(here)


def _set_scope_of(here: Opened) -> None:
    set_scope((*here.actor.scope, *here.actor.reads, *sorted(here.reach)), here.actor.item)


@contextmanager
def another_act() -> Iterator[None]:
    """What the system does because of an act is an act of its own, in the same transaction."""
    here = current()
    first, here.act = here.act, uuid7()
    try:
        yield
    finally:
        here.act = first


def official_act(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Make a function an act: `by=` is the actor, `key=` (optional) makes repetition harmless."""

    @wraps(function)
    def act(*args: Any, **kwargs: Any) -> Answer:
        actor: Actor = kwargs["by"]
        key = kwargs.pop("key", None)
        here = _opened.get()
        if here is not None and here.actor == actor:
            return _perform(here, function, args, kwargs, key)
        try:
            with opening(actor) as fresh:
                return _perform(fresh, function, args, kwargs, key)
        except TWINS as twin:
            if not is_twin(twin):
                raise
            with opening(actor) as fresh:
                return _perform(fresh, function, args, kwargs, key)

    act.official_act = function.__name__  # type: ignore[attr-defined]
    return act


def tells_secret(
    secret_of: Callable[[UUID], str],
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Below `official_act`: the answer's `secret` follows from its `id`; told, on repetition too, and never kept."""

    def mark(function: Callable[..., Answer]) -> Callable[..., Answer]:
        function.secret_of = secret_of  # type: ignore[attr-defined]
        return function

    return mark


TWINS = (errors.UniqueViolation, IntegrityError)
"""As PostgreSQL says it, and as Django does at COMMIT."""


def is_twin(error: Exception) -> bool:
    """Whether a concurrent request under the same key was first; asking again finds its answer."""
    said = error.__cause__ if isinstance(error, IntegrityError) else error
    return isinstance(said, errors.UniqueViolation) and said.diag.constraint_name == ANSWERS_KEY


def _perform(
    here: Opened, function: Callable[..., Answer], args: tuple[Any, ...], kwargs: Answer, key: str | None
) -> Answer:
    outer, here.act = here.act, here.act or uuid7()
    here.known.clear()
    try:
        if key is None or outer is not None:
            return function(*args, **kwargs)
        return _once(here, function, args, kwargs, key)
    finally:
        here.act = outer


def _once(
    here: Opened, function: Callable[..., Answer], args: tuple[Any, ...], kwargs: Answer, key: str
) -> Answer:
    name, who = function.__name__, here.actor.identity
    asked = _digest(args, {k: v for k, v in kwargs.items() if k != "by"})
    earlier = here.earlier if here.earlier is not None else _earlier(who, key)
    secret_of: Callable[[UUID], str] | None = getattr(function, "secret_of", None)
    if name in earlier:
        return _with_secret(_same(earlier[name], asked), secret_of)
    answer = function(*args, **kwargs)
    kept = answer if secret_of is None else {**answer, "secret": None}
    sql.run_at_commit(
        "insert into answer (actor, act, key, asked, answer, at)"
        " values (%s, %s, %s, %s, %s, statement_timestamp())",
        (who, name, key, asked, Jsonb(kept, _json)),
    )
    return answer


def _earlier(who: str, key: str) -> dict[str, Any]:
    return sql.value(dict[str, Any], "select answers_under(%s, %s)", (who, key)) or {}


def _same(earlier: dict[str, Any], asked: str) -> Answer:
    if earlier["asked"] != asked:
        raise Refusal(
            "key_reused",
            "Mã chống lặp này đã dùng cho một yêu cầu khác. Hãy gửi yêu cầu mới với mã mới.",
            status=422,
            field="Idempotency-Key",
        )
    answer: Answer = earlier["answer"]
    return answer


def _with_secret(answer: Answer, secret_of: Callable[[UUID], str] | None) -> Answer:
    """Those kept by an earlier version may still hold theirs."""
    if secret_of is None or answer.get("secret"):
        return answer
    return {**answer, "secret": secret_of(UUID(answer["id"]))}


def _digest(args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    return hashlib.sha256(_json([args, kwargs]).encode()).hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
