"""lienthong recount: what is counted once and kept, against what is counted again."""

import argparse

import psycopg

from lienthong.cli.words import Commands, say
from lienthong.ground.database.servers import running_server
from lienthong.ground.kept import Recount, kept_counts, put_right, recount
from lienthong.hosting.worlds import DEFAULT, database_of, open_world
from lienthong.kernel.wording import dots


def add(commands: Commands) -> None:
    made = commands.add_parser(
        "recount", help="đếm lại mọi số đếm được giữ, so với số đang giữ",
        description="Mỗi số đếm một dòng: số đang giữ, số đếm lại, ok hoặc sai. Có số sai thì mã kết thúc là 1.",
    )  # fmt: skip
    made.add_argument("--world", default=DEFAULT, metavar="TÊN")
    made.add_argument(
        "--mend", action="store_true", help="ghi lại những số sai theo số đếm lại, rồi đếm lần nữa"
    )
    made.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    server = running_server()
    open_world(server, given.world)
    wrong = 0
    role = "owner" if given.mend else "verifier"
    with psycopg.connect(server.url(database_of(given.world), role), autocommit=True) as connection:
        for one in kept_counts():
            found = recount(connection, one)
            if found.wrong and given.mend and not one.why_not:
                say(f"{one.label}: {dots(found.wrong)} dòng sai, ghi lại theo số đếm lại.")
                put_right(connection, one)
                found = recount(connection, one)
            wrong += found.wrong
            say(f"{one.label}: {_words(found)}")
            if found.wrong and one.why_not:
                say(f"  {one.why_not}")
    return 1 if wrong else 0


def _words(found: Recount) -> str:
    verdict = f"SAI ở {dots(found.wrong)} dòng" if found.wrong else "ok"
    return f"giữ {dots(found.kept)}, đếm lại {dots(found.counted)}, {dots(found.rows)} dòng – {verdict}"
