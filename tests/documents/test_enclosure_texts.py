"""What stands inside enclosures: read by the worker in a process of its own, found with and without accents, by those
who see the letter and nobody else; pages as pictures.
"""

import io
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

import pytest
from docx import Document
from pytest_django import Settings

from lienthong.documents.enclosures import tasks
from lienthong.documents.enclosures.actions import remove_enclosure
from lienthong.documents.enclosures.queries import enclosures_of
from lienthong.ground import acts
from lienthong.ground import sql as ground_sql
from lienthong.ground.actor import Actor
from lienthong.work.actions import attach_file
from lienthong.work.contents import reading, terms
from lienthong.work.persons.searching import search
from lienthong.work.sealing.actions import withdraw_paper
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.documents.letters import delivered, drafted
from tests.documents.test_enclosures import enclosed, issued_with
from tests.files import PDF, PNG, docx, pdf

WORDS = "Phụ lục về giải phóng mặt bằng đường Lương Định Của"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_ROOT = str(tmp_path)


def read_waiting() -> int:
    """What the worker does: the jobs that wait, oldest first."""
    jobs = sql.rows(
        "select id, task_name, args from procrastinate_jobs where status = 'todo'"
        " and task_name like 'lienthong.documents.enclosures.%%' order by id"
    )
    for job in jobs:
        getattr(tasks, job.task_name.rpartition(".")[2])(**job.args)
        sql.run("update procrastinate_jobs set status = 'doing' where id = %s", (job.id,))
    return len(jobs)


def hits(actor: Actor, words: str) -> list[UUID]:
    with acts.opening(actor):
        return [row.id for row in search(actor, words)]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_words_inside_are_found_by_who_sees_the_letter(db: None, kind: str) -> None:
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    content = docx("Mở đầu", WORDS) if kind == "docx" else vietnamese_pdf(WORDS)
    draft, _ = issued_with(city, an.unit or 0, files={f"Phụ lục.{kind}": content})
    assert hits(an, "giải phóng mặt bằng") == [], "nobody has read it yet"
    assert read_waiting() == 2, "once enclosed, once issued"
    letter = delivered(an)
    for typed in ("giải phóng mặt bằng", "giai phong mat bang", "LUONG DINH CUA", "phóng giải"):
        assert hits(an, typed) == [letter], typed
    assert set(hits(city, "giải phóng mặt bằng")) == {draft, letter}
    assert hits(chi, "giải phóng mặt bằng") == []
    page = screen(an).get("/tim-kiem", {"q": "giai phong mat bang"}).content.decode()
    assert "Có trong tệp kèm theo" in page
    said = cast.caller(an).get("/items?q=giai phong mat bang").json()["items"]
    assert [row["id"] for row in said] == [str(letter)]


def vietnamese_pdf(words: str) -> bytes:
    """As one of our own papers prints it."""
    import typst

    from lienthong.papers import pdf as papers

    return typst.compile(words.encode(), format="pdf", font_paths=papers._letters())  # type: ignore[no-any-return]


def test_tables_of_a_docx_are_read(db: None, tmp_path: Path) -> None:
    document, out = Document(), io.BytesIO()
    document.add_paragraph("Trước bảng")
    document.add_table(1, 2).rows[0].cells[1].text = "Trong ô bảng"
    document.save(out)
    from lienthong.ground import files

    digest = files.keep(out.getvalue())
    contents = reading.read(digest, "docx")
    assert contents.text.split("\n") == ["Trước bảng", "", "Trong ô bảng"]
    assert contents.fault == ""


def test_a_draft_that_loses_its_enclosure_is_no_longer_found_by_it(db: None) -> None:
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    enclosure = enclosed(draft, "a.docx", docx(WORDS), by=city)
    read_waiting()
    assert hits(city, "giai phong mat bang") == [draft]
    assert hits(cast.an(), "giai phong mat bang") == [], "a draft is its writer's"
    remove_enclosure(draft, enclosure=enclosure, by=city)
    assert hits(city, "giai phong mat bang") == []


def test_what_was_enclosed_while_the_worker_was_down_is_read_later(db: None) -> None:
    """Its job waits; and where the job was lost, the letter is met by who looks for such."""
    city, an = cast.dung(), cast.an()
    issued_with(city, an.unit or 0, files={"a.docx": docx(WORDS)})
    with as_owner():
        sql.run("delete from procrastinate_jobs")
    assert tasks.read_missed(0) == 1
    assert len(hits(an, "giai phong mat bang")) == 1
    assert tasks.read_missed(0) == 0


def test_a_file_that_is_no_pdf_inside_harms_nobody(db: None) -> None:
    """Whole at its end and nonsense within: it goes with the letter, and has no pages and no words."""
    city, an = cast.dung(), cast.an()
    nonsense = PDF.replace(b"/Type /Catalog", b"/Type /Cat\xff\xff\xff\xff")
    issued_with(city, an.unit or 0, files={"a.pdf": nonsense, "b.png": PNG, "c.docx": docx(WORDS)})
    read_waiting()
    letter = delivered(an)
    assert hits(an, "giai phong mat bang") == [letter]
    with acts.opening(an):
        assert [row.pages for row in enclosures_of(letter)][1:] == [None, None]


def test_the_child_is_bounded(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from lienthong.ground import files

    digest = files.keep(pdf("a"))
    assert reading.read(digest, "application/pdf").pages == 1
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 0.01)
    assert reading.read(digest, "application/pdf").fault == "unreadable"
    assert reading.read("0" * 64, "application/pdf").fault == "lost"


