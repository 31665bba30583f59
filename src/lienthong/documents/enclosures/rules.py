"""Decisions about what goes with a letter. Pure."""

from collections.abc import Sequence
from uuid import UUID

from lienthong.documents.enclosures.terms import MOST
from lienthong.kernel.refusals import Refusal


def check_room(digests: Sequence[str], digest: str) -> None:
    """Refuses `enclosed_already` for the same file twice, `too_many_enclosures` past the most."""
    if digest in digests:
        raise Refusal(
            "enclosed_already",
            "Tệp này đã kèm theo văn bản rồi. Hãy chọn tệp khác.",
            status=422,
            field="file",
        )
    if len(digests) >= MOST:
        raise Refusal(
            "too_many_enclosures",
            f"Một văn bản kèm theo tối đa {MOST} tệp. Hãy gộp các tệp lại.",
            status=422,
            field="file",
        )


def placed(ids: Sequence[UUID], enclosure: UUID, place: int) -> list[UUID]:
    """The order with one of them at another place, counted from 1; past the last it is the last."""
    others = [each for each in ids if each != enclosure]
    return [*others[: place - 1], enclosure, *others[place - 1 :]]


def no_such_enclosure() -> Refusal:
    return Refusal(
        "no_such_enclosure",
        "Văn bản không còn tệp kèm theo đó. Hãy tải lại để xem tình trạng mới nhất.",
        status=422,
        field="enclosure",
    )
