"""How often a stranger may knock at a public door."""

import hashlib

from lienthong.ground import sql
from lienthong.kernel.refusals import Refusal


def knock(door: str, who: str, *, at_most: int, per_seconds: int) -> None:
    """Count this knock; refuse past the limit. `who` (an address) is kept only as a digest."""
    digest = hashlib.sha256(f"{door}|{who}".encode()).hexdigest()[:32]
    if sql.one("select count_knock(%s, %s, %s)", (door, digest, per_seconds)) > at_most:
        raise Refusal(
            "too_often", "Bạn thử quá nhiều lần. Vui lòng chờ rồi thử lại.", status=429, per_seconds=per_seconds
        )
