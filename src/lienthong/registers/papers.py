"""A register as PDF and as sheets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import IO, Any
from uuid import UUID

from lienthong.documents.terms import DELIVERY, TYPES
from lienthong.kernel import clock
from lienthong.kernel.wording import dots, vn_date, vn_datetime, vn_formal
from lienthong.papers.pdf import pdf, trial_words
from lienthong.papers.sheets import Sheet, write_csv_to, write_xlsx_to
from lienthong.registers import decree
from lienthong.registers.decree import Cover
from lienthong.registers.queries import Standing
from lienthong.registers.rows import Body, Closing, IncomingRow, OutgoingRow
from lienthong.registers.rules import gap_words, last_words
from lienthong.registers.terms import INCOMING, OTHERS, OUTGOING, REGISTERS, Closure
from lienthong.units.rules import day_before
from lienthong.work.desks.registry import state_label

PACKAGE = "lienthong.registers"


def head(register: str) -> list[str]:
    return ["Số", "Ngày", "Số, ký hiệu", "Nội dung", OTHERS[register], "Kết quả", "Nơi giữ hiện nay"]


def line(entry: Any, *, is_named: bool) -> list[str]:
    """`is_named`: whether the reader may know who the citizen is."""
    other = entry.other or "" if is_named or entry.kind != "dossier" else ""
    return [
        entry.number_words, vn_date(clock.local(entry.at)), entry.code or "–", entry.subject, other,
        result_words(entry), entry.holder or "",
    ]  # fmt: skip


def result_words(entry: Any) -> str:
    words = state_label(entry.kind, entry.state)
    return f"{words} {vn_date(clock.local(entry.closed_at))}" if entry.closed_at else words


DECREE: Mapping[str, tuple[str, ...]] = {
    INCOMING: (
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận", "Ký nhận", "Ghi chú",
    ),
    OUTGOING: (
        "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung", "Người ký",
        "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ghi chú",
    ),
}  # fmt: skip
"""What stands over the columns of a register of letters (Decree 30/2020/NĐ-CP, annex IV)."""

WIDTHS: Mapping[str, tuple[int, ...]] = {
    INCOMING: (12, 9, 32, 22, 12, 60, 30, 12, 30),
    OUTGOING: (24, 12, 60, 24, 36, 20, 10, 30),
}
KEPT_BY = "Văn thư"
"""Who keeps the copy of what was issued (art. 19)."""


def decree_lines(register: str, items: Sequence[UUID]) -> list[list[str]]:
    """Entries of letters as the decree writes them."""
    if register == INCOMING:
        return [_incoming(row) for row in decree.incoming(items)]
    return [_outgoing(row) for row in decree.outgoing(items)]


def _incoming(row: IncomingRow) -> list[str]:
    number = f"{row.number:02d}{row.letter}" if row.number is not None else "–"
    note = "; ".join(filter(None, (_became(DELIVERY, row.state, row.closed_at), row.note)))
    return [
        vn_date(clock.local(row.arrived_at)), number, row.author or "", row.sign, vn_date(row.letter_on),
        _titled(row.type, row.subject), " · ".join(filter(None, (row.assignee, row.section))), "", note,
    ]  # fmt: skip


def _outgoing(row: OutgoingRow) -> list[str]:
    return [
        row.sign, vn_date(clock.local(row.issued_at)), _titled(row.type, row.subject), row.signer or "",
        row.addressees or "", KEPT_BY, str(row.copies), "",
    ]  # fmt: skip


def _titled(type_code: str | None, subject: str) -> str:
    return f"{TYPES[type_code]}: {subject}" if type_code is not None and type_code in TYPES else subject


def _became(kind: str, state: str, closed_at: datetime | None) -> str:
    """What became of a letter that led to nothing; the others are followed in the system."""
    return f"{state_label(kind, state)} {vn_date(closed_at)}" if state in VOID_STATES else ""


VOID_STATES = ("returned", "recalled", "voided")


def lines(entries: Iterable[Any], *, is_named: bool) -> Iterator[list[str]]:
    return (line(entry, is_named=is_named) for entry in entries)


def closing_words(register: str, standing: Standing, closed: Closure | None) -> str:
    """«Đã khóa sổ ngày 30/6/2025, số cuối cùng: 12.»"""
    last = last_words(register, standing.ends)
    if closed is None:
        return f"Sổ đang mở, số cuối cùng đến nay: {last}."
    return f"Đã khóa sổ ngày {vn_date(day_before(closed.ended_on))}, số cuối cùng: {last}."


KEEPER = "Nơi lưu trữ chỉ thấy mục đã kết thúc."


def missing_words(standing: Standing, *, is_archive: bool = False) -> str:
    if is_archive:
        return KEEPER
    gaps = gap_words(standing.ends)
    if gaps:
        return f"Số đã cấp không có trong sổ: {gaps}."
    other = f" {dots(standing.unnumbered)} mục mang mã ngoài sổ số." if standing.unnumbered else ""
    void = f" {dots(standing.void)} số trả lại hoặc từ chối vẫn giữ trong sổ." if standing.void else ""
    return f"Không có số nào bị bỏ trống.{void}{other}"


def as_pdf(
    body: Body, register: str, period: str, rows: list[list[str]], standing: Standing, closed: Closure | None,
    *, giver: tuple[str, str], taker: tuple[str, str], closings: list[str], keeper: tuple[str, str],
    cover: Cover | None, is_archive: bool = False,
) -> bytes:  # fmt: skip
    """`closings`: its closed periods, in words; `keeper`: who closed the one that is printed; `cover`: of letters."""
    at = clock.local(body.at)
    return pdf(PACKAGE, "register", {
        "title": f"{REGISTERS[register]}, {period.lower()} – {body.short_name}",
        "foot": f"{REGISTERS[register]} · {period} · {body.code}",
        "trial": trial_words(),
        "wide": True,
        "body": body.name,
        "party": body.side == "party",
        "cover": cover._asdict() if cover else None,
        "register": REGISTERS[register],
        "period": period,
        "written": f"Thành phố Hồ Chí Minh, {vn_formal(at)}",
        "closing": closing_words(register, standing, closed),
        "basis": closed.basis if closed else "",
        "heir": closed.heir if closed else "",
        "missing": missing_words(standing, is_archive=is_archive),
        "sum": f"{dots(standing.entries)} mục, {dots(standing.open)} đang giải quyết. Số liệu lúc {vn_datetime(at)}.",
        "ends": [[end.label, str(end.last), str(end.entered)] for end in standing.ends],
        "head": list(DECREE.get(register, head(register))),
        "rows": rows,
        "closings": closings,
        "keeper": keeper[0], "keeper_title": keeper[1],
        "giver": giver[0], "giver_title": giver[1], "taker": taker[0], "taker_title": taker[1],
    })  # fmt: skip


def closed_words(closing: Closing) -> str:
    """«Đã khóa kỳ 1/7/2025–31/7/2025: 12 văn bản (Nguyễn Văn A, Văn thư, 08:15 1/8/2025)»."""
    who = ", ".join(filter(None, (closing.who, closing.title, vn_datetime(closing.at))))
    again = (
        f" Mở lại lúc {vn_datetime(closing.reopened_at)}: {closing.reopen_reason}."
        if closing.reopened_at
        else ""
    )
    return (
        f"Đã khóa kỳ {vn_date(closing.since)}–{vn_date(closing.until)}: {dots(closing.entries)} văn bản ({who})."
        f"{again}"
    )


def write_xlsx(out: IO[bytes], register: str, rows: Iterable[list[str]], words: list[str]) -> None:
    said: list[list[str]] = [[], *([word] for word in words)]
    widths = WIDTHS.get(register, (8, 12, 24, 60, 32, 30, 28))
    columns = list(DECREE.get(register, head(register)))
    write_xlsx_to(out, Sheet(REGISTERS[register], columns, chain(rows, said), widths=widths))


def write_csv(out: IO[bytes], register: str, rows: Iterable[list[str]]) -> None:
    write_csv_to(out, chain([head(register)], rows))
