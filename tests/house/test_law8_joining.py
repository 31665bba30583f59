"""A law of joining: every table says what an import of another installation's world does to it, every unique key what
happens when both sides have it, every reference where it must be found."""

from django.apps import apps

from lienthong.joining.terms import (
    COLLISIONS,
    FINDING_WORDS,
    RULE_WORDS,
    STAYS,
    TABLE_WORDS,
    TRAVELS,
)
from tests import sql
from tests.house.source import SRC

SYSTEM_IS_ZERO = {("journal_day", "unit"), ("joined_day", "unit")}
"""Lines of the system stand under unit 0, which is no unit."""

TABLES = """
select relname::text as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
"""

UNIQUE = """
select t.relname::text as "table", i.relname::text as name, 0 = any (x.indkey::int[]) as by_expression,
       array_agg(a.attname::text) as columns, coalesce(bool_or(a.atttypid = 'uuid'::regtype), false) as has_uuid,
       coalesce(bool_and(a.atttypid in ('int4'::regtype, 'int8'::regtype)), false) as all_ids
from pg_index x
join pg_class i on i.oid = x.indexrelid
join pg_class t on t.oid = x.indrelid and t.relnamespace = 'public'::regnamespace
left join pg_attribute a on a.attrelid = t.oid and a.attnum = any (x.indkey::int[])
where x.indisunique
group by 1, 2, 3
"""


def test_every_table_says_what_an_import_does_to_it(db: None) -> None:
    travels = [table.name for table in TRAVELS]
    assert len(travels) == len(set(travels))
    assert not set(travels) & set(STAYS)
    there = {row.name for row in sql.rows(TABLES)}
    assert there == set(travels) | set(STAYS), there ^ (set(travels) | set(STAYS))
    assert all(reason for reason in STAYS.values())


def test_every_unique_key_that_both_sides_may_have_has_a_rule(db: None) -> None:
    tables, met = {table.name: table for table in TRAVELS}, set()
    for index in sql.rows(UNIQUE):
        table = tables.get(index.table)
        if table is None or index.has_uuid:
            continue
        dealt = table.rule in {"registry", "dealt"} and not index.by_expression and index.all_ids
        made_of_ids = dealt and set(index.columns) <= {*table.key, *table.refers}
        assert made_of_ids or index.name in COLLISIONS, (
            f"{index.name} does not say what happens when both have it"
        )
        met.add(index.name)
    assert set(COLLISIONS) <= met, set(COLLISIONS) - met


def test_every_reference_of_a_travelling_table_is_looked_up(db: None) -> None:
    models = {model._meta.db_table: model for model in apps.get_models()}
    names = {table.name for table in TRAVELS}
    for table in TRAVELS:
        model = models[table.name]
        columns = {field.column for field in model._meta.local_fields if field.column}
        assert set(table.refers) <= columns, f"{table.name}: {set(table.refers) - columns}"
        assert set(table.refers.values()) <= names
        refers = {field.column for field in model._meta.local_fields if field.is_relation}
        for column in {*model.on_reorganisation, *refers} - {c for t, c in SYSTEM_IS_ZERO if t == table.name}:  # type: ignore[attr-defined]
            assert column in table.refers, f"{table.name}.{column} is looked up nowhere"


def _functions() -> str:
    owner = SRC / "lienthong" / "joining" / "sql" / "owner"
    names = ("act", "join_work", "changes", "differences", "people", "signing")
    files = [owner / f"{name}.sql" for name in names]
    return "\n".join(path.read_text("utf-8") for path in files)


def test_what_travels_is_carried_over() -> None:
    act = _functions()
    for table in TRAVELS:
        assert f"'{table.name}'" in act or f"joining.{table.name}" in act, (
            f"{table.name} is read and then dropped"
        )


def test_what_is_shown_has_words() -> None:
    act = _functions()
    for word in RULE_WORDS:
        assert f"'{word}'" in act, f"no line is resolved by «{word}»"
    assert set(TABLE_WORDS) <= {table.name for table in TRAVELS}
    assert all(FINDING_WORDS.values())
