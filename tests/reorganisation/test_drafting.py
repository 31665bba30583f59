"""A draft's words changed one at a time: who may, what is said of it, and what falls with the old text."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.reorganisation.drafting import actions
from lienthong.reorganisation.plans import queries
from lienthong.reorganisation.plans.actions import approve_plan, draft_plan, prepare_plan, rewrite_head
from lienthong.reorganisation.plans.terms import PlanText, Source, Target, Transition
from lienthong.reorganisation.plans.texts.files import digest_of, read_plan
from lienthong.reorganisation.plans.texts.shipped import shipped_plan
from tests import sql
from tests.cast import officer
from tests.reorganisation.plans import DAY, approved, drafted, merge, planner, signers, text

THAO_DIEN, AN_KHANH, AN_LOI_DONG, AN_PHU = "27088", "27094", "27115", "27091"
ONE = merge(THAO_DIEN, AN_LOI_DONG, into="99001", name="Phường Một")
TWO = merge(AN_PHU, into="99002", name="Phường Hai")
THREE = merge(AN_KHANH, into="99003", name="Phường Ba")
OTHER = merge(AN_PHU, AN_KHANH, into="99004", name="Phường Bốn")


def draft(*transitions: Transition) -> tuple[int, str]:
    made = drafted(text(*transitions))
    return made["plan"], made["digest"]


def said(verb: str) -> list[dict[str, Any]]:
    """What the journal has of a verb, the newest first."""
    rows = sql.rows("select facts from journal where verb = %s order by id desc", (verb,))
    return [row.facts for row in rows]


def sentences(plan: int) -> tuple[Transition, ...]:
    return queries.plan_text(plan).transitions


def test_a_plan_begins_empty_and_names_that_as_its_fault(eve: None) -> None:
    made = drafted(text())
    assert [fault["code"] for fault in made["holes"]] == ["empty_plan"]
    assert queries.plan_text(made["plan"]) == text()
    with pytest.raises(Refusal, match="plan_has_holes"):
        prepare_plan(made["plan"], by=planner())


def test_sentences_are_added_changed_and_removed_and_the_journal_says_which(eve: None) -> None:
    plan, digest = draft()
    for sentence in (ONE, TWO, THREE):
        digest = actions.add_transition(plan, sentence, digest=digest, by=planner())["digest"]
    assert sentences(plan) == (ONE, TWO, THREE)
    assert [line["no"] for line in said("plan.transition_added")] == [3, 2, 1]

    digest = actions.change_transition(plan, 2, OTHER, digest=digest, by=planner())["digest"]
    assert sentences(plan) == (ONE, OTHER, THREE)
    (line,) = said("plan.transition_changed")
    assert (line["no"], line["before"]["target"][0]["code"], line["after"]["target"][0]["code"]) == (
        2, "99002", "99004"
    )  # fmt: skip

    digest = actions.remove_transition(plan, 1, digest=digest, by=planner())["digest"]
    assert sentences(plan) == (OTHER, THREE)
    assert said("plan.transition_removed")[0]["before"]["target"][0]["code"] == "99001"
    assert queries.plan(plan).digest == digest == digest_of(queries.plan_text(plan))


def test_the_head_is_changed_and_the_journal_says_what(eve: None) -> None:
    plan, digest = draft(ONE)
    later = DAY + timedelta(days=30)
    actions.change_plan_head(
        plan, name="Kế hoạch thử", effective_on=later, basis="Nghị quyết khác",
        point_of_no_return=later + timedelta(days=9), digest=digest, by=planner(),
    )  # fmt: skip
    found = queries.plan_text(plan)
    assert (found.effective_on, found.basis, found.transitions) == (later, "Nghị quyết khác", (ONE,))
    (line,) = said("plan.head_changed")
    assert line["before"] == {
        "effective_on": "2025-07-01", "basis": "Nghị quyết thử", "point_of_no_return": "2025-07-31"
    }  # fmt: skip
    assert line["after"]["basis"] == "Nghị quyết khác"


def test_of_two_planners_the_second_is_refused_and_nothing_of_theirs_is_written(eve: None) -> None:
    plan, digest = draft(ONE)
    actions.add_transition(plan, TWO, digest=digest, by=planner())
    before = queries.plan_text(plan)
    for act in (
        lambda: actions.add_transition(plan, THREE, digest=digest, by=planner()),
        lambda: actions.change_transition(plan, 1, THREE, digest=digest, by=planner()),
        lambda: actions.remove_transition(plan, 1, digest=digest, by=planner()),
        lambda: draft_plan(text(THREE), plan=plan, digest=digest, by=planner()),
        lambda: actions.change_plan_head(
            plan, name="Khác", effective_on=DAY, basis="", point_of_no_return=DAY, digest=digest, by=planner()
        ),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "plan_edited_meanwhile"
    assert queries.plan_text(plan) == before


def test_the_registry_itself_looks_at_the_text_under_its_lock(eve: None) -> None:
    """What was read before may have changed while the act waited for its turn."""
    plan, _ = draft(ONE)
    with pytest.raises(Refusal) as refused:
        rewrite_head(plan, text(TWO), was=digest_of(text(THREE)))
    assert refused.value.code == "plan_edited_meanwhile"


def test_what_changed_nothing_is_not_said_and_costs_no_signature(eve: None) -> None:
    plan, digest = draft(ONE)
    first, _ = signers()
    prepare_plan(plan, by=planner())
    approve_plan(plan, digest=digest, by=first)
    assert actions.change_transition(plan, 1, ONE, digest=digest, by=planner())["digest"] == digest
    assert said("plan.transition_changed") == []
    assert len(queries.plan(plan).signers) == 1


def test_a_signature_falls_with_its_text_and_does_not_come_back_with_it(eve: None) -> None:
    plan, digest = draft(ONE)
    first, second = signers()
    prepare_plan(plan, by=planner())
    approve_plan(plan, digest=digest, by=first)
    added = actions.add_transition(plan, TWO, digest=digest, by=planner())
    assert queries.plan(plan).signers == []
    assert sql.one("select count(*) from planned_holding where plan = %s", (plan,)) == 0
    back = actions.remove_transition(plan, 2, digest=added["digest"], by=planner())
    assert back["digest"] == digest
    assert queries.plan(plan).signers == []
    prepare_plan(plan, by=planner())
    assert approve_plan(plan, digest=digest, by=second)["state"] == "draft"


def test_a_plan_under_way_is_not_edited(eve: None) -> None:
    plan = approved(text(ONE))
    digest = queries.plan(plan).digest
    for act in (
        lambda: actions.add_transition(plan, TWO, digest=digest, by=planner()),
        lambda: actions.change_transition(plan, 1, TWO, digest=digest, by=planner()),
        lambda: actions.remove_transition(plan, 1, digest=digest, by=planner()),
        lambda: draft_plan(text(TWO), plan=plan, digest=digest, by=planner()),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "plan_frozen"
    assert sentences(plan) == (ONE,)


def test_only_a_planner_edits(eve: None) -> None:
    plan, digest = draft(ONE)
    for who in (officer("tiep_nhan", THAO_DIEN), *signers()):
        with pytest.raises(Refusal) as refused:
            actions.add_transition(plan, TWO, digest=digest, by=who)
        assert refused.value.code == "not_allowed"


@pytest.mark.parametrize("no", [0, 2, -1])
def test_a_sentence_that_is_not_there_is_not_found(eve: None, no: int) -> None:
    plan, digest = draft(ONE)
    with pytest.raises(NotFound):
        actions.change_transition(plan, no, TWO, digest=digest, by=planner())
    with pytest.raises(NotFound):
        actions.remove_transition(plan, no, digest=digest, by=planner())


def test_twice_under_one_key_is_once(eve: None) -> None:
    plan, digest = draft()
    answers = [actions.add_transition(plan, ONE, digest=digest, by=planner(), key="một") for _ in range(2)]
    assert answers[0] == answers[1]
    assert sentences(plan) == (ONE,)


def test_another_text_counts_what_it_changes(eve: None) -> None:
    plan, digest = draft(ONE, TWO, THREE)
    other = replace(TWO, basis="Nghị quyết riêng")
    draft_plan(text(ONE, other, OTHER), plan=plan, digest=digest, by=planner())
    line = said("plan.drafted")[0]
    assert {name: line[name] for name in ("added", "removed", "changed")} == {
        "added": 0, "removed": 0, "changed": 2
    }  # fmt: skip


def test_a_fault_names_the_sentences_it_lies_in(eve: None) -> None:
    other = merge(AN_PHU, into="99003", name="Phường Ba")
    made = drafted(text(ONE, TWO, other))
    found = {fault["code"]: fault["transitions"] for fault in made["holes"] if fault["blocks"]}
    assert found == {"two_heirs": (2, 3)}


def test_a_place_written_in_two_ways_is_named(eve: None) -> None:
    """The last one used to win in silence, and that was what was signed."""
    twice = (TWO, merge(AN_KHANH, into="99002", name="Phường Hai Khác"))
    found = {fault["code"]: fault["transitions"] for fault in drafted(text(*twice))["holes"]}
    assert found["target_differs"] == (1, 2)


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        (Transition("transfer_competence", (Source(code=AN_PHU),), (Target(unit="H29-SXD"),)), "no_field"),
        (Transition("transfer_competence", (Source(code=AN_PHU),), (Target(),), field="Hộ tịch"), "no_receiver"),
        (Transition("transfer_competence", (Source(unit="H29-SYT"),), (Target(unit="H29-SXD"),), field="Đất đai"),
         "holds_not"),
        (Transition("transfer_competence", (Source(key="x"),), (Target(unit="H29-SXD"),), field="Đất đai"),
         "wrong_source"),
        (Transition("transfer_competence", (Source(code=AN_PHU),), (Target(unit="H29-SXD"), Target(unit="H29-SYT")),
                    field="Đất đai"), "one_receiver"),
        (Transition("dissolve", (Source(code=AN_PHU),), (Target(by_address=True),)), "no_receiver"),
        (Transition("dissolve", (Source(code=AN_PHU),), (Target(code="99009", name="Phường Lạ"),)), "no_receiver"),
        (Transition("merge", (Source(code=AN_PHU),), (Target(unit="H29-SXD"),)), "no_area"),
        (Transition("merge", (Source(unit="H29-SXD"),), (Target(code="99009", name="Phường Lạ"),)), "wrong_source"),
        (merge(AN_PHU, into="99009", name="An Phú Mới"), "no_kind"),
        (merge(AN_PHU, into="99009", name="Phường Lạ", rank="ward"), "unknown_rank"),
        (Transition("merge", (Source(code=AN_PHU),), (Target(code="9", name="Phường Lạ", bodies=("ubnd", "so")),)),
         "unknown_body"),
    ],
)  # fmt: skip
def test_what_could_not_be_prepared_is_a_fault(eve: None, sentence: Transition, fault: str) -> None:
    made = drafted(text(sentence))
    assert fault in {one["code"] for one in made["holes"] if one["blocks"]}
    with pytest.raises(Refusal, match="plan_has_holes"):
        prepare_plan(made["plan"], by=planner())


def test_one_sentence_of_the_shipped_plan_is_written_alone(eve: None) -> None:
    whole: PlanText = read_plan(shipped_plan())
    made = drafted(whole)
    last = replace(whole.transitions[-1], basis="Nghị quyết riêng")
    no = len(whole.transitions)
    actions.change_transition(made["plan"], no, last, digest=made["digest"], by=planner())
    assert sentences(made["plan"]) == (*whole.transitions[:-1], last)
