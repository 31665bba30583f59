"""Three installations become one and then one city: two provinces are imported, and the real plan of 1/7/2025 merges
them. Who must have each item is asked of the law's own data, not of the plan."""

import html
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.test import Client

from lienthong.ground import acts
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.hosting.worlds import create_world, database_of, drop_world, files_root
from lienthong.joining.trial_work import Sample, give_work
from lienthong.kernel.refusals import NotFound
from lienthong.personnel.login import hash_password, log_in
from lienthong.procedures.filing.citizens import citizen_case
from lienthong.reorganisation.plans.actions import approve_plan, draft_plan, prepare_plan
from lienthong.reorganisation.plans.queries import plan
from lienthong.reorganisation.plans.texts.files import read_plan
from lienthong.reorganisation.plans.texts.shipped import shipped_plan
from lienthong.reorganisation.plans.verification import probe_of, verification
from lienthong.reorganisation.reconciliation.actions import reconcile
from lienthong.reorganisation.reconciliation.queries import outcome
from lienthong.units.queries import units_check
from lienthong.work.queries import verify_chains
from tests import sql
from tests.cast import officer
from tests.database import HOME, clone
from tests.joining.joining import Place, exported, joined
from tests.procedures.dossiers import citizen, of, taken_in
from tests.reorganisation.desks import Screen, observed
from tests.reorganisation.plans import planner, signers

OURS, BINH_DUONG, VUNG_TAU = 79, 74, 77
ITEMS = {OURS: 500, BINH_DUONG: 200, VUNG_TAU: 160}
PASSWORD = "mat-khau-truoc-sap-nhap"

KEPT = """
select w.id, w.reference, w.subject, w.received_at, w.due_at, w.jurisdiction, d.code, d.lookup_code, u.code as unit
from work_item w join dossier d on d.item = w.id join unit u on u.id = d.received_unit order by w.id
"""
LOGIN = """
select a.username from work_item w join mandate m on m.id = w.assignee join account a on a.person = m.person
where w.id = %s
"""
HOLDERS = """
select w.id, u.code from work_item w join unit u on u.id = holder_of(w.jurisdiction, world_today())
where w.closed_at is null
"""
HEIRS = """
select o.code, n.code from area_heir h join area o on o.id = h.old join area n on n.id = h.new
where h.is_default and o.rank = 'commune' and n.rank = 'commune' and upper(o.during) = '2025-07-01'
"""


@dataclass(frozen=True)
class Brought:
    """What a province's installation held when it was exported."""

    place: Place
    sample: Sample
    rows: list[tuple[Any, ...]]

    @property
    def unit(self) -> str:
        """Where the sample's dossier was taken in."""
        return str(next(row[-1] for row in self.rows if row[0] == self.sample.item))


@pytest.fixture
def provinces() -> Iterator[dict[int, Place]]:
    """Made as `lienthong world create … --before --province NN` makes them."""
    server, made = EmbeddedServer(HOME), {}
    try:
        for province in (BINH_DUONG, VUNG_TAU):
            name = f"tinh-{province}-{os.getpid()}"
            create_world(server, name, date(2025, 6, 20), before=True, province=province)
            made[province] = Place(database_of(name), files_root(server, name))
        yield made
    finally:
        for place in made.values():
            drop_world(server, place.database.removeprefix("lt_"))


@pytest.mark.slow
def test_two_imports_and_the_plan_that_merges_the_three(
    here: Place, provinces: dict[int, Place], tmp_path: Path
) -> None:
    brought = {number: _at_work(place, number) for number, place in {OURS: here, **provinces}.items()}
    for number in (BINH_DUONG, VUNG_TAU):
        file = exported(brought[number].place, tmp_path / f"{number}.ltw")
        assert joined(here, file)["items"] == ITEMS[number]
    with here.at_work():
        number, snapshot = _planned()
    _until(here, "2025-06-30 23:59+07")
    assert _holders(here).keys() == {row[0] for one in brought.values() for row in one.rows}
    assert _elsewhere(here, brought, {}) == [], "a minute before midnight the old wards still have everything"

    _until(here, "2025-07-01 00:00:05+07")
    assert _elsewhere(here, brought, _heirs()) == []
    with here.owner() as owner:
        rows = [row for one in brought.values() for row in one.rows]
        assert owner.execute(KEPT).fetchall() == sorted(rows, key=lambda row: row[0])
    _whole(here)
    with here.at_work():
        _seen_from_outside(number)
        _reconciled(snapshot, sum(ITEMS.values()))
        for one in brought.values():
            _a_citizen_finds_theirs(one)
    for province in (BINH_DUONG, VUNG_TAU):
        _an_imported_clerk_is_told(here, brought[province], province)
        with here.at_work():
            _books_close_and_begin(brought[province])
    _whole(here)


