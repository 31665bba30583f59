"""What two people sign is what the table says: lists and plans as offices bring them, through pages and worker."""

import html
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lienthong.kernel.refusals import Refusal
from lienthong.papers.sheets import Sheet, csv_of, xlsx_of
from lienthong.reorganisation.people import queries as people
from lienthong.reorganisation.plans import queries
from lienthong.reorganisation.plans.actions import approve_plan, faults_of, prepare_plan
from lienthong.reorganisation.plans.terms import PlanText, Source, Target, Transition
from lienthong.reorganisation.plans.texts import files
from tests import sql
from tests.reorganisation.desks import AN_KHANH, Screen, read_for
from tests.reorganisation.plans import drafted, merge, planner, signers, text
from tests.reorganisation.test_people import THAO_DIEN, prepared
from tests.tables import book, saved

CASES = Path(__file__).parent / "cases"
HEAD_OF_PLAN = [["name", "Gộp ô"], ["effective_on", "2025-09-01"], ["basis", "NQ mẫu"]]
COLUMNS = ("no", "kind", "source_code", "source_name", "target_code", "target_name", "target_province")


def case(name: str) -> bytes:
    return (CASES / name).read_bytes()


def sent_list(plan: int, content: bytes, name: str) -> Any:
    """What a planner sees of a list that was sent in and read."""
    screen = Screen(planner())
    return read_for(screen, screen.send(
        f"/sap-xep/{plan}/nhan-su/nop", key=name, file=SimpleUploadedFile(name, content)
    ))  # fmt: skip


def shown(answer: Any) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


def listed_people() -> list[tuple[str, str, bool, str]]:
    return [
        tuple(row)
        for row in sql.rows(
            "select p.name, po.role, m.temporary, m.basis from account a join person p on p.id = a.person"
            " join mandate m on m.person = p.id join post po on po.id = m.post"
            " where a.username in ('tv.mau', 'lt.mau') order by a.username desc"
        )
    ]


BOTH = [("Trần Văn Mẫu", "van_thu", True, ""), ("Lê Thị Mẫu", "lanh_dao", False, "QĐ 12/QĐ-UBND")]


@pytest.mark.parametrize(
    "name",
    [
        "01-staffing-semicolon-excel-vi.csv", "02-staffing-excel-unicode-text-utf16.csv",
        "04-staffing-title-rows-merged-header.xlsx", "05-staffing-guide-sheet-first.xlsx",
        "06-staffing-unit-merged-down.xlsx",
    ],
)  # fmt: skip
def test_a_list_of_two_people_is_two_people_however_it_is_laid_out(eve: None, name: str) -> None:
    plan = prepared()
    answer = sent_list(plan, case(name), name)
    assert answer.status_code == 302, shown(answer)
    assert listed_people() == BOTH


@pytest.mark.parametrize(
    ("name", "cells", "reason"),
    [
        ("03-staffing-tcvn3-names.csv", ("C2", "E2", "F2"), "bảng mã cũ TCVN3 (ABC)"),
        ("07-staffing-formula-cells.xlsx", ("F2", "I2"), 'là công thức =PROPER("trần văn mẫu")'),
    ],
)
def test_a_list_nobody_can_answer_for_is_refused_by_its_cells(
    eve: None, name: str, cells: tuple[str, ...], reason: str
) -> None:
    plan = prepared()
    answer = sent_list(plan, case(name), name)
    assert answer.status_code == 422
    for cell in cells:
        assert f"<strong>{cell}</strong>" in shown(answer)
    assert reason in shown(answer)
    assert listed_people() == []


