"""A page takes a file, the worker reads it: with progress, once, and bounded; who sent it sees what came of it."""

import html
import time
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django import app

from lienthong.papers import table_files as tables
from lienthong.reorganisation import tasks
from lienthong.reorganisation.people import sheets
from lienthong.reorganisation.people import views as people_views
from lienthong.reorganisation.people.terms import COLUMNS
from lienthong.reorganisation.plans.texts import files
from lienthong.reorganisation.plans.texts.shipped import shipped_plan
from lienthong.reorganisation.uploads import keeping
from lienthong.reorganisation.uploads.terms import MOST_TRIES
from tests import sql
from tests.cast import officer
from tests.reorganisation.desks import Screen, read_for
from tests.reorganisation.plans import planner, signers
from tests.reorganisation.test_people import HEAD, prepared, row


def sent(screen: Screen, plan: int, content: bytes, name: str = "nhan-su.csv", key: str = "1") -> UUID:
    answer = screen.send(f"/sap-xep/{plan}/nhan-su/nop", key=key, file=SimpleUploadedFile(name, content))
    assert answer.status_code == 302, answer.content.decode()
    return UUID(answer["Location"].rpartition("/")[2])


def page(screen: Screen, upload: UUID, status: int = 200) -> str:
    return html.unescape(screen.text(f"/sap-xep/tep/{upload}", status))


def people(n: int) -> list[list[str]]:
    return [HEAD, *(row(f"Người Thứ {number}", f"nguoi.{number}") for number in range(n))]


