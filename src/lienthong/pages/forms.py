"""Forms made from what an act asks for: drawn, read, and shown again with everything typed.

One description serves page and API alike: the schema is the form and the request body.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin

from annotated_types import Le, MaxLen
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict
from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from lienthong.kernel import reading
from lienthong.kernel.ids import uuid7
from lienthong.kernel.reading import LARGEST_NUMBER
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import is_invisible, is_unusable, without_unusable
from lienthong.pages.frame import page
from lienthong.pages.uploads import Upload, is_mark, uploads


class Choice(NamedTuple):
    """One of many, shown under its group."""

    value: str
    label: str
    group: str


Choices = Mapping[str, Sequence[tuple[str, str] | Choice]]


LONGEST_LINE = 500
"""Characters a field of one line may ask for; what may be longer has lines."""


class Form(BaseModel):
    """What an act asks for. `title` is the label; `json_schema_extra` may give kind, help and by what a long list of
    bodies is found besides its names (`finds`: «unit» or «area», as the values are).

    It is the gate of every word and number that comes in: what the database could not keep, and what nobody could
    see, is refused at its field; a field of one line is read as `kernel.reading` reads one. A number may be wider than
    the database's own where its field says `le`.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, str_max_length=20_000)

    @field_validator("*", mode="before")
    @classmethod
    def _readable(cls, value: Any, field: ValidationInfo) -> Any:
        require_readable(value)
        return reading.line(value) if isinstance(value, str) and field.field_name in _lines_of(cls) else value

    @field_validator("*", mode="after")
    @classmethod
    def _within_bounds(cls, value: Any, field: ValidationInfo) -> Any:
        if isinstance(value, int | list | tuple | date) and not _says_how_large(cls, field.field_name):
            _require_within_bounds(value)
        return value


@cache
def _lines_of(form: type[Form]) -> frozenset[str]:
    """The fields of one line: short ones, not drawn with several."""
    return frozenset(
        name for name, info in form.model_fields.items() if info.annotation is str and _is_line(info)
    )


def _is_line(info: FieldInfo) -> bool:
    longest = next((said.max_length for said in info.metadata if isinstance(said, MaxLen)), None)
    return longest is not None and longest <= LONGEST_LINE and _extra(info).get("kind") != "textarea"


DEEPEST = 30
"""Levels of what free JSON holds; a sentence of a plan has five."""


def require_readable(value: Any, depth: int = 0) -> None:
    """Raise for a string, wherever it lies, with characters of control or with nothing to be seen."""
    if depth > DEEPEST:
        raise PydanticCustomError("too_deep", "deeper than anything is described")
    if isinstance(value, str):
        if is_unusable(value):
            raise PydanticCustomError("bad_character", "a character that no text has")
        if is_invisible(value):
            raise PydanticCustomError("nothing_visible", "nothing that can be seen")
    elif isinstance(value, list | tuple):
        for element in value:
            require_readable(element, depth + 1)
    elif isinstance(value, dict):
        require_readable([*value, *value.values()], depth + 1)


def _require_within_bounds(value: Any) -> None:
    if isinstance(value, int):
        if not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
            raise PydanticCustomError("beyond_bounds", "a number beyond the database's own")
    elif isinstance(value, date) and not reading.is_in_calendar(value):
        raise PydanticCustomError("beyond_bounds", "a day beyond the calendar of the work")
    elif isinstance(value, list | tuple):
        for element in value:
            _require_within_bounds(element)


def _says_how_large(form: type[Form], name: str | None) -> bool:
    return any(isinstance(said, Le) for said in form.model_fields[name or ""].metadata)


class NothingToSay(Form):
    """The act needs no words."""


View = TypeVar("View", bound=Callable[..., HttpResponse])


def redraws(form_of: Callable[..., type[Form]]) -> Callable[[View], View]:
    """Mark a view that reads a form with `parse` and draws it again: U+0000 in one of its fields is told there, not at
    the gate. `form_of` gets what the address says, as the view does.
    """

    def mark(view: View) -> View:
        view.form_of = form_of  # type: ignore[attr-defined]
        return view

    return mark


def parse(
    form: type[Form], post: QueryDict, sent: MultiValueDict[str, "UploadedFile[bytes]"] | None = None
) -> tuple[Form | None, dict[str, str]]:
    """The form's object, or what is wrong with each field, in words. `sent`: the files that came with it."""
    fields = {
        name: _value_in(info, post, name)
        for name, info in form.model_fields.items()
        if name in post and not is_of_files(info)
    }
    lost = {
        name: f"«{info.title}»: tệp đã gửi lần trước không còn dùng được; xin chọn lại."
        for name, info in form.model_fields.items()
        if is_of_files(info) and _is_lost(post, name)
    }
    if lost:
        return None, lost
    fields |= {
        name: files_in(post, sent, name) for name, info in form.model_fields.items() if is_of_files(info)
    }
    try:
        return form.model_validate({k: v for k, v in fields.items() if v is not None}), {}
    except ValidationError as invalid:
        wrong = {str(error["loc"][0]): dict(error) for error in invalid.errors()}
        return None, {name: _sentence(form, name, error) for name, error in wrong.items()}


def is_of_files(info: FieldInfo) -> bool:
    return _extra(info).get("kind") == "file"


def has_files(form: type[Form]) -> bool:
    """Whether something is chosen from the disk of whoever fills it in."""
    return any(is_of_files(info) for info in form.model_fields.values())


