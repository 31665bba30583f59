"""What kinds and states of work are called: the words of each desk, gathered."""

from functools import cache

from lienthong.conference import desk as conference
from lienthong.documents import desk as documents
from lienthong.incidents import desk as incidents
from lienthong.procedures import desk as procedures
from lienthong.reports import desk as reports
from lienthong.work.terms import KIND_LABELS

VERBS = {
    "item.refined": "Đưa về phần địa bàn khi chia",
    "item.imported": "Nhập từ hệ thống của tỉnh trước đây",
}
"""What a reorganisation writes into the journal of any kind of work."""


@cache
def _states() -> dict[tuple[str, str], str]:
    desks = (documents.DESK, procedures.DESK, reports.DESK, conference.DESK, incidents.DESK)
    return {
        (kind, state): word for desk in desks for kind in desk.kinds for state, word in desk.states.items()
    }


def kind_words(kind: str) -> str:
    return KIND_LABELS.get(kind, kind)


def state_words(kind: str, state: str) -> str:
    return _states().get((kind, state), state)
