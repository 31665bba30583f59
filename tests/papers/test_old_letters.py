"""Encodings from before Unicode are known by their words, and no name of a unit here is taken for one."""

import pytest

from lienthong.papers import old_letters as room
from lienthong.papers.old_letters import OldLetters, old_letters
from tests.units.oracle import table


@pytest.mark.parametrize(
    ("typed", "encoding", "meant"),
    [
        ("TrÇn V¨n MÉu", "TCVN3 (ABC)", "Trần Văn Mẫu"),
        ("V¨n th\u00ad", "TCVN3 (ABC)", "Văn thư"),
        ("Ph\u00adêng §«ng Hßa", "TCVN3 (ABC)", "Phường Đông Hòa"),
        ("NguyÔn ThÞ Lª", "TCVN3 (ABC)", "Nguyễn Thị Lê"),
        ("Traàn Vaên Maãu", "VNI", "Trần Văn Mẫu"),
        ("Nguyeãn Thò Leâ", "VNI", "Nguyễn Thị Lê"),
        ("UÛy ban nhaân daân", "VNI", "Ủy ban nhân dân"),
        ("ÑOÀNG NAI", "VNI", "ĐỒNG NAI"),
    ],
)
def test_what_was_typed_and_what_it_says(typed: str, encoding: str, meant: str) -> None:
    assert old_letters(typed) == OldLetters(encoding, meant)


@pytest.mark.parametrize(
    "text",
    ["", "Nguyễn Văn Hoà", "Hoàng Thúy Kiều Oanh", "QUYẾT ĐỊNH", "François Müller", "Peña", "Noël", "café", "«Sở»",
     "100 m² · §3", "Êñuôl", "Y Êban", "ĐẮK LẮK", "xoòng", "5 µg"],
)  # fmt: skip
def test_what_is_written_as_it_is_meant(text: str) -> None:
    assert old_letters(text) is None


def test_no_unit_of_the_country_is_taken_for_old_letters() -> None:
    names = {row["name"] for row in table("units.csv")}
    names |= {
        row[column] for row in table("mapping.csv") for column in ("old_name", "old_district", "new_name")
    }
    assert [name for name in names if old_letters(name) or old_letters(name.upper())] == []


def test_the_names_of_units_are_known_again_in_tcvn3() -> None:
    written = {new: old for old, new in room._TCVN3.items()}
    names = {row["short_name"].lower() for row in table("units.csv")}
    typed = {name: "".join(written.get(letter, letter) for letter in name) for name in names}
    suspect = {name: old for name, old in typed.items() if old != name and room._NEVER_IN_A_WORD.search(old)}
    assert len(suspect) > 2_000
    missed = [name for name, old in suspect.items() if old_letters(old) != OldLetters("TCVN3 (ABC)", name)]
    assert len(missed) <= len(suspect) // 100, missed[:20]
