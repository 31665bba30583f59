"""Numbering books: one continuous sequence per unit, book and year, from 1 (Decree 30/2020/NĐ-CP, art. 15)."""

from lienthong.ground import sql


def next_number(unit: int, book: str, year: int) -> int:
    return sql.only_value(int, "select next_number(%s, %s, %s)", (unit, book, year))
