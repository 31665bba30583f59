"""Who may know a citizen, walked through: every role × every piece of work about a citizen × every door, with data.

What a role sees is said here by hand, not asked of the rule. What is hidden must stand nowhere: not on the page, not in
the API, not in a list, a sheet, a slip, a file, nor be confirmed by a search.
"""

import ast
import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

import psycopg
import pytest
from psycopg import errors

from lienthong.ground import acts
from lienthong.personnel.terms import ABILITIES
from lienthong.procedures import actions as dossier_acts
from lienthong.reports import actions as report_acts
from lienthong.work.actions import attach_file
from lienthong.work.desks import registry
from lienthong.work.persons.terms import DOORS
from tests import cast, sql
from tests.board.rounds import screen
from tests.committed import committed_world
from tests.files import PDF
from tests.house.source import trees
from tests.notices.test_telling import tell
from tests.procedures import dossiers
from tests.reports import reports

NAME, PHONE, ADDRESS = "Đặng Thị Kín Đáo", "0987654321", "77/7 Hẻm Kín"
REPORTER, REPORTERS_PHONE, MAIL = "Hoàng Văn Giấu", "0911222333", "giau@example.vn"
OF_CITIZEN = (NAME, PHONE, ADDRESS)
OF_REPORTER = (REPORTER, REPORTERS_PHONE, MAIL)

COUNTER = {"tiep_nhan", "giam_doc_ttpvhcc"}
KNOWS: dict[str, set[str]] = {
    "dossier submitted": COUNTER | {"tu_phap"},
    "dossier received": COUNTER | {"chuyen_vien", "truong_phong", "tu_phap"},
    "dossier awaiting_supplement": COUNTER | {"tu_phap"},
    "dossier assessed": COUNTER | {"lanh_dao"},
    "dossier signed": COUNTER,
    "dossier returned": COUNTER,
    "report routed": {"dau_moi_1022", "chuyen_vien", "lanh_dao"},
    "report taken": {"dau_moi_1022", "chuyen_vien", "truong_phong", "lanh_dao"},
    "report answered": set(),
    "report submitted": {"tong_dai_1022"},
    "anonymous report taken": set(),
    "anonymous report submitted": {"tong_dai_1022"},
}
"""Work → the roles of its body whose step needs the citizen."""


@dataclass
class Made:
    owner: psycopg.Connection[Any]
    work: dict[str, UUID]
    paper: UUID

    def ask(self, text: Any) -> Any:
        """As the owner, who sees every line."""
        row = self.owner.execute(text).fetchone()
        return row[0] if row else None

    def lines(self) -> int:
        return int(self.ask("select count(*) from reading"))

    def secrets(self, name: str) -> tuple[str, ...]:
        return OF_CITIZEN if name.startswith("dossier") else OF_REPORTER


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[Made]:
    with django_db_blocker.unblock(), committed_world(worker_id) as world:
        work = {**_dossiers(), **_reports()}
        attach_file(work["dossier received"], name="cccd.pdf", content=PDF, by=dossiers.reception())
        tell()
        with psycopg.connect(world.owner, autocommit=True) as owner:
            yield Made(owner, work, world.ask("select id from attachment where name = 'cccd.pdf'"))


def _dossiers() -> dict[str, UUID]:
    given = {"applicant": NAME, "phone": PHONE, "address": ADDRESS}
    counter, specialist = dossiers.reception(), cast.officer("chuyen_vien")

    def in_hand() -> UUID:
        return dossiers.of(dossiers.taken_in(**given))

    assessed, signed, returned = in_hand(), in_hand(), in_hand()
    for item in (assessed, signed, returned):
        dossier_acts.assess_dossier(item, by=specialist, approve=True)
    for item in (signed, returned):
        dossier_acts.sign_dossier(item, by=cast.officer("lanh_dao"))
    dossier_acts.return_dossier(returned, by=counter)
    return {
        "dossier submitted": dossiers.of(dossiers.submitted(**given)),
        "dossier received": in_hand(),
        "dossier awaiting_supplement": dossiers.of(dossiers.awaiting(**given)),
        "dossier assessed": assessed, "dossier signed": signed, "dossier returned": returned,
    }  # fmt: skip


