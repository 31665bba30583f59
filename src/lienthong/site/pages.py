"""What every page has in common: the frame's context, and forms made from what an act asks for."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache, lru_cache, partial
from typing import Any, Literal, get_args, get_origin

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template import engines
from markupsafe import Markup
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from lienthong.ground import sql
from lienthong.ground.jinja import due_mark_at, icon, this_minute
from lienthong.kernel import clock
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.doors import officer_asking
from lienthong.site.api import in_words
from lienthong.site.desks import state_label
from lienthong.work.desks import Choice, Choices, Form
from lienthong.work.terms import KIND_LABELS


@cache
def _world() -> tuple[str, str]:
    """The world of this process: name and kind never change while it runs."""
    name, kind = sql.row("select name, kind from world")
    return name, kind


KIND_DRAWINGS = {
    "draft": "file-pen",
    "delivery": "mail",
    "dossier": "folder-open",
    "report": "megaphone",
    "meeting": "users",
    "bridge_point": "video",
    "incident": "siren",
    "referral": "corner-down-left",
}


@cache
def kind_mark(kind: str) -> Markup:
    """What an item is, as a drawing and a word."""
    return Markup("{} {}").format(icon(KIND_DRAWINGS[kind]), KIND_LABELS[kind])


def work_rows(rows: Iterable[Any], now: datetime) -> Markup:
    """Rows of a list of work, each drawn once for what it shows: an inbox is looked at more often than it changes."""
    minute = this_minute(now)
    return Markup("\n").join(
        [_work_row(row, due_mark_at(row.due_at, minute, row.paused_at is not None)) for row in rows]
    )


@lru_cache(maxsize=20_000, typed=True)
def _work_row(row: Any, due: Markup) -> Markup:
    """`row`: a named tuple of what inbox_row.html shows; equal tuples of other names are other rows."""
    template = engines["jinja2"].env.get_template("inbox_row.html")  # type: ignore[attr-defined]
    return Markup(template.render(r=row, due=due, kind_mark=kind_mark, state_label=state_label))


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render inside the door's transaction; `now` is the world's."""
    actor = getattr(request, "actor", None)
    now = actor.at if actor else clock.local(sql.one("select world_now()"))
    name, kind = _world()
    frame: dict[str, Any] = {
        "actor": actor if actor and actor.kind == "officer" else None,
        "now": now,
        "world": {"name": name, "kind": kind, "now": now, "real_now": clock.local(clock.real())},
        "messages": [],
        "kind_mark": kind_mark,
        "rows_html": partial(work_rows, now=now),
        "idempotency_key": str(uuid7()),
        "status": status,
    }
    return render(request, template, {**frame, **context}, status=status)


def error_page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """Outside any door's transaction, which was rolled back."""
    if hasattr(request, "actor"):
        return page(request, "error.html", status=status, **context)
    try:
        with transaction.atomic():
            if officer := officer_asking(request):
                request.actor = officer  # type: ignore[attr-defined]
            return page(request, "error.html", status=status, **context)
    except Exception:  # the database may be what is broken; the page must still come
        return render(
            request, "error.html", {"status": status, "actor": None, "world": None, **context}, status=status
        )


def parse(form: type[Form], post: QueryDict) -> tuple[Form | None, dict[str, str]]:
    """The form's object, or what is wrong with each field, in words."""
    given = {name: _given(info, post, name) for name, info in form.model_fields.items() if name in post}
    try:
        return form.model_validate({k: v for k, v in given.items() if v is not None}), {}
    except ValidationError as invalid:
        wrong = {str(error["loc"][0]): dict(error) for error in invalid.errors()}
        return None, {name: _sentence(form, name, error) for name, error in wrong.items()}


def _given(info: FieldInfo, post: QueryDict, name: str) -> Any:
    if get_origin(info.annotation) is list:
        return [value for value in post.getlist(name) if value]
    if info.annotation is bool:
        return post.get(name) in {"on", "true", "1", "True"}
    value = (post.get(name) or "").strip()
    if info.annotation is datetime:
        return _moment(value)
    return value if value or info.is_required() else None


def _moment(text: str) -> datetime | str:
    """As people here write it, by our clocks; anything else is left for the form to complain about."""
    for written in ("%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M"):
        with suppress(ValueError):
            return datetime.strptime(" ".join(text.split()), written).replace(tzinfo=clock.ZONE)
    return text


def _sentence(form: type[Form], name: str, error: dict[str, Any]) -> str:
    label = form.model_fields[name].title or name
    if error["type"] in {"missing", "string_too_short"}:
        return f"Xin nhập «{label}»."
    if error.get("input") == "":
        return f"Xin chọn «{label}»."
    return f"«{label}» {in_words(error)}."


def fields_of(
    form: type[Form], values: Mapping[str, Any], errors: Mapping[str, str], choices: Choices
) -> list[dict[str, Any]]:
    """What `components/field.html` draws."""
    return [_field(name, info, values, errors, choices) for name, info in form.model_fields.items()]


def _field(
    name: str, info: FieldInfo, values: Mapping[str, Any], errors: Mapping[str, str], choices: Choices
) -> dict[str, Any]:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    options: Sequence[tuple[str, str] | Choice] = choices.get(name) or [
        (str(value), str(value)) for value in _literals(info)
    ]
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    return {
        "name": name,
        "label": info.title or name,
        "kind": extra.get("kind") or _kind(info, options),
        "help": extra.get("help", ""),
        "options": [option for option in options if option[0] != ""],
        "required": info.is_required() or bool(options and default not in (None, "", [])),
        "value": values.get(name, default if default is not None else ""),
        "error": errors.get(name),
        "rows": 6 if extra.get("kind") == "textarea" else None,
        "autocomplete": extra.get("autocomplete"),
    }


def _kind(info: FieldInfo, options: Sequence[tuple[str, str] | Choice]) -> str:
    if get_origin(info.annotation) is list:
        return "checkboxes"
    if options:
        return "select"
    if info.annotation is bool:
        return "checkbox"
    return "datetime" if info.annotation is datetime else "text"


def _literals(info: FieldInfo) -> tuple[Any, ...]:
    return get_args(info.annotation) if get_origin(info.annotation) is Literal else ()


def values_of(form: type[Form], post: QueryDict) -> dict[str, Any]:
    """What was typed, so that nothing is lost on error."""
    return {
        name: post.getlist(name) if get_origin(info.annotation) is list else post.get(name, "")
        for name, info in form.model_fields.items()
    }


def form_page(
    request: HttpRequest,
    form: type[Form],
    *,
    title: str,
    submit_label: str,
    template: str = "act_form.html",
    values: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
    choices: Choices | None = None,
    cancel_url: str = "/hop-viec",
    status: int = 422,
    **context: Any,
) -> HttpResponse:
    errors = errors or {}
    key = request.POST.get("idempotency_key") or str(uuid7())
    drawn = {
        "title": title,
        "submit_label": submit_label,
        "cancel_url": cancel_url,
        "idempotency_key": key,
        "fields": fields_of(form, values or {}, errors, choices or {}),
        "intro": context.pop("intro", ""),
        "multipart": context.pop("multipart", False),
        "danger": context.pop("danger", False),
        "action": "",
    }
    return page(
        request,
        template,
        status=status if errors else 200,
        title=title,
        form=drawn,
        errors=[{"field": name or None, "message": message} for name, message in errors.items()],
        **context,
    )


def refusal_as_error(form: type[Form], refusal: Refusal) -> dict[str, str]:
    """A refusal beside the field it names; one of the whole form above it."""
    return {refusal.field if refusal.field in form.model_fields else "": refusal.sentence}
