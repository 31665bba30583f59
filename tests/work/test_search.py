"""What a search finds does not depend on how it was sought: by walking back from the newest, or by the index. The words
in the index are those of `kernel/sought/tokens.py`.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.sought import tokens
from lienthong.kernel.text import fold, is_unusable
from lienthong.work import queries
from lienthong.work.persons.words import Asked, of_work
from tests import cast, sql
from tests.board.rounds import as_owner

PLAIN = """
select id, kind, reference, subject, state, received_at, due_at, paused_at, closed_at
from visible_item
where item_tokens(words, reference) @@ %(query)s::tsquery
order by received_at desc, id
limit %(limit)s
"""

FILL = """
insert into work_item (id, kind, reference, subject, words, jurisdiction, received_seat, sender_seat, parties, state,
                       step, section, priority, field, received_at, closed_at, chain_seq, version, changed_at)
select gen_random_uuid(), 'dossier', %(mark)s || '-' || n, 'Việc ' || n, %(words)s, %(jurisdiction)s, %(seat)s,
       %(sender)s,
       (select array_agg(distinct p order by p)
        from unnest(array[%(jurisdiction)s::int, %(seat)s::int, %(sender)s::int]) p where p is not null),
       'received', '', '', 0, '', world_now() - interval '1 minute' * (n * 7919 %% 5000),
       case when n %% 3 = 0 then world_now() end, 1, 1, now()
