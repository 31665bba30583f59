"""The undecided of a division as a sheet to take along: what the filter shows is what goes out."""

from collections.abc import Iterator

from lienthong.kernel.wording import vn_datetime
from lienthong.pages import lists
from lienthong.reorganisation.divisions.streets import Pending
from lienthong.reorganisation.divisions.terms import Division
from lienthong.work.desks.registry import kind_label, state_label

HEADER = (
    "Đường", "Loại việc", "Mã", "Nội dung", "Trạng thái", "Địa chỉ", "Gợi ý", "Căn cứ gợi ý", "Hạn",
)  # fmt: skip
WIDTHS = (22, 14, 18, 36, 20, 44, 24, 48, 18)


def _lines(rows: list[Pending], division: Division) -> Iterator[list[str]]:
    for row in rows:
        item, best = row.item, row.best
        yield [
            row.spelt, kind_label(item.kind), item.reference, item.subject,
            state_label(item.kind, item.state), item.address,
            " hoặc ".join(division.names.get(each.part, "") for each in best), best[0].reason if best else "",
            vn_datetime(item.due_at),
        ]  # fmt: skip


def as_csv(rows: list[Pending], division: Division) -> bytes:
    return lists.as_csv(HEADER, _lines(rows, division))


def as_xlsx(rows: list[Pending], division: Division) -> bytes:
    return lists.as_xlsx("Chưa quyết định", HEADER, _lines(rows, division), WIDTHS)
