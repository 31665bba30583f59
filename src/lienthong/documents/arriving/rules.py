"""Decisions about letters that another system sends: facts in, facts or a refusal out. Pure."""

import hashlib
from collections.abc import Sequence

from lienthong.documents.arriving.terms import File, SentLetter
from lienthong.documents.rules import content_hash
from lienthong.kernel.refusals import Refusal


def without_doubles(files: Sequence[File]) -> list[File]:
    """A letter goes with each file once, as among our own; the first stays."""
    return list({digest_of(file): file for file in reversed(files)}.values())[::-1]


def digest_of(file: File) -> str:
    return hashlib.sha256(file.content).hexdigest()


def hash_of(letter: SentLetter) -> str:
    """What its sender's own installation says of it, where that is one like ours."""
    return content_hash(
        subject=letter.subject, body=letter.body, to_line=letter.to_line, sign=letter.sign,
        enclosures=[digest_of(file) for file in without_doubles(letter.enclosures)],
    )  # fmt: skip


def check_same(earlier: Sequence[str], now: str, sign: str) -> None:
    """`earlier`: content hashes of what came under the same id. Refuses `exchanged_otherwise`."""
    if any(kept != now for kept in earlier):
        raise Refusal(
            "exchanged_otherwise",
            f"Văn bản {sign} đã nhận trước đây với nội dung khác dưới cùng mã; nơi gửi cần gửi bản cập nhật, thay thế.",
            status=409,
            field="file",
        )


def not_addressed(unit_name: str) -> Refusal:
    return Refusal(
        "not_addressed",
        f"Gói tin này không gửi {unit_name or 'cơ quan nào ở đây'}; văn thư của nơi nhận ghi trong gói mới nhận được.",
        status=422,
        field="file",
    )


def never_came(letter: str) -> Refusal:
    return Refusal(
        "exchanged_unknown",
        f"Cơ quan chưa nhận văn bản {letter} của nơi gửi này, nên không có gì để trả lại.",
        status=422,
        field="file",
    )
