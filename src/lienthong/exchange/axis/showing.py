"""The list of the exchange as a page, a sheet and the API show it."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from lienthong.exchange.axis.queries import Asked, Count
from lienthong.exchange.axis.terms import CODES, DIRECTIONS, LETTER, STATES, STATUS, Consignment
from lienthong.kernel.wording import vn_datetime

HOME = "/truc-lien-thong"

TONES: Mapping[str, str] = {
    "waiting": "soon", "sent": "proof", "given_up": "late", "taken": "proof", "repeated": "none", "refused": "late",
}  # fmt: skip


def about(row: Consignment) -> str:
    """«Văn bản», «Trạng thái 03: Tiếp nhận»."""
    if row.kind == LETTER:
        return "Văn bản"
    return f"Trạng thái {row.code}: {CODES[row.code]}" if row.kind == STATUS else "Tệp không đọc được"


def state_words(row: Consignment) -> str:
    again = f", lần {row.tries}" if row.state == "waiting" and row.tries else ""
    return f"{STATES[row.state]}{again}"


def shown(row: Consignment) -> dict[str, object]:
    return {
        **row._asdict(),
        "about": about(row),
        "direction_label": DIRECTIONS[row.direction],
        "state_label": state_words(row),
        "tone": TONES[row.state],
        "may_retry": row.state == "given_up" or (row.state == "waiting" and row.tries > 0),
    }


def line_of(row: Consignment) -> list[str]:
    """Of a sheet, under `EXPORTED`."""
    return [
        DIRECTIONS[row.direction], about(row), row.sign, row.other, row.other_id, STATES[row.state], str(row.tries),
        vn_datetime(row.at), row.note,
    ]  # fmt: skip


def total(counts: Iterable[Count], asked: Asked) -> int:
    return sum(
        count.n
        for count in counts
        if asked.direction in ("", count.direction) and asked.state in ("", count.state)
    )


def filters(counts: list[Count], asked: Asked) -> list[list[dict[str, object]]]:
    """Both directions, and what stands where in the one that is looked at, each a link one can share."""
    directions = [_link("Tất cả", asked._replace(direction="", state=""), asked, counts)]
    directions += [
        _link(label, Asked(direction, "", asked.words), asked, counts, state=False)
        for direction, label in DIRECTIONS.items()
    ]
    states = [_link(label, asked._replace(state=state), asked, counts) for state, label in STATES.items()]
    return [directions, [each for each in states if each["count"] or each["active"]]]


def _link(
    label: str, to: Asked, here: Asked, counts: list[Count], *, state: bool = True
) -> dict[str, object]:
    is_here = to == here if state else to.direction == here.direction
    return {"label": label, "url": address(to), "active": is_here, "count": total(counts, to)}


def address(asked: Asked, path: str = HOME) -> str:
    named = {"chieu": asked.direction, "tinh-trang": asked.state, "q": asked.words}
    query = urlencode({name: value for name, value in named.items() if value})
    return f"{path}?{query}" if query else path
