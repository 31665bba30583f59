"""The words of what goes with a letter: its acts, and how an enclosure is shown."""

from typing import Final, TypedDict

from lienthong.documents.terms import DRAFT, DRAFTERS
from lienthong.work.items.terms import Move, moves

DRAFTING: Final = frozenset({"drafting"})
"""What lies before the signer does not change under their eyes: it is sent back, or withdrawn, first."""

MOST: Final = 20
"""Enclosures of one letter (ours)."""

MOVES_OF_ENCLOSURES: Final = moves(
    Move("enclose_file", "Thêm tệp kèm theo", DRAFT, DRAFTING, "", "draft.file_enclosed", "enclose_file"),
    Move("rename_enclosure", "Đổi tên tệp kèm theo", DRAFT, DRAFTING, "", "draft.enclosure_renamed",
         "rename_enclosure"),
    Move("place_enclosure", "Đổi thứ tự tệp kèm theo", DRAFT, DRAFTING, "", "draft.enclosure_placed",
         "place_enclosure"),
    Move("remove_enclosure", "Bỏ tệp kèm theo", DRAFT, DRAFTING, "", "draft.enclosure_removed", "remove_enclosure"),
)  # fmt: skip

VERBS_OF_ENCLOSURES: Final = {
    "draft.file_enclosed": "Thêm tệp kèm theo",
    "draft.enclosure_renamed": "Đổi tên tệp kèm theo",
    "draft.enclosure_placed": "Đổi thứ tự tệp kèm theo",
    "draft.enclosure_removed": "Bỏ tệp kèm theo",
}

GRANTS_OF_ENCLOSURES: Final = dict.fromkeys(MOVES_OF_ENCLOSURES, DRAFTERS)

READ_LETTER: Final = "lienthong.documents.enclosures.tasks.read_letter"
READ_PAPERS: Final = "lienthong.documents.enclosures.tasks.read_papers"
DRAW_PAGES: Final = "lienthong.documents.enclosures.tasks.draw_pages"


class Enclosure(TypedDict):
    """A file that goes with a letter, as whoever sees the letter sees it."""

    id: str
    ordinal: int
    name: str
    digest: str
    size: int
    """Bytes."""
    content_type: str
    pages: int | None
    """None where it has none, or was not read yet."""
