"""What drafting draws on a letter's page: why it came back, which texts it had."""

from collections.abc import Mapping

from lienthong.documents.around.queries import around
from lienthong.documents.drafting import queries
from lienthong.documents.drafting.rules import version_words
from lienthong.documents.drafting.terms import Version
from lienthong.documents.terms import CHANGED, DRAFT
from lienthong.ground.actor import Actor
from lienthong.kernel.wording import vn_datetime
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item

SENT_BACK_FROM = 3
"""The least version of a draft that came back: it was created, and submitted, and sent back."""


def came_back(actor: Actor, item: Item, details: Mapping[str, object]) -> list[Part]:
    """On top, while a draft that was sent back lies with its drafter: by whom, when, in which words."""
    if item.kind != DRAFT or item.state != "drafting" or item.version < SENT_BACK_FROM:
        return []
    sent = queries.sent_back(item.id)
    if sent is None:
        return []
    who = f"{sent.who}, {sent.title}" if sent.who and sent.title else sent.who or ""
    shows = {"words": sent.words, "who": who, "at": vn_datetime(sent.at)}
    return [Part("Dự thảo bị trả lại", "documents/came_back.html", shows, on_top=True)]


def versions(actor: Actor, item: Item, details: Mapping[str, object]) -> list[Part]:
    """Every text the draft had, newest first, each with what it changed; the way to take the text of a Word file."""
    if item.kind != DRAFT:
        return []
    may_write = (
        item.state in CHANGED.states and item.jurisdiction in actor.scope and actor.can(CHANGED.ability)
    )
    if not around(item.id).older_versions and not may_write:
        return []
    texts = queries.versions(item.id)
    shows = {
        "versions": [_shown(item, text) for text in reversed(texts)],
        "word_url": f"/viec/{item.id}/tu-tep" if may_write else None,
    }
    return [Part("Các bản dự thảo", "documents/versions.html", shows)]


def _shown(item: Item, text: Version) -> dict[str, object]:
    before = text.version - 1
    return {
        "label": version_words(text),
        "title": text.title or "",
        "stands": text.until_now,
        "url": f"/viec/{item.id}/ban-du-thao?tu={before}&den={text.version}" if before else None,
    }
