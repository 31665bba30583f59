from typing import Any

from lienthong.documents.terms import TYPES, URGENCY
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.clock import local
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import vn_date, vn_datetime


def details(actor: Actor, item: Any) -> dict[str, Any]:
    """The letter behind a draft or delivery the actor may see."""
    found = sql.row(sql.named("lienthong.documents", "details"), {"item": item.id})
    if found is None:
        raise NotFound
    return {
        "document": {
            "id": found.id,
            "side": found.side,
            "type": found.type,
            "subject": found.subject,
            "body": found.body,
            "to_line": found.to_line,
            "urgency": found.urgency,
            "sign": found.sign,
            "content_hash": found.content_hash,
            "issued_at": found.issued_at,
            "answers": found.answers,
            "issuer": {"id": found.issuer_id, "name": found.issuer_name},
            "signer": found.signer_name,
            "signed_at": found.signed_at,
            "addressees": found.addressees or [],
        },
        "is_copy": found.is_copy,
        "register_number": found.register_number,
        "register_year": found.register_year,
        "note": found.note or "",
        "in_place_of": found.in_place_of,
        "sender_unit": found.issuer_id,
    }


def rows(details: dict[str, Any]) -> list[tuple[str, str]]:
    letter = details["document"]
    register = details["register_number"]
    pairs = [
        ("Số, ký hiệu", letter["sign"] or "Chưa cấp số"),
        ("Ngày ban hành", vn_date(letter["issued_at"])),
        ("Loại văn bản", TYPES[letter["type"]]),
        ("Độ khẩn", URGENCY[letter["urgency"]]),
        ("Nơi ban hành", letter["issuer"]["name"]),
        ("Kính gửi", letter["to_line"].removeprefix("Kính gửi:").strip()),
        ("Nhận thay", f"{details['in_place_of']} đã kết thúc hoạt động" if details["in_place_of"] else ""),
        ("Trích yếu", letter["subject"]),
        ("Người ký", letter["signer"] or ""),
        ("Ký lúc", vn_datetime(letter["signed_at"])),
        ("Số đến", f"{register:02d}/{details['register_year']}" if register else ""),
        ("Nơi nhận", "; ".join(map(_received_by, letter["addressees"]))),
        ("Ghi chú", details["note"]),
    ]
    return [(label, value) for label, value in pairs if value]


def _received_by(addressee: dict[str, Any]) -> str:
    """A letter to a body that had ended shows who took it: the sender's receipt."""
    ended = addressee.get("in_place_of")
    return str(addressee["name"]) + (f" (nhận thay {ended} đã kết thúc hoạt động)" if ended else "")


FORWARDED = """
select was.name as old, heir.name as heir, heir.basis
from unit was
join unit heir on heir.id = holder_of(seat_of(was.id), %(day)s)
where was.id = any (%(ended)s) and heir.id <> was.id
order by was.name
"""


def told(line: Any) -> str:
    """What a line of the timeline says besides its label: the sender's receipt of a letter that was forwarded."""
    ended = [line.facts["in_place_of"]] if "in_place_of" in line.facts else []
    ended += [one["unit"] for one in line.facts.get("forwarded") or []]
    if not ended:
        return ""
    found = sql.rows(FORWARDED, {"ended": ended, "day": local(line.at).date()})
    return "; ".join(_forwarded(row) for row in found)


def _forwarded(row: Any) -> str:
    basis = f" theo {row.basis}" if row.basis else ""
    return f"Chuyển tiếp tới {row.heir} thay {row.old} đã kết thúc hoạt động{basis}"