def _at_work(place: Place, province: int) -> Brought:
    sample = give_work(place.url(), place.files, ITEMS[province], f"{province}" * 10)
    assert sample is not None
    with place.owner() as owner:
        owner.execute(
            "update account set password = %s where username = %s", (hash_password(PASSWORD), sample.username)
        )
        rows = owner.execute(KEPT).fetchall()
    assert len(rows) == ITEMS[province]
    return Brought(place, sample, rows)


def _planned() -> tuple[int, int]:
    """The shipped plan, counted and signed by two; its number and the snapshot's."""
    made = draft_plan(read_plan(shipped_plan()), by=planner())
    prepare_plan(made["plan"], by=planner())
    kept = reconcile(made["plan"], is_live=False, keep_items=True, by=planner())
    assert kept["kept"] == sum(ITEMS.values())
    for signer in signers():
        answer = approve_plan(made["plan"], digest=made["digest"], by=signer)
    assert answer["state"] == "approved"
    return int(made["plan"]), int(kept["id"])


def _until(place: Place, instant: str) -> None:
    with place.owner() as owner:
        owner.execute("update world set clock_offset = %s::timestamptz - now()", (instant,))


def _holders(place: Place) -> dict[Any, str]:
    with place.owner() as owner:
        return dict(owner.execute(HOLDERS).fetchall())


def _heirs() -> dict[str, str]:
    """Old commune → new one, as the national registry has it."""
    with psycopg.connect(clone("luat")) as law:
        found = dict(law.execute(HEIRS).fetchall())
    assert len(found) > 10_000 - 500
    return found


def _elsewhere(place: Place, brought: dict[int, Brought], heirs: dict[str, str]) -> list[Any]:
    held = _holders(place)
    due = {row[0]: heirs.get(row[-1], row[-1]) for one in brought.values() for row in one.rows}
    assert held.keys() == due.keys()
    return [(item, unit, due[item]) for item, unit in held.items() if unit != due[item]]


def _whole(place: Place) -> None:
    with place.owner() as owner:
        chains = verify_chains(owner)
    assert (chains["broken"], chains["headless"]) == ([], 0)
    with place.at_work():
        for day in (date(2025, 6, 30), date(2025, 7, 1)):
            check = units_check(day)
            assert (check["without_holder"], check["with_two_holders"]) == (0, 0)


def _seen_from_outside(number: int) -> None:
    """Everybody logs in: each item lies in one inbox, each old login is told who has its work."""
    assert plan(number).state == "flipped"
    probe = probe_of(number)
    assert {mandate // 10_000_000 - 100 for mandate in probe.closed.values()} == {
        OURS,
        BINH_DUONG,
        VUNG_TAU,
    }
    found = verification(number, probe, observed(probe))
    assert found["verified"], found
    assert (found["open_items"], found["items_in_inboxes"], found["seen_twice"]) == (
        sum(ITEMS.values()),
    ) * 2 + (0,)


def _reconciled(snapshot: int, items: int) -> None:
    found = outcome(snapshot)
    assert (found["items"], found["sources_differing"]) == (items, [])
    for name in ("missing", "unexplained", "due_changed", "codes_changed", "by_acts"):
        assert found[name] == 0, name


def _a_citizen_finds_theirs(one: Brought) -> None:
    """Code and secret as printed on the slip; the same code with another's secret opens nothing."""
    with acts.opening(citizen()):
        case = citizen_case(one.sample.code, one.sample.secret)
    assert case["code"] == one.sample.code
    with pytest.raises(NotFound), acts.opening(citizen()):
        citizen_case(one.sample.code, "0" * 20)


def _an_imported_clerk_is_told(here: Place, one: Brought, province: int) -> None:
    with here.at_work():
        clerk = Client()
        name = here.one(LOGIN, (one.sample.item,))
        assert name in (one.sample.username, f"{one.sample.username}.{province}")
        clerk.cookies[settings.SESSION_COOKIE] = log_in(name, PASSWORD, address="127.0.0.1").secret
        answer = clerk.get("/hop-viec")
    told = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "đã kết thúc hoạt động" in told
    assert str(one.sample.item) not in told


def _books_close_and_begin(one: Brought) -> None:
    heir = _heirs()[one.unit]
    old = sql.one(
        "select id from unit where code = %s and body = 'ubnd' and upper(during) = '2025-07-01'", (one.unit,)
    )
    page = html.unescape(Screen(officer("lanh_dao", heir)).text(f"/so-dang-ky/{old}/ho-so/2025"))
    last = max(int(row[6].rpartition("-")[2]) for row in one.rows if row[-1] == one.unit)
    assert f"Đã khóa sổ ngày 30/6/2025, số cuối cùng: {last:02} (Hồ sơ ngày 20/6)" in page
    first = taken_in(by=officer("tiep_nhan", heir))
    assert first["code"] == f"{heir}-250701-0001"
    assert str(of(first)) in Screen(officer("tiep_nhan", heir)).text("/hop-viec")
