"""lienthong units check | show: the registry as of a day."""

import argparse

from lienthong.cli.words import Commands, day, print_json, say, whisper
from lienthong.ground.database.servers import Server, running_server
from lienthong.hosting.inside import enter, with_database
from lienthong.hosting.template import FIRST_DAY
from lienthong.hosting.worlds import DEFAULT, create_world, open_world
from lienthong.kernel.refusals import Refusal


def add(commands: Commands) -> None:
    group = commands.add_parser("units", help="đơn vị hành chính và thẩm quyền tính đến một ngày")
    words = group.add_subparsers(dest="word", required=True, title="Lệnh", metavar="check|show")
    check = words.add_parser("check", help="mỗi thẩm quyền có đúng một đơn vị giữ?")
    show = words.add_parser("show", help="một đơn vị theo mã")
    show.add_argument("code", metavar="MÃ")
    for command, run in ((check, run_check), (show, run_show)):
        command.add_argument("--on", type=day, required=True, metavar="NGÀY")
        command.add_argument("--world", default=DEFAULT, metavar="TÊN")
        command.add_argument("--json", action="store_true")
        command.set_defaults(run=run)


@with_database
def run_check(arguments: argparse.Namespace) -> int:
    _enter(arguments.world)
    from lienthong.units.cards import check_text
    from lienthong.units.queries import units_check

    check = units_check(arguments.on)
    print_json(check) if arguments.json else say(check_text(check))
    return 1 if check["without_holder"] or check["with_two_holders"] else 0


@with_database
def run_show(arguments: argparse.Namespace) -> int:
    _enter(arguments.world)
    from lienthong.units.cards import card_text, unit_card

    card = unit_card(arguments.code, arguments.on)
    print_json(card) if arguments.json else say(card_text(card))
    return 0


def _enter(world: str) -> None:
    server = running_server()
    _ensure(server, world)
    enter(server, world, "verifier")


def _ensure(server: Server, world: str) -> None:
    """The registry can be asked on a fresh machine: the default world is made for it."""
    try:
        open_world(server, world, whisper)
    except Refusal as refused:
        if refused.code != "no_such_world" or world != DEFAULT:
            raise
        create_world(server, world, FIRST_DAY, whisper)
