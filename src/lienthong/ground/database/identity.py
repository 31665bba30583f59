"""Whose a cluster is. A copied home holds the same cluster, by its system identifier, and the path of the first.

The cluster itself says where its home is (`home`, beside its data) and which it is (`global/pg_control`). Where the
home it names still stands, whoever opens it from elsewhere has a copy: two of one identity would answer for each
other, and under root, where `database.at` leads both to one folder, drop each other's worlds.
"""

import os
import struct
from contextlib import suppress
from pathlib import Path

from lienthong.ground.database.passwords import password
from lienthong.kernel.refusals import Refusal

MARK = "home"
OWNER_PASSWORD = "secrets/lienthong_owner"


def system_identifier(data: Path) -> int:
    """What `initdb` drew for this cluster: the first eight bytes of its control file."""
    with (data / "global" / "pg_control").open("rb") as control:
        (identifier,) = struct.unpack("=Q", control.read(8))
    return int(identifier)


def installation(secrets: Path) -> str:
    """A name of this installation, made once; a backup carries it into the home that goes on with it."""
    return password(secrets, "installation")


def require_own_cluster(home: Path, place: Path) -> None:
    """Refuses `home_is_copy` where the cluster in `place` names another home that still holds it."""
    first = _first(place / MARK)
    data = place / "data"
    if first is None or _is_same(first, home) or not (data / "PG_VERSION").exists():
        return
    if _holds(first, data):
        raise _is_copy(home, first)


def require_own_home(home: Path) -> None:
    """The same where the cluster is somebody else's to run: the mark and the logins lie in the home."""
    first = _first(home / MARK)
    if first is None or _is_same(first, home):
        return
    with suppress(OSError):
        if (first / OWNER_PASSWORD).read_bytes() == (home / OWNER_PASSWORD).read_bytes():
            raise _is_copy(home, first)


def claim(home: Path, place: Path) -> Path:
    """Write down where it stands now: of a new one, and of one that was moved. Answers where it is written."""
    mark = place / MARK
    if _first(mark) != home:
        fresh = mark.with_name(f".{MARK}.{os.getpid()}")
        fresh.write_text(f"{home}\n", "utf-8")
        fresh.replace(mark)
    return mark


def _first(mark: Path) -> Path | None:
    try:
        return Path(mark.read_text("utf-8").strip())
    except FileNotFoundError:
        return None


def _is_same(first: Path, home: Path) -> bool:
    """By two paths, a link among them, one folder."""
    with suppress(OSError):
        return first == home or first.samefile(home)
    return False


def _holds(first: Path, data: Path) -> bool:
    """Whether that home has this cluster. One we may not look into is believed to."""
    try:
        pointer = first / "database.at"
        place = Path(pointer.read_text("utf-8").strip()) if pointer.exists() else first / "database"
        return system_identifier(place / "data") == system_identifier(data)
    except PermissionError:
        return True
    except (OSError, struct.error):
        return False


def _is_copy(home: Path, first: Path) -> Refusal:
    return Refusal(
        "home_is_copy",
        f"Thư mục dữ liệu {home} là bản chép của {first}, nơi vẫn còn nguyên: hai bản không dùng chung một cơ sở "
        f"dữ liệu. Hãy dùng {first}; muốn có bản riêng thì lienthong backup rồi restore, còn nếu đã bỏ {first} "
        "thì đổi tên nó.",
        home=str(home), first=str(first),
    )  # fmt: skip
