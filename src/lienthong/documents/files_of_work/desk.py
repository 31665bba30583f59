"""Files of work as the doors see them, and the act with which any letter or dossier goes into one."""

from uuid import UUID

from lienthong.documents.files_of_work import actions, forms, queries
from lienthong.documents.files_of_work.terms import (
    COLLECTED,
    FILE,
    GRANTS,
    KEEP,
    MOVES_OF_FILES,
    RETENTIONS,
    STATES,
    VERBS,
)
from lienthong.documents.files_of_work.terms import MOVES_BACK as BACK
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.pages.forms import Choices
from lienthong.work.desks import registry
from lienthong.work.desks.terms import Asked, Begin, Desk, DeskAct, Kind, Opening, Part
from lienthong.work.items.terms import Move
from lienthong.work.kinds import state_label
from lienthong.work.queries import Item, item_of
from lienthong.work.reversing.desk import UndoAct
from lienthong.work.reversing.forms import Undo

HOME = "/ho-so-cong-viec"
FIRST = "viec"
"""In the address of the form: which letter is the first."""


def _retentions(actor: Actor, item: Item | None = None) -> Choices:
    return {"years": [(str(years), words) for years, words in RETENTIONS.items()]}


def _opening(actor: Actor, asked: Asked) -> Opening:
    """An empty form, or one that begins with a letter of one's own body."""
    first = asked.get(FIRST, "")
    if not first:
        return Opening()
    try:
        letter = item_of(actor, UUID(first))
    except ValueError:
        raise NotFound from None
    if letter.jurisdiction not in actor.scope:
        raise NotFound
    return Opening({"first": first, "title": letter.subject}, back=f"/viec/{first}")


def _parts(actor: Actor, item: Item, details: queries.Details) -> list[Part]:
    rows = [_shown(content) for content in queries.contents(item.id)]
    paper = f"/ho-so-cong-viec/{item.id}"
    return [
        Part("Văn bản, tài liệu trong hồ sơ", "documents/file_of_work.html", {"rows": rows, "paper": paper})
    ]


def _shown(content: queries.Content) -> dict[str, object]:
    return {
        "ordinal": content.ordinal,
        "url": f"/viec/{content.item}" if content.kind else None,
        "sign": content.reference,
        "dated": content.dated,
        "words": queries.subject_words(content),
        "author": content.author,
        "state": state_label(content.kind, content.state) if content.kind else "",
        "is_open": content.is_open,
    }


DESK = Desk(
    name="files_of_work",
    label="Hồ sơ công việc",
    kinds=(
        Kind(
            FILE, "Hồ sơ công việc", "folder-open", STATES, {"closed": "hand_over_file", "offered": "receive_file"}
        ),
    ),
    verbs=VERBS,
    begins=(
        Begin(
            "open_file",
            "Mở hồ sơ công việc",
            url="ho-so-cong-viec/moi",
            path="files-of-work",
            perform=actions.open_file,
            form=forms.OpenFile,
            ability=KEEP,
            choices=_retentions,
            opening=_opening,
            summary="Open a file of work in this year's list of files",
            intro="Hồ sơ gom văn bản về một việc, được kết thúc khi xong việc và nộp vào lưu trữ trong một năm.",
            home=HOME,
        ),
    ),
    acts=(
        DeskAct(MOVES_OF_FILES["collect_items"], actions.collect_items, forms.CollectItems, queries.candidates),
        DeskAct(
            MOVES_OF_FILES["close_file"], actions.close_file, forms.CloseFile, _retentions,
            prefilled=lambda actor, item: {"years": queries.as_it_stands(actor, item)["years"]},
        ),
        DeskAct(MOVES_OF_FILES["hand_over_file"], actions.hand_over_file),
        DeskAct(MOVES_OF_FILES["receive_file"], actions.receive_file),
        DeskAct(MOVES_OF_FILES["return_file"], actions.return_file, Undo, is_grave=True),
        DeskAct(
            MOVES_OF_FILES["change_file"], actions.change_file, forms.ChangeFile, _retentions, queries.as_it_stands
        ),
        DeskAct(
            BACK["take_out_item"], actions.take_out_item, forms.TakeOutItem, queries.lying_in, takes_back=True
        ),
        UndoAct(BACK["reopen_file"], actions.reopen_file),
        UndoAct(BACK["withdraw_hand_over"], actions.withdraw_hand_over),
        UndoAct(BACK["withdraw_receipt"], actions.withdraw_receipt),
        UndoAct(BACK["discard_file"], actions.discard_file),
        UndoAct(BACK["restore_file"], actions.restore_file),
    ),
    grants=GRANTS,
    details=queries.details,
    rows=queries.rows,
    parts=_parts,
)  # fmt: skip


def collected(room: str, *kinds: str) -> None:
    """Work of these kinds goes into files, open or finished."""
    for kind in kinds:
        states = frozenset(registry.kind_of(kind).states)
        move = Move(COLLECTED.act, COLLECTED.label, kind, states, "", COLLECTED.verb, COLLECTED.ability)
        act = DeskAct(move, actions.collect_item, forms.CollectItem, queries.open_files)
        registry.add_asides(room, kind, (act,))
