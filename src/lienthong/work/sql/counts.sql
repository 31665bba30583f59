-- Open work by kind; overdue with its present holder, and overdue before that (`late_before`). Of each jurisdiction so
-- many are counted, soonest due first, and no more (`is_more`): it answers from the index of inboxes alone. What is
-- overdue comes first, so it is counted whole unless it fills the count by itself (`is_more_late`).
with held as materialized (
    select h.jurisdiction, h.since from held_now h where h.jurisdiction = any (%(held)s::int[])
)
select kind, sum(n)::int as n, sum(overdue)::int as overdue, sum(late_before)::int as late_before,
       bool_or(of_all >= %(most)s) as is_more, bool_or(of_past >= %(most)s) as is_more_late
from (
    select i.*, sum(i.n) over here as of_all, sum(i.past) over here as of_past
    from held as h
    cross join lateral (
        select kind, count(*) as n, count(*) filter (where is_overdue(due_at, null, (select world_now()))) as past,
               count(*) filter (where is_late_here(due_at, paused_at, (select world_now()), h.since)) as overdue,
               count(*) filter (where is_late_before(due_at, paused_at, (select world_now()), h.since)) as late_before
        from (
            select kind, due_at, paused_at from open_work
            where open_work.jurisdiction = h.jurisdiction
            order by due_at asc nulls last, id
            limit %(most)s
        ) o
        group by kind
    ) i
    window here as (partition by h.jurisdiction)
) of_one
group by kind
order by kind
