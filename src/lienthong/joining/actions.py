"""Official acts of joining: offer a file, sign its report (the second signature carries it out), give it up."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, act_id, official_act
from lienthong.ground.journal import append_line
from lienthong.joining.files.waiting import clear_waiting_files, take_over_file
from lienthong.joining.queries import ROOM, joining_of
from lienthong.joining.refusals import said_in_words
from lienthong.joining.terms import SIGNERS
from lienthong.kernel.refusals import Refusal


@official_act
def sign_import(joining: int, *, digest: str, by: Actor) -> Answer:
    """Sign exactly this report. With the second person's signature the other world becomes part of this one, in the
    same transaction: all of it or nothing."""
    by.require("sign_reorganisation")
    record = joining_of(joining)
    with said_in_words():
        signers = sql.only_value(
            int, "select sign_joining(%s::int, %s::int, %s)", (joining, by.mandate, digest)
        )
        facts = {"joining": joining, "origin": record.origin, "file": record.file_sha256, "digest": digest}
        append_line("world.import_signed", facts | {"signers": signers}, by=by)
        if signers < SIGNERS:
            return {"joining": joining, "state": "waiting", "signers": signers}
        _require_files()
        outcome = sql.only_value(
            dict[str, Any],
            "select join_world(%s::int, %s::uuid, %s::int, %s::int)",
            (joining, act_id(), by.unit, by.mandate),
        )
    append_line("world.imported", facts | {"items": outcome["items"]}, by=by)
    _forget_files()
    return {"joining": joining, "state": "joined", "signers": signers, "outcome": outcome}


def _require_files() -> None:
    """The bytes wait beside the world's own; among these, if the act fails after all, they harm nobody."""
    root = Path(settings.FILES_ROOT)
    missing = sum(not take_over_file(root, digest) for digest in sql.values(str, "select joining_files()"))
    if missing:
        raise Refusal(
            "files_missing", f"Thiếu {missing} tệp giấy tờ trong thư mục của thế giới; hãy rút và đọc lại tệp nhập.",
            missing=missing,
        )  # fmt: skip


def _forget_files() -> None:
    """Once it is certain that nobody needs them."""
    transaction.on_commit(lambda: clear_waiting_files(Path(settings.FILES_ROOT)))


@official_act
def offer_world(*, name: str, size: int, sha256: str, by: Actor) -> Answer:
    """A file was put where the owner's reader looks for it; the reader answers on its row. One that is being read
    already is the same."""
    by.require("plan_reorganisation")
    waiting = sql.value(
        int, "select max(id) from joined_world where state = 'waiting' and file_sha256 <> %s", (sha256,)
    )
    if waiting is not None:
        raise Refusal("import_waiting", f"Tệp khác đang chờ ký (số {waiting}); hãy ký hoặc rút tệp đó trước.")
    params = {"name": name, "size": size, "sha256": sha256, "mandate": by.mandate}
    offered = sql.value(int, sql.named(ROOM, "offer"), params)
    if offered is None:
        raise Refusal("offered_twice", "Tệp này vừa được nộp từ một cửa sổ khác; hãy tải lại trang.")
    append_line("world.file_offered", {"file": sha256, "bytes": size}, by=by)
    return {"offered": offered}


@official_act
def withdraw_import(joining: int, *, by: Actor) -> Answer:
    """Give a waiting file up: its rows go, the record of what was checked and signed stays."""
    by.require("sign_reorganisation")
    record = joining_of(joining)
    with said_in_words():
        sql.only_value(bool, "select withdraw_joining(%s::int)", (joining,))
    facts = {"joining": joining, "origin": record.origin, "file": record.file_sha256}
    append_line("world.import_withdrawn", facts, by=by)
    _forget_files()
    return {"joining": joining, "state": "withdrawn"}
