"""The first signature of an import from the page: the file is put there, read by the owner's reader, signed by two."""

import html
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, ProgrammingError
from django.test import Client

from lienthong.ground import sql
from lienthong.hosting import intake
from lienthong.joining.checking.offered import MOST_TRIES, answer_offered
from lienthong.joining.files.waiting import PART, offered_files, waiting_files
from lienthong.joining.queries import joinings
from lienthong.joining.trial_work import PAPER, give_work
from tests.cast import officer
from tests.joining.joining import SCHEMA, Place, counter, exported, kept
from tests.reorganisation.desks import Screen
from tests.reorganisation.plans import planner, signers

HOME = "/sap-xep/nhap"


@pytest.fixture
def file(there: Place, tmp_path: Path) -> Path:
    give_work(there.url(), there.files, 7, "A" * 20)
    return exported(there, tmp_path / "binh-duong.ltw")


def sent(
    screen: Screen, content: bytes, *, name: str = "binh-duong.ltw", key: str = "offer", path: str = HOME
) -> Any:
    return screen.send(f"{path}/nop", key=key, file=SimpleUploadedFile(name, content))


def read_all(place: Place) -> list[bool]:
    """What the owner's reader does with what lies there."""
    names = sorted(path.stem for path in offered_files(place.files).glob("*.ltw"))
    return [answer_offered(place.url(), name, place.files, schema=SCHEMA) for name in names]


def lying(place: Place) -> list[str]:
    return [path.name for path in offered_files(place.files).glob("*")]


def test_a_planner_puts_the_file_two_sign_and_no_command_is_typed(here: Place, file: Path) -> None:
    with here.at_work():
        centre = Screen(planner())
        assert 'action="/sap-xep/nhap/nop"' in centre.text(HOME)
        answer = sent(centre, file.read_bytes())
        own = answer.headers["Location"]
        assert re.fullmatch(rf"{HOME}/tep/\d+", own)
        page = html.unescape(centre.text(own))
        assert "Tệp đã tới" in page
        assert 'http-equiv="refresh"' in page
        assert sent(centre, file.read_bytes(), key="again").headers["Location"] == own, (
            "the same file is the same"
        )
        assert "Chờ đọc" in centre.text(HOME)
        assert len(lying(here)) == 1
    before = here.one("select count(*) from work_item")
    assert read_all(here) == [True]
    assert read_all(here) == []
    assert here.one("select count(*) from work_item") == before
    with here.at_work():
        to_sign = centre.client.get(own).headers["Location"]
        number = joinings()[0].id
        assert to_sign == f"{HOME}/{number}?xong=doc"
        report = html.unescape(centre.text(to_sign))
        assert "Cơ quan giao khớp với bản kê" in report
        assert "7" in report
        assert "Ký báo cáo" not in report, "who plans does not sign"
        assert "Một tệp đang chờ ký" in centre.text(HOME)
        for signer in signers():
            screen = Screen(signer)
            screen.send(f"{HOME}/{number}/ky", digest=screen.hidden(f"{HOME}/{number}", "digest"))
        assert joinings()[0].state == "joined"
    assert here.one("select count(*) from dossier where origin = 74") == 7
    (paper,) = [path for path in here.files.rglob("*") if path.is_file()]
    assert paper.read_bytes() == PAPER
    assert not waiting_files(here.files).exists()
    assert here.one("select array_agg(verb order by id) from journal where verb like 'world.%%'") == [
        "world.file_offered", "world.file_offered", "world.import_signed", "world.import_signed", "world.imported",
    ]  # fmt: skip


def test_a_damaged_file_is_named_member_by_member_and_nothing_stays(here: Place, file: Path) -> None:
    damaged = file.with_name("hong.ltw")
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(damaged, "w") as copy:
        for name in whole.namelist():
            content = whole.read(name)
            copy.writestr(
                name, content.replace(b"tr\xc3\xad", b"tr\xc3\xac") if "work_item" in name else content
            )
    before = here.state()
    with here.at_work():
        centre = Screen(planner())
        own = sent(centre, damaged.read_bytes(), name="<b>hong</b>.ltw").headers["Location"]
        middle = here.state()
    assert middle != before, "the row that says it came"
    assert read_all(here) == [True]
    with here.at_work():
        page = centre.text(own)
        assert "Tệp hỏng ở «tables/work_item.tsv»: nội dung không khớp" in html.unescape(page)
        assert "file_damaged" in page
        assert "<b>hong" not in page
        assert 'http-equiv="refresh"' not in page
        assert "Không đọc được" in html.unescape(centre.text(HOME))
    assert here.one("select count(*) from joined_world") == 0
    assert here.one("select count(*) from pg_namespace where nspname = 'joining'") == 0
    assert [path for path in here.files.rglob("*") if path.is_file()] == []


