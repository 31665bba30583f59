"""What a disk declined, in a sentence; and how much of it is left."""

import errno
from pathlib import Path

import pytest

from lienthong.kernel.machine.disk import MEGABYTE, Room, disk_refusal, room_of


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "disk_read_only"),
        (errno.EACCES, "not_permitted"),
        (errno.EPERM, "not_permitted"),
        (errno.ENOTDIR, "disk_failed"),
        (errno.EIO, "disk_failed"),
    ],
)
def test_each_failure_names_the_place(number: int, code: str) -> None:
    refused = disk_refusal(OSError(number, "said by the system", "/du/lieu"), Path("/other"))
    assert refused.code == code
    assert "/du/lieu" in refused.sentence
    assert "/other" in disk_refusal(OSError(number, "said by the system"), Path("/other")).sentence


@pytest.mark.parametrize(
    ("free_mb", "is_short", "takes"),
    [(2048, False, True), (2047, True, True), (512, True, True), (511, True, False)],
)
def test_it_is_said_before_anything_is_refused(free_mb: int, is_short: bool, takes: bool) -> None:
    room = Room(free_mb * MEGABYTE, 2048 * MEGABYTE, 512 * MEGABYTE)
    assert (room.is_short, room.takes(0)) == (is_short, takes)
    assert not room.takes(free_mb * MEGABYTE)
    assert ("thôi nhận tệp; việc không kèm tệp vẫn làm được" in room.sentence) is not takes


def test_the_bounds_are_the_operators(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIENTHONG_DISK_WARNS_MB", "7")
    monkeypatch.setenv("LIENTHONG_DISK_REFUSES_MB", "nonsense")
    room = room_of(tmp_path / "not" / "made" / "yet")
    assert (room.warns_below, room.refuses_below) == (7 * MEGABYTE, 512 * MEGABYTE)
