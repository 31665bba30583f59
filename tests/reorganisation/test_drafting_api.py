"""Drafts for machines: begun, read, changed and refused as at the screen, each key one effect."""

from typing import Any

import pytest

from lienthong.reorganisation.plans import queries
from lienthong.reorganisation.plans.texts.files import document_of
from tests.cast import caller, officer
from tests.reorganisation.plans import approved, merge, planner, text

ONE = merge("27088", into="99001", name="Phường Một")
TWO = merge("27091", into="99002", name="Phường Hai")
HEAD = {
    "name": "Kế hoạch máy",
    "effective_on": "2025-07-01",
    "basis": "NQ",
    "point_of_no_return": "2025-07-20",
}


def sentence(one: Any) -> dict[str, Any]:
    found: dict[str, Any] = document_of(text(one))["transitions"][0]
    return found


def test_a_machine_drafts_reads_changes_and_removes(eve: None) -> None:
    desk = caller(planner())
    made = desk.post("/reorganisations", {**HEAD, "transitions": [sentence(ONE)]}, key="1").json()
    home = f"/reorganisations/{made['plan']}"
    read = desk.get(home).json()
    assert (read["digest"], read["transitions"], read["state"]) == (made["digest"], [sentence(ONE)], "draft")
    assert {fault["code"] for fault in read["holes"] if fault["blocks"]} == set()

    body = {"digest": made["digest"], "transition": sentence(TWO)}
    answers = [desk.post(f"{home}/transitions", body, key="2").json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert desk.post(f"{home}/transitions", body, key="3").json()["code"] == "plan_edited_meanwhile"

    other = sentence(TWO) | {"basis": "NQ riêng"}
    changed = desk.post(
        f"{home}/transitions/2/change", {"digest": answers[0]["digest"], "transition": other}, key="4"
    ).json()
    removed = desk.post(f"{home}/transitions/1/remove", {"digest": changed["digest"]}, key="5").json()
    assert desk.get(home).json()["transitions"] == [other]
    whole = {**HEAD, "transitions": [sentence(ONE), sentence(TWO)], "digest": removed["digest"]}
    replaced = desk.post(f"{home}/text", whole, key="6").json()
    assert desk.get(home).json()["transitions"] == [sentence(ONE), sentence(TWO)]
    assert queries.plan(made["plan"]).digest == replaced["digest"]


def test_an_empty_draft_tells_its_fault(eve: None) -> None:
    made = caller(planner()).post("/reorganisations", HEAD, key="1").json()
    assert [fault["code"] for fault in made["holes"]] == ["empty_plan"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({**HEAD, "transitions": [{"kind": "swallow"}]}, "bad_plan_file"),
        ({**HEAD, "transitions": [{"kind": "merge", "source": [{"codee": "1"}]}]}, "bad_plan_file"),
        ({**HEAD, "transitions": [{"kind": "merge", "source": [{"part": "có"}]}]}, "bad_plan_file"),
        ({**HEAD, "transitions": [{"kind": "merge", "target": [{"bodies": 7}]}]}, "bad_plan_file"),
        ({**HEAD, "transitions": [{"kind": "merge", "target": [{"name": {"a": 1}}]}]}, "bad_plan_file"),
        ({**HEAD, "effective_on": "hôm nào"}, "invalid"),
        ({**HEAD, "point_of_no_return": "2025-06-01"}, "plan_no_return_after_date"),
    ],
)
def test_a_bad_document_is_told_what_is_wrong(eve: None, body: dict[str, Any], code: str) -> None:
    answer = caller(planner()).post("/reorganisations", body, key="1")
    assert (answer.status_code in (409, 422), answer.json()["code"]) == (True, code)


def test_who_may_not_plan_and_what_is_under_way(eve: None) -> None:
    plan = approved(text(ONE))
    body = {"digest": queries.plan(plan).digest, "transition": sentence(TWO)}
    for who, status, code in (
        (officer("tiep_nhan", "27088"), 403, "not_allowed"), (planner(), 409, "plan_frozen")
    ):  # fmt: skip
        answer = caller(who).post(f"/reorganisations/{plan}/transitions", body, key="1")
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert caller(planner()).get("/reorganisations/999999").status_code == 404
    assert caller(planner()).post("/reorganisations/999999/transitions", body, key="2").status_code == 404
