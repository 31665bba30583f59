"""The floor under law 2: row security on every table that holds or leads to work, and grants that close history."""

from typing import Any

import psycopg
import pytest
from psycopg import errors

from lienthong.ground import acts
from tests import cast, sql

LEADS_TO_WORK = ("item", "document", "dossier", "report", "meeting")

OPEN_BY_DESIGN = {
    "expectation": "planned steps name a unit and a scenario, never a person or a paper; the board counts them",
    "attempt": "verdicts are published; only the verifier writes them",
    "nonce_twin": "which kind of item carried a copied code, and no word of it; only the verifier writes them",
}


def _tables_with(columns: tuple[str, ...]) -> list[tuple[str, bool]]:
    return [
        (row.name, row.secured)
        for row in sql.rows(
            "select c.relname::text as name, c.relrowsecurity as secured from pg_class c"
            " join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = 'public' and c.relkind = 'r' and exists (select from pg_attribute a"
            "   where a.attrelid = c.oid and a.attname = any (%s) and a.atttypid = 'uuid'::regtype"
            "   and not a.attisdropped)",
            (list(columns),),
        )
    ]


def test_tables_that_lead_to_work_are_secured(db: None) -> None:
    found = _tables_with(LEADS_TO_WORK)
    assert {"journal", "attachment", "delivery", "draft", "addressee"} <= {name for name, _ in found}
    for name, secured in found:
        assert secured or name in OPEN_BY_DESIGN, f"{name} leads to work and has no row security"


def test_policies_ask_about_their_own_row_by_its_key(db: None) -> None:
    """`offset 0`: without it the planner may read all work once to answer about one row (decision 0019)."""
    found = sql.rows(
        "select policyname::text as name, qual from pg_policies where qual like '%%EXISTS%%' order by 1", ()
    )
    assert len(found) >= 25
    for policy in found:
        assert policy.qual.count("EXISTS") == policy.qual.count("OFFSET 0"), policy.name


def test_without_scope_nothing_is_seen(db: None) -> None:
    acts.set_scope(())
    for table, _ in _tables_with(LEADS_TO_WORK):
        if table in OPEN_BY_DESIGN or not _may_select(table):
            continue
        assert sql.one(f'select count(*) from "{table}"') == 0, table
    assert sql.one("select count(*) from work_item") == 0


def _may_select(table: str) -> bool:
    return bool(sql.one("select has_table_privilege(current_user, %s, 'select')", (f'"{table}"',)))


@pytest.mark.parametrize(
    "statement", ["update journal set verb = 'x'", "delete from journal", "truncate journal"]
)
def test_the_application_cannot_rewrite_history(db: None, statement: Any) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        sql.run(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "select digest from access",
        "select answer from answer",
        "update world set clock_offset = '0'",
        "insert into attempt default values",
        "insert into snapshot default values",
        "insert into holding (jurisdiction, unit, during) values (1, 1, '[2025-01-01,)')",
        "update mandate set during = '[2025-01-01,)'",
        "delete from work_item",
    ],
)
def test_the_application_has_no_door_to(db: None, statement: Any) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        sql.run(statement)


def test_a_letter_of_an_khanh_is_seen_by_its_parties_only(db: None) -> None:
    from tests.documents.letters import arrived

    item = arrived(cast.AN_KHANH)
    for actor, sees in ((cast.an(), True), (cast.binh(), True), (cast.dung(), True), (cast.chi(), False)):
        with acts.opening(actor):
            assert bool(sql.one("select count(*) from work_item where id = %s", (item,))) is sees, actor.name
            assert bool(sql.one("select count(*) from journal where item = %s", (item,))) is sees
            assert bool(sql.one("select count(*) from delivery where item = %s", (item,))) is sees
            assert bool(sql.one("select count(*) from visible_item where id = %s", (item,))) is sees


def test_writing_outside_the_scope_is_refused(db: None) -> None:
    from lienthong.kernel.ids import uuid7

    chi = cast.chi()
    an_seat = cast.an().seat
    with pytest.raises((errors.InsufficientPrivilege, psycopg.errors.CheckViolation)), acts.opening(chi):
        sql.run(
            "insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section,"
            " priority, field, received_at, chain_seq, version, changed_at)"
            " values (%s, 'delivery', '', 'x', '', %s, %s, 'arrived', '', '', 0, '', now(), 0, 1, now())",
            (uuid7(), an_seat, [an_seat]),
        )
