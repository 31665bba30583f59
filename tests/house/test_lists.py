"""Every list says the same to one reader by every door: the page's rows, the API's, the figure above them and the
sheet. With work in it, made by the acts, and as it is first opened: no filter, and an empty one.
"""

import ast
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.urls import get_resolver, resolve

from lienthong.documents.files_of_work.actions import open_file
from lienthong.documents.groups.actions import make_group
from lienthong.exchange.webhooks.actions import create_webhook
from lienthong.incidents.actions import report_incident
from lienthong.procedures import actions as dossier_acts
from tests import cast, sql
from tests.board.rounds import screen
from tests.committed import CommittedWorld, committed_world
from tests.documents.letters import arrived, issued
from tests.exchange.test_webhooks import deliver
from tests.house.lists import INCIDENTS, LISTS, Reader
from tests.house.source import SRC, trees
from tests.notices.test_telling import tell
from tests.personnel import delegating
from tests.procedures import dossiers
from tests.reports import reports


@pytest.fixture(scope="module")
def _world(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[CommittedWorld]:
    with django_db_blocker.unblock(), committed_world(worker_id) as here:
        yield here


@pytest.fixture(scope="module")
def named(_world: CommittedWorld) -> dict[str, Any]:
    """Something in every list, and the ids their addresses need."""
    clerk, leader = cast.an(), cast.officer("lanh_dao")
    webhook = create_webhook(url="https://nhan.example.vn/a", kinds=[], by=leader)["id"]
    for _ in range(3):
        screen(clerk).get(f"/viec/{arrived(cast.AN_KHANH)}")
    for name in ("Chờ vào sổ", "Hỏa tốc"):
        screen(clerk).post("/van-ban/tim/luu", {"ten": name, "chieu": "den"})
    _register_one(clerk)
    dossier = dossiers.of(dossiers.taken_in())
    dossier_acts.request_supplement(dossier, missing=("Giấy tờ tùy thân",), note="", by=dossiers.reception())
    for _ in range(3):
        screen(dossiers.reception()).get(f"/viec/{dossier}")
    for code in ("01.VP", "02.VP"):
        open_file(code=code, title="Hồ sơ công tác văn thư", years=10, by=clerk)
    reports.reported()
    for severity in ("low", "medium", "high", "critical")[:INCIDENTS]:
        report_incident(severity=severity, step="vào sổ", text="Không in được.", by=cast.officer("ky_thuat"))
    delegating.given(delegating.asked("pho_chu_tich"))
    _leave_behind(_world)
    tell()
    deliver(allow="")
    make_group(name="Hai phường", to=[clerk.unit or 0, cast.chi().unit or 0], by=clerk)
    letter = issued(cast.dung(), clerk.unit or 0)["id"]
    area = sql.one("select id from area where code = %s order by id desc limit 1", (cast.AN_KHANH,))
    return {"letter": letter, "webhook": webhook, "unit": leader.unit, "area": area}


def _leave_behind(world: CommittedWorld) -> None:
    """A letter and a report of a ward that everybody left."""
    ward = sql.one(
        "select u.code from unit u join post p on p.unit = u.id where p.role = 'dau_moi_1022' and u.body = 'ubnd'"
        " and u.during @> world_today() and u.code not in (%s, %s) order by u.code limit 1",
        (cast.AN_KHANH, cast.BINH_TRUNG),
    )
    arrived(ward)
    reports.reported(ward)
    world.run(
        "update mandate set during = daterange(lower(during), world_today()) where post in"
        " (select p.id from post p join unit u on u.id = p.unit where u.code = %s)",
        ward,
    )


def _register_one(clerk: cast.Actor) -> None:
    from lienthong.documents.actions import register_delivery
    from tests.documents.letters import delivered

    register_delivery(delivered(clerk), by=clerk)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_page_api_count_and_sheet_agree(named: dict[str, Any], name: str) -> None:
    listed = LISTS[name]
    actor = cast.officer(listed.role, listed.unit)
    reader = Reader(screen(actor), cast.caller(actor))
    page = reader.text(listed.page.format(**named))
    rows = len(re.findall(listed.row, page))
    assert rows > 0, f"{name}: nothing to see, so nothing is proved"
    if listed.items is not None:
        answer = reader.api.get(listed.api.format(**named))
        assert listed.items(answer.json()) == rows, (
            f"{name}: the API has another number of rows than the page"
        )
    if listed.sheet:
        assert listed.sheet.format(**named) in page, f"{name}: rows are shown and no sheet of them is offered"
        assert len(reader.lines(listed.sheet.format(**named))) == rows, (
            f"{name}: the sheet has another number"
        )
    if listed.count:
        said = re.search(listed.count, page)
        assert said is not None, f"{name}: the page does not say how many"
        assert int(said[1].replace(".", "")) == rows, f"{name}: the page says {said[1]} and shows {rows}"
    assert listed.api or listed.no_api, f"{name}: no API and no reason"
    assert listed.sheet or listed.no_sheet, f"{name}: no sheet and no reason"


@pytest.mark.parametrize("name", sorted(name for name, listed in LISTS.items() if listed.filters))
def test_an_empty_filter_is_none(named: dict[str, Any], name: str) -> None:
    listed = LISTS[name]
    actor = cast.officer(listed.role, listed.unit)
    reader = Reader(screen(actor), cast.caller(actor))
    here, sheet = listed.page.format(**named), listed.sheet.format(**named)
    empty = "?" + "&".join(f"{one}=" for one in listed.filters)
    rows = len(re.findall(listed.row, reader.text(here)))
    assert len(re.findall(listed.row, reader.text(here + empty))) == rows
    assert len(reader.lines(sheet + empty)) == rows


def test_an_empty_filter_of_the_api_is_none(named: dict[str, Any]) -> None:
    clerk, leader = cast.caller(cast.an()), cast.caller(cast.officer("lanh_dao"))
    for caller, address, key in (
        (clerk, "/items?kind=&state=&late=&after=&whose=", "items"),
        (leader, "/incidents?severity=", "items"),
        (leader, "/delegations?standing=", "delegations"),
        (leader, "/accounts?state=&q=&unit=", "accounts"),
        (leader, f"/webhooks/{named['webhook']}/deliveries?state=", "deliveries"),
    ):
        bare = address.split("?")[0]
        assert len(caller.get(address).json()[key]) == len(caller.get(bare).json()[key]) > 0, address


def test_no_read_passes_an_empty_filter_on_as_a_value() -> None:
    """A filter that may be left out reaches SQL as `filter or None`: an address names it without a value."""
    for path, tree in trees().items():
        if path.name != "queries.py":
            continue
        for function in (one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name[0] != "_"):
            filters = {
                arg.arg
                for arg in (*function.args.args, *function.args.kwonlyargs)
                if arg.annotation is not None and ast.unparse(arg.annotation) == "str | None"
            }
            passed = {
                value.id
                for node in ast.walk(function)
                if isinstance(node, ast.Dict)
                for value in node.values
                if isinstance(value, ast.Name)
            }
            assert not filters & passed, f"{path}: {function.name} passes {filters & passed} as it came"


def test_worst_first_and_each_severity_apart(named: dict[str, Any]) -> None:
    """What the page answered when every incident was open: that there is none."""
    page = screen(cast.officer("lanh_dao"))
    text = page.get("/su-co").content.decode()
    assert "Không có sự cố nào đang mở" not in text
    assert text.count("data-row") == INCIDENTS
    for severity in ("critical", "high", "medium", "low"):
        assert page.get(f"/su-co?muc={severity}").content.decode().count("data-row") == 1
        assert page.get(f"/su-co.csv?muc={severity}").content.decode().count("Không in được") == 1
    stranger = screen(cast.chi())
    assert "data-row" not in stranger.get("/su-co").content.decode()
    assert "Không in được" not in stranger.get("/su-co.csv").content.decode()


NO_SHEET = {
    "documents/_addressee_rows.html": "part of a page whose sheet is beside it",
    "documents/conventions.html": "a handful of sections; the sign of each letter shows what was entered",
    "documents/compare.html": "two texts beside one another; each stands on the draft's page",
    "decision.html": "the first fifty dates a decision moves, beside the figure of all",
    "board/unit.html": "one unit's steps; the whole board is the sheet",
    "rehearsal/report.html": "a report is taken along as PDF",
    "rehearsal/rounds.html": "a handful of rounds, each with its report",
    "joining/joinings.html": "a handful of joinings, each with its report",
    "joining/_import_report.html": "part of a report that is taken along whole",
    "exchange/webhooks.html": "at most ten rows, each with its own sheet of deliveries",
    "work/find.html": "names of areas to choose from",
    "work/of_area.html": "the first hundred beside figures of all",
    "site/operations.html": "openapi.json is its sheet",
    "documents/find.html": "what is sought is looked at, not kept; the search itself is saved",
    "documents/readers.html": "a section of one letter's page",
    "documents/own_readings.html": "one's own, to find a letter again",
    "search.html": "what words find is looked at, not kept",
    "operations.html": "openapi.json is its sheet",
    "components/table.html": "draws the rows of others",
    "reorganisation/plans.html": "a handful of plans, each with its document",
    "reorganisation/report.html": "a report is taken along as PDF and workbook",
    "reorganisation/_counted.html": "draws the numbers of two reports, each taken along whole",
    "reorganisation/sample.html": "a sample to look at once",
    "reorganisation/arrival.html": "the report of the plan is its sheet",
    "reorganisation/decided.html": "the sheet of the division says what was decided",
    "reorganisation/body_staff.html": "one body's people; the sheet is of all bodies",
    "reorganisation/application.html": "what rules would decide now, before they do",
    "reorganisation/map.html": "the plan's own tables are the sheet",
}
"""Templates with a table and no sheet, each with its reason."""


def test_a_table_can_be_taken_along() -> None:
    bare = set()
    for path in sorted(SRC.rglob("templates/**/*.html")):
        text = path.read_text("utf-8")
        if "<table" in text and not re.search(r"csv|export_url|xlsx", text):
            bare.add(path.relative_to(next(p for p in path.parents if p.name == "templates")).as_posix())
    assert bare - set(NO_SHEET) == set(), "a table without a sheet and without a reason"


REORGANISATION = "tests/reorganisation/test_lists.py::test_every_row_stands_on_one_page_and_in_the_sheet"
COMPARED_ELSEWHERE = {
    "viec/<uuid:item>/nguoi-da-doc.<str:ending>": "tests/documents/test_letter_readings.py"
    "::test_who_has_read_a_letter_is_taken_along_by_who_may_see_it",
    "van-ban-den/so-lieu.csv": "tests/documents/test_figures.py"
    "::test_open_letters_are_counted_by_state_section_and_person",
    "ho-so-cong-viec/<uuid:item>.csv": "tests/documents/files_of_work/test_files.py::test_a_file_by_its_pages",
    "dieu-hanh/bang.csv": "tests/board/test_pages.py::test_the_table_as_csv_and_as_a_workbook",
    "dieu-hanh/bang.xlsx": "tests/board/test_pages.py::test_the_table_as_csv_and_as_a_workbook",
    "sap-xep/<int:plan>/quyen.<str:ending>": REORGANISATION,
    "sap-xep/<int:plan>/phan-chia.<str:ending>": REORGANISATION,
    "sap-xep/<int:plan>/bien-ban.<str:ending>": REORGANISATION,
    "sap-xep/<int:plan>/nhan-su/danh-sach.<str:ending>": REORGANISATION,
    "sap-xep/<int:plan>/phan-chia/<int:undivided>.<str:ending>": "tests/reorganisation/test_divisions.py"
    "::test_what_a_ward_that_lives_on_left_undecided_stays_in_question",
    "sap-xep/<int:plan>/nhat-ky.<str:ending>": "tests/reorganisation/test_plan_history.py"
    "::test_a_group_of_it_is_shown_counted_and_taken_along",
    "sap-xep/<int:plan>/ke-nhiem.<str:ending>": "tests/reorganisation/test_people.py"
    "::test_the_dry_run_counts_work_without_successor_and_the_list_is_exported",
}
"""Lists whose world takes long to make: the test that reads their sheet."""

PAPERS = {
    "sap-xep/<int:plan>/nhan-su.<str:ending>": "the form in which staff is handed in",
    "sap-xep/<int:plan>/tep.<str:ending>": "the plan as it is drafted again, read back by the drafting tests",
    "sap-xep/<int:plan>/doi-chieu.<str:ending>": "a report, printed whole",
    "sap-xep/nhap/<int:joining>/bao-cao.<str:ending>": "a report, printed whole",
}
"""What is taken along as a paper and is no list."""


def _routes(patterns: Any, prefix: str = "") -> Iterator[str]:
    for one in patterns:
        route = prefix + str(one.pattern)
        yield from _routes(one.url_patterns, route) if hasattr(one, "url_patterns") else [route]


def test_every_sheet_of_the_house_is_compared_with_its_page() -> None:
    """With `test_a_table_can_be_taken_along`: every table has a sheet, and every sheet stands here."""
    sheets = {
        route
        for route in _routes(get_resolver().url_patterns)
        if re.search(r"\.(csv|xlsx|<str:ending>)$", route)
    }
    named = {"unit": 1, "area": 1, "webhook": UUID(int=1), "letter": UUID(int=1)}
    here = {resolve(listed.sheet.format(**named)).route for listed in LISTS.values() if listed.sheet}
    unseen = sheets - here - set(COMPARED_ELSEWHERE) - set(PAPERS)
    assert not unseen, f"lists that nobody compares with their page: {sorted(unseen)}"
    assert set(COMPARED_ELSEWHERE) | set(PAPERS) <= sheets
    for test in COMPARED_ELSEWHERE.values():
        path, _, function = test.partition("::")
        assert f"def {function}(" in (SRC.parent / path).read_text("utf-8"), test
