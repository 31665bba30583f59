"""Hộp việc: what must be done, by when. And the search over all one may see."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase

from lienthong.ground.actor import Actor
from lienthong.incidents.queries import open_incidents, visible_counts
from lienthong.kernel import clock
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.sought import tokens
from lienthong.kernel.wording import vn_date, vn_datetime
from lienthong.pages.frame import page
from lienthong.pages.lists import EVERYTHING, csv_sheet
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.reorganisation.divisions.queries import left_to_decide
from lienthong.work import queries
from lienthong.work.actions import ASSIGNED
from lienthong.work.desks.registry import begins_offered, kind_label, many, state_label
from lienthong.work.finding import queries as finding
from lienthong.work.handing.terms import HANDED_BACK, TAKEN
from lienthong.work.lateness.rules import is_overdue
from lienthong.work.persons import searching
from lienthong.work.persons.words import typed_words
from lienthong.work.waiting.steps import steps_for

URL = "/hop-viec"
MINE = "/viec-cho-toi"
SECTION = "/viec-bo-phan"
AT_ONCE = 1_000
"""Rows of an export asked for together."""


Count = queries.KindCount | queries.StateCount


def _filters(request: ActorRequest, counts: list[queries.KindCount]) -> list[list[dict[str, Any]]]:
    """Kinds; the states of the chosen kind; what is mine or overdue among what was chosen."""
    chosen = {key: request.GET.get(key, "") for key in ("loai", "trang-thai", "cua-toi", "han")}
    kind, state = chosen["loai"], chosen["trang-thai"]
    kinds = [_link("Tất cả", {**chosen, "loai": "", "trang-thai": ""}, not kind, counts)]
    kinds += [
        _link(kind_label(row.kind), {**chosen, "loai": row.kind, "trang-thai": ""}, kind == row.kind, [row])
        for row in counts
    ]
    of_kind = queries.counts_of_kind(request.actor, kind) if kind else []
    states = [
        _link(state_label(kind, row.state), {**chosen, "trang-thai": row.state}, state == row.state, [row])
        for row in of_kind
    ]
    among = [row for row in of_kind if state in ("", row.state)] if kind else counts
    mine = _link(
        "Giao cho tôi", {**chosen, "cua-toi": "" if chosen["cua-toi"] else "1"}, bool(chosen["cua-toi"])
    )
    return [kinds, *([states] if len(states) > 1 else []), [mine, *_lateness(chosen, among)]]


LATE: Mapping[str, tuple[str, queries.Late]] = {
    "qua-han": ("Quá hạn", "own"),
    "co-quan-cu": ("Quá hạn tại cơ quan cũ", "before"),
}


def _lateness(chosen: dict[str, str], rows: Sequence[Count]) -> list[dict[str, Any]]:
    """Two figures that are never added: what this unit let pass, and what came to it overdue."""
    sums = {"qua-han": sum(row.overdue for row in rows), "co-quan-cu": sum(row.late_before for row in rows)}
    is_more = any(row.is_more_late for row in rows)
    return [
        {
            **_link(label, {**chosen, "han": "" if chosen["han"] == key else key}, chosen["han"] == key),
            **figure(sums[key], is_more),
        }
        for key, (label, _) in LATE.items()
        if sums[key] or chosen["han"] == key
    ]


def _link(
    label: str, query: dict[str, str], active: bool, rows: Sequence[Count] | None = None
) -> dict[str, Any]:
    kept = {key: value for key, value in query.items() if value}
    link = {"label": label, "url": f"{URL}?{urlencode(kept)}" if kept else URL, "active": active}
    return link | ({"count": None} if rows is None else figure(_n(rows), _is_more(rows)))


def _n(rows: Sequence[Count]) -> int:
    return sum(row.n for row in rows)


def _is_more(rows: Sequence[Count]) -> bool:
    return any(row.is_more for row in rows)


def figure(n: int, is_more: bool) -> dict[str, Any]:
    """What was not counted to its end is said in whole thousands: «3.000+»."""
    return {"count": n - n % 1000 if is_more and n >= 1000 else n, "is_more": is_more}


def _rows(
    request: ActorRequest, after: tuple[datetime | None, UUID] | None, limit: int
) -> list[queries.InboxRow]:
    return queries.inbox(
        request.actor,
        kind=request.GET.get("loai") or None,
        state=request.GET.get("trang-thai") or None,
        section=request.GET.get("bo-phan") or None,
        mine=bool(request.GET.get("cua-toi")),
        late=LATE.get(request.GET.get("han", ""), ("", None))[1],
        after=after,
        limit=limit,
    )


def _all_rows(request: ActorRequest) -> Iterator[queries.InboxRow]:
    """From the first on, whichever page was open."""
    place: tuple[datetime | None, UUID] | None = None
    while rows := _rows(request, place, AT_ONCE):
        yield from rows
        place = rows[-1].due_at, rows[-1].id


@by_session
def inbox(request: ActorRequest) -> HttpResponse:
    rows = _rows(request, queries.place_after(request.GET.get("sau", "")), queries.PAGE + 1)
    shown, more = rows[: queries.PAGE], len(rows) > queries.PAGE
    counts = queries.counts(request.actor)
    return page(
        request,
        "inbox.html",
        title="Hộp việc",
        nav="inbox",
        heading=request.actor.unit_name,
        filters=_filters(request, counts),
        rows=shown,
        page=_paging(request, shown, more, counts),
        as_of=clock.real(),
        export_url=f"{URL}.csv?{filtered(request).urlencode()}",
        tabs=tabs(request.actor, URL),
        hands=hands(request.actor),
        here=request.get_full_path(),
        messages=handed(request),
        beginnings=beginnings(request.actor),
        left_to_decide=[] if request.GET.keys() - {"xong"} else left_to_decide(request.actor),
    )


def tabs(actor: Actor, here: str) -> list[dict[str, Any]]:
    """The lists of work one begins with; who is in no section has none of it."""
    lists = [(MINE, "Việc chờ tôi"), (SECTION, "Bộ phận của tôi"), (URL, "Cả cơ quan")]
    return [
        {"label": label, "url": url, "active": url == here}
        for url, label in lists
        if url != SECTION or actor.section
    ]


def hands(actor: Actor) -> list[dict[str, str]]:
    """What this person may do with the rows they tick, many at once."""
    may_take = actor.can(TAKEN.ability) and bool(steps_for(actor.abilities))
    offered = [
        ("/viec/nhan", TAKEN.label, may_take),
        ("/viec/tra-lai", HANDED_BACK.label, may_take),
        ("/viec/giao", "Giao cho…", actor.can(ASSIGNED.ability)),
    ]
    offered += [(f"/{act.url}", f"{act.label}…", actor.can(act.ability)) for act in many()]
    return [{"url": url, "label": label} for url, label, may in offered if may]


HANDED = {
    "nhan": "Đã nhận {} việc.",
    "tra-lai": "Đã trả lại {} việc để phân công.",
    "giao": "Đã giao {} việc.",
}


def handed(request: ActorRequest) -> list[str]:
    """What was just done with ticked rows, said once: `?xong=nhan-3`."""
    what, _, n = request.GET.get("xong", "").rpartition("-")
    words = HANDED | {act.path: act.done for act in many()}
    return [words[what].format(n)] if what in words and n.isdecimal() and len(n) < 4 else []


def beginnings(actor: Actor, home: str = URL) -> list[dict[str, str]]:
    """What this person may begin here, besides what has come in."""
    beginnings = [{"label": begin.label, "url": f"/{begin.url}"} for begin in begins_offered(actor, home)]
    if home == URL and actor.can("delegate_authority"):
        beginnings.append({"label": "Giao ký", "url": "/uy-quyen"})
    if home == URL and (actor.can("register_delivery") or actor.can("direct_delivery")):
        beginnings.append({"label": "Số liệu văn bản đến", "url": "/van-ban-den/so-lieu"})
    if home == URL and actor.can("keep_files"):
        beginnings.append({"label": "Hồ sơ công việc", "url": "/ho-so-cong-viec"})
    if home == URL and (actor.can("sign_document") or actor.can("seal_document")):
        beginnings.append({"label": "Văn bản đã ký", "url": "/van-ban-da-ky"})
    if home == URL and actor.can("make_copy"):
        beginnings.append({"label": "Sổ bản sao", "url": "/ban-sao"})
    if home == URL and actor.can("watch_exchange"):
        beginnings.append({"label": "Trục liên thông", "url": "/truc-lien-thong"})
    if home == URL and actor.can("manage_accounts"):
        beginnings.append({"label": "Tài khoản", "url": "/tai-khoan"})
    if home == URL and actor.can("register_certificate"):
        beginnings.append({"label": "Chứng thư số", "url": "/chung-thu-so"})
    return beginnings


def filtered(request: ActorRequest) -> QueryDict:
    """What was chosen, whichever page is open."""
    query = request.GET.copy()
    for name in ("sau", "xong"):
        query.pop(name, None)
    return query


def _paging(
    request: ActorRequest, shown: list[queries.InboxRow], more: bool, counts: list[queries.KindCount]
) -> dict[str, Any] | None:
    query = filtered(request)
    first = f"{URL}?{query.urlencode()}" if request.GET.get("sau") else None
    if shown and more:
        query["sau"] = queries.place_of(shown[-1])
    next_url = f"{URL}?{query.urlencode()}" if more else None
    all_of_it = figure(_n(counts), _is_more(counts))
    return {
        "first_url": first,
        "next_url": next_url,
        "shown": len(shown),
        "total": all_of_it["count"],
        "is_more": all_of_it["is_more"],
    }


EXPORTED = (
    "Loại", "Số", "Nội dung", "Nơi gửi", "Trạng thái", "Bộ phận", "Người xử lý", "Đến lúc", "Hạn", "Quá hạn",
)  # fmt: skip


@by_session
def export(request: ActorRequest) -> HttpResponseBase:
    """The same list as a sheet: what a filter shows is what it exports."""
    return sheet_of(request, "hop-viec", _all_rows(request))


def sheet_of(request: ActorRequest, name: str, rows: Iterable[queries.InboxRow]) -> HttpResponseBase:
    lines = (
        [
            kind_label(row.kind), row.reference, row.subject, row.from_name or "", state_label(row.kind, row.state),
            row.section, row.assignee_name or "", f"{clock.local(row.received_at):%d/%m/%Y %H:%M}",
            row.due_text or "", _late_words(row, request.actor.at),
        ]
        for row in rows
    )  # fmt: skip
    return csv_sheet(name, EXPORTED, lines)


def _late_words(row: queries.InboxRow, now: datetime) -> str:
    if row.late_before:
        return "quá hạn tại cơ quan cũ"
    return "quá hạn" if is_overdue(row.due_at, row.paused_at, at=now) else ""


@by_session
def search(request: ActorRequest) -> HttpResponse:
    """By whatever was typed; each hit with what of it stands where."""
    typed, fault = request.GET.get("q", ""), ""
    words, rows, areas = "", [], []
    try:
        words = searching.words_sought(typed)
        rows = searching.search(request.actor, words)
        areas = finding.areas_to_show(words)
    except Refusal as refusal:
        fault = refusal.sentence
    return page(
        request,
        "search.html",
        title="Tìm kiếm",
        nav="search",
        q=words or typed[: searching.LONGEST],
        fault=fault,
        is_empty=bool(words) and not typed_words(words),
        rows=[_hit(row, words) for row in rows],
        total=len(rows),
        is_more=len(rows) == queries.PAGE,
        units=[_found_unit(area) for area in areas],
        status=422 if fault else 200,
    )


def _hit(row: searching.Hit, words: str) -> dict[str, Any]:
    typed = typed_words(words)
    return {
        **row._asdict(),
        "state_label": state_label(row.kind, row.state),
        "subject": tokens.parts(row.subject, typed),
        "reference": tokens.parts(row.reference, typed),
    }


def _found_unit(area: finding.AreaRow) -> dict[str, str]:
    """Namesakes are told apart by what they belong to and by when they stood."""
    since = f"trước {vn_date(area.ends_on)}" if area.ends_on else f"từ {vn_date(area.starts_on)}"
    heirs = ", ".join(name for _, name, *_ in area.heirs or [])
    note = " · ".join(part for part in (area.district, area.province, since) if part)
    return {"url": f"/sap-xep/tim/{area.id}", "name": area.name, "note": note, "heirs": heirs}


class IncidentRow(NamedTuple):
    """An open incident as a row of a list of work."""

    id: UUID
    state: str
    reference: str
    subject: str
    section: str
    assignee_name: str | None
    due_at: datetime | None
    received_at: datetime
    from_name: str | None
    jurisdiction: int
    kind: str = "incident"
    paused_at: None = None


SEVERITIES = {"": "Tất cả", "critical": "Nghiêm trọng", "high": "Nặng", "medium": "Vừa", "low": "Nhẹ"}
INCIDENTS = "/su-co"


@by_session
def incidents(request: ActorRequest) -> HttpResponse:
    """Open incidents one may see, worst first."""
    chosen, counts = _severity(request), visible_counts(request.actor)
    rows = [
        IncidentRow(
            row.id, row.state, SEVERITIES[row.severity], row.subject, row.activity, row.assignee_name, row.due_at,
            row.received_at, row.unit_name, row.jurisdiction,
        )
        for row in open_incidents(request.actor, severity=chosen)
    ]  # fmt: skip
    total = counts.get(chosen, 0) if chosen else sum(counts.values())
    links = [
        {
            "label": label,
            "url": _incidents_at(code),
            "active": chosen == code,
            "count": counts.get(code, 0) if code else sum(counts.values()),
        }
        for code, label in SEVERITIES.items()
    ]
    return page(
        request,
        "inbox.html",
        title="Sự cố",
        nav="incident",
        heading="Sự cố đang mở, nặng nhất ở trên",
        filters=[links],
        rows=rows,
        page={"first_url": None, "next_url": None, "shown": len(rows), "total": total},
        as_of=clock.real(),
        export_url=_incidents_at(chosen, ".csv"),
        beginnings=beginnings(request.actor, INCIDENTS),
    )


def _severity(request: ActorRequest) -> str:
    """The one asked for; of what there is not, all are shown."""
    asked = request.GET.get("muc", "")
    return asked if asked in SEVERITIES else ""


def _incidents_at(severity: str, ending: str = "") -> str:
    return f"{INCIDENTS}{ending}?muc={severity}" if severity else f"{INCIDENTS}{ending}"


EXPORTED_INCIDENTS = (
    "Mức độ", "Sự việc", "Trạng thái", "Bước đang làm", "Đơn vị", "Người xử lý", "Báo lúc", "Hạn",
)  # fmt: skip


@by_session
def export_incidents(request: ActorRequest) -> HttpResponseBase:
    """The same list as a sheet: what the filter shows is what it exports."""
    lines = (
        [
            SEVERITIES[row.severity], row.subject, state_label("incident", row.state), row.activity,
            row.unit_name or "", row.assignee_name or "", vn_datetime(row.received_at), vn_datetime(row.due_at),
        ]
        for row in open_incidents(request.actor, severity=_severity(request), limit=EVERYTHING)
    )  # fmt: skip
    return csv_sheet("su-co", EXPORTED_INCIDENTS, lines)
