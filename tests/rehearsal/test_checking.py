"""A round held against its records: whole when nobody bent it, and each way of bending it is named (FAULTS B2, B3).

What the application tries is refused (`test_rounds.py`); here the owner's login does it.
"""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from lienthong.cli.rehearse import _verified
from lienthong.ground.acts import opening
from lienthong.kernel.refusals import Refusal
from lienthong.rehearsal.planning.actions import confirm_void, end_round, request_void
from lienthong.rehearsal.verifying.checking import CHECKS, checked
from lienthong.rehearsal.verifying.ledger import Ledger
from tests import sql
from tests.rehearsal.conftest import Login
from tests.rehearsal.people import centre, second_person
from tests.rehearsal.playing import Watching, answer, is_misaddressed, sent


@pytest.fixture(scope="module")
def ledger(login: Login) -> Iterator[Ledger]:
    info = login("verifier").info
    found = Ledger(f"{info.dsn} password={info.password}")
    yield found
    found.close()


@pytest.fixture
def over(watching: Watching, number: int) -> int:
    """A round in which a letter was answered, a result taken away, and that has ended."""
    call = next(call for call in sent(number) if not is_misaddressed(call))
    answer(call["delivery"], call["code"])
    watching.look()
    watching.look()
    with opening(centre()):
        passed = sql.one(
            "select min(expectation) from attempt where round = (select id from trial_round where number = %s)",
            (number,),
        )
    asked = request_void(passed, reason="Mất điện", by=centre())["id"]
    confirm_void(asked, by=second_person())
    watching.look()
    end_round(number, by=centre())
    watching.look()
    return number


def test_a_round_nobody_bent_holds_in_every_check_and_says_so_at_its_end(over: int, ledger: Ledger) -> None:
    found = list(checked(ledger, over))
    assert [(check.label, check.said) for check in found if not check.holds] == []
    assert [check.label for check in found] == [label for label, _, _ in CHECKS]
    kept = ledger._connection.execute(
        "select label, holds from round_check where round = (select id from trial_round where number = %s)"
        " order by position",
        (over,),
    ).fetchall()
    assert [(row.label, row.holds) for row in kept] == [(check.label, True) for check in found]


BENT = {
    "update trial_round set played_by = 'virtual' where number = %s": "danh sách tham gia",
    "update trial_round set roster_sha256 = 'x' where number = %s": "danh sách tham gia",
    "delete from round_unit where round = (select id from trial_round where number = %s)": "danh sách tham gia",
    "update scenario_pin set content = content || ' ' where round = (select id from trial_round where number = %s)":
        "kịch bản",
    "update trial_round set expectations_sha256 = 'x' where number = %s": "điều mong đợi",
    "update planned_case set params = params || '{\"ma\": \"x\"}' where id = (select max(id) from planned_case"
    " where round = (select id from trial_round where number = %s))": "điều mong đợi",
    "delete from expectation where id = (select max(id) from expectation"
    " where round = (select id from trial_round where number = %s))": "điều mong đợi",
    "update expectation set within = 99999 where round = (select id from trial_round where number = %s)":
        "điều mong đợi",
    "update expectation set mandatory = false where round = (select id from trial_round where number = %s)":
        "điều mong đợi",
    "update trial_round set state = 'running' where number = %s": "ghi danh và diễn tiến trong sổ ghi việc",
    "update trial_round set ended_at = ended_at + interval '1 hour', ended_real_at = ended_real_at + interval '1 hour'"
    " where number = %s": "ghi danh và diễn tiến trong sổ ghi việc",
    "update round_unit set withdrawn_at = now() where round = (select id from trial_round where number = %s)":
        "ghi danh và diễn tiến trong sổ ghi việc",
    "update trial_round set validity = 'stopped' where number = %s": "ghi danh và diễn tiến trong sổ ghi việc",
    "update trial_round set starts_at = starts_at - interval '1 day' where number = %s":
        "ghi danh và diễn tiến trong sổ ghi việc",
    "update trial_round set starts_real_at = starts_real_at - interval '1 day' where number = %s": "đồng hồ",
    "update journal set mandate = mandate + 1 where id = (select max(line) from attempt"
    " where round = (select id from trial_round where number = %s))": "chuỗi sổ ghi việc của các việc trong vòng",
    "update journal set door = 'page', access = 5 where id = (select max(line) from attempt"
    " where round = (select id from trial_round where number = %s))": "chuỗi sổ ghi việc của các việc trong vòng",
    "update attempt set actor = actor + 1 where actor_kind = 'human'"
    " and round = (select id from trial_round where number = %s)": "kết quả và sổ ghi việc",
    "update attempt set door = 'api' where actor_kind = 'human'"
    " and round = (select id from trial_round where number = %s)": "kết quả và sổ ghi việc",
    "update attempt set line = 999999999 where line is not null"
    " and round = (select id from trial_round where number = %s)": "kết quả và sổ ghi việc",
    "insert into attempt (expectation, round, number, verdict, actor_kind, decided_at, on_time, conforming, evidence)"
    " select e.id, e.round, 9, 'PASS', 'human', now() + interval '1 hour', true, true, '{}' from expectation e"
    " where e.round = (select id from trial_round where number = %s) order by e.id desc limit 1":
        "kết quả và sổ ghi việc",
    "update void_request set asked_by = asked_by + 1 where expectation in (select id from expectation"
    " where round = (select id from trial_round where number = %s))": "kết quả bị hủy",
    "delete from void_request where expectation in (select id from expectation"
    " where round = (select id from trial_round where number = %s))": "kết quả bị hủy",
    "update snapshot set numbers = numbers || '{\"x\": 1}'"
    " where round = (select id from trial_round where number = %s)": "chuỗi ảnh chụp",
    "delete from snapshot where number = 1 and round = (select id from trial_round where number = %s)":
        "chuỗi ảnh chụp",
    "update attempt set verdict = 'PASS' where verdict in ('NOT_STARTED', 'BLOCKED')"
    " and round = (select id from trial_round where number = %s)": "số liệu tính lại",
}  # fmt: skip
"""What bends a round, and the first check that says so."""


