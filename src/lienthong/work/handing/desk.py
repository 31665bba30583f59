"""Who has open work in hand, as every desk offers it."""

from lienthong.ground.actor import Actor
from lienthong.pages.forms import Choices
from lienthong.personnel.queries import colleagues
from lienthong.work.actions import ASSIGNED, assign_item
from lienthong.work.desks.terms import HandAct
from lienthong.work.handing import forms
from lienthong.work.handing.actions import hand_back_item, step_of, take_item
from lienthong.work.handing.rules import check_hand_back, check_take, is_at_ones_step
from lienthong.work.handing.terms import HANDED_BACK, TAKEN
from lienthong.work.items.terms import Move, Note
from lienthong.work.queries import Item


def _of_any_kind(note: Note, letter: str = "") -> Move:
    """As doors read it; the act itself writes the note."""
    return Move(note.act, note.label, "", frozenset(), "", note.verb, note.ability, letter)


def whom(actor: Actor, item: Item | None = None) -> Choices:
    """The people and the sections of the actor's unit."""
    people = colleagues(actor)
    sections = dict.fromkeys(person.section for person in people if person.section)
    return {
        "assignee": [(str(person.mandate), f"{person.name} – {person.title}") for person in people],
        "section": [(section, section) for section in sections],
    }


def _as_it_is(actor: Actor, item: Item) -> dict[str, str]:
    return {"assignee": str(item.assignee or ""), "section": item.section}


def _from_whom(actor: Actor, item: Item) -> dict[str, str]:
    return {"instead_of": str(item.assignee or "")}


def _instead_of_whom(item: Item) -> str:
    return (
        f"Việc đang giao cho {item.assignee_name}. Nhận thay thì việc chuyển sang bạn; nhật ký ghi lại."
        * (item.assignee is not None)
    )


def _is_theirs_to_take(actor: Actor, item: Item) -> bool:
    return item.assignee != actor.mandate and is_at_ones_step(actor, step_of(item))


def _check_take(actor: Actor, item: Item) -> None:
    check_take(actor, item, step_of(item), item.assignee)


def _is_in_their_hands(actor: Actor, item: Item) -> bool:
    return item.assignee is not None and item.assignee == actor.mandate


HANDS = (
    HandAct(
        _of_any_kind(TAKEN),
        take_item,
        forms.TakeItem,
        prefilled=_from_whom,
        intro=_instead_of_whom,
        applies=_is_theirs_to_take,
        check=_check_take,
    ),
    HandAct(_of_any_kind(HANDED_BACK), hand_back_item, applies=_is_in_their_hands, check=check_hand_back),
    HandAct(_of_any_kind(ASSIGNED), assign_item, forms.AssignItem, whom, _as_it_is),
)
