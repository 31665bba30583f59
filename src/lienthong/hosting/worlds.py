"""Worlds: each a database of its own, cloned from the template, with its own clock, numbers and files."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import psycopg

from lienthong.ground.database import roles
from lienthong.ground.database.passwords import password
from lienthong.ground.database.servers import Server, admin
from lienthong.hosting.supervisor import alive, supervised
from lienthong.hosting.template import (
    Say,
    ensure_template,
    migrate,
    plain_environment,
    quiet,
    run_inside,
    schema_digest,
    unknown_migrations,
)
from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import Refusal
from lienthong.units.terms import CITY_PROVINCE, no_holdings_on

PREFIX = "lt_"
MAKING = "lt_making_world"
DEFAULT = "thu-nghiem"
OPENS_AT = time(7, 30)
FILED_AT = datetime(2025, 6, 27, 8, tzinfo=ZONE)
"""When the old counters took in what a world that opens later finds in flight (`handover`)."""

NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
IN_FLIGHT_A_ROUND = 2
LEAST_IN_FLIGHT = """
select min(free) from (
    select count(*) filter (where f.round is null and w.state = 'received') as free
    from in_flight f
    join work_item w on w.id = f.item
    join holding h on h.jurisdiction = f.jurisdiction and h.during @> world_today()
    group by h.unit, f.is_for_people) of_unit
"""
ONE_MAKER = 7_411_854

__all__ = ["DEFAULT", "World", "create_world", "drop_world", "ensure_template", "list_worlds", "open_world"]


@dataclass(frozen=True)
class World:
    name: str
    kind: str
    now: datetime
    opened_at: datetime


def create_world(
    server: Server,
    name: str,
    on: date,
    say: Say = quiet,
    *,
    before: bool = False,
    province: int | None = None,
    besides: Sequence[str] = (),
) -> World:
    """A trial world whose clock shows 07:30 of `on`. Whole or not at all.

    `before`: its registry stands on the eve of 1/7/2025, so that the reorganisation itself can be planned in it.
    `province`: it is the installation of that province, with nobody else's staff; without, the city's with the staff
    of the three provinces that became one.
    `besides`: codes of provinces whose bodies and staff stand in it beside the city's, for a round of several.
    """
    _require_name(name)
    template = ensure_template(server, say)
    with admin(server) as connection:
        connection.execute("select pg_advisory_lock(%s)", (ONE_MAKER,))
        if roles.database_exists(connection, database_of(name)):
            raise Refusal("world_exists", f"Thế giới «{name}» đã có.", world=name)
        roles.drop_database(connection, MAKING)
        roles.create_database(connection, MAKING, template)
        try:
            say(f"Mở thế giới «{name}»…")
            if before:
                _turn_back(server, say)
            if province is not None:
                _staff_province(server, province, on, say)
            if besides:
                _add_provinces(server, besides, say)
            of_city = not before and province is None
            _begin(server, name, on, say, province, hands_over=on > FILED_AT.date() and of_city)
        except BaseException:
            roles.drop_database(connection, MAKING)
            raise
        _folder(server, name).mkdir(mode=0o700, parents=True, exist_ok=True)
        _remember_schema(server, name)
        roles.rename_database(connection, MAKING, database_of(name))
    return find_world(server, name)


def open_world(server: Server, name: str, say: Say = quiet) -> World:
    """An existing world, brought to this version's tables."""
    world = find_world(server, name)
    if not has_our_tables(server, name):
        _refuse_newer(server, name)
        say("Cập nhật cấu trúc dữ liệu…")
        migrate(server, database_of(name))
        _remember_schema(server, name)
    return world


def has_our_tables(server: Server, name: str) -> bool:
    """Whether the world was made or migrated by exactly this version."""
    mark = _schema_file(server, name)
    return mark.exists() and mark.read_text("ascii") == schema_digest()


