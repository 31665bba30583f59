"""lienthong reorganise decide | dry-run | minutes: rules applied, what a plan would move counted, papers printed."""

import argparse
import json
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lienthong.cli.words import Progress, new_file, new_folder, say, whisper
from lienthong.hosting.inside import enter_existing, with_database
from lienthong.kernel.refusals import Refusal

if TYPE_CHECKING:
    from lienthong.reorganisation.divisions.terms import Division


def add_dry_run(command: Any) -> None:
    command.add_argument("--json", type=new_file, metavar="TỆP", help="toàn bộ số liệu, cho máy đọc")
    command.add_argument("--pdf", type=new_file, metavar="TỆP", help="báo cáo để ký")
    command.add_argument("--xlsx", type=new_file, metavar="TỆP", help="báo cáo dạng bảng tính")
    command.add_argument(
        "--keep-items", action="store_true", help="giữ từng việc để so lại sau khi chuyển giao"
    )


def add_minutes(command: Any) -> None:
    command.add_argument(
        "--out", type=new_folder, required=True, metavar="THƯ-MỤC", help="nơi ghi các tệp PDF"
    )
    command.add_argument(
        "--unit", metavar="MÃ", help="chỉ biên bản mà cơ quan có mã này giao hoặc nhận, ví dụ 27094"
    )
    command.add_argument("--all", action="store_true", help="cả những cặp không có việc nào đang mở")


def require_plan(number: int, known: Iterable[int]) -> None:
    if number not in known:
        raise Refusal(
            "no_such_plan", f"Thế giới này không có kế hoạch số {number}.", status=404, field="plan"
        )


def run_dry_run(arguments: argparse.Namespace, number: int) -> int:
    from lienthong.reorganisation.reconciliation import actions, papers, queries
    from lienthong.trials.acting import as_centre

    begun = time.monotonic()
    say("Đếm toàn bộ việc đang mở theo kế hoạch; không tác động đến việc nào…")
    with as_centre() as centre:
        done = actions.reconcile(number, is_live=_is_live(), keep_items=arguments.keep_items, by=centre)
        kept = queries.latest(number, done["id"])
        assert kept is not None
        numbers = kept.numbers
        if arguments.json is not None:
            text = json.dumps({**numbers, "sha256": kept.sha256}, ensure_ascii=False, indent=1)
            arguments.json.write_text(text + "\n", "utf-8")
        if arguments.pdf is not None:
            arguments.pdf.write_bytes(papers.as_pdf(numbers, kept.sha256))
        if arguments.xlsx is not None:
            arguments.xlsx.write_bytes(papers.as_xlsx(numbers, kept.sha256))
    say(
        f"{numbers['total']['n']} việc đang mở: {numbers['moving']} đổi cơ quan, {numbers['staying']} giữ nguyên."
    )
    for what, result, meaning, good in papers.checks_of(numbers):
        mark = {"proof": "✓", "soon": "✗"}.get(papers.tone_of(result, meaning, good=good), "·")
        say(f"  {mark} {what}: {result} ({meaning})")
    say(f"SHA-256 {kept.sha256} · {time.monotonic() - begun:.1f} giây.")
    return 0


SOMEBODY = """
select min(m.id) from post p join mandate m on m.post = p.id and m.during @> world_today()
where p.unit = holder_of(%s::int, world_today()) and p.role = any (%s)
"""


def run_decide(number: int) -> int:
    """In the name of each unit's own people; what no rule decides is left to them."""
    from lienthong.reorganisation.divisions.actions import write_commune_rules
    from lienthong.reorganisation.divisions.queries import divisions_of, rules_of
    from lienthong.trials.acting import as_centre

    with as_centre() as centre:
        written = write_commune_rules(number, by=centre)["written"]
        divisions = divisions_of(number)
        ruled = [division for division in divisions if rules_of(number, division.undivided)]
        others = [division for division in divisions if division not in ruled]
    if written:
        say(f"Đã thêm quy tắc theo xã, phường cũ cho {written} địa bàn cấp huyện.")
    decided = left = 0
    progress = Progress(len(ruled), "địa bàn")
    for division in ruled:
        own, open_ = _decided_in(division)
        decided, left = decided + own, left + open_
        progress.step(f"{decided} việc đã quyết định, {left} chờ người")
    say(f"{len(ruled)} địa bàn có quy tắc: {decided} việc đã quyết định, {left} việc chờ người của đơn vị.")
    _say_without_rules(number, [division.undivided for division in others])
    return 0


