"""A trial world's authority in a folder of this test, and letters signed under it."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lienthong.documents import actions
from lienthong.documents.signing import tasks
from lienthong.documents.signing.certificates import keys, trial
from lienthong.documents.signing.certificates.actions import register_certificate
from lienthong.documents.signing.pdf import authority
from lienthong.documents.signing.pdf.authority import Authority, Given
from lienthong.documents.signing.terms import CHECK_FILE
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.work.queries import Item, item_of
from tests import cast, sql
from tests.personnel.delegating import asked

UNIT = cast.AN_KHANH


@pytest.fixture
def folders(settings: Any, tmp_path: Path) -> Path:
    settings.TRUST_FOLDERS = (tmp_path / "home", tmp_path / "trust")
    settings.SIGNING_KEYS = tmp_path / "keys"
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path


def centre() -> Actor:
    return cast.officer("quan_tri", cast.TTCDS)


def city(by: Actor) -> Authority:
    """This world's own, believed from now on; nobody has a certificate of it yet."""
    made = trial._authority(by.at)
    return made


def with_device(who: Actor, of: Authority) -> Given:
    """A key of their own; its certificate is registered to them."""
    own = of.certificate
    given = authority.give(of, who.name, who.unit_name, own.not_valid_before_utc, own.not_valid_after_utc)
    register_certificate(content=given.certificate, person=who.person, by=centre())
    return given


def with_server_key(who: Actor, of: Authority) -> UUID:
    """A key at the server, as a trial gives them; the number of its certificate."""
    own = of.certificate
    given = authority.give(of, who.name, who.unit_name, own.not_valid_before_utc, own.not_valid_after_utc)
    answer = register_certificate(content=given.certificate, person=who.person, at_server=True, by=centre())
    number = UUID(answer["certificate"])
    keys.keep(number, "p12", given.file)
    return number


def with_seal(unit: Actor, of: Authority) -> None:
    """The body's key lies at the server."""
    own = of.certificate
    given = authority.give(
        of, unit.unit_name, unit.unit_name, own.not_valid_before_utc, own.not_valid_after_utc
    )
    number = UUID(
        register_certificate(content=given.certificate, unit=unit.unit, at_server=True, by=centre())[
            "certificate"
        ]
    )
    keys.keep(number, "p12", given.file)


def submitted(to: int | None = None, code: str = UNIT) -> UUID:
    specialist = asked("chuyen_vien", code)
    answer = actions.draft_document(
        side="government", type="CV", subject="Về việc ký số", body="Nội dung công văn.",
        to=[to or cast.dung().unit or 0], to_line="Trung tâm", by=specialist,
    )  # fmt: skip
    item = UUID(answer["id"])
    actions.submit_draft(item, by=specialist)
    return item


def work(item: UUID, seat: int | None) -> list[str]:
    """What the worker does for this letter; the digests of the files that came of it."""
    made = tasks.finish_letter.func(str(item), seat or 0)
    for digest in made:
        assert jobs(CHECK_FILE)
        tasks.check_file.func(digest)
    return made


def seen(actor: Actor, item: UUID) -> Item:
    with acts.opening(actor):
        return item_of(actor, item)


def jobs(task: str) -> int:
    return int(sql.one("select count(*) from procrastinate_jobs where task_name = %s", (task,)))