def _refuse_newer(server: Server, name: str) -> None:
    """The database itself says what was done to it; a version that does not know all of it would break the rest."""
    with psycopg.connect(server.url(database_of(name), "owner")) as owner:
        applied = owner.execute("select app || '.' || name from django_migrations").fetchall()
    if newer := unknown_migrations(name for (name,) in applied):
        raise Refusal(
            "world_newer",
            f"Thế giới «{name}» do phiên bản mới hơn cập nhật ({newer[0]}, tất cả {len(newer)} bước phiên bản này "
            "không biết). Hãy cập nhật chương trình.",
            world=name,
        )


def find_world(server: Server, name: str) -> World:
    _require_name(name)
    with admin(server) as connection:
        if not roles.database_exists(connection, database_of(name)):
            raise Refusal("no_such_world", f"Không có thế giới «{name}».", status=404, world=name)
    return _read(server, database_of(name))


def list_worlds(server: Server) -> list[World]:
    names = map(database_of, world_names(server))
    return [world for name in names if (world := _read_if_there(server, name)) is not None]


def world_names(server: Server) -> list[str]:
    """Of every world of the cluster, also of another home's, whose logins are not known here."""
    with admin(server) as connection:
        databases = connection.execute(
            "select datname from pg_database where not datistemplate order by 1"
        ).fetchall()
    names = [name.removeprefix(PREFIX) for (name,) in databases if name.startswith(PREFIX)]
    return [name for name in names if NAME.fullmatch(name)]


def _read_if_there(server: Server, database: str) -> World | None:
    """None when it was dropped since it was listed."""
    try:
        return _read(server, database)
    except psycopg.OperationalError:
        with admin(server) as connection:
            if roles.database_exists(connection, database):
                raise
        return None


def drop_world(server: Server, name: str) -> None:
    find_world(server, name)
    if (pid := serving(server.home, name)) is not None:
        raise Refusal(
            "world_in_use", f"Thế giới «{name}» đang chạy (tiến trình {pid}); hãy dừng trước khi xóa."
        )
    with admin(server) as connection:
        roles.drop_database(connection, database_of(name))
    shutil.rmtree(_folder(server, name), ignore_errors=True)


def has_work_in_flight(server: Server, name: str) -> bool:
    """Whether every ward still has, for one more round, dossiers of its old offices that no round has had."""
    with psycopg.connect(server.url(database_of(name), "verifier")) as reader:
        row = reader.execute(LEAST_IN_FLIGHT).fetchone()
    return row is not None and row[0] is not None and row[0] >= IN_FLIGHT_A_ROUND


def database_of(name: str) -> str:
    return PREFIX + name


def environment(server: Server, name: str, role: str = "app") -> dict[str, str]:
    """What a process that serves this world is told; of the database one login only."""
    return plain_environment(server.home) | {
        "LIENTHONG_WORLD": name,
        "LIENTHONG_DB": server.url(database_of(name), role),
        "LIENTHONG_SECRET_KEY": password(server.secrets, f"key-{name}"),
    }


def serving(home: Path, name: str) -> int | None:
    """The supervisor that runs this world from this home."""
    served = home / "run" / "world"
    if supervised(home) and served.exists() and served.read_text("utf-8").split()[0] == name:
        return alive(home / "run", "supervisor")
    return None


def _require_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise Refusal(
            "world_name",
            f"Tên thế giới «{name}» chưa đúng: bắt đầu bằng chữ cái thường, rồi chữ cái thường không dấu, "
            "chữ số hoặc dấu gạch ngang, tối đa 31 ký tự.",
            status=422,
            field="name",
        )


def _turn_back(server: Server, say: Say) -> None:
    from lienthong.personnel.believable.staffing import keep_former_staff
    from lienthong.units.load import stand_before

    say("Đưa danh mục đơn vị về trước ngày 1/7/2025…")
    with psycopg.connect(server.url(MAKING, "owner")) as owner:
        stand_before(owner)
        keep_former_staff(owner)
    with psycopg.connect(server.url(MAKING, "owner"), autocommit=True) as owner:
        owner.execute("vacuum analyze area, unit, jurisdiction, holding")


