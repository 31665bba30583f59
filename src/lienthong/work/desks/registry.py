"""The desks that registered themselves when the house was opened (`AppConfig.ready`). No generic room names one."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from lienthong.ground.actor import Actor
from lienthong.personnel.terms import grant
from lienthong.work.desks import rules
from lienthong.work.desks.terms import (
    Begin,
    Case,
    CitizenAct,
    Desk,
    DeskAct,
    HandAct,
    Known,
    Many,
    Reply,
    Upload,
)
from lienthong.work.kinds import KINDS, Kind
from lienthong.work.kinds import kind_label as kind_label
from lienthong.work.kinds import state_label as state_label
from lienthong.work.lateness.promises import DUE_MOVED, due_moved, moved_words
from lienthong.work.queries import FoundItem, Item

_desks: dict[str, Desk[Any]] = {}
_owners: dict[str, Desk[Any]] = {}
_added: dict[str, tuple[DeskAct, ...]] = {}
_everywhere: list[Callable[[Kind], DeskAct]] = []
_asides: dict[str, tuple[DeskAct, ...]] = {}
_hands: list[HandAct] = []
_verbs: dict[str, str] = {}


def register(desk: Desk[Any]) -> None:
    """Open a desk. A description that contradicts itself or another desk stops the start (`rules.DeskFault`)."""
    rules.check(desk, _desks.values())
    _desks[desk.name] = desk
    for ability, roles in desk.grants.items():
        grant(ability, roles)
    for kind in desk.kinds:
        _owners[kind.name], KINDS[kind.name] = desk, kind
        _added[kind.name] = tuple(act_on(kind) for act_on in _everywhere)
        _verbs[due_moved(kind.name)] = DUE_MOVED


def add_to_every_kind(act_on: Callable[[Kind], DeskAct]) -> None:
    """An act that every kind of work takes; said before the first desk is opened."""
    _everywhere.append(act_on)


def add_acts(room: str, kind: str, acts: Iterable[DeskAct], verbs: Mapping[str, str]) -> None:
    """Acts that another room brings to a kind of work: a bridge from one desk to the next."""
    rules.check_added(room, kind, tuple(acts), desks())
    _added[kind] = (*_added.get(kind, ()), *acts)
    _verbs.update(verbs)


def add_asides(room: str, kind: str, acts: Iterable[DeskAct]) -> None:
    """Acts on a kind that are no part of its work: page and API have them, nobody's next steps do."""
    rules.check_added(room, kind, tuple(acts), desks())
    _asides[kind] = (*_asides.get(kind, ()), *acts)


def add_hands(acts: Iterable[HandAct], verbs: Mapping[str, str]) -> None:
    """Acts on work of every kind that move nothing and say who has it."""
    _hands.extend(acts)
    _verbs.update(verbs)


def add_verbs(verbs: Mapping[str, str]) -> None:
    """What a room without a desk writes into the journal."""
    _verbs.update(verbs)


def desks() -> tuple[Desk[Any], ...]:
    return tuple(_desks.values())


def desk_of(kind: str) -> Desk[Any]:
    return _owners[kind]


def kind_of(kind: str) -> Kind:
    return KINDS[kind]


def dated_by() -> frozenset[str]:
    """Every verb of every desk with which a due time is set."""
    return frozenset().union(*(desk.dated_by for desk in desks()))


def kinds() -> tuple[Kind, ...]:
    return tuple(KINDS.values())


def numbered(actor: Actor, number: int, year: int, letter: str) -> list[FoundItem]:
    """What bears the number in a register of the actor's bodies in that year, of all desks."""
    return [row for desk in desks() for row in desk.numbered(actor, number, year, letter)]


def inside(actor: Actor, query: str, limit: int) -> list[FoundItem]:
    """What stands in the files of all desks' items."""
    return [row for desk in desks() for row in desk.inside(actor, query, limit)]


def upload_of(kind: str) -> Upload | None:
    """What the page of this kind does with a file; None: it becomes a paper of the item."""
    return _owners[kind].uploads.get(kind)


def known_of(kind: str) -> Known | None:
    """Who needs to know the citizen this kind is about; None: it is about none."""
    return _owners[kind].persons.get(kind)


def abilities_at(kind: str, state: str) -> frozenset[str]:
    """Of the desk's own acts at a state: whose step it is. Taking a mistake back is nobody's."""
    return frozenset(act.move.ability for act in _steps(kind) if state in act.move.states)


def abilities_next(item: Item) -> frozenset[str]:
    """Of the act that comes next: who must do it."""
    expected = expected_act(item)
    return frozenset(act.move.ability for act in _owners[item.kind].acts if act.move.act == expected)


def abilities_of(kind: str) -> frozenset[str]:
    """Of the desk's own acts, at whatever state: who works on this kind at all."""
    return frozenset(act.move.ability for act in _steps(kind))