def test_the_name_beside_a_code_must_be_the_units(eve: None) -> None:
    plan = prepared()
    head = ["Mã đơn vị", "Tên đơn vị", "Cơ quan", "Vai trò", "Chức danh", "Họ và tên", "Tài khoản"]
    person = ["ubnd", "van_thu", "Văn thư", "Trần Văn Mẫu", "tv.mau"]
    wrong = sent_list(plan, csv_of([head, [AN_KHANH, "Phường Thảo Điền", *person]]), "sai.csv")
    assert wrong.status_code == 422
    assert "mã «27094» (ubnd) là Ủy ban nhân dân phường An Khánh, danh sách ghi «Phường Thảo Điền»" in shown(
        wrong
    )
    assert listed_people() == []
    for number, called in enumerate(("Phường An Khánh", "UBND phường An Khánh", "phường an khánh")):
        right = sent_list(plan, csv_of([head, [AN_KHANH, called, *person]]), f"{number}.csv")
        assert right.status_code == 302, shown(right)


def test_the_list_offered_for_download_has_the_names_beside_the_codes(eve: None) -> None:
    plan = prepared()
    (head, *rows) = Screen(planner()).text(f"/sap-xep/{plan}/nhan-su.csv").lstrip("\ufeff").splitlines()
    assert head.split(",")[:3] == ["unit_code", "unit_name", "body"]
    names = {body.name for body in people.prepared(plan)}
    assert all(any(name in row for name in names) for row in rows)


# Plans.


def read(content: bytes, ending: str = ".xlsx") -> PlanText:
    return files.plan_in(content, ending)


def cells_refused(content: bytes, ending: str = ".xlsx") -> dict[str, str]:
    with pytest.raises(Refusal) as refused:
        read(content, ending)
    assert refused.value.code == "plan_table_wrong", refused.value
    return {error["cell"]: error["sentence"] for error in refused.value.facts["errors"]}


def workbook(
    *rows: tuple[Any, ...], merged: tuple[str, ...] = (), head: list[list[Any]] = HEAD_OF_PLAN
) -> bytes:
    import io

    from openpyxl import load_workbook

    made = load_workbook(io.BytesIO(xlsx_of(Sheet("Kế hoạch", (), head), Sheet("Phương án", COLUMNS, rows))))
    for one in merged:
        made["Phương án"].merge_cells(one)
    return saved(made)


MADE = ("90001", "Phường Mẫu Một", "79")


def test_a_ward_under_a_merged_number_stays_in_its_merger() -> None:
    (sentence,) = read(case("20-plan-merged-number-cells.xlsx")).transitions
    assert sentence.kind == "merge"
    assert [source.code for source in sentence.sources] == ["27094", "26740"]
    assert [(target.code, target.name) for target in sentence.targets] == [("90001", "Phường Mẫu Một")]


@pytest.mark.parametrize("name", ["21-plan-false-cells.xlsx", "21-plan-no-words.csv"])
def test_no_is_no(name: str) -> None:
    (sentence,) = read(case(name), name[-5:] if name.endswith("xlsx") else ".csv").transitions
    assert [(s.code, s.part, s.default) for s in sentence.sources] == [
        ("27094", False, False),
        ("26740", False, False),
    ]
    assert [target.default for target in sentence.targets] == [False]


def test_a_row_without_a_number_is_named_and_never_skipped() -> None:
    said = cells_refused(workbook((1, "merge", "27094", "", *MADE), ("", "", "26740", "", "", "", "")))
    assert said == {"Phương án!A3": "chưa ghi số phương án: dòng này thuộc phương án nào?"}


def test_a_merged_source_that_may_hide_a_ward_is_named() -> None:
    rows = ((1, "merge", "27094", "", *MADE), (1, "merge", "", "", "", "", ""))
    assert list(cells_refused(workbook(*rows, merged=("C2:C3",)))) == ["Phương án!A3"]
    assert list(cells_refused(workbook(*rows, merged=("A2:A3", "B2:B3", "C2:C3")))) == ["Phương án!A3"]
    named = ((1, "merge", "27094", "Phường An Khánh", *MADE), (1, "merge", "", "Phường Sài Gòn", "", "", ""))
    said = cells_refused(workbook(*named, merged=("C2:C3",)))
    assert said == {"Phương án!D3": "«Phường Sài Gòn» đứng cạnh ô gộp «27094»: một nơi hay hai? hãy bỏ gộp ô"}
    assert list(cells_refused(workbook(*named))) == ["Phương án!D3"], "a name without a code"