def test_each_way_of_bending_a_round_is_named(over: int, ledger: Ledger, login: Login) -> None:
    owner = login("owner")
    named = {}
    for statement in BENT:
        with owner.transaction(force_rollback=True):
            assert owner.execute(statement, (over,)).rowcount > 0, statement
            named[statement] = next((c.label for c in checked(_Within(owner), over) if not c.holds), None)
    assert named == BENT


PAST_THE_ACTS = {
    "select withdraw_unit(%(round)s, (select unit from round_unit u join trial_round t on t.id = u.round"
    " where t.number = %(round)s), 'x')": "đơn vị rút khỏi vòng không khớp sổ ghi việc",
    "select note_conduct(%(round)s, 0, 'valid', '{}')": "kết luận vòng có hợp lệ không khớp sổ ghi việc",
    "select end_round(%(round)s)": "vòng ở trạng thái «ended» mà sổ ghi việc có 0 dòng kết thúc",
    "select set_config('lt.mandate', (select min(id)::text from mandate), true), request_void(min(e.id), 'x')"
    " from expectation e join trial_round t on t.id = e.round where t.number = %(round)s":
        "bị hủy mà thiếu người đề nghị",
}  # fmt: skip
"""What the application's login may call, called past the act that writes the line; and what is said of it."""


@pytest.mark.parametrize("statement", PAST_THE_ACTS)
def test_what_the_application_calls_past_the_acts_is_named(
    number: int, ledger: Ledger, login: Login, statement: Any
) -> None:
    assert all(check.holds for check in checked(ledger, number))
    with login("app") as app, app.transaction():
        app.execute(statement, {"round": number})
    wrong = [check for check in checked(ledger, number) if not check.holds]
    assert PAST_THE_ACTS[statement] in wrong[0].said


class _Within(Ledger):
    """A ledger that reads in the transaction of the login that bends."""

    def __init__(self, connection: Any) -> None:
        from psycopg.rows import namedtuple_row

        connection.row_factory = namedtuple_row
        self._connection = connection


def test_the_command_says_a_line_a_check_and_ends_at_the_first_broken(
    over: int, ledger: Ledger, login: Login, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _verified(ledger, over) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(CHECKS) + 1
    assert all(line.startswith(f"Vòng {over} · ") for line in said[:-1])
    owner = login("owner")
    owner.execute("update trial_round set played_by = 'virtual' where number = %s", (over,))
    try:
        assert _verified(ledger, over) == 1
    finally:
        owner.execute("update trial_round set played_by = 'human' where number = %s", (over,))
    assert [line.partition(" · ")[2] for line in capsys.readouterr().out.splitlines()] == [
        "danh sách tham gia: SAI – các dòng tham gia, phân vai hoặc người làm không cho ra mã băm đã ghi"
    ]
    with pytest.raises(Refusal, match="no_such_round"):
        _verified(ledger, 9999)


def test_it_costs_less_than_a_round_may_wait(over: int, ledger: Ledger) -> None:
    """What the whole city's costs stands in docs/decisions/0029."""
    begun = time.process_time()
    list(checked(ledger, over))
    assert time.process_time() - begun < 1
