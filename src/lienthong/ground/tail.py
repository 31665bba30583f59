"""The journal's tail, for those who follow what acts wrote. The lines themselves never leave the database this way."""

from lienthong.ground import sql


def tail_waits(reader: str) -> bool:
    """Whether lines behind the snapshot cut wait for this reader: the cheap question of every second."""
    waits: bool = sql.one("select tail_waits(%s)", (reader,))
    return waits
