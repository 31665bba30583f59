"""Who signs in which form, asked of the database; and a kept signature in words."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, TypedDict, cast
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.delegations.terms import HEADS, MAY_BE_DELEGATE
from lienthong.work.signing import rules
from lienthong.work.signing.terms import (
    FORMS,
    SIGNS_FOR_THE_COMMITTEE,
    SIGNS_IN_OWN_NAME,
    Authority,
    Delegated,
    Facts,
    Head,
    Signature,
    SignedAs,
)

ROOM = "lienthong.work.signing"


class SignedFacts(TypedDict):
    """What a line of the journal says of a signature: ids and codes."""

    signer: int
    signed_as: str
    signed_for: int | None
    signed_under: str | None


Given = tuple[str, Literal["kt", "tuq", "tl"], list[str], str, str | None, int, bool, bool]
"""A delegation as `facts.sql` lists it: id, form, what for, first and last day, the post, withdrawn, lapsed."""


class _FactsRow(NamedTuple):
    title: str
    delegations: list[Given] | None
    head_post: int | None
    head_title: str | None
    is_held: bool | None


class _SignedRow(NamedTuple):
    name: str
    title: str
    basis: str
    for_title: str | None
    is_delegated: bool
    paper_title: str | None
    paper_sign: str | None
    paper_on: date | None
    since: date | None
    until: date | None
    is_away: bool


def authority_to_sign(actor: Actor, ability: str) -> Authority:
    """In which form the actor signs today; refused when they may not. A head's own signature asks nothing."""
    if actor.role in SIGNS_IN_OWN_NAME | SIGNS_FOR_THE_COMMITTEE:
        return rules.own_authority(actor.role, actor.title)
    if actor.role not in MAY_BE_DELEGATE:
        actor.require(ability)
    return rules.authority_of(_facts(actor, ability))


def _facts(actor: Actor, ability: str) -> Facts:
    row = sql.only_row(
        _FactsRow, sql.named(ROOM, "facts"), {"mandate": actor.mandate, "heads": sorted(HEADS)}
    )
    head = Head(row.head_post, row.head_title or "", bool(row.is_held)) if row.head_post else None
    delegations = tuple(_delegated(parts) for parts in row.delegations or ())
    return Facts(actor.role, row.title, actor.day, ability, delegations, head)


def _delegated(parts: Given) -> Delegated:
    id, form, covers, since, until, post, is_withdrawn, is_lapsed = parts
    last = date.fromisoformat(until) if until else None
    return Delegated(
        UUID(id), form, tuple(covers), date.fromisoformat(since), last, post, is_withdrawn, is_lapsed
    )


def signature_of(
    signer: int | None, form: str, for_post: int | None, delegation: UUID | str | None
) -> Signature | None:
    """A kept signature in words; None where nothing but the name is to be said."""
    if signer is None or form in ("", "own"):
        return None
    row = sql.only_row(
        _SignedRow,
        sql.named(ROOM, "signed"),
        {"signer": signer, "for_post": for_post, "delegation": delegation},
    )
    paper = rules.paper_words(row.paper_title or "", row.paper_sign or "", row.paper_on)
    return rules.signature(
        cast("SignedAs", form),
        name=row.name,
        title=row.title,
        for_title=row.for_title,
        paper=row.basis if form == "q" else paper,
        since=row.since,
        until=row.until,
        is_away=row.is_away,
        delegated=row.is_delegated,
    )


def signature_in(facts: Mapping[str, object]) -> Signature | None:
    """The signature a line of the journal speaks of, if it does."""
    if "signed_as" not in facts:
        return None
    signed = cast("SignedFacts", facts)
    return signature_of(signed["signer"], signed["signed_as"], signed["signed_for"], signed["signed_under"])


def offer_words(actor: Actor, ability: str) -> str:
    """What stands at the button of who would sign in another form than their own: «Ký thay (KT.) Chủ tịch UBND, …»."""
    try:
        authority = authority_to_sign(actor, ability)
    except Refusal:
        return ""
    signed = signature_of(actor.mandate, authority.form, authority.for_post, authority.delegation)
    if signed is None:
        return ""
    words = f"{FORMS[signed.form]} {signed.for_title}" + (f", {signed.basis}" if signed.basis else "")
    return words[0].upper() + words[1:] + "."


def check_own_signature(signer: int | None, *, by: Actor) -> None:
    """Refuses `not_signer` (`rules.check_takes_back`)."""
    serves = sql.only_value(
        bool,
        "select exists (select from mandate where id = %s and during @> world_today())",
        (signer,),
    )
    rules.check_takes_back(signer, serves=serves, mandate=by.mandate)
