"""Keys that lie at the server: a trial's, and a body's own for its seal. Read by the worker alone.

A key is `<certificate>.p12` in the world's folder of keys, or `<certificate>.json` that names it in a token:
`{"module": "/usr/lib/…/lib.so", "token": "…", "label": "…", "pin_file": "/…"}`.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import UUID

from django.conf import settings
from pkcs11.exceptions import PKCS11Error, RandomNoRNG

from lienthong.kernel.refusals import Refusal
from lienthong_signer.keys import FileKey, KeyMissing, TokenKey, WrongPin, signed


def key_file(certificate: UUID, ending: str = "p12") -> Path:
    return Path(settings.SIGNING_KEYS) / f"{certificate}.{ending}"


def keep(certificate: UUID, ending: str, content: bytes) -> None:
    """0600 in a folder of 0700, before a byte of it stands there."""
    write(key_file(certificate, ending), content)


def keep_token(certificate: UUID, *, module: str, token: str = "", label: str = "", pin_file: Path) -> None:
    """The key lies in a token beside the worker."""
    there = {"module": module, "token": token, "label": label, "pin_file": str(pin_file)}
    keep(certificate, "json", json.dumps(there).encode())


def write(file: Path, content: bytes) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_bytes(content)


def sign_with(certificate: UUID, digest: bytes) -> bytes:
    """A signature over a SHA-256 digest. Refuses `signing_key_missing`."""
    try:
        token = key_file(certificate, "json")
        if token.exists():
            return _signed_in_token(json.loads(token.read_text("utf-8")), digest)
        _, (signature,) = signed(FileKey(key_file(certificate)), "", [digest])
    except (OSError, KeyError, ValueError, KeyMissing, WrongPin, PKCS11Error) as missing:
        raise Refusal(
            "signing_key_missing",
            "Máy chủ không mở được khóa ký của chứng thư số này. Hãy báo người vận hành.",
            status=500,
        ) from missing
    return signature


_one = Lock()
_sessions: dict[tuple[str, str], Any] = {}
"""Library and token → the session this process keeps open there: logging in takes longer than signing does, and a token
lets one process log in once, however many keys it holds.
"""


def _signed_in_token(there: Mapping[str, str], digest: bytes) -> bytes:
    """Where the session was lost – the token was taken out, its library started anew – in another one."""
    module, name = there["module"], there.get("token", "")
    token = TokenKey(Path(module), name, there.get("label", ""))
    with _one:
        kept = _sessions.get((module, name))
        if kept is not None and _is_open(kept):
            with suppress(PKCS11Error, KeyMissing):
                return token.key_in(kept).sign(digest)
        if kept is not None:
            _leave(module, name)
        pin = Path(there["pin_file"]).read_text("utf-8").strip()
        session = _sessions[module, name] = token.session(pin)
        return token.key_in(session).sign(digest)


def _is_open(session: Any) -> bool:
    """Asked first: a search in a session that is lost complains once more when it is cleared away."""
    try:
        session.generate_random(64)
    except RandomNoRNG:
        return True
    except PKCS11Error:
        return False
    return True


def _leave(module: str, token: str) -> None:
    with suppress(PKCS11Error):
        _sessions.pop((module, token)).close()
