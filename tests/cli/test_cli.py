"""The command line as a person meets it: processes, exit codes, sentences."""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from lienthong.cli import main, parser
from lienthong.ground.kept import kept_counts
from lienthong.hosting.supervisor import alive
from lienthong.hosting.worlds import create_world, database_of, drop_world
from tests.cli.command import HOME, lienthong, server
from tests.running import soon

NAME = f"lenh-{os.getpid()}"


@pytest.fixture(scope="module")
def world() -> Iterator[str]:
    create_world(server(), NAME, date(2025, 7, 1))
    yield NAME
    drop_world(server(), NAME)


@pytest.mark.parametrize(
    ("on", "communes", "city", "split", "city_split"),
    [("2025-06-30", 10040, 442, 440, 47), ("2025-07-01", 3321, 168, 0, 0)],
)
def test_units_check(world: str, on: str, communes: int, city: int, split: int, city_split: int) -> None:
    done = lienthong("units", "check", "--on", on, "--json", "--world", world)
    found = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert (found["communes"], found["city_communes"], found["split"]) == (communes, city, split)
    assert (found["without_holder"], found["with_two_holders"], found["city_split"]) == (0, 0, city_split)


def test_units_show_names_the_predecessors(world: str) -> None:
    done = lienthong("units", "show", "27094", "--on", "1/7/2025", "--json", "--world", world)
    predecessors = json.loads(done.stdout)["predecessors"]
    assert (len(predecessors), sum(one["is_partial"] for one in predecessors)) == (5, 1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("units", "show", "99999", "--on", "2025-07-01"), "unknown_unit"),
        (("units", "show", "27088", "--on", "2025-07-01"), "unit_ended"),
        (("units", "check", "--on", "1990-01-01"), "no_holdings_on"),
        (("reorganise", "check"), "no_plan"),
        *(
            (("reorganise", *words, "--plan", "99"), "no_such_plan")
            for words in (
                ("check",),
                ("decide",),
                ("verify",),
                ("approve", "--as", "x"),
                ("minutes", "--out", "/tmp"),
            )
        ),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(world: str, words: tuple[str, ...], code: str) -> None:
    done = lienthong(*words, "--world", world)
    assert done.returncode == 1
    assert done.stderr.strip().endswith(f"({code})")
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_unknown_world_is_said_in_a_sentence() -> None:
    done = lienthong("journal", "verify", "--world", "khong-co")
    assert (done.returncode, done.stderr) == (1, "Không có thế giới «khong-co». (no_such_world)\n")


