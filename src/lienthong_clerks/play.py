"""The player functions: an opened item in, the act a sensible person would do out, or None to leave it.

A play never learns that a case is planted. It reads what is on the item; `careless` skips the reading,
which is what `--error-rate` asks for.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lienthong_clerks.papers import (
    Addressed,
    addressed,
    cannot_be_supplied,
    drill_code,
    is_reply,
    is_slip_of_form,
    labels,
    missing,
    place_of,
    places_named,
    scene,
)

NOT_ANSWERED = "chưa trả lời"
"""How the page of a letter says that its sender asked for it back and nobody has answered."""

SHOWS_EACH_THEIR_OWN = frozenset({"bridge_point"})
"""Kinds of which two people of one unit do not see the same: the code is shown to who has joined."""


@dataclass(frozen=True)
class Own:
    """What a clerk knows of the own office."""

    unit: int | None
    name: str
    place: str
    body: str
    sister: int | None = None
    committee_at: Mapping[str, int] = field(default_factory=dict)
    mark: str = ""


@dataclass(frozen=True)
class Opened:
    """An item as the API shows it to the person who opened it."""

    raw: dict[str, Any]
    own: Own
    careless: bool = False
    role: str = ""

    @property
    def id(self) -> str:
        return str(self.raw["id"])

    @property
    def state(self) -> str:
        return str(self.raw["state"])

    @property
    def desk(self) -> dict[str, Any]:
        return self.raw.get("desk") or {}

    @property
    def changes_by_act(self) -> bool:
        """Whether an act shows what was not there before: the code appears when one has joined."""
        return self.raw.get("kind") in SHOWS_EACH_THEIR_OWN

    @property
    def document(self) -> dict[str, Any]:
        return self.desk.get("document") or self.desk

    def offers(self, act: str) -> bool:
        """Whether the page shows this act to the person; an item that lists no acts hides none."""
        acts = self.raw.get("acts")
        return acts is None or any(_kebab(offered) == act and self._is_ours(offered) for offered in acts)

    def _is_ours(self, offered: Any) -> bool:
        """The inbox of the unit says which roles an act is for; a person's own page names only theirs."""
        roles = offered.get("roles") if isinstance(offered, dict) else None
        return roles is None or self.role in roles

    @property
    def all_text(self) -> str:
        return json.dumps([self.raw.get("subject"), self.desk], ensure_ascii=False)

    def text(self, *names: str) -> str:
        for source in (self.desk, self.raw):
            for name in names:
                if isinstance(value := source.get(name), str) and value:
                    return value
        return ""


def _kebab(offered: Any) -> str:
    name = offered if isinstance(offered, str) else str(offered.get("act", ""))
    return name.replace("_", "-")


@dataclass(frozen=True)
class Deed:
    """An act on the item itself: POST /items/{id}/{act}."""

    act: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """A new document answering the item: POST /documents, then submitted by the same person."""

    body: dict[str, Any]


Decision = Deed | Draft | None
Play = Callable[[Opened], Decision]


# documents


def _whom(item: Opened) -> Addressed:
    if item.careless:
        return Addressed.US
    if item.desk.get("is_copy"):
        return Addressed.COPY
    ended = item.text("in_place_of")
    place = place_of(ended) if ended else item.own.place
    return addressed(str(item.document.get("to_line") or ""), place, item.own.body)


def _is_asked_back(item: Opened) -> bool:
    """Nobody begins to work on a letter while its sender waits to hear whether it comes back."""
    return NOT_ANSWERED in item.text("recall")


def answer_recall(item: Opened) -> Decision:
    """What is wrong in its form is put right by another letter (Decree 30/2020, article 18): it need not go back."""
    if not _is_asked_back(item):
        return None
    if is_slip_of_form(item.text("recall")) and not item.careless:
        return Deed(
            "refuse-recall", {"reason": "Sai về thể thức thì đính chính bằng công văn; vẫn thực hiện."}
        )
    return Deed("agree-to-recall", {})


def take_in_letter(item: Opened) -> Decision:
    if _is_asked_back(item):
        return None
    if _whom(item) is Addressed.ANOTHER and item.offers("return-delivery"):
        return Deed(
            "return-delivery", {"reason": f"Văn bản ghi {item.document['to_line']}, không phải đơn vị nhận."}
        )
    return Deed("register-delivery", {})


def direct_letter(item: Opened) -> Decision:
    if _is_asked_back(item):
        return None
    note = "Nghiên cứu, tham mưu trả lời đúng hạn." if _asks_answer(item) else "Để biết, theo dõi."
    return Deed("direct-delivery", {"note": note})


def answer_letter(item: Opened) -> Decision:
    if not _asks_answer(item):
        return Deed("complete-delivery", {"note": "Đã xem, lưu hồ sơ."})
    letter = item.document
    issuer = letter["issuer"]
    sign = letter.get("sign") or letter.get("subject", "")
    code = None if item.careless else drill_code(letter.get("body", ""), letter.get("subject", ""))
    quoted = f" Mã diễn tập: {code}." if code else ""
    enclosed = len(letter.get("enclosures") or ())
    received = f" Đã nhận đủ {enclosed} tệp kèm theo." if enclosed else ""
    return Draft(
        {
            "side": letter.get("side", "government"),
            "type": "CV",
            "subject": f"{item.own.mark} Phúc đáp văn bản số {sign}".strip(),
            "body": f"{item.own.name} đã nhận và triển khai văn bản số {sign} của {issuer['name']}."
            f"{received}{quoted}",
            "to": [issuer["id"]],
            "to_line": f"Kính gửi: {issuer['name']}",
            "copies": [item.own.sister] if item.own.sister else [],
            "answers": item.id,
            "urgency": 0,
        }
    )


