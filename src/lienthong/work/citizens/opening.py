"""How a citizen's key opens their item: by code and secret or, to look only, by code and the end of a telephone."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.limits import count_attempts_lastingly
from lienthong.kernel import reading
from lienthong.kernel.refusals import NotFound
from lienthong.work.citizens import keys


@dataclass(frozen=True, slots=True)
class Opening:
    """One desk's. Wrong code, wrong secret and wrong digits are one `NotFound`.

    A secret is compared by the database, digest with digest: how long that takes says nothing of the secret.
    """

    text: str
    """Asks the owner's function of the desk (code, digest or null, digits or null) for the item, and makes it visible
    to the end of the transaction."""
    phone_door: str
    """In `ground.limits`, by code: four digits are soon guessed."""
    phone_end_door: str
    """And by the digits themselves: one set of them tried at many codes."""
    spellings: Callable[[str], tuple[str, ...]]
    """The codes the desk may have given out for what was typed, the likeliest first."""

    def by_secret(self, code: str, secret: str) -> UUID:
        """To look and to act."""
        for spelling in self.spellings(code):
            for digest in keys.digests_of(secret):
                if (item := self._item(spelling, digest, None)) is not None:
                    return item
        raise NotFound

    def by_phone(self, code: str, digits: str) -> UUID:
        """To look only; `too_often` past the tries a code, and a set of digits, have in an hour."""
        spellings = self.spellings(code)
        count_attempts_lastingly(
            (self.phone_door, spellings[0]), (self.phone_end_door, reading.plain(digits))
        )
        for spelling in spellings:
            if (item := self._item(spelling, None, reading.phone_end(digits))) is not None:
                return item
        raise NotFound

    def to_look(self, code: str, secret: str) -> UUID:
        """By whichever of the two was given."""
        opens = self.by_phone if keys.is_phone_end(secret) else self.by_secret
        return opens(code, secret)

    def _item(self, code: str, digest: bytes | None, digits: str | None) -> UUID | None:
        return sql.value(UUID, self.text, (code, digest, digits))
