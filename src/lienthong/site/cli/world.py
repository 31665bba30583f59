"""lienthong world create | list | drop."""

import argparse
import time

from lienthong.ground.servers import running_server
from lienthong.site.cli.words import Commands, day, say
from lienthong.site.worlds import create_world, drop_world, list_worlds


def add(commands: Commands) -> None:
    group = commands.add_parser("world", help="các thế giới: tạo, liệt kê, xóa")
    words = group.add_subparsers(dest="word", required=True, metavar="create|list|drop")
    create = words.add_parser("create", help="tạo một thế giới thử, 07:30 ngày cho trước")
    create.add_argument("name", metavar="TÊN")
    create.add_argument(
        "--on", type=day, required=True, metavar="NGÀY", help="ngày trong thế giới, 2025-07-01"
    )
    create.add_argument(
        "--before",
        action="store_true",
        help="danh mục đơn vị như trước 1/7/2025, để diễn tập chính việc sắp xếp",
    )
    create.set_defaults(run=run_create)
    words.add_parser("list", help="các thế giới đang có").set_defaults(run=run_list)
    drop = words.add_parser("drop", help="xóa một thế giới cùng mọi dữ liệu của nó")
    drop.add_argument("name", metavar="TÊN")
    drop.set_defaults(run=run_drop)


def run_create(given: argparse.Namespace) -> int:
    begun = time.monotonic()
    world = create_world(running_server(), given.name, given.on, say, before=given.before)
    say(
        f"Đã tạo thế giới «{world.name}», {world.now:%H:%M ngày %d/%m/%Y}, "
        f"sau {time.monotonic() - begun:.1f} giây."
    )
    return 0


def run_list(given: argparse.Namespace) -> int:
    worlds = list_worlds(running_server())
    for world in worlds:
        kind = "thử" if world.kind == "trial" else "thật"
        say(f"{world.name:<31}  {kind:<4}  {world.now:%d/%m/%Y %H:%M}")
    if not worlds:
        say("Chưa có thế giới nào. Tạo: lienthong world create thu-nghiem --on 2025-07-01")
    return 0


def run_drop(given: argparse.Namespace) -> int:
    drop_world(running_server(), given.name)
    say(f"Đã xóa thế giới «{given.name}».")
    return 0
