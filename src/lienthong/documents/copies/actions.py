"""The official act that makes a copy of a letter. What comes after it are the acts on any draft."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.documents.addressing.resolving import addressees, write_addressees
from lienthong.documents.addressing.terms import Addressing
from lienthong.documents.copies import rules
from lienthong.documents.copies.queries import ROOM, is_to_be_copied, scans_of, sheet_of
from lienthong.documents.copies.terms import COPIED, EXCERPT, MADE, MAKE, Scan
from lienthong.documents.enclosures.actions import read_later
from lienthong.documents.layout.letters import copied_letter
from lienthong.documents.layout.queries import letter_on_paper
from lienthong.documents.layout.terms import Copied
from lienthong.documents.queries import Details, details
from lienthong.documents.terms import DRAFT
from lienthong.ground import files as stored
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel.ids import uuid7
from lienthong.pages.uploads import Upload
from lienthong.units.queries import unit_by_id
from lienthong.work.items.actions import move_item, open_item
from lienthong.work.items.terms import Arrival, Change, NewItem
from lienthong.work.queries import Item, item_of
from lienthong.work.rules import name_among


class _Copy(NamedTuple):
    """What a copy says, and what goes with it."""

    body: str
    copied: Copied
    scans: list[Scan]


@official_act
def make_copy(
    *,
    of: UUID | None,
    form: str,
    part: str = "",
    to: Sequence[int] = (),
    persons: Sequence[int] = (),
    outside: Sequence[str] = (),
    files: Sequence[Upload] = (),
    by: Actor,
) -> Answer:
    """A copy of a letter that lies with the actor's body, laid before whoever signs. `part`: of an excerpt, the
    paragraphs that are copied; of one made of scans, which pages those in `files` are. Refuses `not_to_be_copied`,
    and as `rules` and `addressees` do.
    """
    by.require(MAKE)
    if of is None:
        raise rules.not_copied()
    source = item_of(by, of)
    if not is_to_be_copied(by, source):
        raise rules.not_copied()
    letter = details(by, source)
    rules.check_form(form, of_type=letter["document"]["type"], is_outside=letter["outside"] is not None)
    unit = unit_by_id(by.unit or 0)
    wanted = addressees(
        Addressing(tuple(to), persons=tuple(persons), outside=tuple(outside)), side=unit.side, by=by
    )
    copy = _copied(source, letter, form, part, _kept(files))
    document, sign = uuid7(), letter["document"]["sign"]
    draft = NewItem(
        DRAFT, subject=rules.subject_of(form, sign, letter["document"]["subject"]), state="submitted", verb=MADE,
        step="sign", section=by.section, assignee=by.mandate, parent=of, words=sign,
        facts={"document": str(document), "form": form, "of": str(letter["document"]["id"])},
    )  # fmt: skip
    moved = open_item(draft, Arrival(by.seat or 0), by=by)
    kept = {
        "document": document, "item": moved.id, "of": of, "copied": letter["document"]["id"], "side": unit.side,
        "type": form, "subject": draft.subject, "body": copy.body, "seat": by.seat, "unit": unit.id,
        "part": part.strip() if form == EXCERPT and not letter["document"]["body"] else "",
        "form": copy.copied.form, "facts": Jsonb(copy.copied.facts),
    }  # fmt: skip
    sql.run(sql.named(ROOM, "write"), kept)
    write_addressees(document, wanted, by=by)
    _enclose(document, copy.scans, by)
    move_item(COPIED, Change(of, {"copy": str(document), "form": form}), by=by)
    return moved.answer(document=str(document))


def _kept(files: Sequence[Upload]) -> list[Scan]:
    """What was brought, each once. Refuses what may not come in."""
    kept = [stored.keep_incoming(file.name, file.content) for file in files]
    return [Scan(file.digest, file.name) for file in kept]


def _copied(source: Item, letter: Details, form: str, part: str, brought: list[Scan]) -> _Copy:
    """Of what is written here the letter itself, with all that goes with it; an excerpt goes alone. Of what is not, its
    scans.
    """
    body = letter["document"]["body"]
    if body and form == EXCERPT:
        chosen = rules.excerpt_of(body, part)
        return _Copy(chosen, copied_letter(letter_on_paper(source.id, body=chosen)), brought)
    scans = scans_of(source, letter)
    if body:
        return _Copy(body, copied_letter(letter_on_paper(source.id)), [*scans, *brought])
    rules.check_scans(form, scans=len(scans), brought=len(brought))
    if form == EXCERPT:
        if not any(map(str.isalnum, part)):
            raise rules.excerpt_missing()
        scans = []
    shown = [*scans, *brought]
    said = rules.body_of_scans(form, [scan.name for scan in shown])
    return _Copy(said, sheet_of(letter, part if form == EXCERPT else "", shown), shown)


def _enclose(document: UUID, scans: Sequence[Scan], by: Actor) -> None:
    """Each file once, under a name no other has."""
    ordered = [*{scan.digest: scan for scan in reversed(scans)}.values()][::-1]
    names: list[str] = []
    for scan in ordered:
        names.append(name_among(scan.name, names))
    if not ordered:
        return
    sql.run(
        sql.named(ROOM, "enclose"),
        {
            "document": document,
            "mandate": by.mandate,
            "ids": [uuid7() for _ in ordered],
            "digests": [scan.digest for scan in ordered],
            "names": names,
        },
    )
    read_later(document)
