"""lienthong calendar: the days decided, entered by one person, approved by another; the promised dates they move."""

import argparse
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from lienthong.cli.words import Commands, day, print_json, say
from lienthong.hosting.inside import enter_existing, with_database
from lienthong.hosting.worlds import DEFAULT

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from lienthong.ground.actor import Actor


ENTER = ("enter_decision", "enter_decision_for_all")
APPROVE = ("approve_decision", "approve_decision_for_all")


def add(commands: Commands) -> None:
    group = commands.add_parser(
        "calendar", help="lịch làm việc: ngày nghỉ, làm bù, giờ riêng, và ngày hẹn dời theo"
    )
    words = group.add_subparsers(
        dest="word", required=True, title="Lệnh", metavar="list|add|approve|withdraw|move"
    )
    listed = words.add_parser("list", help="lịch của một năm: đã quyết định, chờ duyệt, dự kiến")
    listed.add_argument("--year", default="", metavar="NĂM")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(run=run_list)
    _add_add(words)
    for word, run, does in (
        ("approve", run_approve, "duyệt, là người thứ hai"),
        ("withdraw", run_withdraw, "rút quyết định"),
        ("move", run_move, "dời những ngày hẹn mà quyết định đã duyệt hoặc đã rút chạm tới"),
    ):
        command = words.add_parser(word, help=does)
        command.add_argument("decision", type=decision, metavar="QUYẾT-ĐỊNH", help="mã như trong danh sách")
        command.set_defaults(run=run)
        if word == "withdraw":
            command.add_argument("--reason", required=True, metavar="LÝ-DO")
    for word, command in words.choices.items():
        command.add_argument("--world", default=DEFAULT, metavar="TÊN")
        if word != "list":
            command.add_argument(
                "--as", dest="person", required=True, metavar="AI", help="tài khoản hoặc họ tên người làm"
            )


def _add_add(words: Commands) -> None:
    entered = words.add_parser(
        "add", help="ghi một quyết định; chưa có hiệu lực cho đến khi người khác duyệt"
    )
    what = entered.add_mutually_exclusive_group(required=True)
    what.add_argument("--off", action="store_const", const=("day", "off"), dest="what", help="ngày nghỉ")
    what.add_argument(
        "--work", action="store_const", const=("day", "work"), dest="what", help="ngày làm việc"
    )
    what.add_argument("--hours", metavar="GIỜ", help="giờ riêng của đơn vị, ví dụ 7:30-11:30,13:00-16:30")
    entered.add_argument("--since", type=day, required=True, metavar="NGÀY")
    entered.add_argument("--until", type=day, metavar="NGÀY", help="ngày cuối; mặc định là ngày đầu")
    entered.add_argument("--unit", metavar="MÃ", help="chỉ một đơn vị; mặc định mọi đơn vị")
    entered.add_argument("--name", default="", metavar="VÌ-SAO")
    entered.add_argument("--basis", required=True, metavar="SỐ", help="số, ký hiệu văn bản")
    entered.add_argument("--basis-on", type=day, required=True, metavar="NGÀY", help="ngày văn bản")
    entered.add_argument("--supersedes", action="store_true", help="thay quyết định trước về những ngày này")
    entered.set_defaults(run=run_add)


def decision(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» không phải mã của một quyết định") from None


@with_database
def run_list(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.kernel.wording import vn_date
    from lienthong.trials.acting import as_centre
    from lienthong.work.promises.showing import STANDINGS, calendar_of_year, year_of

    with as_centre() as centre:
        rows = calendar_of_year(year_of(arguments.year, centre.day), centre)
    if arguments.json:
        print_json([{**row._asdict(), "standing_label": STANDINGS[row.standing]} for row in rows])
        return 0
    for row in rows:
        until = "" if row.until == row.since else f"–{vn_date(row.until) or '…'}"
        whose = row.unit_name or "mọi đơn vị"
        say(
            f"{vn_date(row.since)}{until}  {row.what}: {row.name} ({whose}). {STANDINGS[row.standing]}"
            f"{'. ' + row.basis if row.basis else ''}{f' [{row.id}]' if row.id else ''}"
        )
    return 0


def _as(arguments: argparse.Namespace, *abilities: str) -> "AbstractContextManager[Actor]":
    from lienthong.personnel.acting import acting
    from lienthong.personnel.queries import mandate_of

    return acting(mandate_of(arguments.person, abilities))


@with_database
def run_add(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.personnel.decided.actions import enter_decision
    from lienthong.units.queries import unit_as_of
    from lienthong.work.promises.queries import moving
    from lienthong.work.promises.terms import MOST_COUNTED

    rule, value = arguments.what or ("hours", arguments.hours)
    with _as(arguments, *ENTER) as by:
        answer = enter_decision(
            rule=rule, value=value, since=arguments.since, until=_until(arguments, rule),
            unit=unit_as_of(arguments.unit, "ubnd", by.day).id if arguments.unit else None, name=arguments.name,
            basis=arguments.basis, basis_on=arguments.basis_on, supersedes=arguments.supersedes, by=by,
        )  # fmt: skip
        moves = len(moving(UUID(answer["decision"]), by, at_most=MOST_COUNTED))
    say(f"Đã ghi quyết định {answer['decision']}, chờ người thứ hai duyệt.")
    say(f"Nếu được duyệt, {moves}{'+' if moves == MOST_COUNTED else ''} ngày hẹn sẽ dời.")
    return 0


def _until(arguments: argparse.Namespace, rule: str) -> date | None:
    until: date | None = arguments.until
    return until or (arguments.since if rule == "day" else None)


@with_database
def run_approve(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.personnel.decided.actions import approve_decision

    with _as(arguments, *APPROVE) as by:
        approve_decision(arguments.decision, by=by)
    say("Đã duyệt. Ngày hẹn đã hứa chưa dời: lienthong calendar move")
    return 0


@with_database
def run_withdraw(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.personnel.decided.actions import withdraw_decision

    with _as(arguments, *ENTER, *APPROVE) as by:
        withdraw_decision(arguments.decision, reason=arguments.reason, by=by)
    say("Đã rút. Ngày hẹn đã dời theo quyết định này chưa trở lại: lienthong calendar move")
    return 0


@with_database
def run_move(arguments: argparse.Namespace) -> int:
    """In transactions of a bounded size, until nothing is left to move."""
    enter_existing(arguments.world)
    from lienthong.work.promises.actions import move_promises

    moved, goes_on = 0, True
    while goes_on:
        with _as(arguments, "move_promises") as by:
            answer = move_promises(arguments.decision, by=by)
        moved, goes_on = moved + answer["moved"], answer["goes_on"]
    say(f"Đã dời {moved} ngày hẹn.")
    return 0
