"""lienthong reorganise: plan | check | decide | dry-run | approve | reverse | verify | minutes | import-world |
demo."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lienthong.cli import joining, reconcile
from lienthong.cli.words import Commands, count, new_file, say, whisper, write_json
from lienthong.ground.database.servers import home_folder, running_server, server_at
from lienthong.hosting.inside import enter, enter_existing, server_for_a_while, with_database
from lienthong.kernel.refusals import Refusal

if TYPE_CHECKING:
    from lienthong.reorganisation.plans.terms import PlanText

WORLD = "sap-xep"
PROBLEMS = {
    "units_without_people": "chưa có người",
    "units_not_looked_at": "không đọc được hộp việc",
    "old_logins_that_see": "tài khoản cũ chưa được báo nơi kế thừa",
}


def add(commands: Commands) -> None:
    group = commands.add_parser(
        "reorganise", help="sắp xếp đơn vị: lập kế hoạch, phê duyệt, chuyển giao, hoàn lại"
    )
    words = group.add_subparsers(dest="word", required=True, title="Lệnh", metavar="LỆNH")
    _add_plan(words)
    check = _command(words, "check", "kế hoạch còn hở chỗ nào?", run_check)
    approve = _command(
        words, "approve", "ký phê duyệt; chữ ký thứ hai đưa kế hoạch vào sổ đơn vị", run_approve
    )
    approve.add_argument(
        "--as", dest="person", required=True, metavar="NGƯỜI", help="tài khoản hoặc họ tên người ký"
    )
    reverse = _command(words, "reverse", "hoàn lại trách nhiệm trước hạn", run_reverse)
    reverse.add_argument(
        "--as", dest="person", required=True, metavar="NGƯỜI", help="tài khoản hoặc họ tên người ký"
    )
    verify = _command(
        words, "verify", "kiểm chứng từ bên ngoài: đăng nhập mọi đơn vị, cộng mọi hộp việc", run_verify
    )
    for command in (check, verify):
        command.add_argument("--json", type=new_file, metavar="TỆP", help="ghi kết quả ra tệp JSON")
    reconcile.add_dry_run(
        _command(words, "dry-run", "đếm trước khi làm: ai giao, ai nhận, bao nhiêu", run_dry_run)
    )
    _command(words, "decide", "áp dụng quy tắc phân chia ở mọi địa bàn được chia", run_decide)
    reconcile.add_minutes(
        _command(words, "minutes", "in biên bản bàn giao từng cặp cơ quan", reconcile.run_minutes)
    )
    imported = _command(
        words, "import-world", "nhập thế giới của tỉnh khác: kiểm tra, hai người ký, một lần làm", joining.run_import,
        numbered=False,
    )  # fmt: skip
    joining.add(imported)
    demo = words.add_parser("demo", help="diễn lại ngày 1/7/2025 trong một thế giới riêng")
    demo.add_argument("--items", type=count, default=20_000, metavar="SỐ", help="hồ sơ đang giải quyết")
    demo.add_argument("--closed", type=count, default=0, metavar="SỐ", help="hồ sơ đã xong")
    demo.add_argument("--json", type=new_file, metavar="TỆP", help="ghi kết quả ra tệp JSON")
    demo.set_defaults(run=run_demo)


def _add_plan(words: Any) -> None:
    made = _command(
        words, "plan", "đưa một tệp kế hoạch (.yaml, .csv, .xlsx) vào thế giới", run_plan, numbered=False
    )
    made.add_argument(
        "file", type=Path, nargs="?", metavar="TỆP", help="không nêu: kế hoạch thật ngày 1/7/2025"
    )
    made.add_argument(
        "--out", type=new_file, metavar="TỆP", help="chỉ ghi kế hoạch sang tệp khác, theo đuôi tệp"
    )


def _command(words: Any, name: str, meaning: str, run: Any, *, numbered: bool = True) -> Any:
    command = words.add_parser(name, help=meaning)
    command.add_argument("--world", default=WORLD, metavar="TÊN", help=f"không nêu: {WORLD}")
    if numbered:
        command.add_argument("--plan", type=int, metavar="SỐ", help="không nêu: kế hoạch mới nhất")
    command.set_defaults(run=run)
    return command


def run_plan(arguments: argparse.Namespace) -> int:
    from lienthong.reorganisation.plans.texts.files import read_plan, write_plan
    from lienthong.reorganisation.plans.texts.shipped import shipped_plan

    text = read_plan(arguments.file or shipped_plan())
    if arguments.out is not None:
        write_plan(text, arguments.out)
        say(f"Đã ghi {len(text.transitions)} phương án vào {arguments.out}.")
        return 0
    return _plan_in_world(arguments.world, text)


@with_database
def _plan_in_world(world: str, text: "PlanText") -> int:
    enter_existing(world, say=whisper)
    from lienthong.reorganisation.plans.actions import draft_plan, prepare_plan
    from lienthong.trials.acting import as_centre

    with as_centre() as centre:
        drafted = draft_plan(text, by=centre)
    say(f"Kế hoạch số {drafted['plan']} «{text.name}», hiệu lực {text.effective_on:%d/%m/%Y}.")
    if _say_faults(drafted["holes"]):
        return 1
    with as_centre() as centre:
        prepared = prepare_plan(drafted["plan"], by=centre)
    say(
        f"Đã chuẩn bị: {prepared['areas_begin']} địa bàn và {prepared['units_begin']} cơ quan mới, "
        f"{prepared['units_end']} cơ quan kết thúc, {prepared['handed_over']} thẩm quyền chuyển giao."
    )
    return 0


@with_database
def run_check(arguments: argparse.Namespace) -> int:
    number = _enter(arguments)
    from lienthong.reorganisation.plans.actions import faults_of
    from lienthong.reorganisation.plans.queries import plan, plan_text
    from lienthong.reorganisation.plans.terms import STATE_LABELS

    if (state := plan(number).state) != "draft":
        say(
            f"Kế hoạch số {number}: {STATE_LABELS[state].lower()}; chỉ bản dự thảo mới còn điểm phải kiểm tra."
        )
        return 0
    faults = [fault.answer() for fault in faults_of(plan_text(number))]
    if arguments.json is not None:
        write_json(arguments.json, faults)
    return 1 if _say_faults(faults) else 0


def _say_faults(faults: list[dict[str, Any]]) -> bool:
    """Each fault on a line; whether one of them blocks."""
    for fault in faults:
        mark = "✗" if fault["blocks"] else "·"
        where = f" (phương án {fault['transition']})" if fault["transition"] else ""
        say(f"  {mark} {fault['sentence']}{where}")
    blocking = sum(fault["blocks"] for fault in faults)
    say("Kế hoạch khép kín." if not blocking else f"Kế hoạch còn {blocking} điểm phải sửa.")
    return bool(blocking)


@with_database
def run_dry_run(arguments: argparse.Namespace) -> int:
    return reconcile.run_dry_run(arguments, _enter(arguments))


@with_database
def run_decide(arguments: argparse.Namespace) -> int:
    return reconcile.run_decide(_enter(arguments))


@with_database
def run_approve(arguments: argparse.Namespace) -> int:
    number = _enter(arguments)
    from lienthong.personnel.acting import acting
    from lienthong.personnel.queries import mandate_of
    from lienthong.reorganisation.plans.actions import approve_plan
    from lienthong.reorganisation.plans.queries import plan

    with acting(mandate_of(arguments.person)) as signer:
        answer = approve_plan(number, digest=plan(number).digest, by=signer)
    if answer["state"] == "draft":
        say(f"Đã ký kế hoạch số {number}. Cần thêm chữ ký của một người khác.")
    else:
        say(
            f"Kế hoạch số {number} đã được phê duyệt: {answer['holdings']} thẩm quyền đổi đơn vị vào ngày hiệu lực."
        )
    return 0


@with_database
def run_reverse(arguments: argparse.Namespace) -> int:
    number = _enter(arguments)
    from lienthong.personnel.acting import acting
    from lienthong.personnel.queries import mandate_of
    from lienthong.reorganisation.plans.actions import reverse_plan

    with acting(mandate_of(arguments.person)) as signer:
        answer = reverse_plan(number, by=signer)
    on = date.fromisoformat(answer["on"])
    say(f"Kế hoạch số {number} đã hoàn lại; trách nhiệm trở về từ {on:%d/%m/%Y}.")
    return 0


@with_database
def run_verify(arguments: argparse.Namespace) -> int:
    number = _enter(arguments)
    from lienthong.reorganisation.plans.verification import sentence
    from lienthong.trials.verifying import verify

    answer = verify(running_server(), arguments.world, number, say)
    if arguments.json is not None:
        write_json(arguments.json, answer)
    say(sentence(answer))
    for name in ("units_without_people", "units_not_looked_at", "old_logins_that_see"):
        for unit in answer[name]:
            say(f"  ✗ {PROBLEMS[name]}: {unit}")
    return 0 if answer["verified"] else 1


def run_demo(arguments: argparse.Namespace) -> int:
    server = server_at(home_folder())
    with server_for_a_while(server):
        # The flow's modules know Django's models, so they are read once the process serves the world.
        outcome = _demo(arguments, server)
    if arguments.json is not None:
        write_json(arguments.json, outcome)
    for line in summary(outcome):
        say(line)
    return 0 if _is_good(outcome) else 1


def _demo(arguments: argparse.Namespace, server: Any) -> dict[str, Any]:
    from lienthong.trials.reorganising import run_demo as run

    return run(server, arguments.items, arguments.closed, say, lambda: enter(server, WORLD))


def _is_good(outcome: dict[str, Any]) -> bool:
    zero = ("unexplained", "missing", "due_changed", "codes_changed")
    return not any(outcome[name] for name in zero) and outcome["verified"] and outcome["reversed_identical"]


def summary(outcome: dict[str, Any]) -> list[str]:
    from lienthong.work.desks.registry import kind_label

    report = outcome["reconciliation"]
    kinds = ", ".join(f"{kind_label(kind).lower()} {n}" for kind, n in report["kinds"].items())
    return [
        "",
        f"Đối chiếu: {outcome['items']} việc đang mở ({kinds}); {outcome['moving']} đổi đơn vị, "
        f"{outcome['undecided']} ở phần chưa quyết định; {len(report['pairs'])} cặp giao – nhận.",
        f"  dấu vết khác: {len(outcome['sources_differing'])} trên {outcome['sources_compared']} đơn vị giao; "
        f"không giải thích được {outcome['unexplained']}, thiếu {outcome['missing']}, "
        f"đổi hạn {outcome['due_changed']}, đổi mã {outcome['codes_changed']}.",
        f"  kiểm chứng: {'đạt' if outcome['verified'] else 'không đạt'}; "
        f"hoàn lại: {'như trước' if outcome['reversed_identical'] else 'khác trước'}.",
        f"  so với ghi lại từng việc đang mở ({_decimal(outcome['raw_update_seconds'])} giây): "
        f"phê duyệt {_decimal(outcome['commit_seconds'])} giây ({_decimal(outcome['commit_ratio'])} lần), "
        f"lập kế hoạch {_decimal(outcome['plan_seconds'])} giây ({_decimal(outcome['plan_ratio'])} lần), "
        f"dấu vết {_decimal(outcome['fingerprint_seconds'])} giây ({_decimal(outcome['fingerprint_ratio'])} lần).",
        "  Phê duyệt không phụ thuộc số việc: tỉ lệ chỉ có nghĩa khi nhiều việc, ví dụ --items 100000.",
    ]


def _decimal(number: float) -> str:
    """0.5884 → 0,588: a dot would stand for thousands."""
    return f"{number:.3f}".replace(".", ",")


def _enter(arguments: argparse.Namespace) -> int:
    """Enter the world; the number of the plan meant."""
    enter_existing(arguments.world, say=whisper)
    from lienthong.reorganisation.plans.queries import plans

    known = plans()
    if arguments.plan is not None:
        reconcile.require_plan(arguments.plan, [plan.id for plan in known])
        return int(arguments.plan)
    if not known:
        raise Refusal(
            "no_plan", "Thế giới này chưa có kế hoạch nào. Tạo: lienthong reorganise plan TỆP", status=404
        )
    return known[0].id
