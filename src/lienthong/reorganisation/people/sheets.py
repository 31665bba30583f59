"""Lists of people, both ways: a staffing list is read from CSV or XLSX, work in hand is written to them."""

from collections.abc import Iterable, Sequence

from lienthong.papers.sheets import Sheet, csv_of, xlsx_of
from lienthong.papers.table_files import NotATable, Progress, nobody
from lienthong.papers.tables import Table, read_table
from lienthong.reorganisation.people.terms import (
    COLUMNS,
    HEADINGS,
    LIST,
    NO_SUCCESSOR,
    Hand,
    Prepared,
    not_a_list,
)

SUGGESTED: dict[str, tuple[tuple[str, str], ...]] = {
    "ubnd": (("lanh_dao", "Chủ tịch UBND"), ("van_thu", "Văn thư"), ("tiep_nhan", "Cán bộ tiếp nhận"),
             ("chuyen_vien", "Chuyên viên"), ("dau_moi_1022", "Đầu mối 1022")),
    "dang_uy": (("bi_thu", "Bí thư Đảng ủy"), ("van_thu_dang", "Văn thư Đảng ủy")),
    "hdnd": (("chu_tich_hdnd", "Chủ tịch HĐND"),),
    "mttq": (("chu_tich_mttq", "Chủ tịch MTTQ"),),
}  # fmt: skip
"""Posts an empty list proposes for a body of which nobody is known yet."""


def table_of(name: str, content: bytes, *, progress: Progress = nobody) -> Table:
    """The staffing list of a file. Refuses `staffing_list_unreadable` where there is none. `progress`: rows so far."""
    try:
        return read_table(name, content, LIST, progress=progress)
    except NotATable as broken:
        raise not_a_list(str(broken)) from None


def proposed(bodies: Iterable[Prepared]) -> list[list[str]]:
    """An empty staffing list: for every body that lacks somebody, the posts it will need."""
    rows = [list(COLUMNS)]
    for body in bodies:
        if body.missing:
            rows += [
                [body.code, body.name, body.body, "", role, title, "", "", "x", ""]
                for role, title in SUGGESTED.get(body.body, ())
            ]
    return rows


def hand_rows(hands: Iterable[Hand]) -> list[list[str]]:
    rows = [
        ["Cơ quan giao", "Người đang giữ việc", "Chức danh", "Cơ quan nhận", "Số việc", "Quá hạn", "Kế nhiệm"]
    ]
    rows += [
        [h.source_name, h.name, h.title, h.target_name, str(h.n), str(h.late), successor_words(h)] for h in hands
    ]  # fmt: skip
    return rows


def successor_words(hand: Hand) -> str:
    if hand.successor is None:
        return NO_SUCCESSOR
    how = "được chỉ định" if hand.is_named else "tự tiếp tục"
    return f"{hand.successor_name}, {hand.successor_title} ({how})"


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    return csv_of(rows)


def as_xlsx(title: str, rows: Sequence[Sequence[str]], *, codes: bool = False) -> bytes:
    """`codes`: the second row explains nothing, the headings stay the codes the reader understands."""
    head, *lines = rows
    spelt = [HEADINGS.get(cell, cell) for cell in head] if codes else head
    return xlsx_of(Sheet(title, spelt, lines, widths=[24] * len(head)))
