"""lienthong: the command line. One file a group of commands."""

import argparse
import sys

from lienthong.cli import (
    accounts,
    bench,
    calendar,
    database,
    demo,
    documents,
    exchange,
    journal,
    keeping,
    rehearse,
    reorganise,
    serve,
    signing,
    units,
    world,
)
from lienthong.cli.words import Parser
from lienthong.ground.database.servers import home_folder
from lienthong.kernel.machine.disk import disk_refusal
from lienthong.kernel.refusals import NotFound, Refusal

GROUPS = (
    demo,
    serve,
    world,
    rehearse,
    reorganise,
    units,
    calendar,
    journal,
    keeping,
    accounts,
    documents,
    signing,
    exchange,
    database,
    bench,
)


def main(arguments: list[str] | None = None) -> int:
    command = parser().parse_args(arguments)
    try:
        return int(command.run(command))
    except Refusal as refused:
        print(f"{refused.sentence} ({refused.code})", file=sys.stderr)
    except NotFound:
        print("Không tìm thấy. (not_found)", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        sys.stderr.close()
    except OSError as failed:
        if isinstance(failed, ConnectionError | TimeoutError):
            raise
        declined = disk_refusal(failed, home_folder())
        print(f"{declined.sentence} ({declined.code})", file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    made = Parser(
        "lienthong", description="Liên Thông: một hệ thống, một dữ liệu, một dịch vụ thông suốt.",
        epilog="Dữ liệu nằm ở LIENTHONG_HOME (mặc định ~/.local/share/lienthong).",
    )  # fmt: skip
    commands = made.add_subparsers(
        dest="command", required=True, title="Lệnh", metavar="LỆNH", parser_class=Parser
    )
    for group in GROUPS:
        group.add(commands)
    return made