def test_a_long_text_is_read_as_far_as_it_is_bounded(db: None) -> None:
    from lienthong.ground import files

    long = docx(*[f"tu{number} " * 50 for number in range(3000)])
    contents = reading.read(files.keep(long), "docx")
    assert len(contents.text) <= terms.MOST_CHARACTERS + 3000


def test_a_paper_is_found_by_its_own_body_until_it_is_withdrawn(db: None) -> None:
    """What An Khánh adds to its delivery is no part of the letter: other addressees do not find it."""
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    issued_with(city, an.unit or 0, chi.unit or 0, files={"a.pdf": PDF})
    letter = delivered(an)
    attach_file(letter, name="Bản quét.docx", content=docx(WORDS), by=an)
    read_waiting()
    assert hits(an, "giai phong mat bang") == [letter]
    assert hits(chi, "giai phong mat bang") == []
    with acts.opening(an):
        paper = sql.one("select id from attachment where item = %s", (letter,))
    withdraw_paper(letter, paper=paper, reason="Thêm nhầm văn bản", by=an)
    assert hits(an, "giai phong mat bang") == []


# Pages.


def test_pages_are_drawn_by_the_worker_and_turned(db: None) -> None:
    city, an = cast.dung(), cast.an()
    content = pdf(*[f"Trang {number}" for number in range(1, 13)])
    issued_with(city, an.unit or 0, files={"a.pdf": content})
    letter, page = delivered(an), screen(an)
    with acts.opening(an):
        (row,) = enclosures_of(letter)
    address = f"/viec/{letter}/tep/{row.id}/trang"
    assert page.get(f"{address}/1").status_code == 404, "how many it has is not known yet"
    read_waiting()
    first = page.get(f"{address}/1").content.decode()
    assert "Trang 1 / 12" in first
    assert "Trang sau" in first
    picture = page.get(f"{address}/1.png")
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert page.get(f"{address}/12.png").status_code == 404, "drawn when somebody turns to it"
    assert "Đang dựng trang này" in page.get(f"{address}/12").content.decode()
    assert page.get(f"{address}/12").status_code == 200, "asked for once"
    assert read_waiting() == 1
    assert "Đang dựng trang này" not in page.get(f"{address}/12").content.decode()
    assert page.get(f"{address}/12.png").status_code == 200
    assert page.get(f"{address}/13").status_code == 404
    assert screen(cast.chi()).get(f"{address}/1.png").status_code == 404
    shown = page.get(f"/viec/{letter}").content.decode()
    assert "12 trang" in shown
    assert f"{address}/1.png" in shown


def test_a_page_takes_no_longer_than_a_third_of_a_second(db: None) -> None:
    from lienthong.ground import files

    digest = files.keep(pdf(*["x " * 20] * 20))
    reading.draw(digest, 1, 1)
    times = []
    for pages in (1, 10):
        begun = perf_counter()
        assert reading.draw(digest, 1, pages)
        times.append(perf_counter() - begun)
    assert (times[1] - times[0]) / 9 < 0.3, times


def test_fields_and_seals_are_drawn(db: None, tmp_path: Path) -> None:
    """A seal is the picture of a form field: PDFium draws none before `init_forms`."""
    from lienthong.ground import files
    from tests.files import _written

    look = b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 200] /Length 27 >>\nstream\n"
    look += b"1 0 0 rg 0 0 200 200 re f \nendstream"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Annots [4 0 R] >>",
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (dau) /Rect [0 0 200 200] /F 4 /AP << /N 5 0 R >> >>",
        look,
    ]
    digest = files.keep(_written(objects, b""))
    assert reading.draw(digest, 1, 1)
    import zlib

    content = reading.picture_of(digest, 1).read_bytes()
    begin = content.index(b"IDAT")
    length = int.from_bytes(content[begin - 4 : begin], "big")
    rows = zlib.decompress(content[begin + 4 : begin + 4 + length])
    middle = 500 * (1 + 3 * 1000) + 1 + 3 * 500
    assert rows[middle : middle + 3] == b"\xff\x00\x00"


# How much it costs.


MANY = """
insert into letter_text (place, digest, parties, tokens)
select gen_random_uuid(), 'd', array[case when n %% 500 = 0 then %(seat)s else -n end],
       item_tokens('chung ' || case when n %% 97 = 0 then 'hiem ' else '' end || 'so' || n, '')
from generate_series(1, %(n)s) n
"""


def test_a_search_costs_the_same_however_many_texts_there_are(db: None) -> None:
    city, clerk = cast.dung(), cast.officer("chuyen_vien")
    issued_with(city, clerk.unit or 0, files={"a.docx": docx("Chung một chữ hiếm")})
    read_waiting()
    letter, times = delivered(cast.an()), []
    for more in (1_000, 99_000):
        with as_owner():
            sql.run(MANY, {"seat": clerk.seat, "n": more})
            sql.run("analyze letter_text")
        best = []
        for _ in range(5):
            begun = perf_counter()
            assert letter in hits(clerk, "chu hiem")
            best.append(perf_counter() - begun)
        times.append(min(best))
    assert times[1] < 3 * times[0] + 0.02, times


def test_a_clerks_search_is_few_statements(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a number in a register, words and citizens' names might all mean, and what stands inside."""
    execute, texts = ground_sql._execute, []

    def noted(text: str, params: Any = None) -> Any:
        texts.append(text)
        return execute(text, params)

    monkeypatch.setattr(ground_sql, "_execute", noted)
    for role, typed in (
        ("chuyen_vien", "giải phóng mặt bằng"),
        ("chuyen_vien", "04/2025"),
        ("tiep_nhan", "lê văn an"),
    ):
        with acts.opening(cast.officer(role)) as here:
            texts.clear()
            search(here.actor, typed)
            assert len(texts) <= 4, texts
