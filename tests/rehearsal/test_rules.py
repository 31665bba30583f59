"""Plans: the same seed gives the same expectations, whatever the world calls its rows."""

import dataclasses
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lienthong.rehearsal.planning.rules import (
    Planned,
    Sources,
    cases_of,
    choose,
    digest_of_expectations,
    draw,
    expectations_of,
    limit_seconds,
)
from lienthong.rehearsal.scripts.catalogue import shipped

SOURCES = Sources(
    mixes={
        "procedures": [("2.000815", 45.0), ("1.001612", 12.0), ("1.011606", 0.5)],
        "procedures_of_many_papers": [("2.000815", 45.0), ("1.001612", 12.0)],
        "procedures_of_originals": [("2.000815", 45.0)],
        "report_fields": [("Tiếng ồn", 1.0), ("Giao thông", 2.0)],
    },
    lists={
        "neighbours": {"27094": ["27097", "26740"], "27097": ["27094"]},
        "edge_points": {"27094": [{"lat": 10.7, "lon": 106.7, "beside": "27097"}], "27097": []},
    },
)
CAST = {"van_thu": "Văn phòng HĐND và UBND 1"}
seeds = st.integers(0, 2**62)


def plan(seed: int, units: tuple[str, ...] = ("27094", "27097")) -> list[Planned]:
    return [
        planned
        for unit in units
        for pin in shipped().values()
        for case in cases_of(pin.scenario, unit, seed, SOURCES)
        for planned in expectations_of(pin.scenario, case, CAST)
    ]


@settings(max_examples=20)
@given(seeds, st.randoms())
def test_the_hash_does_not_depend_on_order(seed: int, random: Any) -> None:
    planned = plan(seed)
    shuffled = list(planned)
    random.shuffle(shuffled)
    assert digest_of_expectations(planned) == digest_of_expectations(shuffled)


@settings(max_examples=20)
@given(seeds)
def test_the_same_seed_gives_the_same_hash_and_another_another(seed: int) -> None:
    assert digest_of_expectations(plan(seed)) == digest_of_expectations(plan(seed))
    assert digest_of_expectations(plan(seed)) != digest_of_expectations(plan(seed + 1))


def test_a_draw_is_the_same_on_every_machine() -> None:
    assert draw(0, "a") == 0.9342673977842338


CHANGES: dict[str, Any] = {
    "unit": "27097", "scenario": "khac", "version": "9.9.9", "instance": 99, "step": "khac",
    "params": {"x": 1},
    "mandatory": False, "start_within": 1, "within": 1, "proofs": "[]", "role": "khac", "cast": "khác",
}  # fmt: skip


@pytest.mark.parametrize("name", [one.name for one in dataclasses.fields(Planned)])
def test_the_hash_covers_every_promise(name: str) -> None:
    planned = plan(7, ("27094",))
    changed = [dataclasses.replace(planned[0], **{name: CHANGES[name]}), *planned[1:]]
    assert digest_of_expectations(changed) != digest_of_expectations(planned)


def test_the_hash_covers_no_id_name_date_or_round() -> None:
    assert {one.name for one in dataclasses.fields(Planned)} == set(CHANGES)


@given(seeds)
def test_exactly_one_of_the_letters_is_misaddressed(seed: int) -> None:
    cases = cases_of(shipped()["van-ban-den-di"].scenario, "27094", seed, SOURCES)
    assert Counter(case.params["sai_noi_nhan"] for case in cases) == {True: 1, False: 2}


@given(seeds)
def test_dossiers_come_in_their_kinds_and_only_new_ones_lack_papers_that_can_be_brought(seed: int) -> None:
    cases = cases_of(shipped()["thu-tuc"].scenario, "27094", seed, SOURCES)
    assert Counter(case.params["loai"] for case in cases) == {"moi": 7, "dang_do": 2, "tu_choi": 1}
    twice = [case.params["loai"] for case in cases if case.params["nop_trung"]]
    assert twice == ["moi"]
    for case in cases:
        if case.params["bo_sung"]:
            assert case.params["loai"] == "moi"
            assert case.params["thu_tuc"] in {"2.000815", "1.001612"}
        if case.params["loai"] == "tu_choi":
            assert case.params["thu_tuc"] == "2.000815"


def test_a_fifth_of_the_new_dossiers_needs_a_supplement() -> None:
    scenario = shipped()["thu-tuc"].scenario
    cases = [case for seed in range(300) for case in cases_of(scenario, "27094", seed, SOURCES)]
    new = [case for case in cases if case.params["loai"] == "moi"]
    assert sum(case.params["bo_sung"] for case in new) / len(new) == pytest.approx(0.2, abs=0.03)


@given(seeds)
def test_everything_from_outside_arrives_in_the_first_two_hundred_minutes(seed: int) -> None:
    for pin in shipped().values():
        for case in cases_of(pin.scenario, "27094", seed, SOURCES):
            assert 0 <= case.at_minute <= 200


@given(st.floats(0, 1, exclude_max=True))
def test_a_mix_is_chosen_from_by_weight(at: float) -> None:
    mix = [("a", 3.0), ("b", 1.0)]
    assert choose(mix, at) == ("a" if at < 0.75 else "b")


def test_only_people_hurry_with_the_speed_of_a_round() -> None:
    assert limit_seconds(900, 60, is_peoples=True) == 15
    assert limit_seconds(60, 60, is_peoples=False) == 60