def test_a_file_that_cannot_be_joined_shows_every_finding(here: Place, file: Path) -> None:
    with here.owner() as owner:
        owner.execute("update unit set name = name || ' khác' where id in (select min(id) from unit)")
    with here.at_work():
        centre = Screen(planner())
        own = sent(centre, file.read_bytes()).headers["Location"]
    read_all(here)
    with here.at_work():
        page = html.unescape(centre.text(own))
        assert "Tệp đọc được nhưng chưa nhập được" in page
        assert "danh mục dùng chung khác với ở đây" in page
        assert "Ký báo cáo" not in page
    assert here.one("select count(*) from joined_world") == 0
    assert lying(here) == []


def test_strangers_learn_nothing_and_leave_nothing(here: Place, file: Path) -> None:
    content = file.read_bytes()
    with here.at_work():
        own = sent(Screen(planner()), content).headers["Location"]
        for stranger in (counter(), officer("lanh_dao", "25750")):
            screen = Screen(stranger)
            answer = sent(screen, content)
            assert (answer.status_code, "Không tìm thấy" in html.unescape(answer.content.decode())) == (
                404,
                True,
            )
            screen.text(own, status=404)
            screen.text(HOME, status=404)
        assert sent(Screen(signers()[0]), content).status_code == 404, "who signs does not bring the file"
        nobody = Client().post(f"{HOME}/nop", {"file": SimpleUploadedFile("a.ltw", content)})
        assert nobody.headers["Location"].startswith("/dang-nhap")
    assert len(lying(here)) == 1


class Unread:
    """A body that must not be touched."""

    def read(self, *args: Any) -> bytes:
        raise AssertionError("the body was read")

    readline = read


FORM = "multipart/form-data; boundary=b"


def _raw(screen: Screen, body: Any, size: int, content_type: str = FORM) -> Any:
    return screen.client.request(
        REQUEST_METHOD="POST", PATH_INFO=f"{HOME}/nop", CONTENT_TYPE=content_type, CONTENT_LENGTH=str(size),
        **{"wsgi.input": body},
    )  # fmt: skip


def test_who_and_how_much_is_asked_before_a_byte_is_read(here: Place, file: Path) -> None:
    with here.at_work():
        centre, large = Screen(planner()), settings.LARGEST_IMPORT + 10**6
        for screen, size, kind, status, code in (
            (Screen(counter()), 1000, FORM, 404, ""),
            (centre, large, FORM, 413, "file_too_large"),
            (centre, 1000, "application/octet-stream", 422, "form_expected"),
        ):
            answer = _raw(screen, Unread(), size, kind)
            assert (answer.status_code, code in answer.content.decode()) == (status, True)
        other = Screen(planner()).client.request(
            REQUEST_METHOD="POST", PATH_INFO="/sap-xep/nop", CONTENT_TYPE=FORM,
            CONTENT_LENGTH=str(settings.LARGEST_BODY + 1), **{"wsgi.input": Unread()},
        )  # fmt: skip
        assert (other.status_code, "body_too_large" in other.content.decode()) == (413, True)
        machine = Screen(planner()).client.request(
            REQUEST_METHOD="POST", PATH_INFO="/api/v1/dossiers", CONTENT_TYPE="application/json",
            CONTENT_LENGTH=str(settings.LARGEST_BODY + 1), **{"wsgi.input": Unread()},
        )  # fmt: skip
        assert (machine.status_code, machine.json()["code"]) == (413, "body_too_large")
    assert lying(here) == []


def test_a_file_of_another_kind_or_too_large_or_cut_off_leaves_nothing(
    here: Place, file: Path, settings: Any
) -> None:
    with here.at_work():
        centre = Screen(planner())
        assert "file_unknown" in sent(centre, b"%PDF-1.7 not a world").content.decode()
        settings.LARGEST_IMPORT = 1000
        assert "file_too_large" in sent(centre, file.read_bytes()[:50_000]).content.decode()
        assert "file_missing" in centre.send(f"{HOME}/nop").content.decode()
        settings.LARGEST_IMPORT = 10**8
        cut = _raw(centre, Cut(file.read_bytes()[:30_000]), 10**6)
        assert (cut.status_code, "unreadable_request" in cut.content.decode()) == (400, True)
    assert lying(here) == []
    assert here.one("select count(*) from offered_file") == 0


