"""The form of one sentence: what goes in comes out, whatever a file may have said, faults are found from near by."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lienthong.papers.old_letters import old_letters
from lienthong.reorganisation.drafting import forms, rules
from lienthong.reorganisation.plans.faults import faults
from lienthong.reorganisation.plans.terms import (
    BODIES,
    KIND_LABELS,
    AreaFact,
    Facts,
    JurisdictionFact,
    PlanText,
    Source,
    Target,
    Transition,
    UnitFact,
)
from lienthong.reorganisation.plans.texts.changes import changes
from lienthong.reorganisation.plans.texts.files import document_of, text_of, typed
from tests.reorganisation.planning import inputs
from tests.reorganisation.plans import DAY


def _is_of_our_letters(said: str) -> bool:
    seen = ("".join(c if c.isprintable() else between for c in said) for between in ("", " "))
    return all(old_letters(text) is None for text in seen)


words = st.text(max_size=12).filter(_is_of_our_letters)
"""What is typed in the letters of before Unicode is refused where a file is read."""
codes = st.one_of(st.text("0123456789", max_size=5), words)
ranks = st.one_of(st.sampled_from(["commune", "district", "province"]), words)
sources = st.builds(
    Source,
    code=codes,
    rank=ranks,
    name=words,
    part=st.booleans(),
    default=st.booleans(),
    unit=words,
    key=words,
)
targets = st.builds(
    Target, code=codes, rank=ranks, name=words, province=codes, default=st.booleans(), unit=words, field=words,
    bodies=st.one_of(
        st.lists(st.sampled_from(BODIES), unique=True).map(tuple), st.lists(words, max_size=3).map(tuple)
    ),
    by_address=st.booleans(), key=words, reversal=codes,
)  # fmt: skip
sentences = st.builds(
    lambda kind, given, made, field, basis, archive: Transition(
        kind, tuple(given), tuple(made), field, basis, archive
    ),
    st.sampled_from(list(KIND_LABELS)), st.lists(sources, max_size=3), st.lists(targets, max_size=3),
    words, words, words,
)  # fmt: skip


def as_read(sentence: Transition) -> Transition:
    """As any door takes it in: on one line, nothing unseen."""
    document = document_of(PlanText("x", DAY, "", DAY, (sentence,)))
    return text_of(typed(document)).transitions[0]


@cache
def _template() -> Any:
    from django.template import engines

    return engines["jinja2"].env.from_string(  # type: ignore[attr-defined]
        '{% from "reorganisation/_sentence_rows.html" import source_line, area_target, receiver_target %}'
        '{% from "reorganisation/_sentence_words.html" import own_words, field_of_work %}'
        '<form id="sentence"><input type="hidden" name="kind" value="{{ sentence.kind }}">'
        "{{ field_of_work(sentence, choices, {}) }}{{ own_words(sentence, choices, {}) }}"
        "{% for s in sources %}{{ source_line(s) }}{% endfor %}"
        "{% for t in targets %}{% if is_area %}{{ area_target(t, choices, {}, 2, sentence.kind) }}"
        "{% else %}{{ receiver_target(t, choices, {}, 2, sentence.kind) }}{% endif %}{% endfor %}</form>"
    )


def drawn(sentence: Transition) -> str:
    """The form as the page draws it, with a registry that knows nothing of what the sentence names."""
    from lienthong.reorganisation.drafting import sentence_page as desk
    from lienthong.reorganisation.plans.reading import AREA_KINDS

    rows = [forms.source_row(sentence.kind, n, one) for n, one in enumerate(sentence.sources)]
    asked: dict[str, Any] = {
        "known": desk.with_current, "agencies": {"H29": "Ủy ban"}, "provinces": {"79": "Thành phố"},
        "ranks": desk.RANK_LABELS, "reversal": {}, "fields": {"Đất đai": "Đất đai"}, "keepers": {}, "heir": "",
        "receivers": desk.with_receivers_of(sentence, {'{"unit": "H29"}': "Ủy ban"}),
    }  # fmt: skip
    found: str = _template().render(
        sentence=sentence, choices=asked, is_area=sentence.kind in AREA_KINDS,
        sources=[{"row": row, "name": row.source.name, "where": ""} for row in rows],
        targets=[
            desk.target_words(forms.target_row(sentence.kind, n, one)) for n, one in enumerate(sentence.targets)
        ],
    )  # fmt: skip
    return found


@settings(max_examples=200, deadline=None)
@given(sentence=sentences)
def test_what_the_form_is_given_it_gives_back(django_settings: None, sentence: Transition) -> None:
    """Drawn as a page and read as a browser reads it, for all seven kinds and whatever a file can say."""
    stood = as_read(sentence)
    assert forms.sentence_in(inputs(drawn(stood))) == stood
    assert rules.wrong(stood, stood) == {}


@pytest.fixture(scope="session")
def django_settings(django_db_setup: None) -> None:
    """Templates need the settings, not the database."""


@settings(max_examples=200, deadline=None)
@given(before=st.lists(sentences, max_size=6), after=st.lists(sentences, max_size=6), kept=st.data())
def test_every_sentence_is_counted_once_when_a_file_replaces_a_text(
    before: list[Transition], after: list[Transition], kept: st.DataObject
) -> None:
    shared = kept.draw(st.lists(st.sampled_from(before), max_size=4)) if before else []
    one, two = _plan(*before), _plan(*after, *shared)
    found = changes(one, two)
    stayed = len(one.transitions) - len(found.removed) - len(found.changed)
    assert stayed + len(found.added) + len(found.changed) == len(two.transitions)
    assert len({was for was, _ in found.changed} | set(found.removed)) == len(found.changed) + len(
        found.removed
    )
    assert len({now for _, now in found.changed} | set(found.added)) == len(found.changed) + len(found.added)
    assert found.any == (one.transitions != two.transitions)


def _plan(*transitions: Transition) -> PlanText:
    return PlanText("Thử", DAY, "", DAY, transitions)


CODES = ("10001", "10002", "10003", "10004")
FACTS = Facts(
    areas=(
        *(AreaFact(n, code, "commune", f"Phường {n}", None, 79, False) for n, code in enumerate(CODES, 1)),
        AreaFact(79, "79", "province", "Thành phố", None, None, False),
    ),
    units=(
        *(UnitFact(10 + n, code, "ubnd", f"UBND {n}", n, False, True) for n, code in enumerate(CODES, 1)),
        UnitFact(99, "SXD", "department", "Sở", None, False, True),
    ),
    jurisdictions=tuple(
        JurisdictionFact(100 + n, "territory", None, n, None, None, 10 + n, False)
        for n in range(1, len(CODES) + 1)
    ),
)
near_codes = st.sampled_from([*CODES, "20001", "20002"])
near_sources = st.one_of(
    st.builds(Source, code=near_codes, part=st.booleans(), default=st.booleans()),
    st.builds(Source, key=st.sampled_from(["a", "b", "commune:20001"])),
    st.builds(Source, unit=st.sampled_from(["SXD", "SYT"])),
)
near_targets = st.one_of(
    st.builds(
        Target, code=near_codes, name=st.sampled_from(["Phường Một", "Phường Hai"]), default=st.booleans(),
        province=st.sampled_from(["", "79", "80"]), key=st.sampled_from(["", "", "a", "b"]),
    ),
    st.builds(Target, code=st.sampled_from(["79", "80"]), rank=st.just("province"), name=st.just("Tỉnh Mới")),
    st.builds(Target, unit=st.sampled_from(["SXD", "SYT"]), field=st.sampled_from(["", "Đất đai"])),
)  # fmt: skip
near_sentences = st.builds(
    lambda kind, given, made, archive: Transition(kind, tuple(given), tuple(made), archive=archive),
    st.sampled_from(list(KIND_LABELS)), st.lists(near_sources, min_size=1, max_size=2),
    st.lists(near_targets, min_size=1, max_size=2), st.sampled_from(["", "", "SXD", "20001"]),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(given=st.lists(near_sentences, min_size=1, max_size=6), data=st.data())
def test_a_sentences_faults_are_found_without_reading_the_whole_plan(
    given: list[Transition], data: st.DataObject
) -> None:
    text = _plan(*given)
    no = data.draw(st.integers(1, len(given)))
    near = rules.related(text, no)
    small = replace(text, transitions=tuple(given[n - 1] for n in near))
    here = near.index(no) + 1
    of_small = {
        (h.code, h.sentence, tuple(near[n - 1] for n in h.nos)) for h in faults(small, FACTS) if here in h.nos
    }
    assert {code for code, *_ in of_small} == {h.code for h in faults(text, FACTS) if no in h.nos}


def test_who_makes_what_another_calls_by_the_same_key_decides_about_it() -> None:
    """Two write «a», once as 10001 and once as 10002; whoever makes 10002 besides is a fault of both."""

    def into(code: str, key: str) -> Transition:
        return Transition("merge", (Source(code),), (Target(code, name="Phường Một", key=key),))

    text = _plan(
        into("10001", "a"), replace(into("10001", "a"), targets=into("10002", "a").targets), into("10002", "")
    )
    assert rules.related(text, 1) == [1, 2, 3]


def test_a_new_ward_takes_code_and_name_of_the_first_whole_one() -> None:
    asked = Transition(
        "merge", (Source("27091", name="Phường A", part=True), Source("27088", name="Phường B")), ()
    )
    found = rules.suggested(asked, _plan(), {("commune", "27088"): "79"})
    assert found.targets == (Target("27088", name="Phường B", province="79"),)


def test_a_code_another_sentence_gave_away_is_not_suggested_again() -> None:
    other = Transition("rename", (Source("1"),), (Target("27088", name="Phường X"),))
    asked = Transition("merge", (Source("27088", name="Phường B"), Source("27089", name="Phường C")), ())
    assert rules.suggested(asked, _plan(other), {}).targets[0].code == "27089"


def test_a_new_ward_is_suggested_the_province_its_own_becomes() -> None:
    provinces = Transition(
        "merge",
        (Source("74", rank="province"), Source("79", rank="province")),
        (Target("79", rank="province"),),
    )
    asked = Transition("rename", (Source("25747", name="Phường Y"),), ())
    found = rules.suggested(asked, _plan(provinces), {("commune", "25747"): "74"})
    assert found.targets[0].province == "79"


def test_what_a_planner_typed_is_not_overwritten() -> None:
    typed = Target(code="99001", name="Phường Riêng", province="01")
    asked = Transition("merge", (Source("27088", name="Phường B"),), (typed,))
    assert rules.suggested(asked, _plan(), {("commune", "27088"): "79"}).targets == (typed,)


@pytest.mark.parametrize(
    ("kind", "stays"), [("rename", True), ("dissolve", False), ("transfer_competence", False)]
)
def test_another_kind_keeps_the_sources_and_what_it_can_mean(kind: Any, stays: bool) -> None:
    merge = Transition("merge", (Source("27088", part=True),), (Target("1", name="Phường A"),), basis="NQ")
    found = forms.as_kind(merge, kind)
    assert (found.kind, found.sources, found.basis) == (kind, (Source("27088"),), "NQ")
    assert found.targets == (merge.targets if stays else ())
