"""A trial world's own authority: made once, and certificates for whoever signs and for the seals of their bodies.

Its keys lie in the world's folder of keys, for the worker; its list of trust in the world's own folder, so that no
other world believes it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from asn1crypto import pem
from django.conf import settings

from lienthong.documents.signing.certificates.actions import register_certificate
from lienthong.documents.signing.certificates.keys import keep, write
from lienthong.documents.signing.pdf import authority
from lienthong.documents.signing.pdf.authority import Authority
from lienthong.documents.terms import CLERKS, SIGNERS
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.delegations.terms import MAY_BE_DELEGATE

LIST_NAME = "chung-thu-thu-nghiem"
LASTS = timedelta(days=3 * 365)
SIGNERS_WITHOUT = """
select distinct on (person.id) person.id, person.name, unit.name as unit
from mandate m join post on post.id = m.post join unit on unit.id = post.unit join person on person.id = m.person
where m.during @> world_today() and unit.during @> world_today() and post.role = any (%s)
  and not exists (select from certificate c where c.person = person.id and c.withdrawn_at is null)
order by person.id, m.id
"""
BODIES_WITHOUT = """
select distinct on (unit.id) unit.id, unit.name, unit.name as unit
from mandate m join post on post.id = m.post join unit on unit.id = post.unit
where m.during @> world_today() and unit.during @> world_today() and post.role = any (%s)
  and not exists (select from certificate c where c.unit = unit.id and c.withdrawn_at is null)
order by unit.id
"""


class Holder(NamedTuple):
    """Who is to get a certificate, and of which body."""

    id: int
    name: str
    unit: str


class World(NamedTuple):
    kind: str
    at: datetime


class Made(NamedTuple):
    persons: int
    seals: int
    authority: str


def give_trial_certificates(by: Actor, say: Callable[[str], None]) -> Made:
    """Certificates for everybody who may sign and every body with a clerk, of those who have none. Refuses
    `not_a_trial`.
    """
    world = sql.only_row(World, "select kind, world_now() as at from world")
    if world.kind != "trial":
        raise Refusal("not_a_trial", "Chỉ thế giới vận hành thử mới có chứng thư thử nghiệm.", status=422)
    made = _authority(world.at)
    persons = sql.rows(Holder, SIGNERS_WITHOUT, (sorted({*SIGNERS, *MAY_BE_DELEGATE}),))
    bodies = sql.rows(Holder, BODIES_WITHOUT, (list(CLERKS),))
    say(f"Cấp chứng thư thử nghiệm cho {len(persons)} người và {len(bodies)} cơ quan…")
    for holder in persons:
        _give(made, holder, by, person=holder.id)
    for holder in bodies:
        _give(made, holder, by, unit=holder.id)
    return Made(len(persons), len(bodies), made.certificate.subject.rfc4514_string())


def _give(
    made: Authority, holder: Holder, by: Actor, *, person: int | None = None, unit: int | None = None
) -> None:
    own = made.certificate
    number = uuid7()
    pair = authority.give(made, holder.name, holder.unit, own.not_valid_before_utc, own.not_valid_after_utc)
    keep(number, "p12", pair.file)
    register_certificate(content=pair.certificate, person=person, unit=unit, at_server=True, id=number, by=by)


def _authority(at: datetime) -> Authority:
    """The one made before, or a new one whose days cover the world's and the real ones."""
    own = Path(settings.SIGNING_KEYS) / "authority.pem"
    if own.exists():
        return authority.read_authority(own.read_bytes())
    first, last = sorted((at, clock.real()))
    made = authority.new_authority(settings.WORLD, first - timedelta(days=1), last + LASTS)
    write(own, authority.written(made))
    believe(made)
    return made


def believe(made: Authority, revoked: dict[int, datetime] | None = None) -> None:
    """The list of trust of this world, and what its authority revoked: read by every process."""
    certificate = made.certificate
    revoking = authority.revoking(
        made, revoked or {}, certificate.not_valid_before_utc, certificate.not_valid_after_utc
    )
    folder = Path(settings.TRUST_FOLDERS[-1])
    write(folder / f"{LIST_NAME}.pem", pem.armor("CERTIFICATE", authority.der(made)))
    write(folder / f"{LIST_NAME}.crl", revoking)
