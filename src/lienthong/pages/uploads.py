"""Files that come with a form, and stay with it when it comes back to be corrected."""

import hashlib
from collections.abc import Iterable

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, field_validator

from lienthong.ground import files
from lienthong.kernel import reading

SALT = "lienthong.pages.uploads"
HELD_SECONDS = 24 * 3600
"""How long a form that came back may be sent again with the files it came with."""


class Upload(BaseModel):
    """One file: a page sends its bytes, the API writes them in base64."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=1, max_length=200)
    content: Base64Bytes = Field(max_length=2 * files.LARGEST)

    def __str__(self) -> str:
        """What tells one request from another: never the bytes themselves."""
        return f"{self.name} {hashlib.sha256(self.content).hexdigest()}"

    @field_validator("name")
    @classmethod
    def _in_one_line(cls, name: str) -> str:
        return reading.line(name) or "tệp"


class Held(BaseModel):
    """A file the form came with before: named on the form, and known to the server by its mark."""

    name: str
    mark: str


def _upload(name: str, content: bytes) -> Upload:
    return Upload.model_construct(name=reading.line(name)[:200] or "tệp", content=content)


def uploads(sent: Iterable["UploadedFile[bytes]"], marks: Iterable[str]) -> list[Upload]:
    """What a form was sent with: new files, and those it came with before. A mark nobody gave is no file."""
    return [_held(mark) for mark in marks if is_mark(mark)] + [
        _upload(file.name or "", file.read()) for file in sent
    ]


def is_mark(mark: str) -> bool:
    """Whether this server gave it, not too long ago, for a file it was sent."""
    return _digest_and_name(mark) is not None


def _digest_and_name(mark: str) -> tuple[str, str] | None:
    """Whoever brings a mark was given it for having sent these bytes: a digest alone opens nothing."""
    try:
        digest, name = signing.loads(mark, salt=SALT, max_age=HELD_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return str(digest), str(name)


def _held(mark: str) -> Upload:
    digest, name = _digest_and_name(mark) or ("", "")
    return _upload(name, files.read(digest))


def hold(sent: Iterable[Upload]) -> list[Held]:
    """Keep what a form came with, so that nobody chooses it again. Refuses what may not come in."""
    return [
        Held(
            name=file.name,
            mark=signing.dumps([files.keep_incoming(file.name, file.content).digest, file.name], salt=SALT),
        )
        for file in sent
    ]
