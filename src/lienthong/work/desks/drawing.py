"""Rows of a list of work, as every list of work draws them."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from django.template import engines
from markupsafe import Markup

from lienthong.kernel.working_time import in_force
from lienthong.pages.jinja import due_mark_at, icon, this_minute
from lienthong.work.desks.registry import kind_of, state_label


@cache
def kind_mark(kind: str) -> Markup:
    """What an item is, as a drawing and a word."""
    known = kind_of(kind)
    return Markup("{} {}").format(icon(known.drawing), known.label)


def rows_html(rows: Iterable[Any], now: datetime, ticks: bool = False) -> Markup:
    """Rows of a list of work, each drawn once for what it shows: an inbox is looked at more often than it changes.
    `ticks`: each can be ticked, to be handed on with others.
    """
    minute, counted = this_minute(now), in_force().of
    return Markup("\n").join(
        [
            _work_row(
                row,
                due_mark_at(row.due_at, minute, row.paused_at is not None, counted(row.jurisdiction)),
                ticks,
            )
            for row in rows
        ]
    )


@lru_cache(maxsize=20_000, typed=True)
def _work_row(row: Any, due: Markup, ticks: bool) -> Markup:
    """`row`: a named tuple of what inbox_row.html shows; equal tuples of other names are other rows."""
    template = engines["jinja2"].env.get_template("inbox_row.html")  # type: ignore[attr-defined]
    return Markup(template.render(r=row, due=due, ticks=ticks, kind_mark=kind_mark, state_label=state_label))
