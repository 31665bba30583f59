"""The file of a letter: of a draft made each time it is looked at, of an issued letter once for all who hold it."""

from typing import NamedTuple
from uuid import UUID

from lienthong.documents.layout import queries, rules
from lienthong.documents.layout.letters import laid_out
from lienthong.ground import files, sql
from lienthong.ground.actor import Actor


class LetterFile(NamedTuple):
    name: str
    content: bytes


def letter_file(actor: Actor, item: UUID) -> LetterFile:
    """`NotFound` for what the actor does not see or what is no letter. Refuses `letter_not_in_font`, `file_lost`."""
    kept = queries.print_behind(item)
    name = rules.file_name(kept.sign if kept.is_issued else "")
    if kept.digest is not None:
        return LetterFile(name, files.read(kept.digest))
    made = laid_out(queries.letter_on_paper(actor, item)).pdf
    if not kept.is_issued:
        return LetterFile(name, made)
    first = sql.only_value(str, "select keep_print(%s, %s)", (item, files.keep(made)))
    return LetterFile(name, files.read(first))
