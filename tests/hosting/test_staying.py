"""Whether the database goes on after a command: only where somebody asked for it, and then it is said."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.hosting.inside import KEPT, kept, server_for_a_while


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(tmp_path / "home")
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