from generate_series(1, %(n)s::int) n
"""

ASK_ABOUT = """
with asked as (
    insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section, priority,
                           field, received_at, parent, chain_seq, version, changed_at)
    select gen_random_uuid(), 'referral', '', '', '', %(here)s, array[%(here)s::int], 'asked', '', '', 0, '',
           world_now(), w.id, 1, 1, now()
    from work_item w where w.reference like %(mark)s || '-%%' and w.closed_at is null
    returning parent
)
update work_item w set parties = array(select distinct p from unnest(w.parties || %(here)s::int) p order by p)
from asked where w.id = asked.parent
"""


def _fill(n: int, words: str, jurisdiction: int | None, *, seat: int | None = None, sender: int | None = None,
          mark: str = "K") -> None:  # fmt: skip
    rows = {
        "n": n,
        "words": words,
        "jurisdiction": jurisdiction,
        "seat": seat,
        "sender": sender,
        "mark": mark,
    }
    with as_owner():
        sql.run(FILL, rows)


def _analyze() -> None:
    with as_owner():
        sql.run("analyze work_item")


def _only(query: str, words: str) -> Asked:
    """One question alone."""
    asked = of_work(words)
    if query == "begun":
        return asked._replace(exact="", number="", whole=asked.begun, begun="", seen=asked.seen_begun)
    return asked._replace(exact="", number="", begun="", seen_begun=[])


def _both(actor: Actor, words: str, limit: int = 50, query: str = "whole") -> tuple[list[Any], list[Any]]:
    with acts.opening(actor):
        asked = _only(query, words)
        plain = [tuple(row) for row in sql.rows(PLAIN, {"query": asked.whole, "limit": limit})]
        return [tuple(row)[: len(row) - 3] for row in queries.items_asked(asked, limit=limit)], plain


@pytest.mark.parametrize(
    "words", ["hộ tịch", "hộ", "riêng", "K-17", "không có", "", "'; drop table x; --", "%s {}", "-", "0"]
)
def test_it_finds_what_the_plain_question_finds(db: None, words: str) -> None:
    an, chi = cast.an(), cast.chi()
    _fill(3000, "ho tich", an.seat)
    _fill(40, "ho rieng", an.seat, mark="R")
    _fill(500, "ho tich khac", chi.seat, seat=an.seat, mark="G")
    _fill(300, "ho tich", chi.seat, sender=an.seat, mark="S")
    _fill(300, "ho tich hoi", chi.seat, mark="H")
    _fill(900, "dat dai", chi.seat, mark="D")
    with as_owner():
        sql.run(ASK_ABOUT, {"here": an.seat, "mark": "H"})
    for state in ("no statistics", "statistics"):
        for limit in (50, 7):
            hits, plain = _both(an, words, limit)
            assert hits == plain, state
            begun, plainly = _both(an, words, limit, "begun")
            assert begun == plainly, state
        _analyze()


def test_a_word_of_all_others_that_is_rare_here_is_still_found(db: None) -> None:
    """It is expected to be near, is not among the newest, and is sought again by the index."""
    an, chi = cast.an(), cast.chi()
    _fill(6000, "tranh chap", chi.seat)
    _fill(4000, "dat dai", an.seat, mark="D")
    _fill(60, "tranh chap dat dai", an.seat, mark="T")
    with as_owner():
        sql.run(
            "update work_item set received_at = received_at - interval '9 days' where reference like 'T-%%'"
        )
    _analyze()
    hits, plain = _both(an, "tranh chấp")
    assert hits == plain
    assert len(hits) == 50


def test_random_words(db: None) -> None:
    drawn = random.Random(10)  # noqa: S311 – no secret
    an, chi = cast.an(), cast.chi()
    words = ["dat", "dai", "ho", "tich", "khai", "sinh"]
    for n in range(12):
        _fill(
            drawn.choice((5, 80, 1500)),
            " ".join(drawn.sample(words, drawn.randint(1, 4))),
            drawn.choice((an.seat, chi.seat)),
            seat=drawn.choice((None, an.seat, chi.seat)),
            sender=drawn.choice((None, None, an.seat, chi.seat)),
            mark=f"N{n}",
        )
    _analyze()
    for actor in (an, chi):
        for asked in (*words, "dat dai", "ho tich khai sinh", "N3-4", "sin", "ho ti"):
            for query in ("whole", "begun"):
                hits, plain = _both(actor, asked, query=query)
                assert hits == plain, (asked, query)


def test_a_stranger_finds_nothing_by_either_way(db: None) -> None:
    _fill(3000, "ho tich", cast.an().seat)
    _analyze()
    hits, _ = _both(cast.chi(), "hộ tịch")
    assert hits == []
    sql.run("select set_config('lt.scope', '', true), set_config('lt.archive', '', true)")
    assert queries.items_asked(of_work("hộ tịch"), limit=50) == []


def test_a_beginning_that_most_items_share_is_sought_among_the_newest_alone(db: None) -> None:
    an = cast.an()
    _fill(25_000, "nguoi dan", an.seat)
    _fill(1, "nguon nuoc", an.seat, mark="N")
    _analyze()
    with acts.opening(an):
        begun = queries.search(an, "ngu")
        assert len(begun) == 50
        assert {row.how for row in begun} == {"begun"}
        assert [row.reference for row in queries.search(an, "nguồn nư")] == ["N-1"]


@contextmanager
def _statements() -> Iterator[list[str]]:
    run, texts = queries.sql.rows, []

    def noted(row: Any, text: str, params: Any = None) -> Any:
        texts.append(text)
        return run(row, text, params)

    queries.sql.rows = noted  # type: ignore[assignment]
    try:
        yield texts
    finally:
        queries.sql.rows = run


def test_whatever_is_typed_is_one_statement(db: None) -> None:
    an = cast.an()
    for typed in ("hộ tịch", "1/UBND-VP", "27094-250701-0008", "0903 000 777"):
        with acts.opening(an), _statements() as texts:
            queries.search(an, typed)
        assert len(texts) == 1


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80).filter(lambda text: not is_unusable(text)))
@example("Hoà, (Uỷ-ban) 0008 01/UBND-VPHVU – «ba» … 00 a_b 中文")
@example("a" * 5000)
@example("Ư" * 3000 + " 012")
@example("㌖" * 500)
@example("' \\ : * & | ! < > ( ) '")
def test_the_index_has_the_words_that_are_asked_for(db: None, text: str) -> None:
    kept = set(sql.one("select tsvector_to_array(item_tokens(%s, ''))", (fold(text),)))
    made = {tokens.token(word)[: tokens.LONGEST] for word in tokens.words(text)}
    assert {word[: tokens.LONGEST] for word in kept if not word.startswith(tokens.TAIL)} == made


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("0123456789ABCĐƯỦabcđ/-. –"), max_size=30))
@example("01/QĐ-UBND")
@example("36-CV/ĐU")
@example("00")
def test_a_papers_number_is_kept_as_it_is_asked_for(db: None, reference: str) -> None:
    kept = sql.one("select tsvector_to_array(item_tokens('', %s))", (reference,))
    number = tokens.compact(reference)
    assert kept == ([] if not reference else [f"={number}"])


def test_a_telephone_is_kept_from_its_end(db: None) -> None:
    kept = sql.one("select tsvector_to_array(item_tokens('hs 1 qzle qzthi qz0903000777', ''))")
    assert set(kept) == {"hs", "1", "qzle", "qzthi", "qz0903000777", "~7770003090"}
