"""lienthong world create | list | export | drop."""

import argparse
import secrets
import time
from collections.abc import Sequence
from typing import Any

from lienthong.cli.words import Commands, count, day, new_file, province, say, units, whisper
from lienthong.ground.database.servers import Server, home_folder, running_server, server_at
from lienthong.hosting.inside import enter_existing, with_database
from lienthong.hosting.template import schema_digest
from lienthong.hosting.worlds import create_world, database_of, drop_world, files_root, list_worlds
from lienthong.kernel.refusals import Refusal
from lienthong.rehearsal.planning.asked import asked


def add(commands: Commands) -> None:
    group = commands.add_parser("world", help="các thế giới: tạo, liệt kê, xóa")
    words = group.add_subparsers(dest="word", required=True, title="Lệnh", metavar="create|list|export|drop")
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
    create.add_argument(
        "--province", type=province, metavar="MÃ", help="hệ thống riêng của một tỉnh, ví dụ 74"
    )
    create.add_argument(
        "--besides", type=units, default=(), metavar="nation|MÃ,MÃ",
        help="thêm cơ quan, cán bộ của các tỉnh khác bên cạnh thành phố, để diễn tập chung, ví dụ 04,11",
    )  # fmt: skip
    create.add_argument(
        "--with-work", type=count, default=0, metavar="SỐ", help="tạo sẵn chừng đó hồ sơ đang giải quyết"
    )
    create.set_defaults(run=run_create)
    export = words.add_parser("export", help="xuất một thế giới ra một tệp để nơi khác nhập")
    export.add_argument("name", metavar="TÊN")
    export.add_argument(
        "--out", type=new_file, required=True, metavar="TỆP", help="tệp mới, ví dụ binh-duong.ltw"
    )
    export.set_defaults(run=run_export)
    words.add_parser("list", help="các thế giới đang có").set_defaults(run=run_list)
    drop = words.add_parser("drop", help="xóa một thế giới cùng mọi dữ liệu của nó")
    drop.add_argument("name", metavar="TÊN")
    drop.set_defaults(run=run_drop)


def run_create(arguments: argparse.Namespace) -> int:
    besides = asked(arguments.besides).besides
    if besides and (arguments.before or arguments.province):
        raise Refusal(
            "besides_alone", "--besides không đi cùng --before hay --province: tỉnh ấy có hệ thống riêng.",
            status=422, field="besides",
        )  # fmt: skip
    return _create(arguments, besides)


@with_database
def _create(arguments: argparse.Namespace, besides: Sequence[str]) -> int:
    begun, server = time.monotonic(), running_server()
    world = create_world(
        server, arguments.name, arguments.on, say, before=arguments.before, province=arguments.province,
        besides=besides,
    )  # fmt: skip
    if arguments.with_work:
        _give_work(server, arguments)
    say(
        f"Đã tạo thế giới «{world.name}», {world.now:%H:%M ngày %d/%m/%Y}, "
        f"sau {time.monotonic() - begun:.1f} giây."
    )
    return 0


def _give_work(server: Server, arguments: argparse.Namespace) -> None:
    from lienthong.joining.trial_work import give_work

    say(f"Tạo {arguments.with_work} hồ sơ đang giải quyết…")
    secret = secrets.token_hex(10).upper()
    url = server.url(database_of(arguments.name), "owner")
    made = give_work(url, files_root(server, arguments.name), arguments.with_work, secret)
    if made is not None:
        say(f"  Ví dụ: hồ sơ {made.code}, mã bí mật {made.secret}, trong hộp việc của {made.username}.")


@with_database
def run_export(arguments: argparse.Namespace) -> int:
    """As the verifier, who reads all and can change nothing."""
    begun = time.monotonic()
    server = enter_existing(arguments.name, "verifier", whisper)
    from lienthong.joining.files.export import export_world

    say(f"Xuất thế giới «{arguments.name}» tại một thời điểm…")
    made: dict[str, Any] = export_world(
        server.url(database_of(arguments.name), "verifier"), files_root(server, arguments.name), arguments.out,
        schema=schema_digest(), say=say,
    )  # fmt: skip
    items, total = made["tables"]["work_item"]["rows"], made["total"]
    say(
        f"Đã xuất {items} việc ({total['n']} đang mở), {len(made['files'])} tệp, "
        f"{made['tables']['journal']['rows']} dòng nhật ký vào {arguments.out}, "
        f"sau {time.monotonic() - begun:.1f} giây."
    )
    return 0


@with_database
def run_list(arguments: argparse.Namespace) -> int:
    worlds = list_worlds(server_at(home_folder()))
    for world in worlds:
        kind = "thử" if world.kind == "trial" else "thật"
        say(f"{world.name:<31}  {kind:<4}  {world.now:%d/%m/%Y %H:%M}")
    if not worlds:
        say("Chưa có thế giới nào. Tạo: lienthong world create thu-nghiem --on 2025-07-01")
    return 0


@with_database
def run_drop(arguments: argparse.Namespace) -> int:
    drop_world(server_at(home_folder()), arguments.name)
    say(f"Đã xóa thế giới «{arguments.name}».")
    return 0
