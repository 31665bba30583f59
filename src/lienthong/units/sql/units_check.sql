-- Whether the registry is whole on a day.
with alive as (
    select j.id, count(h.id) as holders
    from jurisdiction j
    left join holding h on h.jurisdiction = j.id and h.during @> %(on)s::date
    where j.during @> %(on)s::date
    group by j.id
),
city as (
    select c as area
    from communes_of((select id from area where rank = 'province' and code = %(city)s
                      order by lower(during) desc limit 1), %(on)s::date) c
),
split as (
    select h.old as area
    from area_heir h join area a on a.id = h.old
    where a.rank = 'commune' and a.during @> %(on)s::date
    group by h.old having count(*) > 1
)
select (select count(*) from area where rank = 'commune' and during @> %(on)s::date) as communes,
       (select count(*) from city) as city_communes,
       (select count(*) from alive) as jurisdictions,
       (select count(*) from alive where holders = 0) as without_holder,
       (select count(*) from alive where holders > 1) as with_two_holders,
       (select count(*) from split) as split,
       (select count(*) from split join city using (area)) as city_split
