"""A copied nonce is a finding of its own: it neither spoils the case it was copied from nor decides it (FAULTS B4)."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lienthong.documents import actions as letters
from lienthong.ground.acts import opening
from lienthong.rehearsal.planning import playbook
from lienthong.rehearsal.planning.actions import plan_round, start_round
from lienthong.rehearsal.telling import queries
from lienthong.rehearsal.telling.report import report_of
from tests import sql
from tests.cast import AN_KHANH, chi
from tests.rehearsal.people import at_a_page, centre, ward
from tests.rehearsal.playing import Watching, answer, is_misaddressed, sent

TWINS = "select kind, door, opened_unit from nonce_twin where round = %s order by id"


@pytest.fixture
def reports(campaign: int) -> dict[str, Any]:
    planned = plan_round(
        campaign, units=[AN_KHANH], scenarios=["phan-anh-1022"], seed=7, played_by="human", by=centre()
    )
    start_round(planned["round"], in_seconds=0, by=centre())
    return planned


def _submitted(body: dict[str, Any], key: str, **headers: str) -> UUID:
    answer = Client().post(
        "/api/v1/public/reports",
        body,
        content_type="application/json",
        headers={"Idempotency-Key": key, **headers},
    )
    assert answer.status_code == 200, answer.content
    return UUID(answer.json()["id"])


def _twins(round_id: int) -> list[Any]:
    with opening(centre()):
        return sql.rows(TWINS, (round_id,))


def test_reports_that_repeat_the_codes_fail_nobody(watching: Watching, reports: dict[str, Any]) -> None:
    with opening(centre()):
        book = playbook.calls_of(reports["round"])
    for call in book["calls"]:
        _submitted(call["with"], f"own{call['expectation']}", **{"X-Round-Token": book["public_token"]})
    for n, call in enumerate(book["calls"]):
        _submitted({**call["with"], "phone": f"091234567{n}"}, f"copy{call['expectation']}")
    watching.look()
    watching.look()
    with opening(centre()):
        verdicts = queries.verdicts_of(reports["round"])
    assert verdicts == {"PASS": 3, "UNKNOWN": verdicts["UNKNOWN"]}
    assert [(twin.kind, twin.door, twin.opened_unit) for twin in _twins(reports["id"])] == [
        ("report", "public", None)
    ] * 3
    with opening(centre()):
        told = report_of(reports["round"]).facts["twins"]
    assert [(row["kind"], row["unit"], row["n"]) for row in told] == [("Phản ánh", "người ngoài", "3")]


def test_a_copy_that_comes_first_does_not_take_the_place(watching: Watching, reports: dict[str, Any]) -> None:
    with opening(centre()):
        book = playbook.calls_of(reports["round"])
    call = book["calls"][0]
    _submitted(call["with"], f"first{call['expectation']}")
    watching.look()
    _submitted(call["with"], f"own{call['expectation']}", **{"X-Round-Token": book["public_token"]})
    watching.look()
    watching.look()
    with opening(centre()):
        assert queries.verdicts_of(reports["round"])["PASS"] == 1
    assert len(_twins(reports["id"])) == 1


def test_a_second_draft_and_another_wards_copy_decide_nothing(watching: Watching, number: int) -> None:
    call = next(call for call in sent(number) if not is_misaddressed(call))
    stranger, expert = at_a_page(chi()), ward("chuyen_vien")
    body = f"Chép lại. Mã {call['code']}."
    words = {
        "side": "government",
        "type": "CV",
        "subject": "Bản chép",
        "body": body,
        "to": [stranger.unit or 0],
    }
    letters.draft_document(**words, by=stranger)
    answer(call["delivery"], call["code"])
    letters.draft_document(**words, by=expert)
    watching.look()
    watching.look()
    with opening(centre()):
        round_id = sql.one("select id from trial_round where number = %s", (number,))
        verdicts = queries.verdicts_of(number)
    # What is right stays right: three arrivals, and all seven other steps of the letter that was answered.
    assert verdicts == {"PASS": 10, "UNKNOWN": 8}
    assert {(twin.kind, twin.opened_unit) for twin in _twins(round_id)} == {
        ("draft", stranger.unit), ("draft", expert.unit)
    }  # fmt: skip
