"""`lienthong bench`: every hot path against its budget, each ratio against a limit measured in the same run.

`--against COMMIT` measures another build beside this one instead, `--peers` another program; each says what it could
not measure and goes on. Exit code: 0 all budgets kept, 1 one is not, 2 the request is refused,
3 something was not measured.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from uuid import UUID

from bench import (
    addresses,
    against,
    documents,
    letters,
    measure,
    paths,
    peers,
    registers,
    reorganisation,
    report,
    stages,
    world,
)
from bench.against import Outcome
from lienthong.cli.words import Parser, count
from lienthong.hosting import worlds
from lienthong.kernel.refusals import Refusal

CURVE = (1_000, 10_000, 100_000, 1_000_000)
KEPT, MISSED, REFUSED, INCOMPLETE = 0, 1, 2, 3
Figures = dict[str, dict[str, float]]


def main(words: Sequence[str] | None = None) -> int:
    parser = Parser(prog="lienthong bench")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--against")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--letters", type=count)
    arguments = parser.parse_args(words)
    try:
        answer, code = (
            _compared(arguments) if arguments.against is not None or arguments.peers else _alone(arguments)
        )
    except Refusal as refused:
        print(f"{refused.sentence} ({refused.code})", file=sys.stderr)
        return REFUSED
    if arguments.json:
        arguments.json.write_text(json.dumps(answer, indent=1, ensure_ascii=False), "utf-8")
    return code


def _compared(arguments: argparse.Namespace) -> tuple[dict[str, Any], int]:
    answer: dict[str, Any] = {}
    codes = []
    if arguments.against is not None:
        outcome = against.compared(arguments.against, stages.large(arguments.letters), _say)
        codes.append(_told(outcome, "against", ("trước", "nay"), answer))
    if arguments.peers:
        codes.append(_told(peers.compared(_say), "peers", ("bạn", "ta"), answer))
    return answer, max(codes)


def _told(outcome: Outcome, section: str, heads: tuple[str, str], answer: dict[str, Any]) -> int:
    """Print a comparison, put it into `answer`; its exit code."""
    lines, kept = report.table(outcome.rows, section, heads)
    print("", *lines, *(f"Không đo được: {fault}" for fault in outcome.faults), sep="\n")
    answer[section] = report.as_json(outcome.rows, section) | {"not_measured": outcome.faults}
    return INCOMPLETE if outcome.faults else KEPT if kept else MISSED


def _alone(arguments: argparse.Namespace) -> tuple[dict[str, Any], int]:
    """This build by its own budgets, and on the axes of work, registers and letters."""
    figures, curve = _measured()
    kept = _report(figures, curve)
    answer: dict[str, Any] = {"figures": figures, "curve": curve, "kept": kept}
    code = _told(
        against.compared(None, stages.large(arguments.letters), _say), "against", ("", "nay"), answer
    )
    return answer, max(code, KEPT if kept else MISSED)


def _measured() -> tuple[Figures, list[dict[str, float]]]:
    _say("Dựng thế giới để đo…")
    server = world.prepare()
    import django

    django.setup()
    world.open_round()
    figures: Figures = {}
    curve: list[dict[str, float]] = []
    counters = world.counters(8)
    with measure.served(server, world.NAME) as at:
        _measure_curve(server, at, counters, figures, curve)
        _say("Tiếp nhận hồ sơ, so với pgbench…")
        figures["receive_dossier"] = paths.receive_dossier(server, at, counters)
        _say("Chuyển một bước, so với pgbench…")
        figures["move_one_step"] = paths.move_one_step(server, at, counters)
        _say("Đọc địa chỉ, trang tra địa chỉ…")
        figures["addresses"] = addresses.measured(server, at)
    _say("Trang của sổ đăng ký, đến 100.000 mục…")
    figures["register_page"] = registers.register_page(server, counters[0])
    _say("Văn bản gửi 168 và 3.321 đơn vị…")
    figures["letter"], nation = _letters(server)
    _say("Bảng theo dõi 3.321 nơi nhận…")
    figures["addressees"] = documents.addressees(server, nation)
    _say("Đọc và vẽ trang của tệp, chữ ký số…")
    figures["contents"] = documents.contents()
    figures["signatures"] = documents.signatures()
    _say("Sắp xếp đơn vị 442 → 168…")
    figures["reorganisation"] = reorganisation.measured(server)
    _say("Sắp xếp đơn vị cả nước 10.040 → 3.321…")
    figures["nation"] = reorganisation.of_the_nation(server)
    _say("Tìm trong 1.000.000 văn bản, 100.000 tệp…")
    figures["letter_search"] = documents.search(server, counters[0], figures["letter_search"])
    _say("Khởi động lại…")
    figures["start"] = {"first_page_s": _start(server)}
    return figures, curve


def _measure_curve(
    server: Any, at: measure.Served, counters: list[world.Counter], figures: Figures, curve: Any
) -> None:
    """Open work stays the same; closed history grows from a thousand to a million."""
    world.fill(server, 1, world.OPEN, is_open=True)
    filled, boards = 0, []
    letters.fill(server, counters[0], 1, letters.FEW)
    documents.fill_texts(server, 1, letters.FEW)
    few = letters.read_ms(server, counters[0])
    figures["letter_search"] = documents.search_ms(server, at, counters[0])
    for size in CURVE:
        _say(f"Hộp việc và bảng điều hành khi có {size:,} việc đã xong…".replace(",", "."))
        world.fill(server, filled + 1, size)
        filled = size
        inbox = paths.inbox(server, at, counters[0])
        boards.append(paths.board())
        curve.append({"closed": size, "board_ms": boards[-1], **inbox})
    letters.fill(server, counters[0], letters.FEW + 1, letters.MANY)
    many = letters.read_ms(server, counters[0])
    figures["letter_read"] = {"read_ms": many, "ratio_many_to_few": many / few}
    first, last = curve[0], curve[-1]
    cost = [point["json_app_cpu_ms"] + point["json_db_cpu_ms"] for point in (first, last)]
    figures["inbox"] = {
        **last,
        "ratio_1m_to_1k": cost[1] / cost[0],
        "ratio_restricted": paths.restricted(server, counters[0]),
    }
    figures["board"] = {"recompute_ms": boards[-1], "ratio_1m_to_1k": boards[-1] / boards[0]}


def _letters(server: Any) -> tuple[dict[str, float], UUID]:
    """And the item of one that went to the nation."""
    from lienthong.ground import sql
    from lienthong.units.queries import city_units

    wards = [unit.unit for unit in city_units(sql.only_value(date, "select world_today()"))]
    nation = sql.values(
        int,
        "select u.id from unit u join area a on a.id = u.area and a.rank = 'commune'"
        " where u.body = 'ubnd' and u.during @> world_today()",
    )
    city, country = paths.letter(server, wards), paths.letter(server, nation)
    with_files, country_with_files = (paths.letter(server, units, files=2) for units in (wards, nation))
    return {
        "ratio_168": city.ratio,
        "ratio_3321": country.ratio,
        "ratio_168_files": with_files.ratio,
        "ratio_3321_files": country_with_files.ratio,
        "seen_168_s": with_files.seen_s,
        "kept_rows": country_with_files.kept,
    }, country_with_files.item


def _start(server: Any) -> float:
    """From the command to the first page, on a world that is there."""
    port = measure.free_port()
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "lienthong", "serve", "--world", world.NAME, "--port", str(port)],
        env={**worlds.plain_environment(server.home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while time.monotonic() - begun < 60:
            try:
                urlopen(f"http://127.0.0.1:{port}/", timeout=5).read()
                return time.monotonic() - begun
            except OSError:
                time.sleep(0.05)
        return float("inf")
    finally:
        process.terminate()
        process.wait(30)


def _report(figures: Figures, curve: list[dict[str, float]]) -> bool:
    """Print each figure beside its budget; True when every budget is kept."""
    kept = True
    for name, budget in report.own_budgets().items():
        print(f"\n{name}: {budget['what']}")
        for figure, value in figures.get(name, {}).items():
            limit = budget.get(figure, {})
            good = report.is_kept(value, limit)
            kept &= good
            words = (
                f"  ngân sách {'≥' if 'at_least' in limit else '≤'} {next(iter(limit.values()))}"
                if limit
                else ""
            )
            print(f"  {figure:22}{value:12.3f}{words}{'' if good else '   VƯỢT'}")
    print("\nLịch sử đã xong      JSON ms CPU    trang ms CPU   bảng điều hành ms")
    for point in curve:
        print(
            f"{point['closed']:>15,.0f}{point['json_app_cpu_ms'] + point['json_db_cpu_ms']:>16.2f}"
            f"{point['page_app_cpu_ms'] + point['page_db_cpu_ms']:>16.2f}{point['board_ms']:>16.1f}"
        )
    return kept


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
