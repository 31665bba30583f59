"""Decisions about drafts: facts in, facts or a refusal out. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from typing import Literal

from lienthong.documents.drafting.terms import Piece, Text, Version
from lienthong.documents.terms import URGENCY
from lienthong.documents.types.packaged import NAMES
from lienthong.documents.types.rules import type_in_force
from lienthong.documents.types.terms import SIDES
from lienthong.kernel.clock import local
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_datetime
from lienthong.kernel.working_time import VIETNAM, WorkingTime

LONGEST_BODY = 20_000
"""Characters of a letter's text; what is longer goes as an enclosure."""


SECRECY_STAMP = re.compile(r"^[ \t.*\[(]*(?:TUYỆT MẬT|TỐI MẬT|MẬT)[ \t.*\])]*$", re.MULTILINE)
"""How a secret letter says that it is one: the stamp stands alone on its line."""


def check_text(text: Text, on: date) -> None:
    """Refuse what could not be issued: a type not of its side or its day, no subject, no body, no such urgency; and
    what bears the stamp of a secret letter, as one whose text was taken out of a file may.
    """
    type_in_force(text.type, text.side, on)
    for field in ("subject", "body"):
        if SECRECY_STAMP.search(unicodedata.normalize("NFC", getattr(text, field))):
            raise secret_document(field)
    if text.urgency not in URGENCY:
        raise Refusal(
            "unknown_urgency", "Độ khẩn phải từ 0 (thường) đến 3 (hỏa tốc).", status=422, field="urgency"
        )
    if not text.subject.strip():
        raise Refusal("subject_missing", "Văn bản cần có trích yếu.", status=422, field="subject")
    if not text.body.strip():
        raise Refusal("body_missing", "Văn bản cần có nội dung.", status=422, field="body")


def check_not_secret(secrecy: str) -> None:
    """Decree 30/2020 leaves secret letters to the law on state secrets: they are written and sent outside."""
    if secrecy:
        raise secret_document("secrecy")


def secret_document(field: str) -> Refusal:
    return Refusal(
        "secret_document",
        "Văn bản mật không được soạn và gửi qua hệ thống này; hãy lập và gửi theo quy định về bí mật nhà nước.",
        status=422,
        field=field,
    )


def check_seen(seen: int | None, version: int) -> None:
    """Nobody writes over what they have not seen. `seen`: the version the writer had before them; None: they do not
    say. Refuses `draft_changed_meanwhile`.
    """
    if seen is not None and seen != version:
        raise Refusal(
            "draft_changed_meanwhile",
            "Có người vừa sửa dự thảo này sau khi bạn mở. Hãy chép lại phần bạn đã nhập, mở lại dự thảo"
            " để xem bản mới rồi sửa tiếp.",
        )


def fields_changed(old: Text, new: Text) -> list[str]:
    """By name. Refuses `nothing_changed`."""
    changed = [name for name in Text._fields if getattr(old, name) != getattr(new, name)]
    if not changed:
        raise Refusal("nothing_changed", "Dự thảo chưa có gì thay đổi so với bản đang có.", status=422)
    return changed


def check_section(own: str, drafted_in: str) -> None:
    """A head checks what their own section drafted. Refuses `other_section`."""
    if own != drafted_in:
        raise Refusal(
            "other_section",
            f"Dự thảo này của {drafted_in or 'bộ phận khác'}; trưởng bộ phận ấy kiểm tra.",
            status=403,
        )


def issue_due(signed_at: datetime, urgency: int, calendar: WorkingTime = VIETNAM) -> datetime:
    """By when what is signed is issued: by the end of the next working day; an urgent letter within the hour, on the
    day it was signed (Decree 30/2020/NĐ-CP, art. 18.1).
    """
    if not urgency:
        return calendar.add_days(signed_at, 1)
    day = local(signed_at).date()
    if calendar.is_working_day(day) and signed_at < (evening := calendar.end_of(day)):
        return min(calendar.add_hours(signed_at, 1), evening)
    return signed_at + timedelta(hours=1)


_LABELS = {
    "side": "Khối", "type": "Loại văn bản", "subject": "Trích yếu", "to_line": "Kính gửi", "urgency": "Độ khẩn",
    "addressees": "Nơi nhận",
}  # fmt: skip


def heads_of(version: Version) -> dict[str, str]:
    """What stands above the body of a version, by label."""
    values = {
        "side": SIDES.get(version.side, version.side),
        "type": NAMES.get(version.type, version.type),
        "subject": version.subject,
        "to_line": version.to_line,
        "urgency": URGENCY[version.urgency],
        "addressees": "; ".join(version.addressees),
    }
    return {_LABELS[name]: value for name, value in values.items()}


def heads_changed(old: Version, new: Version) -> list[tuple[str, str, str]]:
    """Label, before, after."""
    before, after = heads_of(old), heads_of(new)
    return [(label, before[label], after[label]) for label in before if before[label] != after[label]]


_WORDS = re.compile(r"\s+|[^\s]+")


def pieces_between(old: str, new: str) -> list[Piece]:
    """What was kept, added and taken away: paragraph by paragraph, and word by word within those that were changed."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(before[i:j])))
        else:
            pieces.extend(_words_between("".join(before[i:j]), "".join(after[k:m])))
    return list(_joined(pieces))


def _words_between(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    for kind, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(before[i:j]))
            continue
        yield from _said("removed", before[i:j])
        yield from _said("added", after[k:m])


def _said(kind: Literal["added", "removed"], words: list[str]) -> Iterator[Piece]:
    if words:
        yield Piece(kind, "".join(words))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and held.kind == piece.kind:
            held = Piece(held.kind, held.words + piece.words)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def version_words(version: Version) -> str:
    """«Bản 2, Nguyễn Thị An, 08:10 25/6/2025»."""
    return f"Bản {version.version}, {version.who or 'hệ thống'}, {vn_datetime(version.at)}"
