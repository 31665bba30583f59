"""Which units a round is asked for, before any world is opened."""

import pytest

from lienthong.kernel.refusals import Refusal
from lienthong.rehearsal.planning.asked import asked
from lienthong.trials.capacity import Machine, check, fastest, needs


def test_words_and_codes() -> None:
    assert asked("all").besides == ()
    assert asked("all").units == 168
    assert asked("nation").units == 3321
    assert len(asked("nation").besides) == 33
    several = asked(["79", "11", "27094", "01273"])
    assert (several.provinces, several.codes) == (("79", "11"), ("27094", "01273"))
    assert several.besides == ("04", "11")
    assert several.units == 168 + 45 + 1


def test_an_unknown_province_is_refused_by_its_code() -> None:
    with pytest.raises(Refusal) as refused:
        asked(["79", "98"])
    assert (refused.value.code, refused.value.field) == ("unknown_province", "units")
    assert "«98»" in refused.value.sentence


def test_a_machine_too_small_is_told_all_it_lacks_and_the_speed_it_holds() -> None:
    small = Machine(memory_mb=1_000, disk_mb=100, cores=2)
    with pytest.raises(Refusal) as refused:
        check(small, needs(3321, 60, is_made=False), 3321, 60)
    assert refused.value.code == "machine_too_small"
    for word in ("bộ nhớ", "đĩa", "bộ xử lý", "tốc độ lớn nhất"):
        assert word in refused.value.sentence


def test_two_cores_hold_the_nation_at_six() -> None:
    assert needs(3321, 6, is_made=False).cores == 2
    assert fastest(3321, 2) > 6
    check(Machine(memory_mb=8_000, disk_mb=20_000, cores=2), needs(3321, 6, is_made=False), 3321, 6)
