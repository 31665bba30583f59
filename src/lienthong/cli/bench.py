"""lienthong bench: pages and acts against their budgets, another build or a peer, from a checkout of the source."""

import argparse
import subprocess
import sys
from pathlib import Path

from lienthong.cli.words import Commands, count
from lienthong.kernel.refusals import Refusal

SOURCE = Path(__file__).resolve().parents[3]
BEFORE = "before-speed"


def add(commands: Commands) -> None:
    command = commands.add_parser("bench", help="đo trang và thao tác so với ngân sách (bench/budgets.toml)")
    command.add_argument("--json", type=Path, metavar="TỆP")
    command.add_argument(
        "--against", nargs="?", const=BEFORE, metavar="COMMIT",
        help="so với bản khác, đo xen kẽ trong cùng một lượt; mặc định là commit ghi ở bench/before-speed",
    )  # fmt: skip
    command.add_argument("--peers", action="store_true", help="so với django-helpdesk, đo xen kẽ")
    command.add_argument(
        "--letters", type=count, metavar="SỐ", help="số văn bản trong thế giới lớn (mặc định 20000)"
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    if not (SOURCE / "bench" / "budgets.toml").exists():
        raise Refusal("no_source", "Lệnh bench chạy từ thư mục mã nguồn: không thấy bench/budgets.toml.")
    return subprocess.run(
        [sys.executable, "-m", "bench", *words(arguments)], cwd=SOURCE, check=False
    ).returncode


def words(arguments: argparse.Namespace) -> list[str]:
    """The same request, as the measuring program is asked: it runs in a process of its own."""
    passed_on = [] if arguments.json is None else ["--json", str(arguments.json.absolute())]
    passed_on += [] if arguments.against is None else ["--against", arguments.against]
    passed_on += ["--peers"] if arguments.peers else []
    return passed_on + ([] if arguments.letters is None else ["--letters", str(arguments.letters)])
