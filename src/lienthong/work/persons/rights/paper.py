"""What is held about a person as they take it home: on paper, and for machines; both say the same."""

import json
from datetime import datetime
from typing import Any

from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.kernel.wording import vn_datetime, vn_formal
from lienthong.papers.pdf import pdf, trial_words
from lienthong.work.desks.registry import state_label, verb_label
from lienthong.work.kinds import kind_label
from lienthong.work.persons.rights.queries import Held, HeldItem
from lienthong.work.persons.rights.terms import USES
from lienthong.work.persons.terms import DOORS

TITLE = "Thông tin về dữ liệu cá nhân đang được lưu giữ"


def facts(held: Held, actor: Actor) -> dict[str, Any]:
    """JSON-able: times as instants, words as the screens use them."""
    return {
        "title": TITLE,
        "unit": actor.unit_name,
        "made_at": _instant(actor.at),
        "name": held.name,
        "number": held.number,
        "others": held.others,
        "items": [_item(row) for row in held.items],
    }


def as_json(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def as_pdf(said: dict[str, Any], actor: Actor) -> bytes:
    return pdf(
        "lienthong.work.persons.rights",
        "held",
        {
            **said,
            "foot": f"{TITLE} · {vn_datetime(actor.at)}",
            "trial": trial_words(),
            "written": vn_formal(clock.local(actor.at)),
            "by": actor.name,
            "items": [_printed(item) for item in said["items"]],
        },
    )


def _item(held: HeldItem) -> dict[str, Any]:
    item = held.item
    return {
        "id": str(item.id),
        "kind": kind_label(item.kind),
        "code": item.reference,
        "state": state_label(item.kind, item.state),
        "received_at": _instant(item.received_at),
        "closed_at": _instant(item.closed_at) if item.closed_at else None,
        "restricted": item.restricted,
        "held": [{"label": label, "value": str(value)} for label, value in held.rows],
        "papers": [paper["name"] for paper in held.papers],
        "uses": [
            {
                "at": _instant(use.at), "act": USES[use.act], "by": use.unit or "", "reason": use.reason,
                "before": use.before,
            }
            for use in held.uses
        ],
        "looks": [
            {
                "at": _instant(look.at), "door": DOORS.get(look.door, look.door),
                "by": ", ".join(word for word in (look.title, look.unit) if word),
            }
            for look in held.looks
        ],
        "timeline": [
            {"at": _instant(line.at), "label": verb_label(item.kind, line.verb), "by": line.unit or ""}
            for line in held.timeline
        ],
    }  # fmt: skip


def _printed(item: dict[str, Any]) -> dict[str, Any]:
    """The same, in rows."""
    closed = f", xong {_words(item['closed_at'])}" if item["closed_at"] else ""
    return {
        "heading": " ".join(word for word in (item["kind"], item["code"]) if word),
        "standing": f"Nhận {_words(item['received_at'])}; {item['state'].lower()}{closed}"
        + (". Đang bị hạn chế xử lý" if item["restricted"] else ""),
        "held": [[row["label"], row["value"]] for row in item["held"]],
        "papers": item["papers"],
        "lists": [
            {"title": title, "rows": [[_words(row["at"]), row[what], row["by"]] for row in item[name]]}
            for name, title, what in (
                ("uses", "Yêu cầu của chủ thể dữ liệu đã thực hiện", "act"),
                ("looks", "Đã xem dữ liệu", "door"),
                ("timeline", "Các bước xử lý", "label"),
            )
            if item[name]
        ],
    }


def _words(instant: str) -> str:
    return vn_datetime(datetime.fromisoformat(instant))


def _instant(at: datetime) -> str:
    return clock.local(at).isoformat(timespec="seconds")
