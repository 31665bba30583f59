"""The one act: two people, all or nothing, once, while everybody else goes on – and the pages it is signed on."""

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction
from django.db.utils import Error as DatabaseError

from lienthong.joining.actions import sign_import, withdraw_import
from lienthong.joining.queries import joining_of, joinings
from lienthong.joining.trial_work import give_work
from lienthong.kernel.refusals import Refusal
from tests.joining.joining import COMMUNE, Place, counter, exported, joined, kept, sign, tried
from tests.papers.reading import assert_says
from tests.procedures.dossiers import of, taken_in
from tests.reorganisation.desks import Screen
from tests.reorganisation.plans import planner, signers

WRITTEN = (
    "procedure", "person", "account", "oversight", "stored_file", "work_item", "attachment", "dossier", "reporter",
    "joined_day", "book",
)  # fmt: skip
"""One table after the other, as the act comes to them."""


def waiting(here: Place, there: Place, folder: Path, items: int = 7) -> int:
    give_work(there.url(), there.files, items, "A" * 20)
    return kept(here, exported(there, folder / "a.ltw"))


def refuses(code: str, number: int, by: Any) -> None:
    with pytest.raises(Refusal) as refused:
        sign(number, by)
    assert refused.value.code == code


def test_two_different_people_sign_exactly_this_report(here: Place, there: Place, tmp_path: Path) -> None:
    number = waiting(here, there, tmp_path)
    with here.at_work():
        first, second = signers()
        assert sign(number, first)["signers"] == 1
        assert sign(number, first)["signers"] == 1, "the same person twice is one"
        with pytest.raises(Refusal) as refused:
            sign_import(number, digest="0" * 64, by=second)
        assert refused.value.code == "joining_report_changed"
        refuses("not_allowed", number, planner())
        refuses("not_allowed", number, counter())
        assert joinings()[0].state == "waiting"
        assert sign(number, second)["state"] == "joined"
        refuses("joining_over", number, second)
        assert joining_of(number).signers == [first.name, second.name]
    verbs = here.one("select array_agg(verb order by id) from journal where verb like 'world.%%'")
    assert verbs == ["world.import_signed"] * 3 + ["world.imported"]
    assert here.one("select count(*) from journal where verb = 'item.imported'") == 7
    assert (
        here.one("select count(distinct act) from journal where verb in ('item.imported', 'world.imported')")
        == 1
    )


def test_twice_is_refused_and_changes_nothing(here: Place, there: Place, tmp_path: Path) -> None:
    give_work(there.url(), there.files, 3, "A" * 20)
    joined(here, exported(there, tmp_path / "a.ltw"))
    before = here.state()
    for file in (tmp_path / "a.ltw", exported(there, tmp_path / "later.ltw")):
        for way in (tried, kept):
            with pytest.raises(Refusal) as refused:
                way(here, file)
            assert refused.value.code == "already_imported"
    assert here.state() == before


def test_one_file_waits_at_a_time_and_may_be_withdrawn(here: Place, there: Place, tmp_path: Path) -> None:
    before = here.one("select md5(string_agg(t::text, '|' order by id)) from account t")
    number = waiting(here, there, tmp_path)
    assert kept(here, tmp_path / "a.ltw") == number
    with pytest.raises(Refusal) as refused:
        kept(here, exported(there, tmp_path / "b.ltw"))
    assert refused.value.code == "import_waiting"
    state = here.state()
    assert tried(here, tmp_path / "a.ltw")["findings"] == []
    assert here.state() == state, "a dry run beside a waiting file leaves that as it was"
    with here.at_work():
        withdraw_import(number, by=signers()[0])
        refuses("joining_over", number, signers()[1])
    assert here.one("select count(*) from pg_namespace where nspname = 'joining'") == 0
    assert here.one("select md5(string_agg(t::text, '|' order by id)) from account t") == before
    assert kept(here, tmp_path / "b.ltw") == number + 1


def test_what_changed_here_since_is_seen_before_anything_is_written(
    here: Place, there: Place, tmp_path: Path
) -> None:
    number = waiting(here, there, tmp_path)
    with here.at_work():
        sign(number, signers()[0])
        taken_in(by=counter())  # a code the file has too
        refuses("joining_stale", number, signers()[1])
    assert here.one("select count(*) from work_item") == 1


def test_lost_bytes_are_seen_before_anything_is_written(here: Place, there: Place, tmp_path: Path) -> None:
    number = waiting(here, there, tmp_path)
    for path in here.files.rglob("*"):
        if path.is_file():
            path.unlink()
    with here.at_work():
        sign(number, signers()[0])
        refuses("files_missing", number, signers()[1])
    assert here.one("select count(*) from work_item") == 0


BREAK = """
create function break_here() returns trigger language plpgsql as $$
begin
    perform pg_terminate_backend(pg_backend_pid());
    perform count(*) from generate_series(1, 1000000000);  -- where it hears of it
    return null;
end $$;
"""


@pytest.mark.drill
@pytest.mark.parametrize("table", WRITTEN)
def test_killed_at_any_step_nothing_is_there(here: Place, there: Place, tmp_path: Path, table: str) -> None:
    """The server's process dies when the act reaches this table; afterwards the same signature carries it out."""
    number = waiting(here, there, tmp_path)
    with here.at_work():
        sign(number, signers()[0])
    before = here.state()
    with psycopg.connect(_as_admin(here), autocommit=True) as admin:
        admin.execute(BREAK)
        admin.execute(
            f"create trigger break_here before insert on {table} for each statement execute function break_here()"
        )  # type: ignore[arg-type]
    with here.at_work():
        second = signers()[1]
        with pytest.raises((DatabaseError, psycopg.Error)):
            sign(number, second)
    assert here.state() == before
    with psycopg.connect(_as_admin(here), autocommit=True) as admin:
        admin.execute("drop function break_here cascade")
    with here.at_work():
        assert sign(number, signers()[1])["outcome"]["items"] == 7