def _reports() -> dict[str, UUID]:
    given = {"name": REPORTER, "phone": REPORTERS_PHONE, "email": MAIL}
    ward = reports.contact()

    def taken(**more: Any) -> UUID:
        item = reports.item(reports.reported(**given, **more))
        report_acts.take_report(item, by=ward)
        return item

    answered = taken()
    report_acts.answer_report(answered, text="Đã thay bóng đèn.", by=ward)
    return {
        "report routed": reports.item(reports.reported(**given)), "report taken": taken(),
        "report answered": answered, "report submitted": reports.item(reports.submitted(**given)),
        "anonymous report taken": taken(anonymous=True),
        "anonymous report submitted": reports.item(reports.submitted(**given, anonymous=True)),
    }  # fmt: skip


HOLDERS = """
select distinct on (p.role) p.role, u.code from post p
join mandate m on m.post = p.id and m.during @> world_today()
join unit u on u.id = p.unit and u.during @> world_today()
order by p.role, u.code <> '27094', u.code <> 'H29-TTCDS', u.code
"""


def _holder(role: str) -> cast.Actor:
    """Somebody of this role: of the ward where the work lies, or else where the role is."""
    codes = {row.role: row.code for row in sql.rows(HOLDERS)}
    return cast.officer(role, codes[role])


def _roles() -> list[str]:
    return sorted(ABILITIES)


@pytest.mark.parametrize("role", _roles())
def test_an_item_shows_its_citizen_to_whose_step_it_is(made: Made, role: str) -> None:
    actor = _holder(role)
    page, api = screen(actor), cast.caller(actor)
    for name, item in made.work.items():
        knows = role in KNOWS[name]
        for read in (
            lambda item=item: page.get(f"/viec/{item}"),
            lambda item=item: api.get(f"/items/{item}"),
            lambda item=item: api.get(f"/items/{item}?brief=true"),
        ):
            before = made.lines()
            answer = read()
            text = html.unescape(answer.content.decode())
            shown = [word for word in made.secrets(name) if word in text]
            assert answer.status_code in (200, 404), answer.status_code
            if knows:
                assert shown == list(made.secrets(name)), f"{role} does not see whom «{name}» is about"
            else:
                assert not shown, f"{role} sees {shown} of «{name}»"
            assert made.lines() - before == int(knows), f"{role}, «{name}»: not one line for one read"


@pytest.mark.parametrize("role", _roles())
def test_lists_name_nobody_and_leave_no_line(made: Made, role: str) -> None:
    actor, before = _holder(role), made.lines()
    page, api = screen(actor), cast.caller(actor)
    for answer in (
        *(
            page.get(at)
            for at in (
                "/viec-cho-toi",
                "/viec-cho-toi.csv",
                "/viec-bo-phan",
                "/viec-bo-phan.csv",
                "/hop-viec",
                "/hop-viec.csv",
                "/thong-bao",
                "/thong-bao.csv",
                "/nhat-ky-doc",
            )
        ),
        *(
            api.get(at)
            for at in (
                "/items?whose=me&limit=500",
                "/items?whose=section&limit=500",
                "/items?limit=500",
                "/next",
                "/my-work",
                "/notices?limit=500",
            )
        ),
    ):
        text = html.unescape(answer.content.decode())
        assert not [word for word in (*OF_CITIZEN, *OF_REPORTER) if word in text]
    assert made.lines() == before


@pytest.mark.parametrize("role", _roles())
@pytest.mark.parametrize(
    "words", [PHONE, NAME, "dang thi kin dao", f"qz{PHONE}", "QZdang qzthi", "q\u0308z" + PHONE]
)
def test_a_search_confirms_nobody_but_at_the_counter(made: Made, role: str, words: str) -> None:
    actor, before = _holder(role), made.lines()
    page, api = screen(actor), cast.caller(actor)
    text = page.get("/tim-kiem", {"q": words}).content.decode()
    found = {row["id"] for row in api.get(f"/items?q={quote(words)}&limit=500").json()["items"]}
    all_of_it = {str(item) for name, item in made.work.items() if name.startswith("dossier")}
    if role in COUNTER:
        assert found == all_of_it
        assert all(item in text for item in found)
        assert made.lines() - before == 2 * len(found)
    else:
        assert not found & all_of_it, f"{role} finds {len(found)} by «{words}»"
        assert not [item for item in all_of_it if item in text]
        assert made.lines() == before


