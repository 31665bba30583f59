"""Figures of open incoming letters: page, sheet and API say the same, and each group sums up to all."""

import csv
import html
import io
import re
from collections import defaultdict

import pytest

from lienthong.documents import actions
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.documents.letters import arrived
from tests.documents.test_directing import head, person_of, working
from tests.documents.test_receiving import entered

pytestmark = pytest.mark.usefixtures("db")

FIGURES = "/van-ban-den/so-lieu"


def test_open_letters_are_counted_by_state_section_and_person() -> None:
    lead, co = working()
    someone = person_of(lead)
    arrived(cast.AN_KHANH)
    entered()
    first, second, done = entered(), entered(), entered()
    actions.direct_delivery(first, section=lead, assignee=someone.mandate, due_days=5, by=head())
    actions.direct_delivery(second, section=co, due_days=0, by=head())
    actions.complete_delivery(done, note="Lưu", by=cast.officer("van_thu"))
    with as_owner():
        sql.run("update work_item set due_at = world_now() - interval '1 hour' where id = %s", (second,))
    of = screen(head())
    lines = list(csv.reader(io.StringIO(of.get(f"{FIGURES}.csv").content.decode("utf-8-sig"))))[1:]
    counted = {(group, name): tuple(map(int, numbers)) for group, name, *numbers in lines}
    assert counted["Tất cả", "Văn bản đến chưa xử lý xong"][:2] == (4, 1)
    assert counted["Theo tình trạng", "Đang xử lý"][:2] == (2, 1)
    assert counted["Theo tình trạng", "Mới đến"][0] == 1
    assert counted["Theo bộ phận", lead][:2] == (1, 0)
    assert counted["Theo bộ phận", co][:2] == (1, 1)
    assert counted["Theo người xử lý", someone.name][0] == 1
    assert counted["Theo người xử lý", "Chưa giao người xử lý"][0] == 3
    sums: dict[str, int] = defaultdict(int)
    for (group, _), numbers in counted.items():
        sums[group] += numbers[0]
    assert set(sums.values()) == {4}, "each group is all of them"
    page = html.unescape(of.get(FIGURES).content.decode())
    assert len(re.findall("data-row", page)) == len(lines)
    assert f"{FIGURES}.csv" in page
    said = cast.caller(head()).get("/incoming-letters/figures").json()
    assert [(row["group"], row["name"]) for row in said["open"]] == list(counted)
    assert sum(row["letters"] for row in said["period"]) == 5
    assert "Đã xử lý xong" in page
    assert FIGURES in of.get("/hop-viec").content.decode()


def test_a_neighbour_s_figures_are_their_own() -> None:
    entered()
    said = cast.caller(cast.chi()).get("/incoming-letters/figures").json()
    assert [row["open"] for row in said["open"]] == [0]
