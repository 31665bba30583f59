-- What was done to a plan, by whom, whatever body they acted for: a plan is the city's, its lines stand with the units of
-- those who wrote them. Ids and codes only; whose page this is, the application decides.
create index journal_of_plan on journal ((facts ->> 'plan')) where item is null and facts ? 'plan';
create function plan_lines(p_plan int)
returns table (id bigint, at timestamptz, verb text, facts jsonb, mandate int, unit int)
language sql stable security definer set search_path = public, pg_temp
as $$
    select id, at, verb, facts, mandate, unit from journal
    where item is null and facts ? 'plan' and facts ->> 'plan' = p_plan::text and origin = 0
$$;
