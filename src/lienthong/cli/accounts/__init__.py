"""lienthong accounts: who may log in to a world; access given, given again and ended, as its centre."""

import argparse
import os
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lienthong.cli.words import Commands, print_json, say
from lienthong.ground.database.servers import Server
from lienthong.hosting.inside import enter_existing, with_database
from lienthong.hosting.serve import served_address
from lienthong.hosting.worlds import DEFAULT
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.accounts.terms import LINK_LASTS, REASONS, ROW, STATES

if TYPE_CHECKING:
    from lienthong.ground.actor import Actor

Act = Callable[[int, "Actor", argparse.Namespace, str], dict[str, Any]]


def add(commands: Commands) -> None:
    group = commands.add_parser(
        "accounts", help="tài khoản: ai đăng nhập được, cấp lại, ngừng, kết thúc phiên"
    )
    words = group.add_subparsers(
        dest="word", required=True, title="Lệnh", metavar="list|give|reset|stop|reopen|end"
    )
    listed = words.add_parser("list", help="danh sách, lọc được")
    listed.add_argument("--unit", metavar="MÃ", help="mã đơn vị")
    listed.add_argument("--state", choices=list(STATES))
    listed.add_argument("--words", default="", metavar="CHỮ", help="trong họ tên hoặc tên đăng nhập")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(run=run_list)
    give = words.add_parser("give", help="cấp tài khoản cho người chưa có, kèm liên kết đặt mật khẩu")
    give.add_argument("username", metavar="TÊN-ĐĂNG-NHẬP")
    give.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị")
    give.add_argument("--name", required=True, metavar="HỌ-TÊN", help="người của đơn vị ấy")
    give.set_defaults(run=run_give)
    for word, act, does in ACTS:
        command = words.add_parser(word, help=does)
        command.add_argument("username", metavar="TÊN-ĐĂNG-NHẬP")
        if word == "stop":
            command.add_argument("--reason", required=True, choices=list(REASONS))
        command.set_defaults(run=run_act, act=act)
    for command in words.choices.values():
        command.add_argument("--world", default=DEFAULT, metavar="TÊN")


@with_database
def run_list(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.personnel.accounts.queries import accounts
    from lienthong.trials.acting import as_centre

    with as_centre() as centre:
        rows = accounts(centre, words=arguments.words, state=arguments.state, unit=arguments.unit)
    if arguments.json:
        print_json([row._asdict() for row in rows])
        return 0
    for row in rows:
        say(ROW.format(**{**row._asdict(), "state": STATES[row.state]}))
    say(f"{len(rows)} tài khoản.")
    return 0


@with_database
def run_give(arguments: argparse.Namespace) -> int:
    server = enter_existing(arguments.world)
    from lienthong.personnel.accounts import actions, queries
    from lienthong.personnel.asking import digest_of
    from lienthong.trials.acting import as_centre

    secret = secrets.token_urlsafe(32)
    with as_centre() as centre:
        people = [who for who in queries.unprovided(centre, arguments.unit) if who.name == arguments.name]
        if len(people) != 1:
            raise Refusal(
                "unknown_person",
                f"{arguments.unit} có {len(people)} người tên «{arguments.name}» chưa có tài khoản.",
                status=404,
            )
        link = digest_of(secret).hex()
        actions.give_account(person=people[0].person, username=arguments.username, link=link, by=centre)
    _say_link(server, arguments, secret)
    return 0


@with_database
def run_act(arguments: argparse.Namespace) -> int:
    server = enter_existing(arguments.world)
    from lienthong.personnel.accounts.queries import account_named
    from lienthong.personnel.asking import digest_of
    from lienthong.trials.acting import as_centre

    secret = secrets.token_urlsafe(32)
    with as_centre() as centre:
        account = account_named(arguments.username)
        if account is None:
            raise NotFound
        answer = arguments.act(account, centre, arguments, digest_of(secret).hex())
    if "state" in answer or "username" not in answer:
        say(f"{arguments.username}: đã ghi. {answer.get('ended', 0)} phiên, mã máy và liên kết đã kết thúc.")
    else:
        _say_link(server, arguments, secret)
    return 0


def _say_link(server: Server, arguments: argparse.Namespace, secret: str) -> None:
    site = os.environ.get("LIENTHONG_ADDRESS") or served_address(server.home, arguments.world)
    say(f"Liên kết đặt mật khẩu của {arguments.username}, dùng một lần trong {LINK_LASTS.days * 24} giờ:")
    say(f"  {(site or 'http://127.0.0.1:8000').rstrip('/')}/mat-khau#{secret}")


def _reset(account: int, by: "Actor", arguments: argparse.Namespace, link: str) -> dict[str, Any]:
    from lienthong.personnel.accounts.actions import reset_account

    return reset_account(account, link=link, by=by)


def _stop(account: int, by: "Actor", arguments: argparse.Namespace, link: str) -> dict[str, Any]:
    from lienthong.personnel.accounts.actions import stop_account

    return stop_account(account, reason=arguments.reason, by=by)


def _reopen(account: int, by: "Actor", arguments: argparse.Namespace, link: str) -> dict[str, Any]:
    from lienthong.personnel.accounts.actions import reopen_account

    return reopen_account(account, by=by)


def _end(account: int, by: "Actor", arguments: argparse.Namespace, link: str) -> dict[str, Any]:
    from lienthong.personnel.accounts.actions import end_access

    return end_access(account, by=by)


ACTS: tuple[tuple[str, Act, str], ...] = (
    ("reset", _reset, "cấp lại mật khẩu bằng liên kết dùng một lần; phiên và mã máy đang mở kết thúc"),
    ("stop", _stop, "ngừng tài khoản, kết thúc ngay mọi phiên và mã máy"),
    ("reopen", _reopen, "cho dùng lại"),
    ("end", _end, "kết thúc mọi phiên và mã máy, mật khẩu giữ nguyên"),
)
