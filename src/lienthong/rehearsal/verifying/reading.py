"""Looking with other people's eyes: proofs that a role reads through the API with a login of its own."""

import hashlib
import http.client
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import local
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from lienthong.rehearsal.scripts.scenario import (
    AbsentProof,
    CountProof,
    EqualProof,
    Reading,
    StateProof,
    UniqueProof,
)
from lienthong.rehearsal.terms import CITIZEN, home_of
from lienthong.rehearsal.verifying.evaluation import Case

TIMEOUT_SECONDS = 10.0


class Unanswered(Exception):
    """The API gave no usable answer: look again later, decide nothing."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    sha256: str


class Api:
    """Reads over one kept connection a thread."""

    def __init__(self, base: str, tokens: Mapping[str, str]) -> None:
        parts = urlsplit(base)
        self._host, self._port, self._path = parts.hostname or "127.0.0.1", parts.port, parts.path.rstrip("/")
        self._tokens = tokens
        self._here = local()

    def item(self, unit: int | None, role: str, item: UUID) -> Answer:
        token = self._tokens.get(f"{unit}:{role}")
        if token is None:
            raise Unanswered(f"no token to look as {role} of unit {unit}")
        return self._ask("GET", f"/items/{item}?brief=true", {"Authorization": f"Bearer {token}"})

    def citizen(self, code: str, secret: str, guest_pass: str) -> Answer:
        asked = json.dumps({"code": code, "secret": secret})
        headers = {"X-Round-Token": guest_pass, "Content-Type": "application/json"}
        return self._ask("POST", "/public/lookup", headers, asked)

    def _ask(self, method: str, path: str, headers: dict[str, str], body: str | None = None) -> Answer:
        try:
            connection = self._connection()
            connection.request(method, self._path + path, body, headers)
            reply = connection.getresponse()
            content = reply.read()
        except (OSError, http.client.HTTPException) as gone:
            self._here.connection = None
            raise Unanswered(str(gone)) from gone
        if reply.status >= 500 or reply.status in {401, 429}:
            raise Unanswered(f"{path}: {reply.status}")
        return Answer(reply.status, _decoded(content), hashlib.sha256(content).hexdigest())

    def _connection(self) -> http.client.HTTPConnection:
        if getattr(self._here, "connection", None) is None:
            self._here.connection = http.client.HTTPConnection(
                self._host, self._port, timeout=TIMEOUT_SECONDS
            )
        kept: http.client.HTTPConnection = self._here.connection
        return kept


def _decoded(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


@dataclass(frozen=True)
class Slip:
    code: str
    secret: str


@dataclass
class Look:
    """The proofs of one step, each reader asked at most once."""

    api: Api
    case: Case
    nonce: str
    baseline: Mapping[str, Any]
    slip: Slip | None
    guest_pass: str
    clashing: Callable[[str, UUID], bool]
    _answers: dict[tuple[int | None, str, UUID], Answer] = field(default_factory=dict)

    def wrong(self, proofs: tuple[Any, ...]) -> str:
        """The first proof that does not hold, in words, or ""."""
        return next((wrong for proof in proofs if (wrong := self._contradicts(proof))), "")

    @property
    def evidence(self) -> dict[str, Any]:
        return {"read": [{"as": r, "unit": u, "sha256": a.sha256} for (u, r, _), a in self._answers.items()]}

    def _contradicts(self, proof: Any) -> str:
        match proof:
            case StateProof():
                return self._state(proof)
            case EqualProof():
                left, right = (self._value(side) for side in proof.equal)
                return "" if left is not None and left == right else f"not equal: {left} / {right}"
            case CountProof():
                n = self.case.count(proof.count)
                return "" if n == proof.equals else f"{n} × {proof.count}"
            case UniqueProof():
                item = self.case.items.get(proof.of)
                return f"{proof.unique} not unique" if item and self.clashing(proof.unique, item) else ""
            case AbsentProof():
                answer = self._read(proof.as_ or "", proof.at, proof.of)
                return "" if answer.status == 404 else f"{proof.as_} sees the item"
        return f"unknown proof {proof!r}"

    def _state(self, proof: StateProof) -> str:
        answer = self._read(proof.as_, proof.at, proof.of)
        if answer.status != 200:
            return f"{proof.as_} reads {answer.status}"
        state = answer.body.get("state")
        if proof.state not in {"any", state}:
            return f"{proof.as_} reads state {state}"
        for path, wanted in proof.contains.items():
            if self._words(wanted) not in str(_at(answer.body, path)):
                return f"{proof.as_} does not read {wanted} in {path}"
        return ""

    def _words(self, wanted: str) -> str:
        return self.nonce if wanted == "$nonce" else wanted

    def _value(self, side: Reading) -> Any:
        if side.baseline is not None:
            return _same_form(self.baseline.get(side.baseline))
        if side.event is not None:
            return self.case.fact(side.event, side.fact or "")
        answer = self._read(side.as_ or "", None, side.of)
        return _same_form(_at(answer.body, side.field or "")) if answer.status == 200 else None

    def _read(self, role: str, at: str | None, of: str) -> Answer:
        item = self.case.items.get(of)
        if item is None:
            raise Unanswered(f"no item «{of}» yet")
        unit = None if role == CITIZEN else self.case.resolve(at or home_of(role))
        key = (unit, role, item)
        if key not in self._answers:
            self._answers[key] = self._ask(unit, role, item)
        return self._answers[key]

    def _ask(self, unit: int | None, role: str, item: UUID) -> Answer:
        if role != CITIZEN:
            return self.api.item(unit, role, item)
        if self.slip is None:
            raise Unanswered("no slip of this citizen yet")
        return self.api.citizen(self.slip.code, self.slip.secret, self.guest_pass)


def _at(body: Any, path: str) -> Any:
    for name in path.split("."):
        body = body.get(name) if isinstance(body, dict) else None
    return body


def _same_form(value: Any) -> Any:
    """An instant by its value: the API may write it in another zone than the database."""
    if isinstance(value, str) and len(value) > 18 and value[10:11] in {"T", " "}:
        try:
            return datetime.fromisoformat(value).timestamp()
        except ValueError:
            return value
    return value
