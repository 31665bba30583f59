-- Who answers for each jurisdiction: the body it was made for while that body lives, then the committee of its heir.
-- Undivided jurisdictions of a commune go to its default heir, those of a district to the province of the day.
with committee as (
    select area, id as unit from unit where body = 'ubnd' and area is not null
    union all
    select a.id, city.id
    from area a, unit city
    where a.rank = 'province' and a.code = %(province)s and city.agency = %(city)s
),
heir as (
    select old as area, new as next from area_heir where is_default
    union all
    select d.id, p.new
    from area d join area_heir p on p.old = d.province and p.is_default
    where d.rank = 'district'
),
made_for as (
    select j.id, j.during, coalesce(j.unit, first.unit) as unit,
           case j.kind when 'part' then next_of_part.unit else next_of_area.unit end as next
    from jurisdiction j
    left join jurisdiction whole on whole.id = j.parent
    left join unit body on body.id = j.unit
    left join committee first on first.area = coalesce(whole.area, j.area)
    left join committee next_of_part on next_of_part.area = j.area
    left join heir on heir.area = coalesce(body.area, j.area)
    left join committee next_of_area on next_of_area.area = heir.next
)
insert into holding (jurisdiction, unit, during)
select id, unit, during
from (
    select m.id, m.unit, m.during * u.during as during
    from made_for m join unit u on u.id = m.unit
    union all
    select m.id, m.next, m.during - u.during
    from made_for m join unit u on u.id = m.unit
    where upper(u.during) is not null
) held
order by id, lower(during)
