-- Who answers on a day for what an ended unit held on its last day; the one that took its seat comes first.
-- From holdings alone: no other table says who succeeds whom.
with ended as (
    select id, upper(during) as ended_on, greatest(upper(during), %(on)s::date) as day
    from unit where id = %(unit)s and upper(during) is not null
)
select n.id as unit, n.code, n.name, n.short_name, ended.ended_on
from ended
join holding h on h.unit = ended.id and upper(h.during) = ended.ended_on
join holding next on next.jurisdiction = h.jurisdiction and next.during @> ended.day
join unit n on n.id = next.unit
group by n.id, ended.id, ended.ended_on
order by bool_or(h.jurisdiction = seat_of(ended.id)) desc, count(*) desc, n.id
