"""A plan's sentences in words, as its pages say them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from lienthong.ground import sql
from lienthong.kernel.sorting import sort_key
from lienthong.reorganisation.plans.terms import KIND_LABELS, PlanText, Source, Target, Transition

Areas = Mapping[tuple[str, str], str]
"""Names of areas by rank and code."""

NOWHERE: Areas = {}
BY_ADDRESS = "phường, xã theo địa chỉ"


class AgencyRow(NamedTuple):
    agency: str
    name: str


def agency_names() -> dict[str, str]:
    """The name of each agency that has or had a code, by code."""
    rows = sql.rows(AgencyRow, "select agency, name from unit where agency is not null order by id")
    return {row.agency: row.name for row in rows}


def sentence_words(
    no: int, sentence: Transition, agencies: dict[str, str], areas: Areas = NOWHERE
) -> dict[str, Any]:
    """What pages say of a sentence: {no, kind, field, basis, archive, sources, targets}."""
    return {
        "no": no, "kind": KIND_LABELS[sentence.kind], "field": sentence.field, "basis": sentence.basis,
        "archive": agencies.get(sentence.archive, sentence.archive),
        "sources": [_source(source, agencies, areas) for source in sentence.sources],
        "targets": [_target(target, agencies) for target in sentence.targets],
    }  # fmt: skip


def _source(source: Source, agencies: dict[str, str], areas: Areas) -> str:
    part = "một phần " if source.part else ""
    return part + source_words(source, agencies, areas)


def source_words(source: Source, agencies: dict[str, str], areas: Areas) -> str:
    """The name beside its code, also where the plan writes only the code."""
    called = source.name or areas.get((source.rank, source.code), "")
    name = called or agencies.get(source.unit, source.unit) or source.key
    return f"{name} ({source.code})" if source.code and name else name or source.code


RANK_LABELS = {"commune": "Phường, xã, thị trấn", "district": "Quận, huyện", "province": "Tỉnh, thành phố"}


def giving_words(text: PlanText, agencies: dict[str, str], areas: Areas) -> dict[str, list[str]]:
    """Who gives, by what it is, in order of names: what a signer counts against the decision."""
    by_label: defaultdict[str, list[str]] = defaultdict(list)
    for source in text.giving:
        label = "Cơ quan" if source.unit else RANK_LABELS.get(source.rank, source.rank)
        by_label[label].append(source_words(source, agencies, areas))
    return {label: sorted(names, key=sort_key) for label, names in by_label.items()}


def _target(target: Target, agencies: dict[str, str]) -> str:
    name = (
        target.name
        or agencies.get(target.unit, target.unit)
        or (BY_ADDRESS if target.by_address else target.key)
    )
    return (
        f"{name}"
        + (f" ({target.code})" if target.code else "")
        + (f": {target.field}" if target.field else "")
    )
