-- Of each unit, the steps its people did: half of them within so many seconds of the moment they could be begun – what
-- they waited for was done, and the last act of the same hand – and how many within `reads_in`. Slowest hands last.
with done as (
    select e.unit, extract(epoch from a.ended_at - greatest(
               before.at, lag(a.ended_at) over (partition by a.actor order by a.ended_at, a.id)))::float8 as seconds
    from attempt a
    join expectation e on e.id = a.expectation
    cross join lateral (
        select max(b.ended_at) as at
        from expectation p join attempt b on b.expectation = p.id and b.verdict in ('PASS', 'PASS_ASSISTED')
        where p."case" = e."case" and p.step = any (e.after)
    ) before
    where a.round = %(round)s and e.is_peoples and a.line is not null and a.verdict in ('PASS', 'PASS_ASSISTED')
)
select u.short_name as unit, count(*)::int as steps,
       percentile_cont(0.5) within group (order by d.seconds) as seconds,
       (count(*) filter (where d.seconds < %(reads_in)s::float8))::int as fast
from done d join unit u on u.id = d.unit
where d.seconds is not null
group by u.id, u.short_name
order by fast desc, seconds, sort_key(u.short_name)
