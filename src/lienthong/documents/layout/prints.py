"""The file of a letter: of a draft made whenever it is looked at, of an issued one kept once for all who hold it."""

from typing import NamedTuple
from uuid import UUID

from lienthong.documents.layout import queries, rules
from lienthong.documents.layout.letters import laid_out
from lienthong.ground import files, sql
from lienthong.kernel.refusals import Refusal

NONE_CAN_BE = "-"


class LetterFile(NamedTuple):
    name: str
    content: bytes


def letter_file(item: UUID) -> LetterFile:
    """The kept file, or the same made now while the worker has not come to it. `NotFound` for what is not seen or is no
    letter. Refuses `letter_not_in_font`, `file_lost`.
    """
    kept = queries.print_behind(item)
    name = rules.file_name(kept.sign if kept.is_issued else "")
    if kept.digest is not None:
        return LetterFile(name, files.read(kept.digest))
    return LetterFile(name, laid_out(queries.letter_on_paper(item)).pdf)


def keep_print(item: UUID) -> None:
    """Make and keep the file of an issued letter the transaction sees. One that no font can print is not tried again:
    its page says which letter it is.
    """
    try:
        digest = files.keep(laid_out(queries.letter_on_paper(item)).pdf)
    except Refusal as refusal:
        if refusal.code != "letter_not_in_font":
            raise
        digest = NONE_CAN_BE
    sql.only_value(int, "select keep_print(%s, %s)", (item, digest))
