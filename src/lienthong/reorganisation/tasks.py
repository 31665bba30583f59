"""What the worker does for this room: the rules of divisions, and the files that pages took."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.acting import acting
from lienthong.reorganisation.divisions.running import tasks as divisions
from lienthong.reorganisation.people.actions import prepare_staff
from lienthong.reorganisation.people.sheets import table_of
from lienthong.reorganisation.plans.actions import draft_plan
from lienthong.reorganisation.plans.texts.files import document_of, plan_in
from lienthong.reorganisation.uploads import keeping
from lienthong.reorganisation.uploads.terms import READ_UPLOAD, Purpose, Reading

__all__ = ["divisions"]

Progress = Callable[[int], None]


@app.task(name=READ_UPLOAD)
def read_upload(upload: str) -> None:
    """Read a file and do what it was sent for, under the mandate of who sent it; what came of it is kept beside it."""
    number = UUID(upload)
    with transaction.atomic():
        reading = keeping.take_in_hand(number)
    if reading is None:
        return
    try:
        _DONE[reading.purpose](reading, partial(_tell, number))
    except NotFound:
        _end(number, Refusal("not_found", "Không tìm thấy kế hoạch của tệp này.", status=404))
    except Refusal as refusal:
        _end(number, refusal)


@app.periodic(cron="* * * * *")
@app.task(name="lienthong.reorganisation.tasks.read_silent_uploads", queueing_lock="read_silent_uploads")
def read_silent_uploads(timestamp: int) -> int:
    """Files whose worker was killed are read again; how many there were. Those read long ago are forgotten."""
    with transaction.atomic():
        keeping.forget_old_uploads()
        silent = keeping.silent_uploads()
    for upload in silent:
        read_upload(str(upload))
    return len(silent)


def _tell(upload: UUID, rows: int, *, is_checked: bool = False) -> None:
    with transaction.atomic():
        keeping.tell(upload, rows, is_checked=is_checked)


def _end(upload: UUID, refusal: Refusal) -> None:
    with transaction.atomic():
        keeping.end_upload(upload, refusal=refusal)


def _prepare_staff(reading: Reading, progress: Progress) -> None:
    table = table_of(reading.name, reading.content, progress=progress)
    _tell(reading.id, table.head.row + len(table.rows), is_checked=True)
    with acting(reading.mandate, f"upload:{reading.id}") as planner:
        answer = prepare_staff(reading.plan or 0, table, by=planner)
        keeping.end_upload(reading.id, answer=answer)


def _draft(reading: Reading, progress: Progress) -> None:
    text = plan_in(reading.content, reading.ending, progress=progress)
    _tell(reading.id, len(text.transitions), is_checked=True)
    with acting(reading.mandate, f"upload:{reading.id}") as planner:
        answer = draft_plan(text, by=planner)
        keeping.end_upload(reading.id, answer={"plan": answer["plan"]})


def _show_first(reading: Reading, progress: Progress) -> None:
    """Nothing counts yet: who sent it sees first what it would change."""
    text = plan_in(reading.content, reading.ending, progress=progress)
    with transaction.atomic():
        keeping.end_upload(reading.id, answer=document_of(text))


_DONE: dict[Purpose, Callable[[Reading, Progress], Any]] = {
    "staff": _prepare_staff,
    "plan": _draft,
    "replace": _show_first,
}
