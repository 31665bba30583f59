"""Minutes printed: one pair, or all of a plan as a zip that is sent while it is made."""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from lienthong.kernel import clock
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_date, vn_datetime
from lienthong.papers.sheets import csv_of
from lienthong.reorganisation.divisions.queries import divisions_of
from lienthong.reorganisation.minutes import papers, queries
from lienthong.reorganisation.minutes.queries import HandOver, Pair
from lienthong.reorganisation.reconciliation.queries import PlanRow, confirmations, plan_row

LIST = "danh-sach.csv"
HEAD = ("Bên giao", "Mã", "Bên nhận", "Mã", "Số việc", "SHA-256 của danh sách", "Tệp")
NOT_PRINTED, UNREAD = "không có việc đang mở", "không in: người tải không được đọc đủ"


@dataclass(frozen=True, slots=True)
class Press:
    """What every minutes of a plan says alike. `confirmed`: receiving unit → its word."""

    plan: PlanRow
    undivided: frozenset[int]
    confirmed: Mapping[int, str]

    def pdf(self, hand_over: HandOver) -> bytes:
        said = self.confirmed.get(hand_over.pair.target, "")
        return papers.as_pdf(hand_over, self.plan, undivided=self.undivided, confirmed=said)


def press_of(plan: int) -> Press:
    undivided = frozenset(division.undivided for division in divisions_of(plan))
    confirmed = {
        row.unit: f"Bên nhận đã xác nhận số liệu trên hệ thống: {row.who}, {row.title}, lúc {vn_datetime(row.at)}."
        for row in confirmations(plan)
    }
    return Press(plan_row(plan), undivided, confirmed)


def whole_hand_over(press: Press, pair: Pair) -> HandOver:
    """Refuses `minutes_unread` rather than print a list that looks whole and is not: before the date the receiving
    body does not see the work yet."""
    hand_over = queries.hand_over(pair, press.plan.effective_on)
    if len(hand_over.items) != queries.open_work_of(pair):
        raise Refusal(
            "minutes_unread",
            "Bạn chưa được đọc toàn bộ việc của biên bản này. Trước ngày hiệu lực bên giao in; bên nhận in được "
            f"từ ngày {vn_date(press.plan.effective_on)}.",
        )
    return hand_over


def zipped(
    press: Press, pairs: Iterable[Pair], reading: Callable[[], AbstractContextManager[Any]]
) -> Iterator[bytes]:
    """The zip in pieces, a pair at a time: never more than one minutes is held. `reading()` is a transaction of the
    reader's own for each, because the door's is over when the first piece goes out. The list comes last.
    """
    sink = _Sink()
    lines: list[tuple[str, ...]] = [HEAD]
    at = clock.local(press.plan.at).timetuple()[:6]
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for pair in pairs:
            with reading():
                name, content, line = _minutes(press, pair)
            lines.append(line)
            if content:
                archive.writestr(zipfile.ZipInfo(name, at), content)
                yield sink.taken()
        archive.writestr(zipfile.ZipInfo(LIST, at), csv_of(lines))
    yield sink.taken()


def _minutes(press: Press, pair: Pair) -> tuple[str, bytes, tuple[str, ...]]:
    name = f"{pair.name}.pdf"
    sides = (pair.source_name, pair.source_code, pair.target_name, pair.target_code)
    try:
        hand_over = whole_hand_over(press, pair)
    except Refusal:
        return name, b"", (*sides, "", "", UNREAD)
    if not hand_over.items:
        return name, b"", (*sides, "0", "", NOT_PRINTED)
    return name, press.pdf(hand_over), (*sides, str(len(hand_over.items)), hand_over.sha256, name)


class _Sink:
    """What the zip has written and nobody has taken yet. It cannot go back, so sizes stand behind each member."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
