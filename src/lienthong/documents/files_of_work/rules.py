"""Decisions about files of work: facts in, facts or a refusal out."""

from collections.abc import Sequence
from datetime import datetime

from lienthong.documents.files_of_work.terms import MOST_AT_ONCE, RETENTIONS
from lienthong.kernel.refusals import Refusal

CODE = 30
TITLE = 500


def check_file(*, code: str, title: str, years: int) -> tuple[str, str]:
    """Code and title as they are kept. Refuses `file_code_missing`, `file_title_missing`, `unknown_retention`."""
    code, title = " ".join(code.split()), " ".join(title.split())
    if not any(map(str.isalnum, code)):
        raise Refusal("file_code_missing", "Hồ sơ cần số và ký hiệu, ví dụ 01.VP.", status=422, field="code")
    if not any(map(str.isalnum, title)):
        raise Refusal("file_title_missing", "Hồ sơ cần tiêu đề.", status=422, field="title")
    check_years(years)
    return code, title


def check_years(years: int) -> None:
    if years not in RETENTIONS:
        raise Refusal(
            "unknown_retention", "Thời hạn bảo quản không có trong danh mục.", status=422, field="years"
        )


def check_many(items: Sequence[object]) -> None:
    if not items:
        raise Refusal("nothing_chosen", "Hãy chọn ít nhất một văn bản.", status=422, field="items")
    if len(items) > MOST_AT_ONCE:
        raise Refusal(
            "too_many_chosen",
            f"Mỗi lần đưa vào hồ sơ tối đa {MOST_AT_ONCE} văn bản.",
            status=422,
            field="items",
        )


def check_complete(*, items: int, unfinished: Sequence[str]) -> None:
    """A file is closed when its matter is finished (article 29). Refuses `file_empty`, `file_unfinished`."""
    if not items:
        raise Refusal("file_empty", "Hồ sơ chưa có văn bản nào. Hãy đưa văn bản vào, hoặc hủy hồ sơ mở nhầm.")
    if unfinished:
        some = "; ".join(unfinished[:3]) + (
            f" và {len(unfinished) - 3} việc khác" if len(unfinished) > 3 else ""
        )
        raise Refusal(
            "file_unfinished", f"Trong hồ sơ còn việc chưa xử lý xong: {some}. Hãy kết thúc việc ấy trước.",
            count=len(unfinished),
        )  # fmt: skip


def hand_over_due(closed_at: datetime) -> datetime:
    """Within a year of the end of its matter (article 30)."""
    try:
        return closed_at.replace(year=closed_at.year + 1)
    except ValueError:  # 29 February
        return closed_at.replace(year=closed_at.year + 1, day=28)
