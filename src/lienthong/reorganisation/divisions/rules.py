"""Where a piece of divided work belongs: addresses read, rules asked, suggestions made. Pure.

All rules are asked and must agree; their order decides nothing, so two people who enter them differently get the
same list. What they do not agree on is for a person.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from lienthong.kernel.text import fold, normalise
from lienthong.reorganisation.divisions.terms import (
    KINDS,
    SAMPLE_OF,
    SIDES,
    Facts,
    Match,
    Rule,
    Suggestion,
    Trial,
    Verdict,
    bad_rule,
)

_TOKEN = re.compile(r"\d+[^\W\d_]*(?:/\d+[^\W\d_]*)*|[^\W\d_]+")
_NUMBER = re.compile(r"(\d+)[^\W\d_]*(?:/.*)?")
_NEIGHBOURHOOD = re.compile(
    r"\b(?:khu pho|kp|ap|to dan pho|kdc)\s*(\d+[a-z]?|[a-z][a-z ]*?)(?=\s*(?:,|;|$|\bphuong\b|\bxa\b))"
)
_SHORT = {"đ": "đường", "p": "phường", "q": "quận", "kp": "khu phố", "tp": "thành phố", "d": "duong"}


def tokens(text: str) -> list[str]:
    """«12/5 Đ. Số 10» → ["12/5", "đường", "số", "10"]: whole words, so that 1 is never found in 10."""
    spelt = normalise(text).lower().replace("kp.", "kp ").replace("đ.", "đường ").replace("p.", "phường ")
    found = _TOKEN.findall(re.sub(r"\b(kp|p|q|đ)(?=\d)", r"\1 ", spelt))
    return [_SHORT.get(token, token) for token in found]


def has_marks(text: str) -> bool:
    """Whether somebody typed it with marks: then they count, and Thạnh An is not Thanh An."""
    return any(unicodedata.combining(c) or c in "đĐ" for c in unicodedata.normalize("NFD", text))


class Address:
    """An address read once and asked many times."""

    __slots__ = ("_bare", "_exact", "_marked", "folded")

    def __init__(self, text: str) -> None:
        self._exact = tokens(text)
        self._marked = has_marks(text)
        self._bare = [fold(token) for token in self._exact]
        self.folded = fold(text)

    def find(self, phrase: Sequence[str], bare: Sequence[str]) -> int | None:
        """Where the words stand in the address, or None. Typed without marks, it is compared without."""
        return _find(self._exact, phrase) if self._marked else _find(self._bare, bare)

    def house_number(self, at: int) -> int | None:
        """The number before the street at this place: «12/5 đường …» → 12, «số 7 hẻm 3 …» → the nearest, 3."""
        before = [t for t in self._exact[max(0, at - 3) : at] if _NUMBER.fullmatch(t)]
        return int(_NUMBER.fullmatch(before[-1])[1]) if before else None  # type: ignore[index]

    def neighbourhoods(self) -> frozenset[str]:
        return frozenset(found.strip() for found in _NEIGHBOURHOOD.findall(self.folded.replace(".", " ")))

    def street(self) -> str | None:
        """The words that name the street, without marks: what a street list is grouped by."""
        found = street_of(self._bare)
        return " ".join(found) if found else None

    def street_spelt(self) -> str:
        """The same words as somebody typed them: «Nguyễn Hoàng»."""
        found = street_of(self._bare)
        at = _find(self._bare, found) if found else None
        words = self._exact[at : at + len(found)] if found and at is not None else []
        return " ".join(word if word == "số" else word.capitalize() for word in words)


_STREET_ENDS = frozenset({"khu", "phuong", "quan", "thanh", "xa", "ap", "huyen", "thi", "tp", "to", "tinh"})


def in_order(street: str) -> tuple[tuple[int, str], ...]:
    """A key by which «số 2» stands before «số 10»."""
    return tuple((int(word), "") if word.isdigit() else (-1, word) for word in street.split())


def street_of(bare: Sequence[str]) -> list[str]:
    start = next((i + 1 for i, t in enumerate(bare) if t == "duong"), None)
    if start is None:
        # Without the word «đường», the street follows the house number an address begins with.
        start = next(
            (
                i + 1
                for i, t in enumerate(bare[:3])
                if _NUMBER.fullmatch(t) and set(bare[:i]) <= {"so", "nha"}
            ),
            None,
        )
    words: list[str] = []
    for token in [] if start is None else bare[start:]:
        if token in _STREET_ENDS:
            break
        words.append(token)
        if len(words) == 5 or (words[0] == "so" and len(words) == 2):
            break
    return words


def _find(own: Sequence[str], wanted: Sequence[str]) -> int | None:
    width = len(wanted)
    for start in range(len(own) - width + 1):
        if own[start] == wanted[0] and own[start : start + width] == list(wanted):
            return start
    return None


class Reader:
    """The rules of one division, made ready for many items."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [(rule, _prepared(rule)) for rule in sorted(rules, key=lambda r: r.no)]

    def verdict(self, facts: Facts) -> Verdict:
        address = Address(facts.address)
        found = []
        for rule, ready in self._rules:
            reason = _ASK[rule.kind](facts, address, rule.pattern, ready)
            if reason is not None:
                found.append(Match(rule.no, rule.part, reason))
        return Verdict(facts.id, tuple(found))