class Cut:
    """A line that breaks in the middle of the file."""

    def __init__(self, content: bytes) -> None:
        head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.ltw"\r\n\r\n'
        self.left = head + content

    def read(self, size: int = -1) -> bytes:
        if not self.left:
            raise OSError("connection reset")
        piece, self.left = self.left[:size], self.left[size:]
        return piece

    readline = read


def test_another_pages_form_is_refused(here: Place, file: Path) -> None:
    with here.at_work():
        careful = Client(enforce_csrf_checks=True)
        careful.cookies = Screen(planner()).client.cookies
        answer = careful.post(f"{HOME}/nop", {"file": SimpleUploadedFile("a.ltw", file.read_bytes())})
        assert answer.status_code == 403
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', careful.get(HOME).content.decode())
        assert token is not None
        fields = {"csrfmiddlewaretoken": token[1], "idempotency_key": "own"}
        again = careful.post(
            f"{HOME}/nop", {"file": SimpleUploadedFile("a.ltw", file.read_bytes()), **fields}
        )
        assert again.status_code == 302
    assert len(lying(here)) == 1


def test_while_one_waits_no_other_is_taken_and_a_withdrawn_one_leaves_no_papers(
    here: Place, file: Path
) -> None:
    number = kept(here, file)
    assert waiting_files(here.files).exists()
    with here.at_work():
        other = sent(Screen(planner()), file.read_bytes() + b"another")
        assert "import_waiting" in other.content.decode()
        assert lying(here) == []
        Screen(signers()[0]).send(f"{HOME}/{number}/rut")
    assert [path for path in here.files.rglob("*") if path.is_file()] == []


def test_the_application_cannot_say_what_became_of_a_file(here: Place, file: Path) -> None:
    with here.at_work():
        sent(Screen(planner()), file.read_bytes())
        with pytest.raises((ProgrammingError, InternalError, psycopg.Error)):
            sql.run("update offered_file set state = 'waiting'")


def test_a_reader_that_dies_is_followed_by_another_and_not_for_ever(here: Place, file: Path) -> None:
    with here.at_work():
        centre = Screen(planner())
        own = sent(centre, file.read_bytes()).headers["Location"]
    name = offered_files(here.files).glob("*.ltw").__next__().stem
    claim = "select pg_advisory_lock(7411863, id) from offered_file"
    with here.owner() as other:
        other.execute(claim)
        assert answer_offered(here.url(), name, here.files, schema=SCHEMA) is False, "another one reads it"
    with here.owner() as owner:
        owner.execute("update offered_file set state = 'reading', tries = %s", (MOST_TRIES,))
    assert read_all(here) == [True]
    with here.at_work():
        assert "file_unread" in centre.text(own)
    assert lying(here) == []


def test_the_reader_that_meets_a_bug_says_so_and_does_not_hide_it(here: Place, file: Path) -> None:
    with here.at_work():
        centre = Screen(planner())
        own = sent(centre, file.read_bytes()).headers["Location"]
    with here.owner() as owner:
        owner.execute("alter table joined_world rename to hidden")
    with pytest.raises(psycopg.Error):
        read_all(here)
    with here.owner() as owner:
        owner.execute("alter table hidden rename to joined_world")
    with here.at_work():
        assert "reader_broken" in centre.text(own)


def test_what_was_cut_off_or_never_offered_goes_after_a_while(here: Place) -> None:
    folder = offered_files(here.files)
    folder.mkdir(parents=True)
    fresh, old = folder / f"a{PART}", folder / f"b{PART}"
    whole = folder / f"{'0' * 64}.ltw"
    for path in (fresh, old, whole):
        path.write_bytes(b"PK")
    for path, seconds in ((old, intake.CUT_OFF_SECONDS + 60), (whole, intake.NOBODYS_SECONDS + 60)):
        at = path.stat().st_mtime - seconds
        os.utime(path, (at, at))
    tried: dict[str, float] = {}
    assert list(intake._due(here.files, tried)) == [whole.stem]
    assert list(intake._due(here.files, tried)) == [], "not at every look"
    assert lying(here) == [fresh.name, whole.name] or set(lying(here)) == {fresh.name, whole.name}
    os.environ["LIENTHONG_DB"] = here.url()
    try:
        intake._read(here.files, whole.stem)
    finally:
        del os.environ["LIENTHONG_DB"]
    assert lying(here) == [fresh.name]
