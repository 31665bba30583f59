"""What a plan says and comes to, without a database: faults, chains, files."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lienthong.kernel.refusals import Refusal
from lienthong.papers.old_letters import old_letters
from lienthong.reorganisation.plans.faults import faults
from lienthong.reorganisation.plans.reading import Reading
from lienthong.reorganisation.plans.terms import (
    AreaFact,
    Facts,
    JurisdictionFact,
    PlanText,
    Source,
    Target,
    Transition,
    UnitFact,
)
from lienthong.reorganisation.plans.texts import files
from lienthong.reorganisation.plans.texts.shipped import plan_of_2025, shipped_plan

DAY = date(2026, 1, 1)
CODES = ("1", "2", "3", "4")
FACTS = Facts(
    areas=tuple(AreaFact(int(code), code, "commune", f"Phường {code}", None, None, False) for code in CODES),
    units=(
        *(UnitFact(10 + int(code), code, "ubnd", f"UBND {code}", int(code), False, True) for code in CODES),
        UnitFact(99, "SXD", "department", "Sở", None, False, True),
    ),
    jurisdictions=tuple(
        JurisdictionFact(100 + int(code), "territory", None, int(code), None, None, 10 + int(code), False)
        for code in CODES
    ),
)


def plan(*transitions: Transition) -> PlanText:
    return PlanText("Thử", DAY, "", DAY, transitions)


def into(code: str, **more: object) -> Target:
    return Target(code=code, name=f"Phường Mới {code}", **more)  # type: ignore[arg-type]


def one(kind: str, sources: str, target: Target, **more: bool) -> Transition:
    return Transition(kind, tuple(Source(code=code, **more) for code in sources), (target,))  # type: ignore[arg-type]


def found(*transitions: Transition) -> set[str]:
    return {fault.code for fault in faults(plan(*transitions), FACTS) if fault.blocks}


def test_a_whole_plan_has_no_fault() -> None:
    assert found(one("merge", "12", into("9"))) == set()


@pytest.mark.parametrize(
    ("transitions", "fault"),
    [
        ((), "empty_plan"),
        ((one("merge", "1x", into("9")),), "unknown_area"),
        ((one("merge", "12", into("9")), one("merge", "23", into("8"))), "two_heirs"),
        ((one("merge", "12", into("9", key="a")), one("merge", "3", into("9", key="b"))), "code_twice"),
        ((one("merge", "12", into("3")),), "code_taken"),
        ((one("split", "1", into("8")),), "no_default_heir"),
        ((one("merge", "1", into("8"), part=True, default=True), one("merge", "1", into("9"), part=True, default=True)),
         "two_default_heirs"),
        ((Transition("dissolve", (Source(code="1"),), (Target(unit="SXD", field="Đất đai"),)),), "no_heir"),
        ((Transition("dissolve", (Source(code="1"),), (Target(unit="SYT"),)),), "unknown_unit"),
        ((Transition("merge", (Source(key="nowhere"),), (into("9"),)),), "unknown_step"),
        ((Transition("merge", (Source(code="1"),), (Target(code="9"),)),), "nameless"),
        ((one("merge", "12", into("9", bodies=("dang_uy",))),), "no_committee"),
        ((Transition("rename", (Source(key="b"),), (into("8", key="a"),)),
          Transition("rename", (Source(key="a"),), (into("9", key="b"),))), "circle"),
    ],
)  # fmt: skip
def test_every_fault_is_named(transitions: tuple[Transition, ...], fault: str) -> None:
    assert fault in found(*transitions)


def test_a_ward_without_leader_is_told_but_does_not_block() -> None:
    told = faults(plan(one("merge", "12", into("9"))), FACTS)
    assert [(fault.code, fault.blocks) for fault in told] == [("no_leader", False)]


def test_a_chain_is_one_edge_partial_if_any_step_was() -> None:
    reading = Reading(
        plan(
            Transition("extract", (Source(code="1"),), (into("7", key="x"),)),
            Transition("merge", (Source(key="x"), Source(code="2")), (into("8", key="y"),)),
            Transition("rename", (Source(key="y"),), (into("9"),)),
        ),
        FACTS,
    )
    edges = {(edge.old, edge.new, edge.is_partial, edge.is_default) for edge in reading.edges}
    assert edges == {(1, "commune:9", True, False), (2, "commune:9", False, True)}
    assert reading.staying == {1}
    assert reading.ending == {2}


def test_the_shipped_plan_is_what_the_registry_says() -> None:
    text = files.read_plan(shipped_plan())
    assert text == plan_of_2025()
    communes = [
        t for t in text.transitions if t.kind in ("merge", "rename") and t.targets[0].rank == "commune"
    ]
    assert len(communes) == 168
    sources = [s for t in communes for s in t.sources]
    assert len({s.code for s in sources}) == 442
    assert len({s.code for s in sources if s.part}) == 47
    assert sum(t.kind == "dissolve" for t in text.transitions) == 37  # the 38th, Côn Đảo, had no communes


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=8)
words = words.filter(lambda typed: old_letters(typed) is None).map(files.typed)
codes = st.text("0123456789", min_size=1, max_size=5)
sources = st.builds(Source, code=codes, name=words, part=st.booleans(), default=st.booleans())
targets = st.builds(
    Target, code=codes, name=words, province=codes, default=st.booleans(),
    bodies=st.sampled_from([("ubnd",), ("ubnd", "dang_uy")]), by_address=st.booleans(),
)  # fmt: skip
kinds = st.sampled_from(["merge", "split", "extract", "move", "rename", "dissolve", "transfer_competence"])
sides = st.tuples(st.lists(sources, min_size=1, max_size=3), st.lists(targets, min_size=1, max_size=3))
transitions = st.builds(
    lambda kind, two, field, basis: Transition(kind, tuple(two[0]), tuple(two[1]), field, basis),
    kinds, sides, words, words,
)  # fmt: skip
texts = st.builds(
    PlanText, name=words.filter(bool), effective_on=st.just(DAY), basis=words, point_of_no_return=st.just(DAY),
    transitions=st.lists(transitions, min_size=1, max_size=4).map(tuple),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(text=texts, suffix=st.sampled_from([".yaml", ".csv", ".xlsx"]))
def test_a_file_gives_back_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, text: PlanText, suffix: str
) -> None:
    path = tmp_path_factory.mktemp("plan") / f"plan{suffix}"
    files.write_plan(text, path)
    assert files.read_plan(path) == text
    assert files.digest_of(files.read_plan(path)) == files.digest_of(text)


def test_the_digest_tells_texts_apart() -> None:
    text = plan(one("merge", "12", into("9")))
    assert files.digest_of(text) != files.digest_of(replace(text, basis="khác"))


@pytest.mark.parametrize(
    "content",
    ["- a list", "name: x", "name: x\neffective_on: someday\ntransitions: [{kind: merge}]",
     "name: x\neffective_on: 2026-01-01\ntransitions: [{kind: swallow}]",
     "name: x\neffective_on: 2026-01-01\ntransitions: [{kind: merge, source: [{codee: 1}]}]",
     "name: x\neffective_on: 2026-01-01\ntransitions: 5", "name: x\neffective_on: 2026-01-01\ntransitions: [x]",
     "name: x\neffective_on: 2026-01-01\ntransitions: [{kind: merge, source: 7}]"],
)  # fmt: skip
def test_a_bad_file_is_told_what_is_wrong(tmp_path: Path, content: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(Refusal) as refused:
        files.read_plan(path)
    assert refused.value.code == "bad_plan_file"


@pytest.mark.parametrize(
    ("content", "suffix", "told"),
    [(b"title: [a\n  b: :\n", ".yaml", "dòng 2, cột 4"), (b"\xff\xfa", ".csv", "không phải UTF-8"),
     (b"\xff\xfe", ".yaml", "không phải UTF-8"), (b"PK", ".xlsx", "không đọc được bảng tính"),
     (b"[" * 50_000, ".json", "lồng nhau quá sâu"), (b"[" * 50_000, ".yaml", "lồng nhau quá sâu"),
     (b"{", ".json", "dòng 1, cột 2"), (b"name: " + b"9" * 5_000, ".yaml", "số quá dài"),
     (b"name: " + b"a" * 1_001 + b"\neffective_on: 2025-07-01\ntransitions: []", ".yaml", "dài quá 1000"),
     (b"", ".doc", "chỉ nhận")],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_in_vietnamese(content: bytes, suffix: str, told: str) -> None:
    with pytest.raises(Refusal) as refused:
        files.plan_in(content, suffix)
    assert refused.value.code == "bad_plan_file"
    assert told in refused.value.sentence


def test_rows_of_one_sentence_that_disagree_are_refused_and_not_overruled() -> None:
    """The last row used to win in silence: a wrong cell elsewhere was signed as if it were not there."""
    text = plan(Transition("merge", (Source("12"), Source("13")), (Target("9"),)))
    rows = files.to_csv(text).splitlines()
    assert files.plan_in("\n".join(rows).encode(), ".csv") == text
    first = next(no for no, row in enumerate(rows) if row.startswith("1,merge"))
    rows[first] = rows[first].replace("merge", "split", 1)
    with pytest.raises(Refusal, match="split"):
        files.plan_in("\n".join(rows).encode(), ".csv")


@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_the_digest_is_of_the_document_in_one_spelling(text: PlanText) -> None:
    """What was signed under an earlier release keeps its digest: sentences are spelt one by one only to be quick."""
    spelt = json.dumps(files.document_of(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert files.digest_of(text) == hashlib.sha256(spelt.encode()).hexdigest()


def test_the_plan_of_the_country_calls_each_area_as_it_was_called_the_day_before() -> None:
    """Seven provinces of today bear the code that another had: 15 was Yên Bái's and is Lào Cai's."""
    plan = plan_of_2025(None)
    named = {
        source.code: (source.name, target.name)
        for sentence in plan.transitions
        for source in sentence.sources
        for target in sentence.targets
        if source.rank == "province"
    }
    assert named["15"] == ("Tỉnh Yên Bái", "Tỉnh Lào Cai")
    assert named["24"] == ("Tỉnh Bắc Giang", "Tỉnh Bắc Ninh")
    assert named["10"] == ("Tỉnh Lào Cai", "Tỉnh Lào Cai")
    assert len(named) == 63
