"""Who has a part in an item: the set is sorted, without doubles, and holds everyone it should."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import sql

seats = st.integers(1, 2**31 - 1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(seats, st.none() | seats, st.none() | seats), min_size=1, max_size=40), st.booleans()
)
def test_parties_at_birth_are_the_sorted_set(db: None, triples: list[tuple[int, ...]], same: bool) -> None:
    if same:
        triples = [(one[0], one[0], one[2]) for one in triples]
    found = sql.rows(
        "select parties_at_birth(j, r, s) as parties"
        " from unnest(%s::int[], %s::int[], %s::int[]) with ordinality as t(j, r, s, n) order by n",
        tuple(list(column) for column in zip(*triples, strict=True)),
    )
    for parties, triple in zip(found, triples, strict=True):
        assert parties.parties == sorted({one for one in triple if one is not None})
