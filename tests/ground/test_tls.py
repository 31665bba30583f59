"""`sslmode=verify-full` holds for every connection: the right root is accepted; a wrong one, a wrong name are not."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.db.utils import ConnectionHandler

from lienthong.ground.database.servers import Server, running_server
from lienthong.kernel.refusals import Refusal
from lienthong.site.settings import database
from tests.ground import debian

pytestmark = pytest.mark.drill


@dataclass(frozen=True)
class Secured:
    port: int
    home: Path
    root: Path
    another_root: Path

    def url(self, root: Path, host: str = "localhost") -> str:
        return (
            f"postgresql://postgres:{debian.PASSWORD}@{host}:{self.port}/postgres"
            f"?sslmode=verify-full&sslrootcert={root}"
        )


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    with debian.place() as here:
        _certificates(here)
        settings = (
            f"ssl = on\nssl_cert_file = '{here.folder}/server.pem'\nssl_key_file = '{here.folder}/server.key'"
        )
        with debian.postgresql(here, settings, "hostssl all all all scram-sha-256\n") as port:
            yield Secured(
                port, tmp_path_factory.mktemp("home"), here.folder / "root.pem", here.folder / "another.pem"
            )


def _certificates(here: debian.Place) -> None:
    folder = here.folder
    for name in ("root", "another"):
        debian.openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                       "-keyout", f"{name}.key", "-out", f"{name}.pem")  # fmt: skip
    (folder / "names").write_text("subjectAltName=DNS:localhost\n")
    debian.openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=may-chu", "-keyout", "server.key",
                   "-out", "server.csr")  # fmt: skip
    debian.openssl(folder, "x509", "-req", "-in", "server.csr", "-CA", "root.pem", "-CAkey", "root.key",
                   "-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "server.pem")  # fmt: skip
    (folder / "server.key").chmod(0o600)
    for name in ("server.key", "server.pem"):
        here.account.take(folder / name)


def standing(url: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setenv("DATABASE_URL", url)
    return running_server(home)


def test_the_right_root_is_accepted_and_asked_for_by_each_connection(
    secured: Secured, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = standing(secured.url(secured.root), secured.home, monkeypatch)
    url = server.url("postgres", "app")
    with psycopg.connect(url) as connection:
        assert connection.pgconn.ssl_in_use
    parameters = ConnectionHandler({"default": database(url)})["default"].get_connection_params()
    with psycopg.connect(**parameters) as connection:
        assert connection.pgconn.ssl_in_use
        words = {option.keyword: option.val for option in connection.pgconn.info}
        assert words[b"sslmode"] == b"verify-full"


def test_a_wrong_root_is_refused(secured: Secured, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal, match="database_not_reached") as refused:
        standing(secured.url(secured.another_root), secured.home, monkeypatch)
    assert "certificate verify failed" in refused.value.sentence


def test_a_wrong_root_is_refused_by_the_web_server_too(
    secured: Secured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What became of `verify-full` before: a connection to whoever answers."""
    root = tmp_path / "root.pem"
    shutil.copy(secured.root, root)
    url = standing(secured.url(root), secured.home, monkeypatch).url("postgres", "app")
    shutil.copy(secured.another_root, root)
    parameters = ConnectionHandler({"default": database(url)})["default"].get_connection_params()
    with pytest.raises(psycopg.OperationalError, match="certificate verify failed"):
        psycopg.connect(**parameters)


def test_a_wrong_name_is_refused(secured: Secured, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal, match="database_not_reached") as refused:
        standing(secured.url(secured.root, host="127.0.0.1"), secured.home, monkeypatch)
    assert "127.0.0.1" in refused.value.sentence
