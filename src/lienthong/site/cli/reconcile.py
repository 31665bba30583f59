"""lienthong reorganise decide | dry-run | minutes: rules applied, what a plan would move counted, papers printed."""

import argparse
import json
import time
from collections.abc import Iterable
from typing import Any

from lienthong.kernel.refusals import Refusal
from lienthong.site.cli.words import new_file, new_folder, say, whisper
from lienthong.site.inside import enter_existing

PROGRESS_EVERY = 50


def add_dry_run(command: Any) -> None:
    command.add_argument("--json", type=new_file, metavar="TỆP", help="toàn bộ số liệu, cho máy đọc")
    command.add_argument("--pdf", type=new_file, metavar="TỆP", help="báo cáo để ký")
    command.add_argument("--xlsx", type=new_file, metavar="TỆP", help="báo cáo dạng bảng tính")
    command.add_argument(
        "--keep-items", action="store_true", help="giữ từng việc để so lại sau khi chuyển giao"
    )


def add_minutes(command: Any) -> None:
    command.add_argument("--out", type=new_folder, required=True, metavar="THƯ-MỤC")
    command.add_argument("--unit", type=int, metavar="SỐ", help="chỉ biên bản có cơ quan này")
    command.add_argument("--all", action="store_true", help="cả những cặp không có việc nào đang mở")


def require_plan(number: int, known: Iterable[int]) -> None:
    if number not in known:
        raise Refusal(
            "no_such_plan", f"Thế giới này không có kế hoạch số {number}.", status=404, field="plan"
        )


def run_dry_run(given: argparse.Namespace, number: int) -> int:
    from lienthong.reorganisation.reconciliation import actions, papers, queries
    from lienthong.site.acting import as_centre

    begun = time.monotonic()
    say("Đếm toàn bộ việc đang mở theo kế hoạch; không tác động đến việc nào…")
    with as_centre() as centre:
        done = actions.reconcile(number, is_live=_is_live(), keep_items=given.keep_items, by=centre)
        kept = queries.latest(number, done["id"])
        numbers = kept.numbers
        if given.json is not None:
            text = json.dumps({**numbers, "sha256": kept.sha256}, ensure_ascii=False, indent=1)
            given.json.write_text(text + "\n", "utf-8")
        if given.pdf is not None:
            given.pdf.write_bytes(papers.as_pdf(numbers, kept.sha256))
        if given.xlsx is not None:
            given.xlsx.write_bytes(papers.as_xlsx(numbers, kept.sha256))
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
    from lienthong.ground import sql
    from lienthong.personnel.terms import DECIDE
    from lienthong.reorganisation.divisions.actions import write_commune_rules
    from lienthong.reorganisation.divisions.queries import divisions_of, rules_of
    from lienthong.site.acting import as_centre
    from lienthong.site.deciding import applied_by

    with as_centre() as centre:
        written = write_commune_rules(number, by=centre)["written"]
        ruled = [one for one in divisions_of(number) if rules_of(number, one.undivided)]
    if written:
        say(f"Đã thêm quy tắc theo xã, phường cũ cho {written} địa bàn cấp huyện.")
    decided = left = 0
    for done, division in enumerate(ruled, 1):
        mandate = sql.one(SOMEBODY, (division.undivided, list(DECIDE)))
        if mandate is None:
            say(f"  {division.name}: không có ai của đơn vị để quyết định.")
            continue
        own = open_ = 0
        for own, open_ in applied_by(mandate, division):
            whisper(f"  {done}/{len(ruled)} {division.name}: {own} đã quyết định, {open_} chờ người.")
        decided, left = decided + own, left + open_
    say(f"{len(ruled)} địa bàn có quy tắc: {decided} việc đã quyết định, {left} việc chờ người của đơn vị.")
    return 0


def _is_live() -> bool:
    from django.db import transaction

    from lienthong.ground import sql

    with transaction.atomic():
        return bool(sql.one("select kind = 'live' from world"))


def run_minutes(given: argparse.Namespace) -> int:
    """As the verifier, who reads all and can change nothing."""
    enter_existing(given.world, "verifier", whisper)
    from django.db import transaction

    with transaction.atomic():
        return _write_minutes(given)


def _write_minutes(given: argparse.Namespace) -> int:
    from lienthong.ground import sql
    from lienthong.reorganisation.divisions.queries import divisions_of
    from lienthong.reorganisation.minutes import papers, queries
    from lienthong.reorganisation.minutes.confirmed import confirmed_words
    from lienthong.reorganisation.reconciliation.queries import plan_row

    number = given.plan if given.plan is not None else sql.one("select max(id) from plan")
    if number is None:
        raise Refusal("no_plan", "Thế giới này chưa có kế hoạch nào.", status=404)
    require_plan(number, [row.id for row in sql.rows("select id from plan")])
    plan = plan_row(number)
    undivided = frozenset(division.undivided for division in divisions_of(number))
    given.out.mkdir(parents=True, exist_ok=True)
    written = items = 0
    pairs = queries.pairs(number, given.unit)
    for done, pair in enumerate(pairs, 1):
        found = queries.hand_over(pair, plan.effective_on)
        if found.items or given.all:
            confirmed = confirmed_words(number, pair.target)
            content = papers.as_pdf(found, plan, undivided=undivided, confirmed=confirmed)
            (given.out / f"{pair.name}.pdf").write_bytes(content)
            written, items = written + 1, items + len(found.items)
        if done % PROGRESS_EVERY == 0:
            whisper(f"  {done}/{len(pairs)} cặp…")
    say(f"Đã in {written} biên bản, {items} việc, của {len(pairs)} cặp giao – nhận, vào {given.out}.")
    return 0
