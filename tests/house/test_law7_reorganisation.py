"""Law 7: every column that refers to a jurisdiction, unit, post, mandate or person says what a reorganisation does."""

import re

from django.apps import apps
from django.db import models

REFERS = re.compile(
    r"(^|_)(jurisdiction|unit|post|mandate|person|seat|parties|assignee|signer|superior|holder|actor)s?($|_)"
)
NOT_A_REFERENCE = {
    ("answer", "actor"): "a text that recognises a repeated request, not a reference",
    ("procedure", "term_unit"): "days or hours",
}


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("lienthong.")]


def test_every_model_declares_its_policy() -> None:
    assert len(_ours()) > 25
    for model in _ours():
        assert isinstance(getattr(model, "on_reorganisation", None), dict), model


def test_no_referring_column_is_silent() -> None:
    for model in _ours():
        for field in model._meta.local_fields:
            name = field.column or ""
            if not name or (model._meta.db_table, name) in NOT_A_REFERENCE:
                continue
            if (
                REFERS.search(name)
                and not name.endswith("_kind")
                and not isinstance(field, models.BooleanField)
            ):
                policy = model.on_reorganisation.get(name)  # type: ignore[attr-defined]
                assert policy, f"{model._meta.db_table}.{name} does not say what a reorganisation does to it"


def test_no_policy_names_a_column_that_is_gone() -> None:
    for model in _ours():
        columns = {field.column for field in model._meta.local_fields}
        unknown = set(model.on_reorganisation) - columns  # type: ignore[attr-defined]
        assert not unknown, f"{model._meta.db_table}: {unknown}"
