"""Official acts of joining: sign a report (the second signature carries it out), give a waiting file up."""

from lienthong.ground import files, sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, act_id, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.joining.queries import joining_of
from lienthong.reorganisation.joining.refusals import said_in_words
from lienthong.reorganisation.joining.terms import SIGNERS


@official_act
def sign_import(joining: int, *, digest: str, by: Actor) -> Answer:
    """Sign exactly this report. With the second person's signature the other world becomes part of this one, in the
    same transaction: all of it or nothing."""
    by.require("sign_reorganisation")
    found = joining_of(joining)
    with said_in_words():
        signers: int = sql.one("select sign_joining(%s::int, %s::int, %s)", (joining, by.mandate, digest))
        facts = {"joining": joining, "origin": found.origin, "file": found.file_sha256, "digest": digest}
        append_line("world.import_signed", facts | {"signers": signers}, by=by)
        if signers < SIGNERS:
            return {"joining": joining, "state": "waiting", "signers": signers}
        _require_files()
        outcome = sql.one(
            "select join_world(%s::int, %s::uuid, %s::int, %s::int)",
            (joining, act_id(), by.unit, by.mandate),
        )
    append_line("world.imported", facts | {"items": outcome["items"]}, by=by)
    return {"joining": joining, "state": "joined", "signers": signers, "outcome": outcome}


def _require_files() -> None:
    """The bytes were put into the world's folder when the file was read; by their digest they harm nobody there."""
    missing = sum(not files.is_kept(digest) for (digest,) in sql.rows("select joining_files()"))
    if missing:
        raise Refusal(
            "files_missing", f"Thiếu {missing} tệp giấy tờ trong thư mục của thế giới; hãy rút và đọc lại tệp nhập.",
            missing=missing,
        )  # fmt: skip


@official_act
def withdraw_import(joining: int, *, by: Actor) -> Answer:
    """Give a waiting file up: its rows go, the record of what was checked and signed stays."""
    by.require("sign_reorganisation")
    found = joining_of(joining)
    with said_in_words():
        sql.one("select withdraw_joining(%s::int)", (joining,))
    facts = {"joining": joining, "origin": found.origin, "file": found.file_sha256}
    append_line("world.import_withdrawn", facts, by=by)
    return {"joining": joining, "state": "withdrawn"}