def _as_admin(place: Place) -> str:
    from lienthong.ground.database.embedded import EmbeddedServer
    from tests.database import HOME

    return EmbeddedServer(HOME).admin_url(place.database)


BESIDE = (
    "select count(*) from work_item",
    "select held_by(id, world_today()) from unit limit 50",
    "select username from account limit 1",
    "select set_config('lt.scope', '{410270941}', true)",
    "select append_line(gen_random_uuid(), 'test.noted', 410270941, 10270941, null, '{}')",
    "select next_number(10270941, 'hs-0624', 2025)",
    "select next_number(10257471, 'den', 2025)",
    "insert into stored_file (digest, size, content_type, kept_at) values ('x', 1, 'application/pdf', now())",
)
THEIR_BOOK = "select next_number(10257471, 'hs-0620', 2025)"


def test_nobody_waits_while_it_is_under_way(here: Place, there: Place, tmp_path: Path) -> None:
    """The whole act is done and not yet committed: others read, journal and number without meeting a lock. Only a
    number from a book the file brings waits, lest it be given twice."""
    number = waiting(here, there, tmp_path, items=91)
    with here.at_work():
        first, second = signers()
        sign(number, first)
        with transaction.atomic():
            assert sign(number, second)["state"] == "joined"
            with psycopg.connect(here.url("app")) as beside:
                beside.execute("set lock_timeout = '300ms'")
                for statement in BESIDE:
                    beside.execute(statement)
                with pytest.raises(psycopg.errors.LockNotAvailable):
                    beside.execute(THEIR_BOOK)
    assert here.one(THEIR_BOOK) == 2


def test_it_is_read_and_signed_on_its_page(here: Place, there: Place, tmp_path: Path) -> None:
    number = waiting(here, there, tmp_path)
    with here.at_work():
        first, second = signers()
        sign(number, first)
        page, home = Screen(second), f"/sap-xep/nhap/{number}"
        shown = html.unescape(page.text("/sap-xep/nhap"))
        assert "Tỉnh Bình Dương" in shown
        assert "Chờ ký" in shown
        report = html.unescape(page.text(home))
        assert f"tiepnhan.{COMMUNE}.74" in report
        assert "Ký và nhập" in report
        digest = page.hidden(home, "digest")
        assert page.send(f"{home}/ky", digest=digest).status_code == 302
        assert "Đã nhập" in html.unescape(page.text(home))
        said = [joining_of(number).digest, "tỉnh 74", f"tiepnhan.{COMMUNE}.74", "Việc mất"]
        assert_says(page.client.get(f"{home}/bao-cao.pdf").content, said)
        assert page.client.get(f"{home}/bao-cao.xlsx").content.startswith(b"PK")
        assert page.client.get(f"{home}/bao-cao.json").json()["sha256"] == joining_of(number).digest


def without_chance(page: str) -> str:
    """A random token and the coordinates of an icon may spell anything, a province's code too."""
    page = re.sub(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+', "", page)
    return re.sub(r'(?<= d=")[^"]+', "", page)


def test_for_others_the_page_is_not_there(here: Place, there: Place, tmp_path: Path) -> None:
    number = waiting(here, there, tmp_path)
    with here.at_work():
        stranger = Screen(counter("27091"))
        for path in ("", f"/{number}", f"/{number}/bao-cao.pdf", f"/{number}/bao-cao.json"):
            assert "74" not in without_chance(stranger.text(f"/sap-xep/nhap{path}", status=404))
        assert stranger.send(f"/sap-xep/nhap/{number}/ky", digest="x").status_code == 404
        assert stranger.send(f"/sap-xep/nhap/{number}/rut").status_code == 404
        assert joining_of(number).signers == []
        assert Screen(planner()).send(f"/sap-xep/nhap/{number}/ky", digest="x").status_code == 403


def test_their_people_do_not_sign_for_us(here: Place, there: Place, tmp_path: Path) -> None:
    """Even with the role: whoever came with an import does not carry the next one out."""
    with there.owner() as owner:
        owner.execute("update post set role = 'lanh_dao_tp' where unit = 12000741 and role = 'lanh_dao'")
    joined(here, exported(there, tmp_path / "a.ltw"))
    with here.owner() as owner:
        mandate = owner.execute(
            "select m.id, m.person from mandate m join post p on p.id = m.post"
            " where p.role = 'lanh_dao_tp' and p.unit = 12000741"
        ).fetchone()
        owner.execute(
            "insert into joined_world (origin, origins, name, file_sha256, exported_at, state, report, digest,"
            " changes_digest, checked_at) values (77, '{77}', 'x', 'x', now(), 'waiting', '{}', 'd', '', now())"
        )
    assert mandate is not None
    with here.at_work():
        theirs = replace(signers()[0], mandate=mandate[0], person=mandate[1])
        refuses("joining_signer_unknown", joinings()[0].id, theirs)


def test_the_items_lie_where_their_people_look(here: Place, there: Place, tmp_path: Path) -> None:
    with there.at_work():
        item = of(taken_in(by=counter()))
    joined(here, exported(there, tmp_path / "a.ltw"))
    with here.at_work():
        assert f"/viec/{item}" in Screen(counter()).text("/hop-viec")
