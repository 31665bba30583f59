"""lienthong files verify: every stored file a world's records name, read from the disk."""

import argparse

import psycopg

from lienthong.cli.words import Commands, say
from lienthong.ground.database.servers import Server, home_folder, server_at
from lienthong.hosting.inside import with_database
from lienthong.hosting.keeping.stored import items_of, verify_files
from lienthong.hosting.worlds import DEFAULT, database_of, files_root, find_world
from lienthong.kernel.machine.disk import MEGABYTE
from lienthong.kernel.wording import dots

SHOWN = 50


def add(commands: Commands) -> None:
    group = commands.add_parser("files", help="kho tệp của một thế giới")
    words = group.add_subparsers(dest="word", required=True, title="Lệnh", metavar="verify")
    verify = words.add_parser(
        "verify", help="đọc lại mọi tệp, so với mã băm; chạy được khi đang phục vụ",
        description="Nêu từng tệp thiếu hoặc đã đổi. Nộp lại đúng tệp ấy ở trang của việc thì kho lành lại.",
    )  # fmt: skip
    verify.add_argument("--world", default=DEFAULT, metavar="TÊN")
    verify.set_defaults(run=run_verify)


@with_database
def run_verify(arguments: argparse.Namespace) -> int:
    server = server_at(home_folder())
    find_world(server, arguments.world)
    return _verified(server, arguments.world)


def _verified(server: Server, world: str) -> int:
    with psycopg.connect(server.url(database_of(world), "verifier")) as reader:
        checked = verify_files(reader, files_root(server, world), say)
        if checked.is_whole:
            say(f"Kho tệp nguyên vẹn: {dots(checked.files)} tệp, {dots(checked.bytes // MEGABYTE)} MB.")
            return 0
        say(
            f"KHO TỆP KHÔNG NGUYÊN VẸN: {len(checked.missing)} tệp thiếu, {len(checked.changed)} tệp đã đổi "
            f"({dots(checked.files)} tệp)."
        )
        for word, digests in (("thiếu", checked.missing), ("đã đổi", checked.changed)):
            for digest in digests[:SHOWN]:
                say(f"  {word} {digest}")
                for item, name in items_of(reader, digest):
                    say(f"    «{name}», việc {item}")
    return 1
