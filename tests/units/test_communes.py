"""The communes of a province, found by the province's own areas, are those found among all of the country."""

from tests import sql

AMONG_ALL = """
select a.id from area a
where a.rank = 'commune' and a.during @> %(on)s::date
  and (a.province = %(province)s
       or exists (select from area_heir h join area n on n.id = h.new where h.old = a.id and n.province = %(province)s))
order by a.id
"""
FOUND = "select communes_of(%(province)s, %(on)s::date) as id order by 1"


def test_they_are_those_among_all(db: None) -> None:
    provinces = sql.rows("select id from area where rank = 'province'")
    assert len(provinces) > 34
    for (province,) in provinces:
        for on in ("2025-07-01", "2026-03-01"):
            asked = {"province": province, "on": on}
            assert sql.rows(FOUND, asked) == sql.rows(AMONG_ALL, asked)


def test_the_day_before_the_merger_they_are_those_that_will_be(db: None) -> None:
    city = sql.one(
        "select id from area where rank = 'province' and code = '79' order by lower(during) desc limit 1"
    )
    asked = {"province": city, "on": "2025-06-30"}
    found = sql.rows(FOUND, asked)
    assert found == sql.rows(AMONG_ALL, asked)
