"""Signing as the doors see it: acts on a draft, and what a letter's page tells of its signatures."""

from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app
from pydantic import Field

from lienthong.documents.signing import actions, queries, rules
from lienthong.documents.signing.certificates.queries import certificate_of, seal_of
from lienthong.documents.signing.terms import (
    CHECK_FILE,
    MOVES_OF_SIGNING,
    PLACES,
    SIGNED_URL,
    STANDINGS,
    ShownSignature,
)
from lienthong.documents.terms import DRAFT
from lienthong.ground.actor import Actor
from lienthong.kernel.wording import vn_datetime
from lienthong.pages.forms import Form
from lienthong.work.desks.terms import DeskAct, Part
from lienthong.work.queries import Item


class BringSignature(Form):
    """What a signature made elsewhere brings: the page's form and the API's body."""

    begun: UUID = Field(title="Lần ký", json_schema_extra={"kind": "hidden"})
    signature: str = Field(title="Chữ ký", max_length=2000, json_schema_extra={"kind": "hidden"})


@dataclass(frozen=True, slots=True)
class DeviceAct(DeskAct):
    """Never drawn as a button: the section of signatures draws it, with the script that asks the signer first."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return False

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        if DeskAct.offered(self, actor, item):
            raise actions.not_begun()
        DeskAct.refuse(self, actor, item)


@dataclass(frozen=True, slots=True)
class SealAct(DeskAct):
    """Offered where the organisation's key lies at the server and the letter waits for it."""

    def offered(self, actor: Actor, item: Item) -> bool:
        if not DeskAct.offered(self, actor, item):
            return False
        return _waits_for_seal(queries.signatures_behind(item.id)) and _seals_at_server(actor)

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        if DeskAct.offered(self, actor, item):
            raise actions.seal_missing()
        DeskAct.refuse(self, actor, item)


ACTS = (
    DeviceAct(MOVES_OF_SIGNING["sign_with_certificate"], actions.sign_with_certificate, BringSignature),
    SealAct(MOVES_OF_SIGNING["seal_document"], actions.seal_document),
    DeviceAct(MOVES_OF_SIGNING["seal_with_certificate"], actions.seal_with_certificate, BringSignature),
)


def own_device(actor: Actor) -> dict[str, Any]:
    """For the page that signs many: what the script needs of whoever has a key of their own."""
    own = certificate_of(actor.person)
    if own is None or own.at_server:
        return {"device": None}
    return {"device": {"signer": settings.SIGNER, "subject": own.subject}}


def where_signed(actor: Actor) -> str:
    """The page that tells what becomes of files under way; nothing for who leaves a mark only."""
    return SIGNED_URL if certificate_of(actor.person) is not None else ""


def _waits_for_seal(signatures: list[ShownSignature]) -> bool:
    done = {row.place for row in signatures if row.standing in ("signed", "asked", "finished")}
    return done == {"signature"}


def _seals_at_server(actor: Actor) -> bool:
    seal = seal_of(actor.unit)
    return seal is not None and seal.at_server


def signatures(actor: Actor, item: Item, details: Any) -> list[Part]:
    """Who signed the letter and its papers, whether that holds, and the button of whoever signs with a device."""
    rows = queries.signatures_behind(item.id)
    device = _device(actor, item, rows)
    files = _files(actor, item, rows)
    is_signed = bool(details["document"]["signed_at"])
    if not (rows or device or files or is_signed):
        return []
    shows = {
        "letter": [_shown(row) for row in rows if _is_worth_telling(row, files)],
        "unsigned": is_signed and not any(row.standing != "begun" for row in rows),
        "files": files,
        "device": device,
    }
    return [Part("Chữ ký số", "documents/signatures.html", shows)]


def _is_worth_telling(row: ShownSignature, files: list[dict[str, Any]]) -> bool:
    """Besides what was found in the file: what is under way, or went wrong."""
    is_told = row.standing == "finished" and not row.problem and bool(files) and not files[0]["waits"]
    return row.standing != "begun" and not is_told


def _shown(row: ShownSignature) -> dict[str, Any]:
    return {
        "place": PLACES[row.place],
        "who": f"{row.name}, {row.title}",
        "at": vn_datetime(row.at),
        "standing": STANDINGS[row.standing],
        "is_finished": row.standing == "finished",
        "problem": rules.problem_words(row.problem),
        "is_trial": row.is_trial,
    }


def _files(actor: Actor, item: Item, rows: list[ShownSignature]) -> list[dict[str, Any]]:
    """The letter's own file as it stands now, and every PDF among the papers that says it is signed."""
    finished = [row.digest for row in rows if row.standing == "finished"]
    named = {finished[-1]: "Văn bản"} if finished else {}
    named |= {
        paper["digest"]: paper["name"]
        for paper in item.papers or []
        if paper["name"].lower().endswith(".pdf")
    }
    shown = [_file(actor, digest, name) for digest, name in named.items()]
    return [file for file in shown if file is not None]


def _file(actor: Actor, digest: str, name: str) -> dict[str, Any] | None:
    """Not looked into yet: the worker does, and the page says so meanwhile. None: it holds no signature."""
    outcome = queries.known_outcome(digest, actor.at)
    if outcome is None:
        app.configure_task(CHECK_FILE).defer(digest=digest)
        return {"name": name, "waits": True, "signatures": [], "words": ""}
    if not (outcome.signatures or outcome.unreadable):
        return None
    return {
        "name": name,
        "waits": False,
        "signatures": [rules.told(signature, actor.at) for signature in outcome.signatures],
        "words": rules.outcome_words(outcome),
    }


def _device(actor: Actor, item: Item, rows: list[ShownSignature]) -> dict[str, str] | None:
    """What the script needs, for whoever could sign now with a key that is not at the server."""
    if item.kind != DRAFT or item.jurisdiction not in actor.scope:
        return None
    if item.state == "submitted" and actor.can("sign_document"):
        own, act, place = certificate_of(actor.person), "sign-with-certificate", "signature"
    elif item.state == "issued" and actor.can("seal_document") and _waits_for_seal(rows):
        own, act, place = seal_of(actor.unit), "seal-with-certificate", "seal"
    else:
        return None
    if own is None or own.at_server:
        return None
    return {
        "begin": f"/viec/{item.id}/ky-so/{place}",
        "finish": f"/viec/{item.id}/{act}",
        "signer": settings.SIGNER,
        "label": "Ký số bằng thiết bị" if place == "signature" else "Ký số của cơ quan bằng thiết bị",
        "subject": own.subject,
    }
