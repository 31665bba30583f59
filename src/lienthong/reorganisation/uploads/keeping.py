"""What a page keeps of a file and the worker tells of it; no official acts: nothing of the work changes by them."""

from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app
from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.reorganisation.uploads.terms import (
    GIVES_UP,
    KEPT_DAYS,
    MOST_TRIES,
    READ_UPLOAD,
    SILENT_SECONDS,
    Purpose,
    Reading,
    Upload,
    kept_refusal,
)

KEEP = """
insert into plan_upload (id, purpose, plan, name, content, mandate, key, made_at)
values (%(id)s, %(purpose)s, %(plan)s, %(name)s, %(content)s, %(mandate)s, %(key)s, now())
on conflict (mandate, key) do update set key = excluded.key
returning id
"""

OF = """
select id, purpose, plan, name, told, is_checked, ended_at is not null as has_ended, answer, refusal
from plan_upload where id = %s and mandate = %s
"""

TAKE_IN_HAND = """
update plan_upload set moved_at = clock_timestamp(), tries = tries + 1, told = 0, is_checked = false
where id = %(id)s and ended_at is null
  and (moved_at is null or moved_at < clock_timestamp() - make_interval(secs => %(silent)s))
returning id, purpose, plan, name, content, mandate, tries
"""

TELL = """
update plan_upload set told = %(rows)s, is_checked = %(is_checked)s, moved_at = clock_timestamp()
where id = %(id)s and ended_at is null
"""

END = """
update plan_upload set ended_at = clock_timestamp(), content = ''::bytea, answer = %(answer)s, refusal = %(refusal)s
where id = %(id)s and ended_at is null
"""

SILENT = """
select id from plan_upload
where ended_at is null and coalesce(moved_at, made_at) < now() - make_interval(secs => %s) order by made_at
"""

FORGET = "delete from plan_upload where ended_at < now() - make_interval(days => %s)"


def keep_upload(
    purpose: Purpose, plan: int | None, *, name: str, content: bytes, by: Actor, key: str | None
) -> UUID:
    """The file as it came, and the job that reads it; sent again under its key it is the same one."""
    kept = {
        "id": uuid7(), "purpose": purpose, "plan": plan, "name": name[:200], "content": content,
        "mandate": by.mandate, "key": key or str(uuid7()),
    }  # fmt: skip
    upload = sql.only_value(UUID, KEEP, kept)
    app.configure_task(READ_UPLOAD).defer(upload=str(upload))
    return upload


def upload_of(actor: Actor, upload: UUID) -> Upload:
    """How far it is, for whoever sent it."""
    row = sql.row(Upload, OF, (upload, actor.mandate))
    if row is None:
        raise NotFound
    return row


def take_in_hand(upload: UUID) -> Reading | None:
    """The file, for the worker that reads it; None when another one does, or did. Read in vain too often it ends."""
    reading = sql.row(Reading, TAKE_IN_HAND, {"id": upload, "silent": SILENT_SECONDS})
    if reading is None or reading.tries <= MOST_TRIES:
        return reading
    end_upload(upload, refusal=Refusal("upload_unreadable", GIVES_UP, status=422, field="file"))
    return None


def tell(upload: UUID, rows: int, *, is_checked: bool = False) -> None:
    sql.run(TELL, {"id": upload, "rows": rows, "is_checked": is_checked})


def end_upload(upload: UUID, *, answer: dict[str, Any] | None = None, refusal: Refusal | None = None) -> None:
    """With what came of it; the bytes go."""
    sql.run(
        END,
        {
            "id": upload,
            "answer": None if answer is None else Jsonb(answer),
            "refusal": None if refusal is None else Jsonb(kept_refusal(refusal)),
        },
    )


def silent_uploads() -> list[UUID]:
    """Files nobody reads although they wait: their worker died, or never heard of them."""
    return sql.values(UUID, SILENT, (SILENT_SECONDS,))


def forget_old_uploads() -> None:
    sql.run(FORGET, (KEPT_DAYS,))
