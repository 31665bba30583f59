"""lienthong reorganise import-world: another installation's world checked, signed by two, made part of this one."""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from lienthong.cli.words import new_file, say, whisper
from lienthong.hosting.inside import enter_existing, with_database
from lienthong.hosting.template import schema_digest
from lienthong.hosting.worlds import database_of, files_root
from lienthong.kernel.refusals import Refusal

SHOWN = 12


def add(command: Any) -> None:
    command.add_argument("file", type=Path, metavar="TỆP", help="tệp do «lienthong world export» tạo ra")
    way = command.add_mutually_exclusive_group(required=True)
    way.add_argument("--dry-run", action="store_true", help="kiểm tra và đối chiếu, không tác động gì")
    way.add_argument(
        "--as", dest="person", metavar="NGƯỜI", help="ký báo cáo; chữ ký thứ hai thực hiện việc nhập"
    )
    way.add_argument("--withdraw", metavar="NGƯỜI", help="rút tệp đang chờ ký")
    papers = {
        "json": "toàn bộ báo cáo, cho máy đọc",
        "pdf": "báo cáo để ký",
        "xlsx": "báo cáo dạng bảng tính",
    }
    for name, meaning in papers.items():
        command.add_argument(f"--{name}", type=new_file, metavar="TỆP", help=meaning)


@with_database
def run_import(arguments: argparse.Namespace) -> int:
    begun = time.monotonic()
    server = enter_existing(arguments.world, say=whisper)
    from lienthong.joining.checking import staging
    from lienthong.joining.files.archive import Archive

    if arguments.withdraw:
        return _withdraw(arguments)
    url = server.url(database_of(arguments.world), "owner")
    archive = Archive(arguments.file)
    if arguments.dry_run:
        report = staging.dry_run(url, archive, schema=schema_digest(), say=say)
        _say_report(report)
        _write_papers(report, arguments)
        say(f"Không có gì thay đổi. {time.monotonic() - begun:.1f} giây.")
        return 1 if report["findings"] else 0
    root = files_root(server, arguments.world)
    number = staging.keep_waiting(url, archive, root, schema=schema_digest(), say=say)
    return _sign(number, arguments, begun)


def _sign(number: int, arguments: argparse.Namespace, begun: float) -> int:
    from lienthong.joining.actions import sign_import
    from lienthong.joining.queries import joining_of
    from lienthong.personnel.acting import acting
    from lienthong.personnel.queries import mandate_of

    with acting(mandate_of(arguments.person)) as signer:
        record = joining_of(number)
        answer = sign_import(number, digest=record.digest, by=signer)
        report = record.report
    _write_papers(report, arguments)
    if answer["state"] == "waiting":
        say(
            f"Đã ký báo cáo nhập số {number} (SHA-256 {record.digest[:16]}…). Cần thêm chữ ký của một người khác."
        )
        say("Trang: /sap-xep/nhap")
        return 0
    say(
        f"Đã nhập thế giới «{record.name}» ({record.province}): {answer['outcome']['items']} việc, "
        f"đổi hạn {answer['outcome']['due_changed']}, đổi mã {answer['outcome']['codes_changed']}, "
        f"thiếu {answer['outcome']['missing']}, {time.monotonic() - begun:.1f} giây."
    )
    return 0


def _withdraw(arguments: argparse.Namespace) -> int:
    from lienthong.joining.actions import withdraw_import
    from lienthong.joining.files.archive import Archive
    from lienthong.joining.queries import joinings
    from lienthong.personnel.acting import acting
    from lienthong.personnel.queries import mandate_of

    sha256 = Archive(arguments.file).sha256
    with acting(mandate_of(arguments.withdraw)) as signer:
        waiting = [
            record for record in joinings() if record.state == "waiting" and record.file_sha256 == sha256
        ]
        if not waiting:
            raise Refusal("joining_over", "Tệp này không đang chờ ký.", status=404)
        withdraw_import(waiting[0].id, by=signer)
    say("Đã rút tệp; dữ liệu ở đây không thay đổi.")
    return 0


def _say_report(report: dict[str, Any]) -> None:
    from lienthong.joining import papers, rules

    total = report["total"]
    say(
        f"{report['items']} việc, {total['n']} đang mở ({total['late']} quá hạn), {total['files']} tệp giấy tờ, "
        f"phí {total['fees']} đồng; {len(report['sources'])} cơ quan giao."
    )
    for what, result, meaning, good in papers.checks_of(report):
        say(f"  {'✓' if good else '·'} {what}: {result} ({meaning})")
    for finding in report["findings"][:SHOWN]:
        say(f"  ✗ {rules.finding_sentence(finding)} ({finding['code']})")
    for rule, lines in papers.changes_by_rule(report).items():
        say(f"  {len(lines)} × {rule}:")
        for line in lines[:SHOWN]:
            say(f"      {line[0]}: {line[1]} → {line[2]}" if line[1] else f"      {line[0]}: {line[2]}")
        if len(lines) > SHOWN:
            say(f"      … và {len(lines) - SHOWN} dòng nữa, xem --xlsx")


def _write_papers(report: dict[str, Any], arguments: argparse.Namespace) -> None:
    from django.db import transaction

    from lienthong.joining import papers
    from lienthong.reorganisation.reconciliation.rules import seal

    digest = seal(report)
    if arguments.json is not None:
        arguments.json.write_text(
            json.dumps({**report, "sha256": digest}, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
    with transaction.atomic():
        if arguments.pdf is not None:
            arguments.pdf.write_bytes(papers.as_pdf(report, digest))
    if arguments.xlsx is not None:
        arguments.xlsx.write_bytes(papers.as_xlsx(report, digest))
    say(f"SHA-256 của báo cáo: {digest}")