def test_the_page_reads_nothing_and_the_worker_tells_how_far_it_is(
    eve: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, plan = Screen(planner()), prepared()
    with monkeypatch.context() as web:
        for module, name in (
            (sheets, "table_of"),
            (files, "plan_in"),
            (tables, "grids_of_workbook"),
            (tables, "grid_of_text"),
        ):
            web.setattr(module, name, None)
        upload = sent(screen, plan, sheets.as_csv(people(1_200)))
        waiting = page(screen, upload)
    assert "chờ đến lượt đọc" in waiting
    told: list[int] = []
    tell = keeping.tell

    def noted(upload: UUID, rows: int, *, is_checked: bool = False) -> None:
        tell(upload, rows, is_checked=is_checked)
        told.append(rows)
        seen = page(screen, upload)
        assert f"Đã đọc <strong>{tables.dots(rows)}</strong> dòng" in seen
        assert ("đang kiểm tra và ghi" in " ".join(seen.split())) is is_checked

    monkeypatch.setattr(keeping, "tell", noted)
    tasks.read_upload(str(upload))
    assert told == [500, 1_000, 1_201]
    assert screen.client.get(f"/sap-xep/tep/{upload}")["Location"] == f"/sap-xep/{plan}/nhan-su?xong=nhan-su"
    assert sql.one("select length(content) from plan_upload where id = %s", (upload,)) == 0


def test_a_job_waits_for_each_file_and_a_file_sent_twice_is_one(eve: None) -> None:
    screen, plan = Screen(planner()), prepared()
    first = sent(screen, plan, sheets.as_csv(people(1)))
    assert sent(screen, plan, sheets.as_csv(people(1))) == first
    jobs = sql.one(
        "select count(*) from procrastinate_jobs where task_name = 'lienthong.reorganisation.tasks.read_upload'"
        " and args ->> 'upload' = %s",
        (str(first),),
    )
    assert jobs >= 1
    for _ in range(3):
        tasks.read_upload(str(first))
    assert sql.one("select count(*) from journal where verb = 'plan.staff_prepared'") == 1


def test_a_file_is_its_senders_alone(eve: None) -> None:
    plan = prepared()
    upload = sent(Screen(planner()), plan, sheets.as_csv(people(1)))
    for other in (signers()[0], officer("tiep_nhan", "27088")):
        assert Screen(other).client.get(f"/sap-xep/tep/{upload}").status_code in (403, 404)
    page(Screen(planner()), UUID(int=7), 404)


def test_a_worker_that_died_is_followed_by_another_but_not_for_ever(eve: None) -> None:
    screen, plan = Screen(planner()), prepared()
    upload = sent(screen, plan, sheets.as_csv(people(1)))
    assert keeping.take_in_hand(upload) is not None
    assert keeping.take_in_hand(upload) is None, "it is in somebody's hands"
    assert tasks.read_silent_uploads(0) == 0
    silent = "update plan_upload set moved_at = now() - interval '5 minutes', tries = %s where id = %s"
    sql.run(silent, (1, upload))
    assert tasks.read_silent_uploads(0) == 1
    assert screen.client.get(f"/sap-xep/tep/{upload}").status_code == 302
    again = sent(screen, plan, sheets.as_csv(people(2)), key="2")
    sql.run(silent, (MOST_TRIES, again))
    assert tasks.read_silent_uploads(0) == 1
    assert "đã thử nhiều lần" in page(screen, again, 422)
    sql.run("update plan_upload set ended_at = now() - interval '2 days'")
    tasks.read_silent_uploads(0)
    assert sql.one("select count(*) from plan_upload") == 0


def test_a_bomb_is_told_with_its_bound_and_nothing_is_written(eve: None) -> None:
    screen, plan = Screen(planner()), prepared()
    upload = sent(screen, plan, b"," * 300 + b"a\n")
    tasks.read_upload(str(upload))
    assert "chỉ đọc 200 cột đầu" in page(screen, upload, 422)
    assert sql.one("select count(*) from journal where verb = 'plan.staff_prepared'") == 0


def test_cells_nobody_can_read_are_named(eve: None) -> None:
    screen, plan = Screen(planner()), prepared()
    table = [HEAD, row("Trần\x00 Văn A", "a.b"), row("\u200b\u202a", "c.d"), row("A" * 301, "e.f")]
    upload = sent(screen, plan, sheets.as_csv(table).replace(b"Tr\xe1\xba\xa7n V", b"Tr\xe1\xba\xa7n\x00 V"))
    tasks.read_upload(str(upload))
    said = page(screen, upload, 422)
    assert "<strong>F2</strong>: «Họ và tên» có ký tự không dùng được" in said
    assert "<strong>F3</strong>: chưa ghi «Họ và tên»" in said
    assert "<strong>F4</strong>: «Họ và tên» dài quá 300 ký tự" in said


def test_pasted_marks_and_composed_letters_are_read_as_one_name(eve: None) -> None:
    import unicodedata

    screen, plan = Screen(planner()), prepared()
    table = [HEAD, row(unicodedata.normalize("NFD", "\u202aPhan Thị Mới\u202c"), "\u200bmoi.ankhanh")]
    read_for(screen, screen.send(
        f"/sap-xep/{plan}/nhan-su/nop", file=SimpleUploadedFile("a.csv", sheets.as_csv(table))
    ))  # fmt: skip
    name = "select p.name from account a join person p on p.id = a.person where a.username = 'moi.ankhanh'"
    assert sql.one(name) == "Phan Thị Mới"


def test_a_plan_that_cannot_be_read_says_why(eve: None) -> None:
    screen = Screen(planner())
    answer = screen.send("/sap-xep/nop", file=SimpleUploadedFile("a.yaml", b"\xff\xfe"))
    shown = read_for(screen, answer)
    assert (shown.status_code, "không phải UTF-8" in html.unescape(shown.content.decode())) == (422, True)


def test_the_worker_knows_the_jobs_by_name() -> None:
    app.perform_import_paths()
    assert {
        "lienthong.reorganisation.tasks.read_upload",
        "lienthong.reorganisation.tasks.read_silent_uploads",
    } <= set(app.tasks)
    assert people_views.COLUMNS == COLUMNS
    assert shipped_plan().exists()


STAFF = 10_000
SECONDS = 10.0


@pytest.mark.slow
def test_ten_thousand_people_are_read_and_checked_in_ten_seconds(eve: None) -> None:
    """Of processor time, which other work on the machine does not lengthen."""
    screen, plan = Screen(planner()), prepared()
    upload = sent(screen, plan, sheets.as_xlsx("Nhân sự", people(STAFF), codes=True), "nhan-su.xlsx")
    began, clock = time.process_time(), time.monotonic()
    tasks.read_upload(str(upload))
    spent = time.process_time() - began
    print(f"{STAFF} people: {spent:.1f} s of processor, {time.monotonic() - clock:.1f} s in all")
    assert spent < SECONDS
    assert screen.client.get(f"/sap-xep/tep/{upload}").status_code == 302
    assert sql.one("select facts ->> 'listed' from journal where verb = 'plan.staff_prepared'") == str(STAFF)
