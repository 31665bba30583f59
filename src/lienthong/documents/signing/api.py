"""Signatures of letters over the API."""

from typing import Any
from uuid import UUID

from ninja import Router

from lienthong.documents.signing import queries, rules
from lienthong.documents.signing.certificates import queries as certificates
from lienthong.documents.signing.certificates.actions import withdraw_certificate
from lienthong.documents.signing.certificates.forms import RegisterCertificate
from lienthong.documents.signing.certificates.terms import STATES, Listed
from lienthong.documents.signing.certificates.views import register_as_asked, state_asked
from lienthong.documents.signing.letters.steps import prepare_signature
from lienthong.documents.signing.pdf.terms import Place
from lienthong.documents.signing.views import as_json
from lienthong.ground.acts import Answer
from lienthong.personnel.doors import ActorRequest, by_token, require_key
from lienthong.work.queries import item_of

router = Router(tags=["documents"])


@router.post("/items/{uuid:item}/signing/{place}", summary="What is to be signed at a place of a letter")
@by_token
def prepare(request: ActorRequest, item: UUID, place: Place) -> dict[str, Any]:
    return as_json(prepare_signature(item, place, by=request.actor))


@router.get("/items/{uuid:item}/signatures", summary="The signatures of a letter, and whether they hold")
@by_token
def signatures(request: ActorRequest, item: UUID) -> dict[str, Any]:
    item_of(request.actor, item)
    rows = queries.signatures_behind(item)
    finished = [row.digest for row in rows if row.standing == "finished"]
    outcome = queries.known_outcome(finished[-1], request.actor.at) if finished else None
    checked = outcome and [rules.told(signature, request.actor.at) for signature in outcome.signatures]
    return {
        "signatures": [
            {"place": row.place, "standing": row.standing, "name": row.name, "title": row.title, "at": row.at,
             "digest": row.digest, "is_trial": row.is_trial}
            for row in rows if row.standing != "begun"
        ],
        "checked": checked,
    }  # fmt: skip


@router.get("/my-signatures", summary="What I signed or had sealed, newest first; `outcome` filters")
@by_token
def my_signatures(request: ActorRequest, outcome: str = "") -> dict[str, Any]:
    wanted = rules.outcome_asked(outcome, "outcome")
    rows = [row for row in queries.signed_by(request.actor) if wanted in ("", row.outcome)]
    shown = [
        row._asdict() | {"outcome": row.outcome, "problem": rules.problem_words(row.problem)} for row in rows
    ]
    return {"as_of": request.actor.at, "total": len(shown), "signatures": shown}


@router.get("/certificates", summary="Certificates that count here or did; `state` and `q` filter")
@by_token
def listed(request: ActorRequest, state: str = "", q: str = "") -> dict[str, Any]:
    wanted = state_asked(state, "state")
    rows = certificates.certificates(request.actor, words=q[:100])
    shown = [_certificate(row) for row in rows if wanted in ("", row.state)]
    return {"as_of": request.actor.at, "total": len(shown), "certificates": shown}


def _certificate(listed: Listed) -> dict[str, Any]:
    return listed.row._asdict() | {"state": listed.state, "state_label": STATES[listed.state]}


@router.post(
    "/certificates",
    summary="Register a person's certificate, or a body's own",
    operation_id="register_certificate",
)
@by_token
def register(request: ActorRequest, body: RegisterCertificate) -> Answer:
    return register_as_asked(body, by=request.actor, key=require_key(request))


@router.post(
    "/certificates/{uuid:certificate}/withdraw",
    summary="Sign nothing more with it",
    operation_id="withdraw_certificate",
)
@by_token
def withdraw(request: ActorRequest, certificate: UUID) -> Answer:
    return withdraw_certificate(certificate, by=request.actor, key=require_key(request))
