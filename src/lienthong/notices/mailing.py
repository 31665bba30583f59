"""How a message leaves: through the mail server the operator named; in a trial world into a folder of that world."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import UUID

from lienthong.kernel import clock

TIMEOUT_SECONDS = 20


class Addressed(Protocol):
    """What a link needs to know."""

    @property
    def audience(self) -> str: ...
    @property
    def item(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Post:
    """Where messages go. `server`: smtp:// (STARTTLS), smtps://, or '' for files in `folder`."""

    sender: str
    site: str
    """The address people open the pages under, '' when the operator said none: then messages carry no link."""
    server: str = ""
    folder: Path | None = None

    def link_to(self, mail: Addressed) -> str:
        """An officer's own item, a citizen's look-up page (never their code and secret)."""
        if not self.site:
            return ""
        if mail.audience == "citizen":
            return f"{self.site}/tra-cuu"
        return f"{self.site}/viec/{mail.item}" if mail.item else f"{self.site}/thong-bao"

    def send(self, message: EmailMessage) -> None:
        """Raises `OSError` when it did not go."""
        if self.folder is not None:
            _into(self.folder, message)
        else:
            _through(self.server, message)


def post_of(*, kind: str, server: str, sender: str, site: str, folder: Path) -> Post | None:
    """A trial world writes files, whatever the operator configured: nothing of it reaches anybody. None: no mail."""
    site = site.rstrip("/")
    if kind == "trial":
        return Post(sender, site, folder=folder)
    return Post(sender, site, server=server) if server else None


def message(mail: UUID, sender: str, address: str, subject: str, text: str) -> EmailMessage:
    """Its id is the same however often it is sent, so that a second copy can be recognised."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, address, subject
    made["Date"] = format_datetime(clock.real())
    made["Message-ID"] = f"<{mail}@{sender.rpartition('@')[2].strip('>') or 'lienthong'}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text)
    return made


def _into(folder: Path, message: EmailMessage) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = str(message["Message-ID"]).strip("<>").partition("@")[0]
    part = folder / f"{name}.part"
    part.write_bytes(bytes(message))
    part.replace(folder / f"{name}.eml")


def _through(server: str, message: EmailMessage) -> None:
    parts = urlsplit(server)
    host, trusted = parts.hostname or "", ssl.create_default_context()
    if parts.scheme == "smtps":
        link: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=trusted
        )
    else:
        link = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT_SECONDS)
    with link:
        if parts.scheme == "smtp":
            link.starttls(context=trusted)
        if parts.username:
            link.login(unquote(parts.username), unquote(parts.password or ""))
        link.send_message(message)