def _staff_province(server: Server, province: int, on: date, say: Say) -> None:
    from lienthong.personnel.believable.staffing import staff_province

    say(f"Lập tổ chức và tài khoản cho riêng tỉnh {province:02}…")
    with psycopg.connect(server.url(MAKING, "owner")) as owner:
        if not staff_province(owner, province, on):
            raise Refusal(
                "no_such_province",
                f"Ngày {on:%d/%m/%Y} không có tỉnh, thành phố nào mang mã {province:02} với cơ quan riêng.",
                status=422,
                field="province",
            )


def _add_provinces(server: Server, codes: Sequence[str], say: Say) -> None:
    """Refuses a code that is no province's."""
    from lienthong.personnel.believable.staffing import staff_besides
    from lienthong.units.provinces import communes_in, load_provinces, provinces

    say(f"Lập cơ quan của {len(codes)} tỉnh, thành phố, {communes_in(codes)} xã, phường…")
    with psycopg.connect(server.url(MAKING, "owner")) as owner:
        load_provinces(owner, codes)
        owner.commit()
        for number, code in enumerate(codes, 1):
            people = staff_besides(owner, code)
            owner.commit()
            say(f"  {number}/{len(codes)} {provinces()[code]}: {people} người")
    with psycopg.connect(server.url(MAKING, "owner"), autocommit=True) as owner:
        owner.execute("vacuum analyze unit, jurisdiction, holding, person, post, mandate, account, oversight")


def _begin(server: Server, name: str, on: date, say: Say, province: int | None, *, hands_over: bool) -> None:
    opens = datetime.combine(on, OPENS_AT, ZONE)
    with psycopg.connect(server.url(MAKING, "owner")) as owner:
        _refuse_day_without_holdings(owner, on)
        owner.execute(
            "insert into world (id, name, kind, origin, clock_offset, opened_at)"
            " values (1, %s, 'trial', %s, %s - now(), now())",
            (name, province or int(CITY_PROVINCE), FILED_AT if hands_over else opens),
        )
    if hands_over:
        say("Các xã, phường cũ tiếp nhận hồ sơ ngày 27/6/2025, rồi đồng hồ chuyển tới ngày mở…")
        arguments = (server, MAKING, "app", "lienthong.trials.handover", opens.isoformat())
        run_inside(*arguments, failed="handover_failed")
        with psycopg.connect(server.url(MAKING, "owner")) as owner:
            owner.execute("select fill_in_flight()")


def _refuse_day_without_holdings(owner: psycopg.Connection[Any], on: date) -> None:
    if owner.execute("select 1 from holding where during @> %s limit 1", (on,)).fetchone() is None:
        raise no_holdings_on(on)


def _read(server: Server, database: str) -> World:
    with psycopg.connect(server.url(database, "verifier")) as reader:
        row = reader.execute("select name, kind, world_now(), opened_at from world").fetchone()
    if row is None:
        raise Refusal("world_unfinished", f"Cơ sở dữ liệu {database} chưa phải một thế giới.", status=500)
    name, kind, now, opened_at = row
    return World(name, kind, now.astimezone(ZONE), opened_at.astimezone(ZONE))


def files_root(server: Server, name: str) -> Path:
    """Where the bytes of this world's papers lie (`settings.FILES_ROOT` of its processes)."""
    return _folder(server, name) / "files"


def _folder(server: Server, name: str) -> Path:
    return server.home / "worlds" / name


def _schema_file(server: Server, name: str) -> Path:
    return _folder(server, name) / "schema"


def _remember_schema(server: Server, name: str) -> None:
    _schema_file(server, name).write_text(schema_digest(), "ascii")
