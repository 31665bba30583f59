-- Verdicts that do not say what the lines say they rest on: `first` began the step, `line` decided it.
with last as (
    select max(as_of) as as_of from snapshot where round = %(round)s and is_final
), held as (
    select a.id, e.scenario, e.step,
           case
               when a.decided_at > (select as_of from last) then 'after_the_last'
               when a.line is null then null
               when l.id is null or f.id is null then 'no_line'
               when a.ended_at is distinct from l.at or a.started_at is distinct from f.at then 'other_time'
               when a.actor is distinct from f.mandate then 'other_hand'
               when a.door is not null and (a.door, a.access) is distinct from (f.door, f.access) then 'other_door'
               when %(people)s and a.actor_kind = 'human' and f.door <> %(page)s then 'not_a_person'
           end as why
    from attempt a
    join expectation e on e.id = a.expectation
    left join journal l on l.id = a.line
    left join journal f on f.id = coalesce((a.evidence -> 'lines' ->> 0)::bigint, a.line)
    where a.round = %(round)s
)
select id, scenario, step, why from held where why is not null order by id
