"""lienthong backup FOLDER, lienthong restore FOLDER."""

import argparse
import os
import time
from pathlib import Path

from lienthong.cli.words import Commands, new_folder, say
from lienthong.ground.database.servers import home_folder, running_server, server_at
from lienthong.hosting.inside import server_for_a_while, with_database
from lienthong.hosting.keeping.backup import make_backup
from lienthong.hosting.keeping.restore import (
    check_backup,
    require_no_world,
    require_nothing_lives,
    restore_backup,
)
from lienthong.kernel.wording import dots

GIVES_WAY = 15
"""Of 19 steps of `nice`: what is served comes first."""


def add(commands: Commands) -> None:
    backup = commands.add_parser(
        "backup", help="sao lưu cơ sở dữ liệu và tệp vào một thư mục, ngay khi đang phục vụ",
        description="Một thư mục mới: cơ sở dữ liệu tại một thời điểm, mọi tệp thời điểm ấy nêu tên, bản kê có mã băm.",
    )  # fmt: skip
    backup.add_argument("folder", type=new_folder, metavar="THƯ_MỤC")
    backup.add_argument(
        "--world", action="append", default=[], metavar="TÊN", help="chỉ thế giới này (lặp lại được); mặc định tất cả"
    )  # fmt: skip
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser(
        "restore", help="phục hồi một bản sao lưu vào LIENTHONG_HOME còn trống",
        description="Kiểm tra mọi mã băm trước, rồi mới ghi. Không bao giờ đè lên một thế giới đang có.",
    )  # fmt: skip
    restore.add_argument("folder", type=Path, metavar="THƯ_MỤC")
    restore.add_argument(
        "--from-another-installation", action="store_true", dest="another",
        help="nhận dữ liệu của một hệ thống khác vào thư mục dữ liệu đã thuộc hệ thống này",
    )  # fmt: skip
    restore.set_defaults(run=run_restore)


@with_database
def run_backup(arguments: argparse.Namespace) -> int:
    begun = time.monotonic()
    folder, server = arguments.folder.absolute(), running_server()
    os.nice(GIVES_WAY)
    manifest = make_backup(server, folder, arguments.world, say)
    stored = sum(world.stored for world in manifest.worlds)
    lost = [digest for world in manifest.worlds for digest in world.lost]
    say(
        f"Đã sao lưu {len(manifest.worlds)} thế giới, {dots(stored - len(lost))} tệp vào {folder}, "
        f"sau {time.monotonic() - begun:.1f} giây."
    )
    for world in manifest.worlds:
        say(f"  {world.name}: thời điểm {world.taken_at}, ảnh chụp {world.snapshot}")
    if lost:
        say(f"KHO TỆP KHÔNG NGUYÊN VẸN: {len(lost)} tệp không sao lưu được. Xem: lienthong files verify")
    say("Hãy giữ ba bản, một bản không nối mạng, và thử phục hồi: lienthong restore.")
    return 1 if lost else 0


def run_restore(arguments: argparse.Namespace) -> int:
    begun = time.monotonic()
    folder, server = arguments.folder.absolute(), server_at(home_folder())
    manifest = check_backup(folder, say)
    require_nothing_lives(server, manifest, another=arguments.another)
    with server_for_a_while(server):
        require_no_world(server)
        restored = restore_backup(server, folder, manifest, say)
    names = [world.name for world in manifest.worlds]
    say(
        f"Đã phục hồi {len(names)} thế giới, {dots(restored.files)} tệp vào {server.home}, "
        f"sau {time.monotonic() - begun:.1f} giây."
    )
    lost = sum(len(world.lost) for world in manifest.worlds)
    if lost:
        say(f"Bản sao lưu thiếu sẵn {lost} tệp, do kho lúc ấy đã thiếu.")
    for name in names:
        say(f"Kiểm tra: lienthong journal verify --world {name} && lienthong files verify --world {name}")
    return 0
