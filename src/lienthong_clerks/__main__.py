"""python -m lienthong_clerks --server URL --tokens FILE --round N

Exit codes: 0 driven on time, 1 could not be driven, 3 the driver itself was too late (invalid round).
"""

import argparse
import asyncio
import sys
from pathlib import Path

from lienthong_clerks.driver import Options, drive
from lienthong_clerks.tokens import Unfit, read_tokens
from lienthong_clerks.wire import Unreachable


def main(arguments: list[str] | None = None) -> int:
    command = _parser().parse_args(arguments)
    options = Options(
        server=command.server,
        round=command.round,
        status=command.status,
        speed=command.speed,
        absent=frozenset(command.absent),
        error_rate=command.error_rate,
        seed=command.seed,
    )
    try:
        tally = asyncio.run(drive(options, read_tokens(command.tokens)))
    except (Unfit, Unreachable) as wrong:
        print(wrong, file=sys.stderr)
        return 1
    print(tally.sentence())
    return 0 if tally.valid else 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("lienthong_clerks", description="Virtual clerks of a trial operation.")
    parser.add_argument("--server", required=True, help="address of the application, http://127.0.0.1:8000")
    parser.add_argument("--tokens", required=True, type=Path, help="bearer tokens, a file of mode 0600")
    parser.add_argument("--round", required=True, type=int)
    parser.add_argument(
        "--speed", type=_positive, help="scenario minutes a real minute; the round's own if absent"
    )
    parser.add_argument("--status", type=Path, default=Path("clerks.json"), help="rewritten every second")
    parser.add_argument(
        "--absent", action="append", default=[], metavar="CODE", help="unit whose clerks do nothing"
    )
    parser.add_argument("--error-rate", type=_share, default=0.0, help="share of papers not read properly")
    parser.add_argument("--seed", type=int, help="of think times; the round's own if absent")
    return parser


def _positive(text: str) -> float:
    value = float(text)
    if value <= 0:
        raise argparse.ArgumentTypeError("must be above 0")
    return value


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("must lie between 0 and 1")
    return value


if __name__ == "__main__":
    raise SystemExit(main())
