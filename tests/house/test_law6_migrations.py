"""Law 6: each migration says when it runs and gives up rather than queue everybody behind a lock."""

from importlib import import_module
from pathlib import Path

from lienthong.ground.migration import After, Before
from tests.house.source import SRC


def _migrations() -> list[Path]:
    return sorted((SRC / "lienthong").rglob("migrations/0*.py"))


def test_every_migration_has_a_phase() -> None:
    assert len(_migrations()) >= 10
    for path in _migrations():
        module = import_module(".".join(path.relative_to(SRC).with_suffix("").parts))
        assert issubclass(module.Migration, Before | After), path


def test_before_migrations_take_nothing_away() -> None:
    for path in _migrations():
        module = import_module(".".join(path.relative_to(SRC).with_suffix("").parts))
        if not issubclass(module.Migration, Before):
            continue
        removed = [
            type(op).__name__
            for op in module.Migration.operations
            if type(op).__name__.startswith(("Remove", "Delete"))
        ]
        assert not removed, f"{path}: {removed} belong in an After migration"


def test_models_and_migrations_agree(db: None) -> None:
    from io import StringIO

    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO(), skip_checks=True, verbosity=0)
