"""lienthong journal verify: every chain of the journal, from its first line to its head. lienthong recount: what is
counted once and kept, against what is counted again."""

import argparse
from typing import TYPE_CHECKING

import psycopg
from psycopg import errors

from lienthong.cli.words import Commands, say
from lienthong.ground.database.servers import Server, home_folder, running_server, server_at
from lienthong.hosting.inside import enter, with_database
from lienthong.hosting.worlds import DEFAULT, database_of, find_world, open_world
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import dots

if TYPE_CHECKING:
    from lienthong.ground.kept import Recount


def add(commands: Commands) -> None:
    group = commands.add_parser("journal", help="sổ ghi việc")
    words = group.add_subparsers(dest="word", required=True, title="Lệnh", metavar="verify")
    verify = words.add_parser("verify", help="kiểm tra chuỗi băm của mọi dòng")
    verify.add_argument("--world", default=DEFAULT, metavar="TÊN")
    verify.set_defaults(run=run_verify)
    made = commands.add_parser(
        "recount", help="đếm lại mọi số đếm được giữ, so với số đang giữ",
        description="Mỗi số đếm một dòng: số đang giữ, số đếm lại, ok hoặc sai. Có số sai thì mã kết thúc là 1.",
    )  # fmt: skip
    made.add_argument("--world", default=DEFAULT, metavar="TÊN")
    made.add_argument(
        "--mend", action="store_true", help="ghi lại những số sai theo số đếm lại, rồi đếm lần nữa"
    )
    made.set_defaults(run=run_recount)


@with_database
def run_verify(arguments: argparse.Namespace) -> int:
    """It reads: the world is not brought to this version's tables by the way, and the database ends as it began."""
    server = server_at(home_folder())
    find_world(server, arguments.world)
    enter(server, arguments.world, "verifier")
    return _verified(server, arguments.world)


def _verified(server: Server, world: str) -> int:
    from lienthong.work.queries import verify_chains

    with psycopg.connect(server.url(database_of(world), "verifier")) as reader:
        try:
            checked = verify_chains(reader)
        except (errors.UndefinedColumn, errors.UndefinedTable, errors.UndefinedFunction) as older:
            raise Refusal(
                "world_not_updated",
                f"Thế giới «{world}» còn theo cấu trúc của phiên bản trước; hãy chạy lienthong serve --world {world} "
                "một lần, rồi kiểm tra lại.",
            ) from older
    lines, chains = f"{checked['lines']:,}".replace(",", "."), f"{checked['chains']:,}".replace(",", ".")
    broken, headless = checked["broken"], checked["headless"]
    if not broken and not headless:
        say(f"Sổ ghi việc nguyên vẹn: {lines} dòng, {chains} chuỗi.")
        return 0
    say(f"SỔ GHI VIỆC ĐÃ BỊ SỬA: {len(broken)} dòng sai, {headless} việc không có dòng nào ({lines} dòng).")
    for number in broken[:10]:
        say(f"  dòng {number}")
    return 1


@with_database
def run_recount(arguments: argparse.Namespace) -> int:
    server = running_server()
    open_world(server, arguments.world)
    return _recounted(server, arguments.world, is_mended=arguments.mend)


def _recounted(server: Server, world: str, *, is_mended: bool) -> int:
    from lienthong.ground.kept import kept_counts, put_right, recount  # here: `serve` does without migrations

    wrong = 0
    role = "owner" if is_mended else "verifier"
    with psycopg.connect(server.url(database_of(world), role), autocommit=True) as connection:
        for kept in kept_counts():
            counted = recount(connection, kept)
            if counted.wrong and is_mended and not kept.why_not:
                say(f"{kept.label}: {dots(counted.wrong)} dòng sai, ghi lại theo số đếm lại.")
                put_right(connection, kept)
                counted = recount(connection, kept)
            wrong += counted.wrong
            say(f"{kept.label}: {_words(counted)}")
            if counted.wrong and kept.why_not:
                say(f"  {kept.why_not}")
    return 1 if wrong else 0


def _words(counted: "Recount") -> str:
    verdict = f"SAI ở {dots(counted.wrong)} dòng" if counted.wrong else "ok"
    return f"giữ {dots(counted.kept)}, đếm lại {dots(counted.counted)}, {dots(counted.rows)} dòng – {verdict}"
