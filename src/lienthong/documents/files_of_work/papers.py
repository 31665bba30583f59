"""The decree's lists of files, printed: the year's list, what lies in one file, what goes to the archive."""

from collections.abc import Sequence
from typing import Any

from lienthong.documents.files_of_work.queries import Content, FileFacts, subject_words
from lienthong.documents.files_of_work.terms import FileRow, retention_words
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.kernel.wording import dots, vn_formal
from lienthong.papers.pdf import pdf, trial_words
from lienthong.work.kinds import state_label
from lienthong.work.queries import Item

PACKAGE = "lienthong.documents.files_of_work"
HEAD = ("STT", "Số, ký hiệu", "Tiêu đề hồ sơ", "Ngày bắt đầu, kết thúc", "Bảo quản", "Người lập", "Văn bản", "Số tờ",
        "Ghi chú")  # fmt: skip
HEAD_OF_CONTENTS = ("STT", "Số, ký hiệu", "Ngày", "Tên loại, trích yếu", "Tác giả", "Tình trạng")
TO_ARCHIVE = ("offered", "archived")


def list_of_files(actor: Actor, year: int, rows: Sequence[FileRow]) -> bytes:
    return _files(actor, f"Danh mục hồ sơ năm {year}", "", rows)


def minutes(actor: Actor, year: int, rows: Sequence[FileRow]) -> bytes:
    """Minutes of handing over with the list of files: those handed over, received or not yet."""
    handed = [row for row in rows if row.state in TO_ARCHIVE]
    return _files(
        actor, "Biên bản giao nhận hồ sơ, tài liệu", f"Mục lục hồ sơ nộp lưu năm {year}", handed, minutes=True
    )


def _files(
    actor: Actor, heading: str, under: str, rows: Sequence[FileRow], *, minutes: bool = False
) -> bytes:
    items = sum(row.papers for row in rows)
    facts = {
        **_head(actor, heading),
        "heading": heading,
        "under": under,
        "minutes": minutes,
        "head": HEAD,
        "rows": [_line(number, row) for number, row in enumerate(rows, 1)],
        "sum": f"Tổng số: {dots(len(rows))} hồ sơ, {dots(items)} văn bản, tài liệu.",
    }
    return pdf(PACKAGE, "files", {**facts, "giver": "", "taker": ""} if minutes else facts)


def _line(number: int, row: FileRow) -> list[str]:
    days = f"{row.opened_on} – {row.closed_on}" if row.closed_on else row.opened_on
    return [
        str(number), row.code, row.title, days, retention_words(row.years), row.keeper or row.section, dots(row.papers),
        dots(row.sheets) if row.sheets else "", state_label("work_file", row.state),
    ]  # fmt: skip


def lines_of(contents: Sequence[Content]) -> list[list[str]]:
    """As `HEAD_OF_CONTENTS` names them."""
    return [
        [str(number), content.reference, content.dated, subject_words(content), content.author,
         state_label(content.kind, content.state) if content.kind else ""]
        for number, content in enumerate(contents, 1)
    ]  # fmt: skip


def contents_of(actor: Actor, item: Item, file: FileFacts, contents: Sequence[Content]) -> bytes:
    return pdf(PACKAGE, "contents", {
        **_head(actor, f"Mục lục văn bản, tài liệu – hồ sơ {file.code}"),
        "code": file.code, "name": item.subject, "retention": retention_words(file.years),
        "head": HEAD_OF_CONTENTS,
        "rows": lines_of(contents),
        "sum": f"Tổng số: {dots(len(contents))} văn bản, tài liệu." + (f" Số tờ: {dots(file.sheets)}." if file.sheets
                                                                       else ""),
        "keeper": item.assignee_name or "",
    })  # fmt: skip


def _head(actor: Actor, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "foot": f"{title} · {actor.unit_code}",
        "trial": trial_words(),
        "wide": True,
        "body": actor.unit_name,
        "written": vn_formal(clock.local(actor.at)),
    }
