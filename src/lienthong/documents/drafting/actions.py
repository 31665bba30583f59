"""Official acts on a draft before it is signed."""

from collections.abc import Sequence
from uuid import UUID

from lienthong.documents.drafting import queries, rules
from lienthong.documents.drafting.queries import ROOM, WRITTEN
from lienthong.documents.drafting.terms import MOVES_OF_DRAFTING as MOVES
from lienthong.documents.drafting.terms import Standing, Text, Wanted
from lienthong.documents.terms import CHANGED
from lienthong.documents.types.rules import check_drafted
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, act_id, official_act
from lienthong.kernel.ids import uuid7
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import KEEP, Change, Move
from lienthong.work.reasons import say_reason


@official_act
def change_draft(
    item: UUID,
    *,
    body: str,
    to_line: str = "",
    side: str | None = None,
    type: str | None = None,
    subject: str | None = None,
    urgency: int | None = None,
    seen: int | None = None,
    by: Actor,
) -> Answer:
    """Another text for a draft that nobody has before them to sign; None keeps what stands. The text before it is kept
    as a version. `seen`: the version the writer saw. Refuses `draft_changed_meanwhile`, `nothing_changed`,
    `copy_not_drafted` and what `rules.check_text` refuses.
    """
    wanted = Wanted(side, type, subject, to_line, body, urgency)
    return _write(CHANGED, item, wanted, seen, by=by)


@official_act
def edit_draft(
    item: UUID,
    *,
    body: str,
    to_line: str = "",
    side: str | None = None,
    type: str | None = None,
    subject: str | None = None,
    urgency: int | None = None,
    seen: int | None = None,
    by: Actor,
) -> Answer:
    """The same by whoever has it before them to sign or to check: a version of their own (Circular 01/2019/TT-BNV, art.
    20). Refuses `other_section` besides, and whoever may do neither.
    """
    place = queries.place_of(item)
    by.require("check_draft" if place.state == "checking" else "sign_document")
    if place.state == "checking":
        rules.check_section(by.section, place.section)
    wanted = Wanted(side, type, subject, to_line, body, urgency)
    return _write(MOVES["edit_draft"], item, wanted, seen, by=by)


def _write(move: Move, item: UUID, wanted: Wanted, seen: int | None, *, by: Actor) -> Answer:
    by.require(move.ability)
    stands = queries.held(item)
    rules.check_seen(seen, stands.version)
    old = stands.text
    check_drafted(old.type)
    new = wanted.over(old)
    rules.check_text(new, by.day)
    changed = rules.fields_changed(old, new)
    moved = move_item(move, _change(item, new, changed, stands), by=by)
    keep_version(item, stands.version)
    sql.run(sql.named(ROOM, "write"), {**new._asdict(), "item": item})
    return moved.answer(draft_version=stands.version + 1)


def _change(item: UUID, new: Text, changed: Sequence[str], stands: Standing) -> Change:
    facts = {"version": stands.version + 1, "changed": list(changed)}
    renamed = "subject" in changed
    return Change(
        item,
        facts,
        subject=new.subject if renamed else KEEP,
        words=new.subject if renamed else KEEP,
        priority=new.urgency if "urgency" in changed else KEEP,
    )


def keep_version(item: UUID, version: int) -> None:
    """What a draft is – its text and whom it goes to – before an act writes over it. `version`: its number; the next is
    that of what stands then.
    """
    sql.run(
        sql.named(ROOM, "keep"),
        {"id": uuid7(), "item": item, "version": version, "act": act_id(), "written": sql.array(WRITTEN)},
    )


@official_act
def pass_draft(item: UUID, *, by: Actor) -> Answer:
    """The head of section has checked a draft and puts it before the leader. Refuses `other_section`."""
    _check_head(item, "pass_draft", by)
    return move_item(MOVES["pass_draft"], Change(item), by=by).answer()


@official_act
def return_draft(item: UUID, *, note: str, by: Actor) -> Answer:
    """The head of section sends a draft back; the words stand on top of the drafter's page. Refuses `other_section`."""
    _check_head(item, "return_draft", by)
    moved = move_item(MOVES["return_draft"], Change(item), by=by)
    say_reason(item, note)
    return moved.answer()


def _check_head(item: UUID, act: str, by: Actor) -> None:
    by.require(MOVES[act].ability)
    rules.check_section(by.section, queries.place_of(item).section)


@official_act
def comment_on_draft(item: UUID, *, text: str, by: Actor) -> Answer:
    """A colleague's words on a draft, in its timeline; the text stays as it is."""
    moved = move_item(MOVES["comment_on_draft"], Change(item), by=by)
    say_reason(item, text)
    return moved.answer()
