-- Divided jurisdictions of these that still hold undecided open work, under the newest plan that asks.
select one.plan, one.undivided, coalesce(a.name, u.name) as name, left_over.n
from (
    select distinct on (d.undivided) d.plan, d.undivided, d.until
    from division_asked d
    where d.undivided = any (%(held)s::int[]) and d.until > timestamptz 'epoch'
    order by d.undivided, d.state = 'draft', d.plan desc
) one
join jurisdiction whole on whole.id = one.undivided
left join area a on a.id = whole.area
left join unit u on u.id = whole.unit
cross join lateral (select undecided_in(one.undivided, one.until) as n) left_over
where left_over.n > 0
order by left_over.n desc, one.undivided
