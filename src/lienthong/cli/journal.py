"""lienthong journal verify: every chain of the journal, from its first line to its head."""

import argparse

import psycopg

from lienthong.cli.words import Commands, say
from lienthong.ground.database.servers import running_server
from lienthong.hosting.inside import enter
from lienthong.hosting.worlds import DEFAULT, database_of, open_world


def add(commands: Commands) -> None:
    group = commands.add_parser("journal", help="sổ ghi việc")
    words = group.add_subparsers(dest="word", required=True, title="Lệnh", metavar="verify")
    verify = words.add_parser("verify", help="kiểm tra chuỗi băm của mọi dòng")
    verify.add_argument("--world", default=DEFAULT, metavar="TÊN")
    verify.set_defaults(run=run_verify)


def run_verify(arguments: argparse.Namespace) -> int:
    server = running_server()
    open_world(server, arguments.world)
    enter(server, arguments.world, "verifier")
    from lienthong.work.queries import verify_chains

    with psycopg.connect(server.url(database_of(arguments.world), "verifier")) as reader:
        checked = verify_chains(reader)
    lines, chains = f"{checked['lines']:,}".replace(",", "."), f"{checked['chains']:,}".replace(",", ".")
    broken, headless = checked["broken"], checked["headless"]
    if not broken and not headless:
        say(f"Sổ ghi việc nguyên vẹn: {lines} dòng, {chains} chuỗi.")
        return 0
    say(f"SỔ GHI VIỆC ĐÃ BỊ SỬA: {len(broken)} dòng sai, {headless} việc không có dòng nào ({lines} dòng).")
    for number in broken[:10]:
        say(f"  dòng {number}")
    return 1
