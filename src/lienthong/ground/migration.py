"""Migrations say when they run: before the new code is started, or after the old code is gone (law 6)."""

import re
from pathlib import Path
from typing import Any, ClassVar, Literal

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

PACKAGE = Path(__file__).resolve().parent.parent

LOCK_TIMEOUT = "5s"
"""A migration that waits longer for a lock gives up, rather than queueing every reader behind it."""


class _Phased(migrations.Migration):
    phase: ClassVar[Literal["before", "after"]]

    def apply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
        schema_editor.execute(f"set lock_timeout = '{LOCK_TIMEOUT}'")
        state = super().apply(project_state, schema_editor, collect_sql)
        # Not after a failure: in its aborted transaction this statement's own error would hide the cause.
        schema_editor.execute("set lock_timeout = 0")
        return state


class Before(_Phased):
    """Adds what new code needs; old code runs on the result."""

    phase = "before"


class After(_Phased):
    """Takes away what only old code used."""

    phase = "after"


class AddIndexBeside(AddIndexConcurrently):
    """An index built beside those who work, of a migration that is not atomic. What an interrupted build left behind is
    cleared away first, so that the migration can be run again.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        schema_editor.execute(
            f"drop index concurrently if exists {schema_editor.quote_name(self.index.name)}"
        )
        super().database_forwards(app_label, schema_editor, from_state, to_state)


def sql_file(migration_file: str, name: str) -> str:
    """The text of `<room>/sql/<name>`, for `RunSQL` in `<room>/migrations/…`."""
    room = Path(migration_file).resolve().parent.parent
    return (room / "sql" / name).read_text("utf-8")


def run_owner_sql(room: str, name: str) -> migrations.RunSQL:
    """What a room's owner runs, `<room>/sql/owner/<name>`; a sub-room comes with its room: "reorganisation/plans"."""
    text = (PACKAGE / room / "sql" / "owner" / name).read_text("utf-8")
    return migrations.RunSQL([(_escape(text), None)], migrations.RunSQL.noop)


def run_sql(migration_file: str, name: str) -> migrations.RunSQL:
    """The whole file as one statement batch: functions contain semicolons, so it is not split."""
    return migrations.RunSQL([(_escape(sql_file(migration_file, name)), None)], migrations.RunSQL.noop)


def _escape(text: str) -> str:
    return re.sub(r"\A\s+", "", text)
