"""Keys that lie at the server: a trial's, and a body's own for its seal. Read by the worker alone.

A key is `<certificate>.p12` in the world's folder of keys, or `<certificate>.json` that names it in a token:
`{"module": "/usr/lib/…/lib.so", "token": "…", "label": "…", "pin_file": "/…"}`.
"""

import json
from pathlib import Path
from uuid import UUID

from django.conf import settings

from lienthong.kernel.refusals import Refusal
from lienthong_signer.keys import FileKey, Key, KeyMissing, TokenKey, WrongPin, signed


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
        key, pin = _key_of(certificate)
        _, (signature,) = signed(key, pin, [digest])
    except (OSError, KeyError, ValueError, KeyMissing, WrongPin) as missing:
        raise Refusal(
            "signing_key_missing",
            "Máy chủ không mở được khóa ký của chứng thư số này. Hãy báo người vận hành.",
            status=500,
        ) from missing
    return signature


def _key_of(certificate: UUID) -> tuple[Key, str]:
    token = key_file(certificate, "json")
    if not token.exists():
        return FileKey(key_file(certificate)), ""
    said = json.loads(token.read_text("utf-8"))
    pin = Path(said["pin_file"]).read_text("utf-8").strip()
    return TokenKey(Path(said["module"]), said.get("token", ""), said.get("label", "")), pin