@pytest.mark.parametrize(
    "words", [(), ("world",), ("world", "create", "a"), ("serve", "--port", "0"), ("demo", "--speed", "fast"),
              ("demo", "--speed", "0"), ("demo", "--speed", "-5"), ("demo", "--speed", "nan"),
              ("rehearse", "--world", "a", "--speed", "601"), ("rehearse",), ("rehearse", "verify", "1"),
              ("rehearse", "verify", "--world", "a", "one"),
              ("units", "check", "--on", "yesterday"), ("fly",), ("reorganise",), ("reorganise", "fly"),
              ("reorganise", "demo", "--items", "-5"), ("reorganise", "check", "--json", "/khong-co/x.json"),
              ("reorganise", "plan", "--out", "/tmp"), ("reorganise", "dry-run", "--pdf", "/khong-co/x.pdf"),
              ("reorganise", "minutes", "--out", "/dev/null"), ("reorganise", "import-world", "a.ltw"),
              ("reorganise", "import-world", "a.ltw", "--dry-run", "--as", "x"),
              ("reorganise", "import-world", "a.ltw", "--dry-run", "--pdf", "/khong-co/x.pdf"),
              ("world", "export", "a", "--out", "/khong-co/a.ltw"),
              ("world", "create", "a", "--on", "2025-06-20", "--with-work", "-1")],
)  # fmt: skip
def test_a_wrong_command_is_explained_in_vietnamese(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(list(words))
    said = capsys.readouterr().err
    assert left.value.code == 2
    assert said.startswith("Lệnh chưa đúng – ")
    assert not {"argument", "arguments", "invalid", "required"} & set(said.split())


def _commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _commands(below)


def test_every_command_explains_itself_in_vietnamese() -> None:
    found = list(_commands(parser()))
    assert len(found) > 25
    for command in found:
        told = command.format_help()
        assert told.startswith("Cách dùng: lienthong")
        assert not {"usage:", "options:", "positional", "message", "exit", "arguments:"} & set(
            told.split()
        ), told


def test_journal_verify_finds_one_changed_byte(world: str) -> None:
    assert lienthong("journal", "verify", "--world", world).returncode == 0
    with psycopg.connect(server().url(database_of(world), "owner")) as owner:
        (line,) = owner.execute(
            "update journal set facts = facts || '{\"channel\": 2}' where id ="
            " (select min(id) from journal where facts ? 'channel') returning id"
        ).fetchone() or (None,)
        owner.commit()
        done = lienthong("journal", "verify", "--world", world)
        owner.execute("update journal set facts = facts || '{\"channel\": 1}' where id = %s", (line,))
    assert done.returncode == 1
    assert f"dòng {line}" in done.stdout
    assert lienthong("journal", "verify", "--world", world).returncode == 0


def test_database_url_opens_the_world_as_the_role(world: str) -> None:
    done = lienthong("database", "url", "--world", world, "--role", "verifier")
    with psycopg.connect(done.stdout.strip()) as reader:
        assert reader.execute("select name, current_user from world").fetchone() == (
            world,
            "lienthong_verifier",
        )
    assert "chạy tiếp sau lệnh này. Dừng nó: lienthong database stop" in done.stderr


def test_world_list_shows_name_and_day(world: str) -> None:
    assert any(
        line.startswith(world) and "01/07/2025" in line
        for line in lienthong("world", "list").stdout.splitlines()
    )


def test_a_data_folder_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "VERSION").write_text("999.0\n")
    done = lienthong("world", "list", home=tmp_path)
    assert done.returncode == 1
    assert "(data_newer)" in done.stderr


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"LIENTHONG_HTTPS": "1"}, "setting_replaced"),
        ({"LIENTHONG_HOSTS": "lt.example"}, "setting_replaced"),
        ({"LIENTHONG_ADDRESS": "lt.example"}, "address_bad"),
        ({"LIENTHONG_ADDRESS": "https://lt.example"}, "proxy_missing"),
        ({"LIENTHONG_ADDRESS": "https://lt.example", "LIENTHONG_PROXY": "proxy"}, "proxy_bad"),
    ],
)
def test_settings_not_understood_are_refused_before_anything_starts(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    said: dict[str, str],
    code: str,
) -> None:
    monkeypatch.setenv("LIENTHONG_HOME", str(tmp_path / "home"))
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    for command in ("serve", "demo", "rehearse"):
        words = ("--world", "x") if command == "rehearse" else ()
        assert main([command, *words]) == 1
        told = capsys.readouterr()
        assert (told.out, f"({code})" in told.err) == ("", True)
    assert not (tmp_path / "home").exists()


def test_a_file_of_limits_not_understood_is_refused_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "limits.csv").write_text("door,at_most,per_seconds,since\ncua,1,60,2026-01-01\n", "utf-8")
    done = lienthong("serve", home=tmp_path)
    assert "(limits_bad)" in done.stderr
    assert "«cua»" in done.stderr


def test_a_port_in_use_is_refused_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LIENTHONG_HOME", str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        for command in ("serve", "demo"):
            assert main([command, "--port", str(port)]) == 1
            told = capsys.readouterr().err
            assert f"Cổng {port}" in told
            assert "(port_in_use)" in told
    assert not list(tmp_path.iterdir())


