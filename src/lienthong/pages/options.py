"""The lines of a select. A form offers hundreds: procedures, wards; the same to everybody who opens it on a day."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape


def options_html(options: Iterable[Sequence[object]], chosen: object = "") -> Markup:
    """A line for each (value, label), the chosen one selected."""
    lines = _drawn(tuple([(str(option[0]), str(option[1])) for option in options]))
    line = _begin_of(str(chosen))
    return Markup(lines.replace(f"{line}>", f"{line} selected>"))


@lru_cache(maxsize=128)
def _drawn(options: tuple[tuple[str, str], ...]) -> str:
    return "\n".join([f"{_begin_of(value)}>{escape(label)}</option>" for value, label in options])


def _begin_of(value: str) -> str:
    return f'<option value="{escape(value)}"'
