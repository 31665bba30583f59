"""Whether the database goes on after a command: only where somebody asked for it, and then it is said."""

import argparse
import inspect
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lienthong.cli import main, parser
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.hosting.inside import KEPT, kept, server_for_a_while
from tests.database import hurried


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    server = hurried(tmp_path / "home")
    server.stop()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(server._place, ignore_errors=True)


def test_a_command_takes_its_database_with_it_but_for_one_that_was_asked_to_stay(
    server: EmbeddedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    with server_for_a_while(server):
        assert server.answers()
    assert not server.answers(), "nobody asked for it"
    assert capsys.readouterr().err == ""
    with server_for_a_while(server):
        kept(server.home).parent.mkdir(exist_ok=True)
        kept(server.home).touch()  # as `lienthong database url` does
    assert server.answers()
    assert capsys.readouterr().err.strip() == KEPT
    with server_for_a_while(server):
        pass
    assert server.answers(), "it ran before this command"
    assert capsys.readouterr().err == ""


COMMANDS = (
    ("accounts", "list"),
    ("calendar", "list"),
    ("journal", "verify"),
    ("reorganise", "check"),
    ("reorganise", "minutes", "--out", "."),
    ("reorganise", "import-world", "a.ltw", "--dry-run"),
    ("units", "check", "--on", "2025-07-01"),
    ("world", "export"),
)


def test_who_started_the_database_stops_it(
    server: EmbeddedServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Also when the command is refused; one that found it running leaves it."""
    monkeypatch.setenv("LIENTHONG_HOME", str(server.home))
    for words in COMMANDS:
        named = (
            ("khong-co", "--out", str(tmp_path / "a.ltw")) if "export" in words else ("--world", "khong-co")
        )
        assert main([*words, *named]) == 1
        assert capsys.readouterr().err.strip().endswith("(no_such_world)"), words
        assert not server.answers(), words
    server.ensure_running()
    assert main(["accounts", "list", "--world", "khong-co"]) == 1
    assert server.answers()


def test_who_leaves_last_stops_what_another_one_started(server: EmbeddedServer) -> None:
    """A service that begins while a command runs is not left without its database, and takes it with it."""
    with server_for_a_while(server):
        with server_for_a_while(server):
            pass
        assert server.answers(), "the first still works with it"
    assert not server.answers()
    first, second = server_for_a_while(server), server_for_a_while(server)
    first.__enter__()
    with second:
        first.__exit__(None, None, None)
        assert server.answers(), "the second still works with it"
    assert not server.answers(), "nobody is left"


CHECKED_FIRST = {
    "demo", "serve", "rehearse", "rehearse verify", "restore", "reorganise demo", "reorganise plan", "world create",
}  # fmt: skip
"""What they are told is looked at before a database is started for it."""

NEEDS_NONE = {
    "bench": "a process of its own, which begins worlds of its own",
    "database url": "it is asked to leave the database running",
    "database stop": "it stops what runs",
}


def _runs(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, Callable[..., int]]]:
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in below:
        for word, command in action.choices.items():
            yield from _runs(command, f"{name} {word}".strip())
    if run := parser.get_default("run"):
        yield name, run


def test_every_command_has_the_one_way() -> None:
    runs = dict(_runs(parser()))
    assert len(runs) > 30
    assert runs.keys() >= CHECKED_FIRST | NEEDS_NONE.keys()
    by_hand = {name for name, run in runs.items() if not hasattr(run, "__wrapped__")}
    assert by_hand == CHECKED_FIRST | NEEDS_NONE.keys()
    for name in CHECKED_FIRST:
        text = inspect.getsource(inspect.getmodule(runs[name]) or pytest)
        assert "server_for_a_while(server)" in text or "@with_database\ndef _" in text, name
