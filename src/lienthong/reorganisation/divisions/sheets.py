"""The undecided of a division as a sheet to take along: what the filter shows is what goes out."""

import csv
import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from lienthong.ground.wording import vn_datetime
from lienthong.reorganisation.divisions.streets import Pending
from lienthong.reorganisation.divisions.terms import Division
from lienthong.reorganisation.words import kind_words, state_words

HEADER = (
    "Đường", "Loại việc", "Mã", "Nội dung", "Trạng thái", "Địa chỉ", "Gợi ý", "Căn cứ gợi ý", "Hạn",
)  # fmt: skip
WIDTHS = (22, 14, 18, 36, 20, 44, 24, 48, 18)


def _lines(found: list[Pending], division: Division) -> Iterator[list[str]]:
    for one in found:
        item, best = one.item, one.best
        yield [
            one.spelt, kind_words(item.kind), _plain(item.reference), _plain(item.subject),
            state_words(item.kind, item.state), _plain(item.address),
            " hoặc ".join(division.names.get(each.part, "") for each in best), best[0].reason if best else "",
            vn_datetime(item.due_at),
        ]  # fmt: skip


def _plain(text: str) -> str:
    """A cell a spreadsheet will not run as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def as_csv(found: list[Pending], division: Division) -> bytes:
    """With the mark by which spreadsheets know UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADER)
    writer.writerows(_lines(found, division))
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(found: list[Pending], division: Division) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Chưa quyết định")
    for number, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.freeze_panes = "A2"
    heads = [WriteOnlyCell(sheet, value=word) for word in HEADER]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for line in _lines(found, division):
        sheet.append(line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
