-- What became of all open work since a report was made, and how much lies in some jurisdictions: counts, whoever asks.

-- Without a snapshot what was filed before the report's instant counts as known to it.
create function work_since(p_reconciliation int) returns table (arrived int, finished int, moved int)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
    r reconciliation;
begin
    select * into r from reconciliation where id = p_reconciliation;
    if exists (select from reconciled_item s where s.reconciliation = r.id) then
        return query
            select (count(*) filter (where s.item is null))::int, (count(*) filter (where w.id is null))::int,
                   (count(*) filter (where w.jurisdiction <> s.jurisdiction))::int
            from (select item, jurisdiction from reconciled_item where reconciliation = r.id) s
            full join (select id, jurisdiction from work_item where closed_at is null) w on w.id = s.item;
        return;
    end if;
    return query
        select n.later, greatest(0, (r.numbers -> 'total' ->> 'n')::int + n.later - n.open), 0
        from (select (count(*) filter (where received_at > r.at))::int as later, count(*)::int as open
              from work_item where closed_at is null) n;
end $$;

create function open_work_in(p_baskets int[]) returns int
language sql stable security definer set search_path = public, pg_temp
as $$
    select count(*)::int
    from unnest(p_baskets) as b(jurisdiction)
    join work_item w on w.jurisdiction = b.jurisdiction and w.closed_at is null
$$;
