"""Which certificate counts for whom, and whom this world believes."""

from functools import lru_cache
from pathlib import Path
from uuid import UUID

from asn1crypto import x509
from django.conf import settings

from lienthong.documents.signing.certificates import rules
from lienthong.documents.signing.certificates.terms import Registered
from lienthong.documents.signing.pdf import trust
from lienthong.documents.signing.pdf.trust import TrustList
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound

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
ALL = """
select id, person, unit, content, chain, subject, issuer, serial, since, until, at_server, is_trial
from certificate where withdrawn_at is null
order by until, id
"""


def certificate_of(person: int | None) -> Registered | None:
    """The one a person signs with: of several the one registered last."""
    return sql.row(Registered, OF_PERSON, (person,))


def seal_of(unit: int | None) -> Registered | None:
    """The one a body seals with."""
    return sql.row(Registered, OF_UNIT, (unit,))


def certificates() -> list[Registered]:
    """All that count, by when they end."""
    return sql.rows(Registered, ALL)


def person_named(username: str) -> int:
    """Whose account it is; `NotFound` where there is none."""
    return _found(sql.value(int, "select person from account where username = %s", (username,)))


def unit_coded(code: str) -> int:
    """The body of today with this code; `NotFound` where there is none."""
    return _found(sql.value(int, "select id from unit where code = %s and during @> world_today()", (code,)))


def _found(id: int | None) -> int:
    if id is None:
        raise NotFound
    return id


def certificate_with(id: UUID) -> Registered:
    return sql.only_row(Registered, BY_ID, (id,))


def believed() -> list[TrustList]:
    """The lists of this home and of this world, as they lie there now."""
    folders = [Path(folder) for folder in settings.TRUST_FOLDERS]
    files = tuple(
        (str(file), file.stat().st_mtime_ns)
        for folder in folders
        if folder.is_dir()
        for file in folder.iterdir()
    )
    return _believed(tuple(folders), files)


@lru_cache(maxsize=4)
def _believed(folders: tuple[Path, ...], files: tuple[tuple[str, int], ...]) -> list[TrustList]:
    """Read again when a file is new or was changed (`files`)."""
    return trust.trust_lists(folders)


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
