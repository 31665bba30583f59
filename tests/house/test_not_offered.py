"""An act's address answers only while the item offers the act to whoever asks; else the item's page says why not, in
the sentence the act itself refuses with. Every act, every kind, every state.
"""

import html
from collections.abc import Iterator
from functools import partial
from typing import Any, get_args, get_origin
from uuid import UUID

import pytest
from django.core import signing
from django.db import transaction

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.forms import Form, fields_of
from lienthong.site.middleware import TOLD_COOKIE
from lienthong.work.desks import registry
from lienthong.work.desks.terms import DeskAct
from lienthong.work.handing.desk import HANDS
from lienthong.work.queries import Item, item_if_seen
from tests import cast
from tests.board.rounds import screen
from tests.house.belongings import of_every_kind, standing_at

NOBODY = "01890000-0000-7000-8000-000000000000"


def acts_of(kind: str) -> list[DeskAct]:
    return [*registry.acts_on(kind), *registry.asides_on(kind), *HANDS]


def readers() -> list[Actor]:
    roles = ("lanh_dao", "tiep_nhan", "chanh_van_phong")
    return [*(cast.officer(role) for role in roles), cast.dung()]


def seen(reader: Actor, item: UUID) -> Item | None:
    with acts.opening(reader):
        return item_if_seen(item)


def is_offered(act: DeskAct, reader: Actor, row: Item) -> bool:
    with acts.opening(reader):
        return act.offered(reader, row)


def not_offered() -> Iterator[tuple[Actor, Item, DeskAct]]:
    for kind, item in of_every_kind().items():
        for state in registry.kind_of(kind).states:
            standing_at(item, state)
            for reader in readers():
                if (row := seen(reader, item)) is None:
                    continue
                for act in acts_of(kind):
                    if not is_offered(act, reader, row):
                        yield reader, row, act


def test_the_items_page_says_why_not_and_no_form_is_handed_out(db: None) -> None:
    """Nor is one drawn again, whatever was sent; each act on each kind once."""
    asked: set[tuple[str, str]] = set()
    for reader, row, act in not_offered():
        if (act.path, row.kind) in asked:
            continue
        asked.add((act.path, row.kind))
        page, client, why = f"/viec/{row.id}", screen(reader), said(refusal_of(act, reader, row))
        sent = {"idempotency_key": "not offered"} | dict.fromkeys(act.form.model_fields, "\x00")
        for way in (client.get, partial(client.post, data=sent))[: 2 if act.form.model_fields else 1]:
            answer = way(f"{page}/{act.path}")
            assert (answer.status_code, answer["Location"]) == (303, page), (act.path, row.kind, row.state)
            told = signing.loads(answer.cookies[TOLD_COOKIE].value, salt=TOLD_COOKIE)
            assert (told["form"], said_of(told["sentence"])) == (f"{page}/{act.path}", why)
        last = client, page, told["form"], why
    assert len(asked) > 100
    client, page, form, why = last
    shown = html.unescape(client.get(page).content.decode())
    assert f'data-told="{form}"' in shown
    assert why in shown


def refusal_of(act: DeskAct, reader: Actor, row: Item) -> Refusal:
    with acts.opening(reader), pytest.raises(Refusal) as told:
        act.refuse(reader, row)
    return told.value


def test_it_is_the_sentence_the_act_refuses_with(db: None) -> None:
    compared, others = 0, []
    for reader, row, act in not_offered():
        done = what_comes_of(act, reader, row)
        told = refusal_of(act, reader, row)
        if done is None or done.field:
            continue  # of what was typed here: a form that is complete is the act's to judge
        compared += 1
        if (done.code, said(done)) != (told.code, said(told)):
            others.append(f"{act.path} {row.kind}.{row.state} {reader.role}: {done.code} / {told.code}")
    assert not others, "\n".join(dict.fromkeys(others))
    assert compared > 600


def said(refusal: Refusal) -> str:
    return said_of(refusal.sentence)


def said_of(sentence: str) -> str:
    """Without the person who was first."""
    return sentence.split(" mới nhất.")[0]


def what_comes_of(act: DeskAct, reader: Actor, row: Item) -> Refusal | None:
    with acts.opening(reader):
        fields = sample_of(act.form, act.choices(reader, row))
    try:
        with transaction.atomic():
            act.perform(row.id, **fields, by=reader)
            raise NotFound  # it is undone: only what is refused is compared
    except NotFound:
        return None
    except Refusal as refusal:
        return refusal


def sample_of(form: type[Form], choices: Any) -> dict[str, Any]:
    """A form filled in as a person would who has no idea of the item."""
    drawn = {field["name"]: field for field in fields_of(form, {}, {}, choices)}
    raw = {name: _filled(info.annotation, drawn[name]) for name, info in form.model_fields.items()}
    return form.model_validate(raw).model_dump()


def _filled(kind: Any, field: dict[str, Any]) -> Any:
    options = [option[0] for option in field["options"]]
    if get_origin(kind) in (list, tuple):
        return options[:1] or (["Giấy khai sinh"] if "str" in str(get_args(kind)[0]) else [])
    if options:
        return options[0]
    if kind is bool:
        return True
    if "UUID" in str(kind):
        return NOBODY
    if "datetime" in str(kind):
        return "2025-07-04T08:00:00+07:00"
    if "date" in str(kind):
        return "2025-07-04"
    if field["name"] == "code":
        return "123456"
    return "1" if "int" in str(kind) else "nội dung đủ dài"


@pytest.mark.parametrize("act", registry.all_acts(), ids=lambda act: act.path)
def test_who_decides_otherwise_what_is_offered_says_so_otherwise(act: DeskAct) -> None:
    """A kind of act with a rule of its own has the sentence of that rule."""
    owner = {name: next(c for c in type(act).__mro__ if name in vars(c)) for name in ("offered", "refuse")}
    assert issubclass(owner["refuse"], owner["offered"]) or act.move.act == "answer_code"
