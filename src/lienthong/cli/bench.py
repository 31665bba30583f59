"""lienthong bench: pages and acts against their budgets, from a checkout of the source."""

import argparse
import subprocess
import sys
from pathlib import Path

from lienthong.cli.words import Commands
from lienthong.kernel.refusals import Refusal

SOURCE = Path(__file__).resolve().parents[3]


def add(commands: Commands) -> None:
    command = commands.add_parser("bench", help="đo trang và thao tác so với ngân sách (bench/budgets.toml)")
    command.add_argument("--json", type=Path, metavar="TỆP")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    if not (SOURCE / "bench" / "budgets.toml").exists():
        raise Refusal("no_source", "Lệnh bench chạy từ thư mục mã nguồn: không thấy bench/budgets.toml.")
    words = [] if arguments.json is None else ["--json", str(arguments.json.absolute())]
    return subprocess.run([sys.executable, "-m", "bench", *words], cwd=SOURCE, check=False).returncode
