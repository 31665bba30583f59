"""What tests of joining share: two real worlds on the eve of 1/7/2025, Bình Dương's own and the city's."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.ground.database import roles
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.journal import append_line
from lienthong.joining.actions import sign_import
from lienthong.joining.checking import staging
from lienthong.joining.files.archive import Archive
from lienthong.joining.files.export import export_world
from lienthong.joining.queries import joining_of
from lienthong.kernel.ids import uuid7
from tests.cast import officer
from tests.database import HOME, clone
from tests.reorganisation.plans import clone_before, signers, standing_on

BINH_DUONG = 74
SCHEMA = "the same on both sides"
COMMUNE, OTHER = "25747", "25750"
"""Phú Thọ and Hiệp Thành, wards of Thủ Dầu Một: their codes go on in the next generation."""

_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Base:
    """A database nobody is connected to, from which each test gets its own."""

    name: str


@dataclass(frozen=True)
class Place:
    """One installation: its database and the folder of its files."""

    database: str
    files: Path

    def url(self, role: str = "owner") -> str:
        return EmbeddedServer(HOME).url(self.database, role)

    @contextmanager
    def owner(self) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(self.url()) as connection:
            yield connection

    def one(self, text: Any, params: Any = None) -> Any:
        with self.owner() as connection:
            row = connection.execute(text, params).fetchone()
        assert row is not None
        return row[0]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """As its application, in transactions that are committed."""
        before = settings.FILES_ROOT
        settings.FILES_ROOT = self.files
        try:
            with standing_on(self.url("app")):
                yield
        finally:
            settings.FILES_ROOT = before

    def state(self) -> str:
        """Everything that stands in it, as one digest."""
        with self.owner() as connection:
            names = connection.execute(
                "select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables"
                " where table_schema in ('public', 'joining') and table_type = 'BASE TABLE'"
                " and table_name not in ('access', 'answer', 'knock') order by 1"
            ).fetchall()
            parts = [
                (
                    name,
                    connection.execute(
                        f"select count(*), sum(hash_record_extended(t, 7)) from {name} t"
                    ).fetchone(),
                )  # type: ignore[arg-type]
                for (name,) in names
            ]
        return str(parts)


def city_base(worker: str) -> Base:
    return _base(clone_before(f"tphcm_{worker}"))


def province_base(worker: str) -> Base:
    from lienthong.personnel.believable.staffing import staff_province
    from lienthong.units.load import stand_before

    url = clone(f"binhduong_{worker}")
    with psycopg.connect(url) as owner:
        stand_before(owner)
        staff_province(owner, BINH_DUONG, date(2025, 6, 20))
        owner.execute(
            "update world set name = 'binh-duong', origin = 74,"
            " clock_offset = timestamptz '2025-06-20 07:00+07' - now()"
        )
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("vacuum analyze area, unit, jurisdiction, holding")
    return _base(url)


def _base(url: str) -> Base:
    return Base(psycopg.conninfo.conninfo_to_dict(url)["dbname"])  # type: ignore[arg-type]


def become(place: Place, province: int, name: str) -> None:
    """This installation is another province's, with that one's people."""
    from lienthong.personnel.believable.staffing import staff_province

    with place.owner() as owner:
        staff_province(owner, province, date(2025, 6, 20))
        owner.execute("update world set name = %s, origin = %s", (name, province))


@contextmanager
def fresh(base: Base, files: Path) -> Iterator[Place]:
    """A clone of the base, gone afterwards."""
    name = f"test_gop_{next(_NUMBERS)}_{os.getpid()}"
    with psycopg.connect(EmbeddedServer(HOME).admin_url(), autocommit=True) as admin:
        roles.create_database(admin, name, template=base.name)
        try:
            yield Place(name, files)
        finally:
            roles.drop_database(admin, name)


def drop_base(base: Base) -> None:
    with psycopg.connect(EmbeddedServer(HOME).admin_url(), autocommit=True) as admin:
        roles.drop_database(admin, base.name)


def noted(by: Actor) -> None:
    """A line that belongs to no item: it lengthens the chain of the unit's day."""
    with acts.opening(by) as opened:
        opened.act = uuid7()
        append_line("test.noted", {}, by=by)


def quiet(sentence: str) -> None:
    assert sentence


def exported(place: Place, out: Path) -> Path:
    export_world(place.url("verifier"), place.files, out, schema=SCHEMA, say=quiet)
    return out


def tried(place: Place, file: Path) -> dict[str, Any]:
    return staging.dry_run(place.url(), Archive(file), schema=SCHEMA, say=quiet)


def kept(place: Place, file: Path) -> int:
    return staging.keep_waiting(place.url(), Archive(file), place.files, schema=SCHEMA, say=quiet)


def sign(number: int, by: Actor) -> dict[str, Any]:
    return sign_import(number, digest=joining_of(number).digest, by=by)


def joined(place: Place, file: Path) -> dict[str, Any]:
    """Checked, signed by both: part of this world. What the act found when it looked again."""
    number = kept(place, file)
    with place.at_work():
        first, second = signers()
        sign(number, first)
        answer = sign(number, second)
    assert answer["state"] == "joined"
    return dict(answer["outcome"])


def counter(code: str = COMMUNE) -> Actor:
    """The clerk at a commune's counter, in the world we stand in."""
    return officer("tiep_nhan", code)