@pytest.mark.parametrize("role", _roles())
def test_a_slip_and_what_was_handed_in_are_for_those_who_know(made: Made, role: str) -> None:
    actor = _holder(role)
    page, api = screen(actor), cast.caller(actor)
    for name in ("dossier received", "dossier signed"):
        before = made.lines()
        answer = page.get(f"/viec/{made.work[name]}/phieu-hen")
        assert (answer.status_code == 200) is (role in KNOWS[name]), (role, name, answer.status_code)
        assert made.lines() - before == int(role in KNOWS[name])
    name = "dossier received"
    before = made.lines()
    answer = page.get(f"/viec/{made.work[name]}/giay-to/{made.paper}")
    assert (answer.status_code == 200) is (role in KNOWS[name]), (role, answer.status_code)
    assert made.lines() - before == int(role in KNOWS[name])
    listed = api.get(f"/items/{made.work[name]}")
    assert ("cccd.pdf" in listed.content.decode()) is (role in KNOWS[name])
    assert "cccd.pdf" not in api.get("/next").content.decode()


@pytest.mark.parametrize("role", _roles())
def test_a_register_names_citizens_at_the_counter_only(made: Made, role: str) -> None:
    actor, ward = _holder(role), dossiers.reception()
    page, here = screen(actor), f"/so-dang-ky/{ward.unit}/ho-so/2025"
    entries = sum(name.startswith("dossier") and name != "dossier submitted" for name in made.work)
    for address in (
        here,
        f"{here}.csv",
        f"{here}?q=dang+thi+kin+dao",
        f"{here}?q={PHONE}",
        f"{here}?q=qz{PHONE}",
    ):
        before = made.lines()
        answer = page.get(address)
        text = html.unescape(answer.content.decode())
        is_sought_by_sign = "qz" in address
        if role in COUNTER and not is_sought_by_sign:
            assert text.count(NAME) == entries, (role, address)
            assert made.lines() - before == entries, address
        else:
            assert NAME not in text, (role, address)
            assert made.lines() == before
            if "?q=" in address:
                assert not [item for item in made.work.values() if str(item) in text], (role, address)


def test_the_bridge_fills_in_whom_its_officer_may_know(made: Made) -> None:
    contact = screen(_holder("dau_moi_1022"))
    at = "/viec/{}/make-dossier-of-report"
    before = made.lines()
    assert REPORTER in html.unescape(contact.get(at.format(made.work["report taken"])).content.decode())
    assert made.lines() - before == 1
    hidden = html.unescape(contact.get(at.format(made.work["anonymous report taken"])).content.decode())
    assert REPORTER not in hidden
    assert made.lines() - before == 1


def test_every_line_says_who_whose_when_and_by_which_door(made: Made) -> None:
    clerk, item = dossiers.reception(), made.work["dossier received"]
    screen(clerk).get(f"/viec/{item}")
    line = made.ask(
        "select to_jsonb(r) - 'id' - 'at' || jsonb_build_object('now', r.at between world_now() - interval '1 minute'"
        " and world_now()) from reading r order by id desc limit 1"
    )
    assert line == {
        "item": str(item), "door": "page", "mandate": clerk.mandate, "unit": clerk.unit, "seat": clerk.seat,
        "now": True,
    }  # fmt: skip
    doors = made.ask("select array_agg(distinct door) from reading")
    assert set(doors) <= set(DOORS)


def test_each_kind_about_a_citizen_is_walked() -> None:
    about = {kind.name for kind in registry.kinds() if registry.known_of(kind.name)}
    assert about == {"dossier", "report"}
    walked = {name.split()[-1] for name in KNOWS if "dossier" in name}
    assert {*registry.kind_of("dossier").states} - walked == {"refused", "voided"}


def test_details_of_an_item_go_through_one_door() -> None:
    """Whoever asks a desk itself would pass the rule by."""
    for path, tree in trees().items():
        asks = [
            node for node in ast.walk(tree)
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith((").details", "desk.details"))
        ]  # fmt: skip
        assert not asks or path.as_posix() == "lienthong/work/persons/showing.py", path


def test_the_application_appends_lines_and_changes_none(made: Made) -> None:
    for text in ("update reading set door = 'x'", "delete from reading", "truncate reading"):
        with pytest.raises(errors.InsufficientPrivilege), acts.opening(cast.officer("lanh_dao")):
            sql.run(text)
