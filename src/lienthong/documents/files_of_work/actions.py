"""Official acts on files of work."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.files_of_work import rules
from lienthong.documents.files_of_work.queries import ROOM, contents
from lienthong.documents.files_of_work.terms import (
    COLLECTED,
    FILE,
    KEEP,
    MOVES_BACK,
    MOVES_OF_FILES,
    TAKEN_OUT,
)
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.items.actions import move_item, move_items, open_item
from lienthong.work.items.terms import Arrival, Change, Moved, NewItem
from lienthong.work.queries import item_of
from lienthong.work.reasons import check_reason, say_reason
from lienthong.work.reversing.undoing import undo


class _Listed(NamedTuple):
    """In whose list, and of which year."""

    seat: int
    year: int


@official_act
def open_file(*, code: str, title: str, years: int, first: UUID | None = None, by: Actor) -> Answer:
    """Open a file in this year's list of one's body, with its first letter where one is named. Refuses
    `file_code_taken`, `file_code_missing`, `file_title_missing`, `unknown_retention`.
    """
    by.require(KEEP)
    code, title = rules.check_file(code=code, title=title, years=years)
    _require_own([first] if first else [], by)
    _check_free(code, by.day.year, by.seat)
    file = NewItem(
        FILE, subject=title, state="open", verb="file.opened", step="collect", section=by.section, reference=code,
        assignee=by.mandate, facts={"code": code, "years": years},
    )  # fmt: skip
    moved = open_item(file, Arrival(by.seat or 0), by=by)
    sql.run(
        "insert into file_of_work (item, seat, year, code, years, note) values (%s, %s, %s, %s, %s, '')",
        (moved.id, by.seat, by.day.year, code, years),
    )
    if first:
        _put_in(moved.id, [first], by)
    return moved.answer(code=code)


def _require_own(items: Sequence[UUID], by: Actor) -> None:
    """One keeps what lies with one's own body; another's is as unknown as none."""
    for item in items:
        row = item_of(by, item)
        if row.kind == FILE or row.jurisdiction not in by.scope:
            raise NotFound


def _check_free(code: str, year: int, seat: int | None, *, but: UUID | None = None) -> None:
    """In one list a code is given once. Two at once meet at the lock."""
    sql.run("select pg_advisory_xact_lock(hashtextextended('file_of_work', %s))", (seat,))
    is_taken = sql.only_value(
        bool,
        "select exists (select from file_of_work where seat = %s and year = %s and code = %s"
        " and item is distinct from %s)",
        (seat, year, code, but),
    )
    if is_taken:
        raise Refusal(
            "file_code_taken",
            "Danh mục hồ sơ năm nay đã có số, ký hiệu này. Hãy dùng số khác.",
            status=422,
            field="code",
        )


@official_act
def change_file(item: UUID, *, code: str, years: int, by: Actor) -> Answer:
    """Another code or period of keeping. Refuses as `open_file`."""
    row = item_of(by, item)
    code, _ = rules.check_file(code=code, title=row.subject, years=years)
    change = Change(item, {"code": code, "years": years}, reference=code, words=f"{code} {row.subject}")
    moved = move_item(MOVES_OF_FILES["change_file"], change, by=by)
    listed = sql.only_row(
        _Listed, "select seat, year::int as year from file_of_work where item = %s", (item,)
    )
    _check_free(code, listed.year, listed.seat, but=item)
    sql.run("update file_of_work set code = %s, years = %s where item = %s", (code, years, item))
    return moved.answer(code=code)


@official_act
def collect_items(item: UUID, *, items: Sequence[UUID], by: Actor) -> Answer:
    """Put letters and dossiers of one's body, open or finished, into a file; what lies there already stays where it
    is. Refuses `nothing_chosen`, `too_many_chosen`.
    """
    by.require(KEEP)
    rules.check_many(items)
    _require_own(items, by)
    return _put_in(item, list(dict.fromkeys(items)), by).answer(collected=len(set(items)))


@official_act
def collect_item(item: UUID, *, file: UUID, by: Actor) -> Answer:
    """The same of one, from its own page."""
    by.require(KEEP)
    _require_own([item], by)
    _put_in(file, [item], by)
    row = item_of(by, item)
    return {"id": str(item), "kind": row.kind, "reference": row.reference, "state": row.state,
            "version": row.version, "due_at": row.due_at.isoformat() if row.due_at else None,
            "file": str(file)}  # fmt: skip


def _put_in(file: UUID, items: list[UUID], by: Actor) -> Moved:
    """The file first: who closes it at the same time waits, or was first."""
    moved = move_item(
        MOVES_OF_FILES["collect_items"], Change(file, {"items": [str(item) for item in items]}), by=by
    )
    move_items(COLLECTED, [Change(item, {"file": str(file)}) for item in items], by=by)
    sql.run(sql.named(ROOM, "put_in"), {"file": file, "items": sql.array(item.hex for item in items)})
    return moved


@official_act
def take_out_item(item: UUID, *, content: UUID, reason: str, by: Actor) -> Answer:
    """What was put into a file by mistake. Refuses `not_in_file`, `reason_missing`."""
    check_reason(reason)
    moved = move_item(MOVES_BACK["take_out_item"], Change(item, {"item": str(content)}), by=by)
    if not sql.run("delete from file_content where file = %s and item = %s", (item, content)):
        raise Refusal("not_in_file", "Văn bản này không nằm trong hồ sơ.", status=422, field="content")
    move_item(TAKEN_OUT, Change(content, {"file": str(item)}), by=by)
    say_reason(item, reason)
    return moved.answer()


@official_act
def close_file(item: UUID, *, years: int, sheets: int | None = None, note: str = "", by: Actor) -> Answer:
    """The matter is finished: what lies in the file is complete, the period is set, and within a year it goes to the
    archive. Refuses `file_empty`, `file_unfinished`, `unknown_retention`.
    """
    rules.check_years(years)
    change = Change(item, {"years": years, "sheets": sheets}, due_at=rules.hand_over_due(by.at))
    moved = move_item(MOVES_OF_FILES["close_file"], change, by=by)
    inside = contents(item)
    unfinished = [content.reference or content.subject for content in inside if content.is_open]
    rules.check_complete(items=len(inside), unfinished=unfinished)
    sql.run(
        "update file_of_work set years = %s, sheets = %s, note = %s, closed_at = %s where item = %s",
        (years, sheets, note.strip(), by.at, item),
    )
    return moved.answer(items=len(inside))


@official_act
def hand_over_file(item: UUID, *, by: Actor) -> Answer:
    """To the body's archive, which receives it or gives it back."""
    return move_item(MOVES_OF_FILES["hand_over_file"], Change(item), by=by).answer()