def _decided_in(division: "Division") -> tuple[int, int]:
    """(decided, left) by its rules; said in a line of its own only where there was any work."""
    from lienthong.ground import sql
    from lienthong.personnel.terms import DECIDE
    from lienthong.reorganisation.divisions.running.deciding import applied_by

    mandate = sql.value(int, SOMEBODY, (division.undivided, list(DECIDE)))
    if mandate is None:
        if n := sql.only_value(int, "select open_work_in(%s::int[])", ([division.undivided],)):
            say(f"  {division.name}: {n} việc, nhưng không có ai của đơn vị để quyết định.")
        return 0, 0
    decided = left = 0
    for batch, (decided, left) in enumerate(applied_by(mandate, division), 1):
        if batch > 1:
            whisper(f"  {division.name}: {decided} đã quyết định, {left} chờ người…")
    if decided or left:
        say(f"  {division.name}: {decided} đã quyết định, {left} chờ người.")
    return decided, left


def _say_without_rules(number: int, jurisdictions: list[int]) -> None:
    from lienthong.ground import sql

    n = sql.only_value(int, "select open_work_in(%s::int[])", (jurisdictions,))
    if n:
        say(
            f"{len(jurisdictions)} địa bàn khác chưa có quy tắc, còn {n} việc; người của đơn vị quyết định hoặc thêm "
            f"quy tắc ở trang /sap-xep/{number}/phan-chia; đến ngày hiệu lực chưa quyết định thì về nơi nhận mặc định."
        )


def _is_live() -> bool:
    from django.db import transaction

    from lienthong.ground import sql

    with transaction.atomic():
        return sql.only_value(bool, "select kind = 'live' from world")


@with_database
def run_minutes(arguments: argparse.Namespace) -> int:
    """As the verifier, who reads all and can change nothing."""
    enter_existing(arguments.world, "verifier", whisper)
    from django.db import transaction

    with transaction.atomic():
        return _write_minutes(arguments)


def _write_minutes(arguments: argparse.Namespace) -> int:
    from lienthong.ground import sql
    from lienthong.reorganisation.minutes import queries
    from lienthong.reorganisation.minutes.bundle import press_of, whole_hand_over

    number = arguments.plan if arguments.plan is not None else sql.value(int, "select max(id) from plan")
    if number is None:
        raise Refusal(
            "no_plan", "Thế giới này chưa có kế hoạch nào. Tạo: lienthong reorganise plan TỆP", status=404
        )
    require_plan(number, sql.values(int, "select id from plan"))
    press, pairs = press_of(number), queries.pairs(number)
    if arguments.unit is not None:
        pairs = [pair for pair in pairs if arguments.unit in (pair.source_code, pair.target_code)]
    if not pairs:
        raise _no_pairs(number, arguments.unit)
    arguments.out.mkdir(parents=True, exist_ok=True)
    written = items = 0
    progress = Progress(len(pairs), "cặp")
    for pair in pairs:
        hand_over = whole_hand_over(press, pair)
        if hand_over.items or arguments.all:
            (arguments.out / f"{pair.name}.pdf").write_bytes(press.pdf(hand_over))
            written, items = written + 1, items + len(hand_over.items)
        progress.step(f"{written} biên bản, {items} việc")
    empty = len(pairs) - written
    say(f"Đã in {written} biên bản, {items} việc, của {len(pairs)} cặp giao – nhận, vào {arguments.out}.")
    if empty:
        say(f"{empty} cặp không có việc nào đang mở nên không in; thêm --all để in cả những cặp đó.")
    return 0


def _no_pairs(number: int, unit: str | None) -> Refusal:
    if unit is not None:
        return Refusal(
            "no_such_pair", f"Kế hoạch số {number} không có cặp giao – nhận nào của cơ quan mã «{unit}».",
            status=404, field="unit",
        )  # fmt: skip
    return Refusal(
        "plan_not_prepared",
        f"Kế hoạch số {number} chưa được chuẩn bị nên chưa có cặp giao – nhận nào.",
        field="plan",
    )
