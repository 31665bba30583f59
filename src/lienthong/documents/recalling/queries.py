"""Whether an addressee is asked to give a letter back."""

from uuid import UUID

from lienthong.ground import sql


def is_asked(item: UUID) -> bool:
    return bool(
        sql.value(
            bool,
            "select recall_asked_at is not null and recall_answer = '' from delivery where item = %s",
            (item,),
        )
    )
