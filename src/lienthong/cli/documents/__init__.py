"""lienthong documents: a letter out to a file of exchange (edXML, QCVN 102:2016), and one in."""

import argparse
import re
from pathlib import Path
from uuid import UUID

from lienthong.cli.words import Commands, new_file, say
from lienthong.hosting.inside import enter_existing, with_database
from lienthong.hosting.worlds import DEFAULT

AGENCY_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,40}")

RESULTS = {
    "arrived": "Đã nhận văn bản, chờ vào sổ",
    "already": "Gói tin này đã nhận trước đây; không có gì thay đổi",
    "recall_asked": "Đã ghi đề nghị thu hồi của nơi gửi",
}


def add(commands: Commands) -> None:
    group = commands.add_parser("documents", help="văn bản: xuất và nhập gói tin edXML")
    words = group.add_subparsers(dest="word", required=True, title="Lệnh", metavar="export|import")
    out = words.add_parser("export", help="xuất một văn bản đã phát hành thành gói tin edXML")
    out.add_argument("item", type=number, metavar="ID", help="mã của văn bản, như trong địa chỉ trang của nó")
    out.add_argument("--edxml", type=new_file, required=True, metavar="TỆP")
    out.add_argument(
        "--to", type=agency, action="append", default=[], metavar="MÃ",
        help="mã định danh điện tử của nơi nhận; không ghi thì là các nơi nhận trong hệ thống",
    )  # fmt: skip
    out.set_defaults(run=run_export)
    into = words.add_parser("import", help="nhận một gói tin edXML gửi cho cơ quan của văn thư")
    into.add_argument("file", type=Path, metavar="TỆP")
    into.set_defaults(run=run_import)
    for command in words.choices.values():
        command.add_argument(
            "--as", dest="person", required=True, metavar="NGƯỜI", help="tài khoản của văn thư"
        )
        command.add_argument("--world", default=DEFAULT, metavar="TÊN")


def number(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» không phải mã của một văn bản") from None


def agency(text: str) -> str:
    if not AGENCY_ID.fullmatch(text):
        raise argparse.ArgumentTypeError(f"«{text}» không phải mã định danh điện tử; viết như H29.12.3")
    return text


@with_database
def run_export(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.documents.readings.noting import note_letter
    from lienthong.exchange.edxml.outbound import envelope_of
    from lienthong.exchange.edxml.terms import Organ
    from lienthong.exchange.edxml.writing import written
    from lienthong.personnel.acting import acting
    from lienthong.personnel.queries import mandate_of
    from lienthong.work.queries import item_of

    with acting(mandate_of(arguments.person, ("issue_document",))) as clerk:
        note_letter(clerk, item_of(clerk, arguments.item))
        envelope = envelope_of(arguments.item, to=[Organ(each) for each in arguments.to])
        data = written(envelope)
    arguments.edxml.write_bytes(data)
    say(
        f"Đã xuất văn bản {envelope.document_id} tới {len(envelope.to)} nơi nhận, {len(envelope.attachments)} tệp:"
        f" {arguments.edxml}"
    )
    return 0


@with_database
def run_import(arguments: argparse.Namespace) -> int:
    data = arguments.file.read_bytes()
    enter_existing(arguments.world)
    from lienthong.documents.arriving.terms import TAKE_IN
    from lienthong.exchange.edxml.inbound import taken_in
    from lienthong.personnel.acting import acting
    from lienthong.personnel.queries import mandate_of

    with acting(mandate_of(arguments.person, (TAKE_IN,))) as clerk:
        outcome = taken_in(data, by=clerk)
    if outcome.fault is not None:
        raise outcome.fault
    say(f"{RESULTS[outcome.result]}: {', '.join(map(str, outcome.items))}.")
    if outcome.content_hash:
        say(f"SHA-256 nội dung: {outcome.content_hash}")
    return 0
