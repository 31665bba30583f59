"""One wish for many items: an act each, and who could not be served is told by name."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction

from lienthong.ground.acts import Answer, another_act
from lienthong.kernel.refusals import NotFound, Refusal


def each_apart(items: Iterable[UUID], do: Callable[[UUID], object]) -> Answer:
    """`done`: the ids; `refused`: id, code and sentence of each that could not be. A refusal that names a field is of
    the wish itself and refuses all.
    """
    done: list[str] = []
    refused: list[dict[str, str]] = []
    for item in sorted(set(items)):
        try:
            with another_act(), transaction.atomic():
                do(item)
            done.append(str(item))
        except Refusal as refusal:
            if refusal.field:
                raise
            refused.append({"id": str(item), "code": refusal.code, "sentence": refusal.sentence})
        except NotFound:
            sentence = "Việc này đã kết thúc hoặc không còn ở cơ quan của bạn."
            refused.append({"id": str(item), "code": "not_found", "sentence": sentence})
    return {"done": done, "refused": refused}
