"""The words of who looked at whom."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

KEPT: Final = timedelta(days=730)
"""How long a line of a read stays (ours: no rule that could be read gives a time)."""

DOORS: Final[Mapping[str, str]] = {
    "page": "Trang việc",
    "api": "API",
    "file": "Tệp đính kèm",
    "withdrawn": "Giấy tờ đã rút",
    "slip": "Giấy tiếp nhận",
    "form": "Biểu mẫu điền sẵn",
    "search": "Tìm kiếm",
    "register": "Sổ đăng ký",
    "export": "Tệp tải về",
    "division": "Danh sách phân chia",
    "subject": "Cung cấp cho chủ thể dữ liệu",
}
"""By which door a citizen was shown."""

HIDDEN: Final = "Chỉ người đang giải quyết được xem"
"""What stands where a citizen would, for everybody else."""
