"""lienthong database url | stop: the database itself, for psql and other tools."""

import argparse

from lienthong.cli.words import Commands, say, whisper
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.servers import home_folder, running_server, server_at
from lienthong.hosting.inside import kept
from lienthong.hosting.supervisor import supervised
from lienthong.hosting.worlds import DEFAULT, database_of, find_world
from lienthong.kernel.refusals import Refusal


def add(commands: Commands) -> None:
    group = commands.add_parser("database", help="cơ sở dữ liệu: địa chỉ, dừng")
    words = group.add_subparsers(dest="word", required=True, title="Lệnh", metavar="url|stop")
    url = words.add_parser("url", help="in địa chỉ; khởi động cơ sở dữ liệu nếu cần và để nó chạy")
    url.add_argument("--world", default=DEFAULT, metavar="TÊN")
    url.add_argument("--role", choices=("app", "verifier", "owner"), default="app")
    url.set_defaults(run=run_url)
    words.add_parser("stop", help="dừng cơ sở dữ liệu đi kèm").set_defaults(run=run_stop)


def run_url(arguments: argparse.Namespace) -> int:
    server = running_server()
    find_world(server, arguments.world)
    mark = kept(server.home)
    mark.parent.mkdir(mode=0o700, exist_ok=True)
    mark.touch()
    say(server.url(database_of(arguments.world), arguments.role))
    if isinstance(server, EmbeddedServer):
        whisper("Cơ sở dữ liệu đi kèm chạy tiếp sau lệnh này. Dừng nó: lienthong database stop")
    return 0


def run_stop(arguments: argparse.Namespace) -> int:
    server = server_at(home_folder())
    if supervised(server.home):
        raise Refusal(
            "database_in_use", "Chương trình đang chạy trên cơ sở dữ liệu này; hãy dừng nó trước (Ctrl-C)."
        )
    kept(server.home).unlink(missing_ok=True)
    say("Đã dừng cơ sở dữ liệu." if server.stop() else "Cơ sở dữ liệu đi kèm không chạy.")
    return 0
