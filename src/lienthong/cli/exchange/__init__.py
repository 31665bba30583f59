"""lienthong exchange: by which way other installations are reached."""

import argparse
from pathlib import Path

from lienthong.cli.words import Commands, say
from lienthong.hosting.inside import enter_existing, with_database
from lienthong.hosting.worlds import DEFAULT


def add(commands: Commands) -> None:
    group = commands.add_parser(
        "exchange", help="trục liên thông: kết nối gửi, nhận văn bản với hệ thống khác"
    )
    words = group.add_subparsers(
        dest="word", required=True, title="Lệnh", metavar="list|connect|disconnect|round"
    )
    connect = words.add_parser("connect", help="lập một kết nối, dùng từ hôm nay")
    connect.add_argument("name", metavar="TÊN", help="ví dụ truc-quoc-gia")
    connect.add_argument(
        "--prefix", dest="prefixes", action="append", required=True, metavar="MÃ",
        help="mã định danh điện tử của những nơi nhận qua đây, kể cả các mã con; ghi nhiều lần được",
    )  # fmt: skip
    where = connect.add_mutually_exclusive_group(required=True)
    where.add_argument("--folder", type=Path, metavar="THƯ-MỤC", help="thư mục có out/, in/, done/, wrong/")
    where.add_argument("--url", metavar="ĐỊA-CHỈ", help="https://…/api/v1/exchange/edxml của hệ thống kia")
    connect.add_argument(
        "--token-file",
        type=Path,
        metavar="TỆP",
        help="tệp chứa mã truy cập hệ thống kia cấp, chỉ máy chủ đọc được",
    )
    connect.set_defaults(run=run_connect)
    disconnect = words.add_parser("disconnect", help="ngừng một kết nối; bản chờ gửi chờ kết nối khác")
    disconnect.add_argument("name", metavar="TÊN")
    disconnect.set_defaults(run=run_disconnect)
    words.add_parser("list", help="các kết nối đang dùng").set_defaults(run=run_list)
    words.add_parser("round", help="gửi, nhận ngay một lượt, khi tiến trình nền không chạy").set_defaults(
        run=run_round
    )
    for command in words.choices.values():
        command.add_argument("--world", default=DEFAULT, metavar="TÊN")


@with_database
def run_connect(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.exchange.axis.actions import connect_exchange
    from lienthong.exchange.axis.terms import FOLDER, HTTP
    from lienthong.trials.acting import as_centre

    token_file = str(arguments.token_file.absolute()) if arguments.token_file else ""
    with as_centre() as centre:
        answer = connect_exchange(
            name=arguments.name,
            prefixes=arguments.prefixes,
            kind=FOLDER if arguments.folder else HTTP,
            place=str(arguments.folder.absolute()) if arguments.folder else arguments.url,
            token_file=token_file,
            by=centre,
        )
    say(f"Đã lập kết nối {answer['name']}: {', '.join(answer['prefixes'])}.")
    return 0


@with_database
def run_disconnect(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.exchange.axis.actions import disconnect_exchange
    from lienthong.trials.acting import as_centre

    with as_centre() as centre:
        disconnect_exchange(name=arguments.name, by=centre)
    say(f"Đã ngừng kết nối {arguments.name}.")
    return 0


@with_database
def run_list(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.exchange.axis.queries import connectors
    from lienthong.exchange.axis.terms import WAYS
    from lienthong.trials.acting import as_centre

    with as_centre() as centre:
        rows = connectors(centre)
    for row in rows:
        say(f"{row.name}  {', '.join(row.prefixes)}  {WAYS[row.kind]} {row.place}")
    say(f"{len(rows)} kết nối.")
    return 0


@with_database
def run_round(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.exchange.axis.carrying.round import one_round

    moved = 0
    while some := one_round():
        moved += some
    say(f"Đã gửi, nhận {moved} bản.")
    return 0