def test_one_source_merged_beside_two_targets_is_one_source() -> None:
    rows = (
        (1, "split", "27094", "", "90001", "Phường Một", "79"),
        ("", "", "", "", "90002", "Phường Hai", "79"),
    )
    (sentence,) = read(workbook(*rows, merged=("A2:A3", "B2:B3", "C2:C3"))).transitions
    assert [source.code for source in sentence.sources] == ["27094"]
    assert [target.code for target in sentence.targets] == ["90001", "90002"]


def test_a_formula_in_a_plan_is_no_name() -> None:
    content = book(
        ["name", "Kế hoạch"], ["effective_on", "2025-09-01"], [], COLUMNS,
        (1, "merge", "27094", "", "90001", '="Phường "&"Một"', "79"),
    )  # fmt: skip
    assert "là công thức" in cells_refused(content)["F5"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (datetime(2025, 6, 30, 17), "17:00 30/6/2025"),  # noqa: DTZ001
        ("=TODAY()", "=TODAY()"),
        (datetime(2025, 6, 30, 23, 59, 30), "23:59 30/6/2025"),  # noqa: DTZ001
    ],
)
def test_a_day_with_a_time_is_asked_and_never_cut(typed: Any, words: str) -> None:
    """What exceljs writes for 1/7/2025 in Viet Nam's zone is 17:00 of 30 June."""
    head = [["name", "X"], ["effective_on", typed], ["basis", ""]]
    row = (1, "merge", "27094", "", *MADE)
    content = book(*head, [], COLUMNS, row)
    assert words in cells_refused(content)["B2"]


@pytest.mark.parametrize("typed", [date(2025, 7, 1), datetime(2025, 7, 1), "1/7/2025", "2025-07-01"])  # noqa: DTZ001
def test_a_day_is_a_day(typed: Any) -> None:
    head = [["Tên kế hoạch", "X"], ["Ngày hiệu lực", typed], ["Căn cứ", "NQ"]]
    assert read(book(*head, [], COLUMNS, (1, "merge", "27094", "", *MADE))).effective_on == date(2025, 7, 1)


def test_a_moment_in_yaml_is_no_day() -> None:
    with pytest.raises(Refusal, match="có cả giờ"):
        read(b"name: x\neffective_on: 2025-06-30 17:00:00\ntransitions: []", ".yaml")


def test_what_is_written_over_a_plan_is_understood_or_named() -> None:
    row = (1, "merge", "27094", "", *MADE)
    said = cells_refused(workbook(row, head=[["name", "X"], ["effective", "2025-09-01"]]))
    assert said == {"Kế hoạch!A2": "không hiểu «effective»"}
    said = cells_refused(workbook(row, head=[["name", "X", "Y"], ["effective_on", "2025-09-01"]]))
    assert list(said) == ["Kế hoạch!C1"]
    text = "#name,X\n#efective_on,2025-09-01\n" + ",".join(COLUMNS) + "\n1,merge,27094,,90001,Phường Một,79\n"
    assert cells_refused(text.encode(), ".csv") == {"A2": "không hiểu «#efective_on»"}


def test_a_heading_mistyped_is_named_where_it_holds_something() -> None:
    heads = ("no", "kind", "source_cod", "target_code", "target_name")
    content = book(["name", "X"], ["effective_on", "2025-09-01"], heads, (1, "merge", "27094", *MADE[:2]))
    assert "không hiểu cột «source_cod»" in cells_refused(content)["C3"]


def test_the_page_names_every_wrong_cell_of_a_plan(eve: None) -> None:
    screen = Screen(planner())
    content = workbook((1, "merge", "27094", "", *MADE), ("", "", "26740", "", "", "", ""))
    answer = read_for(screen, screen.send("/sap-xep/nop", file=SimpleUploadedFile("a.xlsx", content)))
    assert answer.status_code == 422
    assert "<strong>Phương án!A3</strong>: chưa ghi số phương án" in shown(answer)
    assert sql.one("select count(*) from plan") == 0