def _prepared(rule: Rule) -> Any:
    match rule.kind:
        case "words":
            spelt = [(phrase, tokens(phrase)) for phrase in rule.pattern["any"]]
            return [(phrase, words, [fold(word) for word in words]) for phrase, words in spelt if words]
        case "neighbourhood":
            return {fold(str(name)): str(name) for name in rule.pattern["names"]}
        case "field":
            return {normalise(name).lower(): name for name in rule.pattern["fields"]}
        case _:
            return None


def _by_words(facts: Facts, address: Address, pattern: Mapping[str, Any], ready: Any) -> str | None:
    for phrase, words, bare in ready:
        at = address.find(words, bare)
        if at is None:
            continue
        number = address.house_number(at)
        if _within(number, pattern):
            return f"địa chỉ có «{phrase}»" + (f", số nhà {number}" if _has_span(pattern) else "")
    return None


def _has_span(pattern: Mapping[str, Any]) -> bool:
    return any(pattern.get(name) is not None for name in ("from", "to", "side"))


def _within(number: int | None, pattern: Mapping[str, Any]) -> bool:
    """A rule for part of a street says nothing about an address without a house number."""
    if not _has_span(pattern):
        return True
    if number is None:
        return False
    low, high, side = pattern.get("from"), pattern.get("to"), pattern.get("side")
    in_span = (low is None or number >= low) and (high is None or number <= high)
    return in_span and (side is None or number % 2 == (side == "odd"))


def _by_neighbourhood(facts: Facts, address: Address, pattern: Mapping[str, Any], ready: Any) -> str | None:
    found = sorted(address.neighbourhoods() & set(ready))
    return f"khu phố (ấp) {ready[found[0]]}" if found else None


def _by_point(facts: Facts, address: Address, pattern: Mapping[str, Any], ready: Any) -> str | None:
    return "điểm trên bản đồ nằm trong ranh giới mới" if facts.area == pattern["area"] else None


def _by_field(facts: Facts, address: Address, pattern: Mapping[str, Any], ready: Any) -> str | None:
    name = ready.get(normalise(facts.field).lower())
    return f"lĩnh vực «{name}»" if name else None


_ASK = {"words": _by_words, "neighbourhood": _by_neighbourhood, "point": _by_point, "field": _by_field}


def check_rule(kind: str, pattern: Mapping[str, Any]) -> None:
    """Refuses `bad_rule` for what could never match or matches everything."""
    if kind not in KINDS:
        raise bad_rule(f"Không có loại quy tắc «{kind}».", "kind")
    if kind == "words":
        _check_words(pattern)
    elif kind == "point":
        if not isinstance(pattern.get("area"), int):
            raise bad_rule("Quy tắc theo điểm cần địa bàn mới.")
    elif not [
        name
        for name in pattern.get({"neighbourhood": "names", "field": "fields"}[kind], [])
        if str(name).strip()
    ]:
        raise bad_rule(f"Quy tắc «{KINDS[kind]}» cần ít nhất một tên.")


def _check_words(pattern: Mapping[str, Any]) -> None:
    if not [phrase for phrase in pattern.get("any", []) if tokens(str(phrase))]:
        raise bad_rule("Quy tắc theo từ ngữ cần ít nhất một cụm từ, ví dụ tên đường.")
    low, high, side = pattern.get("from"), pattern.get("to"), pattern.get("side")
    if low is not None and high is not None and low > high:
        raise bad_rule("Số nhà đầu lớn hơn số nhà cuối.")
    if side is not None and side not in SIDES:
        raise bad_rule("Bên đường chỉ là số lẻ hoặc số chẵn.")


def tried(verdicts: Iterable[Verdict]) -> Trial:
    """{part: n}, {rule: n} and what is left; the parts, conflicts and unknowns sum to the total."""
    decided: Counter[int] = Counter()
    by_rule: Counter[int] = Counter()
    left: Counter[str] = Counter()
    total = 0
    for verdict in verdicts:
        total += 1
        by_rule.update(match.rule for match in verdict.matches)
        if verdict.part is None:
            left[verdict.standing] += 1
        else:
            decided[verdict.part] += 1
    return Trial(total, dict(decided), dict(by_rule), left["conflict"], left["unknown"])


def suggestions(
    verdict: Verdict,
    street: str | None,
    decided_in_street: Mapping[int, int],
    area_part: int | None,
    part_names: Mapping[int, str],
) -> list[Suggestion]:
    """What speaks for which part, the strongest first: rules that matched, neighbours decided before, the point."""
    votes: dict[int, list[str]] = {}
    weight: Counter[int] = Counter()
    for match in verdict.matches:
        votes.setdefault(match.part, []).append(f"quy tắc {match.rule}: {match.reason}")
        weight[match.part] += 2
    of_street = sum(decided_in_street.values())
    for part, n in decided_in_street.items():
        votes.setdefault(part, []).append(
            f"{n}/{of_street} việc cùng đường «{street}» đã về {part_names.get(part, part)}"
        )
        weight[part] += 1 + (n * 2 > of_street)
    if area_part is not None:
        votes.setdefault(area_part, []).append("điểm trên bản đồ nằm trong ranh giới mới")
        weight[area_part] += 3
    found = [Suggestion(part, "; ".join(reasons), weight[part]) for part, reasons in votes.items()]
    return sorted(found, key=lambda s: (-s.votes, s.part))


def needs_second_eyes(plan: int, item: UUID) -> bool:
    """Whether this decision is in the sample: fixed by plan and item, so nobody can choose what is looked at."""
    return int.from_bytes(hashlib.sha256(f"{plan}:{item}".encode()).digest()[:4]) % SAMPLE_OF == 0