def _asks_answer(item: Opened) -> bool:
    """A copy and an answer to ourselves are read and filed; answering them would never end."""
    return _whom(item) is Addressed.US and not is_reply(str(item.document.get("subject") or ""))


def complete_letter(item: Opened) -> Decision:
    return Deed("complete-delivery", {"note": "Đã thực hiện xong."})


def _plainly(act: str) -> Play:
    return lambda item: Deed(act, {}) if item.offers(act) else None


# procedures


def _lacking(item: Opened) -> list[str]:
    if item.careless:
        return []
    desk = item.desk
    procedure = desk.get("procedure")
    required = desk.get("components") or (
        procedure.get("components") if isinstance(procedure, dict) else None
    )
    return missing(labels(required), labels(desk.get("papers") or item.raw.get("papers")))


def take_in_dossier(item: Opened) -> Decision:
    lacking = _lacking(item)
    if lacking and cannot_be_supplied(item.text("note")) and item.offers("refuse-dossier"):
        return Deed(
            "refuse-dossier", {"reason": f"Thành phần bắt buộc không có bản gốc: {', '.join(lacking)}."}
        )
    if item.state == "submitted":
        return Deed("receive-dossier", {})
    if lacking and item.offers("request-supplement"):
        return Deed("request-supplement", {"missing": lacking, "note": "Đề nghị bổ sung giấy tờ còn thiếu."})
    return None


def assess_dossier(item: Opened) -> Decision:
    if _lacking(item):
        return take_in_dossier(item)
    return Deed("assess-dossier", {"note": "Hồ sơ đầy đủ, hợp lệ.", "approve": True})


# reports


def take_report(item: Opened) -> Decision:
    right = None if item.careless else _right_ward(item)
    if right is not None and item.offers("transfer-report"):
        return Deed("transfer-report", right)
    return Deed("take-report", {}) if item.state == "routed" else None


def _right_ward(item: Opened) -> dict[str, Any] | None:
    """The transfer to the ward the reporter names as the scene, else the map shows, when that is not ours."""
    place = _place(item)
    if place is None or place == item.own.place:
        return None
    return {"reason": f"Nơi xảy ra thuộc {place}, ngoài địa bàn.", "unit": item.own.committee_at.get(place)}


def _place(item: Opened) -> str | None:
    """A ward only named may be an old one, whose name another new ward bears: words and map decide."""
    named, on_map = item.desk.get("named_ward") or {}, item.desk.get("point_ward") or {}
    said = str(item.desk.get("place_name") or "")
    places = places_named(said) if said != named.get("name") else []
    if place := scene(item.text("text")) or next(iter(places), None):
        return place
    return place_of(on_map["name"]) if on_map.get("name") else None


def answer_report(item: Opened) -> Decision:
    if not item.offers("answer-report"):
        return None
    code = drill_code(item.text("text", "words"), item.text("subject"))
    quoted = f" Mã phản ánh: {code}." if code and not item.careless else ""
    return Deed("answer-report", {"text": f"{item.own.name} đã kiểm tra và xử lý xong phản ánh.{quoted}"})


def route_report(item: Opened) -> Decision:
    """The operator sends it where the words or the map say, else leaves it to the rules of the system."""
    place = _place(item)
    return Deed("route-report", {"unit": item.own.committee_at.get(place) if place else None})


# conference, incidents


def answer_code(item: Opened) -> Decision:
    code = str(item.desk.get("code") or "")
    if not code:
        return None
    if item.careless:
        code = f"{(int(code) + 1) % 10 ** len(code):0{len(code)}d}"
    return Deed("answer-code", {"code": code})


def resolve_incident(item: Opened) -> Decision:
    if item.offers("resolve-incident"):
        return Deed("resolve-incident", {"text": "Đã kiểm tra và khắc phục."})
    return Deed("take-incident", {})


PLAYS: dict[str, Play] = {
    "register_delivery": take_in_letter,
    "return_delivery": take_in_letter,
    "answer_recall": answer_recall,
    "direct_delivery": direct_letter,
    "answer_delivery": answer_letter,
    "draft_document": answer_letter,
    "complete_delivery": complete_letter,
    "submit_draft": _plainly("submit-draft"),
    "sign_document": _plainly("sign-document"),
    "issue_document": _plainly("issue-document"),
    "receive_dossier": take_in_dossier,
    "refuse_dossier": take_in_dossier,
    "request_supplement": take_in_dossier,
    "assess_dossier": assess_dossier,
    "sign_dossier": _plainly("sign-dossier"),
    "return_dossier": _plainly("return-dossier"),
    "route_report": route_report,
    "take_report": take_report,
    "transfer_report": take_report,
    "answer_report": answer_report,
    "join_meeting": _plainly("join-meeting"),
    "rejoin_meeting": _plainly("join-meeting"),
    "answer_code": answer_code,
    "take_incident": resolve_incident,
    "resolve_incident": resolve_incident,
}
