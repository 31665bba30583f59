"""Names stand as ICU's `vi` puts them, in Python and in the database."""

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.kernel.sorting import CASES, LETTERS, TONES, sort_key
from tests import sql

ORDERED = [
    part.splitlines()
    for part in (Path(__file__).parent / "data" / "vi_order.txt").read_text("utf-8").split("\n\n")
]
WORDS = st.text(st.sampled_from([*CASES, *TONES[1:], "中", "Ƀ"]), max_size=12)


@pytest.mark.parametrize("ordered", ORDERED, ids=["letters and tones", "units and people"])
def test_the_order_is_that_of_icu(ordered: list[str]) -> None:
    assert len(ordered) > 450
    keys = [sort_key(name) for name in ordered]
    wrong = [pair for pair, (a, b) in zip(pairwise(ordered), pairwise(keys), strict=True) if not a < b]
    assert not wrong


def test_letters_come_before_tones_over_the_whole_name_and_tones_before_case() -> None:
    told = ["Tân An", "TÂN AN", "Tấn An", "Tân Ân", "Tấn Ân", "Tận Ân", "Thanh An", "Thạnh An", "Tô", "Tơ"]
    for ordered in (told, LETTERS):
        assert all(sort_key(one) < sort_key(next_one) for one, next_one in pairwise(ordered))


@given(WORDS)
def test_both_spellings_of_unicode_are_one_name(name: str) -> None:
    keys = {sort_key(unicodedata.normalize(form, name)) for form in ("NFC", "NFD")}
    assert len(keys) == 1


@given(WORDS, WORDS)
def test_names_that_differ_never_share_a_place(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (sort_key(one) == sort_key(other)) == same


@given(WORDS, WORDS, st.sampled_from(LETTERS))
def test_what_is_added_to_both_changes_no_order(one: str, other: str, more: str) -> None:
    before, after = sort_key(one) < sort_key(other), sort_key(more + one) < sort_key(more + other)
    assert (
        before == after or unicodedata.combining((one or "a")[0]) or unicodedata.combining((other or "a")[0])
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=20))
def test_the_database_has_the_same_key(db: None, names: list[str]) -> None:
    found = sql.rows("select sort_key(n) as key from unnest(%s::text[]) n", (names,))
    assert [row.key for row in found] == [sort_key(name) for name in names]


def test_the_database_sorts_the_same(db: None) -> None:
    for ordered in ORDERED:
        found = sql.rows("select n from unnest(%s::text[]) n order by sort_key(n)", (sorted(ordered),))
        assert [row.n for row in found] == ordered