@pytest.fixture
def served(world: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "lienthong.cli", "serve", "--world", world, "--port", str(port)],
        env=os.environ | {"LIENTHONG_HOME": str(HOME)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert f":{port}" in process.stdout.readline()
    yield process, port
    process.terminate()
    process.wait(30)


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/me", timeout=5)
    except urllib.error.HTTPError as refused:
        return refused.code == 401
    except OSError:
        return False
    return True


def pid_of(name: str) -> int:
    return int((HOME / "run" / f"{name}.pid").read_text())


@pytest.mark.drill
def test_serve_answers_survives_a_kill_and_ends_in_order(served: tuple[Any, int], world: str) -> None:
    process, port = served
    assert answers(port)
    first = pid_of("web")
    os.kill(first, signal.SIGKILL)
    soon(lambda: alive(HOME / "run", "web") not in {None, first} and answers(port), 10)
    children = [pid_of(name) for name in ("web", "worker")]
    dropped = lienthong("world", "drop", world)
    assert "(world_in_use)" in dropped.stderr
    again = lienthong("serve", "--world", world, "--port", str(port))
    assert "(port_in_use)" in again.stderr
    process.terminate()
    assert process.wait(30) == 0
    assert not answers(port)
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)


@pytest.mark.slow
def test_a_round_is_driven_judged_and_told_in_json(world: str, tmp_path: Path) -> None:
    told = tmp_path / "round.json"
    done = lienthong(
        "rehearse", "--world", world, "--units", "27097", "--speed", "480", "--seed", "7", "--json", str(told)
    )  # fmt: skip
    assert done.returncode in {0, 3}, done.stderr
    found = json.loads(told.read_text())
    assert found["valid"] == (done.returncode == 0)
    assert found["duplicates"] == 0
    assert found["refusals_caught"] == {"passed": 3, "planned": 3}
    assert len(found["expectations_sha256"]) == len(found["roster_sha256"]) == 64
    assert set(found["virtual"]["systems"]) == {"conference", "documents", "reports", "procedures"}
    assert set(found["virtual"]["all_systems"]) == {"passed", "planned", "as_of", "definition"}
    assert found["machine"] == {"systems": {}}, "there is no round of people beside"


def test_a_round_to_verify_is_named_before_or_behind_its_world(world: str) -> None:
    for words in (
        ("verify", "97", "--world", world),
        ("verify", "--world", world, "97"),
        ("--world", world, "verify", "97"),
    ):
        done = lienthong("rehearse", *words)
        assert (done.returncode, done.stderr.strip()[-15:]) == (1, "(no_such_round)"), words
        assert "97" in done.stderr
    done = lienthong("rehearse", "verify", "--world", world)
    assert done.returncode in (0, 1)
    assert "vòng" in done.stdout.lower()


IMPATIENT = """
import sys
from lienthong.cli import main, rehearse
patient = rehearse.drive
def drive(*words, **named):
    from lienthong.trials import rounds
    rounds.SETTLES_WITHIN_SECONDS = rounds.INVALID_SETTLES_WITHIN_SECONDS = 2.0
    return patient(*words, **named)
rehearse.drive = drive
sys.exit(main(sys.argv[1:]))
"""
"""The command as it is, but for the waiting."""


@pytest.mark.drill
def test_a_round_without_the_verifiers_last_word_is_told_in_json_too(world: str, tmp_path: Path) -> None:
    """The verifier reads up to the oldest transaction of the cluster; one that never ends keeps it from its word."""
    told = tmp_path / "round.json"
    words = ("--units", "27097", "--scenarios", "hoi-nghi", "--speed", "480", "--seed", "7")
    with psycopg.connect(server().admin_url()) as somebody:
        somebody.execute("select pg_current_xact_id()")
        done = subprocess.run(
            [sys.executable, "-c", IMPATIENT, "rehearse", "--world", world, *words, "--json", str(told)],
            capture_output=True, text=True, check=False, env=os.environ | {"LIENTHONG_HOME": str(HOME)},
        )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr.strip().endswith("(round_not_settled)")
    found = json.loads(told.read_text("utf-8"))
    assert found["valid"] is False
    assert found["unsettled"].startswith("Bộ phận kiểm chứng chưa kết luận xong đợt này")
    assert set(found["virtual"]["systems"]) == {"conference", "documents", "reports", "procedures"}
    assert "Kết quả vòng " in done.stdout, "figures are told beside it"


def test_rehearse_refuses_a_unit_nobody_knows(world: str) -> None:
    done = lienthong("rehearse", "--world", world, "--units", "27094,00000x")
    assert done.returncode == 1
    assert "(unknown_unit)" in done.stderr