def files_in(
    post: QueryDict, sent: MultiValueDict[str, "UploadedFile[bytes]"] | None, name: str
) -> list[Upload]:
    """Those just chosen, and those the form came with before."""
    return uploads(sent.getlist(name) if sent is not None else (), post.getlist(name))


def _is_lost(post: QueryDict, name: str) -> bool:
    """Whether the form says it came with a file before that it did not."""
    return not all(map(is_mark, filter(None, post.getlist(name))))


def _value_in(info: FieldInfo, post: QueryDict, name: str) -> Any:
    if get_origin(info.annotation) is list:
        return [value for value in post.getlist(name) if value]
    value = _words(info, post, name).strip()
    if info.annotation is bool:
        return value if is_unusable(value) else value in {"on", "true", "1", "True"}
    # As people here write it; anything else is left for the form to complain about.
    if info.annotation is datetime:
        return reading.moment(value) or value
    if _extra(info).get("kind") == "date" and value:
        return reading.day(value) or value
    return value if value or info.is_required() else None


def _words(info: FieldInfo, post: QueryDict, name: str) -> str:
    """What was typed; of several lines those that were ticked, where the page offers them one by one."""
    return "\n".join(post.getlist(name)) if get_origin(info.annotation) is tuple else post.get(name) or ""


def _sentence(form: type[Form], name: str, error: dict[str, Any]) -> str:
    label = form.model_fields[name].title or name
    if error["type"] == "missing" or (error["type"] == "string_too_short" and not error["input"].strip()):
        return f"Xin nhập «{label}»."
    if error.get("input") == "":
        return f"Xin chọn «{label}»."
    if error["type"] == "bad_character":
        return f"«{label}» {in_words(error)}; ký tự ấy đã được bỏ đi, xin xem lại rồi gửi."
    return f"«{label}» {in_words(error)}."


_WORDS = {
    "missing": "còn thiếu",
    "extra_forbidden": "không có trong biểu mẫu",
    "string_too_short": "cần ít nhất {min_length} ký tự",
    "string_too_long": "dài quá {max_length} ký tự",
    "string_type": "phải là chữ",
    "string_unicode": "có ký tự không dùng được",
    "json_invalid": "không phải JSON",
    "int_parsing": "phải là số nguyên",
    "float_parsing": "phải là số",
    "datetime_parsing": "không phải giờ và ngày",
    "datetime_from_date_parsing": "không phải giờ và ngày",
    "date_parsing": "không phải ngày",
    "date_from_datetime_parsing": "không phải ngày",
    "uuid_parsing": "không phải mã định danh",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "không được quá {le}",
    "literal_error": "không có trong danh mục",
    "bad_character": "có ký tự không dùng được",
    "nothing_visible": "chỉ có ký tự không nhìn thấy được",
    "beyond_bounds": "vượt quá giới hạn",
    "too_deep": "có các mục lồng nhau quá sâu",
    "int_parsing_size": "vượt quá giới hạn",
    "too_long": "chỉ nhận tối đa {max_length} mục",
}


def in_words(error: dict[str, Any]) -> str:
    """A validation error as a Vietnamese phrase."""
    words = _WORDS.get(error["type"], "không đúng định dạng")
    return words.format_map(error.get("ctx") or {}) if "{" in words else words


def fields_of(
    form: type[Form], values: Mapping[str, Any], errors: Mapping[str, str], choices: Choices
) -> list[dict[str, Any]]:
    """What `components/field.html` draws."""
    return [_field(name, info, values, errors, choices) for name, info in form.model_fields.items()]


def _field(
    name: str, info: FieldInfo, values: Mapping[str, Any], errors: Mapping[str, str], choices: Choices
) -> dict[str, Any]:
    extra = _extra(info)
    is_hidden = bool(extra.get("only_when_wrong")) and name not in errors
    options: Sequence[tuple[str, str] | Choice] = choices.get(name) or [
        (str(value), str(value)) for value in _literals(info)
    ]
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    return {
        "name": name,
        "label": info.title or name,
        "kind": "hidden" if is_hidden else extra.get("kind") or _kind(info, options),
        "help": extra.get("help", ""),
        "finds": extra.get("finds", ""),
        "folded": bool(extra.get("folded")),
        "one_by_one": bool(extra.get("one_by_one")),
        "options": [option for option in options if option[0] != ""],
        "required": info.is_required() or bool(options and default not in (None, "", [])),
        "value": values.get(name, default if default is not None else ""),
        "error": errors.get(name),
        "rows": 6 if extra.get("kind") == "textarea" else None,
        "multiple": get_origin(info.annotation) is list,
        "accept": ".pdf,.png,.jpg,.jpeg",
        "autocomplete": extra.get("autocomplete"),
    }


def _extra(info: FieldInfo) -> Mapping[str, Any]:
    return info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}


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


def keeps_no_files(form: type[Form], post: QueryDict) -> bool:
    """Whether something was said – that a letter is secret – with which the files that came along may not stay here."""
    return any(
        _extra(info).get("keeps_no_files") and post.get(name) for name, info in form.model_fields.items()
    )


def values_of(form: type[Form], post: QueryDict) -> dict[str, Any]:
    """What was typed, so that nothing is lost on error, but for characters no text has. Files: `uploads.hold`."""
    return {
        name: [without_unusable(value) for value in post.getlist(name)]
        if get_origin(info.annotation) is list
        else without_unusable(_words(info, post, name))
        for name, info in form.model_fields.items()
        if not is_of_files(info)
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
        "multipart": has_files(form),
        "danger": context.pop("danger", False),
        "action": context.pop("action", ""),
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
