"""The Jinja2 environment of every page: templates of all rooms, the components, words for dates and numbers."""

import re
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from jinja2.ext import Extension
from markupsafe import Markup

from lienthong.kernel import wording
from lienthong.kernel.working_time import WorkingTime, in_force
from lienthong.pages.options import options_html

_PACKAGE = Path(__file__).resolve().parent.parent

_SHARED: dict[str, Any] = {}


def share(**functions: Any) -> None:
    """What a room gives every template, when the house is opened: `kind_mark`, `rows_html`."""
    _SHARED.update(functions)


class IconMissing(LookupError):
    """A page asks for an icon that was not collected: add its name to `lienthong.hosting.assets.ICONS`."""


class Unfolded(Extension):
    """A template is indented and folded for who reads it: neither travels, and a sentence arrives on one line."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _FOLD.sub(" ", _INDENTATION.sub("", source))


_INDENTATION = re.compile(r"^[ \t]+", re.M)
_FOLD = re.compile(r"(?<=[^>}\n])\n(?=\S)|(?<=>)\n(?=[^<{\s])|(?<=\}\})\n(?=[^<\s])")


def environment(**options: Any) -> Environment:
    """What settings name as the `environment` of Django's Jinja2 backend."""
    options["loader"] = _loader()
    options["extensions"] = [*options.get("extensions", ()), Unfolded]
    env = Environment(trim_blocks=True, lstrip_blocks=True, **options)
    env.globals.update(
        url=_url,
        static=cache(static),
        icon=icon,
        due_words=wording.due_words,
        due_tone=wording.due_tone,
        due_mark=due_mark,
        options_html=options_html,
        n_of=wording.n_of,
        NO_TERM=wording.NO_TERM,
        PAUSED=wording.PAUSED,
        **_SHARED,
    )
    for words in (
        wording.vn_date,
        wording.vn_time,
        wording.vn_clock,
        wording.vn_datetime,
        wording.vn_due,
        wording.vn_spoken,
        wording.vn_weekday,
        wording.due_words,
        wording.due_tone,
        wording.n_of,
        wording.percent,
        wording.dots,
        wording.money,
        wording.grouped,
    ):
        env.filters[words.__name__] = words
    return env


def _loader() -> BaseLoader:
    rooms = sorted(_PACKAGE.glob("*/templates"))
    components = FileSystemLoader(Path(__file__).parent / "components")
    return ChoiceLoader([PrefixLoader({"components": components}), FileSystemLoader(rooms)])


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


@cache
def icon(name: str, label: str = "") -> Markup:
    """The drawing itself, so that it takes the colour of its text. Without `label` it is decoration."""
    drawing = finders.find(f"icons/{name}.svg")
    if not isinstance(drawing, str):
        raise IconMissing(name)
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", Path(drawing).read_text(encoding="utf-8"), re.S)
    if shapes is None:
        raise IconMissing(name)
    body = re.sub(r"\s*\n\s*", "", shapes[1])
    meaning = Markup(' role="img" aria-label="{}"').format(label) if label else Markup(' aria-hidden="true"')
    return Markup('<svg class="icon" viewBox="0 0 24 24" width="20" height="20"{}>{}</svg>').format(
        meaning,
        Markup(body),
    )


TONE_ICONS = {
    "none": "circle",
    "calm": "clock",
    "soon": "calendar-clock",
    "late": "triangle-alert",
    "proof": "circle-check",
}


def due_mark(
    due_at: datetime | None, now: datetime, paused: object = False, jurisdiction: int | None = None
) -> Markup:
    """What is left in the office hours of whoever holds the jurisdiction, and the due time itself."""
    return due_mark_at(due_at, this_minute(now), bool(paused), in_force().of(jurisdiction))


def this_minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


@lru_cache(maxsize=8192)
def due_mark_at(due_at: datetime | None, now: datetime, paused: bool, by: WorkingTime) -> Markup:
    """Remembered by the minute: most rows of a list share the end of some working day."""
    if paused:
        return _status("none", icon("circle-pause"), wording.PAUSED)
    if due_at is None:
        return _status("none", Markup(""), wording.NO_TERM)
    tone = wording.tone_left(due_at, now, by)
    words = wording.words_left(due_at, now, by)
    return _status(tone, icon(TONE_ICONS[tone]), words) + _date(due_at)


def _date(due_at: datetime | None) -> Markup:
    if due_at is None:
        return Markup("")
    return Markup(' <time class="due" datetime="{}">{}</time>').format(
        due_at.isoformat(), wording.vn_due(due_at)
    )


def _status(tone: str, drawing: Markup, words: str) -> Markup:
    return Markup('<span class="status status--{}">{}<span>{}</span></span>').format(tone, drawing, words)
