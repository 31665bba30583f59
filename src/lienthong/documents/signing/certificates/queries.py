"""Which certificate counts for whom, and whom this world believes."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from asn1crypto import x509
from django.conf import settings

from lienthong.documents.signing.certificates import rules
from lienthong.documents.signing.certificates.terms import ABILITY, CertificateRow, Listed, Registered
from lienthong.documents.signing.pdf import trust
from lienthong.documents.signing.pdf.trust import TrustList
from lienthong.documents.terms import CLERKS
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.text import fold

ROOM = "lienthong.documents.signing.certificates"

OF_PERSON = """
select id, person, unit, content, chain, subject, issuer, serial, since, until, at_server, is_trial
from certificate where person = %s and withdrawn_at is null
order by registered_at desc, id desc limit 1
"""
OF_UNIT = """
select id, person, unit, content, chain, subject, issuer, serial, since, until, at_server, is_trial
from certificate where unit = %s and withdrawn_at is null
order by registered_at desc, id desc limit 1
"""
BY_ID = """
select id, person, unit, content, chain, subject, issuer, serial, since, until, at_server, is_trial
from certificate where id = %s
"""


class Sealing(NamedTuple):
    """A body that seals letters."""

    id: int
    name: str


def certificate_of(person: int | None) -> Registered | None:
    """The one a person signs with: of several the one registered last."""
    return sql.row(Registered, OF_PERSON, (person,))


def seal_of(unit: int | None) -> Registered | None:
    """The one a body seals with."""
    return sql.row(Registered, OF_UNIT, (unit,))


def certificates(by: Actor, *, words: str = "") -> list[Listed]:
    """All that count or did, those that end first on top. `words`: of the holder's name, their body's, or the
    certificate's.
    """
    by.require(ABILITY)
    sought, revoked = fold(words), revoked_by_lists()
    return [
        Listed(row, rules.state_of(row, now=by.at, revoked=revoked))
        for row in sql.rows(CertificateRow, sql.named(ROOM, "listed"))
        if sought in fold(f"{row.holder} {row.place} {row.subject}")
    ]


def certificate_listed(by: Actor, id: UUID) -> Listed:
    """One of them, else `NotFound`."""
    listed = next((listed for listed in certificates(by) if listed.row.id == id), None)
    if listed is None:
        raise NotFound
    return listed


def sealing_bodies() -> list[Sealing]:
    """By name."""
    return sql.rows(Sealing, sql.named(ROOM, "sealing"), {"clerks": list(CLERKS)})


def name_of_person(person: int) -> str:
    return sql.only_value(str, "select name from person where id = %s", (person,))


def person_named(username: str) -> int:
    """Whose account it is. Refuses `account_unknown`."""
    person = sql.value(int, "select person from account where username = %s", (username.strip().lower(),))
    if person is None:
        raise Refusal(
            "account_unknown",
            "Không có tài khoản nào mang tên đăng nhập này. Tên đăng nhập có ở trang Tài khoản.",
            status=422,
            field="username",
        )
    return person


def unit_coded(code: str) -> int:
    """The body of today with this code; `NotFound` where there is none."""
    unit = sql.value(int, "select id from unit where code = %s and during @> world_today()", (code,))
    if unit is None:
        raise NotFound
    return unit


def certificate_with(id: UUID) -> Registered:
    return sql.only_row(Registered, BY_ID, (id,))


def believed() -> list[TrustList]:
    """The lists of this home and of this world, as they lie there now."""
    return _believed(*_lists_there())


def revoked_by_lists() -> frozenset[tuple[str, str]]:
    """Issuer and serial (hexadecimal) of what the authorities of these lists revoked."""
    return _revoked(*_lists_there())


Files = tuple[tuple[str, int], ...]


def _lists_there() -> tuple[tuple[Path, ...], Files]:
    folders = tuple(Path(folder) for folder in settings.TRUST_FOLDERS)
    files = tuple(
        (str(file), file.stat().st_mtime_ns)
        for folder in folders
        if folder.is_dir()
        for file in folder.iterdir()
    )
    return folders, files


@lru_cache(maxsize=4)
def _believed(folders: tuple[Path, ...], files: Files) -> list[TrustList]:
    """Read again when a file is new or was changed (`files`)."""
    return trust.trust_lists(folders)


@lru_cache(maxsize=4)
def _revoked(folders: tuple[Path, ...], files: Files) -> frozenset[tuple[str, str]]:
    return trust.revoked_in(_believed(folders, files))


def read(row: Registered) -> x509.Certificate:
    return x509.Certificate.load(row.content)


def chain_of(row: Registered) -> list[x509.Certificate]:
    """What goes into a signature beside the certificate: those above it, up to the authority that a list believes."""
    between = trust.certificates_in(row.chain) if row.chain else []
    authorities = [authority for known in believed() for authority in known.authorities]
    return [
        *between,
        *(authority for authority in authorities if authority.subject.human_friendly == row.issuer),
    ]


def check_counts(row: Registered, by: Actor) -> None:
    """Whether it may be signed with now. Refuses as `rules.check_standing`."""
    certificate = read(row)
    standing, _ = trust.standing_of(certificate, believed(), by.at, chain_of(row))
    rules.check_standing(certificate, standing)
