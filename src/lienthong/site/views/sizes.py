"""Dung lượng: what takes room – tables, stored files, logs – and what prunes it. For who runs the installation."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse

from lienthong.ground import sql
from lienthong.kernel.machine.disk import room_of
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import dots
from lienthong.pages.frame import page
from lienthong.papers.sheets import csv_of
from lienthong.personnel.doors import ActorRequest, by_session

URL = "/dung-luong"
KINDS = {"co-so-du-lieu": "Cơ sở dữ liệu", "tep": "Kho tệp", "nhat-ky": "Nhật ký tiến trình"}
KEPT = "không tự xóa"
PRUNED = {
    "answer": "trả lời cho yêu cầu lặp: sau 30 ngày",
    "notice": "thông báo: sau 90 ngày",
    "mail": "thư đã gửi: sau 30 ngày",
    "session": "phiên đã hết hạn: mỗi 10 phút",
    "token": "mã đã hết hạn: mỗi 10 phút",
    "knock": "lần thử ở cửa: mỗi 10 phút",
}
WORDS = {
    "access": "lối vào của các thao tác", "account": "tài khoản", "answer": "trả lời đã gửi", "area": "địa bàn",
    "area_heir": "địa bàn kế thừa", "attachment": "giấy tờ của việc", "attempt": "kết luận của vòng thử",
    "boundary": "ranh giới", "delivery": "văn bản đến", "document": "văn bản", "dossier": "hồ sơ thủ tục",
    "draft": "văn bản đi", "expectation": "bước cần đạt của vòng thử", "files": "giấy tờ đã nộp",
    "holding": "ai giữ thẩm quyền nào", "in_flight": "hồ sơ cho vòng thử", "journal": "sổ ghi việc",
    "jurisdiction": "thẩm quyền", "mandate": "phân công", "notice": "thông báo", "oversight": "ai theo dõi nơi nào",
    "person": "người", "post": "vị trí việc làm", "procedure": "danh mục thủ tục",
    "procrastinate_events": "việc nền đã chạy", "procrastinate_jobs": "việc nền", "reading": "nhật ký đọc",
    "report": "phản ánh", "session": "phiên đăng nhập", "unit": "cơ quan, đơn vị", "work_item": "việc",
}  # fmt: skip
"""What the larger tables hold."""

LEAST_BYTES = 100 * 1024
"""Of a table: smaller ones are hundreds of empty leaves."""

EXPORTED = ("Loại", "Tên", "Byte", "Số dòng hoặc tệp", "Xóa bớt")


class TableSize(NamedTuple):
    name: str
    bytes: int
    rows: int


class FileSizes(NamedTuple):
    bytes: int
    rows: int


class Size(NamedTuple):
    kind: str
    name: str
    bytes: int
    rows: int
    pruned: str


def sizes() -> list[Size]:
    tables = sql.rows(TableSize, sql.named("lienthong.site", "sizes"), {"least": LEAST_BYTES})
    files = sql.only_row(
        FileSizes, "select coalesce(sum(size), 0)::bigint as bytes, count(*) as rows from stored_file"
    )
    return [
        *(Size("co-so-du-lieu", t.name, t.bytes, t.rows, PRUNED.get(t.name, KEPT)) for t in tables),
        Size("tep", "files", files.bytes, files.rows, KEPT),
        *_logs(Path(settings.HOME) / "logs"),
    ]


def _logs(folder: Path) -> list[Size]:
    logs = sorted(folder.glob("*.log*")) if folder.is_dir() else []
    return [
        Size("nhat-ky", path.name, path.stat().st_size, 1, "từ 10 MB: thay khi khởi động lại")
        for path in logs
    ]


def _which(request: ActorRequest) -> str:
    asked = request.GET.get("loai", "")
    if asked and asked not in KINDS:
        raise Refusal(
            "unknown_size_kind", "Loại dung lượng không có trong danh mục.", status=422, field="loai"
        )
    return asked


@by_session
def shown(request: ActorRequest) -> HttpResponse:
    request.actor.require("watch_storage")
    which, every = _which(request), sizes()
    rows = [size for size in every if which in ("", size.kind)]
    room = room_of(Path(settings.FILES_ROOT))
    return page(
        request, "sizes.html", title="Dung lượng", nav="unit", filters=[_filters(every, which)],
        rows=[
            {
                **row._asdict(), "kind": KINDS[row.kind], "words": _words(row.bytes), "holds": WORDS.get(row.name),
                "unit": "dòng" if row.kind == "co-so-du-lieu" else "tệp",
            }
            for row in rows
        ],
        total=_words(sum(row.bytes for row in rows)), free=_words(room.free),
        warning=room.sentence if room.is_short else None,
        export_url=f"{URL}.csv" + (f"?{urlencode({'loai': which})}" if which else ""),
    )  # fmt: skip


@by_session
def export(request: ActorRequest) -> HttpResponse:
    """The same list as a sheet: what a filter shows is what it exports."""
    request.actor.require("watch_storage")
    which = _which(request)
    lines = ([KINDS[row.kind], *row[1:]] for row in sizes() if which in ("", row.kind))
    response = HttpResponse(csv_of([EXPORTED, *lines]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="dung-luong.csv"'
    return response


def _filters(every: list[Size], which: str) -> list[dict[str, object]]:
    links = [{"label": "Tất cả", "url": URL, "active": not which, "count": len(every)}]
    return links + [
        {
            "label": label, "url": f"{URL}?loai={code}", "active": which == code,
            "count": sum(row.kind == code for row in every),
        }
        for code, label in KINDS.items()
    ]  # fmt: skip


def _words(size: int) -> str:
    """In the unit in which it has up to four digits."""
    for unit in ("byte", "KB", "MB", "GB"):
        if size < 10_000:
            return f"{dots(size)} {unit}"
        size //= 1024
    return f"{dots(size)} TB"