def test_recount_says_a_line_for_each_kept_count_and_mends_what_is_wrong(world: str) -> None:
    whole = lienthong("recount", "--world", world)
    assert whole.returncode == 0, whole.stdout + whole.stderr
    assert len(whole.stdout.splitlines()) == len(list(kept_counts())) > 8
    assert all(line.endswith("– ok") for line in whole.stdout.splitlines())
    with psycopg.connect(server().url(database_of(world), "owner")) as owner:
        owner.execute(
            "insert into book (unit, code, year, last, entered) select min(id), 'vb-den', 2025, 0, 7 from unit"
        )
    wrong = lienthong("recount", "--world", world)
    assert wrong.returncode == 1
    assert "Số mục trong từng sổ số: " in wrong.stdout
    assert "SAI ở 1 dòng" in wrong.stdout
    mended = lienthong("recount", "--world", world, "--mend")
    assert mended.returncode == 0, mended.stdout
    assert "1 dòng sai, ghi lại theo số đếm lại" in mended.stdout
    assert lienthong("recount", "--world", world).returncode == 0
    assert "đếm lại" in lienthong("recount", "--help").stdout


def test_access_is_given_and_ended_from_the_command_line(world: str) -> None:
    here = ("--world", world)
    listed = lienthong("accounts", "list", "--unit", "27094", "--words", "vanthu.", "--json", *here)
    assert [row["username"] for row in json.loads(listed.stdout)] == ["vanthu.27094"], listed.stderr
    given = lienthong("accounts", "reset", "vanthu.27094", *here)
    assert given.returncode == 0, given.stderr
    assert "/mat-khau#" in given.stdout
    stopped = lienthong("accounts", "stop", "vanthu.27094", "--reason", "left", *here)
    assert "đã ghi. 1 phiên, mã máy và liên kết đã kết thúc" in stopped.stdout
    refused = lienthong("accounts", "reset", "vanthu.27094", *here)
    assert (refused.returncode, "account_stopped" in refused.stderr) == (1, True)
    assert lienthong("accounts", "reopen", "vanthu.27094", *here).returncode == 0
    assert lienthong("accounts", "end", "vanthu.27094", *here).returncode == 0
    assert "not_found" in lienthong("accounts", "end", "khong-co-ai", *here).stderr
    left = lienthong("accounts", "list", "--state", "stopped", *here)
    assert left.stdout.strip() == "0 tài khoản."
    assert lienthong("journal", "verify", *here).returncode == 0


def test_a_decided_day_is_entered_approved_and_applied_from_the_command_line(world: str) -> None:
    here = ("--world", world)
    listed = lienthong("calendar", "list", "--year", "2026", "--json", *here)
    rows = {row["since"]: row for row in json.loads(listed.stdout)}
    assert (rows["2026-01-10"]["value"], rows["2026-01-10"]["standing"]) == ("work", "read")
    assert rows["2026-11-24"]["standing_label"] == "Dự kiến"
    office, leader = ("--as", "chanhvanphong.27094", *here), ("--as", "lanhdao.27094", *here)
    storm = ("--off", "--since", "3/7/2025", "--unit", "27094", "--name", "Bão số 3")
    basis = ("--basis", "15/QĐ-UBND", "--basis-on", "2/7/2025")
    added = lienthong("calendar", "add", *storm, *basis, *office)
    assert added.returncode == 0, added.stderr
    assert "Nếu được duyệt, " in added.stdout
    decision = added.stdout.split()[4].rstrip(",")
    again = lienthong("calendar", "add", *storm, *basis, *office)
    assert (again.returncode, "(decision_taken)" in again.stderr) == (1, True)
    assert "(decision_waits)" in lienthong("calendar", "move", decision, *leader).stderr
    assert lienthong("calendar", "approve", decision, *leader).returncode == 0
    moved = lienthong("calendar", "move", decision, *leader)
    assert moved.stdout.startswith("Đã dời "), moved.stderr
    assert lienthong("calendar", "withdraw", decision, "--reason", "Bão tan", *leader).returncode == 0
    assert f"Đã rút. 15/QĐ-UBND ngày 2/7/2025 [{decision}]" in lienthong("calendar", "list", *here).stdout
    assert lienthong("calendar", "approve", "khong-phai-ma", *leader).returncode == 2
