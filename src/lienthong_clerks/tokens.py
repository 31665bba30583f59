"""Who the clerks are: the bearer tokens the world maker left in a file of mode 0600."""

import json
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Any


class Unfit(Exception):
    """The driver cannot start; the text is the sentence for the person who started it."""


@dataclass(frozen=True, slots=True)
class Post:
    mandate: int | None
    role: str
    section: str
    token: str


@dataclass(frozen=True, slots=True)
class Staff:
    """One unit with the token that looks at its inbox and the posts that act for it."""

    unit: int | None
    code: str
    body: str
    poll: str
    posts: tuple[Post, ...]
    province: str = ""

    def of_role(self, role: str) -> list[Post]:
        return [post for post in self.posts if post.role == role]


@dataclass(frozen=True)
class Tokens:
    driver: str
    city: dict[str, str]
    units: dict[int, Staff]
    besides: dict[str, dict[str, str]] = field(default_factory=dict)
    """Province → role → token, of the agencies of provinces other than the city's."""

    def agencies_for(self, unit: int | None) -> dict[str, str]:
        """Of the province the unit lies in; what is for everybody comes from the city, whose centre runs the round."""
        staff = self.units.get(unit) if unit is not None else None
        return self.besides.get(staff.province, self.city) if staff else self.city

    def city_staff(self, role: str) -> Staff:
        token = self.city[role]
        return Staff(None, role, "city", token, (Post(None, role, "", token),))


def read_tokens(path: Path) -> Tokens:
    try:
        raw = json.loads(read_private(path))
        return Tokens(
            str(raw["driver"]), dict(raw["city"]), dict(_units(raw["units"].items())), raw.get("besides", {})
        )
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise Unfit(f"{path} is not a tokens file of a trial world: {wrong!r}.") from wrong


def read_private(path: Path) -> str:
    """The text of a file that nobody else can read."""
    _refuse_open_file(path)
    return path.read_text(encoding="utf-8")


def _refuse_open_file(path: Path) -> None:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError as wrong:
        raise Unfit(f"The tokens file {path} cannot be read: {wrong.strerror}.") from wrong
    if mode & 0o177:
        raise Unfit(
            f"The tokens file {path} has mode {mode:04o}; whoever reads it can act for every clerk. "
            f"It must be 0600: chmod 600 '{path}'."
        )


def _units(pairs: Iterable[tuple[str, Any]]) -> Iterable[tuple[int, Staff]]:
    for key, raw in pairs:
        posts = tuple(
            Post(post["mandate"], intern(post["role"]), intern(post.get("section") or ""), post["token"])
            for post in raw["posts"]
        )
        yield (
            int(key),
            Staff(int(key), str(raw["code"]), raw["body"], raw["poll"], posts, raw.get("province", "")),
        )
