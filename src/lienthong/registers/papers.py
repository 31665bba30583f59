"""A register as PDF and as sheets."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Any

from lienthong.kernel import clock
from lienthong.kernel.wording import dots, vn_date, vn_datetime, vn_formal
from lienthong.papers.pdf import pdf, trial_words
from lienthong.papers.sheets import Sheet, write_csv_to, write_xlsx_to
from lienthong.registers.queries import Standing
from lienthong.registers.rules import gap_words, last_words
from lienthong.registers.terms import OTHERS, REGISTERS, Closure
from lienthong.units.rules import day_before
from lienthong.work.desks.registry import state_label

PACKAGE = "lienthong.registers"


def head(register: str) -> list[str]:
    return ["Số", "Ngày", "Số, ký hiệu", "Nội dung", OTHERS[register], "Kết quả", "Nơi giữ hiện nay"]


def line(entry: Any, *, is_named: bool) -> list[str]:
    """`is_named`: whether the reader may know who the citizen is."""
    number = f"{entry.number:02d}" if entry.number is not None else "–"
    other = entry.other or "" if is_named or entry.kind != "dossier" else ""
    return [
        number, vn_date(clock.local(entry.at)), entry.code or "–", entry.subject, other, result_words(entry),
        entry.holder or "",
    ]  # fmt: skip


def result_words(entry: Any) -> str:
    words = state_label(entry.kind, entry.state)
    return f"{words} {vn_date(clock.local(entry.closed_at))}" if entry.closed_at else words


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
    body: Any, register: str, year: int, rows: list[list[str]], standing: Standing, closed: Closure | None,
    *, giver: tuple[str, str], taker: tuple[str, str], is_archive: bool = False,
) -> bytes:  # fmt: skip
    at = clock.local(body.at)
    return pdf(PACKAGE, "register", {
        "title": f"{REGISTERS[register]} năm {year} – {body.short_name}",
        "foot": f"{REGISTERS[register]} {year} · {body.code}",
        "trial": trial_words(),
        "wide": True,
        "body": body.name,
        "register": REGISTERS[register],
        "year": str(year),
        "written": f"Thành phố Hồ Chí Minh, {vn_formal(at)}",
        "closing": closing_words(register, standing, closed),
        "basis": closed.basis if closed else "",
        "heir": closed.heir if closed else "",
        "missing": missing_words(standing, is_archive=is_archive),
        "sum": f"{dots(standing.entries)} mục, {dots(standing.open)} đang giải quyết. Số liệu lúc {vn_datetime(at)}.",
        "ends": [[end.label, str(end.last), str(end.entered)] for end in standing.ends],
        "head": head(register),
        "rows": rows,
        "giver": giver[0], "giver_title": giver[1], "taker": taker[0], "taker_title": taker[1],
    })  # fmt: skip


def write_xlsx(out: IO[bytes], register: str, rows: Iterable[list[str]], words: list[str]) -> None:
    said: list[list[str]] = [[], *([word] for word in words)]
    widths = (8, 12, 24, 60, 32, 30, 28)
    write_xlsx_to(out, Sheet(REGISTERS[register], head(register), chain(rows, said), widths=widths))


def write_csv(out: IO[bytes], register: str, rows: Iterable[list[str]]) -> None:
    write_csv_to(out, chain([head(register)], rows))
