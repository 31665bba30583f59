"""The two errors a person may meet. Everything else is a bug and is never swallowed."""

from typing import Any


class Refusal(Exception):
    """The act is understood and declined: a stable code, a Vietnamese sentence, the facts.

    `status` is the HTTP status a door answers with: 409 the state forbids it, 422 the input is wrong,
    403 the person may not, 429 too often. `field` names the input at fault.
    """

    def __init__(
        self, code: str, sentence: str, *, status: int = 409, field: str | None = None, **facts: Any
    ) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence
        self.status = status
        self.field = field
        self.facts = facts

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.sentence, "field": self.field, "facts": self.facts}


class NotFound(Exception):
    """It does not exist, or it is not yours: one answer for both."""
