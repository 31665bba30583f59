"""Two installations that exchange letters by a folder: the city's centre in one, An Khánh in the other."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from lienthong.documents import actions as letters
from lienthong.exchange.axis import actions
from lienthong.exchange.axis.carrying.round import one_round
from lienthong.ground.actor import Actor
from lienthong.ground.database import roles
from lienthong.ground.database.embedded import EmbeddedServer
from tests import cast
from tests.committed import HOME, CommittedWorld
from tests.database import clone
from tests.reorganisation.plans import standing_on

CENTRE_ID, WARD_ID = "H29.31", "H29.32.1"


@dataclass(frozen=True)
class Sides:
    here: CommittedWorld
    there: CommittedWorld
    folders: Path

    @contextmanager
    def at(self, world: CommittedWorld) -> Iterator[None]:
        with standing_on(world.app):
            yield

    def carry(self) -> int:
        """What lies in either `out/` goes into the other's `in/`, as a carrier would; how many files."""
        return carry(self.folders / "here", self.folders / "there") + carry(
            self.folders / "there", self.folders / "here"
        )

    def run(self) -> None:
        """Rounds on both sides and the carrier between them, until nothing moves."""
        moved = True
        while moved:
            moved = False
            for world in (self.here, self.there):
                with self.at(world):
                    moved |= all_rounds() > 0
            moved |= self.carry() > 0


def all_rounds() -> int:
    total = 0
    while moved := one_round():
        total += moved
    return total


def carry(source: Path, target: Path) -> int:
    files = sorted((source / "out").glob("*.edxml"))
    (target / "in").mkdir(parents=True, exist_ok=True)
    for path in files:
        path.rename(target / "in" / path.name)
    return len(files)


def settled(path: Path) -> None:
    """Written long ago."""
    os.utime(path, (1_700_000_000, 1_700_000_000))


def has_id(world: CommittedWorld, unit: int | None, agency_id: str) -> None:
    """A decision gave the body its electronic id."""
    world.run(
        "insert into decided_row (id, rule, value, during, unit, name, basis, basis_on, entered_by, entered_person,"
        " entered_at, approved_by, approved_person, approved_at)"
        " select gen_random_uuid(), 'agency_id', %s, '[2025-07-01,)', u.id, '', '1/QĐ-UBND', '2025-07-01', m.id,"
        " m.person, world_now(), o.id, o.person, world_now()"
        " from unit u, (select id, person from mandate order by id limit 1) m,"
        " (select id, person from mandate order by id desc limit 1) o where u.id = %s",
        agency_id, unit,
    )  # fmt: skip


@contextmanager
def second_world(worker: str) -> Iterator[CommittedWorld]:
    """Beside the one that stands, on the same cluster: made before anything is read there."""
    server = EmbeddedServer(HOME)
    url = clone(f"tail_{worker}_there", HOME)
    name = url.rpartition("/")[2].partition("?")[0]
    try:
        yield CommittedWorld(url, server.url(name, "app"))
    finally:
        with psycopg.connect(server.admin_url(), autocommit=True) as admin:
            roles.drop_database(admin, name)


def administrator() -> Actor:
    return cast.officer("quan_tri", cast.TTCDS)


def joined_by_folder(place: Path, *prefixes: str) -> None:
    place.mkdir(parents=True, exist_ok=True)
    actions.connect_exchange(
        name="thu-muc", prefixes=prefixes, kind="folder", place=str(place), by=administrator()
    )


def sent_to(outside: str, *, by: Actor | None = None, subject: str = "Về việc trao đổi dữ liệu") -> UUID:
    """A letter of the centre to a body on the axis, issued."""
    by = by or cast.dung()
    drafted = letters.draft_document(
        side="government", type="CV", subject=subject, body="Nội dung công văn.", to_line="UBND phường",
        outside=[outside], by=by,
    )  # fmt: skip
    item = UUID(drafted["id"])
    letters.submit_draft(item, by=by)
    letters.sign_document(item, by=by)
    letters.issue_document(item, by=by)
    return item
