"""Pages of imports: what was imported or waits, one report, its papers, and the signature."""

import json
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from lienthong.ground.actor import Actor
from lienthong.ground.uploads import MEGABYTE, Spooled, spooling
from lienthong.joining import actions, papers, queries
from lienthong.joining.files.waiting import BEGINS, offered_file, offered_files
from lienthong.joining.rules import finding_sentence
from lienthong.joining.terms import OFFERED_WORDS, STATE_WORDS
from lienthong.kernel import clock, reading
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.wording import dots
from lienthong.pages.frame import back, page
from lienthong.papers.files import JSON, PDF, SPREADSHEET, file
from lienthong.personnel.doors import ActorRequest, by_session, by_session_with_file
from lienthong.personnel.terms import ROLE_LABELS
from lienthong.reorganisation.reconciliation import common
from lienthong.reorganisation.words import HOME
from lienthong.work.desks.registry import kind_label

MAY_LOOK = ("plan_reorganisation", "sign_reorganisation")
SAID = {
    "doc": "Đã đọc và kiểm tra toàn bộ tệp; chưa có gì được nhập.",
    "ky": "Đã ký báo cáo.",
    "nhap": "Đã nhập; mọi việc ở đúng cơ quan đang giữ.",
    "rut": "Đã rút tệp chờ ký.",
}


def _require(actor: Actor) -> None:
    """The report names accounts and codes: those who plan and those who sign read it, for others it is not there."""
    if not any(map(actor.can, MAY_LOOK)):
        raise NotFound


def _require_planner(actor: Actor) -> None:
    if not actor.can("plan_reorganisation"):
        raise NotFound


@require_safe
@by_session
def joinings(request: ActorRequest) -> HttpResponse:
    _require(request.actor)
    rows = queries.joinings()
    return page(
        request, "joining/joinings.html", title="Nhập từ hệ thống khác", joinings=rows, states=STATE_WORDS,
        offered=[row for row in queries.lately_offered() if row.state != "waiting"], offered_states=OFFERED_WORDS,
        may_offer=request.actor.can("plan_reorganisation"), waits=any(row.state == "waiting" for row in rows),
        largest=settings.LARGEST_IMPORT, largest_words=dots(settings.LARGEST_IMPORT // MEGABYTE),
        said=SAID.get(request.GET.get("xong", "")),
    )  # fmt: skip


def _incoming(request: HttpRequest) -> AbstractContextManager[None]:
    folder = offered_files(Path(settings.FILES_ROOT))
    return spooling(request, folder, largest=settings.LARGEST_IMPORT, begins=BEGINS)


@require_POST
@by_session_with_file(_incoming, require=_require_planner)
def offer(request: ActorRequest) -> HttpResponse:
    """The file is on disk already; from the commit on it lies where the owner's reader looks."""
    _require_planner(request.actor)
    upload = request.FILES.get("file")
    if not isinstance(upload, Spooled):
        raise Refusal("file_missing", "Hãy chọn một tệp.", status=422, field="file")
    answer = actions.offer_world(
        name=reading.line(upload.name or "")[:200],
        size=upload.size or 0,
        sha256=upload.sha256,
        by=request.actor,
        key=request.key,
    )
    lies_at = offered_file(Path(settings.FILES_ROOT), upload.sha256)
    transaction.on_commit(lambda: upload.keep_as(lies_at))
    return back(HOME, "nhap", "tep", answer["offered"])


@require_safe
@by_session
def offered(request: ActorRequest, offered: int) -> HttpResponse:
    _require(request.actor)
    row = queries.offered(offered)
    if row.state == "waiting":
        return back(HOME, "nhap", row.joining, said="doc")
    return page(
        request, "joining/offered.html", title="Tệp vừa nộp", offered=row, states=OFFERED_WORDS,
        **(_shown(row.report) if row.report else {}),
    )  # fmt: skip


@require_safe
@by_session
def joining(request: ActorRequest, joining: int) -> HttpResponse:
    actor = request.actor
    _require(actor)
    record = queries.joining_of(joining)
    return page(
        request,
        "joining/joining.html",
        title=f"Nhập từ {record.province[0].lower()}{record.province[1:]}",
        joining=record,
        said=SAID.get(request.GET.get("xong", "")),
        may_sign=actor.can("sign_reorganisation"),
        has_signed=actor.person in record.people,
        **_shown(record.report, record.outcome),
        signatures=[
            {"name": name, "at": clock.local(at)}
            for name, at in zip(record.signers, record.signed_at, strict=True)
        ],
    )


def _shown(report: dict[str, Any], outcome: dict[str, Any] | None = None) -> dict[str, Any]:
    lines = list(common.pair_lines(report))
    return {
        "report": report,
        "as_of": clock.local(datetime.fromisoformat(report["as_of"])),
        "checks": [
            {"what": what, "result": result, "meaning": meaning, "tone": "proof" if good else "soon"}
            for what, result, meaning, good in papers.checks_of(report, outcome)
        ],
        "kinds": common.kinds_of(report),
        "pairs": lines[:-1],
        "sum": lines[-1],
        "changes": papers.changes_by_rule(report),
        "roles": ROLE_LABELS,
        "findings": [finding_sentence(finding) for finding in report["findings"]],
        "missing": [common.short(report, unit) for unit in report["missing_sources"]],
        "no_recipient": [
            {"unit": common.short(report, g["unit"]), "kind": kind_label(g["kind"]), "n": g["n"],
             "lacking": common.lacking_words(g)}
            for g in report["no_recipient"]
        ],
        "sources": [{"short": common.short(report, s["unit"]), **s} for s in report["sources"]],
    }  # fmt: skip


@require_POST
@by_session
def sign(request: ActorRequest, joining: int) -> HttpResponse:
    """Exactly the report that stood on the page: its digest comes with the form."""
    _require(request.actor)
    answer = actions.sign_import(
        joining, digest=request.POST.get("digest", ""), by=request.actor, key=request.key
    )
    return back(HOME, "nhap", joining, said="nhap" if answer["state"] == "joined" else "ky")


@require_POST
@by_session
def withdraw(request: ActorRequest, joining: int) -> HttpResponse:
    _require(request.actor)
    actions.withdraw_import(joining, by=request.actor, key=request.key)
    return back(HOME, "nhap", joining, said="rut")


@require_safe
@by_session
def paper(request: ActorRequest, joining: int, ending: str) -> HttpResponse:
    _require(request.actor)
    record = queries.joining_of(joining)
    name = f"nhap-{record.origin:02}-{record.digest[:8]}.{ending}"
    match ending:
        case "pdf":
            return file(papers.as_pdf(record.report, record.digest, record.outcome), PDF, name, inline=True)
        case "xlsx":
            return file(papers.as_xlsx(record.report, record.digest, record.outcome), SPREADSHEET, name)
        case "json":
            text = json.dumps({**record.report, "sha256": record.digest}, ensure_ascii=False, indent=1)
            return file(text.encode(), JSON, name)
    raise NotFound
