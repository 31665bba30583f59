"""What keeps a desk from being opened: each fault names the room and what is wrong. Pure."""

from collections.abc import Collection, Iterable
from typing import Any

from lienthong.personnel.terms import ABILITIES
from lienthong.work.desks.terms import Begin, Desk, DeskAct, Kind


class DeskFault(Exception):
    """A desk describes itself wrongly; the house does not start."""

    def __init__(self, room: str, what: str) -> None:
        super().__init__(f"{room}: {what}")


def check(desk: Desk[Any], others: Iterable[Desk[Any]]) -> None:
    """`DeskFault` where the description contradicts itself or another desk's."""
    rest = list(others)
    _once(desk.name, "desk", [desk.name, *(other.name for other in rest)])
    _once(desk.name, "kind", [kind.name for room in (*rest, desk) for kind in room.kinds])
    _once(desk.name, "act", _acts_of(desk) + [name for other in rest for name in _acts_of(other)])
    _once(desk.name, "address", [begin.url for room in (*rest, desk) for begin in room.begins])
    for act in desk.acts:
        _check_move(desk.name, act, desk.kinds)
    for begin in desk.begins:
        _check_begin(desk.name, begin)
    for kind in desk.kinds:
        _check_expected(desk, kind)
    for kind_name in desk.persons:
        if kind_name not in {kind.name for kind in desk.kinds}:
            raise DeskFault(desk.name, f"knows the citizen of kind «{kind_name}», which is not of this desk")
    for ability, roles in desk.grants.items():
        _check_grant(desk.name, ability, roles)


def check_added(room: str, kind: str, acts: tuple[DeskAct, ...], desks: Collection[Desk[Any]]) -> None:
    """The same for acts that a bridge brings to a kind of another room."""
    known = {listed.name: listed for desk in desks for listed in desk.kinds}
    if kind not in known:
        raise DeskFault(room, f"no desk works on kind «{kind}»")
    _once(room, "act", [name for desk in desks for name in _acts_of(desk)] + [act.move.act for act in acts])
    for act in acts:
        _check_move(room, act, (known[kind],))


def _acts_of(desk: Desk[Any]) -> list[str]:
    begun = [begin.act for begin in desk.begins]
    own = [act.act for act in desk.citizen.acts] if desk.citizen else []
    return [act.move.act for act in desk.acts] + begun + own


def _once(room: str, what: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise DeskFault(room, f"{what} «{name}» stands twice")


def _check_move(room: str, act: DeskAct, kinds: tuple[Kind, ...]) -> None:
    move = act.move
    kind = next((kind for kind in kinds if kind.name == move.kind), None)
    if kind is None:
        raise DeskFault(room, f"act «{move.act}» moves kind «{move.kind}», which is not of this desk")
    for state in (*sorted(move.states), *([move.to] if move.to else [])):
        if state not in kind.states:
            raise DeskFault(
                room, f"act «{move.act}» names state «{state}», which «{kind.name}» does not have"
            )


def _check_begin(room: str, begin: Begin) -> None:
    if begin.door == "officer" and not begin.ability:
        raise DeskFault(room, f"begin «{begin.act}» asks for no ability")
    if begin.door == "public" and not begin.counter:
        raise DeskFault(room, f"begin «{begin.act}» is open to the public and counted nowhere")


def _check_grant(room: str, ability: str, roles: tuple[str, ...]) -> None:
    for role in roles:
        if role not in ABILITIES:
            raise DeskFault(room, f"ability «{ability}» is granted to «{role}», a role nobody has")


def _check_expected(desk: Desk[Any], kind: Kind) -> None:
    known = {act.move.act for act in desk.acts} | {reply.begin for reply in desk.replies}
    for where, act in kind.expects.items():
        if act not in known:
            raise DeskFault(desk.name, f"«{kind.name}» expects «{act}» at «{where}», an act it does not have")
