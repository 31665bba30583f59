"""What an auditor adds up: margins, fingerprints, sources that are not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.reorganisation.reconciliation.rules import (
    Unaccounted,
    adds_up,
    differences,
    gaps,
    missing_sources,
    roll_up,
    seal,
)
from lienthong.reorganisation.reconciliation.terms import Fingerprint, Line, Way

_LINES = st.lists(
    st.builds(
        Line,
        jurisdiction=st.integers(1, 12),
        kind=st.sampled_from(["dossier", "delivery", "report"]),
        state=st.sampled_from(["received", "assessed"]),
        n=st.integers(1, 500),
        late=st.integers(0, 5),
        seconds_left=st.integers(-(10**9), 10**9),
        files=st.integers(0, 9),
        fees=st.integers(0, 10**6),
        a=st.integers(-(2**70), 2**70),
        b=st.integers(-(2**70), 2**70),
    ),
    max_size=60,
)
_WAYS = {j: Way(100 + j % 5, 200 + j % 3, undivided=j > 10) for j in range(1, 13)}


@given(_LINES)
def test_every_margin_sums_to_the_total(lines: list[Line]) -> None:
    assert adds_up(roll_up(lines, _WAYS))


@given(_LINES, st.randoms())
def test_the_order_of_lines_decides_nothing(lines: list[Line], chance: object) -> None:
    shuffled = lines[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert roll_up(lines, _WAYS) == roll_up(shuffled, _WAYS)


@given(_LINES, st.integers(0, 59))
def test_a_line_lost_or_doubled_is_seen(lines: list[Line], at: int) -> None:
    if at >= len(lines):
        return
    whole = roll_up(lines, _WAYS).total.fingerprint
    assert roll_up([*lines[:at], *lines[at + 1 :]], _WAYS).total.fingerprint != whole
    assert roll_up([*lines, lines[at]], _WAYS).total.fingerprint != whole


def test_work_without_a_way_is_never_left_out() -> None:
    with pytest.raises(Unaccounted):
        roll_up([Line(99, "dossier", "received", 1)], _WAYS)


def test_two_equal_errors_do_not_cancel() -> None:
    """Under XOR a pair of equal items would vanish."""
    once = Fingerprint(1, 5, 9)
    assert once + once != Fingerprint()
    assert differences({1: once + once}, {1: Fingerprint()}) == {1: (Fingerprint(2, 10, 18), Fingerprint())}


def test_a_former_unit_without_any_data_is_named() -> None:
    assert missing_sources({1, 2, 3}, {1, 3}) == [2]


def test_work_that_finds_nobody_qualified_is_named() -> None:
    sheet = roll_up(
        [Line(1, "dossier", "received", 4), Line(2, "incident", "reported", 1)], {1: Way(7, 8), 2: Way(7, 8)}
    )
    found = gaps(sheet, {8: {"assess_dossier"}})
    assert [(gap.unit, gap.kind, gap.n, gap.lacking) for gap in found] == [
        (8, "dossier", 4, ("sign_dossier",))
    ]


def test_undecided_work_is_counted_apart() -> None:
    sheet = roll_up([Line(11, "dossier", "received", 3), Line(1, "dossier", "received", 2)], _WAYS)
    assert sheet.undecided == {11: 3}


def test_the_seal_is_of_the_content_not_of_its_order() -> None:
    assert seal({"a": 1, "b": [1, 2]}) == seal({"b": [1, 2], "a": 1})
    assert seal({"a": 1}) != seal({"a": 2})