def _steps(kind: str) -> list[DeskAct]:
    return [act for act in _owners[kind].acts if act.move.kind == kind and not act.takes_back]


def all_acts() -> list[DeskAct]:
    """Each once, also what another room brings to several kinds, and those on every kind."""
    on_kinds = (act for kind in KINDS for act in (*acts_on(kind), *asides_on(kind)))
    return list({act.path: act for act in (*on_kinds, *_hands)}.values())


def act_on(kind: str, path: str) -> DeskAct | None:
    """The act of this address on work of a kind, or on all."""
    return next((act for act in (*acts_on(kind), *asides_on(kind), *_hands) if act.path == path), None)


def hands_offered(actor: Actor, item: Item) -> list[HandAct]:
    """What this actor could say about who has it."""
    return [act for act in _hands if act.offered(actor, item)]


def acts_on(kind: str) -> list[DeskAct]:
    own = [act for act in _owners[kind].acts if act.move.kind == kind]
    return [*own, *_added.get(kind, ())]


def asides_on(kind: str) -> tuple[DeskAct, ...]:
    return _asides.get(kind, ())


def asides_offered(actor: Actor, item: Item) -> list[DeskAct]:
    return [act for act in asides_on(item.kind) if act.offered(actor, item)]


def acts_offered(actor: Actor, item: Item) -> list[DeskAct]:
    """What this actor could do now, what comes next first."""
    return _next_first(item, [act for act in _acts_at(item.kind, item.state) if act.offered(actor, item)])


def steps_offered(actor: Actor, item: Item) -> list[DeskAct]:
    """The same without what takes a mistake back: nobody's next step."""
    return _next_first(item, [act for act in _steps_at(item.kind, item.state) if act.offered(actor, item)])


def _next_first(item: Item, acts: list[DeskAct]) -> list[DeskAct]:
    expected = expected_act(item)
    return sorted(acts, key=lambda act: act.move.act != expected)


@cache
def _acts_at(kind: str, state: str) -> tuple[DeskAct, ...]:
    return tuple(act for act in acts_on(kind) if state in act.move.states)


@cache
def _steps_at(kind: str, state: str) -> tuple[DeskAct, ...]:
    return tuple(act for act in _acts_at(kind, state) if not act.takes_back)


def expected_act(item: Item) -> str:
    """The act that comes next at the item's step; nothing when none does."""
    return KINDS[item.kind].expected(item.state, item.step)


def expected_ability(item: Item) -> frozenset[str]:
    """What the act that comes next takes; nothing when none does."""
    act = expected_act(item)
    return frozenset({ability_of(item.kind, act)}) if act else frozenset()


def ability_of(kind: str, act: str) -> str:
    """What an act that a kind expects takes: one on it, or the beginning of an answer to it."""
    own = (own.move.ability for own in acts_on(kind) if own.move.act == act)
    return next(own, "") or begin_of(act).ability


def replies_offered(actor: Actor, item: Item) -> list[tuple[Reply, Begin]]:
    replies = [reply for reply in _owners[item.kind].replies if reply.offered(actor, item)]
    return [(reply, begin_of(reply.begin)) for reply in replies]


def begins() -> list[Begin]:
    return [begin for desk in desks() for begin in desk.begins]


def many() -> list[Many]:
    """Acts on many items at once, of all desks."""
    return [act for desk in desks() for act in desk.many]


def begin_of(act: str) -> Begin:
    return next(begin for begin in begins() if begin.act == act)


def begins_offered(actor: Actor, home: str) -> list[Begin]:
    """What this person may begin from a list, besides what has come in."""
    return [begin for begin in begins() if begin.home == home and begin.offered(actor)]


def citizen_acts() -> list[CitizenAct]:
    return [act for desk in desks() if desk.citizen for act in desk.citizen.acts]


def citizen_acts_on(case: Case) -> list[CitizenAct]:
    return [act for act in citizen_acts() if act.offered(case)]


def verb_label(kind: str, verb: str) -> str:
    """As the item's own desk says it; a room without a desk says it the same of every kind."""
    return _owners[kind].verbs.get(verb) or word_of(verb)


def told_of(kind: str, line: Any) -> str:
    """What a line of the timeline says besides its label: by the item's own desk, or the one that writes such lines."""
    if line.verb == due_moved(kind):
        return moved_words(line.facts)
    own = _owners[kind]
    desk = own if line.verb in own.verbs else next((d for d in desks() if line.verb in d.verbs), own)
    return desk.told(line)


def words_before(kind: str, verb: str) -> str:
    """What stands before the words that were said with a line."""
    return _owners[kind].worded.get(verb, "Lý do")


def word_of(verb: str) -> str:
    """A journal verb in words, whoever wrote it."""
    spoken = (desk.verbs[verb] for desk in desks() if verb in desk.verbs)
    return _verbs.get(verb) or next(spoken, verb)
