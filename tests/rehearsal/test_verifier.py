"""The verifier on a real world: letters played by real acts, looked at through the real API."""

from typing import Any

import pytest

from lienthong.documents import actions as letters
from lienthong.ground.acts import opening
from lienthong.kernel.refusals import Refusal
from lienthong.rehearsal.planning.actions import (
    confirm_void,
    end_round,
    plan_round,
    request_void,
    start_round,
)
from lienthong.rehearsal.telling import queries
from lienthong.rehearsal.telling.findings import close_finding, open_finding
from tests import sql
from tests.cast import AN_KHANH
from tests.rehearsal.conftest import Login
from tests.rehearsal.people import centre, second_person, ward
from tests.rehearsal.playing import Watching, answer, is_misaddressed, sent


def verdicts(number: int) -> dict[str, int]:
    with opening(centre()):
        return queries.verdicts_of(number)


def rates(number: int) -> dict[str, Any]:
    with opening(centre()):
        found: dict[str, Any] = queries.rates_of(number)["systems"]["documents"]
    return found


def attempts(number: int) -> list[Any]:
    with opening(centre()):
        return sql.rows(
            "select expectation, number, verdict, conforming from attempt"
            " where round = (select id from trial_round where number = %s) order by id",
            (number,),
        )


def test_people_who_do_it_right_pass_everything_even_when_the_verifier_is_killed_on_the_way(
    watching: Watching, number: int
) -> None:
    calls = sent(number)
    watching.look()
    for call in calls:
        watching.start()
        if is_misaddressed(call):
            letters.return_delivery(call["delivery"], reason="Gửi nhầm", by=ward("van_thu"))
        else:
            answer(call["delivery"], call["code"])
        watching.look()
    watching.look()
    assert verdicts(number) == {"PASS": 18}
    watching.start()
    watching.look()
    assert len(attempts(number)) == 18
    assert (rates(number)["case_rate"]["passed"], rates(number)["unit_rate"]["passed"]) == (3, 1)


def test_registering_what_was_meant_for_another_ward_is_caught(watching: Watching, number: int) -> None:
    wrong = next(call for call in sent(number) if is_misaddressed(call))
    letters.register_delivery(wrong["delivery"], by=ward("van_thu"))
    watching.look()
    assert [a.conforming for a in attempts(number)].count(False) == 1
    letters.return_delivery(wrong["delivery"], reason="Gửi nhầm", by=ward("van_thu"))
    watching.look()
    with opening(centre()):
        caught = queries.rates_of(number)["refusals_caught"]
    assert (caught["passed"], caught["planned"]) == (0, 1)


def test_an_answer_without_the_code_of_the_letter_proves_nothing(watching: Watching, number: int) -> None:
    right = next(call for call in sent(number) if not is_misaddressed(call))
    answer(right["delivery"], "không nhớ")
    watching.look()
    assert verdicts(number)["PASS"] == 5  # three arrivals, the register, the leader; never the answer


def test_the_end_closes_every_expectation_and_snapshots_can_be_recomputed(
    watching: Watching, number: int, login: Login
) -> None:
    sent(number)
    watching.look()
    end_round(number, by=centre())
    watching.look()
    assert verdicts(number) == {"PASS": 3, "NOT_STARTED": 3, "BLOCKED": 12}
    with opening(centre()):
        assert queries.outstanding(number).settled
        shots = queries.replays(number)
        assert len(shots) >= 2
        assert all(same for _, same in shots)
    login("owner").execute("update attempt set verdict = 'FAIL' where verdict = 'PASS' and round ="
                           " (select id from trial_round where number = %s)", (number,))  # fmt: skip
    with opening(centre()):
        assert not queries.replays(number)[-1][1]


def test_a_void_is_written_once_two_people_have_asked(watching: Watching, number: int) -> None:
    sent(number)
    watching.look()
    passed = attempts(number)[0].expectation
    asked = request_void(passed, reason="Mất điện", by=centre())["id"]
    watching.look()
    assert verdicts(number)["PASS"] == 3
    confirm_void(asked, by=second_person())
    watching.look()
    assert verdicts(number) == {"PASS": 2, "UNKNOWN": 15, "VOID": 1}


def test_a_finding_closes_only_when_its_step_passes_in_a_later_round(
    watching: Watching, number: int, campaign: int
) -> None:
    unit = ward("van_thu").unit or 0
    with pytest.raises(Refusal, match="unknown_step"):
        open_finding(
            number, severity="high", scenario="hoi-nghi", step="vao_hop", units=[unit], text="", by=centre()
        )
    finding = open_finding(
        number, severity="high", scenario="van-ban-den-di", step="gui_den", units=[unit],
        text="Văn bản không tới", by=centre(),
    )["id"]  # fmt: skip
    sent(number)
    watching.look()
    with pytest.raises(Refusal, match="not_mended"):
        close_finding(finding, passed_in=number, by=centre())  # the same round proves nothing
    later: int = plan_round(
        campaign, units=[AN_KHANH], scenarios=["van-ban-den-di"], seed=8, played_by="human", by=centre()
    )["round"]
    start_round(later, in_seconds=0, by=centre())
    with pytest.raises(Refusal, match="not_mended"):
        close_finding(finding, passed_in=later, by=centre())
    sent(later)
    watching.look()
    assert close_finding(finding, passed_in=later, by=centre())["closed_round"] == later