# Names beside codes, and the count before a signature.


def test_a_code_whose_name_disagrees_keeps_a_plan_from_being_signed(eve: None) -> None:
    made = (Target("90001", name="Phường Một", province="79"),)
    wrong = Transition("merge", (Source(AN_KHANH, name="Phường Thảo Điền"),), made)
    blocking = [fault for fault in faults_of(text(wrong)) if fault.blocks]
    assert [(fault.code, fault.nos) for fault in blocking] == [("name_differs", (1,))]
    assert blocking[0].sentence == "Mã «27094» là Phường An Khánh, phương án ghi «Phường Thảo Điền»."
    alike = Transition("merge", (Source("27091", name="phường An Phú"),), made)
    assert [fault for fault in faults_of(text(alike)) if fault.blocks] == []
    plan = drafted(text(wrong))["plan"]
    with pytest.raises(Refusal, match="plan_has_holes"):
        prepare_plan(plan, by=planner())


def test_a_signer_counts_who_gives_and_is_stopped_by_another_number(eve: None) -> None:
    made = drafted(text(merge(THAO_DIEN, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))
    plan, home = made["plan"], f"/sap-xep/{made['plan']}"
    prepare_plan(plan, by=planner())
    for n, signer in enumerate(signers()):
        screen = Screen(signer)
        page = " ".join(html.unescape(screen.text(home)).split())
        assert 'Phường, xã, thị trấn giao <span class="soft">(2)</span>' in page
        assert "<li>Phường An Khánh (27094)</li> <li>Phường Thảo Điền (27088)</li>" in page
        digest = screen.hidden(home, "digest")
        for typed, words in (
            ("3", "Bạn đếm 3 nơi giao, văn bản này có 2."), ("", "Xin ghi số nơi giao"), ("hai", "Xin ghi số nơi giao"),
        ):  # fmt: skip
            answer = screen.send(f"{home}/ky", digest=digest, sources=typed, key=f"{n}-{typed}")
            assert answer.status_code == 422
            assert words in shown(answer)
            assert f'value="{typed}"' in answer.content.decode()
        assert queries.plan(plan).signers == [s.name for s in signers()[:n]]
        assert screen.send(f"{home}/ky", digest=digest, sources="2", key=f"{n}-2").status_code == 302
    assert queries.plan(plan).state == "approved"
    history = " ".join(html.unescape(Screen(planner()).text(f"{home}/nhat-ky")).split())
    assert "sau khi đếm 2 nơi giao" in history
    sql.run("reset role")
    facts = sql.rows(
        "select facts ->> 'sources' as counted from journal where verb = 'plan.signed' order by id"
    )
    assert [row.counted for row in facts] == ["2", "2"]


def test_who_gives_twice_is_counted_once_and_a_step_is_none() -> None:
    given = text(
        Transition("extract", (Source(AN_KHANH, part=True),), (Target(key="bước"),)),
        Transition(
            "merge",
            (Source(key="bước"), Source(AN_KHANH), Source(AN_KHANH, rank="district")),
            (Target("90001"),),
        ),
        Transition("transfer_competence", (Source(unit="H29-SXD"),), (Target(unit="H29"),), field="Xây dựng"),
    )
    assert [(source.rank, source.code, source.unit) for source in given.giving] == [
        ("commune", AN_KHANH, ""), ("district", AN_KHANH, ""), ("commune", "", "H29-SXD"),
    ]  # fmt: skip


def test_the_command_line_signs_without_counting(eve: None) -> None:
    made = drafted(text(merge(THAO_DIEN, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))
    prepare_plan(made["plan"], by=planner())
    assert approve_plan(made["plan"], digest=made["digest"], by=signers()[0])["signers"] == 1
    with pytest.raises(Refusal, match="plan_sources_differ"):
        approve_plan(made["plan"], digest=made["digest"], sources=1, by=signers()[1])
    assert queries.plan(made["plan"]).state == "draft"
