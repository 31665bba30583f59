"""In a round of people a script is a machine: beside the human figure, never in it (FAULTS B1)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.test import Client

from lienthong.board import picture
from lienthong.board import queries as board
from lienthong.board.sheets import header, lines
from lienthong.documents import actions as letters
from lienthong.ground.acts import opening
from lienthong.personnel.asking import mint_token
from lienthong.rehearsal.planning.actions import end_round
from lienthong.rehearsal.standing import UnitState
from lienthong.rehearsal.telling import queries
from lienthong.rehearsal.telling.report import report_of
from lienthong.trials.results import peoples
from lienthong.units.queries import city_units
from tests import sql
from tests.papers.reading import assert_says
from tests.rehearsal.people import centre, ward
from tests.rehearsal.playing import Watching, answer, is_misaddressed, sent

ATTEMPTS = """
select e.step, a.verdict, a.actor_kind, a.door, a.access from attempt a join expectation e on e.id = a.expectation
where a.round = (select id from trial_round where number = %s) and e.is_peoples order by a.id
"""


def _attempts(number: int) -> list[Any]:
    with opening(centre()):
        return sql.rows(ATTEMPTS, (number,))


def _right(number: int) -> list[dict[str, Any]]:
    return [call for call in sent(number) if not is_misaddressed(call)]


def _by_token(delivery: UUID, role: str, token: str) -> None:
    act = {"van_thu": "register-delivery"}[role]
    done = Client().post(
        f"/api/v1/items/{delivery}/{act}", {}, content_type="application/json",
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": f"{act}{delivery}"},
    )  # fmt: skip
    assert done.status_code == 200, done.content


def test_a_script_that_does_it_all_is_shown_under_machine_and_no_person_passed(
    watching: Watching, number: int
) -> None:
    for call in _right(number):
        answer(call["delivery"], call["code"], through="api")
    watching.look()
    watching.look()
    kinds = {(row.actor_kind, row.door) for row in _attempts(number)}
    assert kinds == {("machine", "api")}
    with opening(centre()):
        rates = queries.rates_of(number)
        board_of = queries.board_of(number)
    documents = rates["systems"]["documents"]
    # Letters that arrived and papers found in both places are counterparts' and observers', not people's.
    assert documents["machine"]["passed"] == rates["machine"]["passed"] == 12
    assert documents["step_rate"]["passed"] == 5
    assert rates["autonomy"] == {**rates["autonomy"], "passed": 0, "planned": 0}
    told = peoples(rates)
    assert told["machine"]["systems"]["documents"] == {
        "passed": 12,
        "planned": documents["machine"]["planned"],
    }
    assert told["human"]["systems"]["documents"]["step_rate"]["passed"] == 5
    assert board_of["verdicts"]["MACHINE"] == 12
    unit = board_of["units"][0]["systems"]["documents"]
    assert (unit["passed"], unit["machine"], unit["failed"]) == (5, 12, 0)
    assert unit["state"] is UnitState.WRONG
    assert board_of["worst"][0]["failed"] == 0


def test_one_line_by_a_token_makes_the_step_a_machines_and_people_keep_theirs(
    watching: Watching, number: int
) -> None:
    first, second = _right(number)
    with opening(centre()):
        token = mint_token(ward("van_thu").mandate or 0, "kịch bản máy", lasts=timedelta(hours=1))
    _by_token(first["delivery"], "van_thu", token)
    answer(second["delivery"], second["code"])
    letters.direct_delivery(first["delivery"], note="Trả lời", by=ward("lanh_dao"))
    watching.look()
    watching.look()
    kinds = [(row.step, row.actor_kind) for row in _attempts(number)]
    assert kinds.count(("vao_so", "machine")) == 1
    assert kinds.count(("vao_so", "human")) == 1
    assert ("chi_dao", "machine") not in kinds
    assert [row.access is not None for row in _attempts(number) if row.door == "api"] == [True]


def test_the_report_says_who_did_it_how_and_how_fast(watching: Watching, number: int) -> None:
    for call in _right(number):
        answer(call["delivery"], call["code"], through="api")
    watching.look()
    watching.look()
    end_round(number, by=centre())
    watching.look()
    with opening(centre()):
        report = report_of(number)
    facts = report.facts
    assert facts["hands"]["doors"] == [{"door": "API, bằng mã truy cập", "steps": "12"}]
    assert [row["unit"] for row in facts["hands"]["pace"]] == [facts["hands"]["faster"]]
    assert facts["hands"]["pace"][0]["fast"] == "12"
    machine = {"label": "Máy làm, không tính cho người", "n": 12}
    assert machine in facts["verdicts"]
    assert [rate["label"] for rate in facts["systems"][0]["rates"]][-1] == machine["label"]
    assert [check["holds"] for check in facts["checks"]] == ["đúng"] * 10
    assert_says(
        report.pdf(),
        {name: said for name, said in facts.items() if name not in {"state", "scenarios", "before"}},
    )


def test_the_board_its_sheet_and_the_page_of_the_unit_show_it_beside(watching: Watching, number: int) -> None:
    for call in _right(number):
        answer(call["delivery"], call["code"], through="api")
    watching.look()
    watching.look()
    board.lately.forget()
    with opening(centre()):
        counted = board.count()
        shown = picture.board(counted, city_units(counted.now.date()), {}, lambda _: True)
        unit = picture.unit_page(board.unit(centre(), ward("van_thu").unit_code), {}, lambda _: True)
    board.lately.forget()
    standing = next(standing for standing in counted.rounds if standing.number == number)
    assert standing.steps_of("documents").machine == 12
    parts = next(system for system in shown["systems"] if system["code"] == "documents")["parts"]
    assert [(part["words"], part["passed"]) for part in parts if part["played_by"] == "machine"] == [
        ("Máy làm", 12)
    ]
    column = header().index("Quản lý văn bản: máy làm")
    assert [line[column] for line in lines(counted) if line[0] == number] == [12]
    played = next(played for played in unit["rounds"] if str(number) in played["words"])
    documents = next(system for system in played["systems"] if system["code"] == "documents")
    assert sum(step["machine"] for step in documents["steps"]) == 12
    assert "MACHINE" in {attempt["verdict"] for attempt in unit["attempts"]}


def test_mandates_that_act_from_one_session_are_named(watching: Watching, number: int, login: Any) -> None:
    call = _right(number)[0]
    answer(call["delivery"], call["code"])
    watching.look()
    watching.look()
    login("owner").execute(
        "update attempt set access = 7 where round = (select id from trial_round where number = %s)"
        " and actor_kind = 'human'",
        (number,),
    )
    with opening(centre()):
        sessions = report_of(number).facts["hands"]["sessions"]
    assert len(sessions) == 1
    assert sessions[0]["mandates"].count(";") == 2, "clerk, leader and expert"
