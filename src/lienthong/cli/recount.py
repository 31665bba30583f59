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


def run(arguments: argparse.Namespace) -> int:
    server = running_server()
    open_world(server, arguments.world)
    wrong = 0
    role = "owner" if arguments.mend else "verifier"
    with psycopg.connect(server.url(database_of(arguments.world), role), autocommit=True) as connection:
        for kept in kept_counts():
            counted = recount(connection, kept)
            if counted.wrong and arguments.mend and not kept.why_not:
                say(f"{kept.label}: {dots(counted.wrong)} dòng sai, ghi lại theo số đếm lại.")
                put_right(connection, kept)
                counted = recount(connection, kept)
            wrong += counted.wrong
            say(f"{kept.label}: {_words(counted)}")
            if counted.wrong and kept.why_not:
                say(f"  {kept.why_not}")
    return 1 if wrong else 0


def _words(counted: Recount) -> str:
    verdict = f"SAI ở {dots(counted.wrong)} dòng" if counted.wrong else "ok"
    return f"giữ {dots(counted.kept)}, đếm lại {dots(counted.counted)}, {dots(counted.rows)} dòng – {verdict}"
