"""Whoever puts statements of several connections into one server process is refused at the start, with the reason."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.poolers import require_own_backends
from lienthong.ground.database.servers import running_server
from lienthong.ground.database.words import url_of, words_of
from lienthong.kernel.refusals import Refusal
from tests.database import HOME
from tests.ground import debian
from tests.ground.mixing import mixing


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A socket's path holds 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="lt-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def server() -> EmbeddedServer:
    server = EmbeddedServer(HOME)
    server.ensure_running()
    return server


@pytest.mark.parametrize("takes", [-1, 0], ids=["last returned", "in turn"])
def test_a_pooler_that_mixes_statements_is_refused_at_the_start(
    server: EmbeddedServer, short_folder: Path, takes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = words_of(server.admin_url())
    with mixing(short_folder, Path(words["host"]), takes) as host:
        url = url_of(words | {"host": str(host)})
        with psycopg.connect(url) as connection:
            assert connection.execute("select 1").fetchone() == (1,), "it does answer"
        monkeypatch.setenv("DATABASE_URL", url)
        with pytest.raises(Refusal, match="pooler_mixes") as refused:
            running_server(tmp_path / "home")
    assert "session" in refused.value.sentence


def test_a_server_without_a_pooler_is_accepted(server: EmbeddedServer) -> None:
    require_own_backends(server.admin_url())


@pytest.mark.drill
@pytest.mark.parametrize(("mode", "accepted"), [("transaction", False), ("session", True)])
def test_pgbouncer_is_accepted_in_session_mode_only(mode: str, accepted: bool) -> None:
    debian.pgbouncer()
    with (
        debian.place() as here,
        debian.postgresql(here, "", "host all all all scram-sha-256\n") as port,
        debian.pooled(here, port, mode) as pooler,
    ):
        url = f"postgresql://postgres:{debian.PASSWORD}@127.0.0.1:{pooler}/postgres"
        if accepted:
            require_own_backends(url)
            return
        with pytest.raises(Refusal, match="pooler_mixes"):
            require_own_backends(url)
