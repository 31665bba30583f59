"""A time-stamp server (RFC 3161): asked once for each signature, and left alone for a while when it does not answer."""

import time

from asn1crypto import cms
from pyhanko.sign.timestamps import HTTPTimeStamper

SECONDS_TO_ANSWER = 5
SECONDS_OF_REST = 60
"""A hundred letters signed at once do not wait for a server that is down, one after the other."""

_resting: dict[str, float] = {}
"""Address → until when nobody asks there, by this machine's own clock."""


class NoTimestamp(Exception):
    """Nothing came, or what came is no stamp of what was asked about."""


class Stamper(HTTPTimeStamper):
    """Raises `NoTimestamp`, whatever the server says instead of a stamp."""

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            imprint = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]
            stamped = imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as failed:
            raise NoTimestamp from failed
        if stamped != (md_algorithm, message_digest):
            raise NoTimestamp("a stamp of something else")
        return token


def stamper_at(address: str) -> Stamper | None:
    """Whom to ask; None where there is no server, or it rests."""
    if not address or time.monotonic() < _resting.get(address, 0.0):
        return None
    return Stamper(address, timeout=SECONDS_TO_ANSWER)


def let_rest(address: str) -> None:
    _resting[address] = time.monotonic() + SECONDS_OF_REST
