"""What the owner's reader does with a file somebody put on the page: the web server may not read one."""

from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from lienthong.ground.sql import named
from lienthong.joining.checking.staging import take_in
from lienthong.joining.files.archive import Archive
from lienthong.joining.files.waiting import offered_file
from lienthong.joining.queries import ROOM
from lienthong.kernel.refusals import Refusal

MOST_TRIES = 3
UNREAD = Refusal(
    "file_unread",
    "Bộ đọc đã dừng giữa chừng nhiều lần ở tệp này. Người vận hành xem nhật ký intake.log rồi chạy «lienthong "
    "reorganise import-world TỆP --dry-run».",
)
BROKEN = Refusal(
    "reader_broken",
    "Bộ đọc gặp lỗi ngoài dự kiến ở tệp này; không có gì thay đổi. Hãy báo người vận hành xem intake.log.",
)


def answer_offered(url: str, sha256: str, files_root: Path, *, schema: str) -> bool:
    """Read the file, say on its row what became of it, and delete it. False: nobody offered it, or another reads it."""
    path = offered_file(files_root, sha256)
    with psycopg.connect(url, autocommit=True) as clerk:
        row = clerk.execute(named(ROOM, "claim_offered"), {"sha256": sha256}).fetchone()
        if row is None:
            return False
        number, called, tries = row
        if not path.exists():
            return False
        said = _Saying(clerk, number)
        try:
            if tries > MOST_TRIES:
                raise UNREAD
            said.answer = _outcome(url, Archive(path, called), files_root, schema, said)
        except Refusal as refused:
            said.answer = _no(refused)
        finally:
            # A bug goes on as one, after those who wait were told.
            clerk.execute(named(ROOM, "answer_offered"), {"id": number, **said.answer})
            path.unlink(missing_ok=True)
    return True


class _Saying:
    """Progress for the page, and the answer."""

    def __init__(self, clerk: psycopg.Connection[Any], number: int) -> None:
        self._clerk, self._number = clerk, number
        self.answer = _no(BROKEN)

    def __call__(self, sentence: str) -> None:
        self._clerk.execute(
            "update offered_file set told = %s where id = %s", (sentence.strip(), self._number)
        )


def _outcome(url: str, archive: Archive, files_root: Path, schema: str, say: _Saying) -> dict[str, Any]:
    taken = take_in(url, archive, files_root, schema=schema, say=say)
    state = "blocked" if taken.number is None else "waiting"
    return {"state": state, "refusal": None, "report": Jsonb(taken.report), "joining": taken.number}


def _no(refusal: Refusal) -> dict[str, Any]:
    answer = {"code": refusal.code, "sentence": refusal.sentence}
    return {"state": "refused", "refusal": Jsonb(answer), "report": None, "joining": None}
