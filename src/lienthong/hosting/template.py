"""The template every world is cloned from: migrated, with units, staff and catalogues, made once.

Its name carries the digest of what it is made of, so a changed migration or table makes another one.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg

import lienthong
from lienthong.ground.database import roles
from lienthong.ground.database.servers import Server, admin
from lienthong.kernel.refusals import Refusal

PREFIX = "lt_template_"
MAKING = "lt_making_template"
SCHEMA = ("**/migrations/*.py", "**/sql/*.sql", "**/sql/owner/*.sql")
SOURCES = (
    *SCHEMA, "*/data/**/*", "units/*.py", "personnel/*.py", "personnel/believable/*.py",
    "procedures/catalogue/*.py", "hosting/template.py",
)  # fmt: skip
FIRST_DAY = date(2025, 7, 1)
"""Of the world that is made when nobody says otherwise: the day the new units begin."""

ONE_MAKER = 7_411_853
"""Advisory lock: of two makers the second waits and finds the first one's template."""

Say = Callable[[str], None]


def quiet(sentence: str) -> None:
    pass


def ensure_template(server: Server, say: Say = quiet) -> str:
    """The name of the template database, made if need be; the server is started and gets its roles."""
    server.ensure_running()
    name = PREFIX + template_digest()
    with admin(server) as connection:
        connection.execute("select pg_advisory_lock(%s)", (ONE_MAKER,))
        roles.ensure_roles(connection, server.secrets, is_ours=server.is_ours)
        if not roles.database_exists(connection, name):
            _make(server, connection, name, say)
    return name


def template_digest() -> str:
    return _digest(SOURCES)


def schema_digest() -> str:
    """Of what makes the tables: a world that was made or migrated under another one is migrated."""
    return _digest(SCHEMA)


def known_migrations() -> frozenset[str]:
    """Of our rooms, as `room.name`: what a database may have had to be ours to open."""
    root = Path(lienthong.__path__[0])
    return frozenset(f"{path.parts[-3]}.{path.stem}" for path in root.glob("*/migrations/[0-9]*.py"))


def unknown_migrations(applied: Iterable[str]) -> list[str]:
    """Those of our rooms that a newer version has run."""
    known = known_migrations()
    rooms = {name.partition(".")[0] for name in known}
    return [name for name in applied if name.partition(".")[0] in rooms and name not in known]


def _digest(patterns: tuple[str, ...]) -> str:
    root = Path(lienthong.__path__[0])
    digest = hashlib.sha256(version("lienthong").encode())
    for path in sorted(_sources(root, patterns)):
        digest.update(f"{path.relative_to(root)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def migrate(server: Server, database: str) -> None:
    """Bring a database to this version's tables, as its owner and in a process that knows only that login."""
    run_inside(
        server, database, "owner", "django", "migrate", "--no-input", "--skip-checks", "-v", "0",
        failed="migration_failed",
    )  # fmt: skip


def run_inside(server: Server, database: str, role: str, *module: str, failed: str) -> None:
    """Run a Python module in a process that knows one login to one database."""
    done = subprocess.run(
        [sys.executable, "-m", *module],
        env=plain_environment(server.home)
        | {"LIENTHONG_DB": server.url(database, role), "LIENTHONG_POOL": "0"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        said = done.stderr.strip()[-800:]
        raise Refusal(failed, f"Chuẩn bị cơ sở dữ liệu không thành công: {said}", status=500)


def plain_environment(home: Path) -> dict[str, str]:
    """What every process of ours needs and nothing that opens a door."""
    kept = (
        "PATH",
        "PYTHONPATH",
        "HOME",
        "LANG",
        "LC_ALL",
        "TMPDIR",
        "VIRTUAL_ENV",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
    )
    kept_values = {key: os.environ[key] for key in kept if key in os.environ}
    return kept_values | {
        "DJANGO_SETTINGS_MODULE": "lienthong.site.settings",
        "LIENTHONG_HOME": str(home),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }


def _sources(root: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        yield from (path for path in root.glob(pattern) if path.is_file() and path.suffix != ".pyc")


def _make(server: Server, connection: roles.Admin, name: str, say: Say) -> None:
    """Under another name until it is whole, so that a maker killed half-way leaves no template."""
    roles.drop_database(connection, MAKING)
    roles.create_database(connection, MAKING)
    say("Tạo cấu trúc dữ liệu…")
    with psycopg.connect(server.url(MAKING, "owner")) as owner:
        roles.open_schema(owner)
    migrate(server, MAKING)
    with psycopg.connect(server.url(MAKING, "owner"), autocommit=True) as owner:
        _fill(owner, say)
    roles.seal_template(connection, MAKING)
    roles.rename_database(connection, MAKING, name)
    _drop_older(connection, name)


def _fill(owner: psycopg.Connection[Any], say: Say) -> None:
    from lienthong.personnel.believable.staffing import staff_world
    from lienthong.procedures.catalogue.load import load_catalogue
    from lienthong.units.load import load_registry

    say("Nạp danh mục đơn vị hành chính, ranh giới và thẩm quyền…")
    load_registry(owner)
    say("Lập tổ chức, chức danh và tài khoản cho các đơn vị…")
    staff_world(owner)
    say("Nạp danh mục thủ tục hành chính…")
    load_catalogue(owner)
    _analyze(owner)


def _analyze(owner: psycopg.Connection[Any]) -> None:
    """All that holds rows. A table counted as empty is read from end to end by every plan kept since, until
    autovacuum looks again; of one never counted PostgreSQL assumes ten pages, and uses its indexes.
    """
    filled = owner.execute(
        "select oid::regclass::text from pg_class where relkind = 'r' and pg_relation_size(oid) > 0"
    ).fetchall()
    owner.execute(f"analyze {', '.join(name for (name,) in filled)}")


def _drop_older(connection: roles.Admin, newest: str) -> None:
    names = connection.execute(
        "select datname from pg_database where starts_with(datname, %s) and datname <> %s", (PREFIX, newest)
    ).fetchall()
    for (name,) in names:
        roles.drop_database(connection, name)
