"""What a disk answers, in words, and how much room is left on it."""

import errno
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import dots

MEGABYTE = 1024 * 1024
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
WARNS_BELOW_MB = 2048
REFUSES_BELOW_MB = 512
"""The database writes into the same room: uploads end while acts, their journal and a clean stop still fit."""


def no_room() -> Refusal:
    return Refusal(
        "no_room", "Máy chủ không còn đủ chỗ cho tệp này; hãy báo người vận hành.", status=507, field="file"
    )


def records_full() -> Refusal:
    return Refusal(
        "records_full",
        "Ổ đĩa của cơ sở dữ liệu đã đầy; việc này chưa được ghi. Hãy báo người vận hành, rồi làm lại.",
        status=507,
    )


def disk_refusal(failed: OSError, path: Path) -> Refusal:
    """What a person is told of a call that the system declined."""
    place = failed.filename or path
    if failed.errno in FULL:
        return Refusal("disk_full", f"Ổ đĩa chứa {place} đã đầy; hãy giải phóng chỗ rồi làm lại.", status=507)
    if failed.errno == errno.EROFS:
        return Refusal(
            "disk_read_only",
            f"{place} nằm trên ổ đĩa chỉ đọc; hãy gắn ổ với quyền ghi, hoặc đặt LIENTHONG_HOME sang nơi khác.",
            status=500,
        )
    if isinstance(failed, PermissionError):
        return Refusal(
            "not_permitted",
            f"Tài khoản đang chạy lệnh không được dùng {place}; xem lại chủ và quyền.",
            status=500,
        )
    return Refusal(
        "disk_failed", f"Hệ thống không dùng được {place}: {failed.strerror or failed}.", status=500
    )


@dataclass(frozen=True)
class Room:
    """Bytes left for us on the disk of a folder, and the two bounds below which we say so and take no file."""

    free: int
    warns_below: int
    refuses_below: int

    @property
    def is_short(self) -> bool:
        return self.free < self.warns_below

    def takes(self, size: int) -> bool:
        return self.free - size >= self.refuses_below

    @property
    def sentence(self) -> str:
        left = f"Ổ đĩa của máy chủ sắp đầy: còn {dots(self.free // MEGABYTE)} MB."
        if self.takes(0):
            return f"{left} Dưới {dots(self.refuses_below // MEGABYTE)} MB hệ thống thôi nhận tệp."
        return f"{left} Hệ thống đã thôi nhận tệp; việc không kèm tệp vẫn làm được."


def room_of(folder: Path) -> Room:
    """Of the nearest folder above that stands."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return Room(
        shutil.disk_usage(there).free,
        _megabytes("LIENTHONG_DISK_WARNS_MB", WARNS_BELOW_MB),
        _megabytes("LIENTHONG_DISK_REFUSES_MB", REFUSES_BELOW_MB),
    )


def _megabytes(name: str, usual: int) -> int:
    said = os.environ.get(name, "")
    return (int(said) if said.isdigit() else usual) * MEGABYTE
