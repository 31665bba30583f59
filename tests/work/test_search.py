"""What a search finds does not depend on how it was sought: by walking back from the newest, or by the indexes."""

import random
from typing import Any

import pytest

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.text import fold
from lienthong.work import queries
from tests import cast, sql
from tests.board.rounds import as_owner

PLAIN = """
select id, kind, reference, subject, state, received_at, due_at, paused_at, closed_at
from visible_item
where to_tsvector('simple', words) @@ plainto_tsquery('simple', %(words)s) or reference = %(reference)s
order by received_at desc, id
limit %(limit)s
"""

FILL = """
insert into work_item (id, kind, reference, subject, words, jurisdiction, received_seat, parties, state, step, section,
                       priority, field, received_at, closed_at, chain_seq, version, changed_at)
select gen_random_uuid(), 'dossier', %(mark)s || '-' || n, 'Việc ' || n, %(words)s, %(jurisdiction)s, %(seat)s,
       (select array_agg(distinct p order by p) from unnest(array[%(jurisdiction)s::int, %(seat)s::int]) p
        where p is not null), 'received', '', '', 0, '', world_now() - interval '1 minute' * (n * 7919 %% 5000),
       case when n %% 3 = 0 then world_now() end, 1, 1, now()
from generate_series(1, %(n)s::int) n
"""


def _fill(n: int, words: str, jurisdiction: int | None, *, seat: int | None = None, mark: str = "K") -> None:
    given = {"n": n, "words": words, "jurisdiction": jurisdiction, "seat": seat, "mark": mark}
    with as_owner():
        sql.run(FILL, given)


def _analyze() -> None:
    with as_owner():
        sql.run("analyze work_item")


def _both(actor: Actor, words: str, limit: int = 50) -> tuple[list[Any], list[Any]]:
    with acts.opening(actor):
        asked = {"words": fold(words), "reference": words.strip(), "limit": limit}
        plain = [tuple(row) for row in sql.rows(PLAIN, asked)]
        return [tuple(row) for row in queries.search(actor, words, limit=limit)], plain


@pytest.mark.parametrize(
    "words", ["hộ tịch", "hộ", "riêng", "K-17", "không có", "", "'; drop table x; --", "%s {}"]
)
def test_it_finds_what_the_plain_question_finds(db: None, words: str) -> None:
    an, chi = cast.an(), cast.chi()
    _fill(3000, "ho tich", an.seat)
    _fill(40, "ho rieng", an.seat, mark="R")
    _fill(500, "ho tich khac", chi.seat, seat=an.seat, mark="G")
    _fill(900, "dat dai", chi.seat, mark="D")
    for state in ("no statistics", "statistics"):
        for limit in (50, 7):
            found, plain = _both(an, words, limit)
            assert found == plain, state
        _analyze()


def test_a_word_of_all_others_that_is_rare_here_is_still_found(db: None) -> None:
    """It is expected to be near, is not among the newest, and is sought again by the indexes."""
    an, chi = cast.an(), cast.chi()
    _fill(6000, "tranh chap", chi.seat)
    _fill(4000, "dat dai", an.seat, mark="D")
    _fill(60, "tranh chap dat dai", an.seat, mark="T")
    with as_owner():
        sql.run(
            "update work_item set received_at = received_at - interval '9 days' where reference like 'T-%%'"
        )
    _analyze()
    found, plain = _both(an, "tranh chấp")
    assert found == plain
    assert len(found) == 50


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
            mark=f"N{n}",
        )
    _analyze()
    for actor in (an, chi):
        for asked in (*words, "dat dai", "ho tich khai sinh", "N3-4"):
            found, plain = _both(actor, asked)
            assert found == plain, asked


def test_a_stranger_finds_nothing_by_either_way(db: None) -> None:
    _fill(3000, "ho tich", cast.an().seat)
    _analyze()
    found, _ = _both(cast.chi(), "hộ tịch")
    assert found == []
    sql.run("select set_config('lt.scope', '', true), set_config('lt.archive', '', true)")
    assert sql.rows("select * from search_visible('ho tich', '', 50)") == []
