"""Planning a round, and who may write what of it."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from psycopg import errors

from lienthong.ground.acts import opening
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.terms import ABILITIES
from lienthong.rehearsal.planning import playbook
from lienthong.rehearsal.planning.actions import (
    confirm_void,
    end_round,
    open_campaign,
    plan_round,
    request_void,
    start_round,
    withdraw_unit,
)
from lienthong.rehearsal.telling import queries
from lienthong.rehearsal.terms import PILOT_CODES
from lienthong.trials.acting import advance_clock
from tests import sql
from tests.cast import AN_KHANH, an
from tests.rehearsal.conftest import Login
from tests.rehearsal.people import centre, sender

LETTERS = ["van-ban-den-di"]


def planned(campaign: int, **changes: Any) -> dict[str, Any]:
    wanted: dict[str, Any] = {"units": [AN_KHANH], "scenarios": LETTERS, "seed": 7, "speed": 60, **changes}
    return plan_round(campaign, by=centre(), **wanted)


def test_the_same_seed_plans_the_same_and_another_another(campaign: int) -> None:
    first, again, other = planned(campaign), planned(campaign), planned(campaign, seed=8)
    assert first["expectations_sha256"] == again["expectations_sha256"] != other["expectations_sha256"]
    assert first["roster_sha256"] == again["roster_sha256"] == other["roster_sha256"]
    assert first["round"] != again["round"]


def test_the_hash_does_not_follow_speed_or_the_other_units(campaign: int) -> None:
    assert planned(campaign, speed=1)["expectations_sha256"] == planned(campaign)["expectations_sha256"]
    assert planned(campaign, units="pilot")["units"] == len(PILOT_CODES)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"units": ["99999"]}, "unknown_unit"),
        ({"units": []}, "empty_roster"),
        ({"scenarios": ["bong-da"]}, "unknown_scenario"),
        ({"speed": 0}, "bad_speed"),
        ({"played_by": "human", "speed": 60}, "not_real_time"),
        ({"scenarios": ["thu-tuc"]}, "in_flight_exhausted"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_nothing_is_written(
    campaign: int, changes: dict[str, Any], code: str
) -> None:
    before = sql.one("select count(*) from trial_round")
    with pytest.raises(Refusal) as refused:
        planned(campaign, **changes)
    assert refused.value.code == code
    assert sql.one("select count(*) from trial_round") == before


def test_only_who_runs_rounds_plans_one(login: Login) -> None:
    with pytest.raises(Refusal, match="not_allowed"):
        open_campaign("Của tôi", centre().day, by=an())


def test_a_campaign_that_is_not_there(login: Login) -> None:
    with pytest.raises(NotFound):
        planned(0)


def test_the_app_reads_no_nonce_unless_who_runs_rounds_asks_while_one_runs(
    login: Login, campaign: int
) -> None:
    found = planned(campaign)
    read = "select count(*) from secrets_of_round(%s)"
    with opening(centre()):
        assert sql.one(read, (found["id"],)) == 0, "it has not begun"
    start_round(found["round"], in_seconds=0, by=centre())
    with opening(centre()):
        assert sql.one(read, (found["id"],)) == found["cases"]
    with opening(sender()):
        assert sql.one(read, (found["id"],)) == 0
    with login("app") as app:
        assert app.execute(read, (found["id"],)).fetchone() == (0,)


def test_who_runs_rounds_by_role_is_who_may_by_ability() -> None:
    """`secrets_of_round` asks for the role: the database knows no abilities."""
    assert [role for role, abilities in ABILITIES.items() if "run_round" in abilities] == ["quan_tri"]


@pytest.mark.parametrize(
    "statement",
    [
        "insert into round_unit (round, unit, area, code, cast_posts, cast_words, withdrawn_reason)"
        " select id, 1, 1, '00001', '{}', '{}', '' from trial_round where number = %s",
        "insert into scenario_pin (round, scenario, version, system, sha256, content)"
        " select id, 'x', '1.0.0', 'reports', '', '' from trial_round where number = %s",
        "insert into planned_case (round, unit, scenario, system, instance, at_minute, params)"
        " select id, 1, 'x', 'reports', 1, 0, '{}' from trial_round where number = %s",
    ],
)
def test_a_sealed_plan_takes_nothing_more(login: Login, campaign: int, statement: Any) -> None:
    number = planned(campaign)["round"]
    with login("app") as app, pytest.raises(errors.CheckViolation, match="no longer being planned"):
        app.execute(statement, (number,))


def test_a_round_goes_one_way(login: Login, campaign: int) -> None:
    number = started(campaign)
    end_round(number, by=centre())
    again = [
        ("select count(*) from start_round(%s, '0', '')", (number,)),
        ("select end_round(%s)::int", (number,)),
        ("select seal_round(id, 'x')::int from trial_round where number = %s", (number,)),
    ]
    with login("app") as app:
        for text, params in again:
            assert app.execute(text, params).fetchone() == (0,), text


def test_the_clock_stands_while_a_round_runs(login: Login, campaign: int) -> None:
    started(campaign)
    with pytest.raises(errors.InsufficientPrivilege, match="the clock stands"):
        advance_clock((centre().at + timedelta(minutes=5)).isoformat(), by=centre())


def started(campaign: int, **changes: Any) -> int:
    number: int = planned(campaign, **changes)["round"]
    start_round(number, in_seconds=0, by=centre())
    return number


def test_a_started_round_takes_no_new_expectation(campaign: int) -> None:
    number = started(campaign)
    with pytest.raises(errors.CheckViolation, match="no longer being planned"):
        sql.run(
            'insert into expectation (round, "case", unit, scenario, system, instance, step, position, after, role,'
            " mandatory, catches, is_peoples, within) select round, \"case\", unit, scenario, system, instance, 'x',"
            " 0, after, role, false, false, false, 1 from expectation"
            " where round = (select id from trial_round where number = %s) limit 1",
            (number,),
        )
    with pytest.raises(Refusal, match="round_not_planned"):
        start_round(number, by=centre())


def test_the_driver_is_handed_every_counterpart_call_with_its_nonce(campaign: int) -> None:
    number = started(campaign)
    with opening(centre()):
        found = playbook.calls_of(number)
        at = found["calls"][1]["at_minute"]
        begin = playbook.calls_of(number, to_minute=at)
        rest = playbook.calls_of(number, from_minute=at)
    assert [*begin["calls"], *rest["calls"]] == found["calls"], "in stretches it is the same"
    assert (begin["directory"], rest["directory"]) == (found["directory"], [])
    assert [call["call"] for call in found["calls"]] == ["documents.send"] * 3
    letters = [call["with"] for call in found["calls"]]
    assert all(f"[Vòng {number}]" in letter["subject"] and "DT-" in letter["body"] for letter in letters)
    misaddressed = [letter for letter in letters if "phường An Khánh" not in letter["to_line"]]
    assert len(misaddressed) == 1
    assert {tuple(letter["to"]) for letter in letters} == {(found["directory"][0]["unit"],)} or len(
        letters
    ) == 3


def test_instructions_carry_no_nonce_and_no_trap(campaign: int) -> None:
    number = started(campaign)
    with opening(centre()):
        said = str(playbook.instructions_of(number))
    assert "DT-" not in said
    assert "sai_noi_nhan" not in said


FORBIDDEN_TO_THE_APP = [
    "select nonce from case_secret",
    "update case_secret set nonce = ''",
    "select item from in_flight",
    "insert into attempt (expectation, round, number, verdict, decided_at, on_time, conforming, evidence)"
    " values (1, 1, 1, 'PASS', now(), true, true, '{}')",
    "update attempt set verdict = 'PASS'",
    "delete from attempt",
    "insert into snapshot (round, number, as_of, cut, numbers, is_final, sha256, previous_sha256)"
    " values (1, 1, now(), 1, '{}', true, '', '')",
    "delete from snapshot",
    "update expectation set mandatory = false",
    "delete from expectation",
    "update planned_case set params = '{}'",
    "update scenario_pin set content = ''",
    "delete from round_unit",
    "delete from trial_round",
    "update trial_round set played_by = 'human'",
    "update trial_round set state = 'planned'",
    "update trial_round set expectations_sha256 = '', roster_sha256 = ''",
    "update trial_round set validity = 'valid'",
    "insert into trial_round select * from trial_round limit 1",
    "update round_unit set unit = unit + 1",
    "update round_unit set round = 0",
    "update campaign set go_live_on = '2030-01-01'",
    "insert into void_request (expectation, reason, asked_by, asked_person, confirmed_by, confirmed_person)"
    " select id, 'x', 1, 1, 2, 2 from expectation limit 1",
    "update void_request set confirmed_by = 2, confirmed_person = 2",
    "insert into finding (round, severity, scenario, step, units, text, closed_round)"
    " values (1, 'low', 'x', 'x', '{1}', '', 2)",
    "update finding set closed_round = 2",
    "insert into nonce_twin default values",
    "insert into round_check default values",
    "select advance_clock(world_now() + interval '3 years')",
    "select advance_clock(world_now() + interval '1 minute')",
    "insert into journal (act, at, verb, unit, mandate, facts, seq, digest)"
    " values (gen_random_uuid(), world_now(), 'round.ended', null, 1, '{}', 1, '')",
]


@pytest.mark.parametrize("statement", FORBIDDEN_TO_THE_APP)
def test_the_app_has_no_door_that_writes_a_verdict_or_reads_a_nonce(login: Login, statement: str) -> None:
    with login("app") as app, pytest.raises(errors.InsufficientPrivilege):
        app.execute(statement)


FORBIDDEN_TO_THE_VERIFIER = [
    "update attempt set verdict = 'PASS'",
    "delete from attempt",
    "update snapshot set numbers = '{}'",
    "insert into expectation (round) values (1)",
    "update expectation set within = 9999",
    "update work_item set state = 'answered'",
    "update trial_round set state = 'ended'",
    "insert into journal (verb) values ('x')",
]


@pytest.mark.parametrize("statement", FORBIDDEN_TO_THE_VERIFIER)
def test_the_verifier_adds_verdicts_and_nothing_else(login: Login, statement: str) -> None:
    with login("verifier") as verifier, pytest.raises(errors.InsufficientPrivilege):
        verifier.execute(statement)


def test_the_verifier_reads_nonces_and_everybodys_work(login: Login, campaign: int) -> None:
    planned(campaign)
    with login("verifier") as verifier:
        assert _count(verifier, "select count(*) from case_secret") > 0
        verifier.execute("select count(*) from work_item, journal, dossier, report, document limit 1")


def _count(connection: psycopg.Connection[Any], statement: str) -> int:
    found: int = connection.execute(statement).fetchone()[0]  # type: ignore[index]
    return found


def test_a_withdrawn_unit_stays_in_the_denominator(campaign: int) -> None:
    number = started(campaign, units="pilot", scenarios=["hoi-nghi"])
    with opening(centre()):
        before = queries.rates_of(number)["all_systems"]["planned"]
        unit = queries.units_of(number)[0]["unit"]
    withdraw_unit(number, unit, reason="Mất điện cả phường", by=centre())
    with pytest.raises(NotFound):
        withdraw_unit(number, unit, reason="Hai lần", by=centre())
    with opening(centre()):
        assert queries.rates_of(number)["all_systems"]["planned"] == before == len(PILOT_CODES)
        assert [one["withdrawn"] for one in queries.units_of(number)].count(True) == 1


def test_a_result_is_taken_away_by_two_people_and_a_reason(campaign: int) -> None:
    number = started(campaign)
    with opening(centre()):
        expectation = sql.one(
            "select min(id) from expectation where round = (select id from trial_round where number = %s)",
            (number,),
        )
    with pytest.raises(Refusal, match="reason_missing"):
        request_void(expectation, reason=" ", by=centre())
    asked = request_void(expectation, reason="Kịch bản gửi nhầm", by=centre())["id"]
    with pytest.raises(Refusal, match="needs_second_person"):
        confirm_void(asked, by=centre())
    with pytest.raises(Refusal, match="void_asked_already"):
        request_void(expectation, reason="Lần nữa", by=centre())


def test_a_round_ends_once(campaign: int) -> None:
    number = started(campaign)
    end_round(number, by=centre())
    with pytest.raises(Refusal, match="round_not_running"):
        end_round(number, by=centre())
