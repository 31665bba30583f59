"""Where a piece of divided work belongs: rules asked, suggestions made. Pure.

All rules are asked and must agree; their order decides nothing, so two people who enter them differently get the
same list. What they do not agree on is for a person.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from lienthong.kernel.text import normalise
from lienthong.reorganisation.divisions.terms import (
    KINDS,
    SAMPLE_OF,
    SIDES,
    Commune,
    Facts,
    Match,
    Rule,
    Suggestion,
    Trial,
    Verdict,
    bad_rule,
)
from lienthong.units.addresses.names import Names
from lienthong.units.addresses.reading import Address, Phrase
from lienthong.units.addresses.spelling import bare_phrase, tokens
from lienthong.units.addresses.terms import WARD_KINDS


class Reader:
    """The rules of one division, made ready for many items."""

    def __init__(self, rules: Iterable[Rule], communes: "Communes | None" = None) -> None:
        self._communes = communes
        ordered = sorted(rules, key=lambda r: r.no)
        names = frozenset(phrase.spelt for rule in ordered for _, phrase in _phrases(rule))
        self._rules = [(rule, _prepared(rule, names)) for rule in ordered]

    def verdict(self, facts: Facts) -> Verdict:
        address = Address(facts.address)
        matches: list[Match] = []
        doubts: list[Match] = []
        hints: list[Match] = []
        for rule, ready in self._rules:
            if rule.kind == "commune":
                decided, open_ways = self._by_commune(facts, address, rule.no)
                matches += decided
                hints += open_ways
            elif rule.part is not None and (reason := _ASK[rule.kind](facts, address, rule.pattern, ready)):
                (matches if reason.is_sure else doubts).append(Match(rule.no, rule.part, reason.words))
        return Verdict(facts.id, tuple(matches), tuple(hints), tuple(doubts))

    def _by_commune(self, facts: Facts, address: Address, no: int) -> tuple[list[Match], list[Match]]:
        """What an old commune says that has one heir, or whose own rules agree; else the ways it may have gone."""
        matches: list[Match] = []
        hints: list[Match] = []
        communes = self._communes
        for commune, how in communes.named(facts, address) if communes else ():
            assert communes is not None
            areas, reason = self._heirs(commune, facts), f"{how} «{commune.name}»"
            if len(areas) > 1:
                reason += ", nơi được chia về nhiều địa bàn"
            of_areas = [Match(no, communes.part_of[area], reason) for area in areas]
            (matches if len(areas) == 1 else hints).extend(of_areas)
        return matches, hints

    def _heirs(self, commune: Commune, facts: Facts) -> tuple[int, ...]:
        assert self._communes is not None
        own = self._communes.readers.get(commune.id)
        decided = own.verdict(facts).part if own else None
        return commune.areas if decided is None else (decided,)


class Communes:
    """The old communes of a district, found by the place of an item and by the names in its address."""

    def __init__(self, communes: Iterable[Commune], part_of: Mapping[int, int]) -> None:
        self._all = {commune.id: commune for commune in communes}
        self.part_of = part_of
        self.readers = {commune.id: Reader(commune.rules) for commune in self._all.values() if commune.rules}
        self._names: Names[Commune] = Names(WARD_KINDS)
        for commune in self._all.values():
            self._names.add(commune.name, commune)

    def named(self, facts: Facts, address: Address) -> list[tuple[Commune, str]]:
        """Each with how it was found. Place and address may name different ones: then a person decides."""
        spoken_of = [(commune, "địa chỉ ghi") for commune in self._in_address(address)]
        place = self._all.get(facts.place or 0)
        if place is not None and place not in [commune for commune, _ in spoken_of]:
            spoken_of.append((place, "hồ sơ ghi địa bàn"))
        return spoken_of

    def _in_address(self, address: Address) -> list[Commune]:
        """«phường An Phú», and a second one that is named too; where no kind is written, a name that stands alone
        between commas, not first.
        """
        named = [commune for mention in self._names.mentions(address) for commune in mention.things]
        if named:
            return list({commune.id: commune for commune in named}.values())
        alone = (self._names.alone(address, words.spelt) for words in address.segments()[1:])
        return next((list(mention.things) for mention in alone if mention), [])


class Reason(NamedTuple):
    """Why a rule speaks. Not sure: it speaks in one reading of the address and not in another."""

    words: str
    is_sure: bool = True


def _phrases(rule: Rule) -> list[tuple[str, Phrase]]:
    said = rule.pattern["any"] if rule.kind == "words" else ()
    return [(str(phrase), words) for phrase in said if (words := Phrase.of(str(phrase))).spelt]


def _prepared(rule: Rule, names: frozenset[tuple[str, ...]]) -> Any:
    """`names`: what all rules of the division call streets."""
    match rule.kind:
        case "words":
            return names, _phrases(rule)
        case "neighbourhood":
            return {bare_phrase(str(name)): str(name) for name in rule.pattern["names"]}
        case "field":
            return {normalise(name).lower(): name for name in rule.pattern["fields"]}
        case _:
            return None


def _by_words(facts: Facts, address: Address, pattern: Mapping[str, Any], ready: Any) -> Reason | None:
    """The first phrase that speaks for sure; else the first that may."""
    possible: Reason | None = None
    names, phrases = ready
    for phrase, words in phrases:
        reason = _by_phrase(address, pattern, phrase, words, names)
        if reason is not None and reason.is_sure:
            return reason
        possible = possible or reason
    return possible


def _by_phrase(
    address: Address,
    pattern: Mapping[str, Any],
    phrase: str,
    words: Phrase,
    names: frozenset[tuple[str, ...]],
) -> Reason | None:
    place = address.find(words)
    # What is typed just as another rule has it is that name: Thanh An, where there is a Thạnh An as well.
    if place is None or (not place.is_sure and address.words_at(place.at, len(words.spelt)) in names):
        return None
    told_apart = "" if place.is_sure else ", ghi không dấu nên có thể là tên khác"
    if not _has_span(pattern):
        return Reason(f"địa chỉ có «{phrase}»{told_apart}", place.is_sure)
    numbers = address.house_numbers(place.at)
    within = [number for number in numbers if _within(number, pattern)]
    if not within:
        return None
    said = f"địa chỉ có «{phrase}»{told_apart}, số nhà {' hoặc '.join(map(str, numbers))}"
    return Reason(said, place.is_sure and len(within) == len(numbers))


def _has_span(pattern: Mapping[str, Any]) -> bool:
    return any(pattern.get(name) is not None for name in ("from", "to", "side"))


def _within(number: int, pattern: Mapping[str, Any]) -> bool:
    low, high, side = pattern.get("from"), pattern.get("to"), pattern.get("side")
    in_span = (low is None or number >= low) and (high is None or number <= high)
    return in_span and (side is None or number % 2 == (side == "odd"))


def _by_neighbourhood(
    facts: Facts, address: Address, pattern: Mapping[str, Any], ready: Any
) -> Reason | None:
    for names, is_sure in ((address.neighbourhoods(), True), (address.possible_neighbourhoods(), False)):
        if known := sorted(names & set(ready)):
            street = "" if is_sure else ", cũng có thể là tên đường"
            return Reason(f"khu phố (ấp) {ready[known[0]]}{street}", is_sure)
    return None


def _by_point(facts: Facts, address: Address, pattern: Mapping[str, Any], ready: Any) -> Reason | None:
    is_inside = facts.area == pattern["area"]
    return Reason("điểm trên bản đồ nằm trong ranh giới mới") if is_inside else None


def _by_field(facts: Facts, address: Address, pattern: Mapping[str, Any], ready: Any) -> Reason | None:
    name = ready.get(normalise(facts.field).lower())
    return Reason(f"lĩnh vực «{name}»") if name else None


_ASK = {"words": _by_words, "neighbourhood": _by_neighbourhood, "point": _by_point, "field": _by_field}


def check_rule(kind: str, pattern: Mapping[str, Any]) -> None:
    """Refuses `bad_rule` for what could never match or matches everything."""
    if kind not in KINDS:
        raise bad_rule(f"Không có loại quy tắc «{kind}».", "kind")
    if kind == "commune":
        return
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
    for hint in (*verdict.doubts, *verdict.hints):
        votes.setdefault(hint.part, []).append(hint.reason)
        weight[hint.part] += 1
    of_street = sum(decided_in_street.values())
    for part, n in decided_in_street.items():
        votes.setdefault(part, []).append(
            f"{n}/{of_street} việc cùng đường «{street}» đã về {part_names.get(part, part)}"
        )
        weight[part] += 1 + (n * 2 > of_street)
    if area_part is not None:
        votes.setdefault(area_part, []).append("điểm trên bản đồ nằm trong ranh giới mới")
        weight[area_part] += 3
    listed = [Suggestion(part, "; ".join(reasons), weight[part]) for part, reasons in votes.items()]
    return sorted(listed, key=lambda s: (-s.votes, s.part))


def needs_second_eyes(plan: int, item: UUID) -> bool:
    """Whether this decision is in the sample: fixed by plan and item, so nobody can choose what is looked at."""
    return int.from_bytes(hashlib.sha256(f"{plan}:{item}".encode()).digest()[:4]) % SAMPLE_OF == 0