@official_act
def receive_file(item: UUID, *, by: Actor) -> Answer:
    """The archive has it."""
    return move_item(MOVES_OF_FILES["receive_file"], Change(item), by=by).answer()


@official_act
def return_file(item: UUID, *, reason: str, by: Actor) -> Answer:
    """The archive gives back what is not complete; the reason stands with the file."""
    check_reason(reason)
    moved = move_item(MOVES_OF_FILES["return_file"], Change(item), by=by)
    say_reason(item, reason)
    return moved.answer()


@official_act
def reopen_file(item: UUID, *, reason: str, by: Actor) -> Answer:
    """The matter goes on: nothing is due until it is closed again."""
    moved = undo(MOVES_BACK["reopen_file"], Change(item, due_at=None), reason, by=by)
    sql.run("update file_of_work set closed_at = null where item = %s", (item,))
    return moved.answer()


@official_act
def withdraw_hand_over(item: UUID, *, reason: str, by: Actor) -> Answer:
    return undo(MOVES_BACK["withdraw_hand_over"], Change(item), reason, by=by).answer()


@official_act
def withdraw_receipt(item: UUID, *, reason: str, by: Actor) -> Answer:
    return undo(MOVES_BACK["withdraw_receipt"], Change(item), reason, by=by).answer()


@official_act
def discard_file(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A file opened by mistake, in which nothing lies. Refuses `file_not_empty`."""
    moved = undo(MOVES_BACK["discard_file"], Change(item), reason, by=by)
    if contents(item):
        raise Refusal("file_not_empty", "Trong hồ sơ có văn bản. Hãy bỏ văn bản khỏi hồ sơ trước khi hủy.")
    return moved.answer()


@official_act
def restore_file(item: UUID, *, reason: str, by: Actor) -> Answer:
    return undo(MOVES_BACK["restore_file"], Change(item), reason, by=by).answer()
