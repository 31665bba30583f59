"""The outbox of the exchange: what is to leave, who sends it, what came of it. No network and no folder here."""

from lienthong.documents.addressing.terms import Course
from lienthong.documents.dispatch.actions import note_course
from lienthong.exchange.axis.rules import wait_after
from lienthong.exchange.axis.terms import AT_ONCE, LEASE_SECONDS, LETTER, Claimed, Connector, Sent
from lienthong.exchange.webhooks.outbox import as_unit
from lienthong.ground import sql
from lienthong.ground.journal import tail_waits
from lienthong.kernel import clock

LINES_AT_ONCE = 1_000

CLAIM = """
select id, unit, kind, document, item, outside, arrival, code, words, to_id, to_name, said_at, tries, connector, way,
       place, token_file
from claim_consignments(%s, make_interval(secs => %s))
"""

STANDING = """
select id, name, prefixes, kind, place, token_file, since, until from axis_connector
where since <= world_today() and (until is null or until > world_today())
order by id
"""


def connectors() -> list[Connector]:
    """The ways that stand today."""
    return sql.rows(Connector, STANDING)


def consign_new_lines() -> int:
    """One batch of the journal's tail; how many consignments came of it. A transaction of its own."""
    if not tail_waits("axis"):
        return 0
    return sql.only_value(int, "select consign_new_lines(%s)", (LINES_AT_ONCE,))


def claim(limit: int = AT_ONCE) -> list[Claimed]:
    """What this sender now has in hand, each until its lease ends, in the order in which it was said."""
    return sql.rows(Claimed, CLAIM, (limit, LEASE_SECONDS))


def settle(claimed: Claimed, sent: Sent) -> None:
    """Write down what came of a try; where it was the last one, the sender's table says so."""
    wait = None if sent.is_delivered or sent.is_hopeless else wait_after(claimed.tries)
    state = "sent" if sent.is_delivered else "waiting" if wait else "given_up"
    is_ours = sql.only_value(
        bool,
        "select settle_consignment(%s, %s, %s, %s, %s)",
        (claimed.id, claimed.tries, state, sent.answer[:300], clock.real() + wait if wait else None),
    )
    if is_ours and claimed.kind == LETTER and state != "waiting":
        _tell_sender(claimed, "sent" if sent.is_delivered else "unsent", sent.answer)


def _tell_sender(claimed: Claimed, course: Course, words: str) -> None:
    if claimed.unit is None or claimed.item is None or claimed.outside is None:
        return
    with as_unit(claimed.unit, door="axis") as system:
        note_course(
            claimed.item,
            outside=claimed.outside,
            course=course,
            words=words if course == "unsent" else "",
            at=system.at,
            by=system,
        )
