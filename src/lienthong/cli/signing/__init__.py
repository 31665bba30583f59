"""lienthong trial-ca, lienthong certificates: whose signature counts in a world."""

import argparse
from pathlib import Path
from uuid import UUID

from lienthong.cli.words import Commands, say
from lienthong.hosting.inside import enter_existing, with_database
from lienthong.hosting.worlds import DEFAULT


def add(commands: Commands) -> None:
    trial = commands.add_parser(
        "trial-ca", help="cấp chứng thư thử nghiệm cho mọi người ký và dấu của mọi cơ quan trong thế giới thử"
    )
    trial.add_argument("--world", default=DEFAULT, metavar="TÊN")
    trial.set_defaults(run=run_trial)
    group = commands.add_parser("certificates", help="chứng thư số: đăng ký, ngừng dùng, danh sách")
    words = group.add_subparsers(dest="word", required=True, title="Lệnh", metavar="list|register|withdraw")
    _add_register(words)
    withdraw = words.add_parser("withdraw", help="ngừng dùng một chứng thư")
    withdraw.add_argument("certificate", type=certificate, metavar="MÃ", help="như trong danh sách")
    withdraw.set_defaults(run=run_withdraw)
    words.add_parser("list", help="chứng thư đã đăng ký và tình trạng").set_defaults(run=run_list)
    for command in words.choices.values():
        command.add_argument("--world", default=DEFAULT, metavar="TÊN")


def _add_register(words: Commands) -> None:
    register = words.add_parser("register", help="đăng ký chứng thư của một người hoặc dấu của một cơ quan")
    register.add_argument("file", type=Path, metavar="TỆP", help="chứng thư, PEM hoặc DER")
    whose = register.add_mutually_exclusive_group(required=True)
    whose.add_argument("--user", metavar="TÊN-ĐĂNG-NHẬP")
    whose.add_argument("--unit", metavar="MÃ", help="mã đơn vị, khi là dấu của cơ quan")
    register.add_argument("--chain", type=Path, metavar="TỆP", help="các chứng thư trung gian, PEM")
    register.add_argument("--pkcs11", metavar="THƯ-VIỆN", help="dấu nằm trong thiết bị tại máy chủ")
    register.add_argument("--token", default="", metavar="TÊN")
    register.add_argument("--label", default="", metavar="TÊN")
    register.add_argument(
        "--pin-file", type=Path, metavar="TỆP", help="tệp chứa mã PIN, chỉ máy chủ đọc được"
    )
    register.add_argument(
        "--name-checked", action="store_true", help="tên trên chứng thư khác tên người dùng, đã kiểm tra"
    )
    register.set_defaults(run=run_register)


def certificate(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» không phải mã của một chứng thư") from None


@with_database
def run_trial(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.documents.signing.certificates.trial import give_trial_certificates
    from lienthong.trials.acting import as_centre

    with as_centre() as centre:
        made = give_trial_certificates(centre, say)
    say(f"Đã cấp cho {made.persons} người và {made.seals} cơ quan. Nơi cấp: {made.authority}.")
    return 0


@with_database
def run_register(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.documents.signing.certificates import keys, queries
    from lienthong.documents.signing.certificates.actions import register_certificate
    from lienthong.kernel.ids import uuid7
    from lienthong.trials.acting import as_centre

    number = uuid7()
    if arguments.pkcs11:
        keys.keep_token(
            number, module=arguments.pkcs11, token=arguments.token, label=arguments.label,
            pin_file=arguments.pin_file,
        )  # fmt: skip
    with as_centre() as centre:
        answer = register_certificate(
            content=arguments.file.read_bytes(),
            person=queries.person_named(arguments.user) if arguments.user else None,
            unit=queries.unit_coded(arguments.unit) if arguments.unit else None,
            chain=arguments.chain.read_bytes() if arguments.chain else b"",
            at_server=bool(arguments.pkcs11),
            is_checked=arguments.name_checked,
            id=number,
            by=centre,
        )
    say(f"Đã đăng ký {answer['subject']}: {answer['certificate']}.")
    return 0


@with_database
def run_withdraw(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.documents.signing.certificates.actions import withdraw_certificate
    from lienthong.trials.acting import as_centre

    with as_centre() as centre:
        withdraw_certificate(arguments.certificate, by=centre)
    say("Đã ngừng dùng.")
    return 0


@with_database
def run_list(arguments: argparse.Namespace) -> int:
    enter_existing(arguments.world)
    from lienthong.documents.signing.certificates import queries
    from lienthong.documents.signing.certificates.terms import STATES
    from lienthong.kernel.wording import vn_date
    from lienthong.trials.acting import as_centre

    with as_centre() as centre:
        listed = queries.certificates(centre)
    for row, state in listed:
        where = ", khóa tại máy chủ" if row.at_server else ""
        say(
            f"{row.id}  {row.holder}: {row.subject}  {STATES[state].lower()}, đến {vn_date(row.until)}{where}"
        )
    say(f"{len(listed)} chứng thư.")
    return 0
